//! Who signed in, and whose record it is: `patient`, `fhirUser` and the `id_token`.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#scopes-for-requesting-identity-data>

use std::fmt;

use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde_json::Value;

use crate::{FhirBase, LaunchError, discovery::json_object};

/// The id of the patient's record at one hospital. It can be put into a path as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct PatientId(String);

impl PatientId {
    /// An id as `patient` carries it. Longer than FHIR allows is accepted, anything that could end a path segment is not.
    pub fn new(id: &str) -> Option<PatientId> {
        let id = id.strip_prefix("Patient/").unwrap_or(id);
        let plain = (1..=256).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
        (plain && id != "." && id != "..").then(|| PatientId(id.to_owned()))
    }

    /// The id, for `Patient/{id}` and `patient={id}`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PatientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PatientId(…)")
    }
}

/// The person who signed in, who need not be the patient.
#[derive(Clone, PartialEq, Eq)]
pub struct FhirUser {
    /// What they are to the hospital.
    pub kind: UserKind,
    id: PatientId,
    is_here: bool,
}

/// What the person who signed in is to the hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserKind {
    /// The patient, or another patient.
    Patient,
    /// A relative or carer: the record is not the user's own.
    RelatedPerson,
    /// A person known apart from any record: possibly a carer.
    Person,
    /// A clinician.
    Practitioner,
}

impl UserKind {
    fn name(self) -> &'static str {
        match self {
            UserKind::Patient => "Patient",
            UserKind::RelatedPerson => "RelatedPerson",
            UserKind::Person => "Person",
            UserKind::Practitioner => "Practitioner",
        }
    }

    fn of_name(name: &str) -> Option<UserKind> {
        match name {
            "Patient" => Some(UserKind::Patient),
            "RelatedPerson" => Some(UserKind::RelatedPerson),
            "Person" => Some(UserKind::Person),
            "Practitioner" | "PractitionerRole" => Some(UserKind::Practitioner),
            _ => None,
        }
    }
}

impl FhirUser {
    pub(crate) fn read(base: &FhirBase, reference: &str) -> Option<FhirUser> {
        let mut segments = reference.rsplit('/');
        let id = PatientId::new(segments.next()?)?;
        let kind = UserKind::of_name(segments.next()?)?;
        let is_here = segments.next().is_none() || base.covers(reference);
        Some(FhirUser { kind, id, is_here })
    }

    /// As text: the same for the same user of a hospital.
    pub fn written(&self) -> String {
        let place = if self.is_here { "here" } else { "elsewhere" };
        [self.kind.name(), self.id.as_str(), place].join("/")
    }

    pub(crate) fn of_written(written: &str) -> Option<FhirUser> {
        let mut parts = written.split('/');
        let (kind, id, place) = (parts.next()?, parts.next()?, parts.next()?);
        Some(FhirUser {
            kind: UserKind::of_name(kind)?,
            id: PatientId::new(id)?,
            is_here: place == "here",
        })
    }

    /// The patient's id, when the user is a patient of this very server.
    pub(crate) fn patient(&self) -> Option<PatientId> {
        (self.kind == UserKind::Patient && self.is_here).then(|| self.id.clone())
    }

    /// Does this person see a record that is not their own?
    pub fn is_proxy(&self, patient: &PatientId) -> bool {
        self.kind != UserKind::Patient || (self.is_here && self.id != *patient)
    }
}

impl fmt::Debug for FhirUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FhirUser({:?}/…)", self.kind)
    }
}

/// What an `id_token` is held against.
pub(crate) struct Expected<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) issuer: Option<&'a str>,
    pub(crate) now_ms: u64,
}

/// The claims of an `id_token` that came straight from the token endpoint, whose TLS stands for the signature
/// (OpenID Connect Core 3.1.3.7). A wrong audience or nonce means the answer is for another sign-in and stops it;
/// any other flaw only means that the token identifies nobody.
pub(crate) fn claims(
    id_token: &str,
    expected: &Expected<'_>,
) -> Result<Option<Value>, LaunchError> {
    let mut parts = id_token.split('.');
    let (Some(header), Some(payload), Some(_signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Ok(None);
    };
    let (Some(header), Some(claims)) = (decoded(header), decoded(payload)) else {
        return Ok(None);
    };
    if is_for_another(&claims, expected) {
        return Err(LaunchError::NotForUs);
    }
    Ok(is_sound(&header, &claims, expected).then_some(claims))
}

/// The claims of an access token that is a JWT. Not to be believed about anything: the server reads its own token, and
/// only what the rules name is taken from it.
pub(crate) fn access_claims(access: &str) -> Option<Value> {
    decoded(access.split('.').nth(1)?)
}

fn is_for_another(claims: &Value, expected: &Expected<'_>) -> bool {
    let audience = match claims.get("aud") {
        Some(Value::String(one)) => one == expected.client_id,
        Some(Value::Array(several)) => several
            .iter()
            .any(|one| one.as_str() == Some(expected.client_id)),
        Some(_) | None => true,
    };
    let nonce = claims
        .get("nonce")
        .is_none_or(|nonce| nonce.as_str() == Some(expected.nonce));
    !audience || !nonce
}

fn is_sound(header: &Value, claims: &Value, expected: &Expected<'_>) -> bool {
    const LEEWAY_S: f64 = 300.0;
    let algorithm = header.get("alg").and_then(Value::as_str);
    let issuer = claims
        .get("iss")
        .and_then(Value::as_str)
        .zip(expected.issuer);
    let expiry = claims.get("exp").and_then(Value::as_f64);
    matches!(algorithm, Some("RS256" | "RS384" | "ES256" | "ES384"))
        && issuer.is_some_and(|(said, recorded)| same_issuer(said, recorded))
        && expiry.is_some_and(|expiry| expiry + LEEWAY_S > expected.now_ms as f64 / 1000.0)
        && claims
            .get("aud")
            .is_some_and(|audience| audience.is_string() || audience.is_array())
        && claims.get("nonce").is_some()
}

/// Equal, a slash at the end apart; some hospitals publish the address of their OpenID document instead of the issuer.
pub(crate) fn same_issuer(one: &str, two: &str) -> bool {
    fn plain(issuer: &str) -> &str {
        let issuer = issuer
            .strip_suffix("/.well-known/openid-configuration")
            .unwrap_or(issuer);
        issuer.strip_suffix('/').unwrap_or(issuer)
    }
    plain(one) == plain(two)
}

fn decoded(part: &str) -> Option<Value> {
    const ANY_PADDING: GeneralPurpose = GeneralPurpose::new(
        &URL_SAFE,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    json_object(&ANY_PADDING.decode(part).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: u64 = 1_800_000_000_000;
    const SOUND: &str = r#"{"iss":"https://ehr.example.org/","aud":"satchel","exp":1800000300,"nonce":"n","fhirUser":"Patient/1"}"#;

    fn base() -> FhirBase {
        FhirBase::new("https://ehr.example.org/fhir").unwrap()
    }

    /// What a token with this header and these claims amounts to: the `fhirUser` in it, or nothing.
    fn identified(header: &str, claims_json: &str) -> Result<Option<String>, LaunchError> {
        use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
        let token = format!(
            "{}.{}.c2ln",
            BASE64.encode(header),
            BASE64.encode(claims_json)
        );
        let expected = Expected {
            client_id: "satchel",
            nonce: "n",
            issuer: Some("https://ehr.example.org"),
            now_ms: NOW_MS,
        };
        let user = |claims: Value| {
            claims
                .get("fhirUser")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Ok(claims(&token, &expected)?.and_then(user))
    }

    #[track_caller]
    fn check(claims_json: &str, expected: Result<Option<&str>, LaunchError>) {
        let expected = expected.map(|user| user.map(str::to_owned));
        assert_eq!(
            identified(r#"{"alg":"RS256"}"#, claims_json),
            expected,
            "{claims_json}"
        );
    }

    #[test]
    fn a_sound_token_names_its_user() {
        check(SOUND, Ok(Some("Patient/1")));
        check(
            &SOUND.replace(r#""aud":"satchel""#, r#""aud":["other","satchel"]"#),
            Ok(Some("Patient/1")),
        );
    }

    #[test]
    fn a_token_for_another_sign_in_stops_it() {
        check(
            &SOUND.replace(r#""nonce":"n""#, r#""nonce":"m""#),
            Err(LaunchError::NotForUs),
        );
        check(
            &SOUND.replace(r#""nonce":"n""#, r#""nonce":1"#),
            Err(LaunchError::NotForUs),
        );
        check(
            &SOUND.replace(r#""aud":"satchel""#, r#""aud":"other""#),
            Err(LaunchError::NotForUs),
        );
        check(
            &SOUND.replace(r#""aud":"satchel""#, r#""aud":["other"]"#),
            Err(LaunchError::NotForUs),
        );
        check(
            &SOUND.replace(r#""aud":"satchel""#, r#""aud":[]"#),
            Err(LaunchError::NotForUs),
        );
    }

    #[test]
    fn a_token_with_any_other_flaw_names_nobody() {
        check(&SOUND.replace("ehr.example.org", "evil.example"), Ok(None));
        check(&SOUND.replace("1800000300", "1799999000"), Ok(None));
        check(&SOUND.replace(r#""exp":1800000300,"#, ""), Ok(None));
        check(&SOUND.replace(r#""nonce":"n","#, ""), Ok(None));
        check(&SOUND.replace(r#""aud":"satchel","#, ""), Ok(None));
        check(
            &SOUND.replace(r#""iss":"https://ehr.example.org/","#, ""),
            Ok(None),
        );
        check("[]", Ok(None));
        check("{", Ok(None));
        for header in [r#"{"alg":"none"}"#, r#"{"alg":"HS256"}"#, "{}", "x"] {
            assert_eq!(identified(header, SOUND), Ok(None), "{header}");
        }
    }

    #[test]
    fn an_issuer_may_be_written_in_three_ways() {
        let issuer = "https://ehr.example.org/oidc";
        assert!(same_issuer(issuer, "https://ehr.example.org/oidc/"));
        assert!(same_issuer(
            issuer,
            "https://ehr.example.org/oidc/.well-known/openid-configuration"
        ));
        assert!(!same_issuer(issuer, "https://ehr.example.org/oidc2"));
        assert!(!same_issuer(issuer, "https://EHR.example.org/oidc"));
    }

    #[test]
    fn an_id_can_end_no_path() {
        for id in ["1", "eq081-VQEgP8drUUqCWzHfw3", "a.b_c~d", "Patient/1"] {
            assert!(PatientId::new(id).is_some(), "{id}");
        }
        for id in [
            "",
            ".",
            "..",
            "a/b",
            "a?b",
            "a#b",
            "a b",
            "%2e",
            "é",
            "Patient/",
            "x/Patient/1",
            &"1".repeat(257),
        ] {
            assert_eq!(PatientId::new(id), None, "{id}");
        }
    }

    #[test]
    fn a_user_is_read_from_any_reference() {
        let kind = |reference| FhirUser::read(&base(), reference).map(|user| user.kind);
        assert_eq!(kind("Patient/1"), Some(UserKind::Patient));
        assert_eq!(
            kind("https://ehr.example.org/fhir/RelatedPerson/1"),
            Some(UserKind::RelatedPerson)
        );
        assert_eq!(kind("PractitionerRole/1"), Some(UserKind::Practitioner));
        for reference in ["", "1", "Group/1", "Patient/", "Patient"] {
            assert_eq!(kind(reference), None, "{reference}");
        }
    }

    #[test]
    fn only_a_patient_of_this_server_can_stand_for_the_record() {
        let patient = |reference| FhirUser::read(&base(), reference)?.patient();
        assert_eq!(patient("Patient/1"), PatientId::new("1"));
        assert_eq!(
            patient("https://ehr.example.org/fhir/Patient/1"),
            PatientId::new("1")
        );
        assert_eq!(patient("https://evil.example/fhir/Patient/1"), None);
        assert_eq!(patient("RelatedPerson/1"), None);
    }

    #[test]
    fn a_carer_sees_a_record_that_is_not_their_own() {
        let is_proxy = |reference| {
            FhirUser::read(&base(), reference)
                .unwrap()
                .is_proxy(&PatientId::new("1").unwrap())
        };
        assert!(!is_proxy("Patient/1"));
        assert!(is_proxy("Patient/2"));
        assert!(is_proxy("RelatedPerson/1"));
        assert!(is_proxy("Person/9"));
    }
}
