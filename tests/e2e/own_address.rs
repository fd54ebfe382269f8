//! A hospital that is listed nowhere: behind a warning, and only where the settings allow it.

use std::path::PathBuf;

use serde_json::json;

use crate::journey::{Journey, journey};
use crate::looks::is_accessible;
use crate::page::Page;
use crate::setup::site_with;

/// A site that lists one hospital, and not Lakeside.
fn site(name: &str) -> PathBuf {
    site_with(name, |settings| {
        settings["allow_own_address"] = json!(true);
        let hospitals = settings["hospitals"].as_array_mut();
        hospitals.expect("the settings list them").truncate(1);
    })
}

async fn reads_the_warning(page: &Page) {
    page.open("/connect").await;
    page.misses("Lakeside").await;
    page.click("I can't find my hospital").await;
    page.click("My hospital gave me the address of its records")
        .await;
    page.sees_heading("Use the address your hospital gave you")
        .await;
    page.sees("Be careful: we can't check this address").await;
    is_accessible(page, "the warning").await;
    page.click("I have it from the hospital: go on").await;
}

#[tokio::test]
async fn a_hospital_that_is_not_listed_is_reached_by_the_address_it_gave() {
    Journey::new()
        .with(|options| options.site = site("own-address"))
        .meets_refusals()
        .walk(|page| async move {
            let base = page.sandbox.lakeside().base().to_owned();
            let host = base
                .trim_start_matches("http://")
                .trim_end_matches("/fhir")
                .to_owned();
            reads_the_warning(&page).await;
            page.fill("Web address of the records", &base).await;
            page.fill("ID of this site", "satchel").await;
            let way_back = format!("{}/callback", page.sandbox.site());
            page.sees(&format!("where you come back to: {way_back}"))
                .await;
            is_accessible(&page, "the two fields").await;
            page.click("Next").await;
            page.sees_heading(&format!("Connect to {host}")).await;
            let asked = page.sandbox.requests();
            assert!(
                asked.iter().all(|one| one.server != "lakeside"),
                "nothing is asked before a yes"
            );
            page.click("Continue to").await;
            page.sees_heading("Sign in").await;
            page.identifies_as("maria").await;
            page.click("Allow").await;
            page.sees(&format!("Getting your records from {host}"))
                .await;
            page.sees("Signed in").await;
        })
        .await;
}

#[tokio::test]
async fn an_address_that_is_none_asks_nobody_and_says_what_is_wrong() {
    Journey::new()
        .with(|options| options.site = site("own-address-wrong"))
        .walk(|page| async move {
            reads_the_warning(&page).await;
            for wrong in [
                "",
                "hospital",
                "http://hospital.example/fhir",
                "https://me@hospital.example/fhir",
                "https://hospital.example/fhir?x=1",
                "javascript:alert(1)",
            ] {
                page.fill("Web address of the records", wrong).await;
                page.click("Next").await;
                page.sees("Type the whole address.").await;
                let focus = "return document.activeElement.id";
                page.becomes("focus on the field", focus, json!("address"))
                    .await;
            }
            is_accessible(&page, "an address that is none").await;
            page.fill(
                "Web address of the records",
                "https://hospital.example/fhir",
            )
            .await;
            page.click("Next").await;
            page.sees("Type the ID that the hospital gave to this site.")
                .await;
            page.misses("Type the whole address.").await;
        })
        .await;
}

#[tokio::test]
async fn where_the_settings_do_not_allow_it_there_is_no_such_page() {
    journey(|page| async move {
        page.open("/connect").await;
        page.click("I can't find my hospital").await;
        page.misses("My hospital gave me the address").await;
        page.open("/own-address").await;
        page.sees_heading("Page not found").await;
    })
    .await;
}
