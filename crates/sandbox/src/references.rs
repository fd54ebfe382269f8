//! Makes the references of loaded bundles point to records of this hospital, as a server does with a transaction:
//! `urn:uuid:`, conditional and absolute references become `Type/id`; all other text stays as written.
//! <https://hl7.org/fhir/R4/http.html#trules>
use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::chart::Raw;
use crate::provenance;

/// The records' JSON with an id each and with resolved references. Whoever is referred to only by an identifier
/// (Synthea's clinicians) becomes a record of its own, with the name that stands beside the reference.
pub(crate) fn resolved(raw: Vec<Raw>) -> Vec<String> {
    let mut names = Names::default();
    let mut texts = Vec::new();
    for raw in raw {
        let Some((name, text)) = named(&raw) else {
            continue;
        };
        names.add(name, raw.full_url, &text);
        texts.push(text);
    }
    let mut resolved: Vec<String> = texts.iter().map(|text| names.rewrite(text)).collect();
    resolved = resolved.into_iter().flat_map(provenance::divided).collect();
    resolved.append(&mut names.invented);
    resolved
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    resource_type: String,
    id: Option<String>,
    #[serde(borrow)]
    identifier: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Identifier {
    system: Option<String>,
    value: Option<String>,
}

/// `Type/id` and the text, which gets an id if it has none.
fn named(raw: &Raw) -> Option<(String, String)> {
    let head: Head<'_> = serde_json::from_str(&raw.text).ok()?;
    if matches!(
        head.resource_type.as_str(),
        "OperationOutcome" | "Bundle" | "Parameters"
    ) {
        return None;
    }
    if let Some(id) = &head.id {
        return Some((format!("{}/{id}", head.resource_type), raw.text.clone()));
    }
    let id = match raw
        .full_url
        .as_deref()
        .and_then(|url| url.rsplit([':', '/']).next())
    {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => fingerprint(&raw.text),
    };
    let (start, rest) = raw.text.split_once('{')?;
    Some((
        format!("{}/{id}", head.resource_type),
        format!("{start}{{\"id\":\"{id}\",{rest}"),
    ))
}

/// A short stable name for a text (FNV-1a).
pub(crate) fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[derive(Default)]
struct Names {
    /// `Type/id`, full address or `Type?identifier=system|value` → `Type/id`.
    known: HashMap<String, String>,
    invented: Vec<String>,
}

impl Names {
    fn add(&mut self, name: String, full_url: Option<String>, text: &str) {
        if let Some(url) = full_url {
            self.known.insert(url, name.clone());
        }
        let identifiers = serde_json::from_str::<Head<'_>>(text)
            .ok()
            .and_then(|head| head.identifier);
        let identifiers: Vec<Identifier> = identifiers
            .and_then(|raw| serde_json::from_str(raw.get()).ok())
            .unwrap_or_default();
        let kind = name.split('/').next().unwrap_or_default().to_owned();
        for Identifier { system, value } in identifiers {
            let (system, value) = (system.unwrap_or_default(), value.unwrap_or_default());
            self.known
                .insert(format!("{kind}?identifier={system}|{value}"), name.clone());
        }
        self.known.insert(name.clone(), name);
    }

    /// Walks over every `"reference": "…"` of a text.
    fn rewrite(&mut self, text: &str) -> String {
        const KEY: &str = "\"reference\"";
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(KEY) {
            written.push_str(before);
            written.push_str(KEY);
            rest = after;
            if before.ends_with('\\') {
                continue;
            }
            let Some((gap, value, behind)) = string_after_colon(after) else {
                continue;
            };
            let resolved = self
                .resolve(value, behind)
                .unwrap_or_else(|| value.to_owned());
            written.push_str(gap);
            written.push('"');
            written.push_str(&resolved);
            written.push('"');
            rest = behind;
        }
        written.push_str(rest);
        written
    }

    fn resolve(&mut self, reference: &str, behind: &str) -> Option<String> {
        if let Some(name) = self.known.get(reference) {
            return Some(name.clone());
        }
        if reference.contains('?') {
            return self.invent(reference, display_after(behind));
        }
        let unversioned = reference.split("/_history/").next()?;
        let mut segments = unversioned.rsplit('/');
        let (id, kind) = (segments.next()?, segments.next()?);
        self.known.get(&format!("{kind}/{id}")).cloned()
    }

    fn invent(&mut self, reference: &str, display: Option<String>) -> Option<String> {
        let (kind, identifier) = reference.split_once("?identifier=")?;
        let (system, value) = identifier.split_once('|').unwrap_or(("", identifier));
        if !crate::types::is_known(kind) {
            return None;
        }
        let id = fingerprint(reference);
        let name = match (kind, display) {
            (_, None) => serde_json::Value::Null,
            ("Practitioner", Some(display)) => serde_json::json!([{ "text": display }]),
            (_, Some(display)) => display.into(),
        };
        let mut record = serde_json::json!({
            "resourceType": kind, "id": id, "identifier": [{ "system": system, "value": value }], "name": name,
        });
        if let (Some(fields), true) = (record.as_object_mut(), name.is_null()) {
            fields.remove("name");
        }
        self.invented.push(record.to_string());
        let name = format!("{kind}/{id}");
        self.known.insert(reference.to_owned(), name.clone());
        Some(name)
    }
}

/// The gap up to the value, the value, and what follows it.
fn string_after_colon(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(|c: char| c != ':' && !c.is_ascii_whitespace())?;
    let (gap, value) = text.split_at_checked(start)?;
    let (value, behind) = value.strip_prefix('"')?.split_once('"')?;
    Some((gap, value, behind))
}

/// The display that follows a reference directly, as Synthea writes it.
fn display_after(text: &str) -> Option<String> {
    let text = text
        .trim_start()
        .strip_prefix(',')?
        .trim_start()
        .strip_prefix("\"display\"")?;
    let (_, display, _) = string_after_colon(text)?;
    Some(display.to_owned())
}
