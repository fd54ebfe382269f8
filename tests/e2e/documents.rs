//! A patient reads visits and documents, and saves files: what is on the disk is what the hospital keeps.

use std::time::Duration;

use serde_json::json;

use crate::journey::{Journey, journey};
use crate::page::{Page, eventually};

/// Document, its file at the hospital, the name it is saved under, and what the page says it is.
const FILES: [(&str, &str, &str, &str); 6] = [
    (
        "After-visit summary",
        "after-visit",
        "health-document-2026-03-17.xml",
        "A visit summary file (XML), 2 KB.",
    ),
    (
        "Progress note, first version",
        "progress-note-early",
        "health-document-2025-03-10.html",
        "A web page file, less than 1 KB.",
    ),
    (
        "Consult note",
        "consult-note",
        "health-document-2024-03-12.rtf",
        "A formatted text file (RTF), less than 1 KB.",
    ),
    (
        "Emergency visit summary",
        "emergency-summary",
        "health-document-2025-08-03.pdf",
        "A PDF file, less than 1 KB.",
    ),
    (
        "Nurse note",
        "nurse-note",
        "health-document-2026-04-20.txt",
        "A plain text file, less than 1 KB.",
    ),
    (
        "Letter to the patient",
        "letter",
        "health-document-2026-05-02.html",
        "A web page file, less than 1 KB.",
    ),
];
const HOSPITAL: &str = "St. Mary's Hospital (sample)";

async fn opens_documents(page: &Page) {
    page.signs_in("st-marys", "maria").await;
    page.visits("/documents").await;
    page.sees("12 documents").await;
}

async fn opens(page: &Page, document: &str) {
    page.visits("/documents").await;
    page.click(document).await;
    page.sees_heading(document).await;
}

/// Waits until a file of this name is on the disk, and gives its bytes.
async fn saved(page: &Page, name: &str) -> Vec<u8> {
    let look = || async {
        let saved = page.browser.saved();
        let names: Vec<String> = saved.iter().map(|(name, _)| name.clone()).collect();
        let found = saved.into_iter().find(|(own, _)| own == name);
        found.map(|(_, bytes)| bytes).ok_or(names)
    };
    eventually(&format!("saving {name}"), Duration::from_secs(15), look).await
}

#[tokio::test]
async fn every_kind_of_document_is_saved_byte_for_byte() {
    journey(|page| async move {
        opens_documents(&page).await;
        for (document, file, name, kind) in FILES {
            opens(&page, document).await;
            page.sees("This file will stay on this device.").await;
            page.click("Save the original").await;
            page.sees("Saved to your downloads. Can't find it? Help").await;
            page.sees(kind).await;
            page.sees(&format!("File name: {name}")).await;
            let told = format!("This file is not what {HOSPITAL} described.");
            match file {
                "progress-note-early" => page.sees(&told).await,
                _ => page.misses(&told).await,
            }
            let bytes = saved(&page, name).await;
            assert!(Some(bytes) == page.sandbox.st_marys().file(file), "{document}");
            page.becomes(
                "focus stays on the button",
                "return document.activeElement?.id",
                json!("save-0"),
            )
            .await;
        }
        // The one whose label lies says so, and nothing of a document stands in an address or title.
        page.sees(&format!("{HOSPITAL} called this a PDF file, but it is a web page file. It is saved as what it is.")).await;
        page.becomes("the title", "return document.title.split(' – ')[0]", json!("Document")).await;
        page.becomes("no script of a document ran", "return document.title.includes('must never')", json!(false)).await;
    })
    .await;
}

#[tokio::test]
async fn a_plain_text_is_read_in_place_and_stays_text() {
    journey(|page| async move {
        opens_documents(&page).await;
        opens(&page, "Nurse note").await;
        page.sees("Mrs. López called at 9:10").await;
        page.sees("<script>alert(\"text from a hospital is only text\")</script>")
            .await;
        page.becomes(
            "no script in it",
            "return document.querySelectorAll('pre script').length",
            json!(0),
        )
        .await;
        page.sees("Something in this document was changed after it was finished.")
            .await;
        // One that came inside the record asks nobody.
        let asked = page.sandbox.requests().len();
        opens(&page, "Phone call note").await;
        page.sees("Told her to come without breakfast.").await;
        page.sees("This is an early version. It may change.").await;
        assert_eq!(page.sandbox.requests().len(), asked);
        page.click("Save the original").await;
        let text = saved(&page, "health-document-2026-10-30.txt").await;
        assert!(text.starts_with(b"Patient called about"));
    })
    .await;
}

#[tokio::test]
async fn a_large_file_shows_its_progress_and_can_be_canceled() {
    journey(|page| async move {
        opens_documents(&page).await;
        opens(&page, "Scanned records").await;
        page.sees("A PDF file, 15.0 MB.").await;
        page.click("Save the original").await;
        page.sees("of 15.0 MB").await;
        page.sees("Getting the file").await;
        page.click("Cancel").await;
        page.sees("Canceled. Nothing was saved.").await;
        page.becomes(
            "focus is on the button",
            "return document.activeElement?.id",
            json!("save-0"),
        )
        .await;
        assert!(page.browser.saved().is_empty());
        page.click("Save the original").await;
        page.sees_within(Duration::from_secs(40), "Saved to your downloads.")
            .await;
        let bytes = saved(&page, "health-document-2015-01-20.pdf").await;
        assert!(Some(bytes) == page.sandbox.st_marys().file("scan"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_had_is_said_and_a_stranger_is_never_asked() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_documents(&page).await;
            opens(&page, "Operation note").await;
            page.sees("A PDF file, 48 KB.").await;
            page.click("Save the original").await;
            page.sees(&format!("{HOSPITAL} says that this file is not there."))
                .await;
            page.sees("555-0100").await;
            page.click("Try again").await;
            page.sees(&format!("{HOSPITAL} says that this file is not there."))
                .await;
            opens(&page, "Leaflet about blood pressure").await;
            page.sees(&format!("{HOSPITAL} keeps this file at another place."))
                .await;
            page.misses("Save the original").await;
            opens(&page, "Education note").await;
            page.sees(&format!(
                "{HOSPITAL} did not send a file for this document."
            ))
            .await;
            page.misses("Save the original").await;
            opens(&page, "Progress note, first version").await;
            page.sees("Your hospital says that a newer document took the place of this one.")
                .await;
            page.click("Read the newer document").await;
            page.sees_heading("Progress note").await;
            page.visits("/documents").await;
            page.misses("Note filed in the wrong record").await;
            assert!(page.browser.saved().is_empty());
        })
        .await;
}

#[tokio::test]
async fn a_file_that_comes_only_in_json_is_unwrapped() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.signs_in("lakeside", "maria").await;
            page.visits("/documents").await;
            page.click("Skin and joint clinic note").await;
            page.click("Save the original").await;
            let bytes = saved(&page, "health-document-2026-06-22.html").await;
            assert!(Some(bytes) == page.sandbox.lakeside().file("joint-note"));
            page.sees("A web page file, less than 1 KB.").await;
        })
        .await;
}

#[tokio::test]
async fn a_patient_reads_visits_and_the_documents_of_one() {
    journey(|page| async move {
        page.signs_in("st-marys", "maria").await;
        page.click("Go to Home now").await;
        page.sees("Next visit, in 2 days").await;
        page.sees("Heart clinic visit, Dr. Ngozi Okafor").await;
        page.click("See details").await;
        page.sees_heading("Heart clinic visit").await;
        page.visits("/visits").await;
        for words in [
            "Coming up",
            "Heart clinic visit",
            "9:40 AM · Dr. Ngozi Okafor · Planned",
            "Video or phone visit",
            "Canceled",
            "Past visits",
            "Laboratory visit",
            "Still open",
            "Hospital stay",
        ] {
            page.sees(words).await;
        }
        page.click("Heart clinic visit").await;
        page.sees("Heart clinic, Floor 2").await;
        page.sees("Blood pressure check").await;
        page.click("Visits").await;
        page.click("Emergency visit").await;
        page.sees("Fever and pain when passing urine").await;
        page.sees("Kenji Ito NP").await;
        page.click("Emergency visit summary").await;
        page.sees_heading("Emergency visit summary").await;
        page.sees("Made for reading or printing.").await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_reads_and_saves_in_spanish() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_documents(&page).await;
            page.click("Español").await;
            page.sees("12 documentos, del más reciente al más antiguo")
                .await;
            page.click("Letter to the patient").await;
            page.sees("Este archivo se quedará en este dispositivo.")
                .await;
            page.click("Guardar el original").await;
            page.sees("Guardado en sus descargas. ¿No lo encuentra? Ayuda")
                .await;
            page.sees("lo envió como un archivo PDF, pero es una página web.")
                .await;
            let bytes = saved(&page, "health-document-2026-05-02.html").await;
            assert!(Some(bytes) == page.sandbox.st_marys().file("letter"));
            page.visits("/documents").await;
            page.click("Nurse note").await;
            page.sees("Escrito por su hospital en inglés").await;
            page.sees("<script>").await;
            page.visits("/documents").await;
            page.click("Operation note").await;
            page.click("Guardar el original").await;
            page.sees("indica que este archivo no está.").await;
            page.visits("/visits").await;
            page.sees("Visitas anteriores").await;
            page.sees("Hospitalización").await;
        })
        .await;
}
