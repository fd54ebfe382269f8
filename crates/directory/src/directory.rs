//! The search: which organizations are meant, the likeliest first.
//!
//! In two steps. First every shard says, word by word, where the typed words stand and how well they fit; each word counts
//! by how much it tells. Then the best of them are looked at closely: how much of the name was typed, in which order,
//! under which of its names, how near the patient is.

use crate::closeness::{Ranked, ranked};
use crate::index::{Field, Index, rarity};
use crate::matches::{Matches, aside, fit, matches};
use crate::organization::Organization;
use crate::query::{self, Term};
use crate::shard::Shard;
use crate::state::State;

/// So many results are given at most.
pub const RESULTS: usize = 20;
/// So many are looked at closely.
const CLOSELY: usize = 120;
/// Of a hundred: this much of what was typed must be found.
const ENOUGH: u32 = 58;
/// This much will do when nothing has enough.
const BETTER_THAN_NOTHING: u32 = 32;

/// Where the patient is, as far as the patient said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// The city, in any spelling of case and accents.
    pub city: Option<String>,
    /// The state.
    pub state: Option<State>,
    /// The ZIP code.
    pub zip: Option<u32>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub organization: Organization,
    /// The other name under which it was found, to be shown beside its name.
    pub other_name: Option<String>,
}

/// The list as far as it has arrived.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    indexes: Vec<Index>,
}

impl Directory {
    /// Makes a shard searchable. In which order shards arrive decides nothing, except between equals when there are more
    /// than can be looked at closely.
    pub fn join(&mut self, shard: Shard) {
        self.indexes.push(Index::new(shard));
    }

    /// How many organizations have arrived.
    pub fn len(&self) -> usize {
        self.indexes.iter().map(|index| index.shard.len()).sum()
    }

    /// Has nothing arrived?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The organization with this id, if it has arrived.
    pub fn organization(&self, id: u64) -> Option<Organization> {
        let all = self
            .indexes
            .iter()
            .flat_map(|index| index.shard.organizations());
        all.into_iter().find(|organization| organization.id() == id)
    }

    /// The likeliest organizations for what was typed so far, at most [`RESULTS`].
    pub fn search(&self, typed: &str, near: &Near) -> Vec<Found> {
        let terms = query::terms(typed);
        if terms.is_empty() {
            return Vec::new();
        }
        let matches: Vec<Vec<Matches>> = self
            .indexes
            .iter()
            .map(|index| matches(index, &terms))
            .collect();
        let weights = self.weights(&terms, &matches);
        let likely = |enough: u32| -> Vec<(u32, usize, usize)> {
            let shards = self.indexes.iter().zip(&matches).enumerate();
            let found = shards.flat_map(|(number, (index, matches))| {
                let scored = scored(index, &terms, matches, &weights, enough);
                scored
                    .into_iter()
                    .map(move |(score, place)| (score, number, place))
            });
            found.collect()
        };
        let mut likely = Some(likely(ENOUGH))
            .filter(|likely| !likely.is_empty())
            .unwrap_or_else(|| likely(BETTER_THAN_NOTHING));
        keep_best(&mut likely, CLOSELY);
        let mut ranked: Vec<Ranked> = likely
            .into_iter()
            .filter_map(|(_, number, place)| {
                let (index, matches) = (self.indexes.get(number)?, matches.get(number)?);
                Some(ranked(index, place, &terms, matches, &weights, near))
            })
            .collect();
        ranked.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| a.order().cmp(&b.order()))
        });
        ranked.truncate(RESULTS);
        ranked.into_iter().map(|ranked| ranked.found).collect()
    }

    /// How much each word tells, over all shards.
    fn weights(&self, terms: &[Term], matches: &[Vec<Matches>]) -> Vec<u32> {
        let all = self.len();
        let weight = |(place, term): (usize, &Term)| {
            if term.is_idle {
                return 1;
            }
            let here = matches.iter().filter_map(|matches| matches.get(place));
            let with: usize = here
                .zip(&self.indexes)
                .map(|(here, index)| here.frequency(index))
                .sum();
            2 + rarity(all, with.min(all))
        };
        terms.iter().enumerate().map(weight).collect()
    }
}

/// Organizations in which enough of what was typed is found, with a first score.
fn scored(
    index: &Index,
    terms: &[Term],
    matches: &[Matches],
    weights: &[u32],
    enough: u32,
) -> Vec<(u32, usize)> {
    let count = index.shard.len();
    let mut sums = vec![0u32; count];
    let mut best = vec![0u32; count];
    let raise = |best: &mut Vec<u32>, place: usize, fit: u32| {
        if let Some(best) = best.get_mut(place) {
            *best = (*best).max(fit);
        }
    };
    for ((term, matches), weight) in terms.iter().zip(matches).zip(weights) {
        best.fill(0);
        for (token, fit) in &matches.tokens {
            for packed in index.places.get(*token as usize) {
                let (place, worth) = Field::unpacked(*packed);
                raise(&mut best, place, fit * worth / 100);
            }
        }
        matches
            .pairs
            .iter()
            .for_each(|(place, fit)| raise(&mut best, *place as usize, *fit));
        for (_, place) in index.by_acronym(&term.word) {
            raise(&mut best, *place as usize, fit::ACRONYM);
        }
        if term.state.is_some() || term.zips.is_some() || !matches.portals.is_empty() {
            for (place, best) in best.iter_mut().enumerate() {
                *best = (*best).max(aside(index, place, term, matches));
            }
        }
        sums.iter_mut()
            .zip(&best)
            .for_each(|(sum, best)| *sum += best * weight);
    }
    let all: u32 = weights.iter().sum();
    let enough = all * enough;
    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (place, sum) in sums.into_iter().enumerate() {
        if sum >= enough {
            let length = index.name_lengths.get(place).copied().unwrap_or(0).min(15);
            let score =
                sum * 20 / all.max(1) + index.shard.weight(place) + 300 - 12 * u32::from(length);
            scored.push((score, place));
        }
    }
    keep_best(&mut scored, CLOSELY);
    scored
}

/// Keeps the greatest.
fn keep_best<T: Ord>(all: &mut Vec<T>, count: usize) {
    if all.len() > count {
        all.select_nth_unstable_by(count, |a, b| b.cmp(a));
        all.truncate(count);
    }
}
