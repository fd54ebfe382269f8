//! A patient reads a medicine in both languages, and never takes one thing said about allergies for another.

use serde_json::json;

use crate::journey::{Journey, journey};
use crate::page::Page;
use crate::paper::printed;

#[tokio::test]
async fn a_patient_reads_a_medicine() {
    journey(|page| async move {
        opens_medicines(&page, "maria").await;
        for words in [
            "Allergies: Penicillin, Latex.",
            "Taking now",
            "Metformin 500 mg tablet",
            "Take 1 tablet by mouth once a day at bedtime.",
            "Instructions came only as codes. Ask your pharmacist how to take it.",
            "Do not take",
            "On hold",
            "As reported by you or another clinic",
            "Suggested, not ordered",
            "Ordered for a hospital stay",
            "Status not stated",
            "Can't be read safely here",
            "Is this still current?",
            "Stopped or finished",
        ] {
            page.sees(words).await;
        }
        for words in ["Amlodipine", "Insulin glargine"] {
            page.misses(words).await;
        }
        // What is folded away on the screen is on paper.
        on_paper(&page, "Amlodipine 5 mg tablet").await;
        page.misses("Amlodipine").await;
        page.click("Stopped or finished").await;
        page.sees("Amlodipine 5 mg tablet").await;
        page.sees("Medication (name not provided)").await;
        page.click("Metformin 500 mg tablet").await;
        page.sees_heading("Metformin 500 mg tablet").await;
        for words in [
            "Taking now",
            "As written",
            "Take 1 tablet by mouth twice a day with meals.",
            "Do not take it on the morning of a scan with contrast dye.",
            "3 refills authorized. Ask the pharmacy how many are left.",
            "Type 2 diabetes",
            "Dr. Ngozi Okafor",
            "Mar 17, 2026",
            "Harbor Pharmacy (sample)",
            "St. Mary's Hospital (sample)",
        ] {
            page.sees(words).await;
        }
        page.click("Medicines").await;
        page.click("Prednisone 10 mg tablet").await;
        page.sees("After that").await;
        page.sees("Is this still current? Ask your care team or pharmacist. Its instructions ended on Oct 10, 2026.")
            .await;
        page.click("Medicines").await;
        page.click("Ibuprofen").await;
        page.sees("Your care team recorded that you should not take this.")
            .await;
        page.click("Medicines").await;
        page.click("Methotrexate 2.5 mg tablet").await;
        page.sees("recorded in a way that can't be read safely here").await;
        page.misses("Taking now").await;
        page.becomes(
            "the title",
            "return document.title",
            json!("Medicine – Satchel"),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_reads_a_medicine_in_spanish() {
    journey(|page| async move {
        page.open("/").await;
        page.click("Español").await;
        page.sees_heading("Su expediente médico, en sus manos")
            .await;
        page.open("/connect/st-marys").await;
        page.click("Continuar para").await;
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.sees("Medicinas").await;
        page.settles().await;
        page.visits("/medicines").await;
        page.sees_heading("Medicinas").await;
        for words in [
            "Alergias: Penicillin, Latex.",
            "Toma ahora",
            "Tome 1 tableta por la boca una vez al día al acostarse.",
            "¿Sigue vigente?",
            "Sugeridas, no recetadas",
        ] {
            page.sees(words).await;
        }
        page.click("Metformin 500 mg tablet").await;
        page.sees("Tal como está escrito").await;
        page.sees("Take 1 tablet by mouth twice a day with meals.")
            .await;
        page.sees("3 resurtidos autorizados. Pregunte a la farmacia cuántos quedan.")
            .await;
    })
    .await;
}

#[tokio::test]
async fn listed_recorded_as_none_and_nothing_recorded_are_three_different_things() {
    let cases = [
        (
            "maria",
            "Allergies: Penicillin, Latex.",
            ["No known", "No allergies are recorded", "We couldn't get"],
        ),
        (
            "samuel",
            "No known medicine allergies, recorded by Kenji Ito NP, St. Mary's Hospital (sample), on Oct 6, 2026. Nothing is recorded about other kinds of allergies.",
            ["Allergies:", "No allergies are recorded", "We couldn't get"],
        ),
        (
            "ivan",
            "No allergies are recorded. This doesn't mean you have none.",
            ["No known", "Allergies:", "We couldn't get"],
        ),
    ];
    for (username, sentence, others) in cases {
        journey(move |page| async move {
            opens_medicines(&page, username).await;
            page.sees(sentence).await;
            for other in others {
                page.misses(other).await;
            }
            on_paper(&page, sentence).await;
            page.visits("/record/allergies").await;
            page.sees_heading("Allergies").await;
            page.sees(sentence).await;
            on_paper(&page, sentence).await;
            if username == "maria" {
                page.sees("Severe: Trouble breathing, Hives").await;
                page.sees("Ruled out: it turned out not to be an allergy")
                    .await;
                page.misses("Peanut").await;
            }
        })
        .await;
    }
}

#[tokio::test]
async fn allergies_that_failed_are_never_said_to_be_none() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_medicines(&page, "rosa").await;
            let sentence =
                "We couldn't get all of your allergies. This doesn't mean you have none.";
            page.sees(sentence).await;
            page.sees("St. Mary's Hospital (sample) has a problem with this part right now.")
                .await;
            page.sees("Levothyroxine 50 mcg tablet").await;
            page.misses("No known").await;
            page.misses("No allergies are recorded").await;
            on_paper(&page, sentence).await;
        })
        .await;
}

#[tokio::test]
async fn medicines_that_failed_are_not_an_empty_list() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_medicines(&page, "felix").await;
            page.sees("We couldn't get your medicines. Don't stop or change any because of this.")
                .await;
            page.sees("Allergies: Sulfa antibiotics.").await;
            page.misses("No medicines are in your record").await;
        })
        .await;
}

async fn opens_medicines(page: &Page, username: &str) {
    page.signs_in("st-marys", username).await;
    page.settles().await;
    page.visits("/medicines").await;
    page.sees_heading("Medicines").await;
}

/// The words stand on paper too.
async fn on_paper(page: &Page, words: &str) {
    let paper = printed(page).await;
    assert!(paper.contains(words), "{words:?} is not on paper: {paper}");
}
