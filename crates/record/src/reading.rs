//! When a hospital is asked again, and for what (reference §2.1 rule 10). A change of long ago shows in nothing but a
//! whole reading, so everything is read anew each week; in between, what has a date is read for the last half year.
//! Knows no clock and sends nothing: the app says what happened and asks what to do.

use std::collections::BTreeMap;

use crate::{day::Day, feed::State};

/// The searches of one hospital, and when each was read. Times are in milliseconds since 1970, of the moment a run
/// began: what happened at the hospital later is not in it.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    searches: BTreeMap<u8, Past>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Past {
    /// It can be asked for what is of some day or later.
    dated: bool,
    whole: Option<i64>,
    part: Option<i64>,
    /// So many runs for a part came since.
    parts: usize,
    tried: Option<i64>,
    /// A run for a part failed after the last whole one.
    part_failed: bool,
    here: Here,
}

/// How much of a search is here now.
#[derive(Clone, Copy, Debug, Default)]
enum Here {
    /// What was read.
    #[default]
    Read,
    /// More and more of it: it is on its way.
    UnderWay,
    /// Not all of it: it failed or was refused since, or what was kept could not be read.
    NotRead,
}

/// What to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Nothing: it was read or tried a moment ago.
    Nothing,
    /// For what is of this day or later ([`crate::Section::begin_part`]).
    Since(Day),
    /// For everything ([`crate::Section::begin`]).
    Whole,
}

/// What may be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Never read as a whole.
    Never,
    /// Last read as a whole at that time, longer than a week ago.
    Old(i64),
    /// Up to date as of that time: read as a whole in the last week, and then, or later what is new.
    UpToDate(i64),
}

impl Reading {
    /// There is such a search; a dated one takes a day to begin with.
    pub fn expect(&mut self, search: u8, dated: bool) {
        self.searches.entry(search).or_default().dated = dated;
    }

    /// A run is beginning.
    pub fn begins(&mut self, search: u8, at: i64) {
        self.past(search).tried = Some(at);
    }

    /// A run that began then brought what was asked for.
    pub fn came(&mut self, search: u8, ask: Ask, at: i64) {
        let past = self.past(search);
        match ask {
            Ask::Nothing => {}
            Ask::Since(_) => {
                past.part = past.part.max(Some(at));
                past.parts += 1;
            }
            Ask::Whole => {
                past.whole = Some(at);
                (past.parts, past.part_failed) = (0, false);
            }
        }
    }

    /// A run did not bring what was asked for.
    pub fn failed(&mut self, search: u8, ask: Ask) {
        match ask {
            Ask::Nothing | Ask::Whole => {}
            Ask::Since(_) => self.past(search).part_failed = true,
        }
    }

    /// Where it stands now. What is on its way is not asked for again, and not broken off; of what is not all here, no
    /// earlier reading counts.
    pub fn stands(&mut self, search: u8, state: Option<&State>) {
        self.past(search).here = match state {
            Some(State::Done { .. }) => Here::Read,
            Some(State::Arriving { .. }) => Here::UnderWay,
            None
            | Some(State::Waiting | State::Failed(_) | State::NotShared | State::NotOffered) => {
                Here::NotRead
            }
        };
    }

    /// What to ask now, search by search.
    pub fn due(&self, now: i64) -> Vec<(u8, Ask)> {
        self.asks(|past| past.ask(now))
    }

    /// The same where the person asks for it: then a moment ago is long enough.
    pub fn due_when_asked(&self, now: i64) -> Vec<(u8, Ask)> {
        self.asks(|past| past.next(now))
    }

    fn asks(&self, ask: impl Fn(&Past) -> Ask) -> Vec<(u8, Ask)> {
        let searches = self.searches.iter();
        let ask = |past: &Past| match past.here {
            Here::Read => ask(past),
            Here::UnderWay => Ask::Nothing,
            Here::NotRead => Ask::Whole,
        };
        let asks = searches.map(|(search, past)| (*search, ask(past)));
        asks.filter(|(_, ask)| *ask != Ask::Nothing).collect()
    }

    /// What may be claimed of one search.
    pub fn standing(&self, search: u8, now: i64) -> Standing {
        let past = self.searches.get(&search).copied().unwrap_or_default();
        match past.whole(now) {
            None => Standing::Never,
            Some(whole) if now.saturating_sub(whole) >= WEEK => Standing::Old(whole),
            Some(whole) => {
                let part = past.part.filter(|at| *at <= now);
                Standing::UpToDate(part.map_or(whole, |part| part.max(whole)))
            }
        }
    }

    /// What may be claimed of all of them together: that of the one that is behind most.
    pub fn standing_of_all(&self, now: i64) -> Standing {
        let standings = self.searches.keys();
        let standings = standings.map(|search| self.standing(*search, now));
        standings.min().unwrap_or(Standing::Never)
    }

    fn past(&mut self, search: u8) -> &mut Past {
        self.searches.entry(search).or_default()
    }
}

impl Past {
    fn ask(&self, now: i64) -> Ask {
        let times = [self.tried, self.whole, self.part].into_iter().flatten();
        let mut recent = times.filter(|at| (0..MOMENT).contains(&now.saturating_sub(*at)));
        match recent.next() {
            Some(_) => Ask::Nothing,
            None => self.next(now),
        }
    }

    fn next(&self, now: i64) -> Ask {
        let is_whole = self
            .whole(now)
            .is_some_and(|whole| now.saturating_sub(whole) < WEEK);
        match is_whole && self.dated && !self.part_failed && self.parts < PARTS {
            true => Ask::Since(Day::from_number(now.div_euclid(DAY) - WINDOW)),
            false => Ask::Whole,
        }
    }

    /// When it was last read as a whole. A time to come was told by a clock that was wrong, then or now: nothing is
    /// known.
    fn whole(&self, now: i64) -> Option<i64> {
        self.whole.filter(|at| *at <= now)
    }
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// What was read or tried less than this ago is not asked for again.
const MOMENT: i64 = 15 * MINUTE;
/// Everything is read anew when it was read longer ago than this.
const WEEK: i64 = 7 * DAY;
/// What so many runs for a part brought is kept beside the whole; then everything is read anew, and they can go.
const PARTS: usize = 12;
/// So many days back a run for a part asks, and one more, for a day does not begin everywhere at once.
const WINDOW: i64 = 181;
