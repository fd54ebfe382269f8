//! What holds for any records: nothing stands as one that was at different times.

use std::collections::{BTreeMap, BTreeSet};

use record::{
    Merging, Shelf,
    entry::{Entry, Part, Place},
    merging::Merged,
    when::When,
};

use super::{chart, properties::chance_chart};
use crate::chance::{Chance, seeds};

fn days<'w>(whens: impl IntoIterator<Item = Option<&'w When>>) -> Vec<i64> {
    let days = whens.into_iter().flatten().filter_map(When::day);
    days.map(|day| day.number()).collect()
}

fn span(days: &[i64]) -> i64 {
    days.iter().max().unwrap_or(&0) - days.iter().min().unwrap_or(&0)
}

fn of_entries(merged: &Merged<Entry>) -> Vec<i64> {
    days(merged.versions.iter().map(|one| one.when.as_ref()))
}

#[track_caller]
fn is_safe(merging: &Merging, seed: u64) {
    for one in merging.entries(Part::Vaccines) {
        assert!(span(&of_entries(&one)) <= 1, "vaccines of seed {seed}");
    }
    for one in merging.entries(Part::Procedures) {
        assert_eq!(span(&of_entries(&one)), 0, "procedures of seed {seed}");
    }
    for one in merging.entries(Part::Conditions) {
        let is_past = |one: &Entry| {
            one.place == Place::Past && one.when.as_ref().and_then(When::day).is_some()
        };
        if one.versions.iter().any(|one| is_past(one)) {
            assert!(span(&of_entries(&one)) <= 365, "problems of seed {seed}");
        }
    }
    for one in merging.documents() {
        let days = days(one.versions.iter().map(|one| one.when()));
        assert_eq!(span(&days), 0, "documents of seed {seed}");
    }
    for one in merging.papers() {
        let days = days(one.versions.iter().map(|one| one.collected.as_ref()));
        assert_eq!(span(&days), 0, "reports of seed {seed}");
    }
    for shelf in [Shelf::Lab, Shelf::Vitals] {
        for one in merging.results(shelf) {
            let minutes = one
                .versions
                .iter()
                .filter_map(|one| one.collected.as_ref()?.epoch_millis());
            let minutes: BTreeSet<i64> = minutes.map(|one| one.div_euclid(60_000)).collect();
            assert!(minutes.len() <= 1, "results of seed {seed}");
        }
    }
}

/// Whatever they share: a number, a code, a name, or the word of a hospital that took one over.
#[test]
fn nothing_is_one_that_was_at_different_times() {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seeds(500, 3_000) {
        let mut chance = Chance::seeded(seed + 5000);
        let items = chance_chart(&mut chance);
        let merging = chart::merged(&items);
        is_safe(&merging, seed);
        for part in [Part::Vaccines, Part::Conditions, Part::Procedures] {
            for one in merging.entries(part) {
                for reason in &one.reasons {
                    *reasons.entry(format!("{part:?} {reason:?}")).or_default() += 1;
                }
            }
        }
    }
    // The charts are worth something only if numbers and copies join in them.
    for known in [
        "Vaccines SameNumber",
        "Vaccines TakenOver",
        "Conditions SameNumber",
        "Conditions TakenOver",
    ] {
        assert!(reasons.contains_key(known), "{known} in {reasons:?}");
    }
}

#[test]
fn a_hospital_that_leaves_is_named_nowhere() {
    let items = chart::items(
        r#"A medicine m1 "lisinopril 10 MG Oral Tablet"
           B medicine m1 "Zestril 10 MG Oral Tablet" substance=s1
           B medicine m2 "Zestoretic"
           B substance s1 "Zestril 10 MG Oral Tablet"
           B insurance i1 payor-id=o1 member=1
           B organization o1 "Blue Shield""#,
    );
    let mut merging = chart::merged(&items);
    let said = |merging: &Merging| format!("{merging:?}");
    let left = [
        "Zestril".to_owned(),
        "Zestoretic".to_owned(),
        "Blue Shield".to_owned(),
        items[4].id().to_string(),
    ];
    assert!(left.iter().all(|word| said(&merging).contains(word)));
    merging.forget(record::SourceId(1));
    merging.settle();
    for word in left {
        assert!(!said(&merging).contains(&word), "{word}");
    }
}
