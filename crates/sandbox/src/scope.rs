//! Scopes in both spellings, and what they allow.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html>
use std::fmt;

use crate::settings::{ScopeRules, Spelling, Wildcards};
use crate::types;

/// A scope this hospital can grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    OpenId,
    FhirUser,
    Launch,
    LaunchPatient,
    OfflineAccess,
    Patient(Allowance),
}

/// `patient/Observation.rs?category=laboratory` or `patient/Observation.read`, reduced to what is on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// `None` is the wildcard `*`.
    pub(crate) kind: Option<String>,
    pub(crate) read: bool,
    pub(crate) search: bool,
    pub(crate) create: bool,
    /// `parameter=value` pairs after `?`; every one of them must hold.
    pub(crate) filter: Vec<(String, String)>,
    spelled: String,
}

impl Scope {
    /// Reads one scope; `None` for what is not on offer here. A scope that also asks to write is granted
    /// without the writing, unless it is about messages.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text {
            "openid" => Some(Self::OpenId),
            "fhirUser" => Some(Self::FhirUser),
            "launch" => Some(Self::Launch),
            "launch/patient" => Some(Self::LaunchPatient),
            "offline_access" => Some(Self::OfflineAccess),
            other => allowance(other.strip_prefix("patient/")?).map(Self::Patient),
        }
    }

    /// The one type of record it is about.
    pub(crate) fn kind(&self) -> Option<&str> {
        match self {
            Self::Patient(allowance) => allowance.kind.as_deref(),
            Self::OpenId
            | Self::FhirUser
            | Self::Launch
            | Self::LaunchPatient
            | Self::OfflineAccess => None,
        }
    }

    /// Whether a hospital with these rules takes it; what it does not take, it drops.
    pub(crate) fn fits(&self, rules: &ScopeRules) -> bool {
        let Self::Patient(allowance) = self else {
            return true;
        };
        let spelled = match rules.spelling {
            Spelling::Both => true,
            Spelling::V1 => allowance.is_v1(),
            Spelling::V2 => !allowance.is_v1(),
        };
        spelled && (allowance.kind.is_some() || rules.wildcards != Wildcards::Dropped)
    }

    pub(crate) fn list(text: &str) -> Vec<Self> {
        let mut scopes: Vec<Self> = Vec::new();
        for scope in text.split_ascii_whitespace().filter_map(Self::read) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenId => f.write_str("openid"),
            Self::FhirUser => f.write_str("fhirUser"),
            Self::Launch => f.write_str("launch"),
            Self::LaunchPatient => f.write_str("launch/patient"),
            Self::OfflineAccess => f.write_str("offline_access"),
            Self::Patient(allowance) => f.write_str(&allowance.spelled),
        }
    }
}

impl Allowance {
    pub(crate) fn covers(&self, kind: &str) -> bool {
        self.kind.as_deref().is_none_or(|own| own == kind)
    }

    /// `.read`, `.write` and `.*`; letters are of version 2.
    fn is_v1(&self) -> bool {
        let actions = self.spelled.rsplit('.').next().unwrap_or_default();
        matches!(actions, "read" | "write" | "*")
    }
}

/// The scopes in one string, as a token answer lists them.
pub(crate) fn joined(scopes: &[Scope]) -> String {
    scopes
        .iter()
        .map(Scope::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

fn allowance(text: &str) -> Option<Allowance> {
    let (text, query) = text
        .split_once('?')
        .map_or((text, None), |(text, query)| (text, Some(query)));
    let (kind, actions) = text.split_once('.')?;
    if kind != "*" && !types::is_known(kind) {
        return None;
    }
    let written = types::is_written(kind);
    let (read, search, create, granted) = match actions {
        "*" if written => (true, true, true, "*"),
        "read" | "*" => (true, true, false, "read"),
        "write" if written => (false, false, true, "write"),
        "write" => return None,
        v2 => letters(v2, written)?,
    };
    let filter = filter(query)?;
    let spelled = query.map_or(format!("patient/{kind}.{granted}"), |query| {
        format!("patient/{kind}.{granted}?{query}")
    });
    Some(Allowance {
        kind: (kind != "*").then(|| kind.to_owned()),
        read,
        search,
        create,
        filter,
        spelled,
    })
}

/// v2 letters: a subset of `cruds` in that order. `patient/Observation.sr` is no scope.
fn letters(text: &str, written: bool) -> Option<(bool, bool, bool, &'static str)> {
    let mut rest = "cruds".chars();
    if text.is_empty() || !text.chars().all(|letter| rest.any(|next| next == letter)) {
        return None;
    }
    let (create, read, search) = (
        written && text.contains('c'),
        text.contains('r'),
        text.contains('s'),
    );
    let granted = match (create, read, search) {
        (true, true, true) => "crs",
        (true, true, false) => "cr",
        (true, false, true) => "cs",
        (true, false, false) => "c",
        (false, true, true) => "rs",
        (false, true, false) => "r",
        (false, false, true) => "s",
        (false, false, false) => return None,
    };
    Some((read, search, create, granted))
}

fn filter(query: Option<&str>) -> Option<Vec<(String, String)>> {
    let Some(query) = query else {
        return Some(Vec::new());
    };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let known = pairs
        .iter()
        .all(|(name, _)| matches!(name.as_str(), "category" | "code" | "status" | "type"));
    (known && !pairs.is_empty()).then_some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: &str, granted: &str) {
        assert_eq!(joined(&Scope::list(asked)), granted);
    }

    #[test]
    fn both_spellings_are_read_and_writing_is_left_out() {
        check(
            "openid patient/Patient.read patient/Observation.rs",
            "openid patient/Patient.read patient/Observation.rs",
        );
        check(
            "patient/Observation.cruds patient/Condition.* patient/Encounter.write",
            "patient/Observation.rs patient/Condition.read",
        );
        check(
            "patient/*.read patient/Observation.s",
            "patient/*.read patient/Observation.s",
        );
    }

    #[test]
    fn only_messages_may_be_written() {
        check(
            "patient/Communication.crs patient/Communication.read patient/Communication.write",
            "patient/Communication.crs patient/Communication.read patient/Communication.write",
        );
        check(
            "patient/Communication.cruds patient/*.cruds patient/*.write patient/CareTeam.c",
            "patient/Communication.crs patient/*.rs",
        );
    }

    #[test]
    fn letters_out_of_order_unknown_types_and_other_contexts_are_no_scopes() {
        check(
            "patient/Observation.sr user/Observation.rs system/*.rs patient/Starship.rs patient/Observation. profile",
            "",
        );
        check("patient/Observation.readx patient/Observation", "");
    }

    #[test]
    fn a_narrow_scope_keeps_its_filter() {
        check(
            "patient/Observation.rs?category=laboratory patient/Observation.rs?code:in=x",
            "patient/Observation.rs?category=laboratory",
        );
    }
}
