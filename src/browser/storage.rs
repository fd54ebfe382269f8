//! What stands in the clear: in the tab the attempt to sign in while the hospital's page is open, how things are to be
//! kept, the language and the look; on a device that keeps a record, the language and the look too.
//! Nothing of the record and no token is ever written here.

use smart::{Attempt, KEY_PREFIX};
use web_sys::Storage;

const LANGUAGE: &str = "language";
/// How the page looks and speaks; scripts/hooks/start.js knows these names.
const CHOICES: [&str; 5] = [
    LANGUAGE,
    "look.size",
    "look.text",
    "look.theme",
    "look.contrast",
];
/// Stands on the device while choices are kept there.
const ON_DEVICE: &str = "kept";

/// Writes an attempt down for the way to the hospital's page and back; whether it could be written.
pub fn keep_attempt(attempt: &Attempt) -> bool {
    tab().is_some_and(|tab| tab.set_item(&attempt.key(), &attempt.written()).is_ok())
}

/// Takes the attempt out: it can be used once.
pub fn take_attempt(key: &str) -> Option<Attempt> {
    let attempt = attempt(key);
    forget_attempt(key);
    attempt
}

/// The attempts that wait in this tab for their answers, by key.
pub fn attempts() -> Vec<String> {
    let Some(tab) = tab() else { return Vec::new() };
    let count = tab.length().unwrap_or(0);
    (0..count)
        .filter_map(|index| tab.key(index).ok().flatten())
        .filter(|key| key.starts_with(KEY_PREFIX))
        .collect()
}

/// One of them, which goes on waiting.
pub fn attempt(key: &str) -> Option<Attempt> {
    let attempt = tab()?.get_item(key).ok().flatten();
    Attempt::read(&attempt?)
}

/// Forgets attempts that were left unfinished.
pub fn forget_attempts() {
    for key in attempts() {
        forget_attempt(&key);
    }
}

/// Forgets those at this hospital, which has answered.
pub fn forget_attempts_at(hospital: &str) {
    for key in attempts() {
        if attempt(&key).is_some_and(|attempt| attempt.hospital() == hospital) {
            forget_attempt(&key);
        }
    }
}

/// Forgets one.
pub fn forget_attempt(key: &str) {
    if let Some(tab) = tab() {
        // If it cannot be removed it still expires.
        let _ = tab.remove_item(key);
    }
}

/// Remembers the language.
pub fn keep_language(code: &str) {
    keep(LANGUAGE, code);
}

/// The language that was chosen, else the browser's.
pub fn language() -> String {
    kept(LANGUAGE)
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_default()
}

/// Remembers for this tab how the person wants things kept, for the way to the hospital's page and back.
pub fn keep_keeping(code: &str) {
    if let Some(tab) = tab() {
        // Without storage it is asked again.
        let _ = tab.set_item("keeping", code);
    }
}

/// How the person wants things kept, as far as this tab knows.
pub fn keeping() -> Option<String> {
    tab()?.get_item("keeping").ok().flatten()
}

/// Keeps how the page looks and speaks on the device from now on, or no longer: whoever keeps a record here must be able
/// to read the page that opens it. It says nothing about anybody.
pub fn keep_choices_on_device(wanted: bool) {
    let (Some(tab), Some(device)) = (tab(), device()) else {
        return;
    };
    for key in CHOICES {
        let chosen = tab.get_item(key).ok().flatten();
        let _ = match (wanted, chosen) {
            (true, Some(value)) => device.set_item(key, &value),
            (true, None) => Ok(()),
            (false, _) => device.remove_item(key),
        };
    }
    let _ = match wanted {
        true => device.set_item(ON_DEVICE, "yes"),
        false => device.remove_item(ON_DEVICE),
    };
}

/// Whether something was kept on this device when this site was last used here.
pub fn kept_something() -> bool {
    device().is_some_and(|device| device.get_item(ON_DEVICE).ok().flatten().is_some())
}

/// Forgets everything that this site keeps here in the clear; whether nothing is left.
pub fn forget_everything() -> bool {
    [tab(), device()]
        .into_iter()
        .flatten()
        .all(|storage| storage.clear().is_ok())
}

/// Remembers a choice for this tab, and on the device where choices are kept there.
pub(super) fn keep(key: &str, value: &str) {
    let on_device = device().filter(|_| kept_something());
    for storage in [tab(), on_device].into_iter().flatten() {
        // Without storage the choice lasts until the page is loaded again.
        let _ = match value {
            "" => storage.remove_item(key),
            value => storage.set_item(key, value),
        };
    }
}

fn kept(key: &str) -> Option<String> {
    let mut storages = [tab(), device()].into_iter().flatten();
    storages.find_map(|storage| storage.get_item(key).ok().flatten())
}

fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// What stays when the tab is closed.
fn device() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
