//! One test over time (reference §3.7): its values, and how the newest compares with the one before.
//! Says higher, lower or the same; never better or worse.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    code::TestKey, ids::LocalId, labs::LabResult, order::sort_ranked, value::Quantity, when::When,
};

/// All values of one test that may stand as facts, newest first; one sent by several hospitals once, with all of them.
/// `lead` gives the same id for results that stand as one.
pub fn earlier(
    results: &[Arc<LabResult>],
    test: TestKey,
    lead: impl Fn(LocalId) -> LocalId,
) -> Vec<Vec<Arc<LabResult>>> {
    let of_test = results
        .iter()
        .filter(|result| result.test == test && is_fact(result));
    let mut values: Vec<Arc<LabResult>> = of_test.cloned().collect();
    let rank = |result: &Arc<LabResult>| (0, When::from_newest(result.date()));
    sort_ranked(&mut values, rank, |a, b| {
        a.source.cmp(&b.source).then(a.id.cmp(&b.id))
    });
    let is_one = |a: &LabResult, b: &LabResult| is_the_same(a, b) || lead(a.id) == lead(b.id);
    let mut told: Vec<Vec<Arc<LabResult>>> = Vec::with_capacity(values.len());
    for value in values {
        let is_near = |known: &&mut Vec<Arc<LabResult>>| {
            known
                .first()
                .is_some_and(|one| minute(one) == minute(&value))
        };
        let mut known = told.iter_mut().rev().take_while(is_near);
        let same = known.find(|known| known.iter().any(|one| is_one(one, &value)));
        match same {
            Some(same) => same.push(value),
            None => told.push(vec![value]),
        }
    }
    told
}

/// This is the newest result of its test.
pub fn is_newest(results: &[Arc<LabResult>], result: &LabResult) -> bool {
    let of_test = results
        .iter()
        .filter(|other| other.test == result.test && is_fact(other));
    let newer =
        |other: &Arc<LabResult>| When::newest_first(other.date(), result.date()) == Ordering::Less;
    !of_test
        .into_iter()
        .any(|other| newer(other) && !is_the_same(other, result))
}

/// "Higher than in March. It was 5.9 then and is 6.8 now."
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The newer value against the one before.
    pub now_is: Change,
    /// The newer value.
    pub now: Quantity,
    /// The one before.
    pub then: Quantity,
    /// When that was.
    pub then_on: Option<When>,
}

/// Higher, lower or the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Higher.
    Higher,
    /// Lower.
    Lower,
    /// The same number.
    Same,
}

/// How a result compares with the next older one of its test; only between plain numbers in one unit.
/// `earlier` is what [`earlier`] gave.
pub fn compared(result: &LabResult, earlier: &[Vec<Arc<LabResult>>]) -> Option<Compared> {
    let is_older =
        |other: &&Arc<LabResult>| When::newest_first(result.date(), other.date()) == Ordering::Less;
    let values = earlier.iter();
    let others = values.filter(|same| same.iter().all(|other| other.id != result.id));
    let before = others.filter_map(|same| same.first()).find(is_older)?;
    let now = result
        .finding
        .value
        .plain()
        .filter(|_| result.status.counts())?;
    let then = before
        .finding
        .value
        .plain()
        .filter(|then| then.same_unit(now))?;
    let now_is = match now.number.as_f64()?.partial_cmp(&then.number.as_f64()?)? {
        Ordering::Greater => Change::Higher,
        Ordering::Less => Change::Lower,
        Ordering::Equal => Change::Same,
    };
    Some(Compared {
        now_is,
        now: now.clone(),
        then: then.clone(),
        then_on: before.date().cloned(),
    })
}

fn is_fact(result: &LabResult) -> bool {
    result.status.counts() && result.unreadable().is_none()
}

/// The same result, sent by two hospitals: same minute, same value, same unit (reference §8.2).
fn is_the_same(a: &LabResult, b: &LabResult) -> bool {
    let (Some(first), Some(second)) = (a.finding.value.plain(), b.finding.value.plain()) else {
        return false;
    };
    a.source != b.source
        && minute(a).is_some()
        && minute(a) == minute(b)
        && first.number == second.number
        && first.same_unit(second)
}

/// The minute it was collected, if that is known to the minute.
fn minute(result: &LabResult) -> Option<i64> {
    Some(result.collected.as_ref()?.epoch_millis()? / 60_000)
}
