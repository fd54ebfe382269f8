//! Which Organization is at which Endpoint, in a Bundle of either of the usual forms.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::clean;
use super::read::zip;
use super::resource::{Entry, Extension, Identifier, Reference, Resource, spellings};
use super::row::Row;
use crate::organization::Place;
use crate::state::State;

/// The resources of one type, by everything that may refer to them.
struct Known {
    all: Vec<Resource>,
    by_key: HashMap<String, usize>,
}

impl Known {
    fn new(entries: &[Entry], kind: &str) -> Known {
        let mut known = Known {
            all: Vec::new(),
            by_key: HashMap::new(),
        };
        for entry in entries {
            let Some(resource) = entry
                .resource
                .as_ref()
                .filter(|it| it.resource_type.as_deref() == Some(kind))
            else {
                continue;
            };
            let place = known.all.len();
            let texts = entry
                .full_url
                .iter()
                .chain(&resource.id)
                .flat_map(|text| spellings(text));
            for key in texts.chain(resource.identifier.iter().filter_map(Identifier::key)) {
                known.by_key.entry(key).or_insert(place);
            }
            known.all.push(resource.clone());
        }
        known
    }

    fn find(&self, reference: &Reference) -> Option<usize> {
        reference
            .keys()
            .iter()
            .find_map(|key| self.by_key.get(key))
            .copied()
    }
}

/// Endpoints with their organizations, whichever of the two refers to the other, or within it.
pub(super) fn rows(entries: Vec<Entry>) -> Vec<Row> {
    let organizations = Known::new(&entries, "Organization");
    let endpoints = Known::new(&entries, "Endpoint");
    let mut rows = Vec::new();
    let mut own: Vec<Vec<usize>> = (0..organizations.all.len())
        .map(|place| own_endpoints(&endpoints, &organizations, place))
        .collect();
    let mut orphans: Vec<usize> = Vec::new();
    for (place, endpoint) in endpoints.all.iter().enumerate() {
        let manager = endpoint
            .managing_organization
            .as_ref()
            .and_then(|manager| organizations.find(manager));
        match manager.and_then(|manager| own.get_mut(manager)) {
            Some(mine) => mine.push(place),
            None => orphans.push(place),
        }
    }
    // An endpoint that an organization names needs no row for its own name.
    let named: HashSet<usize> = own.iter().flatten().copied().collect();
    let orphans = orphans.into_iter().filter(|place| !named.contains(place));
    rows.extend(
        orphans
            .filter_map(|place| endpoints.all.get(place))
            .map(alone),
    );
    let parent_of: Vec<Option<usize>> = organizations
        .all
        .iter()
        .enumerate()
        .map(|(place, organization)| {
            organizations
                .find(organization.part_of.as_ref()?)
                .filter(|parent| *parent != place)
        })
        .collect();
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
        rows.extend(
            mine.iter()
                .map(|endpoint| row(endpoints.all.get(*endpoint))),
        );
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
        let mut found = place
            .and_then(|place| own.get(place))
            .cloned()
            .unwrap_or_default();
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
    let listed = organization
        .into_iter()
        .flat_map(|it| it.endpoint.iter().chain(portal_endpoints(it)));
    listed
        .filter_map(|reference| endpoints.find(reference))
        .collect()
}

/// An endpoint that has its organization within it, or none.
fn alone(endpoint: &Resource) -> Row {
    let manager = endpoint.managing_organization.as_ref();
    let within = endpoint
        .contained
        .iter()
        .filter(|it| it.resource_type.as_deref() == Some("Organization"));
    let keys = manager.map(Reference::keys).unwrap_or_default();
    let is_meant = |it: &&Resource| {
        it.id
            .iter()
            .flat_map(|id| spellings(id))
            .any(|id| keys.contains(&id))
    };
    let organization = within
        .clone()
        .find(is_meant)
        .or_else(|| within.clone().next());
    let mut row = joined(organization, Some(endpoint));
    if row.name.is_empty() {
        let said = manager.and_then(|manager| manager.display.clone());
        row.name = said.or_else(|| endpoint.name.clone()).unwrap_or_default();
    }
    row
}

fn joined(organization: Option<&Resource>, endpoint: Option<&Resource>) -> Row {
    let places = organization
        .and_then(|it| it.address.as_ref())
        .and_then(Value::as_array);
    let mut places = places.into_iter().flatten().map(place);
    let first = places.next().unwrap_or_default();
    let mut other_cities: Vec<String> = places.filter_map(|place| place.city).collect();
    other_cities.retain(|city| Some(city) != first.city.as_ref());
    other_cities.sort();
    other_cities.dedup();
    let version = endpoint
        .and_then(|it| extension(&it.extension, "endpoint-fhir-version"))
        .and_then(|it| it.code.clone());
    let status = endpoint.and_then(|it| it.status.as_deref());
    let connection = endpoint
        .and_then(|it| it.connection_type.as_ref())
        .and_then(|it| it.code.as_deref());
    Row {
        source: String::new(),
        address: endpoint.map(|it| text(&it.address)).unwrap_or_default(),
        name: organization
            .and_then(|it| it.name.clone())
            .unwrap_or_default(),
        aliases: organization
            .map(|it| it.alias.iter().flatten().cloned().collect())
            .unwrap_or_default(),
        place: first,
        other_cities,
        portal: organization.and_then(portal),
        parent: None,
        is_parent: false,
        version,
        active: status.is_none_or(|status| status == "active")
            && organization.is_none_or(|it| it.active != Some(false)),
        speaks_fhir: connection.is_none_or(|code| code == "hl7-fhir-rest"),
        lent_address: false,
    }
}

fn text(value: &Option<Value>) -> String {
    value
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn place(address: &Value) -> Place {
    let field = |name: &str| {
        address
            .get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
    };
    let zip = field("postalCode").and_then(|text| zip(text.trim()));
    let state = field("state")
        .and_then(State::named)
        .or_else(|| zip.and_then(State::of_zip));
    Place {
        city: field("city").map(clean::spaced),
        state,
        zip,
    }
}

fn extension<'a>(list: &'a [Extension], name: &str) -> Option<&'a Extension> {
    let is_named = |it: &&Extension| {
        it.url
            .as_deref()
            .is_some_and(|url| url.rsplit('/').next() == Some(name))
    };
    list.iter().find(is_named)
}

/// <http://hl7.org/fhir/StructureDefinition/organization-portal>
fn portal(organization: &Resource) -> Option<String> {
    let portal = extension(&organization.extension, "organization-portal")?;
    extension(&portal.extension, "portalName")?.string.clone()
}

/// In a brand's portal, or (as an older example has it) beside it.
fn portal_endpoints(organization: &Resource) -> impl Iterator<Item = &Reference> {
    let within = organization
        .extension
        .iter()
        .flat_map(|it| it.extension.iter());
    let is_portal = |it: &&Extension| it.url.as_deref() == Some("portalEndpoint");
    within
        .filter(is_portal)
        .filter_map(|it| it.reference.as_ref())
}
