//! How the page looks to this reader: attributes of the root element that style/tokens.css answers to. The tab keeps
//! them, and start.js sets them again before anything is painted.

use web_sys::Element;

use super::storage::keep;

const KEPT: &str = "look.";

/// The value chosen for an attribute like `theme`; empty where the device decides.
pub fn chosen(attribute: &str) -> String {
    root()
        .and_then(|root| root.get_attribute(&format!("data-{attribute}")))
        .unwrap_or_default()
}

/// Chooses a value; an empty one leaves it to the device again.
pub fn choose(attribute: &str, value: &str) {
    let (name, key) = (format!("data-{attribute}"), format!("{KEPT}{attribute}"));
    if let Some(root) = root() {
        let _ = match value {
            "" => root.remove_attribute(&name),
            value => root.set_attribute(&name, value),
        };
    }
    keep(&key, value);
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
