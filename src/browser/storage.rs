//! The tab's own storage: the attempt to sign in while the hospital's page is open, and the language.
//! Nothing of the record and no token is ever written.

use smart::{Attempt, KEY_PREFIX};
use web_sys::Storage;

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

/// Remembers the language for this tab.
pub fn keep_language(code: &str) {
    if let Some(tab) = tab() {
        // Without storage the browser's own language is used next time.
        let _ = tab.set_item("language", code);
    }
}

/// The language chosen in this tab, else the browser's.
pub fn language() -> String {
    let chosen = tab().and_then(|tab| tab.get_item("language").ok().flatten());
    chosen
        .or_else(|| web_sys::window()?.navigator().language())
        .unwrap_or_default()
}

pub(super) fn tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
