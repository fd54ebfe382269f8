//! Nothing received is lost from the account.

use record::{Asked, LocalId, Names, SourceId, names::Wanted, receipt::LeftOut, section::Complete};

use crate::given::{self, bundle, observation};

#[test]
fn every_entry_is_shown_unread_or_left_out_with_a_reason() {
    let taken = given::taken(&bundle(&[
        &observation("1", r#""valueString":"x""#),
        &observation(
            "2",
            r#""category":[{"coding":[{"code":"vital-signs"}]}],"valueString":"x""#,
        ),
        r#"{"resourceType":"Observation","id":"3","status":"entered-in-error","subject":{"reference":"Patient/maria"}}"#,
        r#"{"resourceType":"Observation","id":"4","status":"final","subject":{"reference":"Patient/mario"}}"#,
        r#"{"resourceType":"Observation","id":"5","status":"final","subject":{"reference":"https://ehr.example/fhir/1/Patient/maria"}}"#,
        r#"{"resourceType":"Observation","id":"6","status":"final","subject":{"reference":"Group/maria"}}"#,
        r#"{"resourceType":"Patient","id":"mario"}"#,
        r#"{"resourceType":"Claim","id":"c"}"#,
        r#"{"resourceType":"Practitioner","id":"p","name":[{"family":"Okafor"}]}"#,
        r#"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"incomplete"}]}"#,
        r#"{"id":"nameless"}"#,
    ]));
    let reasons: Vec<String> = taken
        .receipt
        .left_out
        .iter()
        .map(|(why, count)| format!("{why:?} {count}"))
        .collect();
    assert_eq!(
        reasons,
        [
            "EnteredInError 1",
            "OutcomeMessage 1",
            "OtherPerson 3",
            "Support(\"Practitioner\") 1"
        ]
    );
    assert_eq!(
        (
            taken.receipt.received,
            taken.receipt.shown,
            taken.receipt.unread.len()
        ),
        (11, 4, 1)
    );
    assert_eq!(taken.complete, Complete::MayLack);
    assert_eq!(
        taken.withdrawn,
        [LocalId::new(
            "https://ehr.example/fhir/1",
            "Observation",
            "3"
        )]
    );
}

#[test]
fn what_a_first_look_does_not_read_is_left_out_and_nothing_else_changes() {
    let bundle = bundle(&[
        &observation("1", r#""valueString":"x""#),
        r#"{"resourceType":"Encounter","id":"e","status":{}}"#,
        r#"{"resourceType":"Medication"}"#,
        r#"{"resourceType":"Practitioner","id":"p","name":[{"family":"Okafor"}]}"#,
    ]);
    let answer = fhir::Answer::new(bundle.as_bytes());
    let page = fhir::read::results(&answer).expect("an answer in FHIR");
    let asked = Asked {
        source: SourceId(1),
        base: &format!("{}/1", given::BASE),
        patient: given::MARIA,
    };
    let first = record::take_results(&page, &asked);
    assert!(first.receipt.balances());
    let reasons: Vec<&LeftOut> = first.receipt.left_out.keys().collect();
    let other = |kind: &str| LeftOut::NotReadYet(kind.to_owned());
    assert_eq!(
        reasons,
        [
            &LeftOut::Support("Practitioner".to_owned()),
            &other("Encounter"),
            &other("Medication")
        ]
    );
    let whole = given::taken(&bundle);
    assert_eq!(first.results, whole.results);
    assert_eq!(first.heard.named, whole.heard.named);
}

#[test]
fn a_servers_error_message_makes_the_list_incomplete() {
    let outcome = |severity: &str| {
        given::taken(&format!(
            r#"{{"resourceType":"OperationOutcome","issue":[{{"severity":"{severity}"}}]}}"#
        ))
        .complete
    };
    assert_eq!(outcome("error"), Complete::Lacks);
    assert_eq!(outcome("fatal"), Complete::Lacks);
    assert_eq!(outcome("warning"), Complete::MayLack);
    assert_eq!(outcome("information"), Complete::Whole);
}

#[test]
fn a_report_of_another_department_is_listed_among_results_but_a_note_among_documents() {
    let report = |category: &str| {
        given::taken(&format!(
            r#"{{"resourceType":"DiagnosticReport","id":"r","category":[{{"coding":[{category}]}}]}}"#
        ))
    };
    assert_eq!(
        report(r#"{"system":"http://loinc.org","code":"LP29684-5"}"#)
            .papers
            .len(),
        1
    );
    assert_eq!(
        report(r#"{"system":"urn:local","code":"17"}"#).papers.len(),
        1
    );
    let note = report(r#"{"system":"http://loinc.org","code":"34117-2"}"#);
    assert_eq!((note.papers.len(), note.documents.len()), (0, 1));
}

#[test]
fn names_are_asked_for_once_and_only_below_the_base() {
    let performers = r#""performer":[{"reference":"Practitioner/p"},{"reference":"https://ehr.example/fhir/1/Organization/o"},{"reference":"https://elsewhere.example/fhir/Practitioner/x"},{"reference":"Practitioner/q","display":"Dr. Q"},{"reference":"PractitionerRole/r"},{"reference":"http://terminology.hl7.org/CodeSystem/v3-NullFlavor"}]"#;
    let mut names = Names::default();
    let taken = given::taken(&observation("1", performers));
    names.hear(SourceId(0), &taken.heard.named, &taken.wanted);
    let wanted: Vec<Wanted> = names.wanted();
    assert_eq!(
        wanted
            .iter()
            .map(|one| (one.source, one.path.as_str()))
            .collect::<Vec<_>>()
            .len(),
        3
    );
    assert!(wanted.iter().all(|one| {
        one.source == SourceId(1)
            && ["Practitioner/p", "Organization/o", "PractitionerRole/r"]
                .contains(&one.path.as_str())
    }));
    names.hear(SourceId(0), &[], &taken.wanted);
    assert!(names.wanted().is_empty());

    let answer = given::taken(
        r#"{"resourceType":"Practitioner","id":"p","name":[{"prefix":["Dr."],"given":["Ada"],"family":"Okafor"}]}"#,
    );
    names.hear(SourceId(0), &answer.heard.named, &answer.wanted);
    let said: Vec<Option<&str>> = taken.results[0]
        .performers
        .iter()
        .map(|performer| names.of(performer))
        .collect();
    assert_eq!(said, [Some("Dr. Ada Okafor"), None, Some("Dr. Q"), None]);
}

#[test]
fn a_role_is_called_by_its_practitioner_else_by_its_field_and_a_service_by_its_name() {
    let called = |json: &str| {
        let taken = given::taken(json);
        assert_eq!(taken.receipt.shown, 0, "it serves other items");
        taken.heard.named.into_iter().map(|named| named.name).next()
    };
    let role = |rest: &str| {
        called(&format!(
            r#"{{"resourceType":"PractitionerRole","id":"r",{rest}}}"#
        ))
    };
    let specialty = r#""specialty":[{"text":"Family medicine"},{"coding":[{"display":"Sports"}]}]"#;
    let okafor = r#""practitioner":{"reference":"Practitioner/p","display":"Dr. Okafor"}"#;
    let inside = r##""contained":[{"resourceType":"Practitioner","id":"p","name":[{"family":"Okafor"}]}],"practitioner":{"reference":"#p"}"##;
    assert_eq!(
        role(&format!("{okafor},{specialty}")).as_deref(),
        Some("Dr. Okafor")
    );
    assert_eq!(role(inside).as_deref(), Some("Okafor"));
    assert_eq!(role(specialty).as_deref(), Some("Family medicine, Sports"));
    assert_eq!(role(r#""active":true"#), None);
    assert_eq!(
        role(&format!(
            r#"{okafor},"modifierExtension":[{{"url":"urn:x"}}]"#
        )),
        None
    );
    let service = r#"{"resourceType":"HealthcareService","id":"s","name":"Lakeside Imaging"}"#;
    assert_eq!(called(service).as_deref(), Some("Lakeside Imaging"));
}

#[test]
fn a_hospital_takes_its_names_and_origins_with_it() {
    let (one, other) = (SourceId(1), SourceId(2));
    let provenance = r#"{"resourceType":"Provenance","target":[{"reference":"Observation/1"}],"recorded":"2026-11-12T10:00:00Z","agent":[{"who":{"display":"Lakeside"}}]}"#;
    let doctor = r#"{"resourceType":"Practitioner","id":"7","name":[{"text":"Dr. Ada Okafor"}]}"#;
    let performer = r#""performer":[{"reference":"Practitioner/7"}]"#;
    let (mut names, mut origins) = (Names::default(), record::provenance::Origins::default());
    let mut items = Vec::new();
    for source in [one, other] {
        let taken = given::taken_from(
            source.0,
            &bundle(&[&observation("1", performer), provenance, doctor]),
        );
        names.hear(source, &taken.heard.named, &taken.wanted);
        origins.hear(source, &taken.heard.origins);
        items.extend(taken.results);
    }
    names.forget(one);
    origins.forget(one);
    let known: Vec<_> = items
        .iter()
        .map(|item| (names.of(&item.performers[0]), origins.of(item.id).is_some()))
        .collect();
    assert_eq!(known, [(None, false), (Some("Dr. Ada Okafor"), true)]);
    let again = given::taken_from(1, &bundle(&[&observation("1", performer)]));
    names.hear(one, &again.heard.named, &again.wanted);
    assert_eq!(names.wanted().len(), 1, "it may be asked for again");
}

#[test]
fn where_an_item_comes_from_is_kept_by_item() {
    let provenance = r#"{"resourceType":"Provenance","target":[{"reference":"Observation/1"}],"recorded":"2026-11-12T10:00:00Z","agent":[{"type":{"coding":[{"code":"transmitter"}]},"who":{"display":"Lakeside"}},{"type":{"coding":[{"code":"author"}]},"who":{"display":"Dr. Q"},"onBehalfOf":{"display":"St. Mary's"}}]}"#;
    let taken = given::taken(&bundle(&[&observation("1", ""), provenance]));
    let mut origins = record::provenance::Origins::default();
    origins.hear(SourceId(0), &taken.heard.origins);
    let origin = origins.of(taken.results[0].id).expect("an origin");
    let name = |mention: &Option<record::names::Mention>| {
        mention
            .as_ref()
            .and_then(|mention| mention.name.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        [
            name(&origin.author),
            name(&origin.on_behalf_of),
            name(&origin.transmitter)
        ],
        ["Dr. Q", "St. Mary's", "Lakeside"]
    );
}

#[test]
fn the_usual_name_comes_first_and_no_name_is_no_name() {
    let person = |names: &str| {
        given::taken(&format!(
            r#"{{"resourceType":"Patient","id":"maria","name":[{names}]}}"#
        ))
        .people
        .remove(0)
    };
    let names = r#"{"use":"old","text":"Maria Garcia"},{"use":"official","text":"Maria Elena Lopez"},{"use":"usual","given":["Maria",null],"family":"Lopez"}"#;
    assert_eq!(
        person(names).name().map(|name| name.full.as_str()),
        Some("Maria Lopez")
    );
    assert_eq!(person(r#"{"use":"usual"}"#).name(), None);
}

#[test]
fn items_without_an_id_are_kept_apart_by_their_content() {
    let bare = |text: &str| {
        format!(r#"{{"resourceType":"Observation","status":"final","valueString":"{text}"}}"#)
    };
    let taken = given::taken(&bundle(&[&bare("a"), &bare("b"), &bare("a")]));
    assert_ne!(taken.results[0].id, taken.results[1].id);
    assert_eq!(taken.results[0].id, taken.results[2].id);

    let unread = |text: &str| {
        format!(
            r#"{{"resourceType":"Observation","status":"final","bodySite":{{"text":"{text}"}}}}"#
        )
    };
    let taken = given::taken(&bundle(&[&unread("left"), &unread("right")]));
    assert_ne!(taken.results[0].id, taken.results[1].id);
}
