//! Writes shards and issuers; their form is described where they are read.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Result, ensure};

use crate::bytes::{Kind, sealed, written};
use crate::organization::Organization;

/// The word between two further cities.
const SEPARATOR: &str = ",";
/// Words that occur more often come first; the others are sorted, which compresses better.
const FREQUENT: u32 = 100;

/// Writes a shard of organizations, which are sorted by base.
pub fn shard(organizations: &[Organization]) -> Result<Vec<u8>> {
    let mut words = Dictionary::default();
    let (mut vendors, mut portals) = (Names::default(), Names::default());
    for organization in organizations {
        spelled(organization)
            .iter()
            .flatten()
            .for_each(|word| words.count(word));
    }
    let words = words.in_order();
    let ids = |text: &str| {
        split(text)
            .filter_map(|word| words.ids.get(word).copied())
            .collect::<Vec<u32>>()
    };
    let mut bases: Vec<&str> = organizations.iter().map(|it| it.base.as_str()).collect();
    ensure!(
        bases.is_sorted(),
        "organizations are written in the order of their addresses"
    );
    let mut before = bases.first().copied();
    let steps: Vec<u32> = bases
        .iter()
        .map(|base| u32::from(before.replace(base) != Some(*base)))
        .collect();
    bases.dedup();
    let lists = |list: &dyn Fn(&Organization) -> Vec<u32>| {
        organizations.iter().map(list).collect::<Vec<_>>()
    };
    let names = lists(&|it| ids(&it.name));
    let aliases: Vec<Vec<u32>> = organizations
        .iter()
        .flat_map(|it| &it.aliases)
        .map(|alias| ids(alias))
        .collect();
    let alias_counts: Vec<u32> = organizations
        .iter()
        .map(|it| it.aliases.len() as u32)
        .collect();
    let cities = lists(&|it| ids(it.place.city.as_deref().unwrap_or_default()));
    let other_cities = lists(&|it| ids(&it.other_cities.join(" , ")));
    let parents = lists(&|it| ids(it.parent.as_deref().unwrap_or_default()));
    let vendor: Vec<u32> = organizations
        .iter()
        .map(|it| vendors.id(it.vendor.as_deref()))
        .collect();
    let portal: Vec<u32> = organizations
        .iter()
        .map(|it| portals.id(it.portal.as_deref()))
        .collect();

    let mut out = Vec::new();
    written::texts(&mut out, &words.texts);
    written::texts(&mut out, &vendors.texts);
    written::texts(&mut out, &portals.texts);
    write_bases(&mut out, &bases);
    written::number(&mut out, organizations.len() as u32);
    written::numbers(&mut out, &steps);
    let lengths = |lists: &[Vec<u32>]| {
        lists
            .iter()
            .map(|list| list.len() as u32)
            .collect::<Vec<_>>()
    };
    written::numbers(&mut out, &lengths(&names));
    written::numbers(&mut out, &alias_counts);
    [&cities, &other_cities, &parents, &aliases]
        .iter()
        .for_each(|lists| written::numbers(&mut out, &lengths(lists)));
    [names, aliases, cities, other_cities, parents]
        .iter()
        .for_each(|lists| written::numbers(&mut out, &lists.concat()));
    let column =
        |value: &dyn Fn(&Organization) -> u32| organizations.iter().map(value).collect::<Vec<_>>();
    written::numbers(
        &mut out,
        &column(&|it| it.place.state.map_or(0, |state| state.number() + 1)),
    );
    written::numbers(
        &mut out,
        &column(&|it| it.place.zip.map_or(0, |zip| zip + 1)),
    );
    written::numbers(&mut out, &vendor);
    written::numbers(&mut out, &portal);
    written::numbers(
        &mut out,
        &column(&|it| u32::from(it.weight.min(100)) * 2 + u32::from(it.is_parent)),
    );
    Ok(sealed(Kind::Shard, &out))
}

/// Writes a file of issuers: addresses with their vendors, sorted, each once.
pub fn issuers(addresses: &BTreeMap<&str, Option<&str>>) -> Vec<u8> {
    let mut vendors = Names::default();
    let vendor: Vec<u32> = addresses
        .values()
        .map(|vendor| vendors.id(*vendor))
        .collect();
    let bases: Vec<&str> = addresses.keys().copied().collect();
    let mut out = Vec::new();
    written::texts(&mut out, &vendors.texts);
    write_bases(&mut out, &bases);
    written::numbers(&mut out, &vendor);
    sealed(Kind::Issuers, &out)
}

fn write_bases(out: &mut Vec<u8>, bases: &[&str]) {
    let mut before = "";
    let (mut shared, mut rests) = (Vec::new(), Vec::new());
    for base in bases {
        let common = before
            .bytes()
            .zip(base.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        shared.push(common as u32);
        rests.push(base.get(common..).unwrap_or_default());
        before = base;
    }
    written::number(out, bases.len() as u32);
    written::numbers(out, &shared);
    written::texts(out, &rests);
}

/// The words of everything that is spelled with words.
fn spelled(organization: &Organization) -> [Vec<&str>; 5] {
    let aliases = organization.aliases.iter().flat_map(|alias| split(alias));
    let separator = (organization.other_cities.len() > 1).then_some(SEPARATOR);
    let other_cities = organization
        .other_cities
        .iter()
        .flat_map(|city| split(city));
    [
        split(&organization.name).collect(),
        aliases.collect(),
        split(organization.place.city.as_deref().unwrap_or_default()).collect(),
        other_cities.chain(separator).collect(),
        split(organization.parent.as_deref().unwrap_or_default()).collect(),
    ]
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// Words and how often they occur; the most frequent get the shortest numbers.
#[derive(Default)]
struct Dictionary<'a> {
    counts: BTreeMap<&'a str, u32>,
}

impl<'a> Dictionary<'a> {
    fn count(&mut self, word: &'a str) {
        *self.counts.entry(word).or_default() += 1;
    }

    fn in_order(self) -> Ordered<'a> {
        let mut words: Vec<(&str, u32)> = self.counts.into_iter().collect();
        let frequent = |count: u32| if count > FREQUENT { count } else { 0 };
        words.sort_by_key(|(word, count)| (Reverse(frequent(*count)), *word));
        let texts: Vec<&str> = words.into_iter().map(|(word, _)| word).collect();
        let ids = texts
            .iter()
            .zip(0..)
            .map(|(word, id)| (*word, id))
            .collect();
        Ordered { texts, ids }
    }
}

struct Ordered<'a> {
    texts: Vec<&'a str>,
    ids: BTreeMap<&'a str, u32>,
}

/// A few names, numbered from 1 in the order in which they are met.
#[derive(Default)]
struct Names<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn id(&mut self, name: Option<&'a str>) -> u32 {
        let Some(name) = name else {
            return 0;
        };
        let place = self
            .texts
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                self.texts.push(name);
                self.texts.len() - 1
            });
        place as u32 + 1
    }
}
