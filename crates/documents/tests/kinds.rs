//! What files are called and what they are.
#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};

use documents::{File, Kind};

#[track_caller]
fn check(bytes: &[u8], expected: Kind) {
    let start = String::from_utf8_lossy(bytes.get(..40).unwrap_or(bytes)).into_owned();
    assert_eq!(Kind::of_bytes(bytes), expected, "{start}");
}

#[test]
fn a_file_is_what_its_bytes_are() {
    check(b"%PDF-1.4\n%\xe2\xe3", Kind::Pdf);
    check(b"\0\0junk\r\n%PDF-1.7", Kind::Pdf);
    check(b"{\\rtf1\\ansi Hello}", Kind::Rtf);
    check(b"\xff\xd8\xff\xe0\0\x10JFIF", Kind::Jpeg);
    check(b"\x89PNG\r\n\x1a\n\0\0", Kind::Png);
    check(b"GIF89a\x01", Kind::Gif);
    check(b"II*\0\x08", Kind::Tiff);
    check(b"MM\0*\0", Kind::Tiff);
    check(b"PK\x03\x04\x14\0", Kind::Zip);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Office);
    check(b"<!DOCTYPE html><title>x", Kind::Html);
    check(b"\r\n  <HTML><body>", Kind::Html);
    check(b"<div>Note</div>", Kind::Html);
    check(b"<p>The file begins with %PDF-</p>", Kind::Html);
    check(b"\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<?xml-stylesheet href=\"CDA.xsl\"?>\n<!-- a > b --><ClinicalDocument xmlns=\"urn:hl7-org:v3\">", Kind::Ccda);
    check(
        b"<n1:ClinicalDocument xmlns:n1=\"urn:hl7-org:v3\">",
        Kind::Ccda,
    );
    check(b"<?xml version=\"1.0\"?><list><item/></list>", Kind::Xml);
    check(
        b"<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
        Kind::Html,
    );
    check(b"{\"resourceType\":\"Bundle\"}", Kind::Json);
    check(b"[{\"a\":1}]", Kind::Json);
    check(b"Dear Maria,\n\nYour visit", Kind::Text);
    check(b"<5 mg daily, see note", Kind::Text);
    check(b"{see above}", Kind::Text);
    check(b"[x] done", Kind::Text);
    check("Visita del año".as_bytes(), Kind::Text);
    check(b"a\xf1o", Kind::Text);
    check(b"\xff\xfeN\0o\0t\0e\0", Kind::Text);
    check(b"\0\x01\x02\x03", Kind::Unknown);
    check(b"", Kind::Unknown);
    check(b"   \n", Kind::Unknown);
}

#[track_caller]
fn labelled(label: &str, bytes: &[u8], kind: Kind, called: Option<Kind>) {
    let file = File::read(Some(label), bytes.to_vec());
    assert_eq!((file.kind, file.called), (kind, called), "{label}");
}

#[test]
fn a_label_that_lies_is_noticed_and_the_bytes_win() {
    labelled("application/pdf", b"<html>", Kind::Html, Some(Kind::Pdf));
    labelled(
        "application/pdf",
        b"Dear Maria",
        Kind::Text,
        Some(Kind::Pdf),
    );
    labelled("text/html", b"%PDF-1.4", Kind::Pdf, Some(Kind::Html));
    labelled("TEXT/HTML; charset=utf-8", b"<p>x", Kind::Html, None);
    labelled("application/xml", b"<ClinicalDocument>", Kind::Ccda, None);
    labelled("text/plain", b"<?xml version='1.0'?><a/>", Kind::Xml, None);
    labelled("text/plain", b"{\\rtf1 x}", Kind::Rtf, Some(Kind::Text));
    labelled("application/octet-stream", b"Dear Maria", Kind::Text, None);
    labelled("application/msword", b"PK\x03\x04", Kind::Zip, None);
    labelled("application/pdf", b"", Kind::Unknown, Some(Kind::Pdf));
}

#[test]
fn a_name_says_nothing_but_the_day() {
    let file = File::read(None, b"%PDF-1.4".to_vec());
    assert_eq!(
        file.name(Some((2026, 11, 3))),
        "health-document-2026-11-03.pdf"
    );
    assert_eq!(file.name(None), "health-document.pdf");
    assert!(file.has_size(None) && file.has_size(Some(8)) && !file.has_size(Some(9)));
}

#[test]
fn the_name_of_a_saved_entry_says_its_day_and_nothing_of_health() {
    let name = documents::record_name(Some((2026, 11, 3)));
    assert_eq!(name, "record-2026-11-03.json");
    assert_eq!(documents::record_name(None), "record.json");
}

#[test]
fn visit_summaries_of_many_vendors_are_known_for_what_they_are() {
    let Some(data) = std::env::var_os("SATCHEL_DATA").map(PathBuf::from) else {
        println!("skipped: SATCHEL_DATA is not set");
        return;
    };
    let mut known = 0;
    for path in files(&data.join("ccda")) {
        let bytes = std::fs::read(&path).expect("a file");
        if path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("xml"))
        {
            let is_document = bytes
                .windows(17)
                .any(|window| window == b"<ClinicalDocument");
            let expected = if is_document { Kind::Ccda } else { Kind::Xml };
            assert_eq!(Kind::of_bytes(&bytes), expected, "{}", path.display());
            known += usize::from(is_document);
        }
    }
    assert!(known > 20, "{known}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found
}
