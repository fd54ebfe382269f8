//! For how long the browser lets this site keep something.

use wasm_bindgen::JsValue;

use super::object::{called, field};

/// Asks the browser not to throw away what is kept here when it wants room; whether it promised.
pub async fn persist() -> bool {
    let promised = called(&storage(), "persist", &[]).await;
    promised.is_ok_and(|promised| promised.is_truthy())
}

fn storage() -> JsValue {
    field(&field(&js_sys::global(), "navigator"), "storage")
}
