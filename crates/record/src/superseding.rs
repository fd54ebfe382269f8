//! A newer version with the same business identifier takes the place of an older one (reference §3.5).
//! Only where there is no doubt: same hospital, same identifier, same name, same time of collection,
//! and both say when they were issued.

use std::{collections::HashMap, sync::Arc};

use crate::{
    code::Name,
    ids::{IdMap, IdSet, Keyed, SourceId},
    labs::LabResult,
    order::sort,
    report::Paper,
    when::When,
};

/// What is valid now, and what was before.
pub(crate) struct Versions<'r, T> {
    pub(crate) current: Vec<&'r Arc<T>>,
    /// By the id of the current one, newest first.
    pub(crate) before: IdMap<Vec<Arc<T>>>,
    pub(crate) replaced: usize,
}

pub(crate) fn results(all: &[Arc<LabResult>]) -> Versions<'_, LabResult> {
    versions(all, |result| {
        result.unreadable().is_none().then_some(Claim {
            source: result.source,
            identifiers: &result.ties.identifiers,
            name: &result.name,
            collected: result.collected.as_ref(),
            issued: result.issued.as_ref()?,
        })
    })
}

pub(crate) fn papers(all: &[Arc<Paper>]) -> Versions<'_, Paper> {
    versions(all, |paper| {
        paper.unreadable.is_none().then_some(Claim {
            source: paper.source,
            identifiers: &paper.identifiers,
            name: &paper.name,
            collected: paper.collected.as_ref(),
            issued: paper.issued.as_ref()?,
        })
    })
}

/// What two versions of one thing have in common, and what tells them apart.
struct Claim<'r> {
    source: SourceId,
    identifiers: &'r [u128],
    name: &'r Name,
    collected: Option<&'r When>,
    issued: &'r When,
}

type Same<'r> = (SourceId, u128, &'r Name, Option<i64>);

fn versions<'r, T: Keyed>(
    all: &'r [Arc<T>],
    claim: impl Fn(&'r T) -> Option<Claim<'r>>,
) -> Versions<'r, T> {
    let mut same: HashMap<Same<'r>, Vec<(&'r When, &'r Arc<T>)>> = HashMap::new();
    for item in all {
        let Some(claim) = claim(item) else { continue };
        if let Some(identifier) = claim.identifiers.first() {
            let key = (
                claim.source,
                *identifier,
                claim.name,
                claim.collected.and_then(When::seconds),
            );
            same.entry(key).or_default().push((claim.issued, item));
        }
    }
    let mut before: IdMap<Vec<Arc<T>>> = IdMap::default();
    let mut replaced: IdSet = IdSet::default();
    for mut versions in same.into_values().filter(|versions| versions.len() > 1) {
        sort(&mut versions, |a, b| {
            When::newest_first(Some(a.0), Some(b.0)).then(a.1.key().cmp(&b.1.key()))
        });
        let Some((newest_issued, newest)) = versions.first().copied() else {
            continue;
        };
        let older = |(issued, _): &&(&When, &Arc<T>)| {
            issued.seconds().is_some() && issued.seconds() < newest_issued.seconds()
        };
        let old: Vec<Arc<T>> = versions
            .iter()
            .filter(older)
            .map(|(_, item)| Arc::clone(item))
            .collect();
        replaced.extend(old.iter().map(|item| item.key()));
        if !old.is_empty() {
            before.insert(newest.key(), old);
        }
    }
    let current = all
        .iter()
        .filter(|item| !replaced.contains(&item.key()))
        .collect();
    Versions {
        current,
        before,
        replaced: replaced.len(),
    }
}
