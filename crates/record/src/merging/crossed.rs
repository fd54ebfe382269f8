//! Hospitals that say the same things, but not of the same orders: what one says of the first, the other says of the
//! second. Line by line they agree, and yet they differ.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::{Speaking, says},
    medicines::{Order, is_current},
};
use crate::ids::SourceId;

/// What an order says in each line, where it says anything.
pub(crate) type Says = [Option<u64>; 3];

/// Those of the three lines in which something differs.
pub(crate) type Lines = [bool; 3];

/// The lines in which hospitals differ, of which some are known to differ as they are.
pub(crate) fn lines(orders: &[Order], speaking: &Speaking<'_>, mut found: Lines) -> Lines {
    if speaking.len() < 2 {
        return found;
    }
    for order in orders {
        add(&mut found, torn(order));
    }
    if found == Lines::default() {
        found = between(speaking);
    }
    found
}

/// The lines in which hospitals say different things of one order. What is over is told by the newest alone.
pub(crate) fn torn(order: &Order) -> Lines {
    let mut torn = Lines::default();
    if order.versions.len() < 2 {
        return torn;
    }
    let mut said: BTreeMap<SourceId, [BTreeSet<u64>; 3]> = BTreeMap::new();
    for version in order.versions.iter().filter(|one| is_current(one)) {
        let own = said.entry(version.source).or_default();
        for (own, says) in own.iter_mut().zip(says(version)) {
            own.extend(says);
        }
    }
    for (line, torn) in torn.iter_mut().enumerate() {
        let own = said.values().filter_map(|said| said.get(line));
        let different: BTreeSet<_> = own.filter(|own| !own.is_empty()).collect();
        *torn = different.len() > 1;
    }
    torn
}

/// The same by what stands together, where no number says which order is which: `in the morning, until March` at one
/// hospital has no counterpart at the other.
fn between(speaking: &Speaking<'_>) -> Lines {
    let own = speaking.values().map(|orders| orders.iter());
    let said: BTreeSet<BTreeSet<Says>> = own
        .map(|orders| orders.map(|one| says(one)).collect())
        .collect();
    let mut found = Lines::default();
    for own in &said {
        for others in said.iter().filter(|others| *others != own) {
            for says in own.difference(others) {
                add(&mut found, nearest(says, others));
            }
        }
    }
    found
}

/// In what an order differs from those of another hospital that are most like it. Who says nothing does not differ.
fn nearest(own: &Says, others: &BTreeSet<Says>) -> Lines {
    let mut fewest = own.len();
    let mut found = Lines::default();
    for other in others {
        let lines = differing(own, other);
        let count = lines.iter().filter(|differs| **differs).count();
        if count < fewest {
            (fewest, found) = (count, Lines::default());
        }
        if count == fewest {
            add(&mut found, lines);
        }
    }
    found
}

fn differing(own: &Says, other: &Says) -> Lines {
    let mut lines = Lines::default();
    for (line, said) in lines.iter_mut().zip(own.iter().zip(other)) {
        *line = matches!(said, (Some(own), Some(other)) if own != other);
    }
    lines
}

fn add(to: &mut Lines, more: Lines) {
    for (to, more) in to.iter_mut().zip(more) {
        *to |= more;
    }
}
