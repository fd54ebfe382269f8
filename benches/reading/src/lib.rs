//! The app's reader alone, built as the app is, for `scripts/bench` to put beside `JSON.parse`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::prelude::wasm_bindgen;

/// Reads one answer as the app does and says how many resources came of it.
#[wasm_bindgen]
pub fn read(bytes: Vec<u8>) -> usize {
    let answer = fhir::Answer::new(bytes);
    let Ok(page) = fhir::read::page(&answer) else {
        return 0;
    };
    page.entries
        .iter()
        .filter(|entry| entry.resource.is_ok())
        .count()
}
