//! The page around the app: its title, language, focus and address.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement, HtmlInputElement, window};

/// This site's own origin, `https://portal.example.org`.
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The query of the address, without `?`.
pub fn query() -> String {
    let search = window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// The path of the address.
pub fn path() -> String {
    window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

/// Takes the query out of the address and of the history, before anything else happens with it.
pub fn drop_query() {
    // A browser that refuses keeps a used-up code in the address, nothing more.
    super::history::replace(&path());
}

/// Leaves for another site.
pub fn leave_for(url: &str) -> bool {
    window().is_some_and(|window| window.location().assign(url).is_ok())
}

/// Sets the title: generic words only, because the history is shared on family phones.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the page.
pub fn set_language(code: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", code);
    }
}

/// Moves focus to the heading of the page, once it stands there.
pub fn focus_heading() {
    focus("h1");
}

/// Moves focus to the first element that the selector finds; whether there was one.
pub fn focus(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    element.focus().is_ok()
}

/// Moves focus to a field, and selects what was typed there.
pub fn select(selector: &str) {
    if let Some(field) = find(selector).and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
    {
        // A field that takes no focus has nothing to select.
        let _ = field.focus();
        field.select();
    }
}

/// Opens a dialog over the page: nothing else can be reached until it is closed.
pub fn show_modal(selector: &str) {
    if let Some(dialog) = dialog(selector).filter(|dialog| !dialog.open()) {
        // One that stands in the page and is closed can be opened.
        let _ = dialog.show_modal();
    }
}

/// Closes it; focus returns to where it was.
pub fn close_modal(selector: &str) {
    if let Some(dialog) = dialog(selector) {
        dialog.close();
    }
}

fn dialog(selector: &str) -> Option<HtmlDialogElement> {
    find(selector)?.dyn_into().ok()
}

/// Whether focus is on the element that the selector finds.
pub fn has_focus(selector: &str) -> bool {
    find(&format!("{selector}:focus")).is_some()
}

/// Moves focus to the link that leads to this path, if the page has it. What it is folded away in is opened.
pub fn focus_link_to(path: &str) -> bool {
    let link = (!path.contains('"')).then(|| find(&link_to(path)));
    let Some(link) = link.flatten() else {
        return false;
    };
    if let Ok(Some(fold)) = link.closest("details:not([open])") {
        // An element takes any attribute.
        let _ = fold.set_attribute("open", "");
    }
    link.focus().is_ok()
}

/// The link in the page that leads to this path, as a selector.
pub fn link_to(path: &str) -> String {
    format!("main a[href=\"{path}\"]")
}

/// Opens the `<details>` that the selector finds.
pub fn open(selector: &str) {
    if let Some(details) = find(selector) {
        // As above.
        let _ = details.set_attribute("open", "");
    }
}

/// Whether the reader has scrolled, or stands on something of the page that takes a key.
pub fn is_being_read() -> bool {
    scrolled() > 0.0 || find("main :is(a, button, summary, input):focus").is_some()
}

/// Scrolls to where the page was left, or to the top.
pub fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// How far the page is scrolled.
pub fn scrolled() -> f64 {
    window()
        .and_then(|window| window.scroll_y().ok())
        .unwrap_or(0.0)
}

/// Whether the screen is at least this wide, in em.
pub fn is_wide(em: u32) -> bool {
    matches(&format!("(min-width: {em}em)"))
}

fn matches(query: &str) -> bool {
    window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|media| media.matches())
}

/// Whether the device has a mouse or the like: a computer, which somebody else may use next.
pub fn has_mouse() -> bool {
    matches("(hover: hover) and (pointer: fine)")
}

/// Opens the print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Opens every `<details>` of the page on paper, and closes what was closed afterwards.
pub fn open_details_in_print() {
    on_window("beforeprint", || {
        for details in all("details:not([open])") {
            let _ = details.set_attribute("open", "print");
        }
    });
    on_window("afterprint", || {
        for details in all("details[open=print]") {
            let _ = details.remove_attribute("open");
        }
    });
}

pub(super) fn on_window(event: &str, callback: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(callback);
    if let Some(window) = window() {
        let callback = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback(event, callback);
    }
    // It lives as long as the page does.
    listener.forget();
}

/// Whether the browser believes that it has a connection.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Lets the browser ask before the page is closed or loaded again, while `asks` says so.
pub fn ask_before_leaving(asks: impl Fn() -> bool + 'static) {
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if asks() {
            event.prevent_default();
        }
    });
    if let Some(window) = window() {
        let callback = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback("beforeunload", callback);
    }
    // It lives as long as the page does.
    listener.forget();
}

/// Puts text where the person can paste it from.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let written = window.navigator().clipboard().write_text(text);
    wasm_bindgen_futures::JsFuture::from(written).await.is_ok()
}

/// Shows the page for an app that could not start.
pub fn give_up() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("data-failed", "");
    }
}

/// The element that the app is mounted on, emptied of the static shell.
pub fn mount_place() -> Option<HtmlElement> {
    let place: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
    while let Some(child) = place.first_child() {
        place.remove_child(&child).ok()?;
    }
    Some(place)
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()?
        .query_selector(selector)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

fn all(selector: &str) -> Vec<Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let found = found.map(|list| (0..list.length()).filter_map(move |place| list.get(place)));
    found
        .into_iter()
        .flatten()
        .filter_map(|node| node.dyn_into().ok())
        .collect()
}

fn document() -> Option<Document> {
    window()?.document()
}
