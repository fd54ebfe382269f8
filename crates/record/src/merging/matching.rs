//! Which items of one cluster are the same. An item has at most one counterpart at each other hospital; where two come
//! into question that do not say the same, which of them is meant would be a guess, and there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim::{Aspect, Claim, Key, Reason},
    piece::{Piece, agree, are_near, narrower},
};
use crate::{
    ids::{LocalId, SourceId},
    order::sort,
};

/// Items that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// In the order of their ids.
    pub(crate) ids: Vec<LocalId>,
    /// Each once; none of an item that is alone.
    pub(crate) reasons: Vec<Reason>,
}

/// The groups of a cluster. `claims` are in the order of their ids.
pub(crate) fn groups(claims: &[&Claim], work: &mut u64) -> Vec<Group> {
    if let Some(group) = plain(claims) {
        *work += claims.len() as u64;
        return vec![group];
    }
    let mut pieces = Pieces::new(claims);
    if claims.len() > 1 {
        pieces.by_number(false);
        pieces.by_origin();
        pieces.by_number(true);
        let rounds: BTreeSet<u8> = keys(claims).map(|(_, key)| key.round).collect();
        for round in rounds {
            pieces.by_key(round);
        }
    }
    *work += pieces.work;
    pieces.groups()
}

/// One item; or one of each hospital, all with the same first key, and nothing that could speak against it: nearly all
/// are so, and need no further look.
fn plain(claims: &[&Claim]) -> Option<Group> {
    let (first, rest) = claims.split_first()?;
    let ids = claims.iter().map(|claim| claim.id).collect();
    if rest.is_empty() {
        let reasons = Vec::new();
        return Some(Group { ids, reasons });
    }
    let key = first.keys.first()?;
    let is_first = |claim: &&Claim| {
        let alike = |other: &Key| {
            other.round > key.round || other.round == key.round && other.reason == key.reason
        };
        claim.keys.contains(key) && claim.keys.iter().all(alike)
    };
    let is_bare =
        |claim: &&Claim| claim.abroad && claim.identifiers.is_empty() && claim.taken_from.is_none();
    let says_the_same = |a: &Claim, b: &Claim| {
        let of = |claim: &Claim, aspect: Aspect| -> Vec<u128> {
            let own = claim.aspects.iter().filter(|(own, _)| *own == aspect);
            own.map(|(_, value)| *value).collect()
        };
        let same = |(aspect, _): &(Aspect, u128)| {
            let theirs = of(b, *aspect);
            *aspect == Aspect::Name || theirs.is_empty() || theirs == of(a, *aspect)
        };
        a.source != b.source && a.aspects.iter().all(same)
    };
    let pairs = |(nth, claim): (usize, &&Claim)| {
        claims
            .iter()
            .skip(nth + 1)
            .all(|other| says_the_same(claim, other))
    };
    let days = || claims.iter().filter_map(|claim| claim.day);
    let span = days().max().unwrap_or(0) - days().min().unwrap_or(0);
    let window = claims.iter().fold(None, |window, claim| {
        narrower(window, claim.window_of_days())
    });
    let is_plain = claims.len() <= LOOKED_AT
        && claims.iter().all(is_first)
        && claims.iter().all(is_bare)
        && claims.iter().enumerate().all(pairs)
        && window.is_none_or(|window| span <= window);
    let reasons = vec![key.reason];
    is_plain.then_some(Group { ids, reasons })
}

fn keys<'c>(claims: &[&'c Claim]) -> impl Iterator<Item = (usize, &'c Key)> {
    let keys = |(place, claim): (usize, &&'c Claim)| {
        let claim: &'c Claim = claim;
        claim.keys.iter().map(move |key| (place, key))
    };
    let pairs: Vec<(usize, &'c Key)> = claims.iter().enumerate().flat_map(keys).collect();
    pairs.into_iter()
}

struct Pieces<'c> {
    claims: &'c [&'c Claim],
    pieces: Vec<Option<Piece>>,
    of: Vec<usize>,
    work: u64,
}

/// So many that come into question are looked at; more are too many to tell apart.
const LOOKED_AT: usize = 12;

impl<'c> Pieces<'c> {
    fn new(claims: &'c [&'c Claim]) -> Self {
        let piece = |(place, claim): (usize, &&Claim)| Some(Piece::of(place, claim));
        Self {
            claims,
            pieces: claims.iter().enumerate().map(piece).collect(),
            of: (0..claims.len()).collect(),
            work: claims.len() as u64,
        }
    }

    /// By business identifiers: within each hospital, then abroad. A number that stands on two different things is the
    /// number of neither.
    fn by_number(&mut self, abroad: bool) {
        let mut numbers: BTreeMap<(u128, Option<SourceId>), Vec<usize>> = BTreeMap::new();
        for (place, claim) in self.claims.iter().enumerate() {
            let source = (!abroad).then_some(claim.source);
            for number in &claim.identifiers {
                numbers.entry((*number, source)).or_default().push(place);
            }
        }
        for ((_, source), places) in numbers {
            let mut known: Vec<usize> = Vec::new();
            for place in places {
                let joined = known.iter().copied().find(|other| {
                    let (one, two) = (self.claims.get(place), self.claims.get(*other));
                    let is_called_like = one
                        .zip(two)
                        .is_some_and(|(one, two)| one.is_called_like(two));
                    is_called_like && self.fit(place, *other, source.is_some())
                });
                match joined {
                    Some(other) => self.join(place, other, Reason::SameNumber),
                    None if known.len() < LOOKED_AT => known.push(place),
                    None => {}
                }
            }
        }
    }

    /// What a hospital says that it took over from another joins the one item there that it can mean, with all other
    /// copies of that; none does if the copies can't all be of one.
    fn by_origin(&mut self) {
        if self.claims.iter().all(|claim| claim.taken_from.is_none()) {
            return;
        }
        let mut there: BTreeMap<(SourceId, u128), Vec<usize>> = BTreeMap::new();
        for (place, key) in keys(self.claims) {
            if let Some(claim) = self.claims.get(place) {
                there
                    .entry((claim.source, key.hash))
                    .or_default()
                    .push(place);
            }
        }
        let mut copies: Vec<(usize, usize)> = Vec::new();
        for (place, claim) in self.claims.iter().enumerate() {
            let Some(from) = claim.taken_from.filter(|from| *from != claim.source) else {
                continue;
            };
            let found = claim
                .keys
                .iter()
                .filter_map(|key| there.get(&(from, key.hash)));
            let mut meant = found.filter_map(|found| self.only_meant(place, found));
            copies.extend(meant.next().map(|original| (place, original)));
        }
        let pieces =
            |(copy, original): &(usize, usize)| (self.piece_of(*copy), self.piece_of(*original));
        let edges: Vec<(usize, usize)> = copies.iter().map(pieces).collect();
        for together in connected(&edges) {
            if self.all_fit(&together, true) {
                self.join_all(&together, Reason::TakenOver);
            }
        }
        for (copy, original) in copies {
            self.work += 1;
            let (piece, claim) = (self.piece_of(copy), self.claims.get(copy));
            let is_joined = piece == self.piece_of(original);
            if let (Some(Some(piece)), Some(claim), true) =
                (self.pieces.get_mut(piece), claim, is_joined)
            {
                piece.hospitals.remove(&claim.source);
            }
        }
    }

    /// The one item among these that a copy can be of.
    fn only_meant(&self, copy: usize, among: &[usize]) -> Option<usize> {
        if among.len() > LOOKED_AT {
            return None;
        }
        let mut fitting = among.iter().filter(|other| self.fit(copy, **other, true));
        let first = fitting.next().copied()?;
        let is_other = |other: &usize| self.piece_of(*other) != self.piece_of(first);
        (!fitting.any(is_other)).then_some(first)
    }

    /// By the keys of one round.
    fn by_key(&mut self, round: u8) {
        let mut equal: BTreeMap<(u128, Reason), Vec<usize>> = BTreeMap::new();
        for (place, key) in keys(self.claims).filter(|(_, key)| key.round == round) {
            equal.entry((key.hash, key.reason)).or_default().push(place);
        }
        for ((_, reason), places) in equal {
            let mut pieces: Vec<usize> = places.iter().map(|place| self.piece_of(*place)).collect();
            pieces.sort_unstable();
            pieces.dedup();
            if pieces.len() > 1 {
                self.match_up(&pieces, reason);
            }
        }
    }

    /// Joins those of these pieces that come into question for nobody but one another.
    fn match_up(&mut self, pieces: &[usize], reason: Reason) {
        let layers = self.layers(pieces);
        for layer in layers {
            let mut edges: Vec<(usize, usize)> = Vec::new();
            for (hospital, own) in &layer {
                for piece in own {
                    for (other, theirs) in layer.iter().filter(|(other, _)| *other != hospital) {
                        let Some(found) = self.only(*piece, theirs) else {
                            continue;
                        };
                        let back = self.only(found, own);
                        if back == Some(*piece) && hospital < other {
                            edges.push((*piece, found));
                        }
                    }
                }
            }
            for together in connected(&edges) {
                if self.all_fit(&together, false) {
                    self.join_all(&together, reason);
                }
            }
        }
    }

    /// The pieces by hospital, the earliest first. Of pieces of one hospital that say the same of the same day, each
    /// stands in a layer of its own: the first of one hospital is compared with the first of another.
    fn layers(&mut self, pieces: &[usize]) -> Vec<BTreeMap<SourceId, Vec<usize>>> {
        type Says<'p> = (SourceId, Option<(i64, i64)>, &'p BTreeSet<u64>);
        let mut same: BTreeMap<Says<'_>, Vec<usize>> = BTreeMap::new();
        for place in pieces {
            if let Some(Some(piece)) = self.pieces.get(*place) {
                for hospital in &piece.hospitals {
                    let says = (*hospital, piece.days, &piece.marks);
                    same.entry(says).or_default().push(*place);
                }
            }
        }
        let mut layers: Vec<BTreeMap<SourceId, Vec<usize>>> = Vec::new();
        for ((hospital, ..), twins) in same {
            for (layer, place) in twins.into_iter().enumerate() {
                if layers.len() <= layer {
                    layers.push(BTreeMap::new());
                }
                if let Some(layer) = layers.get_mut(layer) {
                    layer.entry(hospital).or_default().push(place);
                }
            }
        }
        self.work += pieces.len() as u64;
        for layer in &mut layers {
            for places in layer.values_mut() {
                sort(places, |a, b| self.days_of(*a).cmp(&self.days_of(*b)));
            }
        }
        layers
    }

    /// The only one of these, which are in the order of their days, that a piece fits.
    fn only(&mut self, piece: usize, of: &[usize]) -> Option<usize> {
        let place = self.first_of(piece)?;
        let window = self.piece(piece)?.window;
        let day = self.days_of(piece);
        let undated = of.partition_point(|other| self.days_of(*other).is_none());
        let (dated_from, dated_to) = match (window, day) {
            (Some(window), Some(day)) => {
                let start = of.partition_point(|other| {
                    self.days_of(*other)
                        .is_none_or(|other| other < day - window)
                });
                let end = of.partition_point(|other| {
                    self.days_of(*other)
                        .is_none_or(|other| other <= day + window)
                });
                (start, end)
            }
            _ => (undated, of.len()),
        };
        let near = of
            .get(..undated)
            .into_iter()
            .chain(of.get(dated_from..dated_to));
        let near: Vec<usize> = near.flatten().take(LOOKED_AT + 1).copied().collect();
        self.work += near.len() as u64 + 1;
        if near.len() > LOOKED_AT {
            return None;
        }
        let others = near.into_iter().filter(|other| *other != piece);
        let mut fitting = others.filter(|other| {
            let other = self.first_of(*other);
            other.is_some_and(|other| self.fit(place, other, false))
        });
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    /// Nothing speaks against the two being one. Whatever they share, what was on another day was something else.
    fn fit(&self, a: usize, b: usize, within: bool) -> bool {
        let (a, b) = (self.piece_of(a), self.piece_of(b));
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (self.piece(a), self.piece(b)) else {
            return false;
        };
        let is_apart =
            !within && (!a.hospitals.is_disjoint(&b.hospitals) || !a.abroad || !b.abroad);
        !is_apart && agree(&a.aspects, &b.aspects) && are_near(a, b)
    }

    /// They are one as a whole.
    fn all_fit(&mut self, together: &[usize], within: bool) -> bool {
        let mut rest = together.iter().filter_map(|place| self.piece(*place));
        let Some(mut whole) = rest.next().cloned() else {
            return false;
        };
        for piece in rest {
            let fits = (within || whole.hospitals.is_disjoint(&piece.hospitals))
                && agree(&whole.aspects, &piece.aspects)
                && are_near(&whole, piece);
            if !fits {
                return false;
            }
            whole.take_in(piece.clone());
        }
        self.work += together.len() as u64;
        true
    }

    fn join_all(&mut self, together: &[usize], reason: Reason) {
        let firsts = together.iter().filter_map(|piece| self.first_of(*piece));
        let firsts: Vec<usize> = firsts.collect();
        if let Some((first, rest)) = firsts.split_first() {
            for other in rest {
                self.join(*first, *other, reason);
            }
        }
    }

    fn join(&mut self, a: usize, b: usize, reason: Reason) {
        let (mut into, mut from) = (self.piece_of(a), self.piece_of(b));
        self.work += 1;
        if into == from {
            if let Some(Some(piece)) = self.pieces.get_mut(into) {
                piece.reasons.insert(reason);
            }
            return;
        }
        let size = |place: usize| self.piece(place).map_or(0, |piece| piece.claims.len());
        if size(into) < size(from) {
            (into, from) = (from, into);
        }
        let Some(other) = self.pieces.get_mut(from).and_then(Option::take) else {
            return;
        };
        for claim in &other.claims {
            if let Some(of) = self.of.get_mut(*claim) {
                *of = into;
            }
        }
        if let Some(Some(piece)) = self.pieces.get_mut(into) {
            piece.take_in(other);
            piece.reasons.insert(reason);
        }
    }

    fn piece_of(&self, claim: usize) -> usize {
        self.of.get(claim).copied().unwrap_or(claim)
    }

    fn piece(&self, place: usize) -> Option<&Piece> {
        self.pieces.get(place)?.as_ref()
    }

    fn first_of(&self, piece: usize) -> Option<usize> {
        self.piece(piece)?.claims.first().copied()
    }

    fn days_of(&self, piece: usize) -> Option<i64> {
        Some(self.piece(piece)?.days?.0)
    }

    fn groups(self) -> Vec<Group> {
        let group = |piece: Piece| {
            let ids = piece
                .claims
                .iter()
                .filter_map(|place| Some(self.claims.get(*place)?.id));
            let mut ids: Vec<LocalId> = ids.collect();
            ids.sort_unstable();
            Group {
                ids,
                reasons: piece.reasons.into_iter().collect(),
            }
        };
        self.pieces.into_iter().flatten().map(group).collect()
    }
}

/// What hangs together by these edges, each in order.
fn connected(edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
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
