//! Items that have one business identifier.

use std::collections::BTreeMap;

use super::{
    claim::Reason,
    matching::{LOOKED_AT, Pieces},
    piece::{Kind, connected},
};
use crate::ids::SourceId;

impl Pieces<'_> {
    /// By business identifiers: within each hospital, then abroad. A number that stands on two different things is the
    /// number of neither, and of what could be either.
    pub(super) fn by_number(&mut self, abroad: bool) {
        let mut numbers: BTreeMap<(u128, Option<SourceId>), Vec<usize>> = BTreeMap::new();
        for (place, claim) in self.claims.iter().enumerate() {
            let source = (!abroad).then_some(claim.source);
            for number in &claim.identifiers {
                numbers.entry((*number, source)).or_default().push(place);
            }
        }
        for ((_, source), places) in numbers {
            let pieces = self.pieces_of(&places);
            if pieces.len() < places.len() {
                for piece in &pieces {
                    self.say_why(*piece, &places, Reason::SameNumber);
                }
            }
            match source {
                _ if pieces.len() < 2 => {}
                Some(_) => self.match_within(&pieces, Reason::SameNumber),
                None => self.match_up(&pieces, Reason::SameNumber),
            }
        }
    }

    /// Joins those of these pieces of one hospital that fit none but what all fits together.
    fn match_within(&mut self, pieces: &[usize], reason: Reason) {
        let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
        for place in pieces {
            if let Some(piece) = self.piece(*place) {
                kinds.entry(piece.kind()).or_default().push(*place);
            }
        }
        let mut firsts: Vec<usize> = Vec::new();
        for alike in kinds.into_values() {
            let first = alike.first().and_then(|piece| self.first_of(*piece));
            self.join_all(&alike, reason);
            firsts.extend(first.map(|first| self.piece_of(first)));
        }
        self.work += pieces.len() as u64;
        if firsts.len() > LOOKED_AT {
            return;
        }
        let fitting = |one: &usize| -> Vec<usize> {
            let others = firsts.iter().filter(|other| *other != one);
            let others = others.filter(|other| self.fit(*one, **other, true));
            others.copied().collect()
        };
        let is_clear = |one: &usize| {
            let fitting = fitting(one);
            let fits_all = |a: &usize| fitting.iter().all(|b| self.fit(*a, *b, true));
            fitting.iter().all(fits_all)
        };
        let clear: Vec<usize> = firsts.iter().filter(|one| is_clear(one)).copied().collect();
        let edges = |one: &usize| -> Vec<(usize, usize)> {
            let others = fitting(one).into_iter();
            let others = others.filter(|other| clear.contains(other));
            others.map(|other| (*one, other)).collect()
        };
        let edges: Vec<(usize, usize)> = clear.iter().flat_map(edges).collect();
        for together in connected(&edges) {
            if self.all_fit(&together, true) {
                self.join_all(&together, reason);
            }
        }
    }
}
