//! What is kept of a search when it is read anew, read again in the order in which it came: a restart shows what stood.

use std::collections::{BTreeMap, BTreeSet};

use record::section::{Complete, Delivery, Feed, Gap, Section};

use crate::{
    chance::{Chance, seeds},
    sections::{Thing, feed, page_of},
    updates::unread,
};

/// What one run brought.
#[derive(Clone, Debug)]
struct Kept {
    at: i64,
    is_part: bool,
    things: Vec<(usize, u64)>,
    complete: Complete,
    unread: bool,
}

impl Kept {
    fn delivery(&self) -> Delivery {
        let mut delivery = page_of(1, &self.things);
        delivery.complete = self.complete;
        if self.unread {
            delivery.receipt.received += 1;
            delivery.receipt.unread.push(unread());
        }
        delivery
    }

    fn is_read_into(&self, section: &mut Section, feed: Feed) {
        let ticket = match self.is_part {
            true => section.begin_part(feed, self.at),
            false => section.begin(feed, self.at),
        };
        section.page(ticket, self.delivery());
        section.end(ticket);
    }
}

/// A section, and what the vault has of it.
#[derive(Default)]
struct Sitting {
    section: Section,
    kept: BTreeMap<Feed, Vec<Kept>>,
}

impl Sitting {
    fn reads(&mut self, feed: Feed, run: Kept) {
        run.is_read_into(&mut self.section, feed);
        let kept = self.kept.entry(feed).or_default();
        if run.is_part {
            kept.push(run);
            return;
        }
        let left = self.section.left_by(feed);
        let is_needed = |one: &Kept| left.is_some_and(|until| one.at <= until);
        if !kept.first().is_some_and(is_needed) {
            kept.clear();
        }
        kept.retain(is_needed);
        let is_part = !kept.is_empty();
        kept.push(Kept { is_part, ..run });
    }

    fn restarted(&self) -> Section {
        let mut runs: Vec<(&Feed, &Kept)> = self
            .kept
            .iter()
            .flat_map(|(feed, kept)| kept.iter().map(move |one| (feed, one)))
            .collect();
        runs.sort_by_key(|(_, one)| one.at);
        let mut section = Section::default();
        for (feed, one) in runs {
            one.is_read_into(&mut section, *feed);
        }
        section
    }
}

fn said(section: &Section) -> BTreeSet<(usize, u64)> {
    let things = section.items::<Thing>();
    things.map(|thing| (thing.name, thing.says)).collect()
}

fn names(section: &Section) -> BTreeSet<usize> {
    said(section).into_iter().map(|(name, _)| name).collect()
}

fn whole(at: i64, things: &[(usize, u64)], complete: Complete) -> Kept {
    Kept {
        at,
        is_part: false,
        things: things.to_vec(),
        complete,
        unread: false,
    }
}

#[test]
fn a_reading_that_may_lack_something_stands_beside_the_fuller_one() {
    let (mut sitting, labs) = (Sitting::default(), feed(1, 0));
    sitting.reads(labs, whole(1, &[(1, 0), (2, 0), (3, 0)], Complete::Whole));
    sitting.reads(labs, whole(2, &[(1, 9), (4, 0)], Complete::MayLack));
    let after = sitting.restarted();
    assert_eq!(
        said(&after).into_iter().collect::<Vec<_>>(),
        [(1, 9), (2, 0), (3, 0), (4, 0)]
    );
    assert_eq!(after.gaps(), [(labs.source, Gap::MayLack)]);
    // The next of its kind takes its place, unless it lacks what only that one had.
    sitting.reads(labs, whole(3, &[(1, 9), (4, 0)], Complete::MayLack));
    let times = |sitting: &Sitting| {
        sitting.kept[&labs]
            .iter()
            .map(|one| one.at)
            .collect::<Vec<_>>()
    };
    assert_eq!(times(&sitting), [1, 3]);
    sitting.reads(labs, whole(4, &[(1, 9)], Complete::MayLack));
    assert_eq!(times(&sitting), [1, 3, 4]);
    // One that has all of it, or says that this is all there is, needs none of them.
    let all = [(1, 9), (2, 0), (3, 0), (4, 0)];
    sitting.reads(labs, whole(5, &all, Complete::MayLack));
    assert_eq!(times(&sitting), [5]);
    sitting.reads(labs, whole(6, &[(1, 9)], Complete::Whole));
    assert_eq!(times(&sitting), [6]);
    assert_eq!(names(&sitting.restarted()), BTreeSet::from([1]));
}

#[test]
fn through_any_readings_a_restart_shows_what_stood() {
    let (mut beside, mut replaced) = (0, 0);
    for seed in seeds(3_000, 300_000) {
        let mut chance = Chance::seeded(seed);
        let searches = 1 + chance.pick(2);
        let mut sitting = Sitting::default();
        for at in 0..2 + chance.pick(12) as i64 {
            let feed = feed(1, chance.pick(searches) as u8);
            let is_first = !sitting.kept.contains_key(&feed);
            let things = (0..chance.pick(6)).map(|_| (chance.pick(8), chance.pick(3) as u64));
            let things: BTreeMap<usize, u64> = things.collect();
            let complete = match chance.pick(4) {
                0 => Complete::Whole,
                1 => Complete::Lacks,
                _ => Complete::MayLack,
            };
            let run = Kept {
                at,
                is_part: !is_first && chance.pick(3) == 0,
                things: things.into_iter().collect(),
                complete,
                unread: chance.pick(6) == 0,
            };
            let (is_part, before) = (run.is_part, sitting.kept.get(&feed).map_or(0, Vec::len));
            sitting.reads(feed, run);
            if !is_part && before > 0 {
                match sitting.kept[&feed].len() {
                    1 => replaced += 1,
                    _ => beside += 1,
                }
            }
        }
        let after = sitting.restarted();
        assert_eq!(names(&after), names(&sitting.section), "seed {seed}");
        // What two searches bring may be told by either of them.
        if searches == 1 {
            assert_eq!(said(&after), said(&sitting.section), "seed {seed}");
        }
    }
    assert!(beside > 1_000 && replaced > 1_000, "{beside} {replaced}");
}
