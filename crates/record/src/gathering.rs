//! Results that no report holds together, gathered by what they visibly share (reference §3.1 rule 3):
//! a parent, an order, an accession number, a sample, or the minute, the lab and the visit.

use std::{collections::HashMap, sync::Arc};

use crate::{
    ids::{IdMap, IdSet, LocalId, SEED, SourceId, mixed},
    labs::LabResult,
    order::sort,
    when::When,
};

/// Results that belong together, in an order that does not depend on how they came.
pub(crate) struct Bunch<'r> {
    pub(crate) id: LocalId,
    pub(crate) results: Vec<&'r Arc<LabResult>>,
}

/// Every result in exactly one bunch, members with their panel.
pub(crate) fn bunches<'r>(left: &[&'r Arc<LabResult>]) -> Vec<Bunch<'r>> {
    let (panels, mut single) = panels(left);
    let mut bunches: Vec<Bunch<'r>> = panels
        .into_iter()
        .map(|panel| Bunch {
            id: panel.id,
            results: vec![panel],
        })
        .collect();
    for share in SHARED {
        let mut together: HashMap<(SourceId, u128), Vec<&'r Arc<LabResult>>> = HashMap::new();
        let mut others = Vec::new();
        for result in single {
            match share(result) {
                Some(key) => together
                    .entry((result.source, key))
                    .or_default()
                    .push(result),
                None => others.push(result),
            }
        }
        for ((source, key), results) in together {
            if results.len() == 1 {
                others.extend(results);
            } else {
                bunches.push(Bunch {
                    id: shared_id(source, key),
                    results,
                });
            }
        }
        single = others;
    }
    bunches.extend(single.into_iter().map(|result| Bunch {
        id: alone_id(result),
        results: vec![result],
    }));
    for bunch in &mut bunches {
        sort(&mut bunch.results, |a, b| order(a).cmp(&order(b)));
    }
    bunches
}

/// Results with members that are no member themselves, and results that have nothing to do with any
/// panel. A circle of panels is entered at one of them, always the same.
fn panels<'r>(left: &[&'r Arc<LabResult>]) -> (Vec<&'r Arc<LabResult>>, Vec<&'r Arc<LabResult>>) {
    let here: IdMap<&'r Arc<LabResult>> = left.iter().map(|result| (result.id, *result)).collect();
    let readable = left.iter().filter(|result| result.unreadable().is_none());
    let members: IdSet = readable
        .flat_map(|result| &result.ties.members)
        .copied()
        .collect();
    let mut sorted: Vec<&'r Arc<LabResult>> = left.to_vec();
    let place = |result: &Arc<LabResult>| (members.contains(&result.id), result.id);
    sort(&mut sorted, |a, b| place(a).cmp(&place(b)));
    let mut covered: IdSet = IdSet::default();
    let (mut panels, mut single) = (Vec::new(), Vec::new());
    for result in sorted {
        if covered.contains(&result.id) {
            continue;
        }
        if result.ties.members.is_empty() || result.unreadable().is_some() {
            single.push(result);
        } else {
            let reached = cover(result, &here, &mut covered);
            panels.retain(|panel: &&Arc<LabResult>| !reached.contains(&panel.id));
            panels.push(result);
        }
    }
    // Members were passed over only if their panel is here.
    single.retain(|result| !covered.contains(&result.id));
    (panels, single)
}

/// Marks everything below a panel, and says what that is as far as it is new or was the top of another.
fn cover(panel: &Arc<LabResult>, here: &IdMap<&Arc<LabResult>>, covered: &mut IdSet) -> IdSet {
    let mut reached = IdSet::default();
    let mut open = vec![panel.id];
    while let Some(id) = open.pop() {
        reached.insert(id);
        if covered.insert(id) {
            let readable = here.get(&id).filter(|result| result.unreadable().is_none());
            open.extend(readable.into_iter().flat_map(|result| &result.ties.members));
        }
    }
    reached
}

/// What results may share, the surest first. What can't be read safely shares nothing.
const SHARED: [fn(&LabResult) -> Option<u128>; 4] = [
    |result| {
        readable(result)?
            .ties
            .based_on
            .map(|order| mixed(mixed(order, "order"), &day(result)))
    },
    |result| {
        readable(result)?
            .ties
            .accession
            .map(|number| mixed(number, "accession"))
    },
    |result| {
        readable(result)?
            .ties
            .specimen
            .map(|sample| mixed(sample, "sample"))
    },
    |result| minute(readable(result)?),
];

fn readable(result: &LabResult) -> Option<&LabResult> {
    result.unreadable().is_none().then_some(result)
}

/// A standing order is answered again and again: only the same day counts as together.
fn day(result: &LabResult) -> String {
    result
        .date()
        .and_then(When::day)
        .map(|day| day.number().to_string())
        .unwrap_or_default()
}

fn minute(result: &LabResult) -> Option<u128> {
    let minute = result.collected.as_ref()?.epoch_millis()? / 60_000;
    let visit = result.ties.encounter.unwrap_or_default().to_string();
    let performers =
        result
            .performers
            .iter()
            .map(|performer| match (&performer.reference, &performer.name) {
                (Some(reference), _) => reference.to_string(),
                (None, name) => name.clone().unwrap_or_default(),
            });
    let key = mixed(mixed(SEED, &minute.to_string()), &visit);
    Some(performers.fold(key, |key, performer| mixed(key, &performer)))
}

fn shared_id(source: SourceId, key: u128) -> LocalId {
    LocalId::new(&source.0.to_string(), "together", &key.to_string())
}

/// One that is alone so far is named by what others may come to share, so that its address stays.
fn alone_id(result: &LabResult) -> LocalId {
    let shared = SHARED.iter().find_map(|share| share(result));
    shared.map_or(result.id, |key| shared_id(result.source, key))
}

fn order(result: &LabResult) -> (Option<i64>, Option<&str>, LocalId) {
    (
        result.collected.as_ref().and_then(When::seconds),
        result.name.words.as_deref(),
        result.id,
    )
}
