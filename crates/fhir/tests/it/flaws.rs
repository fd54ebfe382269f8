//! One bad element spoils one element: what is left out, what is said about it, and what stays.

use fhir::{Answer, Mode, Resource, Unread, read};

/// What became of each entry: its id, or why it could not be read, and its flaws.
#[track_caller]
fn check(body: impl Into<Vec<u8>>, expected: &[&str]) {
    let answer = Answer::new(body);
    let page = read::page(&answer).expect("a page");
    let said: Vec<String> = page
        .entries
        .iter()
        .map(|entry| {
            let resource = match &entry.resource {
                Ok(resource) => format!("{} {}", entry.kind, resource.id().unwrap_or("-")),
                Err(reason) => format!("{reason:?}"),
            };
            let flaws: Vec<String> = entry
                .flaws
                .iter()
                .map(|flaw| format!("{} {:?}", flaw.path, flaw.why))
                .collect();
            let doubt = if entry.has_doubtful_meaning() {
                " (doubtful)"
            } else {
                ""
            };
            format!("{resource}: {}{doubt}", flaws.join(", "))
        })
        .collect();
    assert_eq!(said, expected);
    assert_eq!(page.flaws, []);
}

#[test]
fn one_bad_element_spoils_one_element_of_one_entry() {
    check(
        r#"{"resourceType":"Bundle","type":"searchset","entry":[
            {"resource":{"resourceType":"Observation","id":"a"}},
            {"resource":{"resourceType":"Observation","id":"b","valueQuantity":{"value":"high"},"issued":{"x":1}}},
            {"resource":{"resourceType":"Observation","id":"c"}}]}"#,
        &[
            "Observation a: ",
            "Observation b: valueQuantity.value NotANumber, issued WrongType",
            "Observation c: ",
        ],
    );
}

#[test]
fn a_flaw_in_a_modifier_makes_the_whole_doubtful() {
    let observation =
        |members: &str| format!(r#"{{"resourceType":"Observation","id":"a",{members}}}"#);
    check(
        observation(r#""status":false"#),
        &["Observation a: status WrongType (doubtful)"],
    );
    check(
        observation(r#""valueQuantity":{"comparator":["<"],"value":5}"#),
        &["Observation a: valueQuantity.comparator WrongType (doubtful)"],
    );
    check(
        observation(r#""modifierExtension":{"url":"not"}"#),
        &["Observation a: modifierExtension WrongType (doubtful)"],
    );
    check(
        observation(r#""status":"final","status":"entered-in-error""#),
        &["Observation a: status Twice (doubtful)"],
    );
    check(
        observation(r#""note":"none""#),
        &["Observation a: note WrongType"],
    );
}

#[test]
fn a_control_character_spoils_one_text_of_one_entry() {
    check(
        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}},
          {\"resource\":{\"resourceType\":\"DiagnosticReport\",\"id\":\"b\",\"conclusion\":\"one\ntwo\"}},
          {\"resource\":{\"resourceType\":\"Patient\",\"id\":\"c\"}}]}",
        &["Patient a: ", "DiagnosticReport b: conclusion NotJson", "Patient c: "],
    );
}

#[test]
fn letters_that_are_not_utf8_are_replaced_and_said_to_be() {
    let mut body = br#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a","gender":"x"#.to_vec();
    body.push(0xe9);
    body.extend_from_slice(br#""}},{"resource":{"resourceType":"Patient","id":"b"}}]}"#);
    check(body, &["Patient a:  NotUtf8", "Patient b: "]);
}

#[test]
fn an_entry_that_is_no_entry_is_counted_where_it_stood() {
    check(
        r#"{"resourceType":"Bundle","entry":[null,{"resource":{"resourceType":"Patient","id":"a","active":"yes"}},"?",{"resource":"?"},{"resource":{}}]}"#,
        &[
            "NotAnObject: ",
            "Patient a: active WrongType (doubtful)",
            "NotAnObject: ",
            "NotAnObject: ",
            "NoType: ",
        ],
    );
}

#[test]
fn what_cannot_be_mended_is_left_out_alone() {
    let notes = r#"{"text":[]},"#.repeat(60);
    check(
        format!(
            r#"{{"resourceType":"Bundle","entry":[
                {{"resource":{{"resourceType":"Observation","note":[{notes}{{}}]}}}},
                {{"resource":{{"resourceType":"Patient","id":"a"}}}}]}}"#
        ),
        &["TooManyFlaws: ", "Patient a: "],
    );
}

#[test]
fn deep_nesting_is_no_trouble() {
    let deep = format!(
        "{}{}",
        r#"{"extension":["#.repeat(20_000),
        "]}".repeat(20_000)
    );
    check(
        format!(r#"{{"resourceType":"Patient","id":"a","extension":[{deep}]}}"#),
        &["Patient a: "],
    );
}

#[test]
fn a_missing_type_does_not_hide_the_rest() {
    let answer = Answer::new(
        r#"{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"id":"x"}},{"resource":{"resourceType":"Patient","id":"a"}}]}"#,
    );
    let page = read::page(&answer).expect("a page");
    assert_eq!(page.entries[0].resource, Err(Unread::NoType));
    assert_eq!(
        page.resources()
            .filter_map(Resource::id)
            .collect::<Vec<_>>(),
        ["a"]
    );
    assert_eq!(page.entries[1].mode, Mode::Match);
}
