//! The fields of `vendors.toml` as the deployment's settings write them, and what may be wrong with them. A portal reads
//! its settings once; what they say then stays for good, as constant as the table.

use serde_json::{Map, Value};

use crate::{
    Cors, Missing, PatientSource, Refresh, Refusal, ReturnPath, Rules, Style, address::Address,
};

/// What is wrong with a field of the table or of the settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why:?}")]
pub struct RuleMistake {
    /// The field, as a path: `epic.scopes`.
    pub field: String,
    /// What is wrong with it.
    pub why: RuleWhy,
}

/// See [`RuleMistake`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleWhy {
    /// A field that means nothing here: often a slip of the pen.
    Unknown,
    /// Something else than the text, list, group, number or yes/no that belongs there.
    WrongShape,
    /// A word that means nothing here.
    NotAChoice,
    /// Not a path of the portal with a slash at its beginning.
    NotAPath,
    /// Not an https address.
    NotAnAddress,
    /// No vendor of the table has this name.
    NoSuchVendor,
}

impl Rules {
    /// The same rules with these fields changed.
    pub(crate) fn changed(
        mut self,
        fields: &'static Map<String, Value>,
        path: &str,
    ) -> Result<Rules, RuleMistake> {
        for (field, value) in fields {
            self.set(field, value).map_err(|why| RuleMistake {
                field: format!("{path}.{field}"),
                why,
            })?;
        }
        Ok(self)
    }

    fn set(&mut self, field: &str, value: &'static Value) -> Result<(), RuleWhy> {
        match field {
            "scopes" => self.scopes = Some(choice(text(value)?, STYLES)?),
            "identity" => self.identity = texts(value)?,
            "wildcard" => self.wildcard = flag(value)?,
            "redirect" => self.redirect = path(value)?,
            "confidential" => self.confidential = flag(value)?,
            "client_id" => self.client_id = Some(text(value)?),
            "sandbox_client_id" => self.sandbox_client_id = Some(text(value)?),
            "refresh" => self.refresh = choice(text(value)?, REFRESHES)?,
            "cors" => self.cors = choice(text(value)?, CORS)?,
            "authorize" => self.authorize = pairs(value, text)?,
            "data" => self.data = pairs(value, text)?,
            "accept" => self.accept = texts(value)?,
            "file_accept" => self.file_accept = texts(value)?,
            "page_size" => self.page_size = pairs(value, size)?,
            "patient" => self.patient = list(value, patient_source)?,
            "tolerates" => self.tolerates = list(value, |one| choice(text(one)?, GAPS))?,
            "strip_slash" => self.strip_slash = flag(value)?,
            "unrelated_hosts" => self.unrelated_hosts = flag(value)?,
            "prompt_login" => self.prompt_login = flag(value)?,
            "never_writes" => self.never_writes = texts(value)?,
            "refusals" => self.refusals = pairs(value, |one| choice(text(one)?, REFUSALS))?,
            "portal" => self.portal = Some(text(value)?),
            "portal_url" => self.portal_url = Some(address(value)?),
            "sign_out" => self.sign_out = Some(address(value)?),
            _ => return Err(RuleWhy::Unknown),
        }
        Ok(())
    }
}

const STYLES: &[(&str, Style)] = &[("v1", Style::V1), ("v2", Style::V2)];
const REFRESHES: &[(&str, Refresh)] = &[
    ("none", Refresh::None),
    ("rotating", Refresh::Rotating),
    ("with-scope", Refresh::WithScope),
];
const CORS: &[(&str, Cors)] = &[
    ("open", Cors::Open),
    ("probe", Cors::Probe),
    ("none", Cors::None),
    ("no-token", Cors::NoToken),
];
const GAPS: &[(&str, Missing)] = &[
    ("launch", Missing::Launch),
    ("public-clients", Missing::PublicClients),
    ("patient-context", Missing::PatientContext),
    ("patient-scopes", Missing::PatientScopes),
    ("challenge", Missing::Challenge),
];
const REFUSALS: &[(&str, Refusal)] = &[
    ("not-active", Refusal::NotActive),
    ("unknown-portal", Refusal::UnknownPortal),
    ("invalid-scope", Refusal::InvalidScope),
    ("unavailable", Refusal::Unavailable),
    ("sign-in-needed", Refusal::SignInNeeded),
];

fn choice<T: Copy>(word: &str, choices: &[(&str, T)]) -> Result<T, RuleWhy> {
    let chosen = choices.iter().find(|(name, _)| *name == word);
    chosen
        .map(|(_, meaning)| *meaning)
        .ok_or(RuleWhy::NotAChoice)
}

fn text(value: &'static Value) -> Result<&'static str, RuleWhy> {
    let text = value.as_str().filter(|text| !text.trim().is_empty());
    text.ok_or(RuleWhy::WrongShape)
}

fn flag(value: &Value) -> Result<bool, RuleWhy> {
    value.as_bool().ok_or(RuleWhy::WrongShape)
}

fn size(value: &Value) -> Result<u16, RuleWhy> {
    let size = value.as_u64().and_then(|size| u16::try_from(size).ok());
    size.filter(|size| *size > 0).ok_or(RuleWhy::WrongShape)
}

fn path(value: &'static Value) -> Result<&'static str, RuleWhy> {
    let text = text(value)?;
    let path = ReturnPath::new(text);
    path.map(|_| text).ok_or(RuleWhy::NotAPath)
}

fn address(value: &'static Value) -> Result<&'static str, RuleWhy> {
    let text = text(value)?;
    let address = Address::parse(text).filter(Address::is_https);
    address.map(|_| text).ok_or(RuleWhy::NotAnAddress)
}

fn patient_source(value: &'static Value) -> Result<PatientSource, RuleWhy> {
    match text(value)? {
        "token" => Ok(PatientSource::Token),
        "fhirUser" => Ok(PatientSource::FhirUser),
        other => match other.strip_prefix("claim:") {
            Some(claim) if !claim.is_empty() => Ok(PatientSource::Claim(claim)),
            Some(_) | None => Err(RuleWhy::NotAChoice),
        },
    }
}

fn texts(value: &'static Value) -> Result<&'static [&'static str], RuleWhy> {
    list(value, text)
}

fn list<T>(
    value: &'static Value,
    read: fn(&'static Value) -> Result<T, RuleWhy>,
) -> Result<&'static [T], RuleWhy> {
    let items = value.as_array().ok_or(RuleWhy::WrongShape)?;
    let items: Result<Vec<T>, RuleWhy> = items.iter().map(read).collect();
    Ok(items?.leak())
}

fn pairs<T>(
    value: &'static Value,
    read: fn(&'static Value) -> Result<T, RuleWhy>,
) -> Result<&'static [(&'static str, T)], RuleWhy> {
    let fields = value.as_object().ok_or(RuleWhy::WrongShape)?.iter();
    let pairs = fields.map(|(name, value)| Ok((name.as_str(), read(value)?)));
    let pairs: Result<Vec<(&str, T)>, RuleWhy> = pairs.collect();
    Ok(pairs?.leak())
}
