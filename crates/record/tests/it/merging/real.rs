//! Real charts, each at two hospitals at once.

use record::{Merging, Shelf, SourceId};

use super::chart;
use crate::charts::{answers, data, files, take};

#[test]
fn a_real_chart_and_its_copy_lose_nothing_and_merge_one_to_one() {
    let Some(data) = data() else { return };
    let mut merged_results = 0;
    for path in files(&data.join("fhir-patients")) {
        // The reading of the largest chart is measured elsewhere.
        if path.to_string_lossy().contains("huge") {
            continue;
        }
        for answer in answers(&path) {
            let Some(taken) = take(answer) else { continue };
            let mut copy = taken.clone();
            let count = taken.results.len() + taken.medicines.len();
            let mut merging = Merging::default();
            let mut own = taken;
            chart::put(&mut merging, 0, &mut own);
            merging.settle();
            let alone = merging.medicines().len();
            // The same ids at another hospital would be the same items.
            copy.medicines.clear();
            copy.results.iter_mut().for_each(|result| {
                result.source = SourceId(1);
                result.id = record::LocalId::new("copy", "Observation", &result.id.to_string());
            });
            let copied = copy.results.len();
            for result in copy.results {
                merging.put_result(result.into());
            }
            merging.settle();
            let labs = merging.results(Shelf::Lab);
            let held: usize = labs.iter().map(|lab| lab.versions.len()).sum();
            let orders: usize = merging
                .medicines()
                .iter()
                .map(|card| card.versions().count())
                .sum();
            assert_eq!(held + orders, count + copied, "{}", path.display());
            assert_eq!(merging.medicines().len(), alone);
            for lab in labs.iter().filter(|lab| lab.versions.len() > 1) {
                assert_eq!(lab.sources().len(), lab.versions.len());
                merged_results += 1;
            }
        }
    }
    assert!(merged_results > 500, "{merged_results}");
}
