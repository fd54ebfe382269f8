//! One file of the list: a dictionary of words, and organizations as lists of words, column by column.
//!
//! In the envelope of [`crate::bytes`], kind 1:
//! ```text
//! texts    words of all names and cities, each once
//! texts    vendors; texts portals
//! bases    count, for each the number of bytes shared with the one before; texts with the rest of each
//! count    of organizations, sorted by base and name, and then so many numbers in each of these columns:
//!          step to the next base (0 or 1) · words in the name · aliases · words in the city ·
//!          words in further cities · words in the parent's name
//! numbers  words in each alias
//! numbers  word ids of names, aliases, cities, further cities, parents, one block each
//! columns  state + 1 · ZIP + 1 · vendor + 1 · portal + 1 · weight × 2 + (1 if it is a parent); 0 is "unknown"
//! ```
//! Further cities are separated by the word `,`.

use crate::bytes::{Cursor, Kind, NotReadable, opened};
use crate::columns::{Lists, Texts};
use crate::organization::{Organization, Place};
use crate::state::State;

/// Organizations, read and checked, not yet searchable: [`crate::Directory::join`] makes them so.
#[derive(Clone, Debug, Default)]
pub struct Shard {
    pub(crate) words: Texts,
    pub(crate) vendors: Texts,
    pub(crate) portals: Texts,
    pub(crate) bases: Texts,
    pub(crate) base: Vec<u32>,
    pub(crate) names: Lists,
    /// Which aliases are whose.
    pub(crate) alias_ids: Lists,
    pub(crate) aliases: Lists,
    pub(crate) cities: Lists,
    pub(crate) other_cities: Lists,
    pub(crate) parents: Lists,
    pub(crate) states: Vec<u32>,
    pub(crate) zips: Vec<u32>,
    pub(crate) vendor: Vec<u32>,
    pub(crate) portal: Vec<u32>,
    pub(crate) weights: Vec<u32>,
}

/// What stands between two further cities: the word `,`.
const SEPARATOR: &str = " , ";
/// Longer is no address. It keeps a few bytes from becoming gigabytes.
const LONGEST: usize = 2048;

impl Shard {
    /// Reads a file. Every number in it is checked: what is read can be searched without a further error.
    pub fn read(bytes: &[u8]) -> Result<Shard, NotReadable> {
        let mut cursor = opened(bytes, Kind::Shard)?;
        let words: Texts = cursor.texts()?.into_iter().collect();
        let vendors: Texts = cursor.texts()?.into_iter().collect();
        let portals: Texts = cursor.texts()?.into_iter().collect();
        let bases = bases(&mut cursor)?;
        let count = cursor.count()?;
        let steps = cursor.numbers(count)?;
        let name_lengths = cursor.numbers(count)?;
        let alias_counts = cursor.numbers(count)?;
        let city_lengths = cursor.numbers(count)?;
        let other_city_lengths = cursor.numbers(count)?;
        let parent_lengths = cursor.numbers(count)?;
        let alias_lengths = cursor.numbers(total(&alias_counts)?)?;
        let mut lists = |lengths: &[u32]| {
            let items = cursor.numbers(total(lengths)?)?;
            Lists::cut(lengths, items, words.len())
        };
        let names = lists(&name_lengths)?;
        let aliases = lists(&alias_lengths)?;
        let cities = lists(&city_lengths)?;
        let other_cities = lists(&other_city_lengths)?;
        let parents = lists(&parent_lengths)?;
        let mut column = |limit: usize| below(cursor.numbers(count)?, limit);
        let states = column(257)?;
        let zips = column(100_001)?;
        let vendor = column(vendors.len() + 1)?;
        let portal = column(portals.len() + 1)?;
        let weights = column(202)?;
        cursor.end()?;
        let alias_ids = Lists::cut(
            &alias_counts,
            (0..aliases.len() as u32).collect(),
            aliases.len(),
        )?;
        let base = places(&steps, bases.len())?;
        Ok(Shard {
            words,
            vendors,
            portals,
            bases,
            base,
            names,
            alias_ids,
            aliases,
            cities,
            other_cities,
            parents,
            states,
            zips,
            vendor,
            portal,
            weights,
        })
    }

    /// A shard of organizations that stand in no file, such as those of the portal's own settings.
    pub fn of(organizations: &[Organization]) -> Shard {
        let mut shard = Shard::default();
        for one in organizations {
            let words = &mut shard.words;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let first_alias = shard.aliases.len() as u32;
            for alias in &one.aliases {
                shard.aliases.push(spell(words, alias));
            }
            shard
                .alias_ids
                .push(first_alias..shard.aliases.len() as u32);
            shard.names.push(spell(words, &one.name));
            shard.cities.push(spell(words, &text(&one.place.city)));
            let other_cities = one.other_cities.join(SEPARATOR);
            shard.other_cities.push(spell(words, &other_cities));
            shard.parents.push(spell(words, &text(&one.parent)));
            shard.base.push(shard.bases.len() as u32);
            shard.bases.push(&one.base);
            let state = one.place.state.map_or(0, |state| state.number() + 1);
            shard.states.push(state);
            shard.zips.push(one.place.zip.map_or(0, |zip| zip + 1));
            shard.vendor.push(numbered(&mut shard.vendors, &one.vendor));
            shard.portal.push(numbered(&mut shard.portals, &one.portal));
            let weight = u32::from(one.weight.min(100)) * 2 + u32::from(one.is_parent);
            shard.weights.push(weight);
        }
        shard
    }

    /// How many organizations there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The organizations, in the order of the file.
    pub fn organizations(&self) -> impl Iterator<Item = Organization> {
        (0..self.len()).map(|place| self.organization(place))
    }

    pub(crate) fn organization(&self, place: usize) -> Organization {
        let text = |texts: &Texts, column: &[u32]| {
            let id = column.get(place)?.checked_sub(1)?;
            Some(texts.get(id as usize).to_owned())
        };
        let cities = self.spelled(self.other_cities.get(place));
        Organization {
            name: self.spelled(self.names.get(place)),
            aliases: self
                .alias_ids
                .get(place)
                .iter()
                .map(|id| self.spelled(self.aliases.get(*id as usize)))
                .collect(),
            place: Place {
                city: some(self.spelled(self.cities.get(place))),
                state: self.state(place),
                zip: self.zip(place),
            },
            other_cities: cities
                .split(SEPARATOR)
                .filter(|city| !city.is_empty())
                .map(str::to_owned)
                .collect(),
            base: self
                .base
                .get(place)
                .map(|id| self.bases.get(*id as usize))
                .unwrap_or_default()
                .to_owned(),
            vendor: text(&self.vendors, &self.vendor),
            portal: text(&self.portals, &self.portal),
            parent: some(self.spelled(self.parents.get(place))),
            is_parent: self.is_parent(place),
            weight: self.weight(place) as u8,
        }
    }

    pub(crate) fn state(&self, place: usize) -> Option<State> {
        State::at(self.states.get(place)?.checked_sub(1)? as usize)
    }

    pub(crate) fn zip(&self, place: usize) -> Option<u32> {
        self.zips.get(place)?.checked_sub(1)
    }

    pub(crate) fn is_parent(&self, place: usize) -> bool {
        self.weights
            .get(place)
            .is_some_and(|weight| weight % 2 == 1)
    }

    pub(crate) fn weight(&self, place: usize) -> u32 {
        self.weights.get(place).map_or(0, |weight| weight / 2)
    }

    pub(crate) fn spelled(&self, words: &[u32]) -> String {
        let words: Vec<&str> = words
            .iter()
            .map(|id| self.words.get(*id as usize))
            .collect();
        words.join(" ")
    }
}

/// The words of a text, as they are numbered from now on.
fn spell(words: &mut Texts, text: &str) -> Vec<u32> {
    let new = text.split(' ').filter(|word| !word.is_empty());
    new.map(|word| {
        words.push(word);
        words.len() as u32 - 1
    })
    .collect()
}

/// A name among those of vendors or portals, by its number; 0 is none.
fn numbered(names: &mut Texts, name: &Option<String>) -> u32 {
    let Some(name) = name else {
        return 0;
    };
    names.push(name);
    names.len() as u32
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn total(lengths: &[u32]) -> Result<usize, NotReadable> {
    let sum = lengths
        .iter()
        .try_fold(0u32, |sum, length| sum.checked_add(*length));
    sum.map(|sum| sum as usize).ok_or(NotReadable::Damaged)
}

fn below(numbers: Vec<u32>, limit: usize) -> Result<Vec<u32>, NotReadable> {
    let fits = numbers.iter().all(|number| (*number as usize) < limit);
    if fits {
        Ok(numbers)
    } else {
        Err(NotReadable::Damaged)
    }
}

/// Base addresses, each written as what it shares with the one before, and the rest.
pub(crate) fn bases(cursor: &mut Cursor<'_>) -> Result<Texts, NotReadable> {
    let count = cursor.count()?;
    let shared = cursor.numbers(count)?;
    let rests = cursor.texts()?;
    if rests.len() != shared.len() {
        return Err(NotReadable::Damaged);
    }
    let mut bases = Texts::default();
    let mut base = String::new();
    for (shared, rest) in shared.iter().zip(rests) {
        base = base
            .get(..*shared as usize)
            .ok_or(NotReadable::Damaged)?
            .to_owned();
        base.push_str(rest);
        if base.len() > LONGEST {
            return Err(NotReadable::Damaged);
        }
        bases.push(&base);
    }
    Ok(bases)
}

/// The first organization has the first base.
fn places(steps: &[u32], count: usize) -> Result<Vec<u32>, NotReadable> {
    let mut place = 0u32;
    let mut places = Vec::with_capacity(steps.len());
    for step in steps {
        place = place.checked_add(*step).ok_or(NotReadable::Damaged)?;
        places.push(place);
    }
    below(places, count)
}
