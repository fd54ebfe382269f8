//! Which items of one cluster are the same. An item has at most one counterpart at each other hospital; where two come
//! into question that do not say the same, which of them is meant would be a guess, and there is none.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    claim::{Aspect, Claim, Key, Reason},
    piece::{Piece, agree, are_near, connected, narrower},
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

pub(super) struct Pieces<'c> {
    pub(super) claims: &'c [&'c Claim],
    pieces: Vec<Option<Piece>>,
    of: Vec<usize>,
    pub(super) work: u64,
}

/// Twins of a hospital, by the first of them.
type Twins = BTreeMap<(SourceId, usize), Vec<usize>>;

/// So many that come into question are looked at; more are too many to tell apart.
pub(super) const LOOKED_AT: usize = 12;

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
        let copy = self.piece_of(copy);
        let fits = |other: &&usize| self.fit(copy, self.piece_of(**other), true);
        let mut fitting = among.iter().filter(fits);
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
            let pieces = self.pieces_of(&places);
            self.match_up(&pieces, reason);
        }
    }

    /// Joins those of these pieces that come into question for nobody but one another. What is decided of the first of
    /// several twins holds for all: the second of one hospital is joined with the second of another.
    pub(super) fn match_up(&mut self, pieces: &[usize], reason: Reason) {
        if pieces.len() < 2 {
            return;
        }
        let twins = self.twins(pieces);
        let firsts = self.firsts(&twins);
        let mut edges: Vec<(usize, usize)> = Vec::new();
        for (hospital, own) in &firsts {
            for piece in own {
                for (other, theirs) in firsts.iter().filter(|(other, _)| *other != hospital) {
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
            if self.are_called_alike(&together) {
                self.join_rows(&self.rows(&together, &twins), reason);
            }
        }
    }

    /// The rows of these firsts.
    fn rows<'t>(&self, firsts: &[usize], twins: &'t Twins) -> Vec<&'t Vec<usize>> {
        let row = |first: usize, hospital: &SourceId| twins.get(&(*hospital, first));
        let pieces = firsts
            .iter()
            .filter_map(|first| Some((*first, self.piece(*first)?)));
        let rows = pieces.flat_map(|(first, piece)| {
            piece
                .hospitals
                .iter()
                .filter_map(move |one| row(first, one))
        });
        rows.collect()
    }

    /// The first of each row are one if they fit, then the second of each, and so on.
    fn join_rows(&mut self, rows: &[&Vec<usize>], reason: Reason) {
        let longest = rows.iter().map(|row| row.len()).max().unwrap_or_default();
        for nth in 0..longest {
            let nths: BTreeSet<usize> = rows
                .iter()
                .filter_map(|row| row.get(nth))
                .copied()
                .collect();
            let nths: Vec<usize> = nths.into_iter().collect();
            if !self.all_fit(&nths, false) {
                return;
            }
            self.join_all(&nths, reason);
        }
    }

    /// Pieces of one hospital that say the same of the same day stand in one row, under the first of them.
    fn twins(&mut self, pieces: &[usize]) -> Twins {
        type Says<'p> = (SourceId, Option<(i64, i64)>, &'p BTreeSet<u64>);
        let mut same: BTreeMap<Says<'_>, Vec<usize>> = BTreeMap::new();
        for place in pieces {
            if let Some(piece) = self.piece(*place) {
                for hospital in &piece.hospitals {
                    let says = (*hospital, piece.days, &piece.marks);
                    same.entry(says).or_default().push(*place);
                }
            }
        }
        let first =
            |((hospital, ..), row): (Says<'_>, Vec<usize>)| Some(((hospital, *row.first()?), row));
        let twins = same.into_iter().filter_map(first).collect();
        self.work += pieces.len() as u64;
        twins
    }

    /// The first of all twins by hospital, the earliest first.
    fn firsts(&self, twins: &Twins) -> BTreeMap<SourceId, Vec<usize>> {
        let mut firsts: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
        for (hospital, first) in twins.keys() {
            firsts.entry(*hospital).or_default().push(*first);
        }
        for places in firsts.values_mut() {
            sort(places, |a, b| self.days_of(*a).cmp(&self.days_of(*b)));
        }
        firsts
    }

    /// The only one of these, which are in the order of their days, that a piece fits.
    fn only(&mut self, piece: usize, of: &[usize]) -> Option<usize> {
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
        let mut fitting = others.filter(|other| self.fit(piece, *other, false));
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    /// Nothing speaks against the two being one. Whatever they share, what was on another day was something else.
    pub(super) fn fit(&self, a: usize, b: usize, within: bool) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (self.piece(a), self.piece(b)) else {
            return false;
        };
        let is_apart =
            !within && (!a.hospitals.is_disjoint(&b.hospitals) || !a.abroad || !b.abroad);
        !is_apart && a.is_called_like(b) && agree(&a.aspects, &b.aspects) && are_near(a, b)
    }

    /// They are one as a whole.
    pub(super) fn all_fit(&mut self, together: &[usize], within: bool) -> bool {
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

    /// Each is called like each: what is called like two that are not called alike could be either.
    fn are_called_alike(&self, together: &[usize]) -> bool {
        let all: Vec<&Piece> = together
            .iter()
            .filter_map(|place| self.piece(*place))
            .collect();
        let is_like_all = |one: &&Piece| all.iter().all(|other| one.is_called_like(other));
        all.iter().all(is_like_all)
    }

    pub(super) fn join_all(&mut self, together: &[usize], reason: Reason) {
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

    /// The pieces of these claims, each once.
    pub(super) fn pieces_of(&self, claims: &[usize]) -> Vec<usize> {
        let mut pieces: Vec<usize> = claims.iter().map(|claim| self.piece_of(*claim)).collect();
        pieces.sort_unstable();
        pieces.dedup();
        pieces
    }

    /// A piece that holds several of these claims is one for this reason too.
    pub(super) fn say_why(&mut self, piece: usize, claims: &[usize], reason: Reason) {
        let within = claims
            .iter()
            .filter(|claim| self.piece_of(**claim) == piece);
        if within.count() > 1
            && let Some(Some(piece)) = self.pieces.get_mut(piece)
        {
            piece.reasons.insert(reason);
        }
    }

    pub(super) fn piece_of(&self, claim: usize) -> usize {
        self.of.get(claim).copied().unwrap_or(claim)
    }

    pub(super) fn piece(&self, place: usize) -> Option<&Piece> {
        self.pieces.get(place)?.as_ref()
    }

    pub(super) fn first_of(&self, piece: usize) -> Option<usize> {
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
