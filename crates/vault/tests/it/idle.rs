//! Several tabs that tell each other of one person, on a device that sleeps and whose clock is set.

use std::collections::BTreeMap;

use vault::Word;
use vault::idle::{Event, Idle, LEAST_LIMIT_MS, Next, TICK_MS, WARNING_MS};

use crate::chance::{Chance, seeds};

/// What one tab says reaches the others so soon, in milliseconds.
const LATENCY_MS: u64 = 300;

const START_MS: i64 = 1_800_000_000_000;

struct Tab {
    idle: Idle,
    /// When it began to ask, in time that the device was awake.
    warned: Option<u64>,
    /// When it then ends, if nobody stays, in time that the device was awake or slept.
    ends: u64,
    ended: Option<u64>,
}

#[derive(Clone, Copy)]
enum Coming {
    Tick(usize),
    Heard(usize, u64),
    Person,
}

struct World {
    seed: u64,
    chance: Chance,
    limit_ms: u64,
    tabs: Vec<Tab>,
    coming: BTreeMap<(u64, u64), Coming>,
    /// Events so far, which keeps those of one moment apart.
    made: u64,
    /// How long the device was awake.
    awake: u64,
    /// How long it slept.
    slept: u64,
    /// What the clock shows beyond the time that the device was awake.
    shift: i64,
    /// How often the clock was set back.
    set_back: u64,
    /// When something was last done that counts: awake, slept.
    active: (u64, u64),
    stays: u64,
    /// The person goes away about once in so many times.
    goes_away: u64,
}

impl World {
    fn new(seed: u64) -> World {
        let mut chance = Chance::seeded(seed);
        let limit_ms = LEAST_LIMIT_MS + chance.below(3) * 60_000;
        let tabs = 1 + chance.below(4);
        let mut world = World {
            seed,
            limit_ms,
            tabs: Vec::new(),
            coming: BTreeMap::new(),
            made: 0,
            awake: 0,
            slept: 0,
            shift: START_MS,
            set_back: 0,
            active: (0, 0),
            stays: 0,
            goes_away: chance.pick(&[10, 40, 2_000]),
            chance,
        };
        for tab in 0..tabs as usize {
            world.tabs.push(Tab {
                idle: Idle::new(limit_ms, START_MS as u64),
                warned: None,
                ends: 0,
                ended: None,
            });
            let phase = world.chance.below(TICK_MS);
            world.comes_in(phase, Coming::Tick(tab));
        }
        world.comes_in(1, Coming::Person);
        world
    }

    fn now(&self) -> u64 {
        u64::try_from(self.shift + self.awake as i64).unwrap()
    }

    fn comes_in(&mut self, milliseconds: u64, coming: Coming) {
        self.made += 1;
        let at = (self.awake + milliseconds, self.made);
        self.coming.insert(at, coming);
    }

    fn is_quiet(&self) -> bool {
        let heard = |coming: &Coming| matches!(coming, Coming::Heard(..));
        !self.coming.values().any(heard)
    }

    fn tell(&mut self, tab: usize, event: Event) -> Vec<Next> {
        let now = self.now();
        let next = self.tabs[tab].idle.on(event, now);
        for next in &next {
            match next {
                Next::Warn { ends_at_ms } => {
                    assert!(*ends_at_ms > now, "{}: it has ended already", self.seed);
                    self.tabs[tab].ends = self.awake + self.slept + ends_at_ms - now;
                    self.tabs[tab].warned.get_or_insert(self.awake);
                }
                Next::StopWarning => self.tabs[tab].warned = None,
                Next::Announce(_) => assert!(self.tabs[tab].warned.is_some(), "{}", self.seed),
                Next::Tell(Word::Active { at_ms }) => self.say(tab, *at_ms),
                Next::Tell(word) => panic!("{}: {word:?}", self.seed),
                Next::End => self.ended(tab),
            }
        }
        next
    }

    fn say(&mut self, from: usize, at_ms: u64) {
        for tab in (0..self.tabs.len()).filter(|tab| *tab != from) {
            let latency = self.chance.below(LATENCY_MS);
            self.comes_in(latency, Coming::Heard(tab, at_ms));
        }
    }

    fn ended(&mut self, tab: usize) {
        let (seed, awake) = (self.seed, self.awake);
        let (active, slept) = (self.active.0, self.slept - self.active.1);
        let alone = awake - active + slept;
        assert!(alone >= self.limit_ms, "{seed}: after {alone} ms");
        let late = alone - slept.min(alone);
        let most = self.limit_ms + TICK_MS * (1 + self.set_back);
        assert!(late <= most, "{seed}: only after {late} ms");
        let is_warned = self.tabs[tab]
            .warned
            .is_some_and(|at| at + WARNING_MS <= awake);
        assert!(
            is_warned || slept > 0,
            "{seed}: without two minutes' warning"
        );
        self.tabs[tab].ended = Some(awake);
    }

    fn person(&mut self) {
        let tab = self.chance.below(self.tabs.len() as u64) as usize;
        let pause = match self.chance.below(7) {
            _ if self.chance.is_one_in(self.goes_away) => self.chance.below(2 * self.limit_ms),
            0 => self.chance.below(60_000),
            _ => 1_000 + self.chance.below(10_000),
        };
        self.comes_in(pause, Coming::Person);
        if self.is_quiet() {
            match self.chance.below(400) {
                0 => self.sleep(),
                1 => {
                    self.shift -= self.chance.below(3_600_000) as i64;
                    self.set_back += 1;
                }
                _ => {}
            }
        }
        // Where one tab is ending, what is done in another in the same second comes too late: its word is still on its
        // way. After a sleep into the last minutes the end is nearer than two minutes from the question, so what the
        // question names counts.
        let soon = self.awake + self.slept + 2 * TICK_MS;
        let is_too_late =
            |tab: &Tab| tab.ended.is_some() || tab.warned.is_some() && tab.ends < soon;
        if self.tabs.iter().any(is_too_late) {
            return;
        }
        let event = match self.tabs[tab].warned {
            Some(_) if self.chance.is_one_in(3) => Event::Stay,
            _ => Event::Active,
        };
        let was_warned = self.tabs[tab].warned.is_some();
        let next = self.tell(tab, event);
        let tab = &self.tabs[tab];
        let counts = tab.ended.is_none() && (event == Event::Stay || tab.warned.is_none());
        if counts {
            self.active = (self.awake, self.slept);
            self.stays += u64::from(was_warned);
        }
        let is_told = next.iter().any(|next| matches!(next, Next::Tell(_)));
        assert_eq!(is_told, counts, "{}: {event:?}", self.seed);
    }

    fn sleep(&mut self) {
        let milliseconds = self.chance.below(2 * self.limit_ms);
        self.slept += milliseconds;
        self.shift += milliseconds as i64;
    }
}

/// How a schedule ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Asked,
    AskedAgain,
    AskedAfterTheClockWasSet,
    Slept,
    StillThere,
}

#[track_caller]
fn walk(seed: u64) -> End {
    let mut world = World::new(seed);
    while let Some(((at, _), coming)) = world.coming.pop_first() {
        world.awake = at;
        match coming {
            Coming::Tick(tab) => {
                world.tell(tab, Event::Tick);
                if world.tabs[tab].ended.is_none() {
                    world.comes_in(TICK_MS, Coming::Tick(tab));
                }
            }
            Coming::Heard(tab, at_ms) => {
                world.tell(tab, Event::Heard { at_ms });
            }
            Coming::Person => world.person(),
        }
        if at > 2_400_000 {
            return End::StillThere;
        }
        let ends: Option<Vec<u64>> = world.tabs.iter().map(|tab| tab.ended).collect();
        if let Some(ends) = ends {
            let apart = ends.iter().max().unwrap() - ends.iter().min().unwrap();
            let most = TICK_MS * (1 + world.set_back);
            assert!(apart <= most, "{seed}: {apart} ms apart");
            return match world.active.1 {
                before if before < world.slept => End::Slept,
                _ if world.set_back > 0 => End::AskedAfterTheClockWasSet,
                _ if world.stays > 0 => End::AskedAgain,
                _ => End::Asked,
            };
        }
    }
    panic!("{seed}: nothing happens any more");
}

#[test]
fn all_tabs_end_together_and_never_while_somebody_is_there() {
    let seeds = seeds(10_000, 300_000);
    let (least, mut ends) = (seeds.end() / 200, BTreeMap::new());
    for seed in seeds {
        *ends.entry(walk(seed)).or_insert(0) += 1;
    }
    // Every kind of end is met, so the schedules are worth something.
    assert_eq!(ends.len(), 5, "{ends:?}");
    assert!(ends.values().all(|count| *count > least), "{ends:?}");
}
