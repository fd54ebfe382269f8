//! One part of a record fails: the patient reads a sentence about it, and everything else.

use std::time::Duration;

use crate::journey::Journey;

/// Who meets which failure, and what they read about it on the page of their results.
/// The table is that of `crates/sandbox/README.md`.
const HOSPITAL: &str = "St. Mary's Hospital (sample)";
const CALM: [(&str, &str); 8] = [
    ("hector", "{} has a problem with this part right now."),
    (
        "ruth",
        "You chose not to share this, or {} doesn't allow it.",
    ),
    ("omar", "{} doesn't offer this."),
    ("june", "The answer from {} was cut short."),
    ("victor", "{} isn't answering right now."),
    (
        "nadia",
        "{} pointed to another place, so we stopped there to keep your record safe.",
    ),
    ("bella", "{} kept sending the same page, so we stopped."),
    ("irene", "{} says that this list may not be complete."),
];
/// Those whose results come in the end, and must not be told of any trouble.
const LATE: [&str; 3] = ["paula", "tomas", "walter"];

#[tokio::test]
async fn a_patient_reads_a_sentence_about_what_fails_and_all_the_rest() {
    for (username, sentence) in CALM {
        let sentence = sentence.replace("{}", HOSPITAL);
        Journey::new()
            .meets_refusals()
            .walk(move |page| async move {
                page.opens_results_of(username).await;
                page.sees(&sentence).await;
                page.sees("Complete blood count").await;
                page.sees("Hemoglobin A1c").await;
                // Nobody was led astray.
                let astray = page.sandbox.requests();
                assert!(
                    astray.iter().all(|asked| asked.server != "lakeside"),
                    "{astray:#?}"
                );
                page.click("Home").await;
                page.sees(if username == "omar" {
                    "Updated today"
                } else {
                    "Some records are missing"
                })
                .await;
            })
            .await;
    }
}

#[tokio::test]
async fn results_that_come_late_come_without_a_word_of_trouble() {
    for username in LATE {
        Journey::new()
            .meets_refusals()
            .walk(move |page| async move {
                page.signs_in("st-marys", username).await;
                page.click("Go to Home now").await;
                page.sees_within(Duration::from_secs(60), "Updated today")
                    .await;
                page.click("Test results").await;
                page.sees("1 result").await;
                page.click("Hemoglobin A1c").await;
                page.sees("5.4").await;
                page.misses("Try again").await;
            })
            .await;
    }
}

#[tokio::test]
async fn a_part_that_failed_can_be_asked_for_again() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.fail("Observation", sandbox::Failure::Broken);
            page.opens_results_of("samuel").await;
            page.sees("St. Mary's Hospital (sample) has a problem with this part right now.")
                .await;
            hospital.mend();
            page.click("Try again").await;
            page.sees("Show").await;
            page.click("Show").await;
            page.becomes(
                "the notice goes",
                "return document.body.innerText.includes('has a problem')",
                false.into(),
            )
            .await;
            page.sees("Hemoglobin A1c").await;
        })
        .await;
}

#[tokio::test]
async fn a_refusal_is_believed_over_what_was_granted() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.fail("Communication", sandbox::Failure::Forbidden);
            page.signs_in("st-marys", "samuel").await;
            page.settles().await;
            page.visits("/messages/new").await;
            page.sees("St. Mary's Hospital (sample) takes messages, but sending was not allowed when you signed in.")
                .await;
        })
        .await;
}

#[tokio::test]
async fn a_hospital_that_is_down_is_named_before_anyone_leaves_for_it() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.silence();
            page.open("/connect/st-marys").await;
            page.click("Continue to").await;
            page.sees("St. Mary's Hospital (sample) isn't answering this site right now. Try again in a few minutes.").await;
            page.sees("555-0100").await;
            hospital.mend();
            page.click("Continue to").await;
            page.sees_heading("Sign in").await;
        })
        .await;
}
