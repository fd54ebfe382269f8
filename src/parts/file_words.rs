//! What a file is, in plain words.

use documents::{Kind, Size, Unit};

use crate::chart::file::NoFile;
use crate::parts::notices::reason;
use crate::words::catalogue::Words;
use crate::words::fill;

/// "a PDF file", and what such a file is for.
pub fn kind(kind: Kind, words: &'static Words) -> (&'static str, &'static str) {
    let it = &words.rooms().documents;
    match kind {
        Kind::Ccda => (it.summary, it.summary_for),
        Kind::Html => (it.page, it.page_for),
        Kind::Rtf => (it.formatted, it.formatted_for),
        Kind::Pdf => (it.pdf, it.pdf_for),
        Kind::Text => (it.plain, it.plain_for),
        Kind::Jpeg | Kind::Png | Kind::Gif | Kind::Tiff => (it.picture, it.picture_for),
        Kind::Xml | Kind::Json => (it.data, it.data_for),
        Kind::Zip => (it.package, it.package_for),
        Kind::Office => (it.office, it.formatted_for),
        Kind::Unknown => (it.unknown, it.unknown_for),
    }
}

/// "A PDF file, 214 KB."
pub fn named(of: Kind, bytes: Option<u64>, words: &'static Words) -> String {
    let mut letters = kind(of, words).0.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(letters).collect();
    if let Some(bytes) = bytes {
        sentence += ", ";
        sentence += &size(bytes, words);
    }
    sentence + "."
}

/// "214 KB", "15.0 MB".
pub fn size(bytes: u64, words: &'static Words) -> String {
    let Size { whole, tenth, unit } = Size::of(bytes);
    let unit = match unit {
        Unit::Bytes => return words.rooms().documents.small.to_owned(),
        Unit::Kilobytes => "KB",
        Unit::Megabytes => "MB",
    };
    match tenth {
        Some(tenth) => format!("{whole}.{tenth}\u{a0}{unit}"),
        None => format!("{whole}\u{a0}{unit}"),
    }
}

/// Why there is no file.
pub fn missing(why: NoFile, words: &'static Words, hospital: &str) -> String {
    let it = &words.rooms().documents;
    let sentence = match why {
        NoFile::NotSent => it.not_sent,
        NoFile::Elsewhere => it.elsewhere,
        NoFile::Gone => it.gone,
        NoFile::TooLarge => it.too_large,
        NoFile::Unreadable => it.unreadable,
        NoFile::Canceled => it.canceled,
        NoFile::For(trouble) => return reason(trouble, words, hospital),
    };
    fill(sentence, &[("hospital", &hospital)])
}
