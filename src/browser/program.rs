//! The files of the program that are fetched when they are wanted (crates/split).

use js_sys::{Function, Promise, Reflect, global};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Fetches one and puts it beside the first; whether it is there then. `scripts/hooks/start.js` knows the files by
/// their names. A program that was not taken apart has everything.
pub async fn fetch(name: &str) -> bool {
    let fetch = Reflect::get(&global(), &"fetchPart".into()).ok();
    let Some(fetch) = fetch.and_then(|fetch| fetch.dyn_into::<Function>().ok()) else {
        return true;
    };
    let fetched = fetch.call1(&global(), &name.into()).ok();
    match fetched.and_then(|fetched| fetched.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}
