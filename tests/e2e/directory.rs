//! Finding a hospital in the directory, with the keyboard alone, in both languages; and when a part of it does not come.

use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::journey::Journey;
use crate::keyboard::{follow, stop_at};
use crate::looks::is_accessible;
use crate::page::Page;
use crate::setup::site_with;

/// A site with a directory that names St. Mary's only.
fn site(name: &str) -> PathBuf {
    site_with(name, |settings| {
        settings["directory"] = json!(true);
        let hospitals = settings["hospitals"].as_array_mut();
        hospitals.expect("the settings list them").truncate(1);
    })
}

/// Where something that was typed may be read later.
const KEPT: &str = "
    return [location.href, document.title, JSON.stringify(sessionStorage), JSON.stringify(localStorage), document.cookie];";

async fn nowhere_kept(page: &Page, typed: &str) {
    let kept = page.run(KEPT, vec![]).await.to_string().to_lowercase();
    assert!(!kept.contains(typed), "{typed:?} is kept: {kept}");
    let asked = page.sandbox.requests();
    let told = asked
        .iter()
        .find(|one| one.path.to_lowercase().contains(typed));
    assert!(told.is_none(), "{typed:?} was told: {told:?}");
}

/// From the field to the record, by misspelled words and keys alone.
async fn finds_the_eye_clinic(page: &Page, field: &str, count: &str, sign_in: &str) {
    stop_at(page, field).await;
    page.types("eye clinc").await;
    page.sees(count).await;
    page.sees("Cambridge, MA").await;
    let in_field = "return document.activeElement.id === 'find'";
    page.becomes("focus stays in the field", in_field, json!(true))
        .await;
    nowhere_kept(page, "clinc").await;
    follow(page, "St. Mary’s Eye Clinic (sample)").await;
    let is_open = "return /^\\/connect\\/[0-9a-f]{16}$/.test(location.pathname)";
    page.becomes("the page of the clinic", is_open, json!(true))
        .await;
    page.sees("St. Mary’s Eye Clinic (sample)").await;
    // It is found by its address alone, too.
    let address = page.path().await;
    page.open(&address).await;
    follow(page, sign_in).await;
    page.sees_heading("Sign in").await;
    stop_at(page, "Username").await;
    page.types("maria").await;
    stop_at(page, "Password").await;
    page.types("sample").await;
    page.press(Key::Enter).await;
    page.sees_heading("Share your records?").await;
    follow(page, "Allow").await;
    page.is_at("/callback").await;
    page.sees("St. Mary’s Eye Clinic (sample)").await;
}

#[tokio::test]
async fn a_misspelled_name_leads_to_the_record_with_the_keyboard_alone() {
    Journey::new()
        .with(|options| options.site = site("directory-en"))
        .walk(|page| async move {
            page.open("/connect").await;
            page.sees("Search all hospitals and clinics").await;
            page.sees("St. Mary's Hospital (sample)").await;
            let field = "Search all hospitals";
            finds_the_eye_clinic(&page, field, "1 place found", "Continue to").await;
            page.sees("Signed in").await;
        })
        .await;
}

#[tokio::test]
async fn a_misspelled_name_leads_to_the_record_in_spanish() {
    Journey::new()
        .with(|options| options.site = site("directory-es"))
        .walk(|page| async move {
            page.open("/").await;
            page.click("Español").await;
            page.sees("Buscar su hospital").await;
            page.open("/connect").await;
            page.sees("Buscar en todos los hospitales").await;
            let field = "Buscar en todos";
            finds_the_eye_clinic(&page, field, "1 lugar encontrado", "Continuar").await;
        })
        .await;
}

#[tokio::test]
async fn a_place_that_is_not_set_up_is_listed_and_says_what_one_can_do() {
    Journey::new()
        .with(|options| options.site = site("directory-not-set-up"))
        .walk(|page| async move {
            page.open("/connect").await;
            page.fill("Search all hospitals and clinics", "lakside")
                .await;
            page.sees("Quincy, MA").await;
            page.sees("Not set up here yet").await;
            is_accessible(&page, "/connect with what was found").await;
            page.click("Lakeside Clinic (sample)").await;
            page.sees_heading("You can't sign in to Lakeside Clinic (sample) here yet")
                .await;
            page.sees("You have a right to it.").await;
            page.sees("help@satchel.example").await;
            page.misses("Continue to").await;
            is_accessible(&page, "a place that is not set up").await;
            page.back().await;
            page.sees("Quincy, MA").await;
            page.open("/connect/0123456789abcdef").await;
            page.sees_heading("We don't know this hospital").await;
        })
        .await;
}

#[tokio::test]
async fn what_does_not_come_of_the_list_is_said_and_the_named_hospitals_still_work() {
    Journey::new()
        .with(|options| options.site = site("directory-partly"))
        .meets_refusals()
        .walk(|page| async move {
            page.open("/").await;
            page.browser.block(&["*.shard"]).await;
            page.visits("/connect").await;
            page.sees("A part of the list didn't come. Some places may be missing.")
                .await;
            is_accessible(&page, "/connect without a part of the list").await;
            page.visits("/connect/0123456789abcdef").await;
            page.sees_heading("We couldn't look for this hospital")
                .await;
            page.visits("/connect").await;
            page.fill("Search all hospitals and clinics", "st marys")
                .await;
            // Before anything is typed the page counts too.
            let follows = "return document.querySelector('#found') !== null";
            page.becomes("the list follows", follows, Value::from(true))
                .await;
            page.sees("1 place found").await;
            page.click("St. Mary's Hospital (sample)").await;
            page.sees_heading("Connect to St. Mary's Hospital (sample)")
                .await;
            page.back().await;
            page.browser.block(&[]).await;
            page.click("Try again").await;
            page.sees("2 places found").await;
            page.sees("Cambridge, MA").await;
        })
        .await;
}

#[tokio::test]
async fn the_named_hospitals_work_without_the_file_that_searches() {
    Journey::new()
        .with(|options| options.site = site("directory-no-rooms"))
        .meets_refusals()
        .walk(|page| async move {
            page.open("/").await;
            page.sees_heading("Your health record, in your hands").await;
            page.browser.block(&["*/rooms-*"]).await;
            page.visits("/connect").await;
            page.sees("Check your connection and try again.").await;
            let focus = "return document.activeElement.localName";
            page.becomes("focus on the heading", focus, Value::from("h1"))
                .await;
            page.sees("St. Mary's Hospital (sample)").await;
            page.browser.block(&[]).await;
            page.click("Try again").await;
            page.sees("Search all hospitals and clinics").await;
            page.press(Key::Tab).await;
            page.sees("St. Mary's Hospital (sample)").await;
        })
        .await;
}
