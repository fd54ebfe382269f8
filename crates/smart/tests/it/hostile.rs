//! Input nobody would send on purpose: nothing panics, nothing leads out of the base, what goes in comes out.

use smart::{
    Attempt, Callback, FhirBase, Granted, Interaction, LaunchError, Offer, PatientId, ReturnPath,
    Rules, SmartConfiguration,
};

use crate::{NOW_MS, answered, attempt, attempt_at, base, configuration, state};

/// A small generator (xorshift64*), so that every run meets the same input.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 16) as usize % end
    }

    /// A text of some of these pieces, now and then with a character from anywhere in between.
    fn text(&mut self, pieces: &[&str]) -> String {
        let mut text = String::new();
        for _ in 0..self.below(12) {
            match self.below(8) {
                0 => text.extend(char::from_u32(self.next() as u32 % 0x11_0000)),
                _ => text.push_str(pieces[self.below(pieces.len())]),
            }
        }
        text
    }
}

#[test]
fn no_query_makes_the_callback_panic_or_believe_it() {
    let mut chance = Chance(1);
    let own = state(&attempt());
    let pieces = [
        "state=",
        &own,
        "code=",
        "error=",
        "iss=",
        "&",
        "=",
        "%",
        "%zz",
        "+",
        "access_denied",
        "error_description=",
        "?",
        "#",
    ];
    for _ in 0..20_000 {
        let query = chance.text(&pieces);
        let Ok(callback) = Callback::read(&query) else {
            continue;
        };
        let states = query
            .split(['&', '?'])
            .filter(|pair| pair.starts_with("state="))
            .count();
        let exchange = callback.redeem(Some(attempt()), &Rules::default(), NOW_MS);
        if exchange.is_ok() {
            assert!(states == 1 && query.contains(&own), "{query}");
        }
    }
}

#[test]
fn every_attempt_comes_back_as_it_was() {
    let mut chance = Chance(2);
    for _ in 0..200 {
        let random = std::array::from_fn(|_| chance.next() as u8);
        let before = attempt_at(&configuration(), random);
        let after = Attempt::read(&before.written()).unwrap();
        assert_eq!(after.written(), before.written());
        assert!(answered(after, "code=c&state=STATE").is_ok());
    }
}

#[test]
fn two_attempts_never_answer_for_each_other() {
    let mut chance = Chance(3);
    let mut random = || std::array::from_fn(|_| chance.next() as u8);
    let (one, two) = (
        attempt_at(&configuration(), random()),
        attempt_at(&configuration(), random()),
    );
    let callback = Callback::read(&format!("code=c&state={}", state(&one))).unwrap();
    assert_eq!(
        callback.redeem(Some(two), &Rules::default(), NOW_MS).err(),
        Some(LaunchError::NoAttempt)
    );
}

#[test]
fn no_link_leads_out_of_the_base() {
    let mut chance = Chance(4);
    let base = base();
    let pieces = [
        "https:",
        "http:",
        "/",
        "//",
        "ehr.example.org",
        "evil.example",
        "@",
        ":",
        "fhir",
        "..",
        ".",
        "%2e",
        "%2F",
        "\\",
        "?",
        "#",
        "Patient",
        "443",
        "\t",
        "\n",
    ];
    for round in 0..50_000 {
        let tail = chance.text(&pieces);
        let link = if round % 2 == 0 {
            tail
        } else {
            format!("https://ehr.example.org/fhir{tail}")
        };
        let Some(url) = base.resolve(&link) else {
            continue;
        };
        let seen = url::Url::parse(&url).unwrap();
        assert_eq!(
            seen.origin().ascii_serialization(),
            "https://ehr.example.org",
            "{link}"
        );
        assert!(
            seen.path() == "/fhir" || seen.path().starts_with("/fhir/"),
            "{link}"
        );
        assert!(
            seen.username().is_empty() && seen.password().is_none(),
            "{link}"
        );
    }
}

#[test]
fn no_base_changes_when_it_is_read_again() {
    let mut chance = Chance(5);
    let pieces = [
        "https://",
        "http://",
        "localhost",
        "127.0.0.1",
        "ehr.example.org",
        "/",
        "fhir",
        ":8443",
        "R4",
        "%41",
        "-",
        "EHR",
    ];
    for round in 0..50_000 {
        let tail = chance.text(&pieces);
        let text = if round % 2 == 0 {
            tail
        } else {
            format!("https://ehr.example.org/{tail}")
        };
        let Ok(base) = FhirBase::listed(&text) else {
            continue;
        };
        assert_eq!(
            FhirBase::listed(base.as_str()).as_ref(),
            Ok(&base),
            "{text}"
        );
        assert!(base.covers(&base.join("Patient/1")), "{text}");
    }
}

#[test]
fn no_way_back_leaves_the_portal() {
    let mut chance = Chance(6);
    let here = url::Url::parse("https://portal.example.org/").unwrap();
    for _ in 0..50_000 {
        let text = format!(
            "/{}",
            chance.text(&[
                "/",
                "\\",
                "evil.example",
                ":",
                "@",
                "?",
                "#",
                "..",
                "results",
                "\t",
                "%2f"
            ])
        );
        let Some(path) = ReturnPath::new(&text) else {
            continue;
        };
        assert_eq!(
            here.join(path.as_str()).unwrap().origin(),
            here.origin(),
            "{text}"
        );
    }
}

#[test]
fn no_answer_makes_reading_panic() {
    let mut chance = Chance(7);
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "access_token",
        "patient",
        "id_token",
        "expires_in",
        "rest",
        "security",
        "extension",
        "1e999",
        "-1",
        "null",
        "\\u0000",
    ];
    for _ in 0..5_000 {
        let body = chance.text(&pieces);
        let body = body.as_bytes();
        let status = 200 + chance.below(400) as u16;
        let _ = SmartConfiguration::read(&base(), status, body);
        let _ = SmartConfiguration::read_metadata(&base(), status, body);
        let _ = Offer::read(status, body);
        let exchange = answered(attempt(), "code=c&state=STATE").unwrap();
        assert!(exchange.tokens(status, body, NOW_MS).is_err());
    }
}

#[test]
fn no_scope_makes_reading_panic_and_no_id_ends_a_path() {
    let mut chance = Chance(8);
    let pieces = [
        "patient/",
        "user/",
        "system/",
        "Observation",
        "*",
        ".",
        "rs",
        "read",
        "cruds",
        "?category=",
        "|",
        ",",
        " ",
        "/",
    ];
    for _ in 0..20_000 {
        let text = chance.text(&pieces);
        let granted = Granted::read(&text);
        let _ = granted.allows_category("Observation", Interaction::Search, "laboratory");
        assert!(
            !granted.allows("Observation", Interaction::Read)
                || text.contains("patient/")
                || text.contains("user/")
        );
        if let Some(id) = PatientId::new(&text) {
            assert!(
                base().covers(&base().join(&format!("Patient/{}", id.as_str()))),
                "{text}"
            );
        }
    }
}
