//! Threads in every dialect, as text; and whom a message can be sent to.

use std::sync::Arc;

use record::{
    Asked, Message, Names, SourceId, Taken, Thread,
    message::{Fate, Party, Sender},
    team, threads,
    when::Day,
};

use crate::{
    chance::Chance,
    given::{bundle, taken},
    page::date,
};

fn message(id: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Communication","id":"{id}","status":"completed","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn said(by: &str, sent: &str, text: &str) -> String {
    format!(
        r#""sender":{{"reference":"{by}"}},"sent":"{sent}","payload":[{{"contentString":"{text}"}}]"#
    )
}

fn threads_of(taken: &Taken) -> Vec<Arc<Thread>> {
    let messages: Vec<Arc<Message>> = taken.messages.iter().cloned().map(Arc::new).collect();
    threads(&messages)
}

/// The conversations of an answer, as a patient could read them.
fn told(taken: &Taken) -> String {
    let mut names = Names::default();
    names.hear(record::SourceId(0), &taken.named, &taken.wanted);
    let called = |party: &Party| {
        names
            .of(&party.mention)
            .unwrap_or("Your care team")
            .to_owned()
    };
    let mut lines = Vec::new();
    for thread in threads_of(taken) {
        let others: Vec<String> = thread.others().into_iter().map(called).collect();
        let unread = match thread.unread {
            0 => String::new(),
            unread => format!(" · {unread} new"),
        };
        lines.push(format!(
            "# {} · with {} · {}{unread}",
            thread.subject.as_deref().unwrap_or("(no subject)"),
            others.join(", "),
            date(thread.newest()),
        ));
        for message in &thread.messages {
            lines.push(line(message, &called));
        }
    }
    lines.join("\n")
}

fn line(message: &Message, called: &impl Fn(&Party) -> String) -> String {
    let from = match &message.from {
        Sender::You => "You".to_owned(),
        Sender::Someone(party) => called(party),
        Sender::NotSaid => "(sender not said)".to_owned(),
    };
    let mut parts = message.text.clone();
    parts.extend(message.files.iter().map(|file| {
        format!(
            "[file {} {}]",
            file.title.as_deref().unwrap_or("?"),
            file.content_type.as_deref().unwrap_or("?")
        )
    }));
    parts.extend(message.links.iter().map(|link| format!("[see {link}]")));
    if message.unreadable {
        parts.push("[can't be read safely here]".to_owned());
    }
    parts.push(match &message.fate {
        Fate::Sent => String::new(),
        Fate::Draft => "[draft]".to_owned(),
        Fate::Held => "[held]".to_owned(),
        Fate::NotDone(why) => format!("[not sent: {}]", why.as_deref().unwrap_or("?")),
    });
    let text = parts.join(" ");
    format!("  {} {from}: {}", date(message.sent.as_ref()), text.trim())
}

const OKAFOR: &str = "Practitioner/okafor";
const ME: &str = "Patient/maria";

#[test]
fn a_head_holds_its_parts_together() {
    let part = r#""partOf":[{"reference":"Communication/head"}],"#;
    let answer = bundle(&[
        &message(
            "b",
            &format!(
                "{part}{}",
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Twice a day.")
            ),
        ),
        &message(
            "head",
            r#""topic":{"text":"Ibuprofen"},"recipient":[{"reference":"Patient/maria"},{"reference":"CareTeam/t"}]"#,
        ),
        &message(
            "a",
            &format!(
                "{part}{}",
                said(ME, "2026-11-01T10:00:00-05:00", "How often?")
            ),
        ),
    ]);
    insta::assert_snapshot!(told(&taken(&answer)), @r"
    # Ibuprofen · with Your care team · 2026-11-02 10:00
      2026-11-01 10:00 You: How often?
      2026-11-02 10:00 Your care team: Twice a day.
    ");
}

#[test]
fn parts_belong_together_even_if_their_head_did_not_come() {
    let part = r#""partOf":[{"reference":"Communication/gone"}],"topic":{"text":"Knee"},"#;
    let answer = bundle(&[
        &message(
            "a",
            &format!(
                "{part}{}",
                said(ME, "2026-11-01T10:00:00-05:00", "It hurts.")
            ),
        ),
        &message(
            "b",
            &format!(
                "{part}{}",
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Rest it.")
            ),
        ),
    ]);
    let taken = taken(&answer);
    assert_eq!(threads_of(&taken).len(), 1);
    assert_eq!(threads_of(&taken)[0].head(), Some("Communication/gone"));
}

#[test]
fn a_chain_of_answers_is_one_thread_whatever_the_subject_lines_say() {
    let answers = |to: &str| format!(r#""inResponseTo":[{{"reference":"Communication/{to}"}}],"#);
    let answer = bundle(&[
        &message(
            "c",
            &format!(
                "{}{}",
                answers("b"),
                said(ME, "2026-11-03T10:00:00-05:00", "Thank you.")
            ),
        ),
        &message(
            "a",
            &format!(
                r#""topic":{{"text":"Results"}},{}"#,
                said(ME, "2026-11-01T10:00:00-05:00", "Are they back?")
            ),
        ),
        &message(
            "b",
            &format!(
                r#"{}"topic":{{"text":"RE: something else"}},{}"#,
                answers("a"),
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Tomorrow.")
            ),
        ),
    ]);
    insta::assert_snapshot!(told(&taken(&answer)), @r"
    # Results · with Your care team · 2026-11-03 10:00
      2026-11-01 10:00 You: Are they back?
      2026-11-02 10:00 Your care team: Tomorrow.
      2026-11-03 10:00 You: Thank you.
    ");
}

#[test]
fn answers_to_the_same_request_are_one_thread() {
    let on = r#""basedOn":[{"reference":"CommunicationRequest/7"}],"#;
    let answer = bundle(&[
        &message(
            "b",
            &format!(
                "{on}{}",
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Yes, you can.")
            ),
        ),
        &message(
            "a",
            &format!(
                "{on}{}",
                said(ME, "2026-11-01T10:00:00-05:00", "Can I fly?")
            ),
        ),
    ]);
    insta::assert_snapshot!(told(&taken(&answer)), @r"
    # (no subject) · with Your care team · 2026-11-02 10:00
      2026-11-01 10:00 You: Can I fly?
      2026-11-02 10:00 Your care team: Yes, you can.
    ");
}

#[test]
fn without_any_tie_the_same_people_and_subject_are_one_thread() {
    let to = |who: &str, topic: &str| {
        format!(r#""recipient":[{{"reference":"{who}"}}],"topic":{{"text":"{topic}"}},"#)
    };
    let answer = bundle(&[
        &message(
            "a",
            &format!(
                "{}{}",
                to(OKAFOR, "Cough"),
                said(ME, "2026-11-01T10:00:00-05:00", "Since Monday.")
            ),
        ),
        &message(
            "b",
            &format!(
                "{}{}",
                to(ME, "Re: cough"),
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Any fever?")
            ),
        ),
        &message(
            "c",
            &format!(
                "{}{}",
                to("Practitioner/ito", "Cough"),
                said(ME, "2026-11-03T10:00:00-05:00", "To somebody else.")
            ),
        ),
        &message(
            "d",
            &format!(
                "{}{}",
                to(OKAFOR, "Flu shot"),
                said(ME, "2026-11-04T10:00:00-05:00", "Where?")
            ),
        ),
    ]);
    insta::assert_snapshot!(told(&taken(&answer)), @r"
    # Flu shot · with Your care team · 2026-11-04 10:00
      2026-11-04 10:00 You: Where?
    # Cough · with Your care team · 2026-11-03 10:00
      2026-11-03 10:00 You: To somebody else.
    # Cough · with Your care team · 2026-11-02 10:00
      2026-11-01 10:00 You: Since Monday.
      2026-11-02 10:00 Your care team: Any fever?
    ");
}

#[test]
fn what_was_withdrawn_is_gone_and_what_was_never_sent_says_so() {
    let answer = bundle(&[
        &message("a", r#""payload":[{"contentString":"Wrong patient"}]"#).replace("completed", "entered-in-error"),
        &message("b", r#""statusReason":{"text":"Phone was busy"},"payload":[{"contentString":"Please call"}],"sender":{"display":"Front desk"}"#).replace("completed", "not-done"),
        &message("c", r#""modifierExtension":[{"url":"urn:x"}],"payload":[{"contentString":"Stop"}],"sender":{"display":"Front desk"}"#),
        &message("d", r#""subject":{"reference":"Patient/somebody"},"payload":[{"contentString":"Not yours"}]"#).replace(r#""subject":{"reference":"Patient/maria"},"#, ""),
    ]);
    let taken = taken(&answer);
    assert_eq!(taken.withdrawn.len(), 1);
    insta::assert_snapshot!(told(&taken), @r"
    # (no subject) · with Front desk · no date
      no date Front desk: Stop [can't be read safely here]
    # (no subject) · with Front desk · no date
      no date Front desk: Please call [not sent: Phone was busy]
    ");
}

#[test]
fn only_what_others_sent_and_the_hospital_has_not_marked_is_new() {
    let waiting = |id: &str, by: &str, rest: &str| {
        message(
            id,
            &format!("{rest}{}", said(by, "2026-11-01T10:00:00-05:00", id)),
        )
        .replace("completed", "in-progress")
    };
    let answer = bundle(&[
        &waiting("a", OKAFOR, ""),
        &waiting("b", ME, ""),
        &waiting("c", OKAFOR, r#""received":"2026-11-01T11:00:00-05:00","#),
        &message("d", &said(OKAFOR, "2026-11-01T10:00:00-05:00", "d")),
    ]);
    let unread: Vec<bool> = taken(&answer)
        .messages
        .iter()
        .map(|one| one.unread)
        .collect();
    assert_eq!(unread, [true, false, false, false]);
}

#[test]
fn threads_do_not_depend_on_the_order_of_arrival() {
    let part = r#""partOf":[{"reference":"Communication/h"}],"#;
    let mut sent: Vec<String> = (0..9)
        .map(|n| {
            let tie = match n % 3 {
                0 => part.to_owned(),
                1 => format!(
                    r#""inResponseTo":[{{"reference":"Communication/m{}"}}],"#,
                    n - 1
                ),
                _ => String::new(),
            };
            message(
                &format!("m{n}"),
                &format!(
                    "{tie}{}",
                    said(ME, &format!("2026-11-0{}T10:00:00Z", n + 1), "x")
                ),
            )
        })
        .collect();
    sent.push(message("h", r#""topic":{"text":"Head"}"#));
    let mut chance = Chance::seeded(7);
    let shape = |sent: &[String]| {
        let resources: Vec<&str> = sent.iter().map(String::as_str).collect();
        let threads = threads_of(&taken(&bundle(&resources)));
        let ids = |thread: &Arc<Thread>| -> Vec<String> {
            thread
                .messages
                .iter()
                .map(|one| one.id.to_string())
                .collect()
        };
        threads
            .iter()
            .map(|thread| (thread.id, ids(thread)))
            .collect::<Vec<_>>()
    };
    let expected = shape(&sent);
    assert_eq!(expected.len(), 4);
    for _ in 0..50 {
        chance.shuffle(&mut sent);
        assert_eq!(shape(&sent), expected);
    }
}

#[test]
fn an_answer_goes_to_whom_the_patient_wrote_else_to_whom_wrote_last() {
    let part = r#""partOf":[{"reference":"Communication/head"}],"#;
    let to = r#""recipient":[{"reference":"CareTeam/t"}],"#;
    let mut sent = vec![
        message("head", r#""topic":{"text":"Ibuprofen"}"#),
        message(
            "b",
            &format!(
                "{part}{}",
                said(OKAFOR, "2026-11-02T10:00:00-05:00", "Twice a day.")
            ),
        ),
    ];
    let paths = |sent: &[String]| -> Vec<String> {
        let resources: Vec<&str> = sent.iter().map(String::as_str).collect();
        let thread = &threads_of(&taken(&bundle(&resources)))[0];
        thread
            .answers_to()
            .into_iter()
            .filter_map(|party| party.path)
            .collect()
    };
    assert_eq!(paths(&sent), [OKAFOR]);
    sent.push(message(
        "a",
        &format!(
            "{part}{to}{}",
            said(ME, "2026-11-01T10:00:00-05:00", "How often?")
        ),
    ));
    assert_eq!(paths(&sent), ["CareTeam/t"]);
}

#[test]
fn only_those_are_offered_whom_the_hospital_names_now() {
    let answer = bundle(&[
        r#"{"resourceType":"CareTeam","id":"t","status":"active","name":"Dr. Okafor's team","subject":{"reference":"Patient/maria"},"participant":[
            {"member":{"reference":"Patient/maria"}},
            {"member":{"reference":"RelatedPerson/son","display":"Luis"}},
            {"role":[{"text":"Cardiologist"}],"member":{"reference":"Practitioner/okafor","display":"Dr. Ngozi Okafor"}},
            {"member":{"reference":"Practitioner/old","display":"Dr. Left"},"period":{"end":"2020-01-01"}},
            {"member":{"reference":"https://elsewhere.example/fhir/Practitioner/1","display":"Dr. Elsewhere"}},
            {"member":{"display":"Dr. Nameonly"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"u","status":"inactive","name":"Old team","subject":{"reference":"Patient/maria"},"participant":[{"member":{"reference":"Practitioner/ito","display":"Kenji Ito"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"v","name":"Pharmacy","subject":{"reference":"Patient/maria"},"participant":[{"member":{"reference":"Practitioner/okafor","display":"Dr. Ngozi Okafor"}}]}"#,
        r#"{"resourceType":"CareTeam","id":"w","status":"active","name":"Theirs","subject":{"reference":"Patient/somebody"}}"#,
    ]);
    let teams: Vec<Arc<record::Team>> = taken(&answer).teams.into_iter().map(Arc::new).collect();
    let today = Day::new(2026, 11, 21).expect("a day");
    let offered: Vec<String> = team::recipients(&teams, today)
        .into_iter()
        .map(|one| {
            let name = one.mention.name.unwrap_or_default();
            let role = one
                .role
                .map(|role| format!(" ({role})"))
                .unwrap_or_default();
            format!("{} {name}{role}", one.path)
        })
        .collect();
    assert_eq!(
        offered,
        [
            "CareTeam/t Dr. Okafor's team",
            "CareTeam/v Pharmacy",
            "Practitioner/okafor Dr. Ngozi Okafor (Cardiologist)",
        ]
    );
}

#[test]
fn a_hospital_takes_messages_only_if_it_says_so_in_full() {
    let offer = |interactions: &str, rest: &str| {
        let json = format!(
            r#"{{"resourceType":"CapabilityStatement","kind":"instance","fhirVersion":"4.0.1","rest":[{{"mode":"server","resource":[{{"type":"Communication","interaction":[{interactions}]{rest}}}]}}]}}"#
        );
        let answer = fhir::Answer::new(json.into_bytes());
        let page = fhir::read::page(&answer).expect("FHIR");
        record::offer::messages(&page).map(|offer| offer.conditional)
    };
    let both = r#"{"code":"create"},{"code":"search-type"}"#;
    assert_eq!(offer(both, ""), Some(false));
    assert_eq!(offer(both, r#","conditionalCreate":true"#), Some(true));
    assert_eq!(offer(r#"{"code":"search-type"}"#, ""), None);
    assert_eq!(offer(r#"{"code":"create"}"#, ""), None);
}

/// The recorded messages of other systems, by path.
fn recorded(file: &str, patient: &str) -> Option<Taken> {
    let Some(data) = std::env::var_os("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return None;
    };
    let path = std::path::Path::new(&data)
        .join("messages-scheduling")
        .join(file);
    let answer = fhir::Answer::new(std::fs::read(path).expect("a file"));
    let page = fhir::read::page(&answer).expect("FHIR");
    let asked = Asked {
        source: SourceId(0),
        base: "https://ehr.example/fhir",
        patient,
    };
    Some(record::take(&page, &asked))
}

#[test]
fn recorded_messages_with_heads_are_threads() {
    let patient = "93e4cba2-9db5-11ee-8c90-0242ac876543";
    let Some(taken) = recorded("medplum-task-demo-messages.json", patient) else {
        return;
    };
    insta::assert_snapshot!(told(&taken), @r"
    # Lab test results · with Your care team · 2023-12-18 14:46 UTC · 1 new
      2023-12-18 14:26 UTC You: Do you have the results of my lab tests yet?
      2023-12-18 14:28 UTC Your care team: Do you have the test id number?
      2023-12-18 14:46 UTC You: Yes, it is 12345
    # Prescription Refill · with  · 2023-12-18 14:26 UTC
      2023-12-18 14:26 UTC You: My prescription ran out, can I come in to refill it?
    # Schedule a Physical · with  · 2023-12-18 14:01 UTC
      2023-12-18 14:01 UTC You: Can I schedule a physical for December 23rd?
    ");
}

#[test]
fn the_examples_of_the_specification_are_read() {
    let Some(paging) = recorded("hl7/communication-example.json", "example") else {
        return;
    };
    let Some(files) = recorded("hl7/communication-example-fm-attachment.json", "1") else {
        return;
    };
    insta::assert_snapshot!(format!("{}\n{}", told(&paging), told(&files)), @r"
    # (no subject) · with Your care team, Your care team · 2014-12-12 18:01
      2014-12-12 18:01 Your care team: Patient 1 has a very high serum potassium value (7.2 mmol/L on 2014-Dec-12 at 5:55 pm) [see Serum Potassium Observation]
    # (no subject) · with  · 2016-06-12 18:01
      2016-06-12 18:01 (sender not said): [file accident notes 20100201.pdf application/pdf] [file ? application/pdf]
    ");
}
