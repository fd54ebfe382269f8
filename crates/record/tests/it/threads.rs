//! Threads in every dialect, as text.

mod recorded;

use std::sync::Arc;

use record::{
    Message, Names, Taken, Thread,
    message::{Fate, Party, Sender},
    threads,
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
    names.hear(record::SourceId(0), &taken.heard.named, &taken.wanted);
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
