//! What the vault keeps beside the record itself, as text: sign-ins, what was opened, the settings. Read back it is
//! checked again like anything from outside.

use record::LocalId;
use serde_json::{Value, json};
use smart::{FhirBase, Rules, Tokens};

use crate::settings::{Hospital, ScopeSyntax};

/// A hospital's record in the profile of a person, and what opens it.
pub struct SignIn {
    /// The number of the person's profile.
    pub profile: usize,
    /// The hospital, as it was known when the patient signed in.
    pub hospital: Hospital,
    /// The tokens, as text: how the hospital wants to be spoken to today is needed to read them.
    tokens: String,
}

impl SignIn {
    /// As text.
    pub fn written(profile: usize, hospital: &Hospital, tokens: &Tokens) -> String {
        let scopes = hospital.scopes.map(|scopes| match scopes {
            ScopeSyntax::V1 => "v1",
            ScopeSyntax::V2 => "v2",
        });
        json!({
            "profile": profile,
            "key": hospital.key,
            "name": hospital.name,
            "place": hospital.place,
            "portal": hospital.portal,
            "phone": hospital.phone,
            "website": hospital.website,
            "fhir": hospital.fhir,
            "vendor": hospital.vendor,
            "client_id": hospital.client_id,
            "scopes": scopes,
            "tokens": tokens.written(),
        })
        .to_string()
    }

    /// Read back; `None` when it is none.
    pub fn read(written: &[u8]) -> Option<SignIn> {
        let json: Value = serde_json::from_slice(written).ok()?;
        let text = |field: &str| json.get(field)?.as_str().map(str::to_owned);
        Some(SignIn {
            profile: usize::try_from(json.get("profile")?.as_u64()?).ok()?,
            hospital: Hospital {
                key: text("key")?,
                name: text("name")?,
                place: text("place"),
                portal: text("portal"),
                phone: text("phone"),
                website: text("website"),
                fhir: text("fhir")?,
                vendor: text("vendor"),
                client_id: text("client_id"),
                scopes: match text("scopes").as_deref() {
                    Some("v1") => Some(ScopeSyntax::V1),
                    Some("v2") => Some(ScopeSyntax::V2),
                    _ => None,
                },
            },
            tokens: text("tokens")?,
        })
    }

    /// Where the record is; `None` when that is no address to ask.
    pub fn base(&self) -> Option<FhirBase> {
        FhirBase::listed(&self.hospital.fhir).ok()
    }

    /// The tokens; `None` when these are none.
    pub fn tokens(&self, rules: Rules) -> Option<Tokens> {
        Tokens::of_written(&self.tokens, rules)
    }
}

/// What was opened, as text: the same set is always the same text.
pub fn opened_written(opened: impl IntoIterator<Item = LocalId>) -> String {
    let mut ids: Vec<String> = opened.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.join(" ")
}

/// What was opened; what is no id is left out.
pub fn opened(written: &[u8]) -> Vec<LocalId> {
    let written = std::str::from_utf8(written).unwrap_or_default();
    written
        .split(' ')
        .filter_map(|id| id.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hospital() -> Hospital {
        Hospital {
            key: "st-marys".to_owned(),
            name: "St. Mary's \"Hospital\"".to_owned(),
            place: Some("Boston, MA".to_owned()),
            portal: None,
            phone: Some("555-0100".to_owned()),
            website: None,
            fhir: "https://ehr.example.org/fhir".to_owned(),
            vendor: Some("epic".to_owned()),
            client_id: Some("satchel".to_owned()),
            scopes: Some(ScopeSyntax::V2),
        }
    }

    const TOKENS: &str = "hospital=st-marys&base=https%3A%2F%2Fehr.example.org%2Ffhir\
        &token=https%3A%2F%2Fehr.example.org%2Ftoken&client_id=satchel&access=a1&refresh=r1&scope=patient%2F*.rs\
        &patient=p1&expires_in=300&received_ms=5&renewals=2";

    #[test]
    fn a_sign_in_is_read_back_whole() {
        let tokens = Tokens::of_written(TOKENS, Rules::PLAIN).expect("these are tokens");
        let written = SignIn::written(2, &hospital(), &tokens);
        let kept = SignIn::read(written.as_bytes()).expect("it was written");
        assert_eq!(kept.hospital, hospital());
        assert_eq!(kept.profile, 2);
        let again = kept.tokens(Rules::PLAIN).expect("it has tokens");
        assert_eq!(SignIn::written(2, &kept.hospital, &again), written);
        assert!(again.is_renewable());
    }

    #[test]
    fn what_is_no_sign_in_is_none() {
        for wrong in [
            "",
            "[]",
            "{}",
            r#"{"profile":-1}"#,
            r#"{"profile":1,"key":"a"}"#,
        ] {
            assert!(SignIn::read(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_was_opened_is_read_back_and_the_rest_left_out() {
        let ids = [1, 2]
            .map(|id| LocalId::new("https://ehr.example.org", "Observation", &id.to_string()));
        let written = opened_written(ids);
        assert_eq!(written, opened_written([ids[1], ids[0]]));
        let mut read = opened(format!("{written} nonsense").as_bytes());
        read.sort_unstable();
        let mut expected = ids.to_vec();
        expected.sort_unstable();
        assert_eq!(read, expected);
        assert_eq!(opened(b""), Vec::new());
        assert_eq!(opened(&[0xff, 0xfe]), Vec::new());
    }
}
