//! Every class of the record at St. Mary's: each search that apps ask for finds what it should and nothing else.
use serde_json::{Value, json};

use crate::http;
use crate::person::{Person, entries, next, sandbox};

const EVERYTHING: &str = "launch/patient patient/*.rs";

/// The ids of what was found, without what came along.
fn ids(kind: &str, bundle: &Value) -> Vec<String> {
    let found = entries(bundle).into_iter();
    found
        .filter(|one| one["resourceType"] == kind)
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect()
}

/// A search; the ids that it must find, and those that it must not.
type Case = (&'static str, &'static str, &'static str);

async fn check(cases: &[Case]) {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    for (search, found, others) in cases {
        let (kind, query) = search.split_once('?').unwrap_or((search, ""));
        let path = format!("{kind}?patient={{me}}&_count=200&{query}");
        let answer = maria.get(&path).await;
        assert_eq!(answer.status, 200, "{search}: {}", answer.text());
        let ids = ids(kind, &answer.json());
        for id in found.split_whitespace() {
            assert!(ids.iter().any(|one| one == id), "{search}: {id} of {ids:?}");
        }
        for id in others.split_whitespace() {
            assert!(!ids.iter().any(|one| one == id), "{search}: not {id}");
        }
    }
}

/// What an app asks for to read a whole record.
#[rustfmt::skip]
const CLASSES: &[Case] = &[
    ("AllergyIntolerance", "maria-penicillin maria-eggs maria-peanut", ""),
    ("Condition?category=problem-list-item", "maria-diabetes maria-anemia maria-kidney-disease maria-gout maria-seizures", "maria-urine-infection maria-falls maria-food"),
    ("Condition?category=http://terminology.hl7.org/CodeSystem/condition-category|encounter-diagnosis", "maria-urine-infection maria-visit-diabetes", "maria-diabetes"),
    ("Condition?category=health-concern", "maria-falls maria-food", "maria-diabetes"),
    ("MedicationRequest?intent=order,plan&_include=MedicationRequest:medication", "maria-metformin maria-vitamin-d", "maria-omega-3 maria-atorvastatin"),
    ("MedicationRequest?intent=proposal,plan,order,original-order,reflex-order,filler-order,instance-order,option", "maria-metformin maria-omega-3 maria-atorvastatin", ""),
    ("MedicationDispense", "maria-fill-metformin maria-fill-nitrofurantoin", ""),
    ("Observation?category=laboratory", "a1c-2026-11-a1c", "bp-2026-03 smoking-2026-03 ejection-fraction-2026-03"),
    ("DiagnosticReport?category=http://terminology.hl7.org/CodeSystem/v2-0074|LAB", "a1c-2026-11", "echo-2026-03"),
    ("DiagnosticReport?category=http://loinc.org|LP29684-5", "chest-x-ray-2025-08", "echo-2026-03"),
    ("DiagnosticReport?category=http://loinc.org|LP29708-2", "echo-2026-03", "skin-biopsy-2024-11"),
    ("DiagnosticReport?category=http://loinc.org|LP7839-6", "skin-biopsy-2024-11", "a1c-2026-11"),
    ("Observation?category=vital-signs", "bp-2026-03 bp-home-2026-11-10 weight-2026-11 weight-2026-03 height-2024-03 bmi-2026-11 heart-rate-2026-03 temperature-2026-11 oxygen-2026-11", "a1c-2026-11-a1c steps-2026-11-14"),
    ("Observation?category=social-history", "smoking-2026-03 occupation birth-sex gender-identity", "mood-2026-03"),
    ("Observation?category=survey", "mood-2026-03 mood-2026-03-total needs-2026-03-food-worry", "smoking-2026-03 transport-2026-03"),
    ("Observation?category=http://hl7.org/fhir/us/core/CodeSystem/us-core-category|sdoh", "needs-2026-03-food-worry transport-2026-03", "mood-2026-03"),
    ("Observation?category=imaging", "ejection-fraction-2026-03", "ekg-2026-03"),
    ("Observation?category=procedure", "eye-pressure-2018-06", "foot-exam-2026-03"),
    ("Observation?category=exam", "foot-exam-2026-03", "ekg-2026-03"),
    ("Observation?category=therapy", "classes-2026-06", "steps-2026-11-14"),
    ("Observation?category=activity", "steps-2026-11-14", "bp-home-2026-11-10"),
    ("Observation?category=clinical-test", "ekg-2026-03 lung-function-2026-02", "ejection-fraction-2026-03"),
    ("Observation?category=functional-status", "walking-2026-10", "hearing-2026-10"),
    ("Observation?category=disability-status", "hearing-2026-10", "walking-2026-10"),
    ("Observation?category=cognitive-status", "memory-2026-10", "mood-2026-03"),
    ("Observation?category=treatment-intervention-preference", "treatment-wish-2026-03", "care-wish-2026-03"),
    ("Observation?category=care-experience-preference", "care-wish-2026-03", "treatment-wish-2026-03"),
    ("Immunization", "maria-flu-2026 maria-flu-2025 maria-hepatitis-b maria-measles", ""),
    ("Procedure", "maria-cataract maria-colonoscopy maria-classes", ""),
    ("Encounter", "maria-2026-03 maria-next", ""),
    ("DocumentReference?category=clinical-note", "after-visit", "letter"),
    ("DocumentReference?type=http://loinc.org|34133-9", "after-visit", "nurse-note"),
    ("CarePlan?category=assess-plan", "maria-diabetes-plan maria-infection-plan", ""),
    ("CareTeam?status=active", "maria-heart-team", "maria-old-team"),
    ("Goal", "maria-a1c maria-iron maria-walking", ""),
    ("Device", "maria-lens maria-monitor", ""),
    ("Coverage", "maria-plan maria-old-plan", ""),
    ("ServiceRequest", "order-a1c-2026-11 maria-order-eyes maria-order-scan maria-order-no-dye", ""),
    ("QuestionnaireResponse", "maria-before-visit maria-asthma-form", ""),
    ("RelatedPerson", "maria-sister", "lucy-guardian"),
    ("Specimen", "maria-blood-2026-11", ""),
    ("FamilyMemberHistory", "maria-father maria-mother", ""),
    ("Appointment", "maria-nurse-visit maria-eye-visit maria-spring-visit", ""),
    ("Provenance", "maria-problems-author maria-home-author", ""),
    ("Communication", "maria-m-pressure", ""),
];

#[tokio::test]
async fn every_class_of_the_record_is_found_as_apps_ask_for_it() {
    check(CLASSES).await;
}

/// The same, narrower.
#[rustfmt::skip]
const NARROWER: &[Case] = &[
    ("Observation?category=vital-signs&date=ge2026-01-01", "bp-2026-03 bp-2026-11", "bp-2025-12 bp-2024-03"),
    ("Observation?category=vital-signs&date=ge2025-01-01&date=le2025-12-31", "bp-2025-03 bp-2025-12", "bp-2024-11 bp-2026-03"),
    ("Observation?category=vital-signs&status=final", "bp-2026-09", "bp-mistake"),
    ("Observation?code=http://loinc.org|29463-7", "weight-2026-11 weight-2025-09", "bmi-2026-11"),
    ("Immunization?status=not-done", "maria-hepatitis-b", "maria-flu-2026"),
    ("Immunization?status=completed,not-done&date=ge2024-06-01&date=lt2025-01-01", "maria-hepatitis-b maria-flu-2024", "maria-flu-2025 maria-measles maria-rabies"),
    ("Condition?clinical-status=active,recurrence,relapse", "maria-diabetes maria-asthma", "maria-anemia maria-kidney-disease"),
    ("Condition?onset-date=ge2025-08-01&onset-date=le2025-08-31", "maria-urine-infection", "maria-food"),
    ("Condition?recorded-date=ge2026-09-01", "maria-kidney-disease maria-falls", "maria-asthma maria-urine-infection"),
    ("Condition?abatement-date=ge2025-08-01", "maria-urine-infection", "maria-anemia"),
    ("Procedure?status=completed,in-progress", "maria-cataract maria-classes", "maria-colonoscopy maria-wrong-procedure"),
    ("Procedure?date=ge2022-01-01&date=le2022-12-31", "maria-monitor-out", "maria-monitor-in maria-biopsy"),
    ("CarePlan?category=assess-plan&status=active,on-hold", "maria-diabetes-plan", "maria-infection-plan maria-diet-plan"),
    ("CarePlan?category=assess-plan&date=ge2026-06-01", "maria-diabetes-plan", "maria-infection-plan"),
    ("Goal?lifecycle-status=active", "maria-a1c", "maria-iron maria-walking"),
    ("Goal?target-date=ge2027-01-01", "maria-a1c", "maria-pressure maria-iron"),
    ("Goal?start-date=le2024-12-31", "maria-a1c maria-iron", "maria-pressure"),
    ("ServiceRequest?intent=plan", "maria-order-food", "maria-order-eyes"),
    ("ServiceRequest?status=active,completed&intent=order", "maria-order-eyes order-a1c-2026-11", "maria-order-scan maria-order-food"),
    ("ServiceRequest?authored=ge2026-11-01", "maria-order-eyes order-a1c-2026-11", "maria-order-echo"),
    ("ServiceRequest?category=sdoh", "maria-order-food", "maria-order-eyes"),
    ("QuestionnaireResponse?authored=ge2026-11-01", "maria-asthma-form", "maria-before-visit"),
    ("QuestionnaireResponse?status=completed", "maria-before-visit", "maria-wrong-form"),
    ("MedicationDispense?status=completed&whenhandedover=le2026-08-31", "maria-fill-metformin", "maria-fill-lisinopril maria-fill-metformin-next"),
    ("MedicationDispense?whenprepared=ge2026-11-01", "maria-fill-metformin-next", "maria-fill-nitrofurantoin"),
    ("MedicationRequest?intent=order&authoredon=ge2026-10-01", "maria-prednisone", "maria-metformin maria-omega-3"),
    ("Coverage?status=active", "maria-plan", "maria-old-plan"),
    ("Device?status=active", "maria-lens", "maria-monitor"),
    ("Encounter?date=ge2026-01-01&status=finished,in-progress", "maria-2026-03 maria-2026-11-lab", "maria-2025-03 maria-next"),
    ("DiagnosticReport?category=LAB&date=ge2026-01-01", "a1c-2026-03", "a1c-2025-09"),
    ("DocumentReference?category=clinical-note&status=current", "after-visit", "progress-note-early"),
];

#[tokio::test]
async fn statuses_dates_and_intents_narrow_a_search() {
    check(NARROWER).await;
}

#[tokio::test]
async fn appointments_to_come_are_found_by_the_day() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let answer = maria
        .get("Appointment?patient={me}&date=ge2026-06-01")
        .await;
    let mut all = ids("Appointment", &answer.json());
    all.sort();
    // What has no day yet is not found by one.
    assert_eq!(all, ["maria-eye-visit", "maria-nurse-visit"]);
    let only = maria
        .get("Appointment?patient={me}&date=ge2026-06-01&status=booked,pending")
        .await;
    assert_eq!(ids("Appointment", &only.json()), ["maria-nurse-visit"]);
}

#[tokio::test]
async fn visit_summaries_are_asked_for_by_an_operation_too() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let found = async |query: &str| {
        let path = format!("DocumentReference/$docref?patient={{me}}{query}");
        ids("DocumentReference", &maria.get(&path).await.json())
    };
    assert_eq!(found("").await, ["after-visit"]);
    assert_eq!(
        found("&start=2026-03-01&end=2026-03-31&on-demand=false").await,
        ["after-visit"]
    );
    assert_eq!(found("&start=2026-04-01").await, [""; 0]);
    assert_eq!(
        found("&type=http://loinc.org|34746-8").await,
        ["nurse-note"]
    );
    let nobody = maria.get("DocumentReference/$docref").await;
    assert_eq!(nobody.status, 400);
}

#[tokio::test]
async fn origins_and_medicines_come_along() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    for (search, origin) in [
        (
            "Condition?category=problem-list-item",
            "maria-problems-author",
        ),
        ("Immunization", "maria-vaccines-registry"),
        ("Observation?category=vital-signs", "maria-home-author"),
        ("CarePlan?category=assess-plan", "maria-plans-author"),
        ("Goal", "maria-plans-author"),
        ("Procedure", "maria-plans-author"),
        ("Coverage", "maria-coverage-transmitter"),
    ] {
        let mark = if search.contains('?') { '&' } else { '?' };
        let path = format!("{search}{mark}patient={{me}}&_count=200&_revinclude=Provenance:target");
        let found = ids("Provenance", &maria.get(&path).await.json());
        assert_eq!(found, [origin], "{search}");
    }
    let fills = maria
        .get("MedicationDispense?patient={me}&_include=MedicationDispense:medication")
        .await
        .json();
    assert_eq!(ids("Medication", &fills), ["metformin-500"]);
}

#[tokio::test]
async fn a_long_class_comes_in_pages_and_by_post_as_well() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let search = "Observation?patient={me}&category=vital-signs";
    let whole = ids(
        "Observation",
        &maria.get(&format!("{search}&_count=200")).await.json(),
    );
    let mut page = Some(format!("{search}&_count=7"));
    let mut paged = Vec::new();
    while let Some(path) = page {
        let bundle = maria.get(&path).await.json();
        paged.extend(ids("Observation", &bundle));
        page = next(&bundle);
    }
    assert_eq!(paged, whole);

    let url = format!("{}/Observation/_search", maria.base);
    let bearer = format!("Bearer {}", maria.access);
    let form = [
        ("patient", maria.patient.as_str()),
        ("category", "vital-signs"),
        ("_count", "200"),
    ];
    let posted = http::post(&url, &[("Authorization", &bearer)], &form).await;
    assert_eq!(ids("Observation", &posted.json()), whole);
}

/// What the lists of each class must get right.
#[rustfmt::skip]
const FORMS: &[(&str, &str)] = &[
    ("Observation?category=vital-signs&", r#""lb" "kg" "in" "cm" "°F" "°C" "dataAbsentReason" "entered-in-error""#),
    ("Condition?", r#"onsetAge onsetString onsetPeriod abatementString refuted provisional unconfirmed entered-in-error modifierExtension evidence"#),
    ("Immunization?", r#"lotNumber isSubpotent occurrenceString statusReason protocolApplied "primarySource":false"#),
    ("Device?", r#"carrierHRF (01)00860001234509 "inactive""#),
    ("ServiceRequest?", r#""doNotPerform":true "revoked" "completed" "plan""#),
    ("CarePlan?category=assess-plan&", r#""div" "doNotPerform":true scheduledTiming "revoked""#),
    ("Goal?", r#"detailQuantity detailRange "achieved" "cancelled""#),
    ("Coverage?", r#"costToBeneficiary "cancelled""#),
    ("Appointment?", r#""booked" "cancelled" "proposed" requestedPeriod"#),
    ("FamilyMemberHistory?", r#"deceasedAge "health-unknown" contributedToDeath"#),
];

#[tokio::test]
async fn every_form_that_lists_must_get_right_occurs() {
    let sandbox = sandbox().await;
    let maria = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let all = async |path: &str| {
        let bundle = maria
            .get(&format!("{path}patient={{me}}&_count=200"))
            .await
            .json();
        Value::from(entries(&bundle).into_iter().cloned().collect::<Vec<_>>())
    };
    let vitals = all("Observation?category=vital-signs&").await;
    let pressures = vitals.as_array().unwrap().iter().filter(|one| {
        one["code"]["coding"][0]["code"] == "85354-9"
            && one["component"][1]["valueQuantity"].is_object()
    });
    assert!(pressures.count() >= 12);
    for (class, forms) in FORMS {
        let text = all(class).await.to_string();
        for form in forms.split_whitespace() {
            assert!(text.contains(form), "{class} {form} does not occur");
        }
    }
    let a1c = maria.get("Observation/a1c-2026-11-a1c").await.json();
    assert_eq!(a1c["specimen"]["reference"], "Specimen/maria-blood-2026-11");
    let answers = maria
        .get("QuestionnaireResponse/maria-before-visit")
        .await
        .json();
    assert_eq!(
        answers["item"][0]["item"][2]["answer"][0]["item"][1]["answer"][0],
        json!({ "valueBoolean": false })
    );
}

#[tokio::test]
async fn two_hospitals_tell_of_the_same_things_in_their_own_words() {
    let sandbox = sandbox().await;
    let here = Person::with_scopes(sandbox.st_marys(), "maria", EVERYTHING).await;
    let there = Person::with_scopes(sandbox.lakeside(), "maria", EVERYTHING).await;
    let vaccine = async |person: &Person| {
        let path = "Immunization?patient={me}&date=2025-10-11&status=completed";
        let bundle = person.get(path).await.json();
        let mut found = entries(&bundle).into_iter();
        let same = found.find(|one| one["vaccineCode"]["coding"][0]["code"] == "309");
        same.cloned().unwrap()["vaccineCode"]["text"].clone()
    };
    assert_ne!(vaccine(&here).await, vaccine(&there).await);
    let condition = async |person: &Person| {
        let path = "Condition?patient={me}&code=http://hl7.org/fhir/sid/icd-10-cm|I10";
        entries(&person.get(path).await.json())[0]["code"]["text"].clone()
    };
    assert_eq!(condition(&here).await, "High blood pressure");
    assert_eq!(condition(&there).await, "HTN");
    let weights = there
        .get("Observation?patient={me}&code=29463-7")
        .await
        .text()
        .to_owned();
    assert!(weights.contains("\"lb\"") && weights.contains("\"kg\""));
}
