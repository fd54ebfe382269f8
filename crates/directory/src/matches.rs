//! How well each typed word fits the words of a shard.

use crate::fold;
use crate::index::{Field, Index};
use crate::query::Term;
use crate::spelling::Nearness;

/// How well a word fits, of a hundred.
pub(crate) mod fit {
    pub(crate) const SAME: u32 = 100;
    pub(crate) const JOINED: u32 = 95;
    pub(crate) const ACRONYM: u32 = 92;
    pub(crate) const PLACE: u32 = 88;
    pub(crate) const PORTAL: u32 = 80;
    /// The beginning of a word; what is missing costs.
    pub(crate) const BEGINS: u32 = 92;
    pub(crate) const BEGINS_LEAST: u32 = 64;
    pub(crate) const DOUBLED: u32 = 84;
    pub(crate) const TYPO: u32 = 74;
    pub(crate) const BEGINS_WITH_TYPO: u32 = 60;
}

/// Where one word fits in one shard.
#[derive(Default)]
pub(crate) struct Matches {
    /// Tokens and how well they fit, by token.
    pub(crate) tokens: Vec<(u32, u32)>,
    /// Organizations that fit by two tokens of a word that was typed in one.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Portals and how well they fit: by their number.
    pub(crate) portals: Vec<(u32, u32)>,
    /// Organizations whose first letters these are.
    pub(crate) acronyms: Vec<u32>,
}

impl Matches {
    /// In how many places there is a fitting word.
    pub(crate) fn places(&self, index: &Index) -> usize {
        let places = self
            .tokens
            .iter()
            .map(|(token, _)| index.places.get(*token as usize).len());
        places.sum()
    }

    /// In how many places the word stands as typed; if nowhere, as begun or misspelled.
    pub(crate) fn frequency(&self, index: &Index) -> usize {
        let count = |least: u32| {
            let fitting = self.tokens.iter().filter(|(_, fit)| *fit >= least);
            fitting
                .map(|(token, _)| index.places.get(*token as usize).len())
                .sum::<usize>()
        };
        let same = count(fit::JOINED);
        if same > 0 {
            same
        } else {
            count(0).min(index.shard.len())
        }
    }

    /// Does the word fit by state, ZIP code or portal?
    pub(crate) fn is_wide(&self, term: &Term) -> bool {
        term.state.is_some() || term.zips.is_some() || !self.portals.is_empty()
    }

    pub(crate) fn of_token(&self, token: u32) -> u32 {
        let place = self
            .tokens
            .binary_search_by_key(&token, |(token, _)| *token);
        place
            .ok()
            .and_then(|place| self.tokens.get(place))
            .map_or(0, |(_, fit)| *fit)
    }
}

/// Where every word fits as it is typed, alone and with its neighbor.
pub(crate) fn as_typed(index: &Index, terms: &[Term]) -> Vec<Matches> {
    let mut all: Vec<Matches> = terms.iter().map(|term| alone(index, term)).collect();
    // `ohio health` for OhioHealth: what two words are together, each of them is.
    for (place, pair) in terms.windows(2).enumerate() {
        let [first, second] = pair else {
            continue;
        };
        let joined = format!("{}{}", first.word, second.word);
        let missing = Some(1).filter(|_| second.is_last && joined.len() > 4);
        let tokens = beginning(index, &joined, missing);
        let tokens: Vec<(u32, u32)> = tokens
            .map(|(token, fit)| (token, fit.min(fit::JOINED)))
            .collect();
        for matches in all.iter_mut().skip(place).take(2) {
            matches.tokens.extend(&tokens);
        }
    }
    all.iter_mut().for_each(Matches::settle);
    all
}

impl Matches {
    /// Adds words that are nearly as typed.
    pub(crate) fn add_misspelled(&mut self, index: &Index, term: &Term) {
        let nearly = index.nearly(&term.skeleton, term.is_last && term.word.len() > 4);
        self.tokens.extend(nearly.into_iter().map(|(token, near)| {
            let fit = match near {
                Nearness::Same => fit::DOUBLED,
                Nearness::Typo => fit::TYPO,
                Nearness::Begins => fit::BEGINS_WITH_TYPO,
            };
            (token as u32, fit)
        }));
        self.settle();
    }

    /// Sorts tokens, each with its best fit.
    fn settle(&mut self) {
        let by_token_and_fit = |a: &(u32, u32), b: &(u32, u32)| a.0.cmp(&b.0).then(b.1.cmp(&a.1));
        self.tokens.sort_unstable_by(by_token_and_fit);
        self.tokens.dedup_by_key(|(token, _)| *token);
    }
}

/// What each letter costs that is still missing at the end of a word; `None` when it must be whole. The word under the
/// cursor is just being typed.
fn missing_letter(text: &str, is_last: bool) -> Option<u32> {
    match (is_last, text.len()) {
        (true, _) => Some(1),
        (false, 4..) => Some(3),
        (false, _) => None,
    }
}

/// The token itself, and those that begin with it when letters may be missing.
fn beginning(index: &Index, text: &str, missing: Option<u32>) -> impl Iterator<Item = (u32, u32)> {
    let begun = move |(token, name): (usize, &str)| {
        let letters = name.len().saturating_sub(text.len()) as u32;
        let fit = fit::BEGINS.saturating_sub(letters * missing.unwrap_or(0));
        let fit = if letters == 0 {
            fit::SAME
        } else {
            fit.max(fit::BEGINS_LEAST)
        };
        (token as u32, fit)
    };
    let found = index.beginning(text).map(begun);
    found.take_while(move |(_, fit)| missing.is_some() || *fit == fit::SAME)
}

fn alone(index: &Index, term: &Term) -> Matches {
    let begins =
        |text: &str| beginning(index, text, missing_letter(text, term.is_last)).collect::<Vec<_>>();
    let mut tokens = begins(&term.word);
    if term.canonical != term.word {
        tokens.extend(begins(&term.canonical));
    }
    if let Some(state) = term.state {
        let spellings = [state.code(), state.name()].map(str::to_ascii_lowercase);
        let found = spellings
            .iter()
            .filter_map(|spelled| index.tokens.find(spelled));
        tokens.extend(found.map(|token| (token as u32, fit::PLACE)));
    }
    let mut pairs = pairs(index, &term.word);
    // `ny` for New York.
    let state = term.state.and_then(|state| state.name().split_once(' '));
    if let Some((first, second)) = state {
        let halves = both(
            index,
            &first.to_ascii_lowercase(),
            &second.to_ascii_lowercase(),
        );
        pairs.extend(halves.into_iter().map(|place| (place, fit::PLACE)));
    }
    Matches {
        tokens,
        pairs,
        portals: portals(index, term),
        acronyms: index
            .by_acronym(&term.word)
            .iter()
            .map(|(_, place)| *place)
            .collect(),
    }
}

/// `newyork` for New York: organizations with both halves, where both are words.
fn pairs(index: &Index, word: &str) -> Vec<(u32, u32)> {
    let is_common = |token: usize| index.places.get(token).len() > 3;
    if word.len() < 6 || index.tokens.find(word).is_some_and(is_common) {
        return Vec::new();
    }
    let halves = (3..word.len() - 2).filter_map(|cut| word.split_at_checked(cut));
    let places = halves
        .flat_map(|(first, second)| both(index, fold::canonical(first), fold::canonical(second)));
    places.map(|place| (place, fit::JOINED)).collect()
}

/// Organizations with two words in the same of their fields.
fn both(index: &Index, first: &str, second: &str) -> Vec<u32> {
    let Some((first, second)) = index.tokens.find(first).zip(index.tokens.find(second)) else {
        return Vec::new();
    };
    let second = index.places.get(second);
    let first = index.places.get(first).iter();
    let places = first.filter(|place| second.binary_search(place).is_ok());
    places
        .map(|place| Field::unpacked(*place).0 as u32)
        .collect()
}

fn portals(index: &Index, term: &Term) -> Vec<(u32, u32)> {
    let fit_of = |words: &Vec<String>| {
        let fits = words.iter().map(|word| match word == &term.word {
            true => fit::PORTAL,
            false if term.word.len() > 2 && word.starts_with(&term.word) => fit::BEGINS_LEAST,
            false => 0,
        });
        fits.max().unwrap_or(0)
    };
    let fits = index
        .portals
        .iter()
        .zip(1..)
        .map(|(words, number)| (number, fit_of(words)));
    fits.filter(|(_, fit)| *fit > 0).collect()
}

/// What the place of an organization and its portal are worth for a word.
pub(crate) fn aside(index: &Index, place: usize, term: &Term, matches: &Matches) -> u32 {
    let shard = &index.shard;
    let state = term.state.is_some() && shard.state(place) == term.state;
    let zip = term
        .zips
        .zip(shard.zip(place))
        .is_some_and(|((from, to), zip)| (from..=to).contains(&zip));
    let portal = shard.portal.get(place).filter(|portal| **portal > 0);
    let portal =
        portal.and_then(|portal| matches.portals.iter().find(|(number, _)| number == portal));
    let place_fit = if state || zip { fit::PLACE } else { 0 };
    place_fit.max(portal.map_or(0, |(_, fit)| *fit))
}
