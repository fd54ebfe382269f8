//! The address bar: paths of this site, its links, Back and Forward.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{
    Element, HtmlAnchorElement, MouseEvent, PageTransitionEvent, ScrollRestoration, window,
};

use super::page;

/// Calls back with the path of every link to another page of this site that is followed in this tab.
pub fn on_link(callback: impl Fn(String) + 'static) {
    let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(path) = followed(&event) {
            event.prevent_default();
            callback(path);
        }
    });
    if let Some(window) = window() {
        let callback = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("click", callback);
    }
    // It lives as long as the page does.
    listener.forget();
}

/// Where a click leads, if that is another page of this site, here and now: another tab, another site, a file and a
/// place on the same page are the browser's own business.
fn followed(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !is_plain || event.default_prevented() {
        return None;
    }
    let clicked: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = clicked.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = link.target().is_empty()
        && !link.has_attribute("download")
        && !link.rel().contains("external")
        && link.hash().is_empty()
        && link.origin() == page::origin();
    here.then(|| link.pathname())
}

/// Adds a page to the history.
pub fn push(path: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // A browser that refuses shows the page under the old address.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Puts a page in the place of the one that is open.
pub fn replace(path: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls back when the page is shown again as it was left: some browsers keep it while another site's is open.
pub fn on_return(callback: impl Fn() + 'static) {
    let listener = Closure::<dyn FnMut(_)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            callback();
        }
    });
    if let Some(window) = window() {
        let callback = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("pageshow", callback);
    }
    // It lives as long as the page does.
    listener.forget();
}

/// Calls back when the person goes Back or Forward. How far the page is scrolled is then the app's own business.
pub fn on_move(callback: impl FnMut() + 'static) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    page::on_window("popstate", callback);
}
