//! Orders of one medicine that a hospital took over from another: it says so itself, by Provenance, and there is one
//! order that it can mean (reference §8.2).

use super::{claim::Reason, medicines::Held};
use crate::when::Day;

/// An order in the making: the places of its versions, and why they are one.
pub(crate) type Places = (Vec<usize>, Vec<Reason>);

/// The orders of one medicine, each copy with its original.
pub(crate) fn with_originals(orders: Vec<Places>, held: &[&Held]) -> Vec<Places> {
    let originals: Vec<Option<usize>> = (0..orders.len())
        .map(|copy| original(copy, &orders, held))
        .collect();
    if originals.iter().all(Option::is_none) {
        return orders;
    }
    // The first of those that are one, whichever is the copy of which.
    let mut of: Vec<usize> = (0..orders.len()).collect();
    for (copy, original) in originals.iter().enumerate() {
        let place = |one: usize| of.get(one).copied().unwrap_or(one);
        let ends = original.map(|original| (place(copy), place(original)));
        if let Some((one, other)) = ends {
            let (first, second) = (one.min(other), one.max(other));
            let joined = of.iter_mut().filter(|place| **place == second);
            joined.for_each(|place| *place = first);
        }
    }
    let mut together: Vec<Option<Places>> = vec![None; orders.len()];
    for ((places, reasons), at) in orders.into_iter().zip(of) {
        match together.get_mut(at) {
            Some(Some((known, why))) => {
                known.extend(places);
                why.extend(reasons);
                why.push(Reason::TakenOver);
                why.sort_unstable();
                why.dedup();
            }
            Some(empty) => *empty = Some((places, reasons)),
            None => {}
        }
    }
    together.into_iter().flatten().collect()
}

/// The only order at the hospital from which a copy was taken; of several the only one of the same day.
fn original(copy: usize, orders: &[Places], held: &[&Held]) -> Option<usize> {
    let versions = |order: usize| {
        let places = orders.get(order).map(|(places, _)| places.as_slice());
        let places = places.unwrap_or_default().iter();
        places.filter_map(|place| held.get(*place))
    };
    let from = versions(copy).find_map(|held| held.claim.taken_from)?;
    if versions(copy).any(|held| held.claim.source == from) {
        return None;
    }
    let is_there = |order: &usize| versions(*order).any(|held| held.claim.source == from);
    let there: Vec<usize> = (0..orders.len()).filter(is_there).collect();
    let day = |order: usize| -> Option<Day> {
        let mut days = versions(order).filter_map(|held| held.medicine.written.as_ref()?.day());
        days.next()
    };
    let of_the_day = || {
        let same = |order: &&usize| day(copy).is_some() && day(**order) == day(copy);
        only(there.iter().filter(same))
    };
    only(there.iter()).or_else(of_the_day)
}

fn only<'o>(mut orders: impl Iterator<Item = &'o usize>) -> Option<usize> {
    let first = orders.next()?;
    orders.next().is_none().then_some(*first)
}
