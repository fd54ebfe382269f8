//! Items that are one so far, and what may still be joined with them.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Aspect, Claim, Reason};
use crate::ids::SourceId;

/// Items that are one so far.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) claims: Vec<usize>,
    /// The hospitals that have it of their own: a copy takes nobody's place.
    pub(crate) hospitals: BTreeSet<SourceId>,
    pub(crate) reasons: BTreeSet<Reason>,
    /// All names and codes that it has.
    called: BTreeSet<(Aspect, u128)>,
    /// What all that say it agree in.
    pub(crate) aspects: BTreeMap<Aspect, BTreeSet<u128>>,
    pub(crate) days: Option<(i64, i64)>,
    pub(crate) window: Option<i64>,
    pub(crate) abroad: bool,
    /// What it says as a whole.
    pub(crate) marks: BTreeSet<u64>,
}

impl Piece {
    /// One item.
    pub(crate) fn of(place: usize, claim: &Claim) -> Self {
        let mut aspects: BTreeMap<Aspect, BTreeSet<u128>> = BTreeMap::new();
        let compared = claim.aspects.iter();
        for (aspect, value) in compared.filter(|(aspect, _)| *aspect != Aspect::Name) {
            aspects.entry(*aspect).or_default().insert(*value);
        }
        Self {
            claims: vec![place],
            hospitals: BTreeSet::from([claim.source]),
            reasons: BTreeSet::new(),
            called: claim.called().collect(),
            aspects,
            days: claim.day.map(|day| (day, day)),
            window: claim.window_of_days(),
            abroad: claim.abroad,
            marks: BTreeSet::from([claim.mark]),
        }
    }

    /// Both are called the same or have a code in common; or one of them has nothing to be known by.
    pub(crate) fn is_called_like(&self, other: &Self) -> bool {
        let is_known = !self.called.is_empty() && !other.called.is_empty();
        !is_known || !self.called.is_disjoint(&other.called)
    }

    pub(crate) fn kind(&self) -> Kind {
        let days = self.days.filter(|_| self.window.is_some());
        (self.called.clone(), self.aspects.clone(), days, self.window)
    }

    pub(crate) fn take_in(&mut self, other: Piece) {
        self.claims.extend(other.claims);
        self.claims.sort_unstable();
        self.hospitals.extend(other.hospitals);
        self.reasons.extend(other.reasons);
        self.marks.extend(other.marks);
        self.called.extend(other.called);
        self.abroad &= other.abroad;
        for (aspect, values) in other.aspects {
            let own = self.aspects.entry(aspect).or_insert_with(|| values.clone());
            own.retain(|value| values.contains(value));
        }
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (one, other) => one.or(other),
        };
        self.window = narrower(self.window, other.window);
    }
}

/// All by which a piece fits another or not: two of one kind fit the same.
pub(crate) type Kind = (
    BTreeSet<(Aspect, u128)>,
    BTreeMap<Aspect, BTreeSet<u128>>,
    Option<(i64, i64)>,
    Option<i64>,
);

pub(crate) fn narrower(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

/// Where both say something, they say the same.
pub(crate) fn agree(
    a: &BTreeMap<Aspect, BTreeSet<u128>>,
    b: &BTreeMap<Aspect, BTreeSet<u128>>,
) -> bool {
    let differs = |(aspect, values): (&Aspect, &BTreeSet<u128>)| {
        b.get(aspect).is_some_and(|other| values.is_disjoint(other))
    };
    !a.iter().any(differs)
}

pub(crate) fn are_near(a: &Piece, b: &Piece) -> bool {
    let (Some(days), Some(others)) = (a.days, b.days) else {
        return true;
    };
    let span = days.1.max(others.1) - days.0.min(others.0);
    narrower(a.window, b.window).is_none_or(|window| span <= window)
}

/// What hangs together by these edges, each in order.
pub(crate) fn connected(edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b) in edges {
        beside.entry(*a).or_default().push(*b);
        beside.entry(*b).or_default().push(*a);
    }
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut all = Vec::new();
    for start in beside.keys() {
        let mut together = Vec::new();
        let mut open = vec![*start];
        while let Some(place) = open.pop() {
            if seen.insert(place) {
                together.push(place);
                open.extend(beside.get(&place).into_iter().flatten());
            }
        }
        together.sort_unstable();
        if together.len() > 1 {
            all.push(together);
        }
    }
    all
}
