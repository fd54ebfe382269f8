//! Fields of a JSON value, of the kind that is expected or not at all.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

pub(crate) fn text<'v>(json: &'v Value, field: &str) -> Option<&'v str> {
    json.get(field)?.as_str()
}

pub(crate) fn number(json: &Value, field: &str) -> Option<u64> {
    json.get(field)?.as_u64()
}

pub(crate) fn small(json: &Value, field: &str) -> Option<u32> {
    number(json, field)?.try_into().ok()
}

pub(crate) fn bytes(json: &Value, field: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text(json, field)?).ok()
}

/// So many bytes, neither more nor less.
pub(crate) fn exactly<const N: usize>(json: &Value, field: &str) -> Option<[u8; N]> {
    bytes(json, field)?.try_into().ok()
}

/// What [`bytes`] reads.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}
