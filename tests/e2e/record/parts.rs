//! Every part of the record opens from its own page, every entry opens, and every original.

use std::time::Duration;

use serde_json::{Value, json};

use super::{LISTS, opens_the_record};
use crate::journey::journey;
use crate::looks::check;
use crate::page::{Page, eventually};

/// What stands on the page of the entry of a list; or on the list, where there are no such pages.
const KNOWN: [(&str, &[&str]); 21] = [
    (
        "Health problems",
        &[
            "Also called: Essential hypertension",
            "May 2019",
            "Goal: below 130 over 80 at home.",
        ],
    ),
    ("Vaccines", &["Given", "Right arm", "PC0933"]),
    ("Vital signs", &["164", "Over time"]),
    (
        "Implants and devices",
        &["SN044172", "Safe in an MRI scanner"],
    ),
    ("Other findings", &["60"]),
    (
        "Family health history",
        &["Type 2 diabetes", "Heart attack"],
    ),
    (
        "Care team",
        &[
            "Dr. Okafor’s team, heart clinic",
            "Dr. Ngozi Okafor",
            "Nurse practitioner",
        ],
    ),
    (
        "Appointments",
        &["Bring your cuff and your list of readings."],
    ),
    (
        "Care plans",
        &[
            "Walk 30 minutes, five days a week",
            "Not to be done",
            "Ibuprofen and pills like it",
        ],
    ),
    ("Goals", &["Hemoglobin A1c", "Diabetes"]),
    (
        "Procedures",
        &["Right eye", "Eye drops for four weeks", "Jun 11, 2018"],
    ),
    ("Orders and referrals", &["Someone should drive you home."]),
    ("Fills and doses given", &["Sep 20, 2026", "90 days"]),
    ("Samples", &["Lavender-top tube", "26-316-0412"]),
    (
        "About you",
        &["Maria Lopez", "12 Sample Street", "555-0142"],
    ),
    ("Family and contacts", &["Sister", "555-0143"]),
    ("Social history", &["School librarian"]),
    ("Surveys and daily living", &["6"]),
    (
        "Forms you answered",
        &["What do you do to stay well?", "Cooking at home"],
    ),
    ("Insurance", &["SHP-004471", "Boston network"]),
    ("Images", &[]),
];

/// More files at once a browser asks its person about.
const AT_ONCE: usize = 3;

#[tokio::test]
async fn every_part_of_the_record_opens_to_its_entries_and_they_to_their_originals() {
    journey(|page| async move {
        opens_the_record(&page).await;
        check(&page, "/record").await;
        let mut saved = 0;
        for (list, path, entry) in LISTS {
            println!("{list}");
            page.click(list).await;
            page.is_at(path).await;
            page.sees_heading(list).await;
            check(&page, path).await;
            if let Some(entry) = entry {
                page.click(entry).await;
                opens_with_its_original(&page, list, path).await;
                if saved < AT_ONCE {
                    page.click("Save the original").await;
                    page.sees("Saved to your downloads.").await;
                    saved += 1;
                    is_saved(&page, saved).await;
                }
                page.back().await;
            } else {
                sees_all(&page, list).await;
            }
            page.is_at(path).await;
            page.back().await;
            page.is_at("/record").await;
        }
        is_what_the_hospital_sent(&page);

        page.click("What came and what is missing").await;
        page.sees_heading("What came and what is missing").await;
        page.misses("may not be complete").await;
        check(&page, "/record/receipt").await;
    })
    .await;
}

async fn sees_all(page: &Page, list: &str) {
    let known = KNOWN.iter().find(|(own, _)| *own == list);
    for words in known.map(|(_, words)| *words).unwrap_or_default() {
        page.sees(words).await;
    }
}

/// The page of an entry, which is not the list any more; then all of it as it was sent, for reading and saving.
async fn opens_with_its_original(page: &Page, list: &str, path: &str) {
    let below = format!("return location.pathname.startsWith('{path}/')");
    page.becomes("a page of its own", &below, json!(true)).await;
    sees_all(page, list).await;
    page.sees("From St. Mary's Hospital (sample).").await;
    page.click("As the hospital sent it").await;
    page.sees("This is all of this entry, in the order it came.")
        .await;
    page.sees("About the record itself").await;
    for raw in ["resourceType", "{\"", "\"}"] {
        page.misses(raw).await;
    }
    check(page, &format!("{path}, as it was sent")).await;
}

async fn is_saved(page: &Page, count: usize) {
    let look = || async {
        let saved = page.browser.saved().len();
        (saved == count).then_some(()).ok_or(saved)
    };
    eventually("a saved file", Duration::from_secs(15), look).await;
}

/// Every file is one resource in JSON, about the patient, as kept there; and none came twice.
fn is_what_the_hospital_sent(page: &Page) {
    let mut ids = Vec::new();
    for (name, bytes) in page.browser.saved() {
        assert!(name.starts_with("record"), "{name}");
        let sent: Value = serde_json::from_slice(&bytes).expect("JSON");
        let kind = sent["resourceType"].as_str().expect("a type");
        assert!(sent["id"].is_string(), "{kind}");
        assert!(sent.to_string().contains("Patient/maria-lopez"), "{sent}");
        ids.push(format!("{kind}/{}", sent["id"]));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    assert!(ids.contains(&"Condition/\"maria-high-pressure\"".to_owned()));
}
