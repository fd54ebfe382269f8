//! The open vault: what changes in the record, in what is written and in the settings is sealed and saved, in the order
//! that crates/vault says.

mod log;
mod saving;
mod value;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use ::vault::audit::Act;
use ::vault::store::Group;
use ::vault::{Damage, Header, Place, Store, Table, store};
use async_lock::Mutex;
use leptos::prelude::*;

pub(super) use self::value::{Plain, unsealed};
use self::value::{Value, drafts};
use super::around::Around;
use super::{Safe, held};
use crate::browser::channel::Channel;
use crate::browser::clock;
use crate::browser::database::Database;
use crate::browser::seal::DataKey;
use crate::browser::tab_lock::{self, Held};
use crate::draft;
use crate::hospital::{News, Witness};
use crate::kept::{self, SignIn};

/// A draft is kept when so many milliseconds nothing was typed (design §4.7).
const TYPING_MS: u32 = 1_500;

/// The name under which the times lie in the clear at which a browser put the page aside.
pub(super) const PUT_ASIDE: &str = "aside";

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
            if let Some(words) = person.chart.own_words_kept() {
                put(Table::Words, number, text(words));
            }
            let opened = kept::opened_written(person.chart.all_opened());
            if !opened.is_empty() {
                put(Table::Seen, number, text(opened));
            }
            let news = u32::try_from(person.id).ok().map(Place::of_news);
            if let Some((place, news)) = news.zip(person.chart.news_written()) {
                put(place.table, place.number, Value::Text(news.as_ref().into()));
            }
        }
        put(Table::Settings, 0, text(self.safe.minutes().to_string()));
        for (profile, connection) in self.around.session.sign_ins() {
            let source = connection.source.0;
            let written = SignIn::written(profile, &connection.hospital, &connection.tokens());
            put(Table::Connections, u64::from(source), text(written));
            let past = connection.past();
            if !past.is_empty() {
                let place = Place::of_past(source);
                put(place.table, place.number, Value::Past(past));
            }
            for ((search, part), answers) in connection.kept() {
                let place = Place::of_part(source, search, part);
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
        let is_saved = drafts == value::drafts(&self.known.borrow());
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

    /// What was just restored needs no saving. What counts as looked at may have been found out only now.
    pub(super) fn knows_what_is_here(&self) {
        let mut desired = untrack(|| self.desired());
        desired.retain(|place, _| !place.is_news());
        self.known.replace(desired);
    }

    /// Whether what is in it is in this tab.
    pub(super) fn is_open(&self) -> bool {
        !self.is_left.get()
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
