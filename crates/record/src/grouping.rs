//! From single results to reports (reference §3.1): the hospital's own reports first, then whatever
//! visibly belongs together. Nothing is lost, and the order of the pages makes no difference.

use std::sync::Arc;

use crate::{
    gathering::{self, Bunch},
    ids::{IdMap, IdSet, LocalId},
    labs::LabResult,
    order::sort_ranked,
    person::Person,
    report::{Counts, LabReport, Line, Paper, ReportKind, Title},
    status::Status,
    superseding::{self, Versions},
    value::Value,
    when::When,
};

/// All rows of the list, newest first.
#[derive(Clone, Debug, Default)]
pub struct Grouped {
    /// The rows.
    pub reports: Vec<Arc<LabReport>>,
    /// Results and reports that a newer version took the place of.
    pub superseded: usize,
}

impl Grouped {
    /// The row of that id, or the row in which the result of that id is: an address stays good when a
    /// later page brings the rest of a group.
    pub fn report(&self, id: LocalId) -> Option<&Arc<LabReport>> {
        let named = self.reports.iter().find(|report| report.id == id);
        named.or_else(|| self.reports.iter().find(|report| report.line(id).is_some()))
    }
}

/// Groups everything that is there. The person is needed to choose between ranges; without one, only
/// those meant for everyone count.
pub fn grouped(
    results: &[Arc<LabResult>],
    papers: &[Arc<Paper>],
    person: Option<&Person>,
) -> Grouped {
    let papers = superseding::papers(papers);
    let shelf = Shelf::new(results);
    let mut claimed: IdSet = IdSet::with_capacity_and_hasher(results.len(), Default::default());
    let mut rows: Vec<LabReport> = Vec::with_capacity(papers.current.len());
    for paper in &papers.current {
        let wanted: &[LocalId] = if paper.unreadable.is_some() {
            &[]
        } else {
            &paper.results
        };
        let lines = shelf.lines(wanted);
        claimed.extend(lines.iter().map(|line| line.result.id));
        rows.push(of_paper(paper, lines, person));
    }
    let left: Vec<&Arc<LabResult>> = shelf
        .versions
        .current
        .iter()
        .copied()
        .filter(|result| !claimed.contains(&result.id))
        .collect();
    for bunch in gathering::bunches(&left) {
        let wanted: Vec<LocalId> = bunch.results.iter().map(|result| result.id).collect();
        rows.push(of_bunch(&bunch, shelf.lines(&wanted), person));
    }
    let rank = |row: &LabReport| (0, When::from_newest(row.date.as_ref()));
    sort_ranked(&mut rows, rank, |a, b| a.id.cmp(&b.id));
    Grouped {
        reports: rows.into_iter().map(Arc::new).collect(),
        superseded: papers.replaced + shelf.versions.replaced,
    }
}

/// All results, to be taken by id.
struct Shelf<'r> {
    versions: Versions<'r, LabResult>,
    by_id: IdMap<&'r Arc<LabResult>>,
}

impl<'r> Shelf<'r> {
    fn new(results: &'r [Arc<LabResult>]) -> Self {
        let versions = superseding::results(results);
        let mut by_id: IdMap<&Arc<LabResult>> = versions
            .current
            .iter()
            .map(|result| (result.id, *result))
            .collect();
        // A reference to an old version means the one that took its place.
        for (newest, before) in &versions.before {
            if let Some(current) = by_id.get(newest).copied() {
                by_id.extend(before.iter().map(|old| (old.id, current)));
            }
        }
        Self { versions, by_id }
    }

    /// The results in the order wanted, members below their panel.
    fn lines(&self, wanted: &[LocalId]) -> Vec<Line> {
        let results: Vec<&Arc<LabResult>> = wanted
            .iter()
            .filter_map(|id| self.by_id.get(id).copied())
            .collect();
        let members: IdSet = results
            .iter()
            .flat_map(|result| &result.ties.members)
            .copied()
            .collect();
        let mut lines = Vec::with_capacity(results.len());
        let mut seen = IdSet::default();
        for result in results
            .iter()
            .filter(|result| !members.contains(&result.id))
        {
            self.hang(result, 0, &mut seen, &mut lines);
        }
        // Whatever only a circle of members leads to.
        for result in &results {
            self.hang(result, 0, &mut seen, &mut lines);
        }
        lines
    }

    fn hang(&self, result: &Arc<LabResult>, depth: u8, seen: &mut IdSet, lines: &mut Vec<Line>) {
        if !seen.insert(result.id) {
            return;
        }
        let before = self
            .versions
            .before
            .get(&result.id)
            .cloned()
            .unwrap_or_default();
        lines.push(Line {
            depth,
            result: Arc::clone(result),
            before,
        });
        if result.unreadable().is_some() {
            return;
        }
        for member in result
            .ties
            .members
            .iter()
            .filter_map(|id| self.by_id.get(id))
        {
            self.hang(member, (depth + 1).min(DEEPEST), seen, lines);
        }
    }
}

/// Panels in panels are drawn no deeper than this (reference §3.1); deeper ones stand beside.
const DEEPEST: u8 = 3;

fn of_paper(paper: &Arc<Paper>, lines: Vec<Line>, person: Option<&Person>) -> LabReport {
    let of_lines = || lines.iter().find_map(|line| line.result.collected.clone());
    let collected = paper.collected.clone().or_else(of_lines);
    LabReport {
        id: paper.id,
        sources: vec![paper.source],
        title: paper
            .name
            .words
            .clone()
            .map_or_else(|| title(&lines), Title::Named),
        kind: paper.kind,
        status: paper.status.clone(),
        date: collected.clone().or_else(|| paper.issued.clone()),
        collected,
        issued: paper.issued.clone(),
        counts: counts(&lines, paper.unreadable.is_some(), person),
        lines,
        conclusion: paper.conclusion.clone(),
        attachments: paper.attachments.clone(),
        performers: paper.performers.clone(),
        specimen: paper.specimen.clone(),
        unreadable: paper.unreadable.clone(),
    }
}

fn of_bunch(bunch: &Bunch<'_>, lines: Vec<Line>, person: Option<&Person>) -> LabReport {
    let newest = |date: fn(&LabResult) -> Option<&When>| {
        let dates = bunch.results.iter().filter_map(|result| date(result));
        dates
            .min_by(|a, b| When::newest_first(Some(a), Some(b)))
            .cloned()
    };
    let first = bunch.results.first();
    let collected = newest(|result| result.collected.as_ref());
    let issued = newest(|result| result.issued.as_ref());
    LabReport {
        id: bunch.id,
        sources: first.map(|result| result.source).into_iter().collect(),
        title: title(&lines),
        kind: ReportKind::Lab,
        status: status(&lines),
        date: collected.clone().or_else(|| issued.clone()),
        collected,
        issued,
        counts: counts(&lines, false, person),
        lines,
        conclusion: Vec::new(),
        attachments: Vec::new(),
        performers: first
            .map(|result| result.performers.clone())
            .unwrap_or_default(),
        specimen: first.and_then(|result| result.specimen.clone()),
        unreadable: None,
    }
}

fn title(lines: &[Line]) -> Title {
    let top = lines.iter().filter(|line| line.depth == 0);
    let names: Vec<String> = top
        .filter_map(|line| line.result.name.words.clone())
        .collect();
    match <[String; 1]>::try_from(names) {
        Ok([name]) => Title::Named(name),
        Err(names) if names.is_empty() => Title::Untitled,
        Err(names) => Title::Tests(names),
    }
}

/// The status of results that no report holds together: what they agree on, else the most cautious.
fn status(lines: &[Line]) -> Status {
    let all = || lines.iter().map(|line| &line.result.status);
    let Some(first) = all().next() else {
        return Status::Unknown;
    };
    if all().all(|status| status == first) {
        return first.clone();
    }
    if all().any(Status::may_change) {
        return Status::Partial;
    }
    let corrected = all().find(|status| {
        matches!(
            status,
            Status::Corrected | Status::Amended | Status::Appended
        )
    });
    let given = corrected.or_else(|| all().find(|status| status.counts()));
    given.unwrap_or(first).clone()
}

fn counts(lines: &[Line], unreadable: bool, person: Option<&Person>) -> Counts {
    let mut counts = Counts {
        unreadable: usize::from(unreadable),
        ..Counts::default()
    };
    for result in lines.iter().map(|line| &line.result) {
        let on = result.collected.as_ref();
        counts.results += result.counted().count();
        counts.outside += result
            .counted()
            .filter(|finding| finding.is_outside(person, on))
            .count();
        counts.unreadable += usize::from(result.unreadable().is_some());
        let empty = matches!(result.finding.value, Value::Absent(_)) && result.parts.is_empty();
        counts.waiting += usize::from(empty && result.status.may_change());
    }
    counts
}
