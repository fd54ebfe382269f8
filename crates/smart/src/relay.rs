//! What two tabs of the portal say to each other when the hospital's page was opened in the second one: the answer came
//! there, the attempt lies in the first. Only tabs of the same origin hear it (`BroadcastChannel`).

use std::fmt;

use serde_json::{Value, json};

use crate::{Callback, LaunchError};

/// How long the second tab waits for [`Relay::Taken`] before it says "sign in again", in milliseconds.
pub const RELAY_PATIENCE_MS: u64 = 3_000;

/// One message.
#[derive(Clone, PartialEq, Eq)]
pub enum Relay {
    /// Second tab: this came from the hospital, and no attempt of mine is its own.
    Answer {
        /// The path it came to.
        path: String,
        /// The query, as it came.
        query: String,
    },
    /// First tab: the answer with this key ([`Callback::key`]) is mine; you can be closed.
    Taken {
        /// The key of the attempt, which is used up.
        key: String,
    },
}

impl Relay {
    /// The message as JSON.
    pub fn to_json(&self) -> String {
        match self {
            Relay::Answer { path, query } => json!({"path": path, "query": query}),
            Relay::Taken { key } => json!({"taken": key}),
        }
        .to_string()
    }

    /// A message that was heard; `None` when it is none of these.
    pub fn from_json(json: &str) -> Option<Relay> {
        let json: Value = serde_json::from_str(json).ok()?;
        let text = |field: &str| json.get(field)?.as_str().map(str::to_owned);
        match text("taken") {
            Some(key) => Some(Relay::Taken { key }),
            None => Some(Relay::Answer {
                path: text("path")?,
                query: text("query")?,
            }),
        }
    }

    /// The answer in it, checked as if it had come to this tab; `None` when it is no answer.
    pub fn callback(&self) -> Option<Result<Callback, LaunchError>> {
        match self {
            Relay::Answer { path, query } => {
                Some(Callback::read(query).map(|callback| callback.at(path)))
            }
            Relay::Taken { .. } => None,
        }
    }
}

/// It holds a code or a state: neither is printed.
impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Relay::Answer { .. } => "Relay(answer)",
            Relay::Taken { .. } => "Relay(taken)",
        })
    }
}
