//! A hospital where a patient can sign in, as whoever runs the site, the directory or the patient describes it.

use serde_json::Value;
use smart::{FhirBase, Obstacle, Rules, Style};

use super::group::Group;
use super::mistake::{Mistake, Why};

/// One hospital or clinic, of the settings or of the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Hospital {
    /// Its name in our own addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// Its name as patients know it.
    pub name: String,
    /// City and state, if given.
    pub place: Option<String>,
    /// The brand of its own portal, because patients know that name, if given.
    pub portal: Option<String>,
    /// A phone number to call instead, if given.
    pub phone: Option<String>,
    /// Its own web site, if given.
    pub website: Option<String>,
    /// FHIR base URL: https, or http on this very machine.
    pub fhir: String,
    /// Its row in the table of vendors, where its address does not tell.
    pub vendor: Option<String>,
    /// The client id it gave to this site; without one nobody can sign in there yet.
    pub client_id: Option<String>,
    /// The scope syntax its registration fixed, if it did.
    pub scopes: Option<ScopeSyntax>,
}

/// Which way of writing SMART scopes a registration fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeSyntax {
    /// `patient/Observation.read`
    V1,
    /// `patient/Observation.rs`
    V2,
}

impl Hospital {
    /// As the settings describe it; `path` stands before the names of its fields.
    pub(super) fn read(written: &Value, path: String) -> Result<Hospital, Mistake> {
        let known = [
            "key",
            "name",
            "place",
            "portal",
            "phone",
            "website",
            "fhir",
            "vendor",
            "client_id",
            "scopes",
        ];
        let hospital = Group::new(written, path, &known)?;
        let key = hospital.text("key")?;
        if !key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            return Err(hospital.mistake("key", Why::NotAKey));
        }
        let scopes = match hospital.optional("scopes")?.as_deref() {
            None => None,
            Some("v1") => Some(ScopeSyntax::V1),
            Some("v2") => Some(ScopeSyntax::V2),
            Some(_) => return Err(hospital.mistake("scopes", Why::NotAScopeSyntax)),
        };
        let fhir = hospital.address("fhir")?;
        Ok(Hospital {
            key,
            name: hospital.text("name")?,
            place: hospital.optional("place")?,
            portal: hospital.optional("portal")?,
            phone: hospital.optional("phone")?,
            website: hospital.address("website")?,
            fhir: fhir.ok_or_else(|| hospital.mistake("fhir", Why::Missing))?,
            vendor: hospital.optional("vendor")?,
            client_id: hospital.optional("client_id")?,
            scopes,
        })
    }

    /// One that is listed nowhere: all that is known of it is what the patient typed.
    pub fn at_own_address(base: &FhirBase, client_id: &str) -> Hospital {
        let origin = base.origin();
        let host = origin
            .split_once("://")
            .map_or(origin.as_str(), |(_, host)| host);
        Hospital {
            // No key of the settings or the directory looks like this.
            key: base.as_str().to_owned(),
            name: host.to_owned(),
            place: None,
            portal: None,
            phone: None,
            website: None,
            fhir: base.as_str().to_owned(),
            vendor: None,
            client_id: Some(client_id.to_owned()),
            scopes: None,
        }
    }

    /// How its server wants to be spoken to: the table of vendors, and what is said of the hospital itself.
    pub fn rules(&self, base: &FhirBase) -> Rules {
        self.own(Rules::at(base, self.vendor.as_deref()))
    }

    /// The same with what is said of the hospital itself.
    pub fn own(&self, mut rules: Rules) -> Rules {
        match self.scopes {
            Some(ScopeSyntax::V1) => rules.scopes = Some(Style::V1),
            Some(ScopeSyntax::V2) => rules.scopes = Some(Style::V2),
            None => {}
        }
        rules
    }

    /// Why nobody can sign in there yet, as far as its rules say beforehand.
    pub fn obstacle(&self, rules: &Rules) -> Option<Obstacle> {
        let own_id = self.client_id.is_some();
        rules
            .obstacle()
            .filter(|obstacle| !own_id || *obstacle != Obstacle::NotRegistered)
    }
}
