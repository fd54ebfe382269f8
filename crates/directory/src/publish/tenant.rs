//! The organizations at one address: one place under several names, or many that share a server.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Account;
use super::clean::{self, Name};
use super::row::Row;
use super::vendors::Vendors;
use crate::base::Base;
use crate::fold;
use crate::organization::{Organization, Place};
use crate::state::State;

/// A row that may be kept.
pub(super) struct Candidate {
    pub(super) name: Name,
    pub(super) key: String,
    pub(super) row: Row,
}

impl Candidate {
    pub(super) fn new(name: Name, row: Row) -> Candidate {
        let key = key(&name.text);
        Candidate { name, key, row }
    }

    fn state(&self) -> Option<State> {
        self.row.place.state.or(self.name.state)
    }
}

/// A name without fillers and legal forms, in one spelling: what makes two names the same.
fn key(name: &str) -> String {
    let words = fold::words(name);
    let telling: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !fold::is_filler(word) && !fold::is_form(word))
        .collect();
    if telling.is_empty() {
        return words.join(" ");
    }
    telling
        .iter()
        .map(|word| fold::canonical(word))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The organizations at one address.
pub(super) fn organizations(
    base: &Base,
    candidates: Vec<Candidate>,
    hints: Vec<Candidate>,
    vendors: &Vendors,
    account: &mut Account,
) -> Vec<Organization> {
    let is_one = is_one_place(&candidates);
    let states = states(&candidates);
    let mut groups: BTreeMap<(String, Option<State>), Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let first = states
            .get(&candidate.key)
            .and_then(|states| states.first())
            .copied();
        let group = match is_one {
            true => (String::new(), None),
            false => (candidate.key.clone(), candidate.state().or(first)),
        };
        groups.entry(group).or_default().push(candidate);
    }
    let count = groups.len();
    let vendor = vendors.of(base);
    let mut organizations = Vec::new();
    for ((_, state), group) in groups {
        let main = main_name(&group);
        let main_key = key(&main);
        let same = group
            .iter()
            .filter(|candidate| candidate.key == main_key)
            .count();
        account.repeated += same.saturating_sub(1);
        account.renamed += group.len() - same;
        let near = hints
            .iter()
            .filter(|hint| count == 1 || hint.key == main_key);
        let all: Vec<&Candidate> = group.iter().chain(near).collect();
        let weight = weight(
            &main,
            &all,
            count == 1,
            vendor.is_some_and(|vendor| vendor.hospitals),
        );
        organizations.push(Organization {
            aliases: aliases(&main_key, &all),
            place: place(&all, state),
            other_cities: other_cities(&all),
            base: base.as_str().to_owned(),
            vendor: vendor.map(|vendor| vendor.vendor.clone()),
            portal: portal(&all).or_else(|| vendor?.portal.clone()),
            parent: all
                .iter()
                .find_map(|it| it.row.parent.as_deref())
                .and_then(|name| clean::name(name).ok())
                .map(|it| it.text),
            is_parent: all.iter().any(|it| it.row.is_parent),
            name: main,
            weight,
        });
    }
    organizations
}

/// Lists that each know one name for an address speak of one place, whatever they call it; a list with two names for
/// it speaks of two places.
fn is_one_place(candidates: &[Candidate]) -> bool {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    candidates.iter().all(|candidate| {
        let first = names
            .entry(candidate.row.source.as_str())
            .or_insert(candidate.key.as_str());
        *first == candidate.key
    })
}

/// In which states a name occurs.
fn states(candidates: &[Candidate]) -> BTreeMap<String, BTreeSet<State>> {
    let mut states: BTreeMap<String, BTreeSet<State>> = BTreeMap::new();
    for candidate in candidates {
        states
            .entry(candidate.key.clone())
            .or_default()
            .extend(candidate.state());
    }
    states
}

/// The name that most lists use; written with small letters rather than without, short rather than long.
fn main_name(group: &[Candidate]) -> String {
    let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for candidate in group {
        sources
            .entry(&candidate.key)
            .or_default()
            .insert(&candidate.row.source);
    }
    let rank = |candidate: &&Candidate| {
        let count = sources.get(candidate.key.as_str()).map_or(0, BTreeSet::len);
        let text = &candidate.name.text;
        let shouted = !text.bytes().any(|b| b.is_ascii_lowercase());
        (
            std::cmp::Reverse(count),
            candidate.key.clone(),
            shouted,
            text.len(),
            text.clone(),
        )
    };
    group
        .iter()
        .min_by_key(rank)
        .map(|candidate| candidate.name.text.clone())
        .unwrap_or_default()
}

fn aliases(main_key: &str, all: &[&Candidate]) -> Vec<String> {
    let said = all
        .iter()
        .flat_map(|it| &it.row.aliases)
        .filter_map(|alias| clean::name(alias).ok());
    let names = all.iter().map(|it| it.name.clone()).chain(said);
    let mut by_key: BTreeMap<String, String> = BTreeMap::new();
    for name in names {
        let alias = by_key
            .entry(key(&name.text))
            .or_insert_with(|| name.text.clone());
        if name.text < *alias {
            *alias = name.text;
        }
    }
    by_key.remove(main_key);
    by_key.into_values().collect()
}

/// City, state and ZIP of one row when one has them all; else each from the first that has it.
fn place(all: &[&Candidate], state: Option<State>) -> Place {
    let mut places: Vec<Place> = all
        .iter()
        .map(|it| Place {
            state: it.state(),
            ..it.row.place.clone()
        })
        .collect();
    places.sort_by_key(|place| {
        (
            std::cmp::Reverse(place.city.is_some() as u8 * 2 + place.zip.is_some() as u8),
            place.clone(),
        )
    });
    let state = state.or_else(|| places.iter().find_map(|place| place.state));
    let fits = |place: &&Place| place.state.is_none() || place.state == state;
    Place {
        city: places
            .iter()
            .filter(fits)
            .find_map(|place| place.city.clone()),
        state,
        zip: places.iter().filter(fits).find_map(|place| place.zip),
    }
}

fn portal(all: &[&Candidate]) -> Option<String> {
    let portals = all
        .iter()
        .filter_map(|it| it.row.portal.as_deref())
        .map(clean::spaced);
    portals.into_iter().find(|portal| !portal.is_empty())
}

fn other_cities(all: &[&Candidate]) -> Vec<String> {
    let cities: BTreeSet<&String> = all.iter().flat_map(|it| &it.row.other_cities).collect();
    cities
        .into_iter()
        .map(|city| clean::spaced(&city.replace(',', " ")))
        .filter(|city| !city.is_empty())
        .collect()
}

/// What is looked for most: heads of others, hospitals, what many lists know, and what has an address of its own.
fn weight(name: &str, all: &[&Candidate], alone: bool, hospitals: bool) -> u8 {
    let words = fold::words(name);
    let large = [
        "hospital",
        "hospitals",
        "health",
        "healthcare",
        "system",
        "university",
        "clinic",
    ];
    let is_large =
        words.iter().any(|word| large.contains(&word.as_str())) || name.contains("Medical Center");
    let sources: BTreeSet<&str> = all.iter().map(|it| it.row.source.as_str()).collect();
    let parent = all.iter().any(|it| it.row.is_parent);
    let known = u8::try_from(sources.len()).unwrap_or(u8::MAX).min(5) * 5;
    30 * u8::from(parent)
        + 20 * u8::from(hospitals)
        + 15 * u8::from(is_large)
        + 10 * u8::from(alone)
        + known
}
