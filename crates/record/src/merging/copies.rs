//! Orders of one medicine that a hospital took over from another: it says so itself, by Provenance, and there is one
//! order that it can mean (reference §8.2).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim::{Reason, day},
    medicines::Held,
};
use crate::ids::SourceId;

/// An order in the making: the places of its versions, and why they are one.
pub(crate) type Places = (Vec<usize>, Vec<Reason>);

/// The orders of one medicine, each copy with its original.
pub(crate) fn with_originals(orders: Vec<Places>, held: &[&Held], work: &mut u64) -> Vec<Places> {
    let made: Vec<Made> = orders.iter().map(|order| Made::of(order, held)).collect();
    if made.iter().all(|one| one.taken_from.is_none()) {
        return orders;
    }
    let there = There::of(&made);
    let mut joined = Joined((0..orders.len()).collect());
    for (copy, one) in made.iter().enumerate() {
        *work += 1;
        if let Some(original) = there.original(one) {
            joined.join(copy, original, work);
        }
    }
    let mut together: BTreeMap<usize, Places> = BTreeMap::new();
    for (order, (places, reasons)) in orders.into_iter().enumerate() {
        let first = joined.first_of(order, work);
        let (known, why) = together.entry(first).or_default();
        if !known.is_empty() {
            why.push(Reason::TakenOver);
        }
        known.extend(places);
        why.extend(reasons);
        why.sort_unstable();
        why.dedup();
    }
    together.into_values().collect()
}

/// What decides of which order it is a copy.
struct Made {
    sources: BTreeSet<SourceId>,
    day: Option<i64>,
    /// Elsewhere: no order is a copy of its own hospital's.
    taken_from: Option<SourceId>,
}

impl Made {
    fn of((places, _): &Places, held: &[&Held]) -> Self {
        let versions = || places.iter().filter_map(|place| held.get(*place));
        let sources: BTreeSet<SourceId> = versions().map(|held| held.claim.source).collect();
        let taken_from = versions().find_map(|held| held.claim.taken_from);
        Self {
            taken_from: taken_from.filter(|from| !sources.contains(from)),
            day: versions().find_map(|held| day(held.medicine.written.as_ref())),
            sources,
        }
    }
}

/// The orders at each hospital: all, and those of each day.
#[derive(Default)]
struct There {
    all: BTreeMap<SourceId, Vec<usize>>,
    of_day: BTreeMap<(SourceId, i64), Vec<usize>>,
}

impl There {
    fn of(made: &[Made]) -> Self {
        let mut there = Self::default();
        for (order, one) in made.iter().enumerate() {
            for source in one.sources.iter().copied() {
                there.all.entry(source).or_default().push(order);
                if let Some(day) = one.day {
                    there.of_day.entry((source, day)).or_default().push(order);
                }
            }
        }
        there
    }

    /// The only order at the hospital from which a copy was taken; of several the only one of the same day.
    fn original(&self, copy: &Made) -> Option<usize> {
        let from = copy.taken_from?;
        let of_day = || only(self.of_day.get(&(from, copy.day?))?.iter());
        only(self.all.get(&from)?.iter()).or_else(of_day)
    }
}

fn only<'o>(mut orders: impl Iterator<Item = &'o usize>) -> Option<usize> {
    let first = orders.next()?;
    orders.next().is_none().then_some(*first)
}

/// For each order one with which it is one; the first of them leads to itself.
struct Joined(Vec<usize>);

impl Joined {
    /// The first of those that are one, whichever is the copy of which.
    fn join(&mut self, copy: usize, original: usize, work: &mut u64) {
        let (one, other) = (self.first_of(copy, work), self.first_of(original, work));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }

    fn first_of(&mut self, order: usize, work: &mut u64) -> usize {
        let mut first = order;
        while let Some(next) = self.0.get(first).copied().filter(|next| *next != first) {
            *work += 1;
            // Each that is passed leads further the next time.
            let further = self.0.get(next).copied().unwrap_or(next);
            if let Some(passed) = self.0.get_mut(first) {
                *passed = further;
            }
            first = next;
        }
        first
    }
}
