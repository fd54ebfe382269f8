//! How one hospital's server wants to be spoken to. The table of vendors and the deployment's settings fill it in
//! (see [`crate::Overrides`]); nothing else in the crate knows that vendors differ.

use crate::{FhirBase, Missing, Refusal, SmartConfiguration, Style, Vendor, scopes, vendors};

/// What is particular about one server: plain constants, so that a browser neither reads nor copies a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The scope syntax the registration fixed; `None`: what the server says (see [`Rules::style`]).
    pub scopes: Option<Style>,
    /// The words of the scope before the resource types.
    pub identity: &'static [&'static str],
    /// All types are asked for in one word, because nothing else could be registered.
    pub wildcard: bool,
    /// Path of the redirect address. Where each vendor has its own, no answer passes for another's.
    pub redirect: &'static str,
    /// The vendor registers only clients that keep a secret, which no browser app does.
    pub confidential: bool,
    /// The id under which the portal is registered there.
    pub client_id: Option<&'static str>,
    /// The id for the vendor's test servers.
    pub sandbox_client_id: Option<&'static str>,
    /// Whether access can be renewed.
    pub refresh: Refresh,
    /// What browsers may read there.
    pub cors: Cors,
    /// Further parameters of the sign-in page.
    pub authorize: &'static [(&'static str, &'static str)],
    /// Parameters of every data call; `{claim}` stands for a claim of the access token.
    pub data: &'static [(&'static str, &'static str)],
    /// How records are asked for, first to last after a 406 or 415.
    pub accept: &'static [&'static str],
    /// The same for files; [`OWN_TYPE`] stands for the file's own type.
    pub file_accept: &'static [&'static str],
    /// How many to ask for at once, by resource type; `*` for every other.
    pub page_size: &'static [(&'static str, u16)],
    /// Where the patient's id is found, first to last.
    pub patient: &'static [PatientSource],
    /// Gaps in the metadata that are not believed.
    pub tolerates: &'static [Missing],
    /// A slash at the end of an endpoint is left out.
    pub strip_slash: bool,
    /// The directory vouches that sign-in page and token endpoint belong together though their hosts are unrelated.
    pub unrelated_hosts: bool,
    /// A second sign-in in one browser asks for the sign-in page (`prompt=login`).
    pub prompt_login: bool,
    /// Resource types a patient cannot create, whatever the metadata say.
    pub never_writes: &'static [&'static str],
    /// What a part of an error's code, address or words means here.
    pub refusals: &'static [(&'static str, Refusal)],
    /// The name patients know the vendor's own portal by.
    pub portal: Option<&'static str>,
    /// The page of that portal.
    pub portal_url: Option<&'static str>,
    /// The page that ends the sign-in at the hospital, for a shared computer.
    pub sign_out: Option<&'static str>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatientSource {
    /// `patient` of the token answer.
    Token,
    /// `fhirUser` of the id_token, if that is a Patient.
    FhirUser,
    /// A claim of the access token, where that is a JWT.
    Claim(&'static str),
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

impl Default for Rules {
    fn default() -> Rules {
        Rules::PLAIN
    }
}

impl Rules {
    /// A plain SMART server.
    pub const PLAIN: Rules = Rules {
        scopes: None,
        identity: &["openid", "fhirUser", "launch/patient", "offline_access"],
        wildcard: false,
        redirect: "/callback",
        confidential: false,
        client_id: None,
        sandbox_client_id: None,
        refresh: Refresh::Rotating,
        cors: Cors::Probe,
        authorize: &[],
        data: &[],
        accept: &["application/fhir+json", "application/json+fhir"],
        file_accept: &[OWN_TYPE, "application/fhir+json"],
        page_size: &[],
        patient: &[PatientSource::Token, PatientSource::FhirUser],
        // Gaps that often are untrue; without the other two a browser cannot sign in at all.
        tolerates: &[
            Missing::PatientContext,
            Missing::PatientScopes,
            Missing::Challenge,
        ],
        strip_slash: false,
        unrelated_hosts: false,
        prompt_login: false,
        never_writes: &[],
        refusals: &[],
        portal: None,
        portal_url: None,
        sign_out: None,
    };

    /// How the server at this address wants to be spoken to, by the table alone. `named` is the vendor the directory
    /// gives it; without one, its address decides.
    pub fn at(base: &FhirBase, named: Option<&str>) -> Rules {
        let vendor = Vendor::of(vendors(), base, named);
        vendor.map_or(Rules::PLAIN, |vendor| vendor.rules_at(base))
    }

    /// Why a sign-in would be in vain, as far as that is known beforehand.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match self.cors {
            _ if self.confidential => Some(Obstacle::NeedsSecret),
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
        let mut words = String::new();
        for word in self.identity {
            match (*word, entry) {
                ("offline_access", _) if self.refresh == Refresh::None => {}
                ("launch/patient", Entry::Ehr) => scopes::add(&mut words, &["launch"]),
                (word, _) => scopes::add(&mut words, &[word]),
            }
        }
        for name in if self.wildcard { &["*"] } else { types } {
            let is_written = written.contains(name) && self.may_write(name);
            let parts: &[&str] = match (is_written, style) {
                (false, Style::V1) => &["patient/", name, ".read"],
                (false, Style::V2) => &["patient/", name, ".rs"],
                (true, Style::V1) => &["patient/", name, ".read patient/", name, ".write"],
                (true, Style::V2) => &["patient/", name, ".crs"],
            };
            scopes::add(&mut words, parts);
        }
        words
    }

    /// May a patient create this type here, as far as the rules know?
    pub fn may_write(&self, resource_type: &str) -> bool {
        !self.never_writes.contains(&resource_type)
    }

    /// How many of this type to ask for at once; `None`: as many as the server gives.
    pub fn page_size(&self, resource_type: &str) -> Option<u16> {
        let of = |wanted: &str| self.page_size.iter().find(|(name, _)| *name == wanted);
        let (_, size) = of(resource_type).or_else(|| of("*"))?;
        Some(*size)
    }

    /// How to ask for a file of this media type, first to last.
    pub fn file_accept<'a>(&'a self, media: &'a str) -> impl Iterator<Item = &'a str> {
        let forms = self.file_accept.iter();
        forms.map(move |form| if *form == OWN_TYPE { media } else { form })
    }

    /// What this code, error address or description means here, where the rules say so.
    pub(crate) fn refusal(&self, said: &[&str]) -> Option<Refusal> {
        let means = |part: &str| said.iter().any(|text| text.contains(part));
        let known = self.refusals.iter().find(|(part, _)| means(part))?;
        Some(known.1)
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
