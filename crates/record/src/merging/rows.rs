//! The rows of the list of medicines: one for each, in however many orders and records it is. What is current and says
//! something else stands in the row too: nothing of it is behind another.

use std::{collections::BTreeMap, sync::Arc};

use super::{compare::says, product::Product};
use crate::{
    ids::{IdMap, LocalId, SourceId},
    medicine::{Group, Medicine},
    rxnorm::{Amounts, Strength},
    when::When,
};

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The version that came first: the same while others join it.
    pub key: LocalId,
    /// The newest of those that are most current: by it the row is called.
    pub lead: LocalId,
    /// What says something else and must be seen beside it: what is not over, and the newest order of a hospital where
    /// everything is over.
    pub beside: Vec<LocalId>,
    /// Every version of every order, as they came.
    pub all: Vec<LocalId>,
}

/// A list of medicines, in which the orders of each stand together, by its parts; within one, the newest first.
pub fn by_group(medicines: Vec<Vec<Arc<Medicine>>>) -> Vec<(Group, Vec<Row>)> {
    let row = |versions: Vec<Arc<Medicine>>| {
        let lead = versions.iter().min_by_key(|version| rank(version))?;
        let row = Row {
            key: versions.first()?.id,
            lead: lead.id,
            beside: beside(lead, &versions),
            all: versions.iter().map(|version| version.id).collect(),
        };
        Some((rank(lead), row))
    };
    let mut rows: Vec<_> = medicines.into_iter().filter_map(row).collect();
    rows.sort_by_key(|(rank, _)| *rank);
    let mut groups: Vec<(Group, Vec<Row>)> = Vec::new();
    for ((group, ..), row) in rows {
        match groups.last_mut() {
            Some((last, members)) if *last == group => members.push(row),
            _ => groups.push((group, vec![row])),
        }
    }
    groups
}

/// By its part of the list, then the newest.
fn rank(medicine: &Medicine) -> (Group, i64, LocalId) {
    let written = When::from_newest(medicine.written.as_ref());
    (medicine.group(), written, medicine.id)
}

/// How much there is in it, by the version's own name.
type Strengths = IdMap<(Option<Vec<Strength>>, Amounts)>;

fn beside(lead: &Medicine, versions: &[Arc<Medicine>]) -> Vec<LocalId> {
    if versions.len() < 2 {
        return Vec::new();
    }
    let strength = |one: &Arc<Medicine>| {
        let product = Product::of(one, None, None);
        (one.id, (product.strengths(), product.amounts))
    };
    let strengths: Strengths = versions.iter().map(strength).collect();
    let is_other = |one: &Medicine, other: &Medicine| {
        let (one, amounts) = strengths.get(&one.id)?;
        let (other, others) = strengths.get(&other.id)?;
        let both = one.as_ref().zip(other.as_ref());
        Some(both.is_some_and(|(one, other)| one != other) || !amounts.fit(others))
    };
    let differs = |one: &Medicine, other: &Medicine| {
        is_other(one, other).unwrap_or_default() || differs(one, other)
    };
    let mut of: BTreeMap<SourceId, Vec<&Medicine>> = BTreeMap::new();
    for version in versions {
        of.entry(version.source).or_default().push(version);
    }
    let mut beside = Vec::new();
    for (source, mut versions) in of {
        versions.sort_by_key(|version| rank(version));
        let mut told: Vec<&Medicine> = match source == lead.source {
            true => vec![lead],
            false => Vec::new(),
        };
        for version in versions {
            let is_heard = told.is_empty() || version.group() != Group::Past;
            let is_new = |one: &&Medicine| differs(one, version);
            if is_heard && differs(lead, version) && told.iter().all(is_new) {
                beside.push(version.id);
            }
            told.push(version);
        }
    }
    beside
}

/// One says of its status, how to take it or its end what the other does not. Who says nothing does not differ.
fn differs(one: &Medicine, other: &Medicine) -> bool {
    let kind = |medicine: &Medicine| match medicine.group() {
        // Whoever only reports an order says the same as the order.
        Group::Taking | Group::Reported => Group::Taking,
        group => group,
    };
    let says = says(one).into_iter().zip(says(other));
    let mut both = says.filter_map(|(one, other)| one.zip(other));
    kind(one) != kind(other) || both.any(|(one, other)| one != other)
}
