//! One class of the record, arriving hospital by hospital, search by search and page by page. A pure
//! state machine: it is told what happened, and says what may be claimed. It sends nothing and knows no
//! clock.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use crate::{
    ids::{Keyed, LocalId, SourceId},
    receipt::{LeftOut, Receipt, Unread},
};

/// One search at one hospital. A class of the record may need several (reference §2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feed {
    /// The hospital.
    pub source: SourceId,
    /// Which of its searches.
    pub search: u8,
}

/// One run of a search. What a stopped or forgotten run still brings is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    feed: Feed,
    run: u32,
}

/// Where a search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Waiting,
    /// Begun; so many pages are here.
    Arriving {
        /// Pages so far.
        pages: usize,
    },
    /// All of it is here.
    Done {
        /// Entries received, listed or not.
        received: usize,
    },
    /// It stopped; what came before is kept.
    Failed(Trouble),
    /// The patient or the hospital does not allow it.
    NotShared,
    /// The hospital does not have it.
    NotOffered,
}

/// Why a search stopped. Holds no health data; developers read `Display`, patients [`Trouble::advice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Trouble {
    /// This device has no connection.
    #[error("no connection")]
    Offline,
    /// No answer in time, or none at all.
    #[error("no answer in time")]
    TimedOut,
    /// The hospital's server failed.
    #[error("the server failed")]
    ServerError,
    /// The server asked to come back later, more than once.
    #[error("the server is too busy")]
    TooBusy,
    /// The session at the hospital has ended.
    #[error("the session has ended")]
    SignInAgain,
    /// Refused for this type (403).
    #[error("not shared")]
    NotShared,
    /// The server does not know this type or search (404, or 400 for a category).
    #[error("not offered")]
    NotOffered,
    /// The server refused the question itself.
    #[error("the request was refused")]
    Refused,
    /// The answer is not FHIR.
    #[error("the answer is not FHIR JSON")]
    NotFhir,
    /// The answer broke off.
    #[error("the answer was cut short")]
    CutShort,
    /// The answer is larger than is safe to take in.
    #[error("the answer is too large")]
    TooLarge,
    /// A redirect or the next page leads away from the hospital's address; it was not followed.
    #[error("the answer leads away from the hospital")]
    LeftTheHospital,
    /// The pages go round in a circle.
    #[error("the pages go in a circle")]
    Looped,
    /// The server said that its list is not complete (an `OperationOutcome` of severity error).
    #[error("the server says that the list is incomplete")]
    Incomplete,
}

/// What a patient can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Try again.
    TryAgain,
    /// Sign in to the hospital again.
    SignInAgain,
    /// Call the clinic or use its website.
    AskTheClinic,
}

/// What one answer brings to a section.
#[derive(Clone, Debug)]
pub struct Delivery<T> {
    /// The items.
    pub items: Vec<T>,
    /// Items that the hospital has withdrawn.
    pub withdrawn: Vec<LocalId>,
    /// What became of every entry of the answer.
    pub receipt: Receipt,
    /// Whether the server says that something is missing.
    pub complete: Complete,
}

/// What a server's own messages say about its list (reference §2.1 rule 4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Complete {
    /// Nothing is said to be missing.
    #[default]
    Whole,
    /// A warning: some may be missing.
    MayLack,
    /// An error: the list is not complete.
    Lacks,
}

/// What a list shows as a whole (design §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    /// Nothing to show yet.
    Loading,
    /// Nothing to show yet, for longer than ten seconds.
    Slow,
    /// Something to show; nothing is known to be missing. More may still be arriving.
    Loaded,
    /// Every hospital answered in full and there is nothing.
    Empty,
    /// Something is missing; the hospitals and reasons are in [`Section::gaps`].
    Partial,
    /// No hospital gave anything.
    Error,
}

/// Why a hospital's part of a list may be missing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// It stopped.
    Failed(Trouble),
    /// Not shared.
    NotShared,
    /// Not offered.
    NotOffered,
    /// The server warned that some may be missing.
    MayLack,
    /// So many items could not be read.
    Unread(usize),
}

/// One class of the record.
#[derive(Clone, Debug)]
pub struct Section<T> {
    feeds: BTreeMap<Feed, Course>,
    items: Vec<Held<T>>,
    places: HashMap<LocalId, usize>,
    runs: u32,
}

/// How one search has gone.
#[derive(Clone, Debug)]
struct Course {
    state: State,
    run: u32,
    receipt: Receipt,
    complete: Complete,
}

#[derive(Clone, Debug)]
struct Held<T> {
    item: Arc<T>,
    feed: Feed,
    run: u32,
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self {
            feeds: BTreeMap::new(),
            items: Vec::new(),
            places: HashMap::new(),
            runs: 0,
        }
    }
}

/// What happens to a section.
impl<T: Keyed> Section<T> {
    /// A search is going to be made.
    pub fn expect(&mut self, feed: Feed) {
        self.feeds
            .entry(feed)
            .or_insert_with(|| Course::new(State::Waiting, 0));
    }

    /// A search begins, or begins again: what came before is shown until it comes anew.
    pub fn begin(&mut self, feed: Feed) -> Ticket {
        self.runs += 1;
        self.feeds
            .insert(feed, Course::new(State::Arriving { pages: 0 }, self.runs));
        Ticket {
            feed,
            run: self.runs,
        }
    }

    /// A page came. Items already here are replaced in their place.
    pub fn page(&mut self, ticket: Ticket, delivery: Delivery<T>) {
        let Some(course) = self
            .feeds
            .get_mut(&ticket.feed)
            .filter(|course| course.is_running(ticket))
        else {
            return;
        };
        course.state = State::Arriving {
            pages: course.pages() + 1,
        };
        course.complete = course.complete.max(delivery.complete);
        course.receipt.add(delivery.receipt);
        for item in delivery.items {
            if !self.keep(ticket, item) {
                self.leave_out(ticket.feed, LeftOut::AlreadyHave);
            }
        }
        self.withdraw(&delivery.withdrawn);
    }

    /// The last page came.
    pub fn end(&mut self, ticket: Ticket) {
        let Some(course) = self.running(ticket) else {
            return;
        };
        course.state = match course.complete {
            Complete::Whole | Complete::MayLack => State::Done {
                received: course.receipt.received,
            },
            Complete::Lacks => State::Failed(Trouble::Incomplete),
        };
    }

    /// The search stopped. What came before is kept.
    pub fn fail(&mut self, ticket: Ticket, trouble: Trouble) {
        let Some(course) = self.running(ticket) else {
            return;
        };
        course.state = match trouble {
            Trouble::NotShared => State::NotShared,
            Trouble::NotOffered => State::NotOffered,
            other => State::Failed(other),
        };
    }

    /// The patient signed out of a hospital: everything of it goes, and what is still under way too.
    pub fn forget(&mut self, source: SourceId) {
        self.feeds.retain(|feed, _| feed.source != source);
        self.items.retain(|held| held.feed.source != source);
        self.index();
    }

    fn running(&mut self, ticket: Ticket) -> Option<&mut Course> {
        self.feeds
            .get_mut(&ticket.feed)
            .filter(|course| course.is_running(ticket))
    }

    /// False if this item came before, by this run or by another search that still has it.
    fn keep(&mut self, ticket: Ticket, item: T) -> bool {
        let key = item.key();
        let item = Arc::new(item);
        let Ticket { feed, run } = ticket;
        let Some(held) = self
            .places
            .get(&key)
            .and_then(|place| self.items.get_mut(*place))
        else {
            self.places.insert(key, self.items.len());
            self.items.push(Held { item, feed, run });
            return true;
        };
        held.item = item;
        let current = self
            .feeds
            .get(&held.feed)
            .is_some_and(|course| course.run == held.run);
        if !current {
            (held.feed, held.run) = (feed, run);
        }
        !current
    }

    fn withdraw(&mut self, withdrawn: &[LocalId]) {
        let gone: Vec<usize> = withdrawn
            .iter()
            .filter_map(|key| self.places.get(key).copied())
            .collect();
        if gone.is_empty() {
            return;
        }
        let owners: Vec<(Feed, u32)> = gone
            .iter()
            .filter_map(|place| self.items.get(*place))
            .map(|held| (held.feed, held.run))
            .collect();
        for (feed, run) in owners {
            if self
                .feeds
                .get(&feed)
                .is_some_and(|course| course.run == run)
            {
                self.leave_out(feed, LeftOut::Superseded);
            }
        }
        self.items
            .retain(|held| !withdrawn.contains(&held.item.key()));
        self.index();
    }

    fn leave_out(&mut self, feed: Feed, why: LeftOut) {
        if let Some(course) = self.feeds.get_mut(&feed) {
            course.receipt.move_out(1, why);
        }
    }

    fn index(&mut self) {
        let keyed = self.items.iter().enumerate();
        self.places = keyed
            .map(|(place, held)| (held.item.key(), place))
            .collect();
    }
}

/// What may be claimed about a section.
impl<T: Keyed> Section<T> {
    /// Everything there is, in the order of arrival.
    pub fn items(&self) -> impl Iterator<Item = &Arc<T>> {
        self.items.iter().map(|held| &held.item)
    }

    /// The item of that id.
    pub fn item(&self, key: LocalId) -> Option<&Arc<T>> {
        let place = self.places.get(&key)?;
        self.items.get(*place).map(|held| &held.item)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// There are no items (which is not the same as [`ListState::Empty`]).
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many items one search has brought to the list so far.
    pub fn brought_by(&self, feed: Feed) -> usize {
        self.feeds
            .get(&feed)
            .map_or(0, |course| course.receipt.shown)
    }

    /// The hospitals it is filled from, in order.
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = self.feeds.keys().map(|feed| feed.source).collect();
        sources.dedup();
        sources
    }

    /// Where one search stands.
    pub fn state_of_feed(&self, feed: Feed) -> Option<&State> {
        self.feeds.get(&feed).map(|course| &course.state)
    }

    /// The searches of a hospital that can be tried again.
    pub fn failed(&self, source: SourceId) -> Vec<Feed> {
        let failed = |(_, course): &(&Feed, &Course)| matches!(course.state, State::Failed(_));
        self.of(source)
            .filter(failed)
            .map(|(feed, _)| *feed)
            .collect()
    }

    /// Where a hospital stands with all its searches together.
    pub fn state_of(&self, source: SourceId) -> Option<State> {
        let courses: Vec<&Course> = self.of(source).map(|(_, course)| course).collect();
        let all = |state: &State| courses.iter().all(|course| course.state == *state);
        let first = |wanted: fn(&State) -> bool| {
            courses
                .iter()
                .map(|course| &course.state)
                .find(|state| wanted(state))
        };
        if courses.is_empty() {
            return None;
        }
        if all(&State::Waiting) {
            return Some(State::Waiting);
        }
        if courses.iter().any(|course| !course.is_settled()) {
            return Some(State::Arriving {
                pages: courses.iter().map(|course| course.pages()).sum(),
            });
        }
        let gap = first(|state| matches!(state, State::Failed(_)))
            .or_else(|| first(|state| *state == State::NotShared));
        if let Some(gap) = gap {
            return Some(gap.clone());
        }
        if all(&State::NotOffered) {
            return Some(State::NotOffered);
        }
        Some(State::Done {
            received: courses.iter().map(|course| course.receipt.received).sum(),
        })
    }

    /// Nothing is waited for any more.
    pub fn is_settled(&self) -> bool {
        self.feeds.values().all(Course::is_settled)
    }

    /// What may be missing, hospital by hospital, each reason once.
    pub fn gaps(&self) -> Vec<(SourceId, Gap)> {
        let mut gaps: Vec<(SourceId, Gap)> = Vec::new();
        for source in self.sources() {
            let courses = self.of(source).map(|(_, course)| course);
            let mut of_source: Vec<Gap> = courses.filter_map(Course::gap).collect();
            if self.state_of(source) != Some(State::NotOffered) {
                of_source.retain(|gap| *gap != Gap::NotOffered);
            }
            match self
                .of(source)
                .map(|(_, course)| course.receipt.unread.len())
                .sum()
            {
                0 => {}
                unread => of_source.push(Gap::Unread(unread)),
            }
            of_source.sort_unstable();
            of_source.dedup();
            gaps.extend(of_source.into_iter().map(|gap| (source, gap)));
        }
        gaps
    }

    /// What the list shows as a whole, `waited` after it was first asked for.
    pub fn list_state(&self, waited: Duration) -> ListState {
        let something_is_missing = !self.gaps().is_empty();
        let waiting = self.feeds.is_empty() || !self.is_settled();
        let any_done = self
            .feeds
            .values()
            .any(|course| matches!(course.state, State::Done { .. }));
        match (self.is_empty(), waiting) {
            (false, _) if something_is_missing => ListState::Partial,
            (false, _) => ListState::Loaded,
            (true, true) if waited > PATIENCE => ListState::Slow,
            (true, true) => ListState::Loading,
            (true, false) if !something_is_missing => ListState::Empty,
            (true, false) if any_done => ListState::Partial,
            (true, false) => ListState::Error,
        }
    }

    /// The account of all answers.
    pub fn receipt(&self) -> Receipt {
        let mut whole = Receipt::default();
        for course in self.feeds.values() {
            whole.add(course.receipt.clone());
        }
        whole
    }

    /// What could not be read at one hospital.
    pub fn unread(&self, source: SourceId) -> Vec<&Unread> {
        self.of(source)
            .flat_map(|(_, course)| &course.receipt.unread)
            .collect()
    }

    fn of(&self, source: SourceId) -> impl Iterator<Item = (&Feed, &Course)> {
        self.feeds
            .iter()
            .filter(move |(feed, _)| feed.source == source)
    }
}

/// After this the reader is told that it takes longer than usual (design §4.2).
const PATIENCE: Duration = Duration::from_secs(10);

impl Course {
    fn new(state: State, run: u32) -> Self {
        Self {
            state,
            run,
            receipt: Receipt::default(),
            complete: Complete::Whole,
        }
    }

    fn is_running(&self, ticket: Ticket) -> bool {
        self.run == ticket.run && matches!(self.state, State::Arriving { .. })
    }

    fn is_settled(&self) -> bool {
        !matches!(self.state, State::Waiting | State::Arriving { .. })
    }

    fn pages(&self) -> usize {
        match self.state {
            State::Arriving { pages } => pages,
            State::Waiting
            | State::Done { .. }
            | State::Failed(_)
            | State::NotShared
            | State::NotOffered => 0,
        }
    }

    fn gap(&self) -> Option<Gap> {
        match self.state {
            State::Failed(trouble) => Some(Gap::Failed(trouble)),
            State::NotShared => Some(Gap::NotShared),
            State::NotOffered => Some(Gap::NotOffered),
            State::Done { .. } | State::Arriving { .. } if self.complete > Complete::Whole => {
                Some(Gap::MayLack)
            }
            State::Done { .. } | State::Arriving { .. } | State::Waiting => None,
        }
    }
}

impl Trouble {
    /// What a patient can do about it.
    pub fn advice(self) -> Advice {
        match self {
            Self::Offline
            | Self::TimedOut
            | Self::ServerError
            | Self::TooBusy
            | Self::NotFhir
            | Self::CutShort => Advice::TryAgain,
            Self::SignInAgain => Advice::SignInAgain,
            Self::NotShared
            | Self::NotOffered
            | Self::Refused
            | Self::TooLarge
            | Self::LeftTheHospital
            | Self::Looped
            | Self::Incomplete => Advice::AskTheClinic,
        }
    }
}

impl Gap {
    /// What a patient can do about it, if anything.
    pub fn advice(self) -> Option<Advice> {
        match self {
            Self::Failed(trouble) => Some(trouble.advice()),
            Self::NotShared | Self::NotOffered => Some(Advice::AskTheClinic),
            Self::MayLack | Self::Unread(_) => None,
        }
    }
}
