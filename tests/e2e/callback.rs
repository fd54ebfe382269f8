//! Coming back from the hospital without a good answer: a sentence, and nothing is opened.

use serde_json::json;

use crate::journey::{Journey, journey};
use crate::page::Page;

const NOT_OURS: &str =
    "This sign-in did not start in this tab, so we stopped it. Nothing was opened.";

#[tokio::test]
async fn a_patient_who_says_no_is_told_that_nothing_was_shared() {
    journey(|page| async move {
        page.leaves_for("st-marys").await;
        page.identifies_as("maria").await;
        page.click("Don’t allow").await;
        page.sees_heading("You didn't finish signing in").await;
        page.sees("Nothing was shared.").await;
        nothing_is_opened(&page).await;
        page.click("Continue to").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.sees_heading("Getting your records from St. Mary's Hospital (sample)")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_tampered_state_opens_nothing() {
    journey(|page| async move {
        let state = state_of_an_attempt(&page).await;
        let other: String = state.chars().rev().collect();
        assert_ne!(state, other);
        come_back(&page, &other, page.sandbox.st_marys().base()).await;
        page.sees(NOT_OURS).await;
        nothing_is_opened(&page).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_nobody_waits_for_opens_nothing() {
    journey(|page| async move {
        come_back(&page, &"a".repeat(43), page.sandbox.st_marys().base()).await;
        page.sees_heading("We couldn't sign you in").await;
        page.sees(NOT_OURS).await;
        nothing_is_opened(&page).await;
        page.open("/callback?code=abc").await;
        page.sees(NOT_OURS).await;
        nothing_is_opened(&page).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_in_another_hospitals_name_opens_nothing() {
    journey(|page| async move {
        let state = state_of_an_attempt(&page).await;
        come_back(&page, &state, page.sandbox.lakeside().base()).await;
        page.sees("Something about this sign-in was not safe, so we stopped. Nothing was opened.")
            .await;
        nothing_is_opened(&page).await;
        // The attempt is used up: the right answer comes too late.
        come_back(&page, &state, page.sandbox.st_marys().base()).await;
        page.sees(NOT_OURS).await;
        nothing_is_opened(&page).await;
    })
    .await;
}

#[tokio::test]
async fn a_code_that_the_hospital_does_not_take_opens_nothing() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let state = state_of_an_attempt(&page).await;
            come_back(&page, &state, page.sandbox.st_marys().base()).await;
            page.sees("This sign-in took too long or was used before. Start again.")
                .await;
            page.becomes("the address", "return location.search", json!(""))
                .await;
            assert_eq!(page.sandbox.st_marys().counts().sign_ins, 0);
        })
        .await;
}

/// Begins a sign-in and reads what waits for its answer in this tab.
pub(crate) async fn state_of_an_attempt(page: &Page) -> String {
    page.leaves_for("st-marys").await;
    page.open("/help").await;
    page.sees_heading("Help").await;
    let keys = page.run("return Object.keys(sessionStorage)", vec![]).await;
    let mut states = keys
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|key| key.as_str()?.strip_prefix(smart::KEY_PREFIX));
    states
        .next()
        .expect("an attempt waits in this tab")
        .to_owned()
}

async fn come_back(page: &Page, state: &str, issuer: &str) {
    answers(page, "code=abc", state, issuer).await;
}

/// Opens the address to which a hospital sends with this answer.
pub(crate) async fn answers(page: &Page, answer: &str, state: &str, issuer: &str) {
    let issuer = issuer.replace(':', "%3A").replace('/', "%2F");
    page.open(&format!("/callback?{answer}&state={state}&iss={issuer}"))
        .await;
}

/// No code was exchanged, and none stands in the address.
async fn nothing_is_opened(page: &Page) {
    page.is_at("/callback").await;
    let asked = page.sandbox.requests();
    assert!(
        asked.iter().all(|one| !one.path.starts_with("/auth/token")),
        "{asked:#?}"
    );
    page.misses("Signed in").await;
    page.misses("Go to Home now").await;
}
