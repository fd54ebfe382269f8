//! Cutting out what stands in the way, as little as possible, until the rest can be read.

use crate::{
    Flaw, Why,
    flaw::is_choice_of,
    outline::{Outline, Step},
};
use std::ops::Range;

/// After so many cuts in one resource what is left says too little.
const CUTS: usize = 48;

/// A text that can be read, and what is no longer in it.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) text: String,
    pub(crate) flaws: Vec<Flaw>,
}

/// Cuts until `reads` is content. Nothing if it cannot be made so.
pub(crate) fn mend(
    text: &str,
    reads: &dyn Fn(&str) -> Result<(), serde_json::Error>,
) -> Option<Mended> {
    let mut mended = Mended {
        text: text.to_owned(),
        flaws: Vec::new(),
    };
    let mut gone: Vec<Range<usize>> = Vec::new();
    for _ in 0..CUTS {
        let Err(error) = reads(&mended.text) else {
            return Some(mended);
        };
        let outline = Outline { text, gone: &gone };
        let spot = outline.last_before(before_cuts(offset(&mended.text, &error), &gone))?;
        mended.flaws.push(Flaw {
            path: path(&spot.steps),
            why: why(&error),
        });
        let range = outline.cut(&spot, steps_to_a_meaning(&spot.steps))?;
        add(&mut gone, range);
        mended.text = without(text, &gone);
    }
    None
}

/// How many steps lead to the smallest thing with a meaning of its own: a number without its unit, a range without
/// one end or a code without its system would say something else than was sent.
fn steps_to_a_meaning(steps: &[Step<'_>]) -> usize {
    let together = steps.iter().position(|step| match step {
        Step::Member(name) => {
            (is_choice_of(name, "value") && *name != "valueCodeableConcept")
                || is_choice_of(name, "effective")
                || is_choice_of(name, "occurred")
                || matches!(*name, "referenceRange" | "interpretation" | "period")
        }
        Step::Item(_) => false,
    });
    let listed = steps
        .iter()
        .position(|step| matches!(step, Step::Member("coding" | "identifier")));
    match (together, listed) {
        (Some(member), _) => member + 1,
        (None, Some(list)) => steps.len().min(list + 2),
        (None, None) => steps.len(),
    }
}

/// How far into the text the reader got.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    line_start + error.column()
}

/// The same place in the text as it was sent.
fn before_cuts(offset: usize, gone: &[Range<usize>]) -> usize {
    gone.iter().fold(offset, |offset, range| {
        if range.start <= offset {
            offset + range.len()
        } else {
            offset
        }
    })
}

/// Adds a range to ranges in order, swallowing those it covers.
fn add(gone: &mut Vec<Range<usize>>, range: Range<usize>) {
    gone.retain(|old| !(range.start <= old.start && old.end <= range.end));
    let at = gone.partition_point(|old| old.start < range.start);
    gone.insert(at, range);
}

fn without(text: &str, gone: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for range in gone {
        rest.push_str(text.get(from..range.start).unwrap_or_default());
        from = from.max(range.end);
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    rest
}

/// Element names and positions; a name that is no FHIR name is not repeated.
fn path(steps: &[Step<'_>]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(index) => path.push_str(&format!("[{index}]")),
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                let is_name = !name.is_empty()
                    && name.len() <= 64
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                path.push_str(if is_name { name } else { "?" });
            }
        }
    }
    path
}

fn why(error: &serde_json::Error) -> Why {
    if !error.is_data() {
        return Why::NotJson;
    }
    // serde_json tells these apart by their words only.
    match error.to_string() {
        words if words.starts_with("duplicate field") => Why::Twice,
        words if words.starts_with("not a number") => Why::NotANumber,
        _ => Why::WrongType,
    }
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::{Text, kind, resources::Everything};

    /// What an Observation becomes, and what is said about it.
    #[track_caller]
    fn check(json: &str, expected: &str, flaws: &[&str]) {
        let mended = mend(json, &|text| {
            kind::read::<Everything>(&Text::from("Observation"), text).map(drop)
        })
        .expect("mended");
        let said: Vec<String> = mended
            .flaws
            .iter()
            .map(|flaw| format!("{}: {}", flaw.path, flaw.why))
            .collect();
        assert_eq!(
            (mended.text.as_str(), said),
            (
                expected,
                flaws.iter().map(|flaw| (*flaw).to_owned()).collect()
            )
        );
    }

    #[test]
    fn a_bad_element_goes_alone() {
        check(
            r#"{"id":"a","status":["final"],"issued":"x"}"#,
            r#"{"id":"a","issued":"x"}"#,
            &["status: not of the expected type"],
        );
        check(
            r#"{"note":[{"text":{"x":"y"},"time":"t"}]}"#,
            r#"{"note":[{"time":"t"}]}"#,
            &["note[0].text: not of the expected type"],
        );
    }

    #[test]
    fn a_value_goes_whole() {
        check(
            r#"{"valueQuantity":{"value":"high","unit":"mg"}}"#,
            "{}",
            &["valueQuantity.value: not a number"],
        );
        check(
            r#"{"valueQuantity":{"value":1,"unit":false},"id":"a"}"#,
            r#"{"id":"a"}"#,
            &["valueQuantity.unit: not of the expected type"],
        );
    }

    #[test]
    fn a_range_goes_with_the_others_beside_it() {
        check(
            r#"{"referenceRange":[{"low":{"value":1}},{"low":{"value":true}}],"id":"a"}"#,
            r#"{"id":"a"}"#,
            &["referenceRange[1].low.value: not a number"],
        );
    }

    #[test]
    fn a_coding_goes_whole_and_the_text_stays() {
        check(
            r#"{"code":{"coding":[{"system":1.5,"code":"A"},{"code":"B"}],"text":"t"}}"#,
            r#"{"code":{"coding":[{"code":"B"}],"text":"t"}}"#,
            &["code.coding[0].system: not of the expected type"],
        );
    }

    #[test]
    fn several_flaws_keep_the_positions_they_were_sent_at() {
        check(
            r#"{"hasMember":["a",{"display":"b"},"c"],"note":"d"}"#,
            r#"{"hasMember":[{"display":"b"}]}"#,
            &[
                "hasMember[0]: not of the expected type",
                "hasMember[2]: not of the expected type",
                "note: not of the expected type",
            ],
        );
    }

    #[test]
    fn a_null_says_nothing_and_is_in_nobodys_way() {
        for json in [
            r#"{"category":null,"note":[{"text":null}],"id":null}"#,
            r#"{"code":null,"valueBoolean":null,"valueInteger":null,"effectiveTiming":null}"#,
        ] {
            check(json, json, &[]);
        }
        check(
            r#"{"note":[null,{"text":"a"}]}"#,
            r#"{"note":[{"text":"a"}]}"#,
            &["note[0]: not of the expected type"],
        );
    }

    #[test]
    fn an_element_there_twice_counts_once() {
        check(
            r#"{"status":"final","id":"a","status":"entered-in-error"}"#,
            r#"{"status":"final","id":"a"}"#,
            &["status: there twice"],
        );
    }

    #[test]
    fn what_is_not_json_goes_too() {
        check(
            "{\"id\":\"a\",\"valueString\":\"line\nbreak\",\"issued\":\"x\"}",
            r#"{"id":"a","issued":"x"}"#,
            &["valueString: not JSON"],
        );
        check(
            r#"{"valueQuantity":{"value":NaN},"id":"a"}"#,
            r#"{"id":"a"}"#,
            &["valueQuantity.value: not JSON"],
        );
        check(
            r#"{"valueQuantity":{"value":.5,"unit":"g"},"id":"a"}"#,
            r#"{"id":"a"}"#,
            &["valueQuantity.value: not JSON"],
        );
        check(
            r#"{"id":"a","issued":"\ud800"}"#,
            r#"{"id":"a"}"#,
            &["issued: not JSON"],
        );
    }

    #[test]
    fn a_list_where_one_belongs_goes() {
        check(
            r#"{"valueQuantity":[5.4,"mg"],"id":"a"}"#,
            r#"{"id":"a"}"#,
            &["valueQuantity: not of the expected type"],
        );
    }

    #[test]
    fn a_text_cut_short_cannot_be_mended() {
        assert!(
            mend(r#"{"id":"a","status":"fin"#, &|text| {
                kind::read::<Everything>(&Text::from("Observation"), text).map(drop)
            })
            .is_none()
        );
    }
}
