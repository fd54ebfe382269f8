//! Reads the forms in which addresses are published: FHIR Bundles of Endpoints and Organizations, SMART User-Access Brands,
//! Lantern's lists, plain lists of `{url, name}`, and maps of numbers to names.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::Value;

use super::bundle;
use super::resource::Entry;
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
    let bytes = source
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(source.bytes);
    let rows = if bytes.trim_ascii_start().starts_with(b"[") {
        let list: Vec<Plain> =
            serde_json::from_slice(bytes).context("not a list of organizations")?;
        if list
            .iter()
            .all(|item| item.url.is_none() || item.name.is_none())
            && !list.is_empty()
        {
            bail!("a list, but not one of organizations with url and name");
        }
        list.into_iter().map(Plain::row).collect()
    } else {
        let document: Document =
            serde_json::from_slice(bytes).context("not JSON of a known form")?;
        document.rows(source.lent_address)?
    };
    let named = |row: Row| Row {
        source: source.name.to_owned(),
        ..row
    };
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
fn present<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<Vec<Lantern>>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl Document {
    fn rows(self, lent_address: Option<&str>) -> Result<Vec<Row>> {
        if self.resource_type.as_deref() == Some("Bundle") {
            return Ok(bundle::rows(self.entry.unwrap_or_default()));
        }
        if let Some(list) = self.endpoints {
            return Ok(list
                .unwrap_or_default()
                .into_iter()
                .map(Lantern::row)
                .collect());
        }
        if self
            .others
            .values()
            .all(|value| value.get("Endpoints").is_some())
        {
            let lists = self
                .others
                .into_values()
                .map(serde_json::from_value::<Document>);
            let lists = lists.map(|list| list?.rows(None));
            return lists
                .collect::<Result<Vec<_>>>()
                .map(|lists| lists.concat());
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
    Row {
        active: true,
        speaks_fhir: true,
        ..Row::default()
    }
}

#[derive(Deserialize)]
struct Plain {
    url: Option<String>,
    name: Option<String>,
}

impl Plain {
    fn row(self) -> Row {
        Row {
            address: self.url.unwrap_or_default(),
            name: self.name.unwrap_or_default(),
            ..row()
        }
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
        let place = Place {
            zip,
            state: zip.and_then(State::of_zip),
            city: None,
        };
        Row {
            address: self.url.unwrap_or_default(),
            name: self.name.unwrap_or_default(),
            place,
            ..row()
        }
    }
}

/// `33461-6618`, `334616618`, `33461`; `2139` lost its zero in a spreadsheet.
pub(super) fn zip(text: &str) -> Option<u32> {
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
