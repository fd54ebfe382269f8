//! Maria's whole record at both hospitals, as text: what the app reads out of what the samples say.

use std::{fmt::Debug, sync::Arc};

use record::{
    Asked, Entry, LabResult, Part, Shelf, SourceId, Taken, When, entry,
    names::Mention,
    vitals::{Measured, Tile, tiles},
};
use sandbox::Hospital;
use serde_json::{Value, json};

use crate::page::{date, quantity, result, rows, value};
use crate::person::{Person, entries, next, sandbox};
use crate::told::{facts, told};

const EVERYTHING: &str = "launch/patient patient/*.rs";

/// What an app asks for by the patient; and the searches that are about the patient by another word.
const SEARCHES: [&str; 27] = [
    "AllergyIntolerance?patient=",
    "Appointment?patient=",
    "CarePlan?patient=",
    "CareTeam?patient=",
    "Claim?patient=",
    "Communication?patient=",
    "Condition?patient=",
    "Coverage?patient=",
    "Device?patient=",
    "DeviceRequest?patient=",
    "DiagnosticReport?patient=",
    "DocumentReference?patient=",
    "Encounter?patient=",
    "ExplanationOfBenefit?patient=",
    "FamilyMemberHistory?patient=",
    "Goal?patient=",
    "ImagingStudy?patient=",
    "Immunization?patient=",
    "Media?patient=",
    "MedicationDispense?patient=",
    "MedicationRequest?patient=",
    "Patient?_id=",
    "Procedure?patient=",
    "QuestionnaireResponse?patient=",
    "RelatedPerson?patient=",
    "ServiceRequest?patient=",
    "Specimen?patient=",
];

/// Of observations nobody gives all at once.
const CATEGORIES: [&str; 14] = [
    "activity",
    "care-experience-preference",
    "clinical-test",
    "cognitive-status",
    "disability-status",
    "exam",
    "functional-status",
    "imaging",
    "laboratory",
    "procedure",
    "social-history",
    "survey",
    "therapy",
    "vital-signs",
];

/// Days of the samples that are counted from today, and where they stand instead.
const DAYS_TO_COME: [i64; 6] = [2, 5, 9, 16, 21, 28];

#[tokio::test]
async fn the_whole_record_of_maria_at_st_marys_reads_as_it_was_meant() {
    let sandbox = sandbox().await;
    insta::assert_snapshot!(text(sandbox.st_marys()).await);
}

#[tokio::test]
async fn the_whole_record_of_maria_at_lakeside_reads_as_it_was_meant() {
    let sandbox = sandbox().await;
    insta::assert_snapshot!(text(sandbox.lakeside()).await);
}

async fn text(hospital: &Hospital) -> String {
    let maria = Person::with_scopes(hospital, "maria", EVERYTHING).await;
    let mut resources: Vec<Value> = Vec::new();
    let of = |category| format!("Observation?category={category}&patient=");
    let searches = CATEGORIES.map(of).into_iter();
    for search in searches.chain(SEARCHES.map(str::to_owned)) {
        let mut page = Some(format!("{search}{{me}}&_count=200"));
        while let Some(path) = page {
            let answer = maria.get(&path).await;
            // A hospital that keeps none of a kind does not know it.
            if answer.status == 404 {
                break;
            }
            assert_eq!(answer.status, 200, "{path}");
            let bundle = answer.json();
            for resource in entries(&bundle) {
                let is_it = |one: &Value| {
                    ["resourceType", "id"].map(|name| one[name] == resource[name]) == [true; 2]
                };
                // What is of two categories comes twice.
                if !resources.iter().any(is_it) {
                    resources.push(without_today(resource));
                }
            }
            page = next(&bundle);
        }
    }
    let listed: Vec<Value> = resources
        .into_iter()
        .map(|resource| json!({ "resource": resource }))
        .collect();
    let bundle = json!({ "resourceType": "Bundle", "type": "searchset", "entry": listed });
    let bundle = bundle.to_string().replace(&maria.base, BASE);
    let answer = fhir::Answer::new(bundle.into_bytes());
    let page = fhir::read::page(&answer).unwrap();
    let asked = Asked {
        source: SourceId(0),
        base: BASE,
        patient: &maria.patient,
    };
    spelled(record::take(&page, &asked))
}

const BASE: &str = "https://ehr.example/fhir";

/// Visits and appointments to come are so many days from today: here they are in January 2030.
fn without_today(resource: &Value) -> Value {
    let kind = resource["resourceType"].as_str().unwrap();
    if !["Appointment", "Encounter"].contains(&kind) {
        return resource.clone();
    }
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let today = i64::try_from(now / 86_400).unwrap();
    let mut text = resource.to_string();
    for days in DAYS_TO_COME {
        let day = record::when::Day::from_number(today + days);
        let day = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
        text = text.replace(&day, &format!("2030-01-{days:02}"));
    }
    serde_json::from_str(&text).unwrap()
}

fn spelled(mut taken: Taken) -> String {
    assert!(taken.receipt.balances());
    let receipt = taken.receipt.clone();
    let person = taken.people.first().cloned().unwrap();
    let mut lines = vec![format!(
        "Received {}, shown {}, could not be read {}",
        receipt.received,
        receipt.shown,
        receipt.unread.len()
    )];
    let left = receipt.left_out.iter();
    lines.extend(left.map(|(why, count)| format!("  left out: {why:?} {count}")));
    lines.push(format!("\n== Person\n{}", person.names[0].full));
    facts(&person.facts, 1, &mut lines);

    section(&mut lines, "Medicines", &taken.medicines, |one| {
        let name = one.name.own.as_ref().or(one.name.display.as_ref());
        let name = name.map_or("(by reference)", String::as_str);
        let doubt = if one.do_not_take {
            " · do not take"
        } else {
            ""
        };
        (
            one.written.clone(),
            format!("{name} · {:?} · {:?}{doubt}", one.status, one.intent),
        )
    });
    section(&mut lines, "Allergies", &taken.allergies, |one| {
        let name = one.name.as_deref().unwrap_or_default();
        let standing = format!("{:?} · {:?}", one.clinical, one.verification);
        (
            one.recorded.clone(),
            format!("{name} · {:?} · {standing}", one.about),
        )
    });
    section(&mut lines, "Visits", &taken.visits, |one| {
        let title = one.title.as_deref().unwrap_or_default();
        let people = named(&one.people);
        (
            one.from.clone(),
            format!("{title} · {:?} · {:?} · {people}", one.class, one.state),
        )
    });
    section(&mut lines, "Documents", &taken.documents, |one| {
        let title = one.title.as_deref().unwrap_or_default();
        (
            one.date.clone(),
            format!("{title} · {:?} · {:?}", one.standing, one.stage),
        )
    });
    section(&mut lines, "Messages", &taken.messages, |one| {
        let subject = one.subject.as_deref().unwrap_or_default();
        (
            one.sent.clone(),
            format!("{subject} · {:?} · {}", one.fate, one.text.join(" / ")),
        )
    });
    section(&mut lines, "Care teams", &taken.teams, |one| {
        let name = one.name.as_deref().unwrap_or_default();
        let member = |member: &record::team::Member| {
            let who = member.who.mention.name.as_deref();
            let role = member.role.as_deref().unwrap_or("no role");
            format!("{} ({role})", who.unwrap_or("(by reference)"))
        };
        let members: Vec<String> = one.members.iter().map(member).collect();
        let active = if one.active { "active" } else { "not active" };
        (None, format!("{name} · {active} · {}", members.join(", ")))
    });

    let vitals: Vec<Arc<LabResult>> = taken.vitals.drain(..).map(Arc::new).collect();
    lines.push("\n== Vital signs".to_owned());
    lines.extend(tiles(&vitals).iter().map(tile));
    for shelf in [Shelf::Social, Shelf::Surveys, Shelf::Findings] {
        let found = std::mem::take(taken.shelf(shelf));
        section(&mut lines, &format!("{shelf:?}"), &found, |one| {
            (one.date().cloned(), result(one, &person))
        });
    }
    for part in Part::ALL {
        let of_part = taken.entries.extract_if(.., |entry| entry.part == part);
        let mut of_part: Vec<Arc<Entry>> = of_part.map(Arc::new).collect();
        entry::sorted(&mut of_part);
        if !of_part.is_empty() {
            lines.push(format!("\n== {part:?}"));
            lines.extend(of_part.iter().map(|entry| told(entry)));
        }
    }
    let results: Vec<Arc<LabResult>> = taken.results.into_iter().map(Arc::new).collect();
    let papers: Vec<Arc<_>> = taken.papers.into_iter().map(Arc::new).collect();
    let grouped = record::grouped(&results, &papers, Some(&person));
    lines.push(format!("\n== Reports\n{}", rows(&grouped.reports, &person)));
    lines.join("\n")
}

/// A list, the newest first; what has the same date by its words.
fn section<T: Debug>(
    lines: &mut Vec<String>,
    title: &str,
    items: &[T],
    spell: impl Fn(&T) -> (Option<When>, String),
) {
    if items.is_empty() {
        return;
    }
    lines.push(format!("\n== {title}"));
    let mut items: Vec<(Option<When>, String)> = items.iter().map(spell).collect();
    items.sort_by(|(a, words), (b, others)| {
        When::newest_first(a.as_ref(), b.as_ref()).then_with(|| words.cmp(others))
    });
    let line =
        |(when, words): &(Option<When>, String)| format!("{} · {words}", date(when.as_ref()));
    lines.extend(items.iter().map(line));
}

fn named(who: &[Mention]) -> String {
    let name = |one: &Mention| one.name.clone().unwrap_or("(by reference)".to_owned());
    who.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn tile(tile: &Tile) -> String {
    let name = tile.name.as_deref().unwrap_or("(no name)");
    let values: Vec<String> = tile.values.iter().map(measured).collect();
    let newer = match tile.newer.len() {
        0 => String::new(),
        count => format!(" (newer, not shown: {count})"),
    };
    format!("{:?} {name}: {}{newer}", tile.kind, values.join(" | "))
}

fn measured(measured: &Measured) -> String {
    let on = date(measured.date());
    let Some(pressure) = &measured.pressure else {
        return format!("{} on {on}", value(&measured.result.finding.value));
    };
    let end = |end: &Option<_>| end.as_ref().map_or("?".to_owned(), quantity);
    let (upper, lower) = (end(&pressure.systolic), end(&pressure.diastolic));
    format!("{upper} over {lower} on {on}")
}
