//! Names as patients would say them: without the numbers, codes and repetitions of the systems they come from.

use super::account::Reason;
use crate::fold;
use crate::state::State;

/// A name, and the state that stood before or behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) state: Option<State>,
}

/// What stands in the name of a place that nobody would find by it.
const ANYWHERE: [&str; 31] = [
    "admin",
    "administration",
    "behavioral health",
    "billing",
    "billing office",
    "care management",
    "clinic",
    "corporate",
    "corporate office",
    "default",
    "general",
    "headquarters",
    "home",
    "home visit",
    "hospital",
    "lab",
    "laboratory",
    "main",
    "main office",
    "medical group",
    "medical office",
    "mobile",
    "nurse triage",
    "office",
    "other",
    "practice",
    "telehealth",
    "telemedicine",
    "unknown",
    "urgent care",
    "virtual",
];
/// Names with one of these words are for tests.
const TESTS: [&str; 12] = [
    "athenahealthtest",
    "awstest",
    "demo",
    "dummy",
    "qa",
    "sandbox",
    "test",
    "test1",
    "test2",
    "testclient",
    "tester",
    "uat",
];
/// Names with these words in this order are for tests, too.
const TEST_PHRASES: [&str; 6] = [
    "do not use",
    "example practice",
    "sample client",
    "testing only",
    "certification site",
    "test practice",
];
/// Labels of hosts that are for tests.
const TEST_LABELS: [&str; 11] = [
    "demo",
    "dev",
    "qa",
    "rd",
    "sandbox",
    "stage",
    "staging",
    "test",
    "testclinic",
    "uat",
    "prostage",
];

/// Signs that came through a web page. What would make markup stays escaped.
const ESCAPES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&#39;", "'"),
    ("&#039;", "'"),
    ("&apos;", "'"),
    ("&quot;", "\""),
];

/// Cleans a name, or says why it is none.
pub(crate) fn name(raw: &str) -> Result<Name, Reason> {
    let text = ESCAPES.iter().fold(raw.to_owned(), |text, (escape, sign)| {
        text.replace(escape, sign)
    });
    let text = text.replace(['\u{fffd}', '\u{feff}', '\u{200b}'], "");
    let text = spaced(&text);
    let text = text.trim_matches(|letter: char| "\"*,;:-–_ ".contains(letter));
    let (text, state) = without_state(text);
    let text = once(without_code(text));
    let text = text
        .trim_matches(|letter: char| "\",;:-–_ ".contains(letter))
        .to_owned();
    let words = fold::words(&text);
    if words.is_empty() {
        return Err(Reason::NoName);
    }
    if is_code(&text, &words) {
        return Err(Reason::CodeName);
    }
    let said = words.join(" ");
    if ANYWHERE.contains(&said.as_str()) {
        return Err(Reason::NameOfNothing);
    }
    let is_test = |word: &String| TESTS.contains(&word.as_str());
    let only_testing = words
        .iter()
        .all(|word| word.starts_with("test") || word.len() < 4);
    if words.iter().any(is_test)
        || only_testing
        || TEST_PHRASES.iter().any(|phrase| said.contains(phrase))
    {
        return Err(Reason::TestName);
    }
    let state = state.or_else(|| state_behind(&text));
    Ok(Name { text, state })
}

/// Single spaces between words, and no other white space or control characters.
pub(crate) fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Is the host for tests, by one of its labels?
pub(crate) fn is_test_host(host: &str) -> bool {
    let mut labels = host.split(['.', '-', ':']);
    labels.any(|label| TEST_LABELS.contains(&label))
}

/// `NC - Sollus Pediatrics`
fn without_state(text: &str) -> (&str, Option<State>) {
    let parts = text.split_once(" - ");
    let found = parts
        .filter(|(code, _)| code.len() == 2)
        .and_then(|(code, name)| Some((name, State::named(code)?)));
    found.map_or((text, None), |(name, state)| (name.trim(), Some(state)))
}

/// `Houston Heart Humble TX`; `PA` and `MD` may be legal forms and titles.
fn state_behind(text: &str) -> Option<State> {
    let (before, last) = text.rsplit_once(' ')?;
    let is_code = last.len() == 2
        && last.bytes().all(|b| b.is_ascii_uppercase())
        && !fold::is_form(&last.to_lowercase());
    let is_shouted = !before.bytes().any(|b| b.is_ascii_lowercase());
    if is_code && !is_shouted {
        State::named(last)
    } else {
        None
    }
}

/// Takes `- 35366`, `- SH_PROD`, `- PROD1`, `-Prod` and `- GL01` off the end.
fn without_code(text: &str) -> &str {
    let Some((name, code)) = text.rsplit_once('-') else {
        return text;
    };
    let (bare, code) = (name.trim_end(), code.trim());
    let is_prod = code.to_ascii_lowercase().contains("prod");
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let has_small = code.bytes().any(|b| b.is_ascii_lowercase());
    let spaced = name.ends_with(' ');
    let is_number = digits == code.len() && digits >= 4;
    let is_tag = spaced && digits > 0 && !has_small && !code.contains(' ') && code.len() <= 12;
    if !bare.is_empty() && !code.contains(' ') && (is_prod || is_number || is_tag) {
        bare
    } else {
        text
    }
}

/// `Heart Clinic Heart Clinic`
fn once(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (first, second) = words.split_at(words.len() / 2);
    let same = first.len() > 1
        && first.len() == second.len()
        && first
            .iter()
            .zip(second)
            .all(|(a, b)| fold::words(a) == fold::words(b));
    if same {
        first.join(" ")
    } else {
        text.to_owned()
    }
}

/// `10066006`, `FHIR_182COREES60`, `QA_H_E180200`, `AZ-042-C`: what a machine is called, not a place.
fn is_code(text: &str, words: &[String]) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = text.chars().filter(|letter| letter.is_numeric()).count();
    let one_word = !text.contains(' ');
    let underscored = one_word && text.contains('_');
    letters == 0
        || underscored && (digits > 0 || words.len() > 2)
        || one_word && digits >= 3 && digits + 5 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: Result<&str, Reason>) {
        let name = name(raw).map(|name| match name.state {
            Some(state) => format!("{} [{}]", name.text, state.code()),
            None => name.text,
        });
        assert_eq!(name.as_deref().map_err(|reason| *reason), expected, "{raw}");
    }

    #[test]
    fn a_name_is_freed_of_what_systems_add() {
        check(
            "  Sample\u{a0} Heart \r\n Clinic ",
            Ok("Sample Heart Clinic"),
        );
        check("NC - Sample Pediatrics", Ok("Sample Pediatrics [NC]"));
        check("Sample Urology - 35366", Ok("Sample Urology"));
        check(
            "Sample Medical Center - SM_PROD",
            Ok("Sample Medical Center"),
        );
        check("Sample Orthopedics Ltd-Prod", Ok("Sample Orthopedics Ltd"));
        check("Sample Health System - GL01", Ok("Sample Health System"));
        check("Sample Clinic Sample clinic", Ok("Sample Clinic"));
        check("Sample Heart Humble TX", Ok("Sample Heart Humble TX [TX]"));
        check("\"Sample", Ok("Sample"));
        check("Sample Allergy &amp; Asthma", Ok("Sample Allergy & Asthma"));
        check("Matt\u{fffd}s Place", Ok("Matts Place"));
    }

    #[test]
    fn what_belongs_to_a_name_stays() {
        check(
            "<NSP> Surgery Partners of Sample",
            Ok("<NSP> Surgery Partners of Sample"),
        );
        check("Sample – Spine & Joint", Ok("Sample – Spine & Joint"));
        check("Sample Health - Northeast", Ok("Sample Health - Northeast"));
        check("Sample Pediatrics PLLC PA", Ok("Sample Pediatrics PLLC PA"));
        check("417 Health & Wellness", Ok("417 Health & Wellness"));
        check("Walla Walla", Ok("Walla Walla"));
        check(
            "Regional Health and Testing Center",
            Ok("Regional Health and Testing Center"),
        );
        check("Demorest Primary Care", Ok("Demorest Primary Care"));
    }

    #[test]
    fn what_is_no_name_is_told_why() {
        check(" - ", Err(Reason::NoName));
        check("", Err(Reason::NoName));
        check("10066006", Err(Reason::CodeName));
        check("FHIR_182COREES60", Err(Reason::CodeName));
        check("AZ-042-C", Err(Reason::CodeName));
        check("MAIN OFFICE", Err(Reason::NameOfNothing));
        check("Sample Clinic - TEST", Err(Reason::TestName));
        check("Test Clinic", Err(Reason::TestName));
        check("**DO NOT USE**", Err(Reason::TestName));
        check("Testing", Err(Reason::TestName));
    }

    #[test]
    fn hosts_for_tests_are_told_by_a_whole_label() {
        assert!(is_test_host("fhir.qa.example.org") && is_test_host("ehr-test.example.org"));
        assert!(!is_test_host("contest.example.org"));
    }
}
