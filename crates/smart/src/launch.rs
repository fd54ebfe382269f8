//! A launch from the hospital's own software: `/launch?iss=…&launch=…`. Anyone can write such a link, so both values
//! are an attacker's until the server is found on the list of hospitals.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch>

use std::fmt;

use crate::{FhirBase, LaunchError, query::Query};

/// A launch from a server that is on the list of hospitals. There is no other way to make one, and without one nothing
/// is asked of the server.
pub struct Launch {
    base: FhirBase,
    iss: String,
    launch: String,
}

impl Launch {
    /// Reads the query of `/launch`, with or without its question mark. `is_listed` answers for the directory and the
    /// deployment's settings; it is asked about the address in its one spelling, and before any request exists.
    pub fn read(query: &str, is_listed: &dyn Fn(&FhirBase) -> bool) -> Result<Launch, LaunchError> {
        let query = Query::read(query)?;
        let iss = query.once("iss")?.ok_or(LaunchError::Malformed)?;
        let launch = query.once("launch")?.ok_or(LaunchError::Malformed)?;
        let base = FhirBase::listed(iss).map_err(|_| LaunchError::NotListed)?;
        if !is_listed(&base) {
            return Err(LaunchError::NotListed);
        }
        Ok(Launch {
            base,
            iss: iss.to_owned(),
            launch: launch.to_owned(),
        })
    }

    /// The hospital's FHIR server.
    pub fn base(&self) -> &FhirBase {
        &self.base
    }

    /// The server's address as it calls itself, which is what `aud` must repeat.
    pub(crate) fn iss(&self) -> &str {
        &self.iss
    }

    pub(crate) fn secret(&self) -> &str {
        &self.launch
    }
}

/// The value stands for a session at the hospital and is not printed.
impl fmt::Debug for Launch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Launch(…)")
    }
}
