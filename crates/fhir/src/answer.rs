//! An answer as it came over the wire, and room for what has to be mended in it.

use std::sync::OnceLock;

/// The bytes of one answer. Everything read from it borrows from here.
///
/// The bytes are never changed: they stay what was received. Where something in them has to be cut out before
/// the rest can be read, the mended copy is kept beside them.
#[derive(Debug, Default)]
pub struct Answer {
    bytes: Vec<u8>,
    letters: OnceLock<String>,
    whole: OnceLock<String>,
    pieces: OnceLock<Vec<String>>,
}

impl Answer {
    /// Takes the body of an answer. A `Vec<u8>` is not copied.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Answer {
            bytes: bytes.into(),
            ..Answer::default()
        }
    }

    /// The bytes exactly as received.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The answer as text, without a byte order mark. Bytes that are not UTF-8 become `U+FFFD`.
    pub(crate) fn text(&self) -> &str {
        let bytes = self
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => self
                .letters
                .get_or_init(|| String::from_utf8_lossy(bytes).into_owned()),
        }
    }

    /// Whether no letter had to be replaced to make the text.
    pub(crate) fn is_utf8(&self) -> bool {
        self.letters.get().is_none()
    }

    /// Keeps a mended copy of the whole text.
    pub(crate) fn keep_whole(&self, mended: String) -> &str {
        self.whole.get_or_init(|| mended)
    }

    /// Keeps mended copies of single resources.
    pub(crate) fn keep_pieces(&self, mended: Vec<String>) -> &[String] {
        self.pieces.get_or_init(|| mended)
    }
}
