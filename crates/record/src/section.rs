//! One class of the record, arriving hospital by hospital, search by search and page by page. A pure
//! state machine: it is told what happened, and says what may be claimed. It sends nothing and knows no
//! clock.

mod items;

use std::{collections::BTreeMap, time::Duration};

use crate::{
    course::Course,
    held::{Fate, Held},
    ids::{IdMap, LocalId, SourceId},
    past::Turn,
    receipt::{Receipt, Unread},
};

pub(crate) use items::TOLD_FOR;

pub use crate::{
    feed::{Complete, Delivery, Feed, Item, State, Ticket},
    held::{Became, History},
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
    /// What came, came again or went since somebody asked.
    touched: Vec<LocalId>,
}

/// What happens to a section. Times are in milliseconds since 1970.
impl Section {
    /// A search is going to be made.
    pub fn expect(&mut self, feed: Feed) {
        self.feeds.entry(feed).or_insert_with(Course::waiting);
    }

    /// A search begins, or begins again: what came before is shown until it comes anew.
    pub fn begin(&mut self, feed: Feed, at: i64) -> Ticket {
        let ticket = self.ticket(feed, at);
        self.feeds.insert(feed, Course::begun(ticket.run));
        ticket
    }

    /// A search begins that asks for a part only, such as the last half year: what it does not bring may still be
    /// there.
    pub fn begin_part(&mut self, feed: Feed, at: i64) -> Ticket {
        let ticket = self.ticket(feed, at);
        let course = self.feeds.remove(&feed).unwrap_or_else(Course::waiting);
        self.feeds.insert(feed, course.begun_in_part(ticket.run));
        ticket
    }

    fn ticket(&mut self, feed: Feed, at: i64) -> Ticket {
        self.runs += 1;
        let run = self.runs;
        Ticket { feed, run, at }
    }

    /// A page came. Items already here are replaced in their place; what they were before is kept.
    pub fn page(&mut self, ticket: Ticket, delivery: Delivery) {
        let Some(course) = self.running(ticket) else {
            return;
        };
        course.turn(delivery.receipt, delivery.complete);
        let whole = course.whole;
        for item in delivery.items {
            let is_new = self.keep(ticket, whole, item);
            let course = self.feeds.get_mut(&ticket.feed);
            match (course, is_new) {
                (Some(course), true) => course.brings(),
                (Some(course), false) => course.repeats(),
                (None, _) => {}
            }
        }
        for key in delivery.withdrawn {
            self.withdraw(key, ticket.at);
        }
    }

    /// The last page came. What an earlier run of this search brought, and this whole one did not, the hospital has no
    /// more: it is kept, and marked.
    pub fn end(&mut self, ticket: Ticket) {
        let ends_whole = self.running(ticket).map(Course::end);
        if ends_whole != Some(true) {
            return;
        }
        for held in self.items.iter_mut().filter(|held| held.is_here()) {
            if !held.outlives(ticket.feed, ticket.run) {
                held.fate = Fate::Gone(ticket.at);
                self.touched.push(held.item.key);
            }
        }
    }

    /// The search stopped. What came before is kept.
    pub fn fail(&mut self, ticket: Ticket, trouble: Trouble) {
        if let Some(course) = self.running(ticket) {
            course.fail(trouble);
        }
    }

    /// A search brought also what another one asks for, which the server takes no more or was asked for beside a
    /// narrower question: the account of that one goes, or is the wider one's where that has none. What only it has
    /// brought is the wider one's from now on, and gone with its end if it did not bring it.
    pub fn cover(&mut self, wide: Feed, narrow: Feed) {
        let Some(course) = self.feeds.remove(&narrow) else {
            return;
        };
        self.feeds.entry(wide).or_insert(course);
        for held in &mut self.items {
            let run = held.run;
            held.passes(narrow, wide);
            let owner = self.feeds.get_mut(&held.feed);
            // Another search had brought it too, and counted it as known.
            if let Some(course) = owner.filter(|course| course.whole == held.run)
                && held.run != run
                && held.is_here()
            {
                course.has_after_all();
            }
        }
    }

    /// Something became of an item in an earlier sitting; false if that is told no more: the hospital has it again, or
    /// nobody knows of it although all was read. [`crate::Past::told`] has the order.
    pub fn recall(&mut self, feed: Feed, item: Item, turn: Turn, at: i64) -> bool {
        let fate = match turn {
            Turn::Changed => None,
            Turn::Gone => Some(Fate::Gone(at)),
            Turn::Withdrawn => Some(Fate::Withdrawn(at)),
        };
        let place = self.places.get(&item.key).copied();
        let held = place.and_then(|place| self.items.get_mut(place));
        self.touched.push(item.key);
        match (held, fate) {
            (Some(held), None) => held.recalls(item, at),
            (Some(held), Some(fate)) => {
                let was_here = held.is_here();
                let is_told = held.recalls_fate(item, fate);
                let owner = self.feeds.get_mut(&held.feed);
                if let Some(course) = owner.filter(|course| course.whole == held.run)
                    && was_here
                    && is_told
                {
                    course.loses();
                }
                return is_told;
            }
            (None, Some(fate)) => {
                self.places.insert(item.key, self.items.len());
                let ticket = Ticket { feed, run: 0, at };
                let mut held = Held::new(item, ticket, 0);
                held.fate = fate;
                self.items.push(held);
            }
            // What was not read yet may be what it is an earlier version of.
            (None, None) => {
                let state = self.state_of_feed(feed);
                return !matches!(state, Some(State::Done { .. }));
            }
        }
        true
    }

    /// The patient signed out of a hospital: everything of it goes, what it was before too, and what is still under
    /// way.
    pub fn forget(&mut self, source: SourceId) {
        self.feeds.retain(|feed, _| feed.source != source);
        self.items.retain(|held| held.feed.source != source);
        let keyed = self.items.iter().enumerate();
        self.places = keyed.map(|(place, held)| (held.item.key, place)).collect();
    }

    fn running(&mut self, ticket: Ticket) -> Option<&mut Course> {
        self.feeds
            .get_mut(&ticket.feed)
            .filter(|course| course.is_running(ticket))
    }

    /// False if this item is here already, by this run or by another search that still has it.
    fn keep(&mut self, ticket: Ticket, whole: u32, item: Item) -> bool {
        let key = item.key;
        let place = self.places.get(&key).copied();
        self.touched.push(key);
        let Some(held) = place.and_then(|place| self.items.get_mut(place)) else {
            self.places.insert(key, self.items.len());
            self.items.push(Held::new(item, ticket, whole));
            return true;
        };
        let feed = ticket.feed;
        let owner = self.feeds.get(&held.feed);
        let is_current = held.is_here() && owner.is_some_and(|course| course.whole == held.run);
        if !held.is_here() {
            // Whoever brought it before has it no more.
            held.feed = feed;
            held.also.clear();
        }
        held.comes_again(item, ticket);
        held.also.retain(|(other, _)| *other != feed);
        match is_current {
            true if held.feed == feed => {}
            true => held.also.push((feed, whole)),
            false => {
                if held.feed != feed {
                    held.also.push((held.feed, held.run));
                }
                (held.feed, held.run) = (feed, whole);
            }
        }
        !is_current
    }

    fn withdraw(&mut self, key: LocalId, at: i64) {
        let place = self.places.get(&key).copied();
        let Some(held) = place.and_then(|place| self.items.get_mut(place)) else {
            return;
        };
        let owner = self.feeds.get_mut(&held.feed);
        match held.fate {
            Fate::Here => {
                self.touched.push(key);
                if let Some(course) = owner.filter(|course| course.whole == held.run) {
                    course.loses();
                }
                held.fate = Fate::Withdrawn(at);
            }
            Fate::Gone(_) => held.fate = Fate::Withdrawn(at),
            Fate::Withdrawn(_) => {}
        }
    }
}

/// What may be claimed about a section.
impl Section {
    /// How many items one search has brought to the list so far.
    pub fn brought_by(&self, feed: Feed) -> usize {
        self.feeds.get(&feed).map_or(0, Course::brought)
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
            received: courses.iter().map(|course| course.account().received).sum(),
        })
    }

    /// Everything that can be had of a hospital is here: nothing is under way, and nothing stopped.
    pub fn has_all(&self, source: SourceId) -> bool {
        let is_over =
            |course: &Course| course.is_settled() && !matches!(course.state, State::Failed(_));
        let mut courses = self.of(source).map(|(_, course)| course).peekable();
        courses.peek().is_some() && courses.all(is_over)
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
            match self.unread(source).len() {
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
        match (!self.lists_something(), waiting) {
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
            whole.add(course.account());
        }
        whole
    }

    /// What could not be read at one hospital.
    pub fn unread(&self, source: SourceId) -> Vec<&Unread> {
        self.of(source)
            .flat_map(|(_, course)| course.unread())
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
