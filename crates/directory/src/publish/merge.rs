//! From rows to organizations: what cannot be used is dropped with a reason, what is the same place is joined.

use std::collections::{BTreeMap, BTreeSet};

use super::account::{Account, Reason};
use super::clean::{self, Name};
use super::row::Row;
use super::vendors::Vendors;
use crate::base::Base;
use crate::fold;
use crate::organization::{Organization, Place};
use crate::state::State;

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// By base and name; the same whatever the order of the rows.
    pub organizations: Vec<Organization>,
    /// What became of every row.
    pub account: Account,
}

/// Joins rows. `local` keeps addresses of this machine and names for tests, for development.
pub fn merged(mut rows: Vec<Row>, vendors: &Vendors, local: bool) -> Merged {
    rows.sort();
    let mut account = Account { rows: rows.len(), ..Account::default() };
    let mut tenants: BTreeMap<Base, Vec<Candidate>> = BTreeMap::new();
    let mut older: Vec<(Base, Candidate)> = Vec::new();
    for row in rows {
        let judged = judge(&row, local);
        let base = Base::or_local(&row.address);
        match (judged, base) {
            (Ok(name), Ok(base)) => tenants.entry(base).or_default().push(Candidate::new(name, row)),
            (Err(Reason::Dstu2), Ok(base)) => {
                account.drop(Reason::Dstu2);
                let name = clean::name(&row.name).ok();
                older.extend(name.map(|name| (base, Candidate::new(name, row))));
            }
            (Err(reason), _) => account.drop(reason),
            (_, Err(unusable)) => account.drop(Reason::Address(unusable)),
        }
    }
    for base in moved(&tenants, vendors) {
        let left = tenants.remove(&base).unwrap_or_default();
        left.iter().for_each(|_| account.drop(Reason::Moved));
        older.extend(left.into_iter().map(|candidate| (base.clone(), candidate)));
    }
    let mut hints: BTreeMap<Base, Vec<Candidate>> = BTreeMap::new();
    for (base, candidate) in older {
        let newer = vendors.newer(&base).into_iter().find(|newer| tenants.contains_key(newer));
        if let Some(newer) = newer {
            hints.entry(newer).or_default().push(candidate);
        }
    }
    let mut organizations = Vec::new();
    for (base, candidates) in tenants {
        let hints = hints.remove(&base).unwrap_or_default();
        organizations.extend(tenant(&base, candidates, hints, vendors, &mut account));
    }
    account.kept = organizations.len();
    Merged { organizations, account }
}

/// A row that may be kept.
struct Candidate {
    name: Name,
    key: String,
    row: Row,
}

impl Candidate {
    fn new(name: Name, row: Row) -> Candidate {
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
    let telling: Vec<&str> = words.iter().map(String::as_str).filter(|word| !fold::is_filler(word) && !fold::is_form(word)).collect();
    if telling.is_empty() {
        return words.join(" ");
    }
    telling.iter().map(|word| fold::canonical(word)).collect::<Vec<_>>().join(" ")
}

fn judge(row: &Row, local: bool) -> Result<Name, Reason> {
    if row.address.trim().is_empty() {
        return Err(Reason::NoEndpoint);
    }
    if !row.active {
        return Err(Reason::NotActive);
    }
    if !row.speaks_fhir {
        return Err(Reason::NotFhir);
    }
    let base = if local { Base::or_local(&row.address) } else { Base::new(&row.address) };
    let base = base.map_err(Reason::Address)?;
    match row.version.as_deref() {
        Some(version) if version.starts_with("4.0") => {}
        Some(version) if version.starts_with("1.") || version.starts_with("0.") => return Err(Reason::Dstu2),
        Some(version) if version.starts_with("3.") => return Err(Reason::Stu3),
        Some(_) => return Err(Reason::OtherVersion),
        None => said_by_path(&base)?,
    }
    if !local && clean::is_test_host(base.host()) {
        return Err(Reason::TestHost);
    }
    match clean::name(&row.name) {
        Err(Reason::TestName) if local => Ok(Name { text: row.name.trim().to_owned(), state: None }),
        name => name,
    }
}

/// Many lists do not say the version, but the address does.
fn said_by_path(base: &Base) -> Result<(), Reason> {
    let lower = base.as_str().to_ascii_lowercase();
    let mut segments = lower.split(['/', '-', '_', '.']);
    segments.try_for_each(|segment| match segment {
        "dstu2" | "dstu" | "r2" => Err(Reason::Dstu2),
        "stu3" | "r3" => Err(Reason::Stu3),
        "r4b" | "r5" => Err(Reason::OtherVersion),
        _ => Ok(()),
    })
}

/// Older addresses of places that are listed with their newer one.
fn moved(tenants: &BTreeMap<Base, Vec<Candidate>>, vendors: &Vendors) -> Vec<Base> {
    let is_older = |base: &&Base| vendors.newer(base).iter().any(|newer| tenants.contains_key(newer));
    tenants.keys().filter(is_older).cloned().collect()
}

/// The organizations at one address.
fn tenant(base: &Base, candidates: Vec<Candidate>, hints: Vec<Candidate>, vendors: &Vendors, account: &mut Account) -> Vec<Organization> {
    let is_one = is_one_place(&candidates);
    let states = states(&candidates);
    let mut groups: BTreeMap<(String, Option<State>), Vec<Candidate>> = BTreeMap::new();
    for candidate in candidates {
        let first = states.get(&candidate.key).and_then(|states| states.first()).copied();
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
        let same = group.iter().filter(|candidate| candidate.key == main_key).count();
        account.repeated += same.saturating_sub(1);
        account.renamed += group.len() - same;
        let near = hints.iter().filter(|hint| count == 1 || hint.key == main_key);
        let all: Vec<&Candidate> = group.iter().chain(near).collect();
        let weight = weight(&main, &all, count == 1, vendor.is_some_and(|vendor| vendor.hospitals));
        organizations.push(Organization {
            aliases: aliases(&main_key, &all),
            place: place(&all, state),
            other_cities: other_cities(&all),
            base: base.as_str().to_owned(),
            vendor: vendor.map(|vendor| vendor.vendor.clone()),
            portal: all.iter().find_map(|it| it.row.portal.clone()).or_else(|| vendor?.portal.clone()),
            parent: all.iter().find_map(|it| it.row.parent.as_deref()).and_then(|name| clean::name(name).ok()).map(|it| it.text),
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
        let first = names.entry(candidate.row.source.as_str()).or_insert(candidate.key.as_str());
        *first == candidate.key
    })
}

/// In which states a name occurs.
fn states(candidates: &[Candidate]) -> BTreeMap<String, BTreeSet<State>> {
    let mut states: BTreeMap<String, BTreeSet<State>> = BTreeMap::new();
    for candidate in candidates {
        states.entry(candidate.key.clone()).or_default().extend(candidate.state());
    }
    states
}

/// The name that most lists use; written with small letters rather than without, short rather than long.
fn main_name(group: &[Candidate]) -> String {
    let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for candidate in group {
        sources.entry(&candidate.key).or_default().insert(&candidate.row.source);
    }
    let rank = |candidate: &&Candidate| {
        let count = sources.get(candidate.key.as_str()).map_or(0, BTreeSet::len);
        let text = &candidate.name.text;
        let shouted = !text.bytes().any(|b| b.is_ascii_lowercase());
        (std::cmp::Reverse(count), candidate.key.clone(), shouted, text.len(), text.clone())
    };
    group.iter().min_by_key(rank).map(|candidate| candidate.name.text.clone()).unwrap_or_default()
}

fn aliases(main_key: &str, all: &[&Candidate]) -> Vec<String> {
    let said = all.iter().flat_map(|it| &it.row.aliases).filter_map(|alias| clean::name(alias).ok());
    let names = all.iter().map(|it| it.name.clone()).chain(said);
    let mut by_key: BTreeMap<String, String> = BTreeMap::new();
    for name in names {
        let alias = by_key.entry(key(&name.text)).or_insert_with(|| name.text.clone());
        if name.text < *alias {
            *alias = name.text;
        }
    }
    by_key.remove(main_key);
    by_key.into_values().collect()
}

/// City, state and ZIP of one row when one has them all; else each from the first that has it.
fn place(all: &[&Candidate], state: Option<State>) -> Place {
    let mut places: Vec<Place> = all.iter().map(|it| Place { state: it.state(), ..it.row.place.clone() }).collect();
    places.sort_by_key(|place| (std::cmp::Reverse(place.city.is_some() as u8 * 2 + place.zip.is_some() as u8), place.clone()));
    let state = state.or_else(|| places.iter().find_map(|place| place.state));
    let fits = |place: &&Place| place.state.is_none() || place.state == state;
    Place {
        city: places.iter().filter(fits).find_map(|place| place.city.clone()),
        state,
        zip: places.iter().filter(fits).find_map(|place| place.zip),
    }
}

fn other_cities(all: &[&Candidate]) -> Vec<String> {
    let cities: BTreeSet<&String> = all.iter().flat_map(|it| &it.row.other_cities).collect();
    cities.into_iter().map(|city| city.replace(',', " ")).collect()
}

/// What is looked for most: heads of others, hospitals, what many lists know, and what has an address of its own.
fn weight(name: &str, all: &[&Candidate], alone: bool, hospitals: bool) -> u8 {
    let words = fold::words(name);
    let large = ["hospital", "hospitals", "health", "healthcare", "system", "university", "clinic"];
    let is_large = words.iter().any(|word| large.contains(&word.as_str())) || name.contains("Medical Center");
    let sources: BTreeSet<&str> = all.iter().map(|it| it.row.source.as_str()).collect();
    let parent = all.iter().any(|it| it.row.is_parent);
    let known = u8::try_from(sources.len()).unwrap_or(u8::MAX).min(5) * 5;
    30 * u8::from(parent) + 20 * u8::from(hospitals) + 15 * u8::from(is_large) + 10 * u8::from(alone) + known
}
