//! Runs, parts of runs, failures, withdrawals and goodbyes in any order: a section is what a plain model says.

use std::collections::{BTreeMap, BTreeSet};

use record::{
    Section, SourceId,
    section::{Complete, Feed, State, Ticket, Trouble},
};

use crate::{
    chance::Chance,
    sections::{Thing, feed, page_of},
    updates::{key, unread},
};

/// What one item should be, told alongside: every run that brought it, with what stood before and what it said last.
#[derive(Clone, Debug, Default)]
struct Model {
    brought: Vec<(u32, i64, Option<u64>, u64)>,
    feeds: BTreeSet<Feed>,
    gone: Option<i64>,
    withdrawn: Option<i64>,
}

impl Model {
    fn comes(&mut self, feed: Feed, run: u32, at: i64, says: u64) {
        let last = self.brought.last().map(|last| last.3);
        match self.brought.last_mut().filter(|last| last.0 == run) {
            Some(same) => same.3 = says,
            None => self.brought.push((run, at, last, says)),
        }
        (self.gone, self.withdrawn) = (None, None);
        self.feeds.insert(feed);
    }

    fn history(&self) -> (Vec<(i64, u64)>, Option<i64>, Option<i64>) {
        let changes = self
            .brought
            .iter()
            .filter_map(|(_, at, before, says)| Some((*at, before.filter(|one| one != says)?)));
        let changes: Vec<_> = changes.collect();
        let last = changes.len().saturating_sub(5);
        (changes[last..].to_vec(), self.gone, self.withdrawn)
    }
}

#[derive(Clone, Default)]
struct Run {
    ticket: Option<Ticket>,
    number: u32,
    at: i64,
    is_running: bool,
    is_part: bool,
    lacks: bool,
    brought: BTreeSet<usize>,
    /// A whole run has ended in full.
    read_whole: bool,
}

/// What happens.
#[derive(Clone, Debug)]
enum Event {
    Begin(Feed, bool),
    Page(Feed, Vec<(usize, u64)>, Vec<usize>, Complete, usize),
    End(Feed),
    Fail(Feed),
    Expect(Feed),
    Stale(Feed),
    Forget(u16),
}

impl Event {
    fn source(&self) -> u16 {
        match self {
            Event::Forget(source) => *source,
            Event::Begin(feed, _)
            | Event::Page(feed, ..)
            | Event::End(feed)
            | Event::Fail(feed)
            | Event::Expect(feed)
            | Event::Stale(feed) => feed.source.0,
        }
    }

    fn of(chance: &mut Chance) -> Event {
        let source = chance.pick(3) as u16;
        let feed = feed(source, chance.pick(2) as u8);
        match chance.pick(16) {
            0 if chance.pick(3) == 0 => Event::Forget(source),
            0 | 1 => Event::Expect(feed),
            2 => Event::Stale(feed),
            3 => Event::Fail(feed),
            4..7 => Event::Begin(feed, chance.pick(2) == 0),
            7..10 => Event::End(feed),
            _ => {
                let count = chance.pick(6);
                let things = (0..count).map(|_| (chance.pick(8), chance.pick(3) as u64));
                let things = things.collect();
                let withdrawn = match chance.pick(4) {
                    0 => (0..chance.pick(3)).map(|_| chance.pick(8)).collect(),
                    _ => Vec::new(),
                };
                let complete = match chance.pick(20) {
                    0 => Complete::MayLack,
                    1 => Complete::Lacks,
                    _ => Complete::Whole,
                };
                let unread = usize::from(chance.pick(15) == 0);
                Event::Page(feed, things, withdrawn, complete, unread)
            }
        }
    }
}

/// A section, and what it should be.
#[derive(Default)]
struct World {
    section: Section,
    runs: BTreeMap<Feed, Run>,
    items: BTreeMap<(u16, usize), Model>,
    stale: BTreeMap<Feed, Ticket>,
    begun: u32,
}

impl World {
    fn happens(&mut self, event: &Event, at: i64) {
        match event {
            Event::Begin(feed, is_part) => self.begins(*feed, *is_part, at),
            Event::Page(feed, things, withdrawn, complete, unread) => {
                self.page(*feed, things, withdrawn, *complete, *unread)
            }
            Event::End(feed) => self.ends(*feed),
            Event::Fail(feed) => {
                if let Some(run) = self.runs.get_mut(feed)
                    && let Some(ticket) = run.ticket
                {
                    self.section.fail(ticket, Trouble::ServerError);
                    run.is_running = false;
                }
            }
            Event::Expect(feed) => self.section.expect(*feed),
            Event::Stale(feed) => {
                if let Some(ticket) = self.stale.get(feed) {
                    self.section
                        .page(*ticket, page_of(feed.source.0, &[(99, 0)]));
                    self.section.end(*ticket);
                }
            }
            Event::Forget(source) => {
                self.section.forget(SourceId(*source));
                let gone = self.runs.iter();
                for (feed, run) in gone.filter(|(feed, _)| feed.source.0 == *source) {
                    self.stale.extend(run.ticket.map(|ticket| (*feed, ticket)));
                }
                self.runs.retain(|feed, _| feed.source.0 != *source);
                self.items.retain(|(of, _), _| of != source);
            }
        }
    }

    fn begins(&mut self, feed: Feed, is_part: bool, at: i64) {
        self.begun += 1;
        let ticket = match is_part {
            true => self.section.begin_part(feed, at),
            false => self.section.begin(feed, at),
        };
        let run = self.runs.entry(feed).or_default();
        self.stale.extend(run.ticket.map(|ticket| (feed, ticket)));
        *run = Run {
            ticket: Some(ticket),
            number: self.begun,
            at,
            is_running: true,
            is_part,
            read_whole: is_part && run.read_whole,
            ..Run::default()
        };
    }

    fn page(
        &mut self,
        feed: Feed,
        things: &[(usize, u64)],
        withdrawn: &[usize],
        complete: Complete,
        unread: usize,
    ) {
        let Some((run, ticket)) = self
            .runs
            .get_mut(&feed)
            .and_then(|run| Some((run.ticket?, run)))
            .map(|(ticket, run)| (run, ticket))
        else {
            return;
        };
        let source = feed.source.0;
        let mut delivery = page_of(source, things);
        delivery.withdrawn = withdrawn.iter().map(|name| key(source, *name)).collect();
        delivery.complete = complete;
        delivery.receipt.received += unread;
        delivery.receipt.unread = vec![self::unread(); unread];
        self.section.page(ticket, delivery);
        if !run.is_running {
            return;
        }
        run.lacks |= complete != Complete::Whole || unread > 0;
        for (name, says) in things {
            run.brought.insert(*name);
            let item = self.items.entry((source, *name)).or_default();
            item.comes(feed, run.number, run.at, *says);
        }
        for name in withdrawn {
            if let Some(item) = self.items.get_mut(&(source, *name)) {
                item.withdrawn.get_or_insert(run.at);
                item.gone = None;
                item.feeds.clear();
            }
        }
    }

    fn ends(&mut self, feed: Feed) {
        let Some(run) = self.runs.get_mut(&feed) else {
            return;
        };
        let Some(ticket) = run.ticket else { return };
        self.section.end(ticket);
        if !std::mem::take(&mut run.is_running) || run.is_part || run.lacks {
            return;
        }
        run.read_whole = true;
        for ((source, name), item) in &mut self.items {
            let had =
                *source == feed.source.0 && !run.brought.contains(name) && item.feeds.remove(&feed);
            if had && item.feeds.is_empty() {
                item.gone = Some(run.at);
            }
        }
    }

    fn check(&self, told: &str) {
        let receipt = self.section.receipt();
        assert!(receipt.balances(), "{told}: {receipt:?}");
        let is_here = |item: &Model| item.gone.is_none() && item.withdrawn.is_none();
        let here = self.items.iter().filter(|(_, item)| is_here(item));
        let here: BTreeSet<(u16, usize)> = here.map(|(name, _)| *name).collect();
        let name = |thing: &Thing| (thing.source.0, thing.name);
        let items: Vec<_> = self
            .section
            .items::<Thing>()
            .map(|one| name(&one))
            .collect();
        assert_eq!(items.len(), self.section.len(), "{told}");
        assert_eq!(
            items.iter().copied().collect::<BTreeSet<_>>(),
            here,
            "{told}: here"
        );
        assert_eq!(items.len(), here.len(), "{told}: something came twice");
        assert!(receipt.shown <= here.len(), "{told}: counted, and not here");
        let listed: BTreeMap<_, _> = self
            .section
            .listed::<Thing>()
            .map(|(thing, gone)| (name(&thing), gone))
            .collect();
        let removed: BTreeSet<_> = self
            .section
            .withdrawn_items::<Thing>(0)
            .map(|(thing, _)| name(&thing))
            .collect();
        for (known, item) in &self.items {
            let key = key(known.0, known.1);
            let expected = item.history();
            let is_withdrawn = item.withdrawn.is_some();
            assert_eq!(removed.contains(known), is_withdrawn, "{told}: {known:?}");
            let gone = listed.get(known).copied();
            assert_eq!(
                gone,
                (!is_withdrawn).then_some(item.gone),
                "{told}: {known:?}"
            );
            let history = self.section.history_of::<Thing>(key).expect("known");
            let before = history.before.iter().map(|(at, thing)| (*at, thing.says));
            let found = (before.collect(), history.gone, history.withdrawn);
            assert_eq!(found, expected, "{told}: {known:?}");
            let last = self
                .section
                .last_of::<Thing>(key)
                .expect("its last version");
            assert_eq!(
                Some(last.says),
                item.brought.last().map(|last| last.3),
                "{told}"
            );
        }
        assert_eq!(listed.len() + removed.len(), self.items.len(), "{told}");
        let gaps = self.section.gaps();
        for (feed, run) in &self.runs {
            let is_done = matches!(self.section.state_of_feed(*feed), Some(State::Done { .. }));
            let has_gap = gaps.iter().any(|(of, _)| *of == feed.source);
            assert!(
                !is_done || has_gap || run.read_whole,
                "{told}: {feed:?} is called read without having been read whole"
            );
        }
    }
}

#[test]
fn through_any_schedule_nothing_is_lost_and_every_change_is_told() {
    for seed in 0..2000 {
        let mut chance = Chance::seeded(seed);
        let mut world = World::default();
        for step in 0..60 {
            let event = Event::of(&mut chance);
            world.happens(&event, step);
            world.check(&format!("seed {seed}, step {step}, {event:?}"));
        }
    }
}

#[test]
fn a_hospital_that_was_forgotten_is_as_one_that_was_never_there() {
    let told = |section: &Section| {
        let listed = section.listed::<Thing>();
        let listed: Vec<_> = listed.map(|(one, at)| ((*one).clone(), at)).collect();
        let history = listed.iter().map(|(one, _)| {
            let key = key(one.source.0, one.name);
            format!("{:?}", section.history_of::<Thing>(key))
        });
        let history: Vec<_> = history.collect();
        let withdrawn: Vec<_> = section.withdrawn_items::<Thing>(0).collect();
        let sources = section.sources();
        let rest = (section.receipt(), section.gaps(), sources);
        format!("{listed:?} {history:?} {withdrawn:?} {rest:?}")
    };
    for seed in 0..1000 {
        let mut chance = Chance::seeded(seed);
        let (mut with, mut without) = (World::default(), World::default());
        for step in 0..60 {
            let event = Event::of(&mut chance);
            with.happens(&event, step);
            if event.source() != 2 {
                without.happens(&event, step);
            }
        }
        with.happens(&Event::Forget(2), 60);
        assert_eq!(told(&with.section), told(&without.section), "seed {seed}");
        assert!(with.section.marks(SourceId(2)).next().is_none());
        assert!(!with.section.has_all(SourceId(2)));
        let left = (0..8).filter(|name| with.section.last_of::<Thing>(key(2, *name)).is_some());
        assert_eq!(left.count(), 0, "seed {seed}");
    }
}

#[test]
fn who_looks_only_at_what_is_touched_misses_nothing() {
    for seed in 0..1000 {
        let mut chance = Chance::seeded(seed + 5000);
        let mut world = World::default();
        let mut copy: BTreeMap<_, (u16, u64)> = BTreeMap::new();
        for step in 0..60 {
            let event = Event::of(&mut chance);
            world.happens(&event, step);
            if let Event::Forget(source) = event {
                copy.retain(|_, (of, _)| *of != source);
            }
            // Whoever looks does not look after every event.
            if chance.pick(3) > 0 {
                continue;
            }
            for id in world.section.take_touched() {
                match world.section.item::<Thing>(id) {
                    Some(thing) => copy.insert(id, (thing.source.0, thing.says)),
                    None => copy.remove(&id),
                };
            }
            let here = world.section.items::<Thing>();
            let here = here.map(|one| (key(one.source.0, one.name), (one.source.0, one.says)));
            assert_eq!(copy, here.collect(), "seed {seed}, step {step}");
        }
    }
}
