//! A file that was received: its bytes, what they are, and what they were called.

use crate::{Kind, kind};

/// A file, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is, by its bytes; where they leave it open, by its label.
    pub kind: Kind,
    /// What it was called, if that is something else.
    pub called: Option<Kind>,
    /// The bytes as received.
    pub bytes: Vec<u8>,
}

/// A name for saving an entry of the record as it was sent: only of which day it is.
pub fn record_name(day: Option<(i16, u8, u8)>) -> String {
    match day {
        Some((year, month, day)) => format!("record-{year:04}-{month:02}-{day:02}.json"),
        None => "record.json".to_owned(),
    }
}

impl File {
    /// Looks at both the label and the bytes; the bytes win.
    pub fn read(label: Option<&str>, bytes: Vec<u8>) -> File {
        let found = Kind::of_bytes(&bytes);
        let label = label.and_then(kind::Kind::of_label);
        let (kind, called) = match (found, label) {
            (found, None) => (found, None),
            // An office document of today is a zip; nothing tells an empty file from another.
            (Kind::Zip, Some(Kind::Office)) => (found, None),
            (found, Some(label)) if found.may_be_called(label) => (found, None),
            (found, Some(label)) => (found, Some(label)),
        };
        File {
            kind,
            called,
            bytes,
        }
    }

    /// A name for saving it: what it is and of which day, nothing more.
    pub fn name(&self, day: Option<(i16, u8, u8)>) -> String {
        let end = self.kind.extension();
        match day {
            Some((year, month, day)) => {
                format!("health-document-{year:04}-{month:02}-{day:02}.{end}")
            }
            None => format!("health-document.{end}"),
        }
    }

    /// Is it what the sender described? Sizes are compared only where one was given.
    pub fn has_size(&self, size: Option<u64>) -> bool {
        size.is_none_or(|size| u64::try_from(self.bytes.len()) == Ok(size))
    }
}
