//! A remark beside something, and whose it is.

use fhir::{Annotation, Contained};

use crate::{names::Mention, reader::Reader, sent, when::When};

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// Verbatim.
    pub text: String,
    /// Whose it is, where that was sent.
    pub by: Option<Mention>,
    /// When it was made, where that was sent.
    pub at: Option<When>,
}

impl Note {
    /// The remarks that say something.
    pub(crate) fn read(
        annotations: &[Annotation<'_>],
        contained: &[Contained<'_>],
        reader: &mut Reader<'_>,
    ) -> Vec<Self> {
        let mut notes = Vec::new();
        for annotation in annotations {
            let Some(text) = sent::words(annotation.text.as_deref()) else {
                continue;
            };
            let named = sent::words(annotation.author_string.as_deref());
            let by = match (named, annotation.author_reference.as_ref()) {
                (None, Some(reference)) => reader.mention(reference, contained),
                (name, _) => name.map(|name| Mention {
                    name: Some(name),
                    reference: None,
                }),
            };
            let at = sent::when(annotation.time.as_deref());
            notes.push(Self { text, by, at });
        }
        notes
    }
}

/// What the remarks say, one below the other; `None` of none.
pub(crate) fn joined(notes: &[Note]) -> Option<String> {
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
