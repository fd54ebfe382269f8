//! Making and opening the vault.

use std::rc::Rc;

use ::vault::audit::{Act, By, Cause, Entry};
use ::vault::{Damage, Header, Keeping, Unreadable};
use leptos::prelude::*;

use super::around::Around;
use super::contents::{Contents, contents, reserve_numbers};
use super::damage::named;
use super::ending::delete;
use super::hold::{let_go, number, take_hold};
use super::vault::{Found, PUT_ASIDE, Vault};
use super::ways::{
    Opened, fresh_passkey, fresh_passphrase, known_passkey, known_passphrase, not_made, shown, way,
};
use super::{Door, Failed, Safe, Standing, absence, held};
use crate::browser::database::{self, Database, NotRead, NotWritten};
use crate::browser::seal::DataKey;
use crate::browser::{clock, room, storage};

/// The name under which the times of failed attempts lie in the clear.
const FAILED: &str = "failed";

/// Until this is dropped nobody else opens the vault.
struct Alone(Safe);

impl Drop for Alone {
    fn drop(&mut self) {
        self.0.is_opening.set_value(false);
    }
}

impl Safe {
    /// Reads what opens the vault that stands here, locked.
    pub async fn look(self) -> Result<(), Failed> {
        if matches!(database::header().await, Ok(None)) {
            // Another tab, or the browser, has deleted it meanwhile.
            self.standing.set(Standing::Gone);
            self.door.set(Door::None);
            return Ok(());
        }
        let (database, header) = there().await?;
        database.close();
        self.ways.set(header.ways.iter().map(shown).collect());
        Ok(())
    }

    /// Makes a vault that a passphrase opens, and keeps in it what is here.
    pub async fn make_with_passphrase(self, passphrase: &str) -> Result<(), Failed> {
        let around = self.around();
        let opened = fresh_passphrase(passphrase).await?;
        self.make(around, opened).await
    }

    /// Makes a vault that a passkey of this device opens.
    pub async fn make_with_passkey(self) -> Result<(), Failed> {
        let around = self.around();
        let opened = fresh_passkey().await?;
        self.make(around, opened).await
    }

    async fn make(self, around: Around, Opened { secret, opener }: Opened) -> Result<(), Failed> {
        let database = Database::open().await.ok_or(Failed::NoStorage)?;
        let additional = opener.additional_data(1);
        let made = DataKey::make(&secret, &additional).await;
        let (key, wrapped) = made.ok_or(Failed::NoStorage)?;
        let header = Header {
            ways: vec![way(1, opener, wrapped)?],
        };
        let who = number()?;
        let holder = who.to_be_bytes().to_vec();
        let made = database.make_vault(&header.to_bytes(), &holder).await;
        if let Err(why) = made {
            database.close();
            if why != NotWritten::Elsewhere {
                // An empty one would be taken for a vault that is damaged.
                delete().await;
            }
            return Err(not_made(why));
        }
        // Whether the browser promises or not, it is kept for now; the page says what a browser may do.
        room::persist().await;
        let found = Found {
            database,
            holder,
            who,
            header,
            key,
            log: Vec::new(),
            damage: Damage::default(),
        };
        let vault = self.enter(around, found);
        vault.watch();
        vault.log(Act::Started {
            version: env!("CARGO_PKG_VERSION").to_owned(),
        });
        for (_, connection) in untrack(|| around.session.sign_ins()) {
            vault.log(Act::Connected {
                hospital: connection.hospital.name.clone(),
            });
        }
        super::Open::written_down(Rc::clone(&vault)).await;
        if !vault.is_open() {
            // The browser has put the page aside.
            return Err(Failed::Elsewhere);
        }
        let failed = match self.standing.get_untracked() {
            Standing::Kept | Standing::Writing => {
                self.admit();
                return Ok(());
            }
            Standing::Full | Standing::Crowded => Failed::Full,
            Standing::Trouble | Standing::Gone => Failed::NoStorage,
        };
        // Half of a record would be taken for the whole.
        self.stop_keeping(Keeping::ThisDevice).await;
        Err(failed)
    }

    /// Opens it.
    pub async fn open_with_passphrase(self, passphrase: &str) -> Result<(), Failed> {
        let around = self.around();
        let _alone = self.alone()?;
        let attempt = || async move {
            let (database, header) = there().await?;
            let opened = known_passphrase(&header, passphrase).await;
            let (way, secret, key, took) = self.or_noted(&database, opened).await?;
            self.open(around, database, header, key).await?;
            Ok((way, secret, took))
        };
        let (way, secret, took) = match attempt().await {
            // Another tab has changed what opens it meanwhile, and has let go of it now.
            Err(Failed::Elsewhere) => attempt().await?,
            opened => opened?,
        };
        self.opened(By::Passphrase);
        let passphrase = passphrase.to_owned();
        leptos::task::spawn_local(async move {
            self.raise(&way, &passphrase, &secret, took).await;
        });
        Ok(())
    }

    /// Opens it.
    pub async fn open_with_passkey(self) -> Result<(), Failed> {
        let around = self.around();
        let _alone = self.alone()?;
        let (database, header) = there().await?;
        let opened = known_passkey(&header).await;
        let (_, _, key) = self.or_noted(&database, opened).await?;
        self.open(around, database, header, key).await?;
        self.opened(By::Passkey);
        Ok(())
    }

    /// One at a time opens it, and only where nothing is open: what is kept is never mixed with it.
    fn alone(self) -> Result<Alone, Failed> {
        let session = self.around().session;
        if self.is_opening.get_value() || session.is_open_now() {
            return Err(Failed::Cancelled);
        }
        self.is_opening.set_value(true);
        // A sign-in that comes back while it is being opened would be mixed with it.
        session.end_what_is_under_way();
        Ok(Alone(self))
    }

    /// A failed attempt is written down in the clear, as a time and nothing else: the log is locked.
    async fn or_noted<T>(
        self,
        database: &Database,
        opened: Result<T, Failed>,
    ) -> Result<T, Failed> {
        let is_wrong = |why: &Failed| matches!(why, Failed::WrongPassphrase | Failed::WrongPasskey);
        if opened.as_ref().is_err_and(is_wrong) {
            database.note_time(FAILED, clock::now()).await;
        }
        opened
    }

    fn opened(self, by: By) {
        self.note(Act::Opened(by));
        let Some(vault) = self.whole() else { return };
        leptos::task::spawn_local(async move {
            for (name, act) in [
                (FAILED, Act::FailedToOpen),
                (PUT_ASIDE, Act::Locked(Cause::Hidden)),
            ] {
                for at_ms in vault.database.noted_times(name).await {
                    let act = act.clone();
                    vault.log_entry(Entry { at_ms, act });
                }
            }
        });
    }

    async fn open(
        self,
        around: Around,
        database: Database,
        header: Header,
        key: DataKey,
    ) -> Result<(), Failed> {
        let who = number()?;
        let holder = take_hold(&database, who).await?;
        let now = database.header().await.ok().flatten();
        if now.and_then(|now| Header::read(&now).ok()).as_ref() != Some(&header) {
            // Another tab has changed what opens it, while it was being opened in the old way here.
            return Err(let_go(database, holder, Failed::Elsewhere).await);
        }
        let read = async {
            let mut contents = contents(&database, &key).await?;
            let restored = self.restored_all(around, &mut contents).await?;
            Ok((contents, restored))
        };
        let (mut contents, restored) = match read.await {
            Ok(read) => read,
            Err(why) => return Err(let_go(database, holder, why).await),
        };
        reserve_numbers(around, &contents);
        self.restore_people(around, &mut contents, &restored);
        let Contents { log, damage, .. } = contents;
        self.damaged.set(named(&damage, &restored));
        // Who opens it sees the whole of it at once, and not how it is read.
        let mut sign_ins = Vec::new();
        for (profile, connection) in &restored {
            let profile = around.people.numbered(*profile);
            profile.chart.restore(connection).await;
            sign_ins.push((profile, Rc::clone(connection)));
        }
        around
            .people
            .show_those_of(restored.iter().map(|(profile, _)| *profile));
        let unreadable = damage.unreadable().len();
        let vault = self.enter(
            around,
            Found {
                database,
                holder,
                who,
                header,
                key,
                log,
                damage,
            },
        );
        if unreadable > 0 {
            vault.log(Act::Damaged(unreadable as u32));
        }
        for (profile, connection) in sign_ins {
            self.welcomes(&connection, profile);
            around.session.restore(profile, connection);
        }
        // Before anything is asked, and so before a token can be renewed.
        vault.keep_tokens();
        self.admit();
        vault.knows_what_is_here();
        vault.watch();
        Ok(())
    }

    /// The vault is open in this tab from now on.
    fn enter(self, around: Around, found: Found) -> Rc<Vault> {
        let ways = found.header.ways.iter().map(shown).collect();
        let vault = Vault::new(self, around, found);
        self.vault
            .set_value(Some(held(Rc::clone(&vault) as Rc<dyn super::Open>)));
        self.ways.set(ways);
        self.standing.set(Standing::Kept);
        vault
    }

    /// What is in the vault may be seen.
    fn admit(self) {
        self.timed_out.set(false);
        self.choose(Keeping::ThisDevice);
        storage::keep_choices_on_device(true);
        self.door.set(Door::Open);
        absence::begin(self, self.around());
    }
}

/// What stands on this device, locked.
async fn there() -> Result<(Database, Header), Failed> {
    let header = database::header()
        .await
        .map_err(|NotRead| Failed::NoStorage)?;
    let header = Header::read(&header.ok_or(Failed::Damaged)?);
    let header = header.map_err(|unreadable| match unreadable {
        Unreadable::Newer => Failed::Newer,
        Unreadable::Damaged => Failed::Damaged,
    })?;
    let database = Database::open().await.ok_or(Failed::NoStorage)?;
    Ok((database, header))
}
