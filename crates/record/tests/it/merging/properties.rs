//! What holds for any records: a chart of chance, merged in many ways, is always the same.

use std::ops::Range;

use record::{SourceId, merging::Card};

use super::{
    chart::{self, Item},
    told,
};
use crate::chance::{Chance, seeds as seeds_of};

/// So many charts every day, and so many in `scripts/soak`.
fn seeds() -> Range<u64> {
    seeds_of(100, 3_000)
}

fn pick<'p>(chance: &mut Chance, pool: &[&'p str]) -> &'p str {
    pool[chance.pick(pool.len())]
}

const MEDICINES: [&str; 16] = [
    r#"rxnorm="314076:lisinopril 10 MG Oral Tablet""#,
    r#""Lisinopril 10 mg tablet" rxnorm=314076"#,
    r#"rxnorm="206765:lisinopril 10 MG Oral Tablet [Prinivil]""#,
    r#""Prinivil 10 MG Oral Tablet""#,
    r#""Prinivil""#,
    r#"rxnorm="314077:lisinopril 20 MG Oral Tablet""#,
    r#"rxnorm="999:lisinopril 10 MG Oral Tablet""#,
    r#"rxnorm="314076:losartan 50 MG Oral Tablet""#,
    r#""hydroxyzine 25 MG Oral Tablet""#,
    r#""hydralazine 25 MG Oral Tablet" ndc=0777-3105-02"#,
    r#""lisinopril 10 MG / hydrochlorothiazide 12.5 MG Oral Tablet""#,
    r#""Water pill""#,
    r#""Water pill" rxnorm=1"#,
    r#""Axid" ndc=00777310502"#,
    "substance=s1",
    "",
];

const OTHERS: [&str; 18] = [
    r#"allergy "Penicillin" snomed=764146007"#,
    r#"allergy "Penicillin""#,
    r#"allergy "Lisinopril" category=medication"#,
    r#"allergy "No known allergies" snomed=716186003"#,
    r#"allergy "Latex" snomed=111088007"#,
    r#"problem "Asthma" snomed=195967001"#,
    r#"problem "Asthma" snomed=195967001 icd10=J45"#,
    r#"problem "Asthma" icd10=J45"#,
    r#"problem "Sinusitis" snomed=36971009 list=encounter-diagnosis"#,
    r#"vaccine "Influenza" cvx=140"#,
    r#"vaccine "Influenza""#,
    r#"procedure "Dialysis" cpt=90935"#,
    r#"lab "Glucose" loinc=2345-7"#,
    r#"vital "Pulse" loinc=8867-4"#,
    r#"report "Glucose" loinc=24323-8"#,
    r#"document "Progress note" loinc=11506-3"#,
    r#"insurance"#,
    r#"visit "Office visit""#,
];

/// A chart of two to four hospitals, whose items come from small pools, so that much of it is alike.
pub(crate) fn chance_chart(chance: &mut Chance) -> Vec<Item> {
    let hospitals = 2 + chance.pick(3);
    let mut items = Vec::new();
    for hospital in 0..hospitals {
        let letter = char::from(b'A' + hospital as u8);
        items.push(chart::item(&format!(
            r#"{letter} substance s1 rxnorm="314076:lisinopril 10 MG Oral Tablet""#
        )));
        items.push(chart::item(&format!(
            r#"{letter} organization o1 "Blue Shield""#
        )));
        // Results for reports to be of: some hospitals have both, some have other digits.
        for own in ["f1", "f2"] {
            let value = pick(chance, &["98 mg/dL", "98.0 mg/dL"]);
            let at = "2024-05-01T08:00:00Z";
            let lab = format!(r#"{letter} lab {own} loinc=2345-7 at={at} value="{value}""#);
            items.push(chart::item(&lab));
        }
        let npi = pick(chance, &["1234567893", "1245319599"]);
        let clinician = format!(r#"{letter} practitioner c1 "Dr. {letter}" npi={npi}"#);
        items.push(chart::item(&clinician));
        for nth in 0..8 + chance.pick(20) {
            items.push(chart::item(&line(chance, letter, nth)));
        }
        for nth in 0..chance.pick(4) {
            let of = items[chance.pick(items.len())].clone();
            let author = chart::HOSPITALS[chance.pick(4)];
            let own = of.name.split_once('.').expect("a name").1.to_owned();
            let line = format!(
                r#"{letter} provenance p{nth} "{author}" of={own} type={}"#,
                of.kind
            );
            items.push(chart::item(&line));
        }
    }
    items
}

fn line(chance: &mut Chance, letter: char, nth: usize) -> String {
    let mut rest = String::new();
    let day = pick(
        chance,
        &[
            "2024-05-01",
            "2024-05-02",
            "2024-05-03",
            "2025-07-01",
            "2024",
        ],
    );
    let number = pick(
        chance,
        &["", "", "", "number=urn:n|1", "number=urn:n|2", "number=3"],
    );
    if chance.pick(2) == 0 {
        let sig = pick(chance, &["1 tablet", "2 tablets", "1  TABLET"]);
        let status = pick(chance, &["active", "stopped", "completed", "on-hold"]);
        let medicine = pick(chance, &MEDICINES);
        let reported = pick(chance, &["", "reported=1", "intent=plan", "not=1"]);
        return format!(
            r#"{letter} medicine m{nth} {medicine} on={day} sig="{sig}" status={status} {number} {reported}"#
        );
    }
    let other = pick(chance, &OTHERS);
    let (kind, what) = other.split_once(' ').unwrap_or((other, ""));
    match kind {
        "allergy" => {
            rest += pick(
                chance,
                &[
                    "",
                    "criticality=high",
                    "criticality=low",
                    "status=resolved",
                    "modified=1",
                ],
            );
        }
        "problem" => {
            rest += &format!("on={day} {}", pick(chance, &["", "status=resolved"]));
        }
        "vaccine" => {
            rest += &format!(
                "on={day} {}",
                pick(chance, &["", "lot=A1", "lot=B2", "status=not-done"])
            );
        }
        "lab" | "vital" => {
            let at = pick(
                chance,
                &[
                    "2024-05-01T08:00:00Z",
                    "2024-05-01T03:00:00-05:00",
                    "2024-05-01T08:01:00Z",
                ],
            );
            let value = pick(chance, &["98 mg/dL", "98.0 mg/dL", "99 mg/dL"]);
            rest += &format!(r#"at={at} value="{value}""#);
        }
        "report" => {
            // One of the results is mostly not there.
            let results = pick(chance, &["f1", "f2", "f1,f2", "f1,x3"]);
            let at = pick(chance, &["2024-05-01", "2024-05-01", "2024-05-02"]);
            rest += &format!("at={at} results={results}");
        }
        "document" => {
            rest += &format!(
                r#"on={day} author="{}""#,
                pick(chance, &["Ada Okafor", "Ben Ito"])
            );
            rest += pick(chance, &["", " hash=xq0ko7XO/OAck4nBE9wTtACd+jc="]);
        }
        "insurance" => {
            rest += pick(
                chance,
                &[
                    r#"payor="Blue Shield" member=1"#,
                    "payor-id=o1 member=1",
                    r#"payor="Aetna" member=1"#,
                ],
            );
        }
        _ => rest += &format!("on={day}"),
    }
    format!("{letter} {kind} x{nth} {what} {rest} {number}")
}

/// Everything that is told of a merged record.
fn whole(merging: &record::Merging, items: &[Item]) -> String {
    let called = chart::called(items);
    let groups = told::groups(merging, &called).join("\n");
    format!("{groups}\n{}", told::told(merging, &called))
}

/// In pages of chance, in an order of chance, merged in between at times of chance.
fn in_some_order(items: &[Item], chance: &mut Chance) -> record::Merging {
    let mut left: Vec<&Item> = items.iter().collect();
    chance.shuffle(&mut left);
    let mut merging = record::Merging::default();
    let mut homes: Vec<usize> = (0..4).collect();
    chance.shuffle(&mut homes);
    while !left.is_empty() || !homes.is_empty() {
        if chance.pick(3) == 0
            && let Some(home) = homes.pop()
        {
            merging.home(SourceId(home as u16), chart::HOSPITALS[home]);
        }
        let Some(source) = left.first().map(|item| item.source) else {
            continue;
        };
        let size = 1 + chance.pick(9);
        let page: Vec<&Item> = left
            .iter()
            .filter(|item| item.source == source)
            .take(size)
            .copied()
            .collect();
        left.retain(|item| !page.iter().any(|other| other.name == item.name));
        chart::put(&mut merging, source, &mut chart::answer(source, &page));
        match chance.pick(4) {
            0 => merging.settle(),
            1 => {
                merging.settle_some(budget(chance));
            }
            _ => {}
        }
    }
    in_slices(&mut merging, chance);
    merging
}

/// So many steps in one slice: mostly few.
fn budget(chance: &mut Chance) -> usize {
    let most = [1, 5, 50, 1000][chance.pick(4)];
    1 + chance.pick(most)
}

fn in_slices(merging: &mut record::Merging, chance: &mut Chance) {
    while !merging.settle_some(budget(chance)) {}
}

#[test]
fn a_merged_record_does_not_depend_on_order_or_paging() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed);
        let items = chance_chart(&mut chance);
        let expected = whole(&chart::merged(&items), &items);
        for _ in 0..2 {
            let merged = in_some_order(&items, &mut chance);
            similar(&expected, &whole(&merged, &items), seed);
        }
    }
}

#[test]
fn what_comes_again_changes_nothing() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed + 1000);
        let items = chance_chart(&mut chance);
        let mut merged = chart::merged(&items);
        let expected = whole(&merged, &items);
        for _ in 0..2 {
            for item in &items {
                chart::put(
                    &mut merged,
                    item.source,
                    &mut chart::answer(item.source, &[item]),
                );
            }
            merged.settle();
        }
        similar(&expected, &whole(&merged, &items), seed);
    }
}

#[test]
fn every_item_stands_in_one_place() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed + 2000);
        let items = chance_chart(&mut chance);
        let merged = chart::merged(&items);
        let groups = told::groups(&merged, &chart::called(&items)).join("\n");
        let words: Vec<&str> = groups.split(['\n', ' ', '(', ')', ':']).collect();
        for item in &items {
            let is_item = !["Organization", "Provenance", "Medication"].contains(&item.kind);
            // What differs is told with the name again, behind the groups.
            let is_told = words.contains(&item.name.as_str());
            assert_eq!(is_told, is_item, "{} of seed {seed}", item.name);
        }
        let counted: usize = merged
            .medicines()
            .iter()
            .map(|card| card.versions().count())
            .sum();
        let medicines = items
            .iter()
            .filter(|item| item.kind == "MedicationRequest")
            .count();
        assert_eq!(counted, medicines);
    }
}

#[test]
fn a_hospital_that_leaves_leaves_nothing_behind() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed + 3000);
        let items = chance_chart(&mut chance);
        let mut merged = in_some_order(&items, &mut chance);
        let gone = chance.pick(4) as u16;
        let left: Vec<Item> = items
            .iter()
            .filter(|item| item.source != gone)
            .cloned()
            .collect();
        merged.forget(SourceId(gone));
        in_slices(&mut merged, &mut chance);
        let mut without = record::Merging::default();
        for (source, name) in chart::HOSPITALS
            .iter()
            .enumerate()
            .filter(|(one, _)| *one != usize::from(gone))
        {
            without.home(SourceId(source as u16), name);
        }
        for item in &left {
            chart::put(
                &mut without,
                item.source,
                &mut chart::answer(item.source, &[item]),
            );
        }
        without.settle();
        similar(&whole(&without, &left), &whole(&merged, &left), seed);

        // And when it comes back, everything is as it was.
        merged.home(SourceId(gone), chart::HOSPITALS[usize::from(gone)]);
        for item in items.iter().filter(|item| item.source == gone) {
            chart::put(&mut merged, gone, &mut chart::answer(gone, &[item]));
        }
        merged.settle();
        similar(
            &whole(&chart::merged(&items), &items),
            &whole(&merged, &items),
            seed,
        );
    }
}

#[test]
fn a_hospital_that_comes_back_while_it_leaves_is_there() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed + 5000);
        let items = chance_chart(&mut chance);
        let mut merged = in_some_order(&items, &mut chance);
        let gone = chance.pick(4) as u16;
        merged.forget(SourceId(gone));
        merged.home(SourceId(gone), chart::HOSPITALS[usize::from(gone)]);
        for item in items.iter().filter(|item| item.source == gone) {
            chart::put(&mut merged, gone, &mut chart::answer(gone, &[item]));
            merged.settle_some(budget(&mut chance));
        }
        in_slices(&mut merged, &mut chance);
        similar(
            &whole(&chart::merged(&items), &items),
            &whole(&merged, &items),
            seed,
        );
        let before = merged.work();
        assert!(merged.settle_some(1), "seed {seed}");
        assert_eq!(merged.work(), before, "seed {seed}");
    }
}

#[test]
fn a_medicine_that_is_looked_up_is_as_in_the_list() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed);
        let items = chance_chart(&mut chance);
        let merged = chart::merged(&items);
        let (related, compared) = (merged.related(), merged.comparisons());
        for item in items.iter().filter(|one| one.kind == "MedicationRequest") {
            let id = item.id();
            let has = |cards: &[Card]| {
                let mut versions = cards.iter().flat_map(Card::versions);
                versions.any(|version| version.id == id)
            };
            let beside = related.iter().find(|one| has(&one.cards));
            assert_eq!(merged.related_to(id).as_ref(), beside, "seed {seed}");
            let with = compared.iter().find(|one| has(&one.cards));
            assert_eq!(merged.comparison(id).as_ref(), with, "seed {seed}");
        }
    }
}

#[test]
fn an_item_that_goes_was_never_there() {
    for seed in seeds() {
        let mut chance = Chance::seeded(seed + 4000);
        let items = chance_chart(&mut chance);
        let mut merged = in_some_order(&items, &mut chance);
        let is_kept = |item: &Item| {
            matches!(
                item.kind,
                "Organization" | "Practitioner" | "Provenance" | "Medication"
            )
        };
        let mut left = items.clone();
        for item in items.iter().filter(|item| !is_kept(item)) {
            if chance.pick(3) == 0 {
                merged.remove(item.id());
                left.retain(|other| other.name != item.name);
                if chance.pick(3) == 0 {
                    merged.settle();
                }
            }
        }
        merged.settle();
        similar(
            &whole(&chart::merged(&left), &left),
            &whole(&merged, &left),
            seed,
        );
    }
}

#[track_caller]
fn similar(expected: &str, is: &str, seed: u64) {
    let differ = |a: &str, b: &str| {
        let others: Vec<&str> = b.lines().collect();
        let lines: Vec<String> = a
            .lines()
            .filter(|line| !others.contains(line))
            .map(str::to_owned)
            .collect();
        lines.join("\n")
    };
    assert!(
        expected == is,
        "seed {seed}\nmissing:\n{}\nnew:\n{}",
        differ(expected, is),
        differ(is, expected)
    );
}

/// The charts of chance are worth something only if everything happens in them.
#[test]
fn every_reason_and_every_comparison_happens_in_charts_of_chance() {
    let mut all = String::new();
    for seed in seeds() {
        let mut chance = Chance::seeded(seed);
        let items = chance_chart(&mut chance);
        all += &whole(&chart::merged(&items), &items);
    }
    for word in [
        "SameNumber",
        "TakenOver",
        "SameCode",
        "SameCodeAndDay",
        "SameCodeADayApart",
        "SameName",
        "SameNameAndDay",
        "SameNameADayApart",
        "SameResult",
        "SameReport",
        "SameFile",
        "SameDocument",
        "SameMember",
        "by Number",
        "Code",
        "Grammar",
        "Brand",
        "ExactName",
        "PossiblySame",
        "SameProduct",
        "! Status",
        "! HowToTake",
        "! Criticality",
        "? ordered twice",
        "twice:",
        "is on the allergy list",
        "! none known",
        "~ ",
        " differ in Strength",
    ] {
        assert!(all.contains(word), "{word}");
    }
}
