//! How one hospital's server wants to be spoken to. The table of vendors and the deployment's settings fill it in
//! (see [`crate::Overrides`]); nothing else in the crate knows that vendors differ.

use serde_json::{Map, Value};

use crate::{Missing, Refusal, ReturnPath, SmartConfiguration, Style, address::Address, scopes};

/// What is particular about one server. [`Rules::default`] is a plain SMART server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The scope syntax the registration fixed; `None`: what the server says (see [`Rules::style`]).
    pub scopes: Option<Style>,
    /// The words of the scope before the resource types.
    pub identity: Vec<String>,
    /// All types are asked for in one word, because nothing else could be registered.
    pub wildcard: bool,
    /// Path of the redirect address. Where each vendor has its own, no answer passes for another's.
    pub redirect: String,
    /// The vendor registers only clients that keep a secret, which no browser app does.
    pub is_confidential: bool,
    /// The id under which the portal is registered there.
    pub client_id: Option<String>,
    /// The id for the vendor's test servers.
    pub sandbox_client_id: Option<String>,
    /// Whether access can be renewed.
    pub refresh: Refresh,
    /// What browsers may read there.
    pub cors: Cors,
    /// Further parameters of the sign-in page.
    pub authorize: Vec<(String, String)>,
    /// Parameters of every data call; `{claim}` stands for a claim of the access token.
    pub data: Vec<(String, String)>,
    /// How records are asked for, first to last after a 406 or 415.
    pub accept: Vec<String>,
    /// The same for files; [`OWN_TYPE`] stands for the file's own type.
    pub file_accept: Vec<String>,
    /// How many to ask for at once, by resource type; `*` for every other.
    pub page_size: Vec<(String, u16)>,
    /// Where the patient's id is found, first to last.
    pub patient: Vec<PatientSource>,
    /// Gaps in the metadata that are not believed.
    pub tolerates: Vec<Missing>,
    /// A slash at the end of an endpoint is left out.
    pub strip_slash: bool,
    /// The directory vouches that sign-in page and token endpoint belong together though their hosts are unrelated.
    pub unrelated_hosts: bool,
    /// A second sign-in in one browser asks for the sign-in page (`prompt=login`).
    pub prompt_login: bool,
    /// Resource types a patient cannot create, whatever the metadata say.
    pub never_writes: Vec<String>,
    /// What a part of an error's code, address or words means here.
    pub refusals: Vec<(String, Refusal)>,
    /// The name patients know the vendor's own portal by.
    pub portal: Option<String>,
    /// The page of that portal.
    pub portal_url: Option<String>,
    /// The page that ends the sign-in at the hospital, for a shared computer.
    pub sign_out: Option<String>,
}

/// In [`Rules::file_accept`]: the type that the record says the file has.
pub const OWN_TYPE: &str = "own";

/// Whether access can be renewed without the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Never: the patient signs in again.
    None,
    /// By the refresh token, which may be replaced each time.
    Rotating,
    /// The same, and the granted scope is sent again.
    WithScope,
}

/// What a server's answers may be read by a page of another site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cors {
    /// All of them.
    Open,
    /// Not known, or different from hospital to hospital.
    Probe,
    /// None: the hospital cannot be used from a browser.
    None,
    /// Not those of the token endpoint: a code would be burnt.
    NoToken,
}

/// Where the id of the patient's record is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatientSource {
    /// `patient` of the token answer.
    Token,
    /// `fhirUser` of the id_token, if that is a Patient.
    FhirUser,
    /// A claim of the access token, where that is a JWT.
    Claim(String),
}

/// Known before anything is asked: why a browser app cannot be used with this hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The portal has no client id there: "not set up here yet".
    NotRegistered,
    /// Only clients that keep a secret are registered.
    NeedsSecret,
    /// The server's answers are kept from browsers.
    NoBrowserApps,
}

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

impl Default for Rules {
    fn default() -> Rules {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Rules {
            scopes: None,
            identity: words(&["openid", "fhirUser", "launch/patient", "offline_access"]),
            wildcard: false,
            redirect: "/callback".to_owned(),
            is_confidential: false,
            client_id: None,
            sandbox_client_id: None,
            refresh: Refresh::Rotating,
            cors: Cors::Probe,
            authorize: Vec::new(),
            data: Vec::new(),
            accept: words(&["application/fhir+json", "application/json+fhir"]),
            file_accept: words(&[OWN_TYPE, "application/fhir+json"]),
            page_size: Vec::new(),
            patient: vec![PatientSource::Token, PatientSource::FhirUser],
            // Gaps that often are untrue; without the other two a browser cannot sign in at all.
            tolerates: vec![
                Missing::PatientContext,
                Missing::PatientScopes,
                Missing::Challenge,
            ],
            strip_slash: false,
            unrelated_hosts: false,
            prompt_login: false,
            never_writes: Vec::new(),
            refusals: Vec::new(),
            portal: None,
            portal_url: None,
            sign_out: None,
        }
    }
}

impl Rules {
    /// Why a sign-in would be in vain, as far as that is known beforehand.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match self.cors {
            _ if self.is_confidential => Some(Obstacle::NeedsSecret),
            Cors::None | Cors::NoToken => Some(Obstacle::NoBrowserApps),
            Cors::Open | Cors::Probe if self.client_id.is_none() => Some(Obstacle::NotRegistered),
            Cors::Open | Cors::Probe => None,
        }
    }

    /// What a browser portal needs, the server says it lacks, and the rules do not forgive.
    pub fn lacks(&self, configuration: &SmartConfiguration) -> Vec<Missing> {
        let mut missing = configuration.missing();
        missing.retain(|missing| !self.tolerates.contains(missing));
        missing
    }

    /// The scope syntax: the registration's, else v2 where the server says it understands it.
    /// <https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html>
    pub fn style(&self, configuration: &SmartConfiguration) -> Style {
        self.scopes.unwrap_or_else(|| configuration.style())
    }

    /// The scope of a sign-in that reads these types and writes some of them. A launch from the EHR has chosen the
    /// patient already.
    pub fn scope(&self, style: Style, types: &[&str], written: &[&str], entry: Entry) -> String {
        let renewable = |word: &&str| self.refresh != Refresh::None || *word != "offline_access";
        let chosen = |word| match (entry, word) {
            (Entry::Ehr, "launch/patient") => "launch",
            (Entry::Ehr | Entry::Standalone, word) => word,
        };
        let identity = self.identity.iter().map(String::as_str);
        let mut words: Vec<String> = identity
            .filter(renewable)
            .map(|word| chosen(word).to_owned())
            .collect();
        let types = if self.wildcard { &["*"] } else { types };
        let written = written.iter().filter(|one| self.may_write(one));
        words.extend(scopes::resources(
            types,
            &written.copied().collect::<Vec<_>>(),
            style,
        ));
        words.join(" ")
    }

    /// May a patient create this type here, as far as the rules know?
    pub fn may_write(&self, resource_type: &str) -> bool {
        !self.never_writes.iter().any(|never| never == resource_type)
    }

    /// How many of this type to ask for at once; `None`: as many as the server gives.
    pub fn page_size(&self, resource_type: &str) -> Option<u16> {
        let of = |wanted: &str| self.page_size.iter().find(|(name, _)| name == wanted);
        let (_, size) = of(resource_type).or_else(|| of("*"))?;
        Some(*size)
    }

    /// How to ask for a file of this media type, first to last.
    pub fn file_accept<'a>(&'a self, media: &'a str) -> impl Iterator<Item = &'a str> {
        let forms = self.file_accept.iter();
        forms.map(move |form| if form == OWN_TYPE { media } else { form })
    }

    /// What this code, error address or description means here, where the rules say so.
    pub(crate) fn refusal(&self, said: &[Option<&String>]) -> Option<Refusal> {
        let means = |part: &str| said.iter().flatten().any(|text| text.contains(part));
        let known = self.refusals.iter().find(|(part, _)| means(part))?;
        Some(known.1)
    }

    /// The same rules with these fields changed.
    pub(crate) fn changed(
        mut self,
        fields: &Map<String, Value>,
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

    fn set(&mut self, field: &str, value: &Value) -> Result<(), RuleWhy> {
        match field {
            "scopes" => self.scopes = Some(choice(text(value)?, STYLES)?),
            "identity" => self.identity = texts(value)?,
            "wildcard" => self.wildcard = flag(value)?,
            "redirect" => self.redirect = path(value)?,
            "client" => self.is_confidential = choice(text(value)?, CLIENTS)?,
            "client_id" => self.client_id = Some(text(value)?.to_owned()),
            "sandbox_client_id" => self.sandbox_client_id = Some(text(value)?.to_owned()),
            "refresh" => self.refresh = choice(text(value)?, REFRESHES)?,
            "cors" => self.cors = choice(text(value)?, CORS)?,
            "authorize" => self.authorize = pairs(value, owned)?,
            "data" => self.data = pairs(value, owned)?,
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
            "portal" => self.portal = Some(text(value)?.to_owned()),
            "portal_url" => self.portal_url = Some(address(value)?),
            "sign_out" => self.sign_out = Some(address(value)?),
            _ => return Err(RuleWhy::Unknown),
        }
        Ok(())
    }
}

/// Where a sign-in begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In the portal.
    Standalone,
    /// In the hospital's own software, with a patient chosen.
    Ehr,
}

const STYLES: &[(&str, Style)] = &[("v1", Style::V1), ("v2", Style::V2)];
const CLIENTS: &[(&str, bool)] = &[("public", false), ("confidential", true)];
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

fn text(value: &Value) -> Result<&str, RuleWhy> {
    let text = value.as_str().filter(|text| !text.trim().is_empty());
    text.ok_or(RuleWhy::WrongShape)
}

fn owned(value: &Value) -> Result<String, RuleWhy> {
    text(value).map(str::to_owned)
}

fn flag(value: &Value) -> Result<bool, RuleWhy> {
    value.as_bool().ok_or(RuleWhy::WrongShape)
}

fn size(value: &Value) -> Result<u16, RuleWhy> {
    let size = value.as_u64().and_then(|size| u16::try_from(size).ok());
    size.filter(|size| *size > 0).ok_or(RuleWhy::WrongShape)
}

fn path(value: &Value) -> Result<String, RuleWhy> {
    let path = ReturnPath::new(text(value)?).ok_or(RuleWhy::NotAPath)?;
    Ok(path.into())
}

fn address(value: &Value) -> Result<String, RuleWhy> {
    let text = text(value)?;
    let address = Address::parse(text).filter(Address::is_https);
    address
        .map(|_| text.to_owned())
        .ok_or(RuleWhy::NotAnAddress)
}

fn patient_source(value: &Value) -> Result<PatientSource, RuleWhy> {
    match text(value)? {
        "token" => Ok(PatientSource::Token),
        "fhirUser" => Ok(PatientSource::FhirUser),
        other => match other.strip_prefix("claim:") {
            Some(claim) if !claim.is_empty() => Ok(PatientSource::Claim(claim.to_owned())),
            Some(_) | None => Err(RuleWhy::NotAChoice),
        },
    }
}

pub(crate) fn texts(value: &Value) -> Result<Vec<String>, RuleWhy> {
    list(value, owned)
}

fn list<T>(value: &Value, read: fn(&Value) -> Result<T, RuleWhy>) -> Result<Vec<T>, RuleWhy> {
    let items = value.as_array().ok_or(RuleWhy::WrongShape)?;
    items.iter().map(read).collect()
}

fn pairs<T>(
    value: &Value,
    read: fn(&Value) -> Result<T, RuleWhy>,
) -> Result<Vec<(String, T)>, RuleWhy> {
    let fields = value.as_object().ok_or(RuleWhy::WrongShape)?;
    let pair = |(name, value): (&String, &Value)| Ok((name.clone(), read(value)?));
    fields.iter().map(pair).collect()
}
