//! Giving a file to the person: into the downloads, as it is.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url, window};

/// The browser has taken the file by then.
const FORGET_AFTER: u32 = 20_000;

/// Saves the bytes under this name; whether the browser took them. The type is a neutral one, so that no browser
/// opens a page of the hospital's as if it were ours.
pub fn file(name: &str, bytes: &[u8]) -> bool {
    offer(name, bytes).is_some()
}

fn offer(name: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let neutral = BlobPropertyBag::new();
    neutral.set_type("application/octet-stream");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &neutral).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link = window()?.document()?.create_element("a").ok()?;
    let set = |name, value| link.set_attribute(name, value).ok();
    set("href", &address)?;
    set("download", name)?;
    link.dyn_ref::<HtmlElement>()?.click();
    ADDRESSES.with_borrow_mut(|addresses| addresses.push(address));
    Timeout::new(FORGET_AFTER, forget).forget();
    Some(())
}

thread_local! {
    /// Under which what was given can be read in this tab.
    static ADDRESSES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// From now on nothing that was given can be read in this tab.
pub fn forget() {
    for address in ADDRESSES.take() {
        // An address that is gone already needs no forgetting.
        let _ = Url::revoke_object_url(&address);
    }
}

/// The SHA-1 of the bytes: what hospitals send to tell a whole file from a broken one; no defence.
pub async fn sha1(bytes: &[u8]) -> Option<Vec<u8>> {
    let subtle = window()?.crypto().ok()?.subtle();
    let bytes = Uint8Array::from(bytes);
    let digest = subtle
        .digest_with_str_and_js_u8_array("SHA-1", &bytes)
        .ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Some(Uint8Array::new(&digest).to_vec())
}
