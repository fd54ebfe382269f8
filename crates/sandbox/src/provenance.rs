//! Synthea writes one Provenance for a whole chart. Real servers keep many small ones, and answering every page with
//! thousands of targets would measure nothing real: such a Provenance is divided, each part saying the same of fewer.
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

const MOST_TARGETS: usize = 50;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Slice<'a> {
    resource_type: String,
    #[serde(borrow, default)]
    target: Vec<&'a RawValue>,
}

/// The text itself, or the parts of a Provenance with many targets.
pub(crate) fn divided(text: String) -> Vec<String> {
    if !text.contains("\"Provenance\"") {
        return vec![text];
    }
    match serde_json::from_str::<Slice<'_>>(&text) {
        Ok(slice) if slice.resource_type == "Provenance" && slice.target.len() > MOST_TARGETS => {
            parts(&text)
        }
        _ => vec![text],
    }
}

fn parts(text: &str) -> Vec<String> {
    let Ok(mut whole) = serde_json::from_str::<Map<String, Value>>(text) else {
        return Vec::new();
    };
    let id = whole
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(Value::Array(mut targets)) = whole.remove("target") else {
        return Vec::new();
    };
    targets.sort_by_cached_key(kind);
    let parts = targets.chunks(MOST_TARGETS).enumerate();
    parts
        .map(|(number, targets)| {
            let mut part = whole.clone();
            part.insert("id".into(), format!("{id}-{number}").into());
            part.insert("target".into(), targets.to_vec().into());
            Value::Object(part).to_string()
        })
        .collect()
}

/// Stable sorting by type keeps the order within a type, which is that of time.
fn kind(target: &Value) -> String {
    let reference = target
        .get("reference")
        .and_then(Value::as_str)
        .unwrap_or_default();
    reference.split('/').next().unwrap_or_default().to_owned()
}
