//! What stands as one with an item, whatever it is: for lists, which show it once, and for pages, which show every
//! version beside it.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{Card, Conflict, Merged, Merging, Reason, Version};
use crate::{
    class::Class,
    ids::{IdMap, IdSet, Keyed, LocalId, SourceId},
    report::LabReport,
};

/// An item and what is the same in any record.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The versions, by hospital.
    pub versions: Vec<(SourceId, LocalId)>,
    /// Why they stand together.
    pub reasons: Vec<Reason>,
    /// In what they differ.
    pub conflicts: Vec<Conflict>,
}

impl Together {
    fn of<T: Version>(merged: Merged<T>) -> Self {
        let versions = merged.versions.iter();
        Self {
            versions: versions.map(|one| (one.source(), one.key())).collect(),
            reasons: merged.reasons,
            conflicts: merged.conflicts,
        }
    }

    fn of_card(card: &Card) -> Self {
        let versions: BTreeSet<(SourceId, LocalId)> =
            card.versions().map(|one| (one.source, one.id)).collect();
        let reasons: BTreeSet<Reason> = card
            .orders
            .iter()
            .flat_map(|one| &one.reasons)
            .copied()
            .collect();
        Self {
            versions: versions.into_iter().collect(),
            reasons: reasons.into_iter().collect(),
            conflicts: card.conflicts.clone(),
        }
    }

    /// The hospitals, each once: "In 2 records".
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = self.versions.iter().map(|(source, _)| *source).collect();
        sources.dedup();
        sources
    }
}

impl Merging {
    /// What stands as one with an item; `None` of what is not here, or was not merged yet.
    pub fn together(&self, id: LocalId) -> Option<Together> {
        match self.class(id)? {
            Class::Allergies => self.allergy(id).map(Together::of),
            Class::Documents => self.document(id).map(Together::of),
            Class::Papers => self.paper(id).map(Together::of),
            Class::Results(_) => self.result(id).map(Together::of),
            Class::Part(_) => self.entry(id).map(Together::of),
            Class::Visits => self.visit(id).map(Together::of),
            Class::Medicines => self.medicine(id).as_ref().map(Together::of_card),
            Class::People | Class::Messages | Class::Teams => None,
        }
    }

    /// The same id for all items that stand as one: that of an item itself where nothing is the same.
    pub fn lead(&self, id: LocalId) -> LocalId {
        let group = match self.class(id) {
            Some(Class::Allergies) => self.allergies.lead(id),
            Some(Class::Documents) => self.documents.lead(id),
            Some(Class::Papers) => self.papers.lead(id),
            Some(Class::Visits) => self.visits.lead(id),
            Some(Class::Results(shelf)) => {
                self.results.get(&shelf).and_then(|index| index.lead(id))
            }
            Some(Class::Part(part)) => self.entries.get(&part).and_then(|index| index.lead(id)),
            Some(Class::Medicines) => self.medicines.lead(id),
            Some(Class::People | Class::Messages | Class::Teams) | None => None,
        };
        group.unwrap_or(id)
    }

    /// The class of an item; `None` of what is not here.
    pub fn class(&self, id: LocalId) -> Option<Class> {
        self.known.get(&id).map(|(class, _)| *class)
    }

    /// How many things these items are, each once however many hospitals have it.
    pub fn things(&self, ids: &[LocalId]) -> usize {
        let leads: IdSet = ids.iter().map(|id| self.lead(*id)).collect();
        leads.len()
    }

    /// How many orders these medicines are: one that several records have is one.
    pub fn orders(&self, ids: &[LocalId]) -> usize {
        let first = |id: &LocalId| {
            self.medicines
                .order(*id)?
                .versions
                .first()
                .map(|one| one.id)
        };
        let orders: IdSet = ids.iter().map(|id| first(id).unwrap_or(*id)).collect();
        orders.len()
    }

    /// A list in which what is the same stands together, where the first of it stood.
    pub fn folded<T: Keyed>(&self, items: Vec<Arc<T>>) -> Vec<Vec<Arc<T>>> {
        let mut places: IdMap<usize> = IdMap::default();
        let mut folded: Vec<Vec<Arc<T>>> = Vec::with_capacity(items.len());
        for item in items {
            let place = *places.entry(self.lead(item.key())).or_insert(folded.len());
            match folded.get_mut(place) {
                Some(same) => same.push(item),
                None => folded.push(vec![item]),
            }
        }
        folded
    }

    /// The rows of the list of results, those of one report together: of the same paper, or, where a hospital sent none,
    /// of the very same results. The first of each stood first.
    pub fn reports(&self, rows: &[Arc<LabReport>]) -> Vec<Vec<Arc<LabReport>>> {
        let paper = |row: &LabReport| {
            let is_paper = self.class(row.id) == Some(Class::Papers);
            is_paper.then(|| self.lead(row.id))
        };
        let results: Vec<Vec<LocalId>> = rows.iter().map(|row| self.leads(row)).collect();
        let mut papers_with: HashMap<&[LocalId], BTreeSet<LocalId>> = HashMap::new();
        for (row, results) in rows
            .iter()
            .zip(&results)
            .filter(|(_, results)| !results.is_empty())
        {
            papers_with.entry(results).or_default().extend(paper(row));
        }
        let key = |row: &LabReport, results: &Vec<LocalId>| match paper(row) {
            Some(paper) => Row::Paper(paper),
            None if results.is_empty() => Row::Paper(row.id),
            None => {
                let mut papers = papers_with.get(results.as_slice()).into_iter().flatten();
                match (papers.next(), papers.next()) {
                    (Some(only), None) => Row::Paper(*only),
                    _ => Row::Results(results.clone()),
                }
            }
        };
        let mut places: HashMap<Row, usize> = HashMap::new();
        let mut together: Vec<Vec<Arc<LabReport>>> = Vec::with_capacity(rows.len());
        for (row, results) in rows.iter().zip(&results) {
            let place = *places.entry(key(row, results)).or_insert(together.len());
            match together.get_mut(place) {
                Some(same) => same.push(Arc::clone(row)),
                None => together.push(vec![Arc::clone(row)]),
            }
        }
        together
    }

    fn leads(&self, row: &LabReport) -> Vec<LocalId> {
        let mut leads: Vec<LocalId> = row
            .lines
            .iter()
            .map(|line| self.lead(line.result.id))
            .collect();
        leads.sort_unstable();
        leads.dedup();
        leads
    }
}

/// The row that stands for these, which are one: the first of them, with the values that the version counts that has
/// most outside the lab's range. So none that is outside in any record is missing from the row.
pub fn row_of(versions: &[Arc<LabReport>]) -> Option<Arc<LabReport>> {
    let first = versions.first()?;
    let outside = |one: &&Arc<LabReport>| one.counts.outside;
    let most = versions.iter().max_by_key(outside)?;
    if most.counts.outside <= first.counts.outside {
        return Some(Arc::clone(first));
    }
    let mut row = LabReport::clone(first);
    row.counts.results = most.counts.results;
    row.counts.outside = most.counts.outside;
    Some(Arc::new(row))
}

/// By what rows of the list of results are one.
#[derive(PartialEq, Eq, Hash)]
enum Row {
    Paper(LocalId),
    Results(Vec<LocalId>),
}
