//! The ways to open the vault, and the secret that each of them gives.

use std::rc::Rc;

use ::vault::audit::Act;
use ::vault::{Cost, Header, Opener, Way};
use leptos::prelude::*;

use super::vault::Vault;
use super::{Failed, Kind, Safe};
use crate::browser::clock;
use crate::browser::database::NotWritten;
use crate::browser::derive::argon2id;
use crate::browser::passkey::{self, PasskeyError};
use crate::browser::seal::{DataKey, Wrapped};
use crate::browser::secret::Secret;
use crate::settings::site_name;

/// The secret of a way, and the way without its wrapped key.
pub(super) struct Opened {
    pub(super) secret: Secret,
    pub(super) opener: Opener,
}

impl Safe {
    /// Whether this device may have a passkey that can do it.
    pub async fn may_have_passkey(self) -> bool {
        passkey::can_try().await
    }

    /// A new passphrase in the place of the old one.
    pub async fn change_passphrase(self, old: &str, new: &str) -> Result<(), Failed> {
        let vault = self.whole().ok_or(Failed::Elsewhere)?;
        let _turn = vault.ways_turn.lock().await;
        let header = vault.header.borrow().clone();
        let (old_way, old_secret, ..) = known_passphrase(&header, old).await?;
        let fresh = fresh_passphrase(new).await?;
        let new = wrapped_again(&old_way, &old_secret, fresh, header.next_id()).await?;
        let header = header.with_in_place_of(old_way.id, new);
        vault.put_header(header, Act::PassphraseChanged).await
    }

    /// One more way, a passphrase, for who opens it with a passkey now.
    pub async fn add_passphrase(self, new: &str) -> Result<(), Failed> {
        let vault = self.whole().ok_or(Failed::Elsewhere)?;
        let _turn = vault.ways_turn.lock().await;
        let header = vault.header.borrow().clone();
        let (known, secret, _) = known_passkey(&header).await?;
        let fresh = fresh_passphrase(new).await?;
        let added = wrapped_again(&known, &secret, fresh, header.next_id()).await?;
        vault.put_header(header.with(added), Act::WayAdded).await
    }

    /// One more way, a passkey, for who knows the passphrase.
    pub async fn add_passkey(self, passphrase: &str) -> Result<(), Failed> {
        let vault = self.whole().ok_or(Failed::Elsewhere)?;
        let _turn = vault.ways_turn.lock().await;
        let header = vault.header.borrow().clone();
        let (known, secret, ..) = known_passphrase(&header, passphrase).await?;
        let fresh = fresh_passkey().await?;
        let added = wrapped_again(&known, &secret, fresh, header.next_id()).await?;
        vault.put_header(header.with(added), Act::WayAdded).await
    }

    /// Takes a way off; never the last one.
    pub async fn remove_way(self, id: u32) -> Result<(), Failed> {
        let vault = self.whole().ok_or(Failed::Elsewhere)?;
        let _turn = vault.ways_turn.lock().await;
        let header = vault.header.borrow().without(id);
        vault.put_header(header, Act::WayRemoved).await
    }

    /// A device that does it in no time is asked for more from now on (reference §9.2).
    pub(super) async fn raise(self, old: &Way, passphrase: &str, secret: &Secret, took: f64) {
        let Opener::Passphrase { cost, .. } = &old.opener else {
            return;
        };
        let raised = cost.raised(took);
        let Some(vault) = self.whole().filter(|_| raised != *cost) else {
            return;
        };
        // What does not work today is tried again at the next unlock.
        let Ok(fresh) = passphrase_of(passphrase, raised).await else {
            return;
        };
        let _turn = vault.ways_turn.lock().await;
        let Ok(mut new) = wrapped_again(old, secret, fresh, old.id).await else {
            return;
        };
        new.made_ms = old.made_ms;
        // The person may have taken it off, or locked, meanwhile.
        let header = vault.header.borrow().with_in_place_of(old.id, new);
        if let Some(header) = header.filter(|_| vault.is_open()) {
            let _ = vault.write_header(header).await;
        }
    }
}

impl Vault {
    /// Lets the vault be opened in these ways from now on, and in no other.
    async fn put_header(self: &Rc<Self>, header: Option<Header>, act: Act) -> Result<(), Failed> {
        let header = header.ok_or(Failed::Cancelled)?;
        self.write_header(header).await.map_err(not_made)?;
        self.log(act);
        Ok(())
    }

    async fn write_header(&self, header: Header) -> Result<(), NotWritten> {
        let bytes = header.to_bytes();
        self.database.write_header(&self.holder, &bytes).await?;
        let ways: Vec<_> = header.ways.iter().map(shown).collect();
        // Somebody may be answering a question about one of them.
        if self.safe.ways.with_untracked(|known| *known != ways) {
            self.safe.ways.set(ways);
        }
        self.header.replace(header);
        Ok(())
    }
}

pub(super) async fn fresh_passphrase(passphrase: &str) -> Result<Opened, Failed> {
    passphrase_of(passphrase, Cost::LEAST).await
}

async fn passphrase_of(passphrase: &str, cost: Cost) -> Result<Opened, Failed> {
    let salt = clock::random().ok_or(Failed::NoStorage)?;
    let (secret, _) = derived(passphrase, &salt, cost).await?;
    let opener = Opener::Passphrase { salt, cost };
    Ok(Opened { secret, opener })
}

async fn derived(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Result<(Secret, f64), Failed> {
    let derived = argon2id(passphrase, salt, cost.memory_kib, cost.passes, cost.lanes).await;
    derived.map_err(|_| Failed::NoProgram)
}

pub(super) async fn fresh_passkey() -> Result<Opened, Failed> {
    let salt = clock::random().ok_or(Failed::NoStorage)?;
    let (credential, secret) = passkey::make(site_name(), &salt)
        .await
        .map_err(no_passkey)?;
    let opener = Opener::Passkey { credential, salt };
    Ok(Opened { secret, opener })
}

/// The way that this passphrase opens, with its secret, the data key, and how long that took in milliseconds.
pub(super) async fn known_passphrase(
    header: &Header,
    passphrase: &str,
) -> Result<(Way, Secret, DataKey, f64), Failed> {
    for way in &header.ways {
        let Opener::Passphrase { salt, cost } = &way.opener else {
            continue;
        };
        let (secret, took) = derived(passphrase, salt, *cost).await?;
        if let Ok(key) = DataKey::unwrap(&secret, &way.additional_data(), &wrapped(way)).await {
            return Ok((way.clone(), secret, key, took));
        }
    }
    Err(Failed::WrongPassphrase)
}

/// The same for a passkey.
pub(super) async fn known_passkey(header: &Header) -> Result<(Way, Secret, DataKey), Failed> {
    let passkeys = header.ways.iter().filter_map(|way| match &way.opener {
        Opener::Passkey { credential, salt } => Some((way, (credential.clone(), *salt))),
        Opener::Passphrase { .. } => None,
    });
    let (ways, credentials): (Vec<&Way>, Vec<_>) = passkeys.unzip();
    let (place, secret) = passkey::secret(&credentials).await.map_err(no_passkey)?;
    let way = ways.get(place).ok_or(Failed::WrongPasskey)?;
    let key = DataKey::unwrap(&secret, &way.additional_data(), &wrapped(way)).await;
    let key = key.map_err(|_| Failed::WrongPasskey)?;
    Ok(((*way).clone(), secret, key))
}

/// A way to the key that this other way wraps.
async fn wrapped_again(
    known: &Way,
    known_secret: &Secret,
    Opened { secret, opener }: Opened,
    id: u32,
) -> Result<Way, Failed> {
    let (old, new) = (known.additional_data(), opener.additional_data(id));
    let wrapped = wrapped(known);
    let again = wrapped.again(known_secret, &old, &secret, &new).await;
    way(id, opener, again.map_err(|_| Failed::NoStorage)?)
}

fn wrapped(way: &Way) -> Wrapped {
    Wrapped {
        iv: way.iv,
        bytes: way.wrapped.to_vec(),
    }
}

pub(super) fn way(id: u32, opener: Opener, wrapped: Wrapped) -> Result<Way, Failed> {
    Ok(Way {
        id,
        made_ms: clock::now() as u64,
        opener,
        iv: wrapped.iv,
        wrapped: wrapped.bytes.try_into().map_err(|_| Failed::NoStorage)?,
    })
}

pub(super) fn shown(way: &Way) -> super::Way {
    super::Way {
        id: way.id,
        kind: match way.opener {
            Opener::Passphrase { .. } => Kind::Passphrase,
            Opener::Passkey { .. } => Kind::Passkey,
        },
        made_ms: way.made_ms as f64,
    }
}

pub(super) fn not_made(why: NotWritten) -> Failed {
    match why {
        NotWritten::Full => Failed::Full,
        NotWritten::Elsewhere => Failed::Elsewhere,
        NotWritten::Gone | NotWritten::Trouble => Failed::NoStorage,
    }
}

fn no_passkey(why: PasskeyError) -> Failed {
    match why {
        PasskeyError::Cancelled => Failed::Cancelled,
        PasskeyError::NoPrf | PasskeyError::NotHere | PasskeyError::Trouble => Failed::NoPasskey,
    }
}
