//! Making and opening the vault.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use ::vault::audit::{Act, By, Cause, Entry};
use ::vault::{Archive, Damage, Header, Keeping, Place, Table, Unreadable, Word};
use leptos::prelude::*;
use record::SourceId;

use super::around::Around;
use super::damage::names;
use super::ending::delete;
use super::vault::{Found, PUT_ASIDE, Vault, unsealed};
use super::ways::{
    Opened, fresh_passkey, fresh_passphrase, known_passkey, known_passphrase, not_made, shown, way,
};
use super::{Door, Failed, Safe, Standing, absence, held};
use crate::browser::channel::Channel;
use crate::browser::compress::Original;
use crate::browser::database::{self, Database, NotRead, NotWritten};
use crate::browser::fetch::Stop;
use crate::browser::seal::DataKey;
use crate::browser::{clock, room, storage, tab_lock};
use crate::draft;
use crate::hospital::{Connection, Originals};
use crate::kept::{self, SignIn};

/// How long another tab gets to save what it has, in milliseconds, and how often it is looked whether it has.
const LETTING_GO_MS: f64 = 1_500.0;
const LOOKING_MS: u32 = 10;
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
        self.restore_people(around, &mut contents);
        reserve_numbers(around, &contents);
        let Contents { log, damage, .. } = contents;
        self.damaged.set(names(&damage, &restored, around.reader));
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
            self.welcomes(&connection, profile.mail);
            around.session.restore(profile, connection);
        }
        // Before anything is asked, and so before a token can be renewed.
        vault.keep_tokens();
        self.admit();
        vault.knows_what_is_here();
        vault.watch();
        Ok(())
    }

    /// Every sign-in with its answers, each with the number of its person.
    async fn restored_all(
        self,
        around: Around,
        Contents { plain, damage, .. }: &mut Contents,
    ) -> Result<Vec<(usize, Rc<Connection>)>, Failed> {
        let mut restored = Vec::new();
        for (place, bytes) in range(plain, Table::Connections) {
            match self.restored(around, place, bytes).await {
                Some(sign_in) => restored.push(sign_in),
                None => damage.add_place(place),
            }
        }
        for (place, bytes) in range(plain, Table::Record) {
            let archive = match Archive::read(bytes) {
                Err(Unreadable::Newer) => return Err(Failed::Newer),
                archive => archive.ok().zip(place.answers()),
            };
            let Some((archive, (source, search))) = archive else {
                damage.add_place(place);
                continue;
            };
            let of = restored.iter().find(|(_, one)| one.source.0 == source);
            match of {
                Some((_, connection)) => connection.keep(search, originals(archive)),
                None => damage.add_orphan(place),
            }
        }
        Ok(restored)
    }

    async fn restored(
        self,
        around: Around,
        place: Place,
        bytes: &[u8],
    ) -> Option<(usize, Rc<Connection>)> {
        let sign_in = SignIn::read(bytes)?;
        let base = sign_in.base()?;
        let rules = around.hospitals.rules(&sign_in.hospital, &base).await;
        let tokens = sign_in
            .tokens(rules)
            .filter(|tokens| *tokens.base() == base)?;
        let source = SourceId(u16::try_from(place.number).ok()?);
        let connection = Connection::new(source, sign_in.hospital, tokens, Stop::new()?);
        Some((sign_in.profile, Rc::new(connection)))
    }

    fn restore_people(self, around: Around, Contents { plain, damage, .. }: &mut Contents) {
        for (place, bytes) in range(plain, Table::Drafts) {
            match draft::read(bytes, clock::now() as u64) {
                Some(drafts) => around
                    .people
                    .numbered(place.number as usize)
                    .mail
                    .put_back(drafts),
                None => damage.add_place(place),
            }
        }
        for (place, bytes) in range(plain, Table::Seen) {
            let person = around.people.numbered(place.number as usize);
            person.chart.restore_opened(kept::opened(bytes));
        }
        for (_, bytes) in range(plain, Table::Settings) {
            let minutes = std::str::from_utf8(bytes)
                .ok()
                .and_then(|text| text.parse().ok());
            if let Some(minutes) = minutes {
                self.minutes.set(minutes);
            }
        }
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

/// What stands on this device.
/// What lies in the vault.
struct Contents {
    /// What can be read, as it was before it was sealed.
    plain: BTreeMap<Place, Vec<u8>>,
    /// The numbers of the log's entries, which are read when somebody asks.
    log: Vec<u64>,
    damage: Damage,
}

async fn contents(database: &Database, key: &DataKey) -> Result<Contents, Failed> {
    let values = database.all_values().await;
    let mut contents = Contents {
        plain: BTreeMap::new(),
        log: Vec::new(),
        damage: Damage::default(),
    };
    for (text, bytes) in values.map_err(|NotRead| Failed::Damaged)? {
        let (Some(place), Some(bytes)) = (Place::read(&text), bytes) else {
            contents.damage.add(text);
            continue;
        };
        if place.table == Table::Audit {
            contents.log.push(place.number);
            continue;
        }
        match unsealed(key, place, &bytes).await {
            Ok(plain) => {
                contents.plain.insert(place, plain);
            }
            Err(Unreadable::Newer) => return Err(Failed::Newer),
            Err(Unreadable::Damaged) => contents.damage.add(text),
        }
    }
    Ok(contents)
}

/// Leaves the vault as it is: nothing of it may be taken for damaged, or written over.
async fn let_go(database: Database, holder: Vec<u8>, why: Failed) -> Failed {
    // Whoever opens it next waits a moment in vain, if this is not possible.
    let _ = database.release(&holder).await;
    database.close();
    why
}

/// Takes the vault from the tab that has it; the number under which it is held now.
async fn take_hold(database: &Database, who: u64) -> Result<Vec<u8>, Failed> {
    ask_to_let_go(database, who).await;
    let holder = who.to_be_bytes().to_vec();
    match database.hold(&holder).await {
        Ok(()) => Ok(holder),
        // On a full device it can be read all the same, under the number that stands there; not in two tabs.
        Err(NotWritten::Full) if tab_lock::is_held().await != Some(true) => {
            Ok(database.holder().await)
        }
        Err(why) => Err(not_made(why)),
    }
}

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

/// Asks the tab that has the vault to save what it has and let go, and waits for that a while. One that was killed
/// does not answer; nothing it had is lost by that.
async fn ask_to_let_go(database: &Database, who: u64) {
    let is_held = match tab_lock::is_held().await {
        Some(is_held) => is_held,
        None => !database.holder().await.is_empty(),
    };
    let (true, Some(channel)) = (is_held, Channel::open()) else {
        return;
    };
    let is_free = Rc::new(Cell::new(false));
    let heard = Rc::clone(&is_free);
    channel.hear(move |message| {
        if Word::from_json(&message) == Some(Word::Released { who }) {
            heard.set(true);
        }
    });
    channel.say(&Word::LetGo { who }.to_json());
    let until = clock::now() + LETTING_GO_MS;
    while !is_free.get() && clock::now() < until {
        clock::wait(LOOKING_MS).await;
    }
    channel.close();
}

fn range(plain: &BTreeMap<Place, Vec<u8>>, table: Table) -> impl Iterator<Item = (Place, &[u8])> {
    let of_table = plain.iter().filter(move |(place, _)| place.table == table);
    of_table.map(|(place, bytes)| (*place, bytes.as_slice()))
}

/// Nobody else gets the number of a source or a person of whom something is kept, be it damaged: they would get what is
/// theirs.
fn reserve_numbers(around: Around, Contents { plain, damage, .. }: &Contents) {
    let sources = plain.keys().copied().filter_map(Place::source).max();
    if let Some(highest) = sources.max(damage.highest_source()) {
        around.session.counts_from(highest);
    }
    let is_of_one = |place: &&Place| matches!(place.table, Table::Drafts | Table::Seen);
    let people = plain.keys().filter(is_of_one).map(|place| place.number);
    if let Some(highest) = people.max() {
        around.people.counts_from(highest as usize);
    }
}

fn originals(archive: Archive) -> Originals {
    let pages = archive.pages.into_iter();
    Originals {
        at: archive.at_ms as f64,
        ended: archive.ended,
        pages: pages
            .map(|page| (page.address, Original::packed(&page.packed)))
            .collect(),
    }
}

/// A random number for this tab.
fn number() -> Result<u64, Failed> {
    clock::random()
        .map(u64::from_be_bytes)
        .ok_or(Failed::NoStorage)
}
