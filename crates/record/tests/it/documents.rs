//! Documents and visits, as text a patient could read.

use std::sync::Arc;

use record::document::{self, Document, Place, Wrapping};
use record::visit::{self, Visit};
use record::when::{Day, When};
use record::{LocalId, receipt::LeftOut};

use crate::given::{self, bundle};

const REFERENCE: &str =
    r#""resourceType":"DocumentReference","subject":{"reference":"Patient/maria"}"#;
const ENCOUNTER: &str = r#""resourceType":"Encounter","subject":{"reference":"Patient/maria"}"#;
/// Nov 21, 2026, noon.
const NOW: i64 = 1_795_262_400;

fn document_of(rest: &str) -> Document {
    given::taken(&format!("{{{REFERENCE},{rest}}}"))
        .documents
        .remove(0)
}

#[track_caller]
fn check(rest: &str, expected: &str) {
    assert_eq!(told(&document_of(rest)), expected);
}

fn told(document: &Document) -> String {
    let Document {
        title,
        standing,
        stage,
        copies,
        ..
    } = document;
    let copies: Vec<String> = copies.iter().map(copy).collect();
    let unreadable = if document.unreadable {
        ", unreadable"
    } else {
        ""
    };
    format!(
        "{} · {:?} · {standing:?}, {stage:?}{unreadable} · {}",
        title.as_deref().unwrap_or("-"),
        document
            .when()
            .map(|when| when.day().map(|day| (day.year, day.month, day.day))),
        copies.join("; ")
    )
}

fn copy(copy: &document::Copy) -> String {
    let place = match &copy.place {
        Place::Inside(data) => format!("inside, {} letters", data.len()),
        Place::At(url) => format!("at {url}"),
        Place::Nowhere => "nowhere".to_owned(),
    };
    let size = copy.size.map(|size| format!(", {size} bytes"));
    format!(
        "{} {place}{}",
        copy.media.as_deref().unwrap_or("-"),
        size.unwrap_or_default()
    )
}

#[test]
fn a_document_says_what_it_is_when_and_in_which_formats() {
    check(
        r#""id":"1","status":"current","docStatus":"final",
        "type":{"text":"After-visit summary","coding":[{"system":"http://loinc.org","code":"34133-9","display":"Summary of episode note"}]},
        "date":"2026-03-18T08:00:00Z","context":{"period":{"start":"2026-03-17T08:30:00-04:00"}},
        "content":[{"attachment":{"contentType":"application/xml","url":"Binary/7","size":214000}},{"attachment":{"contentType":"application/pdf","data":"JVBERi0="}}]"#,
        "After-visit summary · Some(Some((2026, 3, 17))) · Current, Final · application/xml at Binary/7, 214000 bytes; application/pdf inside, 8 letters",
    );
}

#[test]
fn its_name_is_the_text_else_loincs_words_else_the_description_else_the_category_never_a_code() {
    check(
        r#""type":{"coding":[{"code":"X1","display":"Local"},{"system":"http://loinc.org","code":"11506-3","display":"Progress note"}]}"#,
        "Progress note · None · Unknown, NotSaid · ",
    );
    check(
        r#""type":{"coding":[{"system":"http://loinc.org","code":"11506-3"}]},"description":"Phone call","category":[{"text":"Notes"}]"#,
        "Phone call · None · Unknown, NotSaid · ",
    );
    check(
        r#""category":[{"text":"test"}]"#,
        "test · None · Unknown, NotSaid · ",
    );
    check(
        r#""type":{"coding":[{"code":"11506-3"}]}"#,
        "- · None · Unknown, NotSaid · ",
    );
}

#[test]
fn an_entry_without_a_file_is_listed_and_says_so() {
    check(
        r#""status":"superseded","content":[{"attachment":{"contentType":"application/octet-stream","_data":{"extension":[]}}}]"#,
        "- · None · Superseded, NotSaid · application/octet-stream nowhere",
    );
}

#[test]
fn what_may_turn_its_meaning_around_is_said() {
    check(
        r#""modifierExtension":[{"url":"x"}]"#,
        "- · None · Unknown, NotSaid, unreadable · ",
    );
    check(
        r#""docStatus":["final"]"#,
        "- · None · Unknown, NotSaid, unreadable · ",
    );
    check(
        r#""docStatus":"preliminary","status":"archived""#,
        "- · None · Other(\"archived\"), Early · ",
    );
}

#[test]
fn a_mistake_is_withdrawn_by_either_status() {
    let taken = given::taken(&bundle(&[
        &format!(r#"{{{REFERENCE},"id":"1","status":"entered-in-error"}}"#),
        &format!(r#"{{{REFERENCE},"id":"2","status":"current","docStatus":"entered-in-error"}}"#),
    ]));
    assert!(taken.documents.is_empty());
    assert_eq!(
        taken.receipt.left_out.get(&LeftOut::EnteredInError),
        Some(&2)
    );
    assert_eq!(taken.withdrawn.len(), 2);
}

#[test]
fn the_newer_document_is_found_and_only_where_it_says_so() {
    let taken = given::taken(&bundle(&[
        &format!(r#"{{{REFERENCE},"id":"old","status":"superseded"}}"#),
        &format!(
            r#"{{{REFERENCE},"id":"other","relatesTo":[{{"code":"appends","target":{{"reference":"DocumentReference/old"}}}}]}}"#
        ),
        &format!(
            r#"{{{REFERENCE},"id":"new","relatesTo":[{{"code":"replaces","target":{{"reference":"DocumentReference/old"}}}}]}}"#
        ),
    ]));
    let all: Vec<Arc<Document>> = taken.documents.into_iter().map(Arc::new).collect();
    let id = |id| LocalId::new("https://ehr.example/fhir/1", "DocumentReference", id);
    let newer = document::replacement(&all, id("old")).map(|one| one.id);
    assert_eq!(newer, Some(id("new")));
    assert_eq!(document::replacement(&all, id("new")), None);
}

#[test]
fn a_file_wrapped_in_json_is_unwrapped() {
    let wrapping = |json: &str| Wrapping::of(&fhir::Answer::new(json.as_bytes()));
    let wrapped = |media: Option<&str>, data: &str| Wrapping::Wrapped {
        media: media.map(str::to_owned),
        data: data.to_owned(),
    };
    assert_eq!(
        wrapping(r#"{"resourceType":"Binary","contentType":"text/rtf","data":"e1xydGYx"}"#),
        wrapped(Some("text/rtf"), "e1xydGYx")
    );
    assert_eq!(wrapping(r#"{"resourceType":"Binary"}"#), wrapped(None, ""));
    assert_eq!(
        wrapping(r#"{"resourceType":"OperationOutcome"}"#),
        Wrapping::Message
    );
    for file in ["{}", "<html>", r#"{"resourceType":"Bundle"}"#] {
        assert_eq!(wrapping(file), Wrapping::Bare, "{file}");
    }
}

fn visits(entries: &[&str]) -> Vec<Arc<Visit>> {
    let entries: Vec<String> = entries
        .iter()
        .map(|rest| format!("{{{ENCOUNTER},{rest}}}"))
        .collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let mut visits: Vec<Arc<Visit>> = given::taken(&bundle(&entries))
        .visits
        .into_iter()
        .map(Arc::new)
        .collect();
    visit::sorted(&mut visits, NOW);
    visits
}

fn line(visit: &Arc<Visit>) -> String {
    let Visit {
        title,
        class,
        state,
        ..
    } = &**visit;
    let people: Vec<&str> = visit
        .people
        .iter()
        .filter_map(|one| one.name.as_deref())
        .collect();
    let places: Vec<&str> = visit
        .places
        .iter()
        .filter_map(|one| one.name.as_deref())
        .collect();
    let coming = if visit.is_coming(NOW) { "coming: " } else { "" };
    format!(
        "{coming}{} ({class:?}, {state:?}) with {people:?} at {places:?} for {:?}, then {:?}{}",
        title.as_deref().unwrap_or("-"),
        visit.reasons,
        visit.discharge,
        if visit.unreadable { ", unreadable" } else { "" },
    )
}

#[test]
fn visits_to_come_stand_first_and_an_old_open_one_is_past() {
    let visits = visits(&[
        r#""id":"1","status":"finished","class":{"code":"EMER"},"type":[{"text":"Emergency visit"}],"period":{"start":"2025-08-03T21:40:00-04:00"},
           "participant":[{"individual":{"display":"Kenji Ito, NP"}}],"reasonCode":[{"text":"Fever"}],"location":[{"location":{"display":"Floor 2"}}],
           "hospitalization":{"dischargeDisposition":{"text":"Home"}}"#,
        r#""id":"2","status":"planned","class":{"code":"AMB"},"period":{"start":"2026-12-01"}"#,
        r#""id":"3","status":"in-progress","class":{"code":"IMP"},"period":{"start":"2011"}"#,
        r#""id":"4","status":"cancelled","class":{"code":"VR"},"period":{"start":"2026-11-23T09:40:00-05:00"}"#,
        r#""id":"5","status":"planned","period":{"start":"2026-11-21"}"#,
        r#""id":"6","status":"planned","period":{"start":"2019-01-01"},"modifierExtension":[{"url":"x"}]"#,
    ]);
    insta::assert_snapshot!(visits.iter().map(line).collect::<Vec<_>>().join("\n"), @r#"
    coming: - (Other, Planned) with [] at [] for [], then None
    coming: - (Virtual, Canceled) with [] at [] for [], then None
    coming: - (Office, Planned) with [] at [] for [], then None
    Emergency visit (Emergency, Finished) with ["Kenji Ito, NP"] at ["Floor 2"] for ["Fever"], then Some("Home")
    - (Other, Planned) with [] at [] for [], then None, unreadable
    - (Stay, Open) with [] at [] for [], then None
    "#);
}

#[test]
fn the_next_visit_is_one_that_is_planned_for_a_known_day() {
    let cases = [
        (
            r#""id":"1","status":"planned","period":{"start":"2026-11-23T09:40:00-05:00"}"#,
            true,
        ),
        (
            r#""id":"1","status":"planned","period":{"start":"2026-11-21"}"#,
            true,
        ),
        (
            r#""id":"1","status":"planned","period":{"start":"2026-11-20"}"#,
            false,
        ),
        (
            r#""id":"1","status":"planned","period":{"start":"2026-12"}"#,
            false,
        ),
        (r#""id":"1","status":"planned""#, false),
        (
            r#""id":"1","status":"cancelled","period":{"start":"2026-11-23"}"#,
            false,
        ),
        (
            r#""id":"1","status":"in-progress","period":{"start":"2026-11-23"}"#,
            false,
        ),
        (
            r#""id":"1","status":"planned","period":{"start":"2026-11-23"},"modifierExtension":[{"url":"x"}]"#,
            false,
        ),
    ];
    for (entry, is_next) in cases {
        assert_eq!(
            visit::next(&visits(&[entry]), NOW).is_some(),
            is_next,
            "{entry}"
        );
    }
    let several = visits(&[
        r#""id":"1","status":"planned","period":{"start":"2026-12-01"}"#,
        r#""id":"2","status":"cancelled","period":{"start":"2026-11-22"}"#,
        r#""id":"3","status":"planned","period":{"start":"2026-11-24"}"#,
    ]);
    let next = visit::next(&several, NOW).and_then(|visit| visit.from.clone());
    assert_eq!(next, Day::new(2026, 11, 24).map(When::Day));
}

fn note_of(rest: &str) -> Document {
    let category = r#""category":[{"coding":[{"system":"http://loinc.org","code":"34117-2","display":"History and physical note"}]}]"#;
    let json = format!(
        r#"{{"resourceType":"DiagnosticReport","subject":{{"reference":"Patient/maria"}},{category},{rest}}}"#
    );
    given::taken(&json).documents.remove(0)
}

#[test]
fn a_note_that_was_sent_as_a_report_is_a_document() {
    let note = note_of(
        r#""id":"1","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"34117-2","display":"History and physical note"}]},
        "encounter":{"reference":"Encounter/e"},"effectiveDateTime":"2010-08-19T19:33:18-04:00","issued":"2010-08-20T19:33:18.715-04:00",
        "performer":[{"reference":"Practitioner/p","display":"Dr. Okafor"},{"reference":"Practitioner/p"},{"display":"Ana"},{"display":"Ben"}],
        "conclusion":"Asthma","conclusionCode":[{"text":"Mild"}],
        "presentedForm":[{"contentType":"text/plain","data":"CjIwMTA="},{"contentType":"application/pdf","url":"Binary/b","size":9}]"#,
    );
    insta::assert_snapshot!(told(&note), @"History and physical note · Some(Some((2010, 8, 19))) · Current, Final · text/plain inside, 8 letters; application/pdf at Binary/b, 9 bytes");
    let authors = note.authors.iter().map(|author| author.name.as_deref());
    let authors: Vec<Option<&str>> = authors.collect();
    assert_eq!(authors, [Some("Dr. Okafor"), Some("Ana"), Some("Ben")]);
    assert_eq!(note.description.as_deref(), Some("Asthma\nMild"));
    let visit = LocalId::new("https://ehr.example/fhir/1", "Encounter", "e");
    assert_eq!(note.visits, [visit]);
    assert_eq!(
        note.date.as_ref().and_then(When::day).map(|day| day.day),
        Some(20)
    );
}

#[test]
fn a_note_stands_by_the_status_of_its_report() {
    let stands = |status: &str| {
        let note = note_of(&format!(r#""id":"1","status":"{status}""#));
        format!("{:?}, {:?}", note.standing, note.stage)
    };
    for status in ["registered", "partial", "preliminary"] {
        assert_eq!(stands(status), "Current, Early");
    }
    for status in ["amended", "corrected", "appended"] {
        assert_eq!(stands(status), "Current, Amended");
    }
    assert_eq!(stands("unknown"), "Unknown, NotSaid");
    assert_eq!(stands("cancelled"), r#"Other("cancelled"), NotSaid"#);
    let bare = note_of(r#""id":"1""#);
    assert_eq!(bare.title.as_deref(), Some("History and physical note"));
    assert!(bare.copies.is_empty());
    for rest in [
        r#""modifierExtension":[{"url":"urn:x"}]"#,
        r#""implicitRules":"urn:x""#,
        r#""status":["final"]"#,
    ] {
        assert!(note_of(rest).unreadable, "{rest}");
    }
}

#[test]
fn a_note_is_withdrawn_like_any_report_and_stays_apart_from_the_same_as_a_document() {
    let note = |rest: &str| {
        format!(
            r#"{{"resourceType":"DiagnosticReport","id":"1","category":[{{"coding":[{{"system":"http://loinc.org","code":"34117-2"}}]}}],{rest}}}"#
        )
    };
    let withdrawn = given::taken(&note(r#""status":"entered-in-error""#));
    assert_eq!(
        (withdrawn.documents.len(), withdrawn.withdrawn.len()),
        (0, 1)
    );
    let mario = given::taken(&note(r#""subject":{"reference":"Patient/mario"}"#));
    assert!(mario.documents.is_empty());
    let same = format!(r#"{{{REFERENCE},"id":"1","type":{{"text":"Note"}}}}"#);
    let both = given::taken(&bundle(&[&note(r#""status":"final""#), &same]));
    assert_eq!(both.documents.len(), 2);
    assert_ne!(both.documents[0].id, both.documents[1].id);
}
