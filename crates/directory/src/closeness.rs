//! How close an organization comes to what was typed.

use std::cmp::Reverse;

use crate::directory::{Found, Near, RESULTS};
use crate::fold;
use crate::index::Index;
use crate::matches::{Matches, aside, fit};
use crate::query::Term;
use crate::shard::Shard;

/// A result with its place among others.
pub(crate) struct Ranked<'a> {
    score: u32,
    shard: &'a Shard,
    place: usize,
    /// The other name that fits better than its own.
    other_name: Option<&'a [u32]>,
}

impl Ranked<'_> {
    fn found(&self) -> Found {
        Found {
            organization: self.shard.organization(self.place),
            other_name: self.other_name.map(|words| self.shard.spelled(words)),
        }
    }
}

/// The best results in order; among equals by name, place and address, so that it never depends on how the list arrived.
pub(crate) fn best(mut ranked: Vec<Ranked<'_>>) -> Vec<Found> {
    ranked.sort_by_key(|ranked| Reverse(ranked.score));
    let last = ranked.get(RESULTS - 1).map_or(0, |ranked| ranked.score);
    let scored = ranked.iter().take_while(|ranked| ranked.score >= last);
    let mut found: Vec<(u32, Found)> = scored
        .map(|ranked| (ranked.score, ranked.found()))
        .collect();
    found.sort_by(|(score, found), (other_score, other)| {
        let (a, b) = (&found.organization, &other.organization);
        other_score
            .cmp(score)
            .then_with(|| (&a.name, &a.place, &a.base).cmp(&(&b.name, &b.place, &b.base)))
    });
    found.truncate(RESULTS);
    found.into_iter().map(|(_, found)| found).collect()
}

/// Looks closely: under which of its names it fits best, and how near it is.
pub(crate) fn ranked<'a>(
    index: &'a Index,
    place: usize,
    terms: &[Term],
    matches: &[Matches],
    weights: &[u32],
    near: &Near,
) -> Ranked<'a> {
    let shard = &index.shard;
    let cities: Vec<u32> = index
        .tokens_in(shard.cities.get(place))
        .chain(index.tokens_in(shard.other_cities.get(place)))
        .collect();
    let parents: Vec<u32> = index.tokens_in(shard.parents.get(place)).collect();
    let mut shared = Shared {
        fits: Vec::with_capacity(terms.len()),
        is_acronym: false,
    };
    for (term, matches) in terms.iter().zip(matches) {
        let best = |tokens: &[u32]| {
            tokens
                .iter()
                .map(|token| matches.of_token(*token))
                .max()
                .unwrap_or(0)
        };
        let is_acronym = matches.acronyms.contains(&(place as u32));
        let pair = matches
            .pairs
            .iter()
            .filter(|(at, _)| *at as usize == place)
            .map(|(_, fit)| *fit);
        let fits = [
            best(&cities) * 90 / 100,
            best(&parents) * 55 / 100,
            aside(index, place, term, matches),
            if is_acronym { fit::ACRONYM } else { 0 },
            pair.max().unwrap_or(0),
        ];
        shared.fits.push(fits.into_iter().max().unwrap_or(0));
        shared.is_acronym |= is_acronym;
    }
    let close = |words: &[u32]| closeness(index, words, terms, matches, weights, &shared);
    let own = close(shard.names.get(place));
    let others = shard.alias_ids.get(place).iter().map(|alias| {
        let words = shard.aliases.get(*alias as usize);
        (close(words).saturating_sub(10), words)
    });
    let other = others
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| *score > own);
    Ranked {
        score: other.map_or(own, |(score, _)| score) + boost(shard, place, near),
        shard,
        place,
        other_name: other.map(|(_, words)| words),
    }
}

/// What every name of a place shares, word by word: where it is, its portal, what it belongs to, its first letters.
struct Shared {
    fits: Vec<u32>,
    is_acronym: bool,
}

/// How close one name comes to what was typed, about a thousand when it is just that.
fn closeness(
    index: &Index,
    words: &[u32],
    terms: &[Term],
    matches: &[Matches],
    weights: &[u32],
    shared: &Shared,
) -> u32 {
    let tokens: Vec<u32> = index.tokens_in(words).collect();
    let telling = |token: u32| {
        let text = index.tokens.get(token as usize);
        if fold::is_filler(text) || fold::is_form(text) {
            1
        } else {
            2 + index.rarity(token as usize)
        }
    };
    let (mut fits, mut all, mut in_order) = (0, 0, 0);
    let mut last = 0;
    // First letters stand for the whole name, though less surely than its words.
    let least = if shared.is_acronym { fit::TYPO } else { 0 };
    let mut covered = vec![least; tokens.len()];
    for (((term, matches), weight), shared) in
        terms.iter().zip(matches).zip(weights).zip(&shared.fits)
    {
        let mut best = (0, 0);
        for (at, token) in tokens.iter().enumerate() {
            let fit = matches.of_token(*token);
            if fit > best.0 {
                best = (fit, at);
            }
            if let Some(covered) = covered.get_mut(at) {
                *covered = (*covered).max(fit);
            }
        }
        fits += best.0.max(*shared) * weight;
        all += weight * 100;
        if best.0 > 0 && best.1 >= last && !term.is_idle {
            in_order += 1;
            last = best.1;
        }
    }
    let name: u32 = tokens.iter().map(|token| telling(*token) * 100).sum();
    let typed: u32 = tokens
        .iter()
        .zip(&covered)
        .map(|(token, covered)| telling(*token) * covered)
        .sum();
    let begins = covered.first().is_some_and(|fit| *fit > 0);
    700 * fits / all.max(1)
        + 220 * typed / name.max(1)
        + 20 * in_order / terms.len().max(1) as u32
        + if begins { 30 } else { 0 }
}

/// What is looked for most, and what is near.
fn boost(shard: &Shard, place: usize, near: &Near) -> u32 {
    let same_state = near.state.is_some() && near.state == shard.state(place);
    let zips = near.zip.zip(shard.zip(place));
    let same_area = zips.is_some_and(|(here, there)| here / 100 == there / 100);
    let same_city = near.city.as_ref().is_some_and(|here| {
        let there = shard.spelled(shard.cities.get(place));
        !there.is_empty() && fold::words(here) == fold::words(&there)
    });
    let parent = if shard.is_parent(place) { 30 } else { 0 };
    let near = 40 * u32::from(same_state) + 40 * u32::from(same_area) + 40 * u32::from(same_city);
    shard.weight(place) + parent + near
}
