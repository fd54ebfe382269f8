//! How close an organization comes to what was typed.

use crate::directory::{Found, Near};
use crate::fold;
use crate::index::Index;
use crate::matches::{Matches, aside, fit};
use crate::organization::{Organization, Place};
use crate::query::Term;

/// A result with its place among others.
pub(crate) struct Ranked {
    pub(crate) score: u32,
    pub(crate) found: Found,
}

impl Ranked {
    /// Among equals: by name, place and address, so that the order never depends on how the list arrived.
    pub(crate) fn order(&self) -> (&str, &Place, &str) {
        let organization = &self.found.organization;
        (&organization.name, &organization.place, &organization.base)
    }
}

/// Looks closely: under which of its names it fits best, and how near it is.
pub(crate) fn ranked(
    index: &Index,
    place: usize,
    terms: &[Term],
    matches: &[Matches],
    weights: &[u32],
    near: &Near,
) -> Ranked {
    let shard = &index.shard;
    let mut cities = index.tokens_of(shard.cities.get(place));
    cities.extend(index.tokens_of(shard.other_cities.get(place)));
    let parents = index.tokens_of(shard.parents.get(place));
    let is_acronym: Vec<bool> = terms
        .iter()
        .map(|term| {
            index
                .by_acronym(&term.word)
                .iter()
                .any(|(_, at)| *at as usize == place)
        })
        .collect();
    let fits = terms
        .iter()
        .zip(matches)
        .zip(&is_acronym)
        .map(|((term, matches), is_acronym)| {
            let best = |tokens: &[u32]| {
                tokens
                    .iter()
                    .map(|token| matches.of_token(*token))
                    .max()
                    .unwrap_or(0)
            };
            let pair = matches.pairs.iter().any(|(at, _)| *at as usize == place);
            let fits = [
                best(&cities) * 90 / 100,
                best(&parents) * 55 / 100,
                aside(index, place, term, matches),
                if *is_acronym { fit::ACRONYM } else { 0 },
                if pair { fit::JOINED } else { 0 },
            ];
            fits.into_iter().max().unwrap_or(0)
        });
    let shared = Shared {
        fits: fits.collect(),
        is_acronym: is_acronym.contains(&true),
    };
    let own = closeness(
        index,
        shard.names.get(place),
        terms,
        matches,
        weights,
        &shared,
    );
    let others = shard.alias_ids.get(place).iter().map(|alias| {
        let words = shard.aliases.get(*alias as usize);
        (
            closeness(index, words, terms, matches, weights, &shared).saturating_sub(10),
            words,
        )
    });
    let best_other = others
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| *score > own);
    let organization = shard.organization(place);
    let boost = boost(&organization, near);
    Ranked {
        score: best_other.map_or(own, |(score, _)| score) + boost,
        found: Found {
            other_name: best_other.map(|(_, words)| shard.spelled(words)),
            organization,
        },
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
    let tokens = index.tokens_of(words);
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
fn boost(organization: &Organization, near: &Near) -> u32 {
    let place = &organization.place;
    let same_state = near.state.is_some() && near.state == place.state;
    let same_area = near
        .zip
        .zip(place.zip)
        .is_some_and(|(here, there)| here / 100 == there / 100);
    let same_city = near
        .city
        .as_ref()
        .zip(place.city.as_ref())
        .is_some_and(|(here, there)| fold::words(here) == fold::words(there));
    let parent = if organization.is_parent { 30 } else { 0 };
    let near = 40 * u32::from(same_state) + 40 * u32::from(same_area) + 40 * u32::from(same_city);
    u32::from(organization.weight) + parent + near
}
