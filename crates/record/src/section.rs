//! One class of the record, arriving hospital by hospital, search by search and page by page. A pure
//! state machine: it is told what happened, and says what may be claimed. It sends nothing and knows no
//! clock.

use std::{any::Any, collections::BTreeMap, sync::Arc, time::Duration};

use crate::{
    feed::Course,
    ids::{IdMap, LocalId, SourceId},
    receipt::{LeftOut, Receipt, Unread},
};

pub use crate::{
    feed::{Complete, Delivery, Feed, Item, State, Ticket},
    trouble::{Advice, Gap, Trouble},
};

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

/// One class of the record. Its items are of one type, which only who reads them names: the machine is the same for
/// all, and so is its code.
#[derive(Clone, Debug, Default)]
pub struct Section {
    feeds: BTreeMap<Feed, Course>,
    items: Vec<Held>,
    places: IdMap<usize>,
    runs: u32,
}

#[derive(Clone, Debug)]
struct Held {
    item: Item,
    feed: Feed,
    run: u32,
    /// The other searches that brought it, and which run of each.
    also: Vec<(Feed, u32)>,
}

/// What happens to a section.
impl Section {
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
    pub fn page(&mut self, ticket: Ticket, delivery: Delivery) {
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

    /// The last page came. What an earlier run of this search brought, and this whole one did not, the hospital has no
    /// more.
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
        if course.complete == Complete::Whole && course.receipt.unread.is_empty() {
            self.drop_older(ticket);
        }
    }

    fn drop_older(&mut self, Ticket { feed, run }: Ticket) {
        let is_older = |one: &(Feed, u32)| one.0 == feed && one.1 != run;
        let before = self.items.len();
        self.items.retain_mut(|held| {
            held.also.retain(|one| !is_older(one));
            if !is_older(&(held.feed, held.run)) {
                return true;
            }
            let other = held.also.pop();
            (held.feed, held.run) = other.unwrap_or((held.feed, held.run));
            other.is_some()
        });
        if self.items.len() < before {
            self.index();
        }
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
    fn keep(&mut self, ticket: Ticket, item: Item) -> bool {
        let key = item.key;
        let Ticket { feed, run } = ticket;
        let Some(held) = self
            .places
            .get(&key)
            .and_then(|place| self.items.get_mut(*place))
        else {
            self.places.insert(key, self.items.len());
            self.items.push(Held {
                item,
                feed,
                run,
                also: Vec::new(),
            });
            return true;
        };
        held.item = item;
        let current = self
            .feeds
            .get(&held.feed)
            .is_some_and(|course| course.run == held.run);
        held.also.retain(|(other, _)| *other != feed);
        match current {
            true if held.feed == feed => {}
            true => held.also.push((feed, run)),
            false => {
                if held.feed != feed {
                    held.also.push((held.feed, held.run));
                }
                (held.feed, held.run) = (feed, run);
            }
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
            .retain(|held| !withdrawn.contains(&held.item.key));
        self.index();
    }

    fn leave_out(&mut self, feed: Feed, why: LeftOut) {
        if let Some(course) = self.feeds.get_mut(&feed) {
            course.receipt.move_out(1, why);
        }
    }

    fn index(&mut self) {
        let keyed = self.items.iter().enumerate();
        self.places = keyed.map(|(place, held)| (held.item.key, place)).collect();
    }
}

/// What may be claimed about a section.
impl Section {
    /// Everything there is, in the order of arrival.
    pub fn items<T: Any + Send + Sync>(&self) -> impl Iterator<Item = Arc<T>> {
        self.items.iter().filter_map(|held| held.item.read())
    }

    /// The item of that id.
    pub fn item<T: Any + Send + Sync>(&self, key: LocalId) -> Option<Arc<T>> {
        let place = self.places.get(&key)?;
        self.items.get(*place)?.item.read()
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
