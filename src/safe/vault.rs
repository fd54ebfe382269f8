//! The open vault: what changes in the record, in what is written and in the settings is sealed and saved, in the order
//! that crates/vault says.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use ::vault::audit::{Act, Entry, Obstacle, pruned};
use ::vault::store::{Event, Group, Step};
use ::vault::{Archive, Damage, Header, Place, Sealed, Store, Table, Unreadable, archive, store};
use async_lock::Mutex;
use leptos::prelude::*;

use super::around::Around;
use super::{Log, Safe, Standing, held};
use crate::browser::channel::Channel;
use crate::browser::clock;
use crate::browser::database::{Database, NotWritten};
use crate::browser::seal::DataKey;
use crate::browser::tab_lock::{self, Held};
use crate::draft;
use crate::hospital::{News, Originals, Witness};
use crate::kept::{self, SignIn};

/// A draft is kept when so many milliseconds nothing was typed (design §4.7).
const TYPING_MS: u32 = 1_500;
/// After so many milliseconds it is tried again to keep what had no room.
const ROOM_MS: u32 = 10_000;
/// How often it is looked whether something is written, in milliseconds.
const LOOKING_MS: u32 = 10;

/// The name under which the times lie in the clear at which a browser put the page aside.
pub(super) const PUT_ASIDE: &str = "aside";

/// The bytes of a value, before they are sealed.
pub(super) type Plain = Rc<Vec<u8>>;

/// A vault that was opened in this tab.
pub(super) struct Vault {
    pub(super) safe: Safe,
    pub(super) database: Database,
    /// The number under which this tab holds it.
    pub(super) holder: Vec<u8>,
    /// The number of this tab.
    pub(super) who: u64,
    /// Tells other tabs that it is open here.
    pub(super) tab_lock: Cell<Option<Held>>,
    pub(super) header: RefCell<Header>,
    /// One change of the ways at a time: each begins with what the one before has left.
    pub(super) ways_turn: Mutex<()>,
    pub(super) key: RefCell<Option<DataKey>>,
    pub(super) store: RefCell<Store<Plain>>,
    /// What was handed to the store last, by its place.
    pub(super) known: RefCell<BTreeMap<Place, Value>>,
    /// What lies in it and is of no use.
    pub(super) damage: RefCell<Damage>,
    /// The change that has the latest drafts in it.
    drafts: Cell<Option<u64>>,
    /// The numbers of the log's entries.
    log: RefCell<Vec<u64>>,
    keystrokes: Cell<u32>,
    /// The drafts at the last keystroke.
    typed: RefCell<Vec<(u64, Rc<str>)>>,
    /// The record is gone from this tab; what was to be saved is being saved.
    pub(super) is_left: Cell<bool>,
    /// It was left because the browser put the page aside.
    pub(super) was_put_aside: Cell<bool>,
    /// The device was full, and something new of the record is not kept.
    lacks_room: Cell<bool>,
    /// It is tried again in a while.
    waits_for_room: Cell<bool>,
    /// What is typed and not written, sealed when the page was hidden: a page that is stopped has no time for that.
    pub(super) spare: RefCell<Vec<Rc<dyn super::Sealed>>>,
    /// The log says that something could not be saved.
    has_noted: Cell<bool>,
    pub(super) watching: RefCell<Option<Owner>>,
    pub(super) channel: Option<Channel>,
    /// The tab that waits for this one to let go.
    pub(super) asked_by: Cell<Option<u64>>,
    pub(super) around: Around,
}

/// What lies in a place, as far as it must be compared.
#[derive(Clone)]
pub(super) enum Value {
    /// Text that is written here.
    Text(Rc<str>),
    /// What a hospital sent.
    Answers(Rc<Originals>),
}

impl Value {
    fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Answers(one), Value::Answers(other)) => Rc::ptr_eq(one, other),
            (Value::Text(_), Value::Answers(_)) | (Value::Answers(_), Value::Text(_)) => false,
        }
    }

    fn bytes(&self) -> Plain {
        let bytes = match self {
            Value::Text(text) => text.as_bytes().to_vec(),
            Value::Answers(answers) => {
                let page = |(address, original): &(String, _)| archive::Page {
                    address: address.clone(),
                    packed: crate::browser::compress::Original::to_vec(original),
                };
                Archive {
                    at_ms: answers.at as u64,
                    ended: answers.ended,
                    pages: answers.pages.iter().map(page).collect(),
                }
                .to_bytes()
            }
        };
        Rc::new(bytes)
    }
}

/// The drafts among these values, as text.
fn drafts(values: &BTreeMap<Place, Value>) -> Vec<(u64, Rc<str>)> {
    let drafts = values.iter().filter_map(|(place, value)| match value {
        Value::Text(text) if place.table == Table::Drafts => Some((place.number, Rc::clone(text))),
        Value::Text(_) | Value::Answers(_) => None,
    });
    drafts.collect()
}

/// A vault as it was found: what is in it is the session's and the people's already.
pub(super) struct Found {
    pub(super) database: Database,
    pub(super) holder: Vec<u8>,
    pub(super) who: u64,
    pub(super) header: Header,
    pub(super) key: DataKey,
    pub(super) log: Vec<u64>,
    pub(super) damage: Damage,
}

impl Vault {
    pub(super) fn new(safe: Safe, around: Around, found: Found) -> Rc<Vault> {
        let vault = Rc::new(Vault {
            safe,
            database: found.database,
            holder: found.holder,
            who: found.who,
            tab_lock: Cell::new(Some(tab_lock::hold())),
            header: RefCell::new(found.header),
            ways_turn: Mutex::new(()),
            key: RefCell::new(Some(found.key)),
            store: RefCell::new(Store::new()),
            known: RefCell::default(),
            damage: RefCell::new(found.damage),
            drafts: Cell::new(None),
            log: RefCell::new(found.log),
            keystrokes: Cell::new(0),
            typed: RefCell::default(),
            is_left: Cell::new(false),
            was_put_aside: Cell::new(false),
            lacks_room: Cell::new(false),
            waits_for_room: Cell::new(false),
            spare: RefCell::default(),
            has_noted: Cell::new(false),
            watching: RefCell::new(None),
            channel: Channel::open(),
            asked_by: Cell::new(None),
            around,
        });
        vault.hear();
        vault
    }

    /// From now on every change is kept.
    pub(super) fn watch(self: &Rc<Self>) {
        let owner = Owner::new();
        let vault = Rc::downgrade(self);
        owner.with(|| {
            Effect::new(move || {
                let Some(vault) = vault.upgrade() else { return };
                let desired = vault.desired();
                vault.keep_tokens();
                // What somebody types waits for the end of it; what nobody here has typed does not.
                let people = vault.around.people.all_now();
                let is_here = |number| people.iter().any(|one| one.id as u64 == number);
                vault.save(&desired, |place| {
                    place.table != Table::Drafts || !is_here(place.number)
                });
                vault.wait_for_the_end_of_typing(&desired);
            });
        });
        self.watching.replace(Some(owner));
    }

    /// Everything that is to lie in the vault now, without the log; tracked.
    fn desired(&self) -> BTreeMap<Place, Value> {
        let mut desired = BTreeMap::new();
        let mut put = |table, number, value| desired.insert(Place { table, number }, value);
        let text = |text: String| Value::Text(text.into());
        let people = self.around.people.all();
        for person in &people {
            person.chart.grows();
            let number = person.id as u64;
            let drafts = draft::written(&person.mail.drafts());
            if drafts != draft::NONE {
                put(Table::Drafts, number, text(drafts));
            }
            let opened = kept::opened_written(person.chart.all_opened());
            if !opened.is_empty() {
                put(Table::Seen, number, text(opened));
            }
        }
        put(Table::Settings, 0, text(self.safe.minutes().to_string()));
        for (profile, connection) in self.around.session.sign_ins() {
            let source = connection.source.0;
            let written = SignIn::written(profile, &connection.hospital, &connection.tokens());
            put(Table::Connections, u64::from(source), text(written));
            for (search, answers) in connection.kept() {
                let place = Place::of_answers(source, search);
                put(place.table, place.number, Value::Answers(answers));
            }
        }
        desired
    }

    /// Hands what differs to the store, where the place is one of those; the number of the change.
    fn save(
        self: &Rc<Self>,
        desired: &BTreeMap<Place, Value>,
        of: impl Fn(Place) -> bool,
    ) -> Option<u64> {
        let mut group: Group<Plain> = Vec::new();
        {
            let mut known = self.known.borrow_mut();
            let gone: Vec<Place> = known
                .keys()
                .filter(|place| of(**place) && !desired.contains_key(place))
                .copied()
                .collect();
            for place in gone {
                known.remove(&place);
                group.push((place, None));
            }
            for (place, value) in desired.iter().filter(|(place, _)| of(**place)) {
                if !known.get(place).is_some_and(|known| known.is(value)) {
                    group.push((*place, Some(value.bytes())));
                    known.insert(*place, value.clone());
                }
            }
        }
        if group.iter().any(|(place, _)| place.table == Table::Record) {
            self.lacks_room.set(false);
        }
        (!group.is_empty()).then(|| self.change(group))
    }

    /// Keeps everything as it is now, drafts too.
    pub(super) fn save_all(self: &Rc<Self>) {
        // What has left this tab is not gone from the vault.
        if !self.is_open() {
            return;
        }
        let desired = untrack(|| self.desired());
        if let Some(change) = self.save(&desired, |_| true) {
            self.drafts.set(Some(change));
        }
    }

    /// A draft that has changed is saved when nothing is typed for a while.
    fn wait_for_the_end_of_typing(self: &Rc<Self>, desired: &BTreeMap<Place, Value>) {
        let drafts = drafts(desired);
        let is_saved = drafts == self::drafts(&self.known.borrow());
        // What else changes meanwhile is no keystroke.
        if self.typed.replace(drafts.clone()) == drafts {
            return;
        }
        let keystroke = self.keystrokes.get().wrapping_add(1);
        self.keystrokes.set(keystroke);
        if is_saved {
            return;
        }
        let vault = Rc::downgrade(self);
        leptos::task::spawn_local(async move {
            clock::wait(TYPING_MS).await;
            if let Some(vault) = vault.upgrade()
                && vault.keystrokes.get() == keystroke
            {
                vault.save_all();
            }
        });
    }

    /// Tokens of every hospital are written down before they are used.
    pub(super) fn keep_tokens(self: &Rc<Self>) {
        for (_, connection) in untrack(|| self.around.session.sign_ins()) {
            let vault = Rc::downgrade(self);
            let hospital = connection.hospital.name.clone();
            let witness: Witness = Rc::new(move |news| {
                let vault = vault.upgrade().filter(|vault| vault.is_open());
                let hospital = hospital.clone();
                Box::pin(async move {
                    let Some(vault) = vault else { return };
                    match news {
                        News::Changed => vault.save_all(),
                        News::NotRenewed => vault.log(Act::AccessNotRenewed { hospital }),
                    }
                    vault.until_written().await;
                })
            });
            connection.tell(Some(held(witness)));
        }
    }

    fn change(self: &Rc<Self>, group: Group<Plain>) -> u64 {
        let (number, step) = self.store.borrow_mut().change(group);
        self.follow(step);
        number
    }

    pub(super) fn on(self: &Rc<Self>, event: Event) {
        let step = self.store.borrow_mut().on(event);
        self.follow(step);
    }

    fn follow(self: &Rc<Self>, step: Option<Step<Plain>>) {
        self.tell();
        let Some(step) = step else { return };
        let vault = Rc::clone(self);
        match step {
            Step::Write(group) => leptos::task::spawn_local(async move {
                let event = match vault.write(group).await {
                    Ok(()) => Event::Written,
                    Err(why) => Event::NotWritten(why),
                };
                vault.on(event);
            }),
            Step::Wait(milliseconds) => leptos::task::spawn_local(async move {
                clock::wait(milliseconds).await;
                vault.on(Event::Waited);
            }),
            // What is lost of it, if anything is, is asked of the store afterwards.
            Step::Released { .. } => self.released(),
        }
    }

    async fn write(&self, group: Group<Plain>) -> Result<(), store::WhyNot> {
        let key = self.key.borrow().clone().ok_or(store::WhyNot::Trouble)?;
        let mut sealed = Vec::with_capacity(group.len());
        for (place, plain) in group {
            let bytes = match plain {
                Some(plain) => {
                    let additional = place.additional_data(Sealed::VERSION);
                    let sealing = key.seal(&additional, &plain).await;
                    let (iv, ciphertext) = sealing.ok_or(store::WhyNot::Trouble)?;
                    Some(Sealed::new(iv, ciphertext).to_bytes())
                }
                None => None,
            };
            sealed.push((place.key(), bytes));
        }
        let written = self.database.write(&self.holder, &sealed).await;
        written.map_err(|why| match why {
            NotWritten::Full => store::WhyNot::Full,
            NotWritten::Elsewhere => store::WhyNot::Elsewhere,
            NotWritten::Gone => store::WhyNot::Gone,
            NotWritten::Trouble => store::WhyNot::Trouble,
        })
    }

    /// Tells the page whether what is here is kept.
    fn tell(self: &Rc<Self>) {
        let store = self.store.borrow();
        let (standing, saved) = (store.standing(), store.saved_up_to());
        drop(store);
        if !self.is_open() {
            return;
        }
        let told = match standing {
            store::Standing::Saved if self.lacks_room.get() => Standing::Crowded,
            store::Standing::Saved => Standing::Kept,
            store::Standing::Saving | store::Standing::LetGo => Standing::Writing,
            store::Standing::NotSaved(store::WhyNot::Full) => {
                if self.makes_room() {
                    return;
                }
                self.tries_again();
                Standing::Full
            }
            store::Standing::NotSaved(store::WhyNot::Trouble) => Standing::Trouble,
            store::Standing::NotSaved(store::WhyNot::Gone) => Standing::Gone,
            store::Standing::NotSaved(store::WhyNot::Elsewhere) => {
                self.lost_to_another_tab();
                return;
            }
        };
        let safe = self.safe;
        if safe.standing.get_untracked() != told {
            let obstacle = match told {
                Standing::Full | Standing::Crowded => Some(Obstacle::Full),
                Standing::Trouble => Some(Obstacle::Trouble),
                Standing::Kept | Standing::Writing | Standing::Gone => None,
            };
            safe.standing.set(told);
            // Once is enough for the log.
            if let Some(obstacle) = obstacle
                && !self.has_noted.replace(true)
            {
                self.log(Act::NotSaved(obstacle));
            }
        }
        if self.drafts.get().is_some_and(|change| change <= saved) {
            self.drafts.set(None);
            safe.draft_saved.set(Some(clock::now()));
        }
    }

    /// What was just restored needs no saving.
    pub(super) fn knows_what_is_here(&self) {
        let desired = untrack(|| self.desired());
        self.known.replace(desired);
    }

    /// On a full device what a hospital sends is not kept anew, so that what is typed is. Whether something gave way.
    fn makes_room(self: &Rc<Self>) -> bool {
        let is_record = |place: Place| place.table == Table::Record;
        let given_up = self.store.borrow_mut().give_up(is_record);
        if given_up.is_empty() {
            return false;
        }
        self.lacks_room.set(true);
        let vault = Rc::downgrade(self);
        leptos::task::spawn_local(async move {
            clock::wait(ROOM_MS).await;
            if let Some(vault) = vault.upgrade() {
                vault
                    .known
                    .borrow_mut()
                    .retain(|place, _| !given_up.contains(place));
                vault.save_all();
            }
        });
        self.on(Event::Retry);
        true
    }

    /// What has no room now may have some later, without a word of anybody.
    fn tries_again(self: &Rc<Self>) {
        if self.waits_for_room.replace(true) {
            return;
        }
        let vault = Rc::downgrade(self);
        leptos::task::spawn_local(async move {
            clock::wait(ROOM_MS).await;
            if let Some(vault) = vault.upgrade() {
                vault.waits_for_room.set(false);
                vault.on(Event::Retry);
            }
        });
    }

    /// Adds to the log.
    pub(super) fn log(self: &Rc<Self>, act: Act) {
        self.log_entry(Entry {
            at_ms: clock::now() as u64,
            act,
        });
    }

    /// Adds to the log what happened before.
    pub(super) fn log_entry(self: &Rc<Self>, entry: Entry) {
        let place = |number| Place {
            table: Table::Audit,
            number,
        };
        let mut group: Group<Plain> = Vec::new();
        {
            let mut log = self.log.borrow_mut();
            let number = log.iter().max().map_or(0, |last| last + 1);
            log.push(number);
            group.push((place(number), Some(Rc::new(entry.to_bytes()))));
            for old in pruned(log.clone()) {
                log.retain(|number| *number != old);
                group.push((place(old), None));
            }
        }
        self.change(group);
    }

    /// Every entry of the log that can be read, the newest first, and how many can't be.
    pub(super) async fn entries(&self) -> Log {
        let mut log = Log::default();
        let Some(key) = self.key.borrow().clone() else {
            return log;
        };
        let mut entries = Vec::new();
        for (text, bytes) in self.database.all_values().await.unwrap_or_default() {
            let place = Place::read(&text).filter(|place| place.table == Table::Audit);
            let Some(place) = place else { continue };
            let entry = match unsealed(&key, place, &bytes.unwrap_or_default()).await {
                Ok(plain) => Entry::read(&plain).ok(),
                Err(_) => None,
            };
            match entry {
                Some(entry) => entries.push((place.number, entry)),
                None => log.unreadable += 1,
            }
        }
        entries.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        log.entries = entries.into_iter().map(|(_, entry)| entry).collect();
        log
    }

    /// Whether what is in it is in this tab.
    pub(super) fn is_open(&self) -> bool {
        !self.is_left.get()
    }

    /// Waits until what was changed so far is written, or cannot be for now.
    async fn until_written(self: &Rc<Self>) {
        let wanted = self.change(Vec::new());
        loop {
            {
                let store = self.store.borrow();
                let is_under_way = store.standing() == store::Standing::Saving;
                if store.saved_up_to() >= wanted || !is_under_way || !self.is_open() {
                    return;
                }
            }
            clock::wait(LOOKING_MS).await;
        }
    }
}

impl super::Open for Vault {
    fn written_down(self: Rc<Self>) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(async move {
            self.save_all();
            self.until_written().await;
        })
    }

    fn note(self: Rc<Self>, act: Act) {
        self.log(act);
    }

    fn is_kept(self: Rc<Self>) -> bool {
        self.save_all();
        self.store.borrow().standing() == store::Standing::Saved
    }

    fn whole(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

/// The plain bytes of a value.
pub(super) async fn unsealed(
    key: &DataKey,
    place: Place,
    bytes: &[u8],
) -> Result<Vec<u8>, Unreadable> {
    let sealed = Sealed::read(bytes)?;
    let additional = place.additional_data(sealed.version);
    let plain = key.open(&additional, &sealed.iv, &sealed.ciphertext).await;
    plain.ok_or(Unreadable::Damaged)
}
