//! The search: which organizations are meant, the likeliest first.
//!
//! In two steps. First every shard says, word by word, where the typed words stand and how well they fit; each word counts
//! by how much it tells. Then the best of them are looked at closely: how much of the name was typed, in which order,
//! under which of its names, how near the patient is.

use crate::closeness::{best, ranked};
use crate::index::{Field, Index, rarity};
use crate::matches::{Matches, as_typed, aside, fit};
use crate::organization::Organization;
use crate::query::{self, Term};
use crate::shard::Shard;
use crate::state::State;

/// So many results are given at most.
pub const RESULTS: usize = 20;
/// So many are looked at closely.
const CLOSELY: usize = 120;
/// A word that occurs so often is spelled right.
const KNOWN: usize = 20;
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
        let matches = self.matches(&terms);
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
        let ranked = likely.into_iter().filter_map(|(_, number, place)| {
            let (index, matches) = (self.indexes.get(number)?, matches.get(number)?);
            Some(ranked(index, place, &terms, matches, &weights, near))
        });
        best(ranked.collect())
    }

    /// Where every word fits in every shard. What occurs often as it is typed is not taken for a typo.
    fn matches(&self, terms: &[Term]) -> Vec<Vec<Matches>> {
        let mut all: Vec<Vec<Matches>> = self
            .indexes
            .iter()
            .map(|index| as_typed(index, terms))
            .collect();
        for (number, term) in terms.iter().enumerate() {
            let here = |(matches, index): (&Vec<Matches>, &Index)| {
                matches.get(number).map_or(0, |it| it.places(index))
            };
            let places: usize = all.iter().zip(&self.indexes).map(here).sum();
            if !term.may_be_misspelled() || places >= KNOWN {
                continue;
            }
            for (matches, index) in all.iter_mut().zip(&self.indexes) {
                if let Some(matches) = matches.get_mut(number) {
                    matches.add_misspelled(index, term);
                }
            }
        }
        all
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
    let all: u32 = weights.iter().sum();
    let enough = all * enough;
    let words = terms.iter().zip(matches).zip(weights);
    let words = words.map(|((term, matches), weight)| (term, matches, *weight));
    // States, ZIP codes and portals fit so many that they come last and only add to what other words found, unless
    // they are enough without other words.
    let (wide, narrow): (Vec<_>, Vec<_>) =
        words.partition(|(term, matches, _)| matches.is_wide(term));
    let wide_enough = wide
        .iter()
        .map(|(_, _, weight)| weight * fit::PLACE)
        .sum::<u32>()
        >= enough;
    let mut tally = Tally::new(index.shard.len());
    for (term, matches, weight) in narrow.into_iter().chain(wide) {
        for (token, fit) in &matches.tokens {
            for packed in index.places.get(*token as usize) {
                let (place, worth) = Field::unpacked(*packed);
                tally.raise(place, fit * worth / 100);
            }
        }
        for (place, fit) in &matches.pairs {
            tally.raise(*place as usize, *fit);
        }
        for place in &matches.acronyms {
            tally.raise(*place as usize, fit::ACRONYM);
        }
        if matches.is_wide(term) {
            let places = if wide_enough {
                (0..index.shard.len()).collect()
            } else {
                tally.visited()
            };
            places
                .into_iter()
                .for_each(|place| tally.raise(place, aside(index, place, term, matches)));
        }
        tally.end_word(weight);
    }
    let mut scored: Vec<(u32, usize)> = Vec::new();
    for (place, sum) in tally.sums() {
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

/// How well the words fit, added up; only places where something fits are visited.
struct Tally {
    sums: Vec<u32>,
    best: Vec<u32>,
    /// Places where the word fits that is being looked at.
    now: Vec<usize>,
    /// Places where any word fits.
    ever: Vec<usize>,
}

impl Tally {
    fn new(count: usize) -> Tally {
        Tally {
            sums: vec![0; count],
            best: vec![0; count],
            now: Vec::new(),
            ever: Vec::new(),
        }
    }

    fn raise(&mut self, place: usize, fit: u32) {
        if let Some(best) = self.best.get_mut(place).filter(|best| **best < fit) {
            if *best == 0 {
                self.now.push(place);
            }
            *best = fit;
        }
    }

    fn end_word(&mut self, weight: u32) {
        for place in self.now.drain(..) {
            if let Some((sum, best)) = self.sums.get_mut(place).zip(self.best.get_mut(place)) {
                if *sum == 0 {
                    self.ever.push(place);
                }
                *sum += std::mem::take(best) * weight;
            }
        }
    }

    /// Every place where anything fits so far.
    fn visited(&self) -> Vec<usize> {
        self.now.iter().chain(&self.ever).copied().collect()
    }

    fn sums(&self) -> impl Iterator<Item = (usize, u32)> {
        self.ever
            .iter()
            .map(|place| (*place, self.sums.get(*place).copied().unwrap_or(0)))
    }
}

/// Keeps the greatest.
fn keep_best<T: Ord>(all: &mut Vec<T>, count: usize) {
    if all.len() > count {
        all.select_nth_unstable_by(count, |a, b| b.cmp(a));
        all.truncate(count);
    }
}
