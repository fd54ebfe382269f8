//! Allergies: where each entry belongs, and what may be said of them together.

use std::sync::Arc;

use record::{
    Allergy, SourceId,
    allergies::{Account, Reach, Situation, leading, situation},
    allergy::{About, Place, Scope},
    merging::Contradiction,
    section::{Gap, Trouble},
};

use crate::{
    charts::{answers, data, take},
    given::{self, bundle},
};

fn entry(id: u8, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"AllergyIntolerance","id":"{id}","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn taken(entries: &[&str]) -> Vec<Arc<Allergy>> {
    let entries: Vec<String> = (0..)
        .zip(entries)
        .map(|(id, rest)| entry(id, rest))
        .collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let taken = given::taken(&bundle(&entries));
    taken.allergies.into_iter().map(Arc::new).collect()
}

const REFUTED: &str = r#""verificationStatus":{"coding":[{"code":"refuted"}]}"#;

#[track_caller]
fn place(rest: &str, expected: Place) {
    assert_eq!(taken(&[rest])[0].place(), expected, "{rest}");
}

#[test]
fn every_entry_has_a_place() {
    place(r#""code":{"text":"Latex"}"#, Place::Current);
    place(r#""reaction":[]"#, Place::Current);
    place(
        r#""code":{"text":"Latex"},"clinicalStatus":{"text":"Resolved"}"#,
        Place::Past,
    );
    place(
        &format!(r#""code":{{"text":"Latex"}},{REFUTED}"#),
        Place::RuledOut,
    );
    place(
        r#""code":{"text":"Latex"},"modifierExtension":[{"url":"urn:x"}]"#,
        Place::Unclear,
    );
    place(
        r#""extension":[{"url":"http://hl7.org/fhir/StructureDefinition/allergyintolerance-substanceExposureRisk"}]"#,
        Place::Unclear,
    );
    place(
        r#""code":{"coding":[{"code":"1631000175102"}],"text":"Not on File"}"#,
        Place::NotAsked,
    );
}

#[track_caller]
fn none(rest: &str, expected: Option<Scope>) {
    let about = match &taken(&[rest])[0].about {
        About::NoneKnown(scope) => Some(scope.clone()),
        About::One | About::NotAsked => None,
    };
    assert_eq!(about, expected, "{rest}");
}

#[test]
fn none_known_is_told_by_code_by_words_and_by_a_refuted_kind() {
    let code = |code: &str| format!(r#""code":{{"coding":[{{"code":"{code}"}}]}}"#);
    none(&code("716186003"), Some(Scope::Any));
    none(&code("409137002"), Some(Scope::Medicine));
    none(&code("429625007"), Some(Scope::Food));
    none(&code("428607008"), Some(Scope::Environment));
    none(&code("no-known-food-allergies"), Some(Scope::Food));
    none(r#""code":{"text":"NKDA"}"#, Some(Scope::Medicine));
    none(
        r#""code":{"text":"No Known Drug Allergies."}"#,
        Some(Scope::Medicine),
    );
    let except = "No known allergies except penicillin";
    none(
        &format!(r#""code":{{"text":"{except}"}}"#),
        Some(Scope::AsSent(except.to_owned())),
    );
    none(
        &format!("{},{REFUTED}", code("416098002")),
        Some(Scope::Medicine),
    );
    none(&code("416098002"), None);
    none(&format!("{},{REFUTED}", code("716186003")), None);
    none(r#""code":{"text":"Penicillin"}"#, None);
}

#[test]
fn what_was_entered_by_mistake_is_withdrawn() {
    let mistake =
        r#""code":{"text":"Latex"},"verificationStatus":{"coding":[{"code":"entered-in-error"}]}"#;
    assert!(taken(&[mistake]).is_empty());
}

#[test]
fn no_situation_is_taken_for_another() {
    let latex = r#""code":{"text":"Latex"}"#;
    let nkda = r#""code":{"coding":[{"code":"409137002"}]}"#;
    let unclear = r#""code":{"text":"Latex"},"modifierExtension":[{"url":"urn:x"}]"#;
    let past = r#""code":{"text":"Latex"},"clinicalStatus":{"text":"resolved"}"#;
    let not_asked = r#""code":{"text":"Not on File"}"#;
    let told = |entries: &[&str], reach: Reach| match situation(&taken(entries), reach) {
        Situation::Loading => "loading".to_owned(),
        Situation::Failed => "failed".to_owned(),
        Situation::Nothing { not_asked } => format!("nothing, not asked: {not_asked}"),
        Situation::OnlyPast => "only past".to_owned(),
        Situation::NoneKnown { none, reach } => format!("none known {}, {reach:?}", none.len()),
        Situation::Listed {
            listed,
            unclear,
            none,
            reach,
        } => format!(
            "{} listed, {unclear} unclear, {} none known, {reach:?}",
            listed.len(),
            none.len()
        ),
    };
    assert_eq!(told(&[], Reach::Whole), "nothing, not asked: false");
    assert_eq!(told(&[not_asked], Reach::Whole), "nothing, not asked: true");
    assert_eq!(told(&[past], Reach::Whole), "only past");
    for entries in [&[][..], &[not_asked], &[past]] {
        assert_eq!(told(entries, Reach::Loading), "loading");
        assert_eq!(told(entries, Reach::Partly), "failed");
    }
    for reach in [Reach::Whole, Reach::Loading, Reach::Partly] {
        assert_eq!(told(&[nkda], reach), format!("none known 1, {reach:?}"));
        assert_eq!(
            told(&[nkda, latex], reach),
            format!("1 listed, 0 unclear, 1 none known, {reach:?}")
        );
        assert_eq!(
            told(&[nkda, unclear], reach),
            format!("0 listed, 1 unclear, 1 none known, {reach:?}")
        );
    }
}

#[test]
fn a_contradiction_that_is_told_on_its_own_is_not_told_again() {
    let all = taken(&[
        r#""code":{"text":"Penicillin"}"#,
        r#""code":{"coding":[{"code":"716186003"}]}"#,
        r#""code":{"coding":[{"code":"429625007"}]}"#,
    ]);
    let of = |scope: Scope| {
        let about = About::NoneKnown(scope);
        let found = all.iter().find(|one| one.about == about);
        found.expect("it is recorded").clone()
    };
    let (none, no_food) = (of(Scope::Any), of(Scope::Food));
    let told = Contradiction {
        scope: Scope::Any,
        none: vec![none.id],
        listed: vec![all[0].id],
    };
    let left = |told: &[Contradiction]| match situation(&all, Reach::Whole).beside(told) {
        Situation::Listed { listed, none, .. } => (listed.len(), none),
        other => panic!("{other:?}"),
    };
    assert_eq!(left(&[]).1.len(), 2);
    assert_eq!(left(&[told]), (1, vec![no_food]));
}

#[test]
fn the_reach_is_that_of_the_list() {
    let gap = [(SourceId(0), Gap::Failed(Trouble::TimedOut))];
    assert_eq!(Reach::of(&gap, false), Reach::Partly);
    assert_eq!(Reach::of(&gap, true), Reach::Loading);
    assert_eq!(Reach::of::<SourceId>(&[], false), Reach::Whole);
}

#[test]
fn real_entries_go_where_they_belong() {
    let Some(data) = data() else { return };
    let places = |file: &str| {
        let path = data.join(file);
        let taken = answers(&path).into_iter().filter_map(take);
        let all: Vec<String> = taken
            .flat_map(|taken| taken.allergies)
            .map(|one| {
                format!(
                    "{}: {:?}",
                    one.name.clone().unwrap_or_default(),
                    one.place()
                )
            })
            .collect();
        all.join("; ")
    };
    assert_eq!(
        places("vendor-responses/athena-john-medlock/002-AllergyIntolerance-200.json"),
        "Penicillins: Current; lisinopril: Current; peanut: Past"
    );
    assert_eq!(
        places("vendor-responses/epic-desiree-powell/003-AllergyIntolerance-200.json"),
        "Not on File: NotAsked"
    );
    assert_eq!(
        places("ips/IPS_IG-bundle-01.json"),
        "Substance with penicillin structure and antibacterial mechanism of action (substance): Current; no-known-food-allergies: NoneKnown"
    );
}

const NONE: &str = r#""code":{"coding":[{"code":"716186003"}]}"#;
const LATEX: &str = r#""code":{"text":"Latex"}"#;

#[test]
fn what_a_hospital_lists_what_it_calls_none_and_that_it_has_nothing_are_three_things() {
    let account = |entries: &[&str]| Account::of(&taken(entries));
    assert!(account(&[]).is_empty());
    let none = account(&[NONE]);
    assert_eq!(
        (none.listed, none.none.len(), none.is_empty()),
        (0, 1, false)
    );
    let both = account(&[NONE, LATEX]);
    assert_eq!((both.listed, both.none.len()), (1, 1));
    let refuted = account(&[&format!("{LATEX},{REFUTED}")]);
    assert_eq!(
        (refuted.listed, refuted.over, refuted.is_empty()),
        (0, 1, false)
    );
    let not_asked = account(&[r#""code":{"coding":[{"code":"1631000175102"}]}"#]);
    assert!(not_asked.not_asked && !not_asked.is_empty());
    let unclear = account(&[&format!(
        r#"{LATEX},"modifierExtension":[{{"url":"urn:x"}}]"#
    )]);
    assert_eq!((unclear.listed, unclear.unclear), (0, 1));
}

#[test]
fn an_allergy_is_listed_as_long_as_one_record_lists_it() {
    let resolved = format!(r#"{LATEX},"clinicalStatus":{{"text":"Resolved"}}"#);
    let refuted = format!("{LATEX},{REFUTED}");
    let first = |entries: &[&str]| leading(&taken(entries)).map(|one| one.place());
    assert_eq!(first(&[&refuted, &resolved, LATEX]), Some(Place::Current));
    assert_eq!(first(&[&refuted, &resolved]), Some(Place::Past));
    assert_eq!(first(&[]), None);
}

#[test]
fn of_current_versions_the_gravest_leads() {
    let led_by = |entries: &[&str]| leading(&taken(entries)).and_then(|one| one.name.clone());
    let (mild, high, severe) = (
        r#""code":{"text":"mild"},"criticality":"low""#,
        r#""code":{"text":"high"},"criticality":"high""#,
        r#""code":{"text":"severe"},"reaction":[{"severity":"severe","manifestation":[{"text":"Hives"}]}]"#,
    );
    assert_eq!(led_by(&[mild, high]).as_deref(), Some("high"));
    assert_eq!(led_by(&[mild, severe]).as_deref(), Some("severe"));
    let over = format!(r#"{high},"clinicalStatus":{{"text":"Resolved"}}"#);
    assert_eq!(led_by(&[over.as_str(), mild]).as_deref(), Some("mild"));
}
