//! What the app reads out of real charts, without a word of them: how many stand where, and what is said of them.

use std::{collections::BTreeMap, path::Path};

use record::{
    Class, Label, Shelf, Taken,
    entry::{Fact, Told},
    labs::LabResult,
};

use crate::{
    charts::{bytes, data, take, told},
    exchanges::exchange,
};

type Counts = BTreeMap<String, usize>;

#[test]
fn the_outline_of_a_chart_with_every_profile_of_us_core_stays() {
    let Some(data) = data() else { return };
    let chart = data.join("fhir-patients/inferno-us-core-patient-355.json.gz");
    let taken = take(bytes(&chart)).expect("a chart");
    insta::assert_snapshot!(outline(vec![taken]));
}

#[test]
fn the_outline_of_a_chart_from_epic_stays() {
    let Some(data) = data() else { return };
    insta::assert_snapshot!(recorded(&data, "epic-desiree-powell"));
}

#[test]
fn the_outline_of_a_chart_from_athena_stays() {
    let Some(data) = data() else { return };
    insta::assert_snapshot!(recorded(&data, "athena-john-medlock"));
}

#[test]
fn the_outline_of_a_chart_from_oracle_stays() {
    let Some(data) = data() else { return };
    insta::assert_snapshot!(recorded(&data, "cerner-nancys-smarts"));
}

fn recorded(data: &Path, folder: &str) -> String {
    let folder = data.join("vendor-responses").join(folder);
    outline(exchange(&folder).expect("a recording"))
}

/// The account, the classes, the places of entries, and the labels of their lines, each with its count.
fn outline(answers: Vec<Taken>) -> String {
    let mut account = record::Receipt::default();
    let (mut classes, mut places, mut labels) = (Counts::new(), Counts::new(), Counts::new());
    for mut taken in answers {
        account.add(taken.receipt.clone());
        for shelf in Shelf::ALL {
            for result in taken.shelf(shelf).iter() {
                count(&mut places, format!("{shelf:?} {}", state(result)));
            }
        }
        for medicine in &taken.medicines {
            count(&mut places, format!("Medicine {:?}", medicine.intent));
        }
        for allergy in &taken.allergies {
            let standing = format!("{:?} {:?}", allergy.clinical, allergy.verification);
            count(&mut places, format!("Allergy {standing}"));
        }
        for entry in &taken.entries {
            count(&mut places, format!("{:?} {:?}", entry.part, entry.place));
            let incomplete = if entry.incomplete {
                "incomplete"
            } else {
                "whole"
            };
            count(&mut places, format!("{:?} {incomplete}", entry.part));
            spell(&entry.facts, &format!("{:?}", entry.part), &mut labels);
        }
        for person in &taken.people {
            spell(&person.facts, "Person", &mut labels);
        }
        for (class, delivery) in taken.deliveries(Class::Papers) {
            *classes.entry(format!("{class:?}")).or_default() += delivery.items.len();
        }
    }
    let list = |title: &str, counts: Counts| {
        let line = |(what, count): (String, usize)| format!("  {what}: {count}");
        let lines: Vec<String> = counts.into_iter().map(line).collect();
        format!("{title}\n{}", lines.join("\n"))
    };
    [
        told(&account),
        list("Classes", classes),
        list("Places", places),
        list("Lines", labels),
    ]
    .join("\n")
}

fn count(counts: &mut Counts, what: String) {
    *counts.entry(what).or_default() += 1;
}

fn state(result: &LabResult) -> &'static str {
    match (result.unreadable(), result.finding.value.is_given()) {
        (Some(_), _) => "unreadable",
        (None, true) => "with a value",
        (None, false) if !result.parts.is_empty() => "in parts",
        (None, false) => "without a value",
    }
}

/// Only what a line is about: a question is the hospital's own text.
fn spell(facts: &[Fact], of: &str, labels: &mut Counts) {
    for fact in facts {
        let label = match &fact.label {
            Label::Question(_) => "Question".to_owned(),
            label => format!("{label:?}"),
        };
        let path = format!("{of} {label}");
        for told in &fact.told {
            if let Told::Group(inner) = told {
                spell(inner, &path, labels);
            }
        }
        count(labels, path);
    }
}
