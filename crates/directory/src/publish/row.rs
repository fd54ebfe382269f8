//! One line of a published list: an organization and an address, as written.

use crate::organization::Place;

/// An organization at an endpoint. Nothing is checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The file it stands in.
    pub source: String,
    /// The address as written.
    pub address: String,
    /// The name as written.
    pub name: String,
    /// Other names as written.
    pub aliases: Vec<String>,
    /// Where it is, the first address.
    pub place: Place,
    /// The cities of further addresses.
    pub other_cities: Vec<String>,
    /// The portal's own name.
    pub portal: Option<String>,
    /// What it is a part of, by name.
    pub parent: Option<String>,
    /// Is something else a part of it?
    pub is_parent: bool,
    /// `endpoint-fhir-version`, if given: `4.0.1`.
    pub version: Option<String>,
    /// Endpoint.status and Organization.active allow it.
    pub active: bool,
    /// The endpoint speaks FHIR over HTTP.
    pub speaks_fhir: bool,
    /// The address comes from the command line, because the file has none.
    pub lent_address: bool,
}
