//! The log of what was done here: when and what, which hospital, how many; no value of a record.
//!
//! An entry is a line of JSON, `{"at":1800000000000,"act":"connected","hospital":"St. Mary's"}`. What an entry of a newer
//! version says is kept as it is, and shown as unknown.

use serde_json::{Value, json};

use crate::Unreadable;
use crate::fields::{number, small, text};

/// So many of the newest entries are kept.
pub const KEPT: usize = 2_000;

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// What.
    pub act: Act,
}

/// What was done, or happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The vault was unlocked.
    Opened(By),
    /// Someone tried to unlock it, and could not.
    FailedToOpen,
    /// It was locked.
    Locked(Cause),
    /// The person connected a hospital.
    Connected {
        /// Its name.
        hospital: String,
    },
    /// The person signed in to a hospital again.
    SignedInAgain {
        /// Its name.
        hospital: String,
    },
    /// The person disconnected a hospital.
    Disconnected {
        /// Its name.
        hospital: String,
    },
    /// A hospital did not renew the access.
    AccessNotRenewed {
        /// Its name.
        hospital: String,
    },
    /// A hospital sent a record.
    Fetched {
        /// Its name.
        hospital: String,
        /// How many of which type of FHIR.
        counts: Vec<(String, u32)>,
    },
    /// The person changed the passphrase.
    PassphraseChanged,
    /// A way to unlock was added.
    WayAdded,
    /// A way to unlock was removed.
    WayRemoved,
    /// The person saved something as a file.
    FileSaved,
    /// The person sent a message.
    MessageSent,
    /// Something could not be kept.
    NotSaved(Obstacle),
    /// So many values could not be read.
    Damaged(u32),
    /// Another version of Satchel was here for the first time.
    Started {
        /// Its version.
        version: String,
    },
    /// A newer version knows what it is; as it was read.
    Unknown(Value),
}

/// What unlocked the vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A passphrase.
    Passphrase,
    /// A passkey.
    Passkey,
}

/// Why the vault was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The person locked it.
    Hand,
    /// Nobody was there.
    Time,
    /// The page was hidden or put to sleep.
    Hidden,
    /// Another tab opened it.
    AnotherTab,
}

/// Why something could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There was no room.
    Full,
    /// Something else.
    Trouble,
}

const BY: [(&str, By); 2] = [("passphrase", By::Passphrase), ("passkey", By::Passkey)];
const CAUSES: [(&str, Cause); 4] = [
    ("hand", Cause::Hand),
    ("time", Cause::Time),
    ("hidden", Cause::Hidden),
    ("another-tab", Cause::AnotherTab),
];
const OBSTACLES: [(&str, Obstacle); 2] = [("full", Obstacle::Full), ("trouble", Obstacle::Trouble)];

impl Entry {
    /// The bytes to seal.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut json = self.act.to_json();
        if let Some(fields) = json.as_object_mut() {
            fields.insert("at".into(), json!(self.at_ms));
        }
        json.to_string().into_bytes()
    }

    /// Reads what was sealed.
    pub fn read(bytes: &[u8]) -> Result<Entry, Unreadable> {
        let json: Value = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
        let at_ms = number(&json, "at").ok_or(Unreadable::Damaged)?;
        text(&json, "act").ok_or(Unreadable::Damaged)?;
        let act = Act::from_json(&json).unwrap_or(Act::Unknown(json));
        Ok(Entry { at_ms, act })
    }
}

impl Act {
    fn to_json(&self) -> Value {
        match self {
            Act::Opened(by) => json!({"act": "opened", "by": word(&BY, *by)}),
            Act::FailedToOpen => json!({"act": "failed-to-open"}),
            Act::Locked(cause) => json!({"act": "locked", "cause": word(&CAUSES, *cause)}),
            Act::Connected { hospital } => json!({"act": "connected", "hospital": hospital}),
            Act::SignedInAgain { hospital } => {
                json!({"act": "signed-in-again", "hospital": hospital})
            }
            Act::Disconnected { hospital } => {
                json!({"act": "disconnected", "hospital": hospital})
            }
            Act::AccessNotRenewed { hospital } => {
                json!({"act": "access-not-renewed", "hospital": hospital})
            }
            Act::Fetched { hospital, counts } => {
                json!({"act": "fetched", "hospital": hospital, "counts": counts})
            }
            Act::PassphraseChanged => json!({"act": "passphrase-changed"}),
            Act::WayAdded => json!({"act": "way-added"}),
            Act::WayRemoved => json!({"act": "way-removed"}),
            Act::FileSaved => json!({"act": "file-saved"}),
            Act::MessageSent => json!({"act": "message-sent"}),
            Act::NotSaved(why) => json!({"act": "not-saved", "why": word(&OBSTACLES, *why)}),
            Act::Damaged(count) => json!({"act": "damaged", "count": count}),
            Act::Started { version } => json!({"act": "started", "version": version}),
            Act::Unknown(json) => json.clone(),
        }
    }

    fn from_json(json: &Value) -> Option<Act> {
        let hospital = || text(json, "hospital").map(str::to_owned);
        Some(match text(json, "act")? {
            "opened" => Act::Opened(meant(&BY, text(json, "by")?)?),
            "failed-to-open" => Act::FailedToOpen,
            "locked" => Act::Locked(meant(&CAUSES, text(json, "cause")?)?),
            "connected" => Act::Connected {
                hospital: hospital()?,
            },
            "signed-in-again" => Act::SignedInAgain {
                hospital: hospital()?,
            },
            "disconnected" => Act::Disconnected {
                hospital: hospital()?,
            },
            "access-not-renewed" => Act::AccessNotRenewed {
                hospital: hospital()?,
            },
            "fetched" => Act::Fetched {
                hospital: hospital()?,
                counts: counts(json.get("counts")?)?,
            },
            "passphrase-changed" => Act::PassphraseChanged,
            "way-added" => Act::WayAdded,
            "way-removed" => Act::WayRemoved,
            "file-saved" => Act::FileSaved,
            "message-sent" => Act::MessageSent,
            "not-saved" => Act::NotSaved(meant(&OBSTACLES, text(json, "why")?)?),
            "damaged" => Act::Damaged(small(json, "count")?),
            "started" => Act::Started {
                version: text(json, "version")?.to_owned(),
            },
            _ => return None,
        })
    }
}

/// Of entries with these numbers, those to delete: all but the newest [`KEPT`].
pub fn pruned(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.truncate(numbers.len().saturating_sub(KEPT));
    numbers
}

fn counts(json: &Value) -> Option<Vec<(String, u32)>> {
    let count = |pair: &Value| {
        let [kind, count] = pair.as_array()?.as_slice() else {
            return None;
        };
        let count = count.as_u64()?.try_into().ok()?;
        Some((kind.as_str()?.to_owned(), count))
    };
    json.as_array()?.iter().map(count).collect()
}

fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], meaning: T) -> Option<&'static str> {
    let known = words.iter().find(|(_, known)| *known == meaning);
    known.map(|(word, _)| *word)
}

fn meant<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let known = words.iter().find(|(known, _)| *known == word);
    known.map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts() -> Vec<Act> {
        let hospital = || "St. Mary's \"East\"".to_owned();
        let counts = vec![
            ("Observation".to_owned(), 24_117),
            ("Patient".to_owned(), 1),
        ];
        vec![
            Act::Opened(By::Passphrase),
            Act::Opened(By::Passkey),
            Act::FailedToOpen,
            Act::Locked(Cause::Hand),
            Act::Locked(Cause::Time),
            Act::Locked(Cause::Hidden),
            Act::Locked(Cause::AnotherTab),
            Act::Connected {
                hospital: hospital(),
            },
            Act::SignedInAgain {
                hospital: hospital(),
            },
            Act::Disconnected {
                hospital: hospital(),
            },
            Act::AccessNotRenewed {
                hospital: hospital(),
            },
            Act::Fetched {
                hospital: hospital(),
                counts,
            },
            Act::PassphraseChanged,
            Act::WayAdded,
            Act::WayRemoved,
            Act::FileSaved,
            Act::MessageSent,
            Act::NotSaved(Obstacle::Full),
            Act::NotSaved(Obstacle::Trouble),
            Act::Damaged(3),
            Act::Started {
                version: "0.1.0".to_owned(),
            },
        ]
    }

    #[test]
    fn every_act_comes_back_as_it_was_written() {
        for act in acts() {
            let entry = Entry {
                at_ms: 1_800_000_000_000,
                act,
            };
            assert_eq!(Entry::read(&entry.to_bytes()), Ok(entry));
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_as_it_is() {
        for line in [
            r#"{"act":"shared","at":5,"link":7}"#,
            r#"{"act":"opened","at":5,"by":"face"}"#,
            r#"{"act":"fetched","at":5,"counts":{"Patient":1},"hospital":"A"}"#,
        ] {
            let entry = Entry::read(line.as_bytes()).unwrap();
            assert_eq!(entry.at_ms, 5);
            assert!(matches!(entry.act, Act::Unknown(_)), "{line}");
            let again: Value = serde_json::from_slice(&entry.to_bytes()).unwrap();
            assert_eq!(again, serde_json::from_str::<Value>(line).unwrap());
        }
    }

    #[test]
    fn what_is_no_entry_is_damaged() {
        for line in [
            "",
            "[]",
            "{}",
            r#"{"act":"opened"}"#,
            r#"{"at":5}"#,
            r#"{"at":-5,"act":"way-added"}"#,
            r#"{"at":5,"act":7}"#,
        ] {
            let read = Entry::read(line.as_bytes());
            assert_eq!(read, Err(Unreadable::Damaged), "{line}");
        }
    }

    #[test]
    fn the_newest_entries_are_kept() {
        let newest = KEPT as u64;
        for (there, expected) in [(0, 0), (1, 0), (newest, 0), (newest + 3, 3)] {
            let deleted = pruned((0..there).rev().collect());
            assert_eq!(deleted, Vec::from_iter(0..expected), "{there}");
        }
    }
}
