//! Saving through power cuts, full devices, trouble and other tabs, on a device that completes a transaction or does
//! not.

use std::collections::BTreeMap;

use vault::store::{Event, Group, Standing, Step, Store, WhyNot};
use vault::{Place, Table};

use crate::chance::{Chance, seeds};

type Device = BTreeMap<Place, u32>;

/// How a schedule ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// With everything saved.
    AllSaved,
    /// By a power cut, with nothing unsaved.
    CutAfterAll,
    /// By a power cut while a transaction was on its way.
    CutInside,
    /// By a power cut between a transaction and the news of it.
    CutBeforeTheNews,
    /// By a power cut while it was waiting or did not fit.
    CutWhileUnsaved,
    /// The vault was let go of, with everything saved.
    LetGo,
    /// The vault was let go of, and something was lost.
    LetGoWithLoss,
    /// Another tab took it.
    Elsewhere,
    /// It was deleted.
    Gone,
    /// The page was frozen.
    Frozen,
}

/// What became of a transaction that is on its way.
#[derive(Clone, Copy)]
enum Flight {
    Underway,
    /// It is on the device, or never will be, and the store has not heard it yet.
    Over(Event),
}

struct World {
    seed: u64,
    chance: Chance,
    store: Store<u32>,
    device: Device,
    /// The device after each change, had it been saved at once; before the first one too.
    history: Vec<Device>,
    flight: Option<(Group<u32>, Flight)>,
    is_waiting: bool,
    is_letting_go: bool,
    /// Another tab writes, and whatever it writes is not ours to judge.
    is_taken: bool,
    /// What the store heard of the last transaction.
    heard: Option<Event>,
    values: u32,
}

impl World {
    fn new(seed: u64) -> World {
        World {
            seed,
            chance: Chance::seeded(seed),
            store: Store::new(),
            device: Device::new(),
            history: vec![Device::new()],
            flight: None,
            is_waiting: false,
            is_letting_go: false,
            is_taken: false,
            heard: None,
            values: 0,
        }
    }

    fn latest(&self) -> &Device {
        self.history.last().unwrap()
    }

    /// A group of one to four changes; every value is one that was never there before.
    fn group(&mut self) -> Group<u32> {
        let places = 1 + self.chance.below(4);
        (0..places)
            .map(|_| {
                self.values += 1;
                let place = Place {
                    table: self.chance.pick(&[Table::Drafts, Table::Record]),
                    number: self.chance.below(3),
                };
                let is_deleted = self.chance.is_one_in(5);
                (place, (!is_deleted).then_some(self.values))
            })
            .collect()
    }

    fn change(&mut self) {
        let group = self.group();
        let mut after = self.latest().clone();
        apply(&mut after, &group);
        self.history.push(after);
        let (number, step) = self.store.change(group);
        assert_eq!(number as usize, self.history.len() - 1, "{}", self.seed);
        self.follow(step);
    }

    fn tell(&mut self, event: Event) -> Option<End> {
        if let Event::Written | Event::NotWritten(_) = event {
            self.heard = Some(event);
        }
        let step = self.store.on(event);
        self.follow(step)
    }

    fn follow(&mut self, step: Option<Step<u32>>) -> Option<End> {
        let seed = self.seed;
        match step? {
            Step::Write(group) => {
                assert!(self.flight.is_none(), "{seed}: two transactions at a time");
                assert!(!self.is_over(), "{seed}: written into a lost vault");
                assert!(!group.is_empty(), "{seed}: a transaction of nothing");
                self.flight = Some((group, Flight::Underway));
                None
            }
            Step::Wait(milliseconds) => {
                assert!((1_000..=30_000).contains(&milliseconds), "{seed}");
                self.is_waiting = true;
                None
            }
            Step::Released { lost } => {
                assert!(self.is_letting_go && self.flight.is_none(), "{seed}");
                let is_whole = self.store.saved_up_to() as usize == self.history.len() - 1;
                assert_eq!(lost, !is_whole, "{seed}: what was said of a loss");
                Some(if lost { End::LetGoWithLoss } else { End::LetGo })
            }
        }
    }

    fn is_over(&self) -> bool {
        matches!(
            self.heard,
            Some(Event::NotWritten(WhyNot::Elsewhere | WhyNot::Gone))
        )
    }

    /// The device decides about the transaction under way.
    fn decide(&mut self) {
        let Some((group, Flight::Underway)) = self.flight.take() else {
            return;
        };
        let whole = |device: &mut Device| apply(device, &group);
        let news = match self.chance.below(12) {
            _ if self.is_taken => Event::NotWritten(WhyNot::Elsewhere),
            0 => Event::NotWritten(WhyNot::Full),
            1 | 2 => Event::NotWritten(WhyNot::Trouble),
            // It was completed, and its news was garbled.
            3 => {
                whole(&mut self.device);
                Event::NotWritten(WhyNot::Trouble)
            }
            4 if self.chance.is_one_in(3) => {
                self.device.clear();
                self.is_taken = true;
                Event::NotWritten(WhyNot::Gone)
            }
            _ => {
                whole(&mut self.device);
                Event::Written
            }
        };
        self.flight = Some((group, Flight::Over(news)));
    }

    /// One thing happens.
    fn step(&mut self) -> Option<End> {
        match (self.chance.below(20), self.flight.as_ref()) {
            (0..=6, _) => {
                self.change();
                None
            }
            (7..=13, Some((_, Flight::Underway))) => {
                self.decide();
                None
            }
            (7..=13, Some((_, Flight::Over(news)))) => {
                let news = *news;
                self.flight = None;
                self.tell(news)
            }
            (7..=13, None) if self.is_waiting => {
                self.is_waiting = false;
                self.tell(Event::Waited)
            }
            // A wait may end that nobody waits for any more.
            (14, _) => self.tell(Event::Waited),
            (15, None) => {
                let stray = [Event::Written, Event::NotWritten(WhyNot::Gone)];
                let step = self.store.on(self.chance.pick(&stray));
                assert_eq!(step, None, "{}: an answer nobody waits for", self.seed);
                None
            }
            (16, _) => self.tell(Event::Retry),
            (17, _) if self.chance.is_one_in(6) => {
                self.is_letting_go = true;
                self.tell(Event::LetGo)
            }
            (18, _) if self.chance.is_one_in(12) => {
                self.is_taken = true;
                None
            }
            (19, _) if self.chance.is_one_in(12) => {
                self.tell(Event::Abandon);
                Some(End::Frozen)
            }
            _ => None,
        }
    }

    /// What was said is true, and would be after a power cut now.
    fn check(&self) {
        let (seed, saved) = (self.seed, self.store.saved_up_to() as usize);
        assert!(
            saved < self.history.len(),
            "{seed}: saved before it was made"
        );
        let standing = self.store.standing();
        if !self.is_taken {
            let kept = self.history[saved..].contains(&self.device);
            assert!(kept, "{seed}: torn, or less than what was called saved");
            if standing == Standing::Saved {
                assert_eq!(self.device, *self.latest(), "{seed}: called saved");
            }
            for place in self.device.keys().chain(self.latest().keys()) {
                let is_there = self.device.get(place) == self.latest().get(place);
                let is_saved = self.store.is_saved(*place);
                assert!(is_there || !is_saved, "{seed}: {place:?} called saved");
            }
        }
        let is_all = saved == self.history.len() - 1;
        assert_eq!(standing == Standing::Saved, is_all, "{seed}");
        assert_eq!(self.store.unsaved().next().is_none(), is_all, "{seed}");
        match standing {
            Standing::Saved => {}
            Standing::Saving => assert!(self.flight.is_some(), "{seed}: nothing is being saved"),
            Standing::NotSaved(why) => {
                assert_eq!(
                    self.heard,
                    Some(Event::NotWritten(why)),
                    "{seed}: the reason"
                );
                let is_tried = self.flight.is_some() || self.is_waiting;
                assert!(
                    why != WhyNot::Trouble || is_tried,
                    "{seed}: nobody tries again"
                );
            }
            Standing::LetGo => panic!("{seed}: let go, but not told so"),
        }
    }

    /// What could not be saved is at hand, so that it is not lost with the vault.
    fn check_unsaved(&self) {
        let mut mended = self.device.clone();
        let unsaved = self.store.unsaved();
        let unsaved: Group<u32> = unsaved.map(|(at, value)| (at, value.copied())).collect();
        apply(&mut mended, &unsaved);
        if !self.is_taken {
            assert_eq!(mended, *self.latest(), "{}: forgotten", self.seed);
        }
    }

    fn power_cut(&self) -> End {
        match (&self.flight, self.store.standing()) {
            (Some((_, Flight::Underway)), _) => End::CutInside,
            (Some((_, Flight::Over(_))), _) => End::CutBeforeTheNews,
            (None, Standing::Saved) => End::CutAfterAll,
            (None, _) => End::CutWhileUnsaved,
        }
    }
}

fn apply(device: &mut Device, group: &Group<u32>) {
    for (place, value) in group {
        match value {
            Some(value) => device.insert(*place, *value),
            None => device.remove(place),
        };
    }
}

#[track_caller]
fn walk(seed: u64) -> End {
    let mut world = World::new(seed);
    let power = 10 + world.chance.below(120);
    for _ in 0..power {
        let end = world.step();
        world.check_unsaved();
        if let Some(end) = end {
            return end;
        }
        world.check();
        match world.heard {
            Some(Event::NotWritten(WhyNot::Elsewhere)) if world.chance.is_one_in(4) => {
                return End::Elsewhere;
            }
            Some(Event::NotWritten(WhyNot::Gone)) if world.chance.is_one_in(4) => {
                return End::Gone;
            }
            _ => {}
        }
    }
    if world.chance.is_one_in(2) {
        return world.power_cut();
    }
    // From now on nothing is in the way: whatever can be saved is.
    for _ in 0..100 {
        let end = match world.flight.take() {
            Some((group, Flight::Underway)) if !world.is_taken => {
                apply(&mut world.device, &group);
                world.tell(Event::Written)
            }
            Some((_, Flight::Underway)) => world.tell(Event::NotWritten(WhyNot::Elsewhere)),
            Some((_, Flight::Over(news))) => world.tell(news),
            None if std::mem::take(&mut world.is_waiting) => world.tell(Event::Waited),
            None => world.tell(Event::Retry),
        };
        if let Some(end) = end {
            return end;
        }
        world.check();
        match world.store.standing() {
            Standing::Saved => return End::AllSaved,
            Standing::NotSaved(WhyNot::Elsewhere) => return End::Elsewhere,
            Standing::NotSaved(WhyNot::Gone) => return End::Gone,
            _ => {}
        }
    }
    panic!("{seed}: never saved");
}

#[test]
fn through_any_faults_the_device_holds_a_whole_state_and_never_less_than_was_called_saved() {
    let seeds = seeds(10_000, 3_000_000);
    let (least, mut ends) = (seeds.end() / 500, BTreeMap::new());
    for seed in seeds {
        *ends.entry(walk(seed)).or_insert(0) += 1;
    }
    // Every kind of end is met, so the schedules are worth something.
    assert_eq!(ends.len(), 10, "{ends:?}");
    assert!(ends.values().all(|count| *count > least), "{ends:?}");
}
