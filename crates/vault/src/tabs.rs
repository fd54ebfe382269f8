//! What the tabs of one person say to each other about keeping and locking. They share a channel with
//! `smart::Relay`, whose messages have none of these fields. No word of the record is in a message.

use serde_json::{Value, json};

use crate::fields::{number, text};

/// One message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The person did something, or chose to stay, at this time (milliseconds since 1970).
    Active {
        /// When.
        at_ms: u64,
    },
    /// The person chose that so many minutes nobody may be there.
    Limit {
        /// How many.
        minutes: u16,
    },
    /// Lock now.
    Lock,
    /// The tab of this number wants the vault: save, and let go of it.
    LetGo {
        /// The number of the tab that asks.
        who: u64,
    },
    /// The vault is free for the tab of this number.
    Released {
        /// The number of the tab that asked.
        who: u64,
    },
    /// Everything on this device was deleted.
    Deleted,
    /// The person signed out of everything.
    SignedOut,
}

impl Word {
    /// The message as JSON.
    pub fn to_json(self) -> String {
        match self {
            Word::Active { at_ms } => json!({"vault": "active", "at": at_ms}),
            Word::Limit { minutes } => json!({"vault": "limit", "minutes": minutes}),
            Word::Lock => json!({"vault": "lock"}),
            Word::LetGo { who } => json!({"vault": "let-go", "who": who}),
            Word::Released { who } => json!({"vault": "released", "who": who}),
            Word::Deleted => json!({"vault": "deleted"}),
            Word::SignedOut => json!({"vault": "signed-out"}),
        }
        .to_string()
    }

    /// A message that was heard; `None` when it is none of these.
    pub fn from_json(json: &str) -> Option<Word> {
        let json: Value = serde_json::from_str(json).ok()?;
        match text(&json, "vault")? {
            "active" => number(&json, "at").map(|at_ms| Word::Active { at_ms }),
            "limit" => {
                let minutes = number(&json, "minutes")?;
                let minutes = u16::try_from(minutes).ok()?;
                Some(Word::Limit { minutes })
            }
            "lock" => Some(Word::Lock),
            "let-go" => number(&json, "who").map(|who| Word::LetGo { who }),
            "released" => number(&json, "who").map(|who| Word::Released { who }),
            "deleted" => Some(Word::Deleted),
            "signed-out" => Some(Word::SignedOut),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [Word; 7] = [
        Word::Limit { minutes: 30 },
        Word::Active {
            at_ms: 1_800_000_000_000,
        },
        Word::Lock,
        Word::LetGo { who: u64::MAX },
        Word::Released { who: u64::MAX - 1 },
        Word::Deleted,
        Word::SignedOut,
    ];

    #[test]
    fn a_word_is_heard_as_it_was_said() {
        for word in WORDS {
            assert_eq!(Word::from_json(&word.to_json()), Some(word));
        }
    }

    #[test]
    fn these_words_and_those_of_a_sign_in_are_never_taken_for_each_other() {
        for word in WORDS {
            assert!(
                smart::Relay::from_json(&word.to_json()).is_none(),
                "{word:?}"
            );
        }
        let key = "k".to_owned();
        let (path, query) = ("/callback".to_owned(), "code=c&state=s".to_owned());
        for relay in [
            smart::Relay::Taken { key },
            smart::Relay::Answer { path, query },
        ] {
            assert_eq!(Word::from_json(&relay.to_json()), None, "{relay:?}");
        }
    }

    #[test]
    fn what_is_none_of_these_is_not_heard() {
        for other in [
            "",
            "null",
            "[]",
            r#"{"vault":"open"}"#,
            r#"{"vault":"active"}"#,
            r#"{"vault":"active","at":-1}"#,
            r#"{"vault":"let-go","who":"7"}"#,
            r#"{"at":5}"#,
        ] {
            assert_eq!(Word::from_json(other), None, "{other}");
        }
    }
}
