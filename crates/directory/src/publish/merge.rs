//! From rows to organizations: what cannot be used is dropped with a reason, what is the same place is joined.

use std::collections::BTreeMap;

use super::account::{Account, Reason};
use super::clean::{self, Name};
use super::row::Row;
use super::tenant::{self, Candidate};
use super::vendors::Vendors;
use crate::base::Base;
use crate::organization::Organization;

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
    let mut account = Account {
        rows: rows.len(),
        ..Account::default()
    };
    let mut tenants: BTreeMap<Base, Vec<Candidate>> = BTreeMap::new();
    let mut older: Vec<(Base, Candidate)> = Vec::new();
    for row in rows {
        let judged = judge(&row, local);
        let base = Base::or_local(&row.address);
        match (judged, base) {
            (Ok(name), Ok(base)) => tenants
                .entry(base)
                .or_default()
                .push(Candidate::new(name, row)),
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
        let newer = vendors
            .newer(&base)
            .into_iter()
            .find(|newer| tenants.contains_key(newer));
        if let Some(newer) = newer {
            hints.entry(newer).or_default().push(candidate);
        }
    }
    let mut organizations = Vec::new();
    for (base, candidates) in tenants {
        let hints = hints.remove(&base).unwrap_or_default();
        organizations.extend(tenant::organizations(
            &base,
            candidates,
            hints,
            vendors,
            &mut account,
        ));
    }
    account.kept = organizations.len();
    Merged {
        organizations,
        account,
    }
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
    let base = if local {
        Base::or_local(&row.address)
    } else {
        Base::new(&row.address)
    };
    let base = base.map_err(Reason::Address)?;
    match row.version.as_deref() {
        Some(version) if version.starts_with("4.0") => {}
        Some(version) if version.starts_with("1.") || version.starts_with("0.") => {
            return Err(Reason::Dstu2);
        }
        Some(version) if version.starts_with("3.") => return Err(Reason::Stu3),
        Some(_) => return Err(Reason::OtherVersion),
        None => said_by_path(&base)?,
    }
    if !local && clean::is_test_host(base.host()) {
        return Err(Reason::TestHost);
    }
    match clean::name(&row.name) {
        Err(Reason::TestName) if local => Ok(Name {
            text: row.name.trim().to_owned(),
            state: None,
        }),
        name => name,
    }
}

/// Many lists do not say the version, but the address does.
fn said_by_path(base: &Base) -> Result<(), Reason> {
    let path = base
        .as_str()
        .split_once(base.host())
        .map_or("", |(_, path)| path);
    let lower = path.to_ascii_lowercase();
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
    let is_older = |base: &&Base| {
        vendors
            .newer(base)
            .iter()
            .any(|newer| tenants.contains_key(newer))
    };
    tenants.keys().filter(is_older).cloned().collect()
}
