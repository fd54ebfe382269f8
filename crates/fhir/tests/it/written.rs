//! "As written": any resource of an answer is found to the byte, and read so that nothing it says is lost.

use crate::wires::{answers, sample_data};
use fhir::written::{Line, Sent, Written, find, read};
use serde_json::Value;

/// The tree as indented lines.
fn told(raw: &str) -> String {
    let mut lines = Vec::new();
    read(raw.as_bytes())
        .iter()
        .for_each(|line| tell(line, 0, &mut lines));
    lines.join("\n")
}

fn tell(line: &Line, depth: usize, lines: &mut Vec<String>) {
    let before = "  ".repeat(depth);
    lines.push(format!("{before}{}{}", line.name, says(&line.value)));
    inside(&line.value, depth + 1, lines);
}

fn says(written: &Written) -> String {
    match written {
        Written::Text(text) => format!(": {text:?}"),
        Written::Word(word) => format!(": {word}"),
        Written::File { bytes } => format!(": a file of {bytes} bytes"),
        Written::With(value, _) => says(value),
        Written::More => " …".to_owned(),
        Written::Lines(_) | Written::Many(_) => String::new(),
    }
}

fn inside(written: &Written, depth: usize, lines: &mut Vec<String>) {
    match written {
        Written::Lines(inner) | Written::With(_, inner) => {
            inner.iter().for_each(|line| tell(line, depth, lines))
        }
        Written::Many(many) => many.iter().for_each(|one| {
            lines.push(format!("{}-{}", "  ".repeat(depth), says(one)));
            inside(one, depth + 1, lines);
        }),
        Written::Text(_) | Written::Word(_) | Written::File { .. } | Written::More => {}
    }
}

fn by_id<'a>(answer: &'a [u8], id: &str) -> Option<&'a str> {
    let sent = find(answer, |sent| sent.id.as_deref() == Some(id))?;
    Some(std::str::from_utf8(sent.raw).expect("UTF-8"))
}

#[test]
fn a_resource_of_a_bundle_is_found_to_the_byte() {
    let vitals = r#"{ "resourceType" : "Observation",
        "valueQuantity": {"value": 1.50e0}, "id":"b" }"#;
    let bundle = format!(
        r#"{{"link":[{{"id":"b"}}],"entry":[{{"resource":{{"resourceType":"Observation","id":"a"}}}},
        {{"search":{{"mode":"match"}},"resource": {vitals} ,"fullUrl":"urn:uuid:1"}}],"resourceType":"Bundle"}}"#
    );
    assert_eq!(by_id(bundle.as_bytes(), "b"), Some(vitals));
    let by_url = find(bundle.as_bytes(), |sent| {
        sent.kind == "Observation" && sent.full_url.as_deref() == Some("urn:uuid:1")
    });
    assert_eq!(
        by_url.map(|sent| sent.raw.len()),
        Some(vitals.len()),
        "the address stands behind the resource"
    );
    assert_eq!(by_id(bundle.as_bytes(), "c"), None);
}

#[test]
fn a_resource_by_itself_is_found_too() {
    let patient = "{\"resourceType\":\"Patient\",\"id\":12}";
    let answer = format!("\u{feff}\n{patient}\n");
    assert_eq!(by_id(answer.as_bytes(), "12"), Some(patient));
    let sent = find(answer.as_bytes(), |_| true).expect("one");
    assert_eq!(
        sent.content.len(),
        patient.len() + 2,
        "what stands for an id is the answer, as everywhere"
    );
}

#[test]
fn what_is_sound_is_found_in_a_damaged_answer() {
    let good = r#"{"resourceType":"Goal","id":"good"}"#;
    let one = |broken: &str| {
        format!(
            r#"{{"resourceType":"Bundle","total":NaN,"entry":[null,7,{broken},{{"resource":{good}}}]}}"#
        )
    };
    for broken in [
        r#"{"resource":null}"#,
        r#"{"resource":{"id":"good"}}"#,
        r#"{"resource":{"resourceType":"Goal","id":["good"]}}"#,
        "{\"resource\":{\"resourceType\":\"Goal\",\"text\":\"\u{1}\n\\x\",\"a\":.5}}",
        r#"{"resource" {"resourceType":"Goal"}}"#,
    ] {
        assert_eq!(
            by_id(one(broken).as_bytes(), "good"),
            Some(good),
            "{broken}"
        );
    }
    let cut = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"resource":{good}}},{{"resource":{{"resourceType":"Goal","id":"late","#
    );
    assert_eq!(by_id(cut.as_bytes(), "good"), Some(good));
    assert_eq!(by_id(cut.as_bytes(), "late"), None, "it is not whole");
}

#[test]
fn bytes_that_are_no_letters_stay_in_the_original_and_are_marked_in_the_tree() {
    let answer = b"{\"resourceType\":\"Goal\",\"id\":\"g\",\"note\":\"Se\xf1ora\"}";
    let sent = find(answer, |sent| sent.id.as_deref() == Some("g")).expect("found");
    assert_eq!(sent.raw, answer);
    assert_eq!(
        read(sent.raw).last().map(|line| line.value.clone()),
        Some(Written::Text("Se\u{fffd}ora".to_owned()))
    );
}

#[test]
fn an_element_there_twice_counts_once_when_it_says_which_it_is() {
    let twice = r#"{"resourceType":"Goal","id":null,"id":"a","id":"b"}"#;
    assert_eq!(by_id(twice.as_bytes(), "a"), Some(twice));
    assert_eq!(by_id(twice.as_bytes(), "b"), None);
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for answer in [
        "",
        "[]",
        "null",
        "{",
        "{}",
        "<html>",
        r#"{"resourceType":"Bundle"}"#,
    ] {
        assert!(find(answer.as_bytes(), |_| true).is_none(), "{answer}");
    }
}

#[test]
fn a_tree_keeps_order_digits_and_repetitions() {
    let told = told(
        r#"{"status":"final","code":{"text":"Glucose \u00e9"},"valueQuantity":{"value":6.80,"unit":"%"},
        "active":true,"status":"amended","big":12345678901234567890123.0e-7,"none":null,"empty":{},"list":[[1,2],[]]}"#,
    );
    assert_eq!(
        told,
        r#"status: "final"
code
  text: "Glucose é"
valueQuantity
  value: 6.80
  unit: "%"
active: true
status: "amended"
big: 12345678901234567890123.0e-7
list
  -
    -: 1
    -: 2"#
    );
}

#[test]
fn what_is_sent_about_a_value_stands_with_it() {
    let told = told(
        r#"{"_birthDate":{"extension":[{"url":"time","valueTime":"08:00:00"}]},"birthDate":"1961-04-02",
        "given":["Maria",null,"X"],"_given":[null,{"id":"2"},{"id":"3"},{"id":"4"}],"_gender":{"id":"5"}}"#,
    );
    assert_eq!(
        told,
        r#"birthDate: "1961-04-02"
  extension
    -
      url: "time"
      valueTime: "08:00:00"
given
  -: "Maria"
  -
    id: "2"
  -: "X"
    id: "3"
  -
    id: "4"
gender
  id: "5""#
    );
}

#[test]
fn a_narrative_is_its_words_and_a_file_its_size() {
    let told = told(
        r#"{"text":{"status":"generated","div":"<div><p>High &amp; low<\/p><script>x<\/script></div>"},
        "photo":[{"contentType":"image/png","data":"SGVs\r\nbG8="}],"valueBase64Binary":"SGVsbG8",
        "valueSampledData":{"origin":{"value":0},"dimensions":1,"data":"1 2 E"}}"#,
    );
    assert_eq!(
        told,
        r#"text
  status: "generated"
  div: "High & low"
photo
  -
    contentType: "image/png"
    data: a file of 5 bytes
valueBase64Binary: a file of 5 bytes
valueSampledData
  origin
    value: 0
  dimensions: 1
  data: "1 2 E""#
    );
}

#[test]
fn what_is_no_json_stands_as_it_was_sent() {
    assert_eq!(
        told("{\"a\":NaN,\"b\":.5,\"c\":\"two\nlines\",\"d\":\"\\ud800\",\"e\":[1,,2],\"f\":\"cut"),
        "a: NaN\nb: .5\nc: \"two\\nlines\"\nd: \"\\\\ud800\"\ne\n  -: 1\n  -: 2\nf: \"cut\""
    );
}

fn values(lines: &[Line]) -> usize {
    fn of(written: &Written) -> usize {
        match written {
            Written::Lines(lines) => 1 + values(lines),
            Written::With(value, lines) => of(value) + values(lines),
            Written::Many(many) => many.iter().map(of).sum(),
            _ => 1,
        }
    }
    lines.iter().map(|line| of(&line.value)).sum()
}

fn size(lines: &[Line]) -> usize {
    fn of(written: &Written) -> usize {
        match written {
            Written::Text(text) | Written::Word(text) => text.len(),
            Written::Lines(lines) => size(lines),
            Written::With(value, lines) => of(value) + size(lines),
            Written::Many(many) => many.iter().map(of).sum(),
            Written::File { .. } | Written::More => 0,
        }
    }
    lines.iter().map(|line| of(&line.value)).sum()
}

#[test]
fn an_original_that_is_made_to_hurt_is_read_in_bounds() {
    let deep = format!("{{\"a\":{}1{}", "[".repeat(500_000), "]".repeat(500_000));
    assert!(told(&deep).ends_with('…'));
    let deeper = format!("{}1", "{\"a\":".repeat(500_000));
    assert!(told(&deeper).ends_with('…'));
    let long = format!(
        r#"{{"a":"{}","b":1,"c":{}}}"#,
        "x\\n".repeat(4_000_000),
        "9".repeat(3_000_000)
    );
    let lines = read(long.as_bytes());
    assert!(size(&lines) < 500_000);
    assert_eq!(
        lines.len(),
        3,
        "what comes behind a long text is still there"
    );
    let many = format!("{{\"a\":[{}]}}", "{\"b\":1},".repeat(200_000));
    assert!((19_000..21_000).contains(&values(&read(many.as_bytes()))));
    let twice = format!(
        "{{{}\"z\":0}}",
        "\"a\":\"same\",\"_b\":{\"id\":\"1\"},".repeat(100_000)
    );
    let lines = read(twice.as_bytes());
    assert!(lines.len() < 20_001);
    assert_eq!(
        lines.last().map(|line| line.value.clone()),
        Some(Written::More)
    );
    let names = format!("{{\"{}\":1}}", "n".repeat(1_000_000));
    assert!(read(names.as_bytes())[0].name.len() <= 100);
    let markup = format!(r#"{{"div":"{}"}}"#, "<a '".repeat(50_000));
    assert!(size(&read(markup.as_bytes())) <= 200_000);
}

#[test]
fn a_cut_through_an_escape_leaves_the_letters_before_it_whole() {
    for shift in 0..8 {
        let json = format!(
            r#"{{"a":"{}{}"}}"#,
            "x".repeat(shift),
            r"\u00e9".repeat(50_000)
        );
        let lines = read(json.as_bytes());
        let Written::Many(parts) = &lines[0].value else {
            panic!("it is cut")
        };
        let Written::Text(text) = &parts[0] else {
            panic!("text")
        };
        assert!(text.chars().skip(shift).all(|letter| letter == 'é'));
        assert_eq!(parts[1], Written::More);
    }
}

#[test]
fn cut_anywhere_an_answer_is_searched_and_read_without_harm() {
    let json = r#"{"resourceType":"Bundle","entry":[{"fullUrl":"x","resource":{"resourceType":"Goal","text":{"div":"<p>a \"b\" <i c='>'>&amp;"},"_a":[null,{"id":"\u00e9"}],"a":["1",-2.50]}}]}"#;
    for end in 0..json.len() {
        let cut = json.get(..end).expect("ASCII").as_bytes();
        let _found: Option<Sent<'_>> = find(cut, |sent| sent.kind == "Goal");
        let (head, tail) = (read(cut), read(json.get(end..).expect("ASCII").as_bytes()));
        assert!(values(&head) + values(&tail) < 20);
    }
}

/// Everything a JSON value says, but for files and markup.
fn leaves(name: &str, plain: &Value, is_samples: bool, found: &mut Vec<String>) {
    match plain {
        Value::Null => {}
        Value::Bool(flag) => found.push(flag.to_string()),
        Value::Number(_) => found.push("number".to_owned()),
        Value::String(_) if name == "div" || name == "data" && !is_samples => {}
        Value::String(_) if name.ends_with("Base64Binary") => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items
            .iter()
            .for_each(|item| leaves(name, item, is_samples, found)),
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            leaves(name, value, members.contains_key("dimensions"), found)
        }),
    }
}

fn texts(name: &str, written: &Written, found: &mut Vec<String>) {
    match written {
        Written::Text(_) if name == "div" => {}
        Written::Text(text) => found.push(text.clone()),
        Written::Word(word) if serde_json::from_str::<serde_json::Number>(word).is_ok() => {
            found.push("number".to_owned());
        }
        Written::Word(word) => found.push(word.clone()),
        Written::Lines(lines) => lines
            .iter()
            .for_each(|line| texts(&line.name, &line.value, found)),
        Written::With(value, lines) => {
            texts(name, value, found);
            lines
                .iter()
                .for_each(|line| texts(&line.name, &line.value, found));
        }
        Written::Many(many) => many.iter().for_each(|one| texts(name, one, found)),
        Written::File { .. } => {}
        Written::More => panic!("something real is too much for {name}"),
    }
}

#[test]
fn of_every_real_resource_the_tree_says_all_that_was_sent() {
    let Some(data) = sample_data() else { return };
    let (mut count, mut most) = (0, 0);
    for folder in [
        "fhir-patients",
        "us-core-examples",
        "vendor-responses",
        "ips",
        "messages-scheduling",
    ] {
        for (file, answer) in answers(&data.join(folder)) {
            // Twenty-five thousand of the same kind say no more than the other charts.
            if file.to_string_lossy().contains("huge-25000") {
                continue;
            }
            let Ok(plain) = serde_json::from_slice::<Value>(answer.bytes()) else {
                continue;
            };
            let expected: Vec<&Value> = match plain["resourceType"].as_str() {
                Some("Bundle") => plain["entry"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|entry| &entry["resource"])
                    .collect(),
                Some(_) => vec![&plain],
                None => continue,
            };
            let all = std::cell::RefCell::new(Vec::new());
            find(answer.bytes(), |sent| {
                all.borrow_mut().push(sent.clone());
                false
            });
            let all = all.into_inner();
            assert_eq!(all.len(), expected.len(), "{}", file.display());
            for (sent, plain) in all.iter().zip(expected) {
                let own: Value = serde_json::from_slice(sent.raw).expect("JSON");
                assert_eq!(&own, plain, "{}", file.display());
                let (mut said, mut wanted) = (Vec::new(), Vec::new());
                let lines = read(sent.raw);
                lines
                    .iter()
                    .for_each(|line| texts(&line.name, &line.value, &mut said));
                leaves("", plain, false, &mut wanted);
                said.sort_unstable();
                wanted.sort_unstable();
                assert_eq!(said, wanted, "{}", file.display());
                count += 1;
                most = most.max(values(&lines));
            }
        }
    }
    println!("{count} resources, the largest of {most} values");
    assert!(count > 10_000, "only {count}");
}
