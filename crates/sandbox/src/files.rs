//! The files of the sample patients: what a `Binary` of these hospitals is.
//! Knows nothing of tokens: whoever asks says for which patient.
use crate::pdf;

/// One file. Its label is what the hospital calls it, which may not be what it is.
pub(crate) struct File {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    hospital: &'static str,
    patient: &'static str,
    body: Body,
}

enum Body {
    Written(&'static str),
    Pdf(&'static str),
    /// A scan of 15 MB, which comes slowly.
    Scan(&'static str),
}

const SCAN: usize = 15_000_000;

const fn maria(id: &'static str, label: &'static str, body: Body) -> File {
    File {
        id,
        label,
        hospital: "st-marys",
        patient: "maria-lopez",
        body,
    }
}

#[rustfmt::skip]
const FILES: &[File] = &[
    maria("after-visit", "application/xml", Body::Written(include_str!("../seeds/files/after-visit.xml"))),
    maria("progress-note", "text/html", Body::Written(include_str!("../seeds/files/progress-note.html"))),
    maria("progress-note-early", "text/html", Body::Written(include_str!("../seeds/files/progress-note-early.html"))),
    maria("consult-note", "text/rtf", Body::Written(include_str!("../seeds/files/consult-note.rtf"))),
    maria("emergency-summary", "application/pdf", Body::Pdf("Emergency visit summary")),
    maria("nurse-note", "text/plain; charset=utf-8", Body::Written(include_str!("../seeds/files/nurse-note.txt"))),
    maria("letter", "application/pdf", Body::Written(include_str!("../seeds/files/letter.html"))),
    maria("scan", "application/pdf", Body::Scan("Scanned records")),
    File { id: "joint-note", label: "text/html", hospital: "lakeside", patient: "ml-20417", body: Body::Written(include_str!("../seeds/files/joint-note.html")) },
];

/// A file of this hospital, whoever it belongs to.
pub(crate) fn of(hospital: &str, id: &str) -> Option<&'static File> {
    FILES
        .iter()
        .find(|file| file.hospital == hospital && file.id == id)
}

impl File {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match self.body {
            Body::Written(text) => text.as_bytes().to_vec(),
            Body::Pdf(line) => pdf::of(line, 0),
            Body::Scan(line) => pdf::of(line, SCAN),
        }
    }

    pub(crate) fn belongs_to(&self, patient: Option<&str>) -> bool {
        patient == Some(self.patient)
    }

    pub(crate) fn comes_slowly(&self) -> bool {
        matches!(self.body, Body::Scan(_))
    }
}
