//! The list of results, in which the rows of one report stand together, whichever hospitals sent it.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use record::labs::Shelf;
use record::{Class, Grouped, LabReport, LocalId};

use super::Chart;
use super::merged::{Merger, alone};

/// The list, and of what it was made: it takes time, and many ask for it.
pub(super) struct Rows {
    of: (u64, Arc<Grouped>),
    folded: Arc<Grouped>,
    versions: Vec<Vec<Arc<LabReport>>>,
    places: HashMap<LocalId, usize>,
}

impl Rows {
    fn new(of: (u64, Arc<Grouped>), versions: Vec<Vec<Arc<LabReport>>>) -> Self {
        let first = |versions: &Vec<Arc<LabReport>>| versions.first().cloned();
        let folded = Grouped {
            reports: versions.iter().filter_map(first).collect(),
            superseded: of.1.superseded,
        };
        let ids = |(place, versions): (usize, &Vec<Arc<LabReport>>)| {
            let ids = versions.iter().map(|one| (one.id, place));
            ids.collect::<Vec<_>>()
        };
        let places = versions.iter().enumerate().flat_map(ids).collect();
        Self {
            of,
            folded: Arc::new(folded),
            versions,
            places,
        }
    }

    fn is_of(&self, (settled, groups): &(u64, Arc<Grouped>)) -> bool {
        self.of.0 == *settled && Arc::ptr_eq(&self.of.1, groups)
    }
}

/// The first class of the list of results.
const RESULTS: Class = Class::Results(Shelf::Lab);

impl Chart {
    /// The list, each report once; tracked.
    pub fn report_rows(self) -> Arc<Grouped> {
        let folded = self.with_rows(|rows| Arc::clone(&rows.folded));
        folded.unwrap_or_else(|| self.groups.get())
    }

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
        let now = (self.settled.get(), self.groups.get());
        let asked = self.merged.try_update_value(|merged| {
            let merger = merged.as_mut()?.downcast_mut::<Merger>()?;
            let known = merger.rows.take().filter(|rows| rows.is_of(&now));
            let made = known.unwrap_or_else(|| {
                let versions = merger.merging.reports(&now.1.reports);
                Rows::new(now, versions)
            });
            Some(of(merger.rows.insert(made)))
        });
        asked.flatten()
    }
}
