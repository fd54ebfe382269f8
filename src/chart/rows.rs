//! The list of results, in which the rows of one report stand together, whichever hospitals sent it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use record::labs::Shelf;
use record::merging::row_of;
use record::{Class, Grouped, LabReport, LocalId};

use super::Chart;
use super::merged::{Held, Merger, alone};

/// The list, and of what it was made: many ask for it.
pub struct Rows {
    groups: Arc<Grouped>,
    folded: Arc<Grouped>,
    versions: Vec<Vec<Arc<LabReport>>>,
    places: HashMap<LocalId, usize>,
}

impl Rows {
    fn new(groups: Arc<Grouped>, versions: Vec<Vec<Arc<LabReport>>>) -> Self {
        let rows = versions.iter().map(Vec::as_slice);
        let folded = Grouped {
            reports: rows.filter_map(row_of).collect(),
            superseded: groups.superseded,
        };
        let mut places = HashMap::new();
        for (place, versions) in versions.iter().enumerate() {
            places.extend(versions.iter().map(|one| (one.id, place)));
        }
        Self {
            groups,
            folded: Arc::new(folded),
            versions,
            places,
        }
    }

    /// Whether they are these already: who shows them need not draw them anew.
    fn are(&self, groups: &Arc<Grouped>, versions: &[Vec<Arc<LabReport>>]) -> bool {
        fn ids(row: &[Arc<LabReport>]) -> impl Iterator<Item = LocalId> {
            row.iter().map(|one| one.id)
        }
        let mut rows = self.versions.iter().zip(versions);
        let as_many = self.versions.len() == versions.len();
        let is_same = as_many && Arc::ptr_eq(&self.groups, groups);
        is_same && rows.all(|(a, b)| ids(a).eq(ids(b)))
    }
}

/// The first class of the list of results.
const RESULTS: Class = Class::Results(Shelf::Lab);

/// The list, each report once.
pub fn folded(merged: StoredValue<Held>, groups: Arc<Grouped>) -> Arc<Grouped> {
    let made = merged.try_update_value(|merged| {
        let merger = merged.as_mut()?.downcast_mut::<Merger>()?;
        let known = merger.rows.take();
        let versions = merger.merging.reports(&groups.reports);
        let known = known.filter(|known| known.are(&groups, &versions));
        let rows = known.unwrap_or_else(|| Rows::new(Arc::clone(&groups), versions));
        Some(Arc::clone(&merger.rows.insert(rows).folded))
    });
    made.flatten().unwrap_or(groups)
}

impl Chart {
    /// The list as it is shown, narrowed: the versions of each row; tracked.
    pub fn shown_reports(self) -> Vec<Vec<Arc<LabReport>>> {
        let Some(only) = self.only(RESULTS) else {
            return self.all_reports();
        };
        let groups = self.groups.get();
        let of = groups.reports.iter();
        let of = of.filter(|report| report.sources.contains(&only));
        let of: Vec<_> = of.cloned().collect();
        let versions = self.merged(|merging| merging.reports(&of));
        versions.unwrap_or_else(|| alone(of))
    }

    /// The same of the whole list.
    pub fn all_reports(self) -> Vec<Vec<Arc<LabReport>>> {
        let versions = self.with_rows(|rows| rows.versions.clone());
        versions.unwrap_or_else(|| alone(self.groups.get().reports.clone()))
    }

    /// All that stand in one row with a report, itself among them; tracked.
    pub fn same_reports(self, id: LocalId) -> Vec<Arc<LabReport>> {
        let same = self.with_rows(|rows| {
            let place = rows.places.get(&id)?;
            rows.versions.get(*place).cloned()
        });
        let alone = || self.report(id).into_iter().collect();
        same.flatten().unwrap_or_else(alone)
    }

    /// The row that holds a result; tracked.
    pub fn report_with(self, result: LocalId) -> Option<Arc<LabReport>> {
        let groups = self.groups.read();
        let mut reports = groups.reports.iter();
        reports
            .find(|report| report.line(result).is_some())
            .cloned()
    }

    fn with_rows<T>(self, of: impl FnOnce(&Rows) -> T) -> Option<T> {
        self.rows.with(|_| ()); // now, so that they are made
        let asked = self.merged.try_with_value(|merged| {
            let merger = merged.as_ref()?.downcast_ref::<Merger>()?;
            merger.rows.as_ref().map(of)
        });
        asked.flatten()
    }
}
