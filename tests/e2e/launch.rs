//! The hospital's own software opens the portal: a listed hospital's patient signs in, and nobody else's link does
//! anything.

use crate::journey::{Journey, journey};
use crate::looks::check;
use crate::page::Page;

#[tokio::test]
async fn a_patient_opens_the_portal_from_the_hospitals_own() {
    journey(|page| async move {
        let hospital = page.sandbox.st_marys().origin().to_owned();
        let portal = page.browser.client.goto(&format!("{hospital}/ehr")).await;
        portal.expect("the hospital's portal opens");
        page.fill("Username", "maria").await;
        page.fill("Password", "sample").await;
        page.click("Sign in").await;
        page.click("Open Satchel").await;
        page.sees_heading("Share your records?").await;
        page.sees("Open the record you came with").await;
        page.click("Allow").await;
        page.sees_heading("Getting your records from St. Mary's Hospital (sample)")
            .await;
        page.sees("Signed in").await;
    })
    .await;
}

#[tokio::test]
async fn a_link_of_somebody_else_asks_nobody_and_opens_nothing() {
    journey(|page| async move {
        let base = page.sandbox.st_marys().base().to_owned();
        for iss in [
            "https://evil.example/fhir".to_owned(),
            format!("{base}2"),
            format!("{base}/../fhir"),
            format!("{base}?x=1"),
            base.replace("://", "://me@"),
            base.replace("/fhir", ""),
            format!("{base}&iss=https%3A%2F%2Fevil.example"),
        ] {
            let written = iss.replace(':', "%3A").replace('/', "%2F");
            page.open(&format!("/launch?iss={written}&launch=abc"))
                .await;
            page.sees_heading("This link does not come from a hospital we know")
                .await;
            // What it said stands in the address no more.
            page.is_at("/launch").await;
            assert!(nobody_was_asked(&page), "{iss}");
        }
        check(&page, "a foreign launch").await;
        page.click("Español").await;
        page.sees_heading("Este enlace no viene de un hospital que conozcamos")
            .await;
        check(&page, "a foreign launch, in Spanish").await;
        page.open("/launch").await;
        page.sees_heading("Su expediente médico, en sus manos")
            .await;
        assert!(nobody_was_asked(&page));
    })
    .await;
}

#[tokio::test]
async fn a_launch_that_the_hospital_does_not_know_is_explained() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let base = page.sandbox.st_marys().base();
            let iss = base.replace(':', "%3A").replace('/', "%2F");
            page.open(&format!("/launch?iss={iss}&launch=forged")).await;
            page.sees_heading("We couldn't sign you in").await;
            page.sees("St. Mary's Hospital (sample) did not accept this sign-in.")
                .await;
            page.is_at("/callback").await;
        })
        .await;
}

fn nobody_was_asked(page: &Page) -> bool {
    let asked = page.sandbox.requests();
    asked.iter().all(|one| one.server == "site")
}
