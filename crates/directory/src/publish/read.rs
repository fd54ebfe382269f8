//! Reads the forms in which addresses are published: FHIR Bundles of Endpoints and Organizations, SMART User-Access Brands,
//! Lantern's lists, plain lists of `{url, name}`, and maps of numbers to names.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use super::row::Row;
use crate::organization::Place;
use crate::state::State;

/// A file, with what the command line says about it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, for the account and for vendors that are told by it.
    pub name: &'a str,
    /// JSON.
    pub bytes: &'a [u8],
    /// The address of a list that has only names.
    pub lent_address: Option<&'a str>,
}

/// Reads the rows of one file. An error is a file that is none of the known forms; strange rows are rows.
pub fn read(source: Source<'_>) -> Result<Vec<Row>> {
    let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source.bytes);
    let rows = if bytes.trim_ascii_start().starts_with(b"[") {
        let list: Vec<Plain> = serde_json::from_slice(bytes).context("not a list of organizations")?;
        if list.iter().all(|item| item.url.is_none() || item.name.is_none()) && !list.is_empty() {
            bail!("a list, but not one of organizations with url and name");
        }
        list.into_iter().map(Plain::row).collect()
    } else {
        let document: Document = serde_json::from_slice(bytes).context("not JSON of a known form")?;
        document.rows(source.lent_address)?
    };
    let named = |row: Row| Row { source: source.name.to_owned(), ..row };
    Ok(rows.into_iter().map(named).collect())
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "resourceType")]
    resource_type: Option<String>,
    entry: Option<Vec<Entry>>,
    #[serde(rename = "Endpoints", default, deserialize_with = "present")]
    endpoints: Option<Option<Vec<Lantern>>>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// `null` is a list without endpoints; nothing at all is another form.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<Vec<Lantern>>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl Document {
    fn rows(self, lent_address: Option<&str>) -> Result<Vec<Row>> {
        if self.resource_type.as_deref() == Some("Bundle") {
            return Ok(bundle(self.entry.unwrap_or_default()));
        }
        if let Some(list) = self.endpoints {
            return Ok(list.unwrap_or_default().into_iter().map(Lantern::row).collect());
        }
        if self.others.values().all(|value| value.get("Endpoints").is_some()) {
            let lists = self.others.into_values().map(serde_json::from_value::<Document>);
            let lists = lists.map(|list| list?.rows(None));
            return lists.collect::<Result<Vec<_>>>().map(|lists| lists.concat());
        }
        if self.others.values().all(Value::is_string) {
            let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let row = |value: &Value| Row {
                name: name(value),
                address: lent_address.unwrap_or_default().to_owned(),
                lent_address: true,
                ..row()
            };
            return Ok(self.others.values().map(row).collect());
        }
        bail!("neither a Bundle, nor a list with Endpoints, nor names by number")
    }
}

/// A row of a form that has no word for "not active" and "not FHIR".
fn row() -> Row {
    Row { active: true, speaks_fhir: true, ..Row::default() }
}

#[derive(Deserialize)]
struct Plain {
    url: Option<String>,
    name: Option<String>,
}

impl Plain {
    fn row(self) -> Row {
        Row { address: self.url.unwrap_or_default(), name: self.name.unwrap_or_default(), ..row() }
    }
}

#[derive(Deserialize)]
struct Lantern {
    #[serde(rename = "URL")]
    url: Option<String>,
    #[serde(rename = "OrganizationName")]
    name: Option<String>,
    #[serde(rename = "OrganizationZipCode")]
    zip: Option<String>,
}

impl Lantern {
    fn row(self) -> Row {
        let zip = self.zip.as_deref().and_then(zip);
        let place = Place { zip, state: zip.and_then(State::of_zip), city: None };
        Row { address: self.url.unwrap_or_default(), name: self.name.unwrap_or_default(), place, ..row() }
    }
}

/// `33461-6618`, `334616618`, `33461`; `2139` lost its zero in a spreadsheet.
fn zip(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(|letter| *letter != '-').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let five = match digits.len() {
        4 | 5 => digits.as_str(),
        8 => digits.get(..4)?,
        9 => digits.get(..5)?,
        _ => return None,
    };
    five.parse().ok().filter(|zip| *zip > 0)
}

#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "fullUrl")]
    full_url: Option<String>,
    resource: Option<Resource>,
}

/// An Endpoint or an Organization: only what is used, everything optional.
#[derive(Clone, Deserialize)]
struct Resource {
    #[serde(rename = "resourceType")]
    resource_type: Option<String>,
    id: Option<String>,
    #[serde(default)]
    identifier: Vec<Identifier>,
    active: Option<bool>,
    status: Option<String>,
    name: Option<String>,
    #[serde(default)]
    alias: Vec<Option<String>>,
    /// Text in an Endpoint, a list in an Organization.
    address: Option<Value>,
    #[serde(default)]
    contained: Vec<Resource>,
    #[serde(rename = "managingOrganization")]
    managing_organization: Option<Reference>,
    #[serde(default)]
    endpoint: Vec<Reference>,
    #[serde(rename = "partOf")]
    part_of: Option<Reference>,
    #[serde(default)]
    extension: Vec<Extension>,
    #[serde(rename = "connectionType")]
    connection_type: Option<Coding>,
}

#[derive(Clone, Deserialize)]
struct Identifier {
    system: Option<String>,
    value: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Coding {
    code: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Reference {
    reference: Option<String>,
    id: Option<String>,
    identifier: Option<Identifier>,
    display: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Extension {
    url: Option<String>,
    #[serde(default)]
    extension: Vec<Extension>,
    #[serde(rename = "valueString")]
    string: Option<String>,
    #[serde(rename = "valueCode")]
    code: Option<String>,
    #[serde(rename = "valueReference")]
    reference: Option<Reference>,
}

impl Reference {
    /// Everything it may be looked up by: `Organization/1`, `#1`, the bare `1`, an absolute address, an identifier.
    fn keys(&self) -> Vec<String> {
        let texts = self.reference.iter().chain(&self.id);
        let mut keys: Vec<String> = texts.flat_map(|text| spellings(text)).collect();
        keys.extend(self.identifier.iter().filter_map(Identifier::key));
        keys
    }
}

impl Identifier {
    fn key(&self) -> Option<String> {
        let value = self.value.as_deref().filter(|value| !value.is_empty())?;
        Some(format!("{} {value}", self.system.as_deref().unwrap_or_default()))
    }
}

fn spellings(text: &str) -> [String; 2] {
    let text = text.strip_prefix('#').unwrap_or(text);
    // An id in base64 may have slashes of its own: only the names of the two types are cut off.
    let bare = ["Organization/", "Endpoint/"].iter().find_map(|kind| text.rsplit_once(kind));
    [text.to_owned(), bare.map_or(text, |(_, id)| id).to_owned()]
}

/// The resources of one type, by everything that may refer to them.
struct Known {
    all: Vec<Resource>,
    by_key: HashMap<String, usize>,
}

impl Known {
    fn new(entries: &[Entry], kind: &str) -> Known {
        let mut known = Known { all: Vec::new(), by_key: HashMap::new() };
        for entry in entries {
            let Some(resource) = entry.resource.as_ref().filter(|it| it.resource_type.as_deref() == Some(kind)) else {
                continue;
            };
            let place = known.all.len();
            let texts = entry.full_url.iter().chain(&resource.id).flat_map(|text| spellings(text));
            for key in texts.chain(resource.identifier.iter().filter_map(Identifier::key)) {
                known.by_key.entry(key).or_insert(place);
            }
            known.all.push(resource.clone());
        }
        known
    }

    fn find(&self, reference: &Reference) -> Option<usize> {
        reference.keys().iter().find_map(|key| self.by_key.get(key)).copied()
    }
}

/// Endpoints with their organizations, whichever of the two refers to the other, or within it.
fn bundle(entries: Vec<Entry>) -> Vec<Row> {
    let organizations = Known::new(&entries, "Organization");
    let endpoints = Known::new(&entries, "Endpoint");
    let mut rows = Vec::new();
    let mut own: Vec<Vec<usize>> =
        (0..organizations.all.len()).map(|place| own_endpoints(&endpoints, &organizations, place)).collect();
    let mut orphans: Vec<usize> = Vec::new();
    for (place, endpoint) in endpoints.all.iter().enumerate() {
        let manager = endpoint.managing_organization.as_ref().and_then(|manager| organizations.find(manager));
        match manager.and_then(|manager| own.get_mut(manager)) {
            Some(mine) => mine.push(place),
            None => orphans.push(place),
        }
    }
    // An endpoint that an organization names needs no row for its own name.
    let named: HashSet<usize> = own.iter().flatten().copied().collect();
    let orphans = orphans.into_iter().filter(|place| !named.contains(place));
    rows.extend(orphans.filter_map(|place| endpoints.all.get(place)).map(alone));
    let parent_of: Vec<Option<usize>> = organizations.all.iter().enumerate().map(|(place, organization)| {
        organizations.find(organization.part_of.as_ref()?).filter(|parent| *parent != place)
    }).collect();
    let parents: HashSet<usize> = parent_of.iter().flatten().copied().collect();
    for (place, organization) in organizations.all.iter().enumerate() {
        let above = parent_of.get(place).copied().flatten();
        let parent = above.and_then(|parent| organizations.all.get(parent));
        let row = |endpoint: Option<&Resource>| Row {
            parent: parent.and_then(|parent| parent.name.clone()),
            is_parent: parents.contains(&place),
            portal: portal(organization).or_else(|| parent.and_then(portal)),
            ..joined(Some(organization), endpoint)
        };
        let mine = nearest(place, &own, &parent_of);
        let before = rows.len();
        rows.extend(mine.iter().map(|endpoint| row(endpoints.all.get(*endpoint))));
        if rows.len() == before {
            rows.push(row(None));
        }
    }
    rows
}

/// The endpoints of an organization, or else those of what it is a part of, however far up.
fn nearest(place: usize, own: &[Vec<usize>], parent_of: &[Option<usize>]) -> Vec<usize> {
    let mut place = Some(place);
    for _ in 0..8 {
        let mut found = place.and_then(|place| own.get(place)).cloned().unwrap_or_default();
        if !found.is_empty() {
            found.sort_unstable();
            found.dedup();
            return found;
        }
        place = place.and_then(|place| parent_of.get(place).copied().flatten());
    }
    Vec::new()
}

fn own_endpoints(endpoints: &Known, organizations: &Known, place: usize) -> Vec<usize> {
    let organization = organizations.all.get(place);
    let listed = organization.into_iter().flat_map(|it| it.endpoint.iter().chain(portal_endpoints(it)));
    listed.filter_map(|reference| endpoints.find(reference)).collect()
}

/// An endpoint that has its organization within it, or none.
fn alone(endpoint: &Resource) -> Row {
    let manager = endpoint.managing_organization.as_ref();
    let within = endpoint.contained.iter().filter(|it| it.resource_type.as_deref() == Some("Organization"));
    let keys = manager.map(Reference::keys).unwrap_or_default();
    let is_meant = |it: &&Resource| it.id.iter().flat_map(|id| spellings(id)).any(|id| keys.contains(&id));
    let organization = within.clone().find(is_meant).or_else(|| within.clone().next());
    let mut row = joined(organization, Some(endpoint));
    if row.name.is_empty() {
        let said = manager.and_then(|manager| manager.display.clone());
        row.name = said.or_else(|| endpoint.name.clone()).unwrap_or_default();
    }
    row
}

fn joined(organization: Option<&Resource>, endpoint: Option<&Resource>) -> Row {
    let places = organization.and_then(|it| it.address.as_ref()).and_then(Value::as_array);
    let mut places = places.into_iter().flatten().map(place);
    let first = places.next().unwrap_or_default();
    let mut other_cities: Vec<String> = places.filter_map(|place| place.city).collect();
    other_cities.retain(|city| Some(city) != first.city.as_ref());
    other_cities.sort();
    other_cities.dedup();
    let version = endpoint.and_then(|it| extension(&it.extension, "endpoint-fhir-version")).and_then(|it| it.code.clone());
    let status = endpoint.and_then(|it| it.status.as_deref());
    let connection = endpoint.and_then(|it| it.connection_type.as_ref()).and_then(|it| it.code.as_deref());
    Row {
        source: String::new(),
        address: endpoint.map(|it| text(&it.address)).unwrap_or_default(),
        name: organization.and_then(|it| it.name.clone()).unwrap_or_default(),
        aliases: organization.map(|it| it.alias.iter().flatten().cloned().collect()).unwrap_or_default(),
        place: first,
        other_cities,
        portal: organization.and_then(portal),
        parent: None,
        is_parent: false,
        version,
        active: status.is_none_or(|status| status == "active") && organization.is_none_or(|it| it.active != Some(false)),
        speaks_fhir: connection.is_none_or(|code| code == "hl7-fhir-rest"),
        lent_address: false,
    }
}

fn text(value: &Option<Value>) -> String {
    value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn place(address: &Value) -> Place {
    let field = |name: &str| address.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let zip = field("postalCode").and_then(|text| zip(text.trim()));
    let state = field("state").and_then(State::named).or_else(|| zip.and_then(State::of_zip));
    Place { city: field("city").map(|city| city.trim().to_owned()), state, zip }
}

fn extension<'a>(list: &'a [Extension], name: &str) -> Option<&'a Extension> {
    let is_named = |it: &&Extension| it.url.as_deref().is_some_and(|url| url.rsplit('/').next() == Some(name));
    list.iter().find(is_named)
}

/// <http://hl7.org/fhir/StructureDefinition/organization-portal>
fn portal(organization: &Resource) -> Option<String> {
    let portal = extension(&organization.extension, "organization-portal")?;
    extension(&portal.extension, "portalName")?.string.clone()
}

/// In a brand's portal, or (as an older example has it) beside it.
fn portal_endpoints(organization: &Resource) -> impl Iterator<Item = &Reference> {
    let within = organization.extension.iter().flat_map(|it| it.extension.iter());
    let is_portal = |it: &&Extension| it.url.as_deref() == Some("portalEndpoint");
    within.filter(is_portal).filter_map(|it| it.reference.as_ref())
}
