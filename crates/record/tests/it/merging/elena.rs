//! The sample patient of the sandbox who has a record at four hospitals: what of it stands as one.

use std::collections::BTreeMap;

use record::{
    Asked, LocalId, Merging, Person, SourceId, Taken,
    same_person::{Comparison, Whose, same_person},
    take,
};
use serde_json::value::RawValue;

use super::{chart, told};
use crate::given::bundle;

/// By key, name as a site lists it, and patient.
const HOSPITALS: [(&str, &str, &str); 4] = [
    ("st-marys", "St. Mary's Hospital (sample)", "elena-torres"),
    ("lakeside", "Lakeside Clinic (sample)", "ml-21158"),
    ("hillside", "Hillside Family Practice (sample)", "hfp-30482"),
    ("riverside", "Riverside Heart Center (sample)", "rhc-55019"),
];

/// The resources of a file of the sandbox, as written.
fn seeds(file: &str) -> Vec<String> {
    let path = format!("{}/../sandbox/seeds/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the sandbox has it");
    let text = text.replace("{day+9}", "2026-12-01");
    let mut file: BTreeMap<String, Vec<Box<RawValue>>> =
        serde_json::from_str(&text).expect("resources in JSON");
    let resources = file.remove("resources").expect("resources");
    resources.iter().map(|one| one.get().to_owned()).collect()
}

fn base(key: &str) -> String {
    format!("https://{key}.example/fhir")
}

fn taken(source: usize, patient: &str, resources: &[String]) -> Taken {
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let answer = fhir::Answer::new(bundle(&resources).into_bytes());
    let page = fhir::read::page(&answer).expect("an answer in FHIR");
    let asked = Asked {
        source: SourceId(source as u16),
        base: &base(HOSPITALS[source].0),
        patient,
    };
    let taken = take(&page, &asked);
    assert!(taken.receipt.balances(), "{:?}", taken.receipt);
    taken
}

/// Elena's record at one of the hospitals, and what that says of itself.
fn elena(source: usize) -> Taken {
    let (key, _, patient) = HOSPITALS[source];
    let mut resources = seeds(&format!("{key}.json"));
    resources.extend(seeds(&format!("elena-{key}.json")));
    taken(source, patient, &resources)
}

/// What the snapshot calls the items: hospital and id.
fn called() -> BTreeMap<LocalId, String> {
    let mut called = BTreeMap::new();
    for (key, ..) in HOSPITALS {
        let own = seeds(&format!("elena-{key}.json"));
        for resource in own.iter().chain(&seeds(&format!("{key}.json"))) {
            let resource: serde_json::Value = serde_json::from_str(resource).expect("JSON");
            let text = |name: &str| resource[name].as_str().expect("a text").to_owned();
            let (kind, id) = (text("resourceType"), text("id"));
            called.insert(LocalId::new(&base(key), &kind, &id), format!("{key}/{id}"));
        }
    }
    called
}

fn merged(order: [usize; 4]) -> Merging {
    let mut merging = Merging::default();
    for source in order {
        merging.home(SourceId(source as u16), HOSPITALS[source].1);
        chart::put(&mut merging, source as u16, &mut elena(source));
        merging.settle();
    }
    merging
}

#[test]
fn every_story_of_elena_ends_as_it_should_whatever_hospital_comes_first() {
    let called = called();
    let told = |order| told::told(&merged(order), &called);
    let first = told([0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2], [0, 2, 1, 3]] {
        assert_eq!(told(order), first, "{order:?}");
    }
    insta::assert_snapshot!(first);
}

#[test]
fn what_elena_has_at_one_hospital_only_stands_alone() {
    let groups = told::groups(&merged([0, 1, 2, 3]), &called());
    for alone in [
        "hillside/elena-a1c-2026-02",
        "hillside/elena-a1c-2026-02-result",
        "hillside/elena-a1c-outside",
        "hillside/elena-a1c-outside-result",
        "hillside/elena-cholecalciferol",
        "hillside/elena-loratadine",
        "hillside/elena-metformin-1000",
        "hillside/elena-shingles",
        "hillside/elena-plan",
        "hillside/elena-checkup",
        "lakeside/co-8403",
        "lakeside/d-42",
        "lakeside/mr-7404",
        "riverside/rhc-d-2",
        "riverside/rhc-k-1",
        "riverside/rhc-m-3",
        "riverside/rhc-m-4",
        "st-marys/elena-bronchitis",
        "st-marys/elena-metformin",
        "st-marys/elena-progress-note",
    ] {
        assert!(groups.iter().any(|group| group == alone), "{alone}");
    }
}

/// The patient of this file.
fn person(source: usize, patient: &str, file: &str) -> Person {
    taken(source, patient, &seeds(file)).people.remove(0)
}

#[test]
fn elena_is_the_same_person_everywhere_and_helena_is_somebody_else() {
    let elenas = [0, 1, 2, 3].map(|source: usize| {
        let (key, _, patient) = HOSPITALS[source];
        person(source, patient, &format!("elena-{key}.json"))
    });
    let helena = person(1, "ml-21193", "helena-lakeside.json");
    for (nth, elena) in elenas.iter().enumerate() {
        for other in &elenas[nth + 1..] {
            let compared = same_person((elena, Whose::Own), (other, Whose::Own));
            assert_eq!(compared, Comparison::SamePerson);
        }
        let compared = same_person((elena, Whose::Own), (&helena, Whose::Own));
        assert_eq!(compared, Comparison::AnotherPerson);
    }
}
