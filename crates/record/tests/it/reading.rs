//! When a hospital is asked again, and for what.

use std::collections::BTreeMap;

use record::{
    Reading, Section, SourceId,
    reading::{Ask, Standing},
    section::{Delivery, Feed, State, Trouble},
    when::Day,
};

use crate::{
    chance::Chance,
    sections::{Thing, feed, page_of},
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Nov 14, 2026.
const NOW: i64 = 20_771 * DAY + 9 * HOUR;

fn reading() -> Reading {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.expect(2, false);
    reading
}

fn day(ago: i64) -> Day {
    Day::from_number(NOW / DAY - ago)
}

#[test]
fn what_was_never_read_is_read_whole() {
    assert_eq!(reading().due(NOW), [(1, Ask::Whole), (2, Ask::Whole)]);
    assert_eq!(reading().standing_of_all(NOW), Standing::Never);
    assert_eq!(Reading::default().standing_of_all(NOW), Standing::Never);
}

#[test]
fn in_between_what_has_a_date_is_read_for_half_a_year_and_the_rest_whole() {
    let mut reading = reading();
    for search in [1, 2] {
        reading.came(search, Ask::Whole, NOW - DAY);
    }
    let since = Ask::Since(day(181));
    assert_eq!(reading.due(NOW), [(1, since), (2, Ask::Whole)]);
    assert_eq!(reading.standing(1, NOW), Standing::UpToDate(NOW - DAY));
    reading.came(1, since, NOW);
    assert_eq!(reading.standing(1, NOW), Standing::UpToDate(NOW));
    assert_eq!(reading.standing_of_all(NOW), Standing::UpToDate(NOW - DAY));
}

#[test]
fn what_was_read_a_moment_ago_is_not_asked_for_again_unless_the_person_asks() {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.came(1, Ask::Whole, NOW);
    assert_eq!(reading.due(NOW + 14 * MINUTE), []);
    assert_eq!(reading.due(NOW + 15 * MINUTE).len(), 1);
    let since = Ask::Since(day(181));
    assert_eq!(reading.due_when_asked(NOW), [(1, since)]);
    // A try counts as well: a hospital that fails is not asked over and over.
    reading.begins(1, NOW + HOUR);
    assert_eq!(reading.due(NOW + HOUR + MINUTE), []);
}

#[test]
fn everything_is_read_anew_each_week() {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.came(1, Ask::Whole, NOW - 7 * DAY + 1);
    assert_eq!(reading.due(NOW), [(1, Ask::Since(day(181)))]);
    assert_eq!(reading.due(NOW + 1), [(1, Ask::Whole)]);
    // However often its part was read.
    reading.came(1, Ask::Since(day(181)), NOW);
    assert_eq!(reading.due(NOW + HOUR), [(1, Ask::Whole)]);
    assert_eq!(
        reading.standing(1, NOW + HOUR),
        Standing::Old(NOW - 7 * DAY + 1)
    );
}

#[test]
fn where_the_part_fails_everything_is_read() {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.came(1, Ask::Whole, NOW - DAY);
    reading.failed(1, Ask::Since(day(181)));
    assert_eq!(reading.due(NOW), [(1, Ask::Whole)]);
    reading.failed(1, Ask::Whole);
    assert_eq!(reading.due(NOW), [(1, Ask::Whole)]);
    reading.came(1, Ask::Whole, NOW);
    assert_eq!(reading.due(NOW + HOUR), [(1, Ask::Since(day(181)))]);
}

#[test]
fn after_a_dozen_parts_everything_is_read_however_soon() {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.came(1, Ask::Whole, NOW - DAY);
    let since = Ask::Since(day(181));
    for _ in 0..12 {
        assert_eq!(reading.due_when_asked(NOW), [(1, since)]);
        reading.came(1, since, NOW);
    }
    assert_eq!(reading.due_when_asked(NOW), [(1, Ask::Whole)]);
    reading.came(1, Ask::Whole, NOW);
    assert_eq!(reading.due_when_asked(NOW), [(1, since)]);
}

#[test]
fn a_time_to_come_is_not_believed() {
    let mut reading = Reading::default();
    reading.expect(1, true);
    reading.came(1, Ask::Whole, NOW + DAY);
    assert_eq!(reading.standing(1, NOW), Standing::Never);
    assert_eq!(reading.due(NOW), [(1, Ask::Whole)]);
    reading.came(1, Ask::Whole, i64::MAX);
    assert_eq!(reading.due(i64::MIN), [(1, Ask::Whole)]);
}

/// A hospital that changes while it is not asked: things by name, with their day and what they say.
struct Hospital {
    things: BTreeMap<usize, (i64, u64)>,
    /// When a thing was taken out of the record or put back last.
    moved: BTreeMap<usize, i64>,
    /// What was changed, when.
    changed: BTreeMap<usize, i64>,
}

impl Hospital {
    fn lives(&mut self, chance: &mut Chance, now: i64) {
        for _ in 0..chance.pick(4) {
            let name = chance.pick(20);
            let day = now / DAY - chance.pick(400) as i64;
            match self.things.get_mut(&name) {
                None => {
                    self.things.insert(name, (day, 0));
                    self.moved.insert(name, now);
                }
                Some(thing) if chance.pick(2) == 0 => {
                    thing.1 += 1;
                    self.changed.insert(name, now);
                }
                Some(_) => {
                    self.things.remove(&name);
                    self.moved.insert(name, now);
                }
            }
        }
    }

    fn answers(&self, ask: Ask) -> Delivery {
        let is_asked = |day: i64| match ask {
            Ask::Since(since) => day >= since.number(),
            Ask::Nothing | Ask::Whole => true,
        };
        let things = self.things.iter().filter(|(_, (day, _))| is_asked(*day));
        let things: Vec<_> = things.map(|(name, (_, says))| (*name, *says)).collect();
        page_of(1, &things)
    }
}

const SEARCH: u8 = 1;

fn feed_of() -> Feed {
    feed(1, SEARCH)
}

/// Does what is due; true if the answer came.
fn asks(
    (section, reading): (&mut Section, &mut Reading),
    hospital: &Hospital,
    ask: Ask,
    (now, fails): (i64, bool),
) {
    reading.begins(SEARCH, now);
    let ticket = match ask {
        Ask::Nothing => return,
        Ask::Since(_) => section.begin_part(feed_of(), now),
        Ask::Whole => section.begin(feed_of(), now),
    };
    if fails {
        section.fail(ticket, Trouble::ServerError);
        reading.failed(SEARCH, ask);
        return;
    }
    section.page(ticket, hospital.answers(ask));
    section.end(ticket);
    reading.came(SEARCH, ask, now);
}

#[test]
fn through_any_visits_nothing_older_than_a_week_is_called_up_to_date_and_no_part_takes_anything_away()
 {
    for seed in 0..2000 {
        let mut chance = Chance::seeded(seed);
        let mut hospital = Hospital {
            things: BTreeMap::new(),
            moved: BTreeMap::new(),
            changed: BTreeMap::new(),
        };
        let (mut section, mut reading) = (Section::default(), Reading::default());
        reading.expect(SEARCH, chance.pick(4) > 0);
        let (mut now, mut last_whole) = (NOW, None);
        for _ in 0..40 {
            now += [MINUTE, HOUR, DAY, 3 * DAY, 9 * DAY][chance.pick(5)];
            hospital.lives(&mut chance, now);
            let now_asked = chance.pick(4) == 0;
            let due = match now_asked {
                true => reading.due_when_asked(now),
                false => reading.due(now),
            };
            assert!(
                due.len() == 1 || !now_asked,
                "seed {seed}: asked for, and not done"
            );
            let before = gone(&section);
            for (_, ask) in due {
                let fails = chance.pick(5) == 0;
                asks((&mut section, &mut reading), &hospital, ask, (now, fails));
                match ask {
                    Ask::Whole if !fails => last_whole = Some(now),
                    Ask::Whole | Ask::Since(_) | Ask::Nothing => {
                        let after = gone(&section);
                        let more = after.iter().any(|name| !before.contains(name));
                        assert!(!more, "seed {seed}: a part took something away");
                    }
                }
            }
            check(&section, &reading, &hospital, (now, last_whole), seed);
        }
    }
}

fn gone(section: &Section) -> Vec<usize> {
    let listed = section.listed::<Thing>();
    let gone = listed.filter(|(_, gone)| gone.is_some());
    gone.map(|(thing, _)| thing.name).collect()
}

fn check(
    section: &Section,
    reading: &Reading,
    hospital: &Hospital,
    (now, last_whole): (i64, Option<i64>),
    seed: u64,
) {
    assert_eq!(reading.standing(9, now), Standing::Never);
    let as_of = match reading.standing(SEARCH, now) {
        Standing::Never => return assert_eq!(last_whole, None, "seed {seed}"),
        Standing::Old(at) => {
            assert_eq!(Some(at), last_whole, "seed {seed}");
            return assert!(now - at >= 7 * DAY, "seed {seed}: called old too early");
        }
        Standing::UpToDate(at) => at,
    };
    let whole = last_whole.expect("read whole");
    assert!(
        now - whole < 7 * DAY,
        "seed {seed}: older than a week and called up to date"
    );
    // Whatever happened at the hospital before the last whole reading shows here.
    let here = section.items::<Thing>();
    let here: BTreeMap<usize, u64> = here.map(|thing| (thing.name, thing.says)).collect();
    for name in 0..20 {
        let here = here.get(&name).copied();
        let there = hospital.things.get(&name);
        let changes = [&hospital.moved, &hospital.changed];
        let last = changes.iter().filter_map(|times| times.get(&name)).max();
        let is_dated_late = there.is_some_and(|(day, _)| *day >= as_of / DAY - 180);
        let known_until = if is_dated_late { as_of } else { whole };
        if last.is_none_or(|last| *last <= known_until) {
            let there = there.map(|(_, says)| *says);
            assert_eq!(
                here, there,
                "seed {seed}: {name} is not as the hospital has it"
            );
        }
    }
    assert!(section.sources() == [SourceId(1)], "seed {seed}");
}

#[test]
fn what_is_on_its_way_is_not_asked_for_again() {
    let mut reading = reading();
    reading.came(1, Ask::Whole, NOW - DAY);
    for search in [1, 2] {
        reading.stands(search, Some(&State::Arriving { pages: 3 }));
    }
    assert_eq!(reading.due(NOW), []);
    assert_eq!(reading.due_when_asked(NOW), []);
    reading.stands(1, Some(&State::Done { received: 9 }));
    assert_eq!(reading.due(NOW), [(1, Ask::Since(day(181)))]);
}

#[test]
fn of_what_is_not_all_here_no_earlier_reading_counts() {
    for state in [
        State::Waiting,
        State::Failed(Trouble::TimedOut),
        State::NotShared,
        State::NotOffered,
    ] {
        let mut reading = reading();
        for search in [1, 2] {
            reading.came(search, Ask::Whole, NOW - DAY);
            reading.came(search, Ask::Since(day(181)), NOW - MINUTE);
            reading.stands(search, Some(&state));
        }
        let whole = [(1, Ask::Whole), (2, Ask::Whole)];
        assert_eq!(reading.due(NOW), whole, "{state:?}");
        assert_eq!(reading.due_when_asked(NOW), whole, "{state:?}");
    }
}
