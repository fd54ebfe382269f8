//! What must never be taken for one another.

use super::{chart, told};

/// Pairs that are often confused, as the Institute for Safe Medication Practices lists them, and more of their kind.
const LOOK_ALIKES: &str = include_str!("../fixtures/look-alikes.txt");
/// Different medicines.
const PRODUCTS: &str = include_str!("../fixtures/products.txt");

/// As in `hydrOXYzine`.
fn tall(name: &str) -> String {
    let (start, rest) = name.split_at(4);
    format!("{start}{}", rest.to_uppercase())
}

#[track_caller]
fn apart(lines: &str) {
    let items = chart::items(lines);
    let is = told::told(&chart::merged(&items), &chart::called(&items));
    assert_eq!(is, "", "{lines}");
}

#[test]
fn look_alike_names_are_never_taken_for_one_another() {
    let pairs = LOOK_ALIKES
        .lines()
        .map(|line| line.split_once(' ').expect("a pair"));
    for (one, other) in pairs.clone() {
        for form in [
            "",
            " 25 MG",
            " 25 MG Oral Tablet",
            " hydrochloride 25 MG Oral Tablet",
            " 25 MG Oral Tablet [Same]",
        ] {
            apart(&format!(
                "A medicine m1 \"{one}{form}\"\nB medicine m1 \"{other}{form}\""
            ));
        }
        apart(&format!(
            r#"A medicine m1 "{}"
            B medicine m1 "{}""#,
            tall(one),
            tall(other)
        ));
        apart(&format!(
            r#"A medicine m1 rxnorm="7:{one} 25 MG Oral Tablet"
            B medicine m1 rxnorm="7:{other} 25 MG Oral Tablet""#
        ));
        // As other programs write names, under the code of what is in one of them.
        for form in [" 25MG TAB", " (SAME) 25 MG TABLET"] {
            apart(&format!(
                r#"A medicine m1 "{}{form}" rxnorm=7
                B medicine m1 "{} 50MG TAB" rxnorm=7
                C medicine m1 "{other} 75 MG Oral Tablet" rxnorm=8"#,
                one.to_uppercase(),
                other.to_uppercase()
            ));
        }
        apart(&format!(
            r#"A allergy m1 "{one}"
            B allergy m1 "{other}"
            C medicine m1 "{one}e 25 MG Oral Tablet""#
        ));
        apart(&format!(
            r#"A medicine m1 "{one} 25 MG Oral Tablet" number=urn:n|1 ndc=0777-3105-02
            B medicine m1 "{other} 25 MG Oral Tablet" number=urn:n|1 ndc=0777-3105-02"#
        ));
    }
    assert!(pairs.count() >= 100);
}

#[test]
fn two_hundred_different_medicines_are_two_hundred() {
    let names: Vec<&str> = PRODUCTS.lines().collect();
    assert!(names.len() >= 200);
    for form in [
        " 10 MG Oral Tablet",
        " hydrochloride 10 MG Oral Tablet",
        " 10 MG",
        " 10MG TAB",
        " (SAME) 10 MG TABLET",
        "",
    ] {
        let lines = names.iter().enumerate().map(|(nth, name)| {
            format!("A medicine m{nth} \"{name}{form}\" status=stopped\nB medicine m{nth} \"{}{form}\" status=stopped\n", tall(name))
        });
        let items = chart::items(&lines.collect::<String>());
        let merged = chart::merged(&items);
        let called = chart::called(&items);
        let cards = merged.medicines();
        assert_eq!(cards.len(), names.len(), "{form}");
        assert_eq!(merged.related(), []);
        for card in cards {
            let own: Vec<&str> = card
                .versions()
                .map(|version| called[&version.id].split_at(2).1)
                .collect();
            assert_eq!(own.len(), 2);
            assert_eq!(own[0], own[1]);
        }
    }
}

/// One code of what is in both; whoever knows no more must not take one strength for another.
#[test]
fn two_strengths_of_two_hundred_medicines_are_two_products() {
    let lines = PRODUCTS.lines().enumerate().map(|(nth, name)| {
        let name = name.to_uppercase();
        format!(
            "A medicine m{nth} \"{name} 10MG TAB\" rxnorm={nth} status=stopped\n\
             B medicine m{nth} \"{name} (SAME) 40 MG TABLET\" rxnorm={nth} status=stopped\n"
        )
    });
    let items = chart::items(&lines.collect::<String>());
    assert_eq!(chart::merged(&items).medicines().len(), items.len());
}

/// Every two of the names that real charts carry, and those of two hundred medicines.
#[test]
fn names_of_real_charts_are_only_ever_the_same_as_themselves() {
    let real = include_str!("../fixtures/rxnorm.txt");
    let real = real
        .lines()
        .filter_map(|line| line.split_once(" => "))
        .map(|(name, _)| name);
    let names: Vec<&str> = real
        .filter(|name| !name.is_empty() && !name.contains('"'))
        .collect();
    let lines = names.iter().enumerate().map(|(nth, name)| {
        format!("A medicine m{nth} \"{name}\" status=stopped\nB medicine m{nth} \"{name}\" status=stopped\n")
    });
    let items = chart::items(&lines.collect::<String>());
    let merged = chart::merged(&items);
    let called = chart::called(&items);
    for card in merged.medicines() {
        let mut own: Vec<&str> = card
            .versions()
            .map(|version| called[&version.id].split_at(2).1)
            .collect();
        own.sort_unstable();
        own.dedup();
        let named = |own: &&str| {
            let nth = own.trim_start_matches('m');
            names[nth.parse::<usize>().expect("a number")].to_lowercase()
        };
        let products: Vec<Option<String>> = own
            .iter()
            .map(|own| record::rxnorm::Name::read(&named(own)).and_then(|name| name.product()))
            .collect();
        let is_one = products.iter().all(|product| *product == products[0]);
        assert!(is_one, "{:?}", own.iter().map(named).collect::<Vec<_>>());
    }
}
