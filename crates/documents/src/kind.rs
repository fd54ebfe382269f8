//! What kind of file it is: by its first bytes, and by what its sender calls it.

/// A kind of file that hospitals send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A visit summary by the rules of C-CDA: XML with the root `ClinicalDocument`.
    Ccda,
    /// A web page.
    Html,
    /// Text with formatting.
    Rtf,
    /// Pages for reading and printing.
    Pdf,
    /// Text alone.
    Text,
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Gif,
    /// A picture, often a scan of several pages.
    Tiff,
    /// Other XML.
    Xml,
    /// Data.
    Json,
    /// Several files in one, office documents among them.
    Zip,
    /// An older office document.
    Office,
    /// Nothing we know.
    Unknown,
}

/// So many bytes are looked at where a text may begin with a declaration and comments.
const HEAD: usize = 4096;

/// First bytes that no other kind has.
const MAGIC: [(&[u8], Kind); 10] = [
    (b"%PDF-", Kind::Pdf),
    (b"{\\rtf", Kind::Rtf),
    (b"\xff\xd8\xff", Kind::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"GIF87a", Kind::Gif),
    (b"GIF89a", Kind::Gif),
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"PK\x03\x04", Kind::Zip),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Office),
];

impl Kind {
    /// What the sender calls it: `text/html; charset=utf-8`. C-CDA has no name of its own.
    pub fn of_label(label: &str) -> Option<Kind> {
        let essence = label.split(';').next().unwrap_or(label).trim();
        LABELS
            .iter()
            .find(|(known, _)| essence.eq_ignore_ascii_case(known))
            .map(|(_, kind)| *kind)
    }

    /// What the bytes are, whatever they are called.
    pub fn of_bytes(bytes: &[u8]) -> Kind {
        // Up to a kilobyte of rubbish may stand before a PDF (ISO 32000-1, Annex H, note 13).
        let start = bytes.get(..1024).unwrap_or(bytes);
        if start.windows(5).any(|window| window == b"%PDF-") && !begins_as_text(bytes) {
            return Kind::Pdf;
        }
        let trimmed = bytes.trim_ascii_start();
        let by_magic = MAGIC
            .iter()
            .find(|(magic, _)| bytes.starts_with(magic) || trimmed.starts_with(magic));
        by_magic.map_or_else(|| of_text(bytes), |(_, kind)| *kind)
    }

    /// Is a file that is called this rightly called so? C-CDA is XML, and everything that is text may be
    /// called text.
    pub fn may_be_called(self, label: Kind) -> bool {
        match label {
            Kind::Xml => matches!(self, Kind::Xml | Kind::Ccda),
            Kind::Text => matches!(self, Kind::Text | Kind::Xml | Kind::Json),
            label => self == label,
        }
    }

    /// The extension of its file name.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Ccda | Kind::Xml => "xml",
            Kind::Html => "html",
            Kind::Rtf => "rtf",
            Kind::Pdf => "pdf",
            Kind::Text => "txt",
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
            Kind::Gif => "gif",
            Kind::Tiff => "tif",
            Kind::Json => "json",
            Kind::Zip => "zip",
            Kind::Office => "doc",
            Kind::Unknown => "bin",
        }
    }
}

const LABELS: [(&str, Kind); 20] = [
    ("application/pdf", Kind::Pdf),
    ("text/html", Kind::Html),
    ("application/xhtml+xml", Kind::Html),
    ("text/rtf", Kind::Rtf),
    ("application/rtf", Kind::Rtf),
    ("text/plain", Kind::Text),
    ("text/markdown", Kind::Text),
    ("application/xml", Kind::Xml),
    ("text/xml", Kind::Xml),
    ("application/hl7-cda+xml", Kind::Ccda),
    ("application/cda+xml", Kind::Ccda),
    ("image/jpeg", Kind::Jpeg),
    ("image/jpg", Kind::Jpeg),
    ("image/png", Kind::Png),
    ("image/gif", Kind::Gif),
    ("image/tiff", Kind::Tiff),
    ("application/json", Kind::Json),
    ("application/fhir+json", Kind::Json),
    ("application/zip", Kind::Zip),
    ("application/msword", Kind::Office),
];

fn begins_as_text(bytes: &[u8]) -> bool {
    let first = bytes.trim_ascii_start().first();
    first.is_some_and(|first| matches!(first, b'<' | b'{' | b'['))
}

/// A text, or nothing we know.
fn of_text(bytes: &[u8]) -> Kind {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let Some(text) = super::plain::decoded_head(head) else {
        return Kind::Unknown;
    };
    let text = text.trim_start();
    match text.chars().next() {
        Some('<') => of_markup(text),
        Some('{' | '[') if is_json(text) => Kind::Json,
        Some(_) => Kind::Text,
        None => Kind::Unknown,
    }
}

/// `{` begins many a plain sentence too: a quoted name or an end must follow.
fn is_json(text: &str) -> bool {
    let next = text.chars().skip(1).find(|c| !c.is_whitespace());
    match text.starts_with('{') {
        true => matches!(next, Some('"' | '}')),
        false => matches!(next, Some('{' | '[' | '"' | ']')),
    }
}

/// By the name of the first element after declarations and comments.
fn of_markup(text: &str) -> Kind {
    let is_xml = text.starts_with("<?xml");
    let mut rest = text;
    while let Some((end, open)) = [("-->", "<!--"), ("?>", "<?"), (">", "<!")]
        .into_iter()
        .find(|(_, open)| rest.starts_with(open))
    {
        let is_html = rest
            .get(..14)
            .is_some_and(|doctype| doctype.eq_ignore_ascii_case("<!doctype html"));
        if open == "<!" && is_html {
            return Kind::Html;
        }
        rest = match rest.split_once(end) {
            Some((_, after)) => after.trim_start(),
            None => return if is_xml { Kind::Xml } else { Kind::Text },
        };
    }
    let Some(after) = rest.strip_prefix('<') else {
        return if is_xml { Kind::Xml } else { Kind::Text };
    };
    let is_end = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    let name = after.split(is_end).next().unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or(name);
    let known = HTML.iter().any(|tag| local.eq_ignore_ascii_case(tag));
    match (local, known) {
        ("ClinicalDocument", _) => Kind::Ccda,
        (_, true) => Kind::Html,
        (local, false) if is_xml || text.contains("xmlns") || text.contains("</") => {
            match is_name(local) {
                true => Kind::Xml,
                false => Kind::Text,
            }
        }
        (_, false) => Kind::Text,
    }
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Elements that a note in HTML may begin with.
const HTML: [&str; 22] = [
    "html", "head", "body", "div", "p", "span", "table", "br", "h1", "h2", "h3", "h4", "ul", "ol",
    "b", "i", "strong", "em", "style", "script", "meta", "title",
];
