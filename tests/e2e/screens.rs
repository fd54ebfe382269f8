//! Pictures of every page, for people to look at beside the mock-ups: `scripts/screens`.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::journey::Journey;
use crate::keeping::{DEVICE, PASSPHRASE};
use crate::merging::{PAGES, THINGS, connects, opens_row_with};
use crate::messages::writes;
use crate::page::Page;
use crate::passkeys::Passkeys;
use crate::setup::site_with;
use crate::together::opens_the_childs_record;

/// Width and height, and what it is called.
const SCREENS: [(u32, u32, &str); 2] = [(360, 740, "phone"), (1280, 800, "desktop")];

const TALLEST: u32 = 2000;

/// Only on request: pictures are looked at by people, and change with every letter.
fn are_wanted() -> bool {
    let are_wanted = std::env::var_os("SATCHEL_SCREENS").is_some();
    if !are_wanted {
        println!("skipped: SATCHEL_SCREENS is not set");
    }
    are_wanted
}

#[tokio::test]
async fn pictures_of_every_page() {
    if are_wanted() {
        Journey::new()
            .meets_refusals()
            .walk(|page| async move { every_page(&page).await })
            .await;
    }
}

#[tokio::test]
async fn pictures_of_what_goes_wrong_and_of_a_second_record() {
    if are_wanted() {
        Journey::new()
            .beside(&["healow-like-closed-token", "down", "family"])
            .meets_refusals()
            .walk(|page| async move {
                what_goes_wrong(&page).await;
                a_second_record(&page).await;
            })
            .await;
    }
}

#[tokio::test]
async fn pictures_of_the_records_of_four_hospitals() {
    if are_wanted() {
        Journey::new()
            .with(|options| options.four = true)
            .meets_refusals()
            .walk(|page| async move { several_records(&page).await })
            .await;
    }
}

#[tokio::test]
async fn pictures_of_a_record_that_is_kept() {
    if are_wanted() {
        Journey::new()
            .walk(|page| async move { keeping(&page).await })
            .await;
    }
}

#[tokio::test]
async fn pictures_of_finding_a_hospital() {
    if !are_wanted() {
        return;
    }
    let folder = site_with("screens-directory", |settings| {
        settings["directory"] = json!(true);
        settings["allow_own_address"] = json!(true);
        let hospitals = settings["hospitals"].as_array_mut();
        hospitals.expect("the settings list them").truncate(1);
    });
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move { finding(&page).await })
        .await;
    let folder = site_with("screens", |settings| settings["name"] = json!(null));
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move {
            page.open("/").await;
            page.sees_heading("This site is not set up yet").await;
            picture(&page, "settings-mistake").await;
        })
        .await;
}

/// The records of four hospitals as one.
async fn several_records(page: &Page) {
    connects(page, &["hillside", "riverside", "lakeside"]).await;
    for (path, name) in PAGES {
        page.visits(path).await;
        picture(page, name).await;
    }
    for (list, words, name) in THINGS {
        page.visits(list).await;
        opens_row_with(page, words).await;
        picture(page, name).await;
    }
    page.visits("/documents").await;
    page.click("All hospitals").await;
    picture(page, "four-filter").await;
    page.chooses("Lakeside Clinic (sample)").await;
    picture(page, "four-filtered").await;
    page.visits("/settings/sources").await;
    picture(page, "four-sources").await;
}

/// A record that is kept on the device.
async fn keeping(page: &Page) {
    page.has_a_passkey_device(Passkeys::WithSecrets).await;
    page.signs_in_and_chooses(DEVICE).await;
    page.visits("/home").await;
    page.sees("Your record is not kept on this device yet.")
        .await;
    picture(page, "home-not-kept").await;
    page.visits("/settings/keeping").await;
    page.sees("With this device's lock").await;
    picture(page, "keeping-set-up").await;
    page.fill("New passphrase", PASSPHRASE).await;
    page.click("Keep it with this passphrase").await;
    page.sees("Add this device's lock").await;
    page.click("Add this device's lock").await;
    page.fill("Your passphrase", PASSPHRASE).await;
    page.click("Add it").await;
    page.sees("Lock of a device").await;
    picture(page, "keeping").await;
    page.visits("/settings/log").await;
    page.sees("You connected").await;
    picture(page, "log").await;
    page.visits("/settings/delete").await;
    picture(page, "delete").await;
    writes(page, "Pharmacy team", "May I swim?").await;
    page.sees("Draft saved").await;
    picture(page, "compose-kept").await;
    page.passes(13).await;
    page.sees("Are you still there?").await;
    picture(page, "time-out").await;
    page.passes(3).await;
    page.sees_heading("Your record is locked").await;
    picture(page, "locked-in-time").await;
    page.open("/home").await;
    page.sees("Use this device's lock").await;
    picture(page, "locked").await;
    page.tries("not the passphrase").await;
    page.sees("That is not the passphrase").await;
    picture(page, "locked-wrong").await;
    page.visits("/settings/delete").await;
    page.chooses("I know that I can't undo this").await;
    page.click("Delete my data").await;
    page.sees_heading("Your data here is deleted").await;
    picture(page, "deleted").await;
}

async fn every_page(page: &Page) {
    for (path, name) in [
        ("/", "welcome"),
        ("/connect", "connect"),
        ("/connect/st-marys", "confirm"),
        ("/help", "help"),
        ("/settings", "settings"),
        ("/privacy", "privacy"),
        ("/about", "about"),
        ("/home", "nothing-kept"),
        ("/nowhere", "not-found"),
    ] {
        page.open(path).await;
        page.sees("911").await;
        picture(page, name).await;
    }
    page.sandbox
        .st_marys()
        .fail("Observation", sandbox::Failure::Slow);
    page.signs_in("st-marys", "maria").await;
    page.sees("Done").await;
    picture(page, "loading").await;
    page.sandbox.st_marys().mend();
    page.settles().await;
    page.click("Go to Home now").await;
    page.sees(", Maria").await;
    picture(page, "home").await;
    page.visits("/results").await;
    picture(page, "results").await;
    page.click("Comprehensive metabolic panel").await;
    page.sees("outside the lab's range").await;
    picture(page, "report").await;
    page.click("Test results").await;
    page.click("Hemoglobin A1c").await;
    page.sees("1 result is outside the lab's range.").await;
    page.click("Hemoglobin A1c").await;
    page.sees("Over time").await;
    picture(page, "result").await;
    page.visits("/medicines").await;
    picture(page, "medicines").await;
    page.click("Metformin 500 mg tablet").await;
    page.sees("As written").await;
    picture(page, "medicine").await;
    page.visits("/record/allergies").await;
    picture(page, "allergies").await;
    parts_of_the_record(page).await;
    page.visits("/visits").await;
    page.sees("Heart clinic visit").await;
    picture(page, "visits").await;
    page.click("Emergency visit").await;
    page.sees("Fever and pain").await;
    picture(page, "visit").await;
    page.visits("/documents").await;
    page.sees("Nurse note").await;
    picture(page, "documents").await;
    page.click("Nurse note").await;
    page.sees("Mrs. López").await;
    picture(page, "document").await;
    page.visits("/documents").await;
    page.click("Letter to the patient").await;
    page.click("Save the original").await;
    page.sees("Saved to your downloads").await;
    picture(page, "document-saved").await;
    page.visits("/messages").await;
    page.sees("Your blood pressure plan").await;
    picture(page, "messages").await;
    page.click("Your blood pressure plan").await;
    page.sees("Bring your cuff").await;
    picture(page, "conversation").await;
    page.visits("/messages/new").await;
    page.sees("Pharmacy team").await;
    picture(page, "compose").await;
    page.visits("/more").await;
    picture(page, "more").await;
    page.visits("/connect/lakeside").await;
    page.sees("in a new tab").await;
    picture(page, "connect-beside").await;
    page.signs_in_beside("lakeside", "mario").await;
    page.sees("Mario Lopez").await;
    picture(page, "newcomer-apart").await;
    page.click("Open Mario Lopez's record").await;
    page.settles().await;
    page.click("Go to Home now").await;
    picture(page, "home-of-another").await;
    page.visits("/people").await;
    picture(page, "people").await;
    page.click("Maria Lopez").await;
    page.is_at("/home").await;
    page.visits("/settings/sources").await;
    page.sees("Updated").await;
    picture(page, "sources").await;
    page.visits("/more").await;
    page.click("Sign out").await;
    page.sees_heading("You are signed out").await;
    picture(page, "signed-out").await;
}

async fn parts_of_the_record(page: &Page) {
    for (path, words, name) in [
        ("/record", "10 health problems", "record"),
        ("/record/conditions", "High blood pressure", "conditions"),
        ("/record/vaccines", "Flu shot, high dose", "vaccines"),
        ("/record/vitals", "Body mass index", "vitals"),
        ("/record/care-team", "Nurse practitioner", "care-team"),
        ("/record/about-you", "12 Sample Street", "about-you"),
        ("/record/surveys", "PHQ-9", "surveys"),
        ("/record/goals", "Keep my A1c below 7 percent", "goals"),
        ("/record/insurance", "PPO", "insurance"),
        ("/record/receipt", "Received", "receipt"),
    ] {
        page.visits(path).await;
        page.sees(words).await;
        picture(page, name).await;
    }
    page.visits("/record/conditions").await;
    page.click("High blood pressure").await;
    page.sees("Essential hypertension").await;
    picture(page, "condition").await;
    page.click("As the hospital sent it").await;
    page.sees("in the order it came").await;
    picture(page, "original").await;
    page.visits("/record/vitals").await;
    page.click("Blood pressure").await;
    page.sees("Over time").await;
    picture(page, "vital").await;
}

async fn finding(page: &Page) {
    page.open("/connect").await;
    page.fill("Search all hospitals and clinics", "sample")
        .await;
    page.sees("places found").await;
    picture(page, "find").await;
    page.fill("Search all hospitals and clinics", "lakeside")
        .await;
    page.sees("Quincy, MA").await;
    page.click("Lakeside Clinic (sample)").await;
    page.sees("What you can do").await;
    picture(page, "not-set-up").await;
    page.open("/own-address").await;
    page.sees("Be careful").await;
    picture(page, "own-address").await;
    page.click("I have it from the hospital: go on").await;
    page.click("Next").await;
    page.sees("Type the whole address.").await;
    picture(page, "own-address-fields").await;
    page.open("/launch?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=abc")
        .await;
    page.sees_heading("This link does not come from a hospital we know")
        .await;
    picture(page, "launch-not-listed").await;
}

async fn what_goes_wrong(page: &Page) {
    page.leaves_for("st-marys").await;
    page.open("/connect/st-marys").await;
    page.sees("You came back without signing in").await;
    picture(page, "came-back").await;
    page.open("/connect/down").await;
    page.click("Continue to").await;
    page.sees("isn't answering this site right now").await;
    picture(page, "trouble-before").await;
    page.leaves_for("healow-like-closed-token").await;
    page.identifies_as("maria").await;
    page.click("Allow").await;
    page.sees("does not let websites like this one").await;
    picture(page, "trouble-after").await;
}

async fn a_second_record(page: &Page) {
    page.signs_in("st-marys", "maria").await;
    page.click("Go to Home now").await;
    page.settles().await;
    page.visits("/connect/lakeside").await;
    page.click("in a new tab").await;
    page.in_the_new_tab(|page| async move {
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.sees_heading("You can close this tab").await;
        picture(&page, "hand-over").await;
    })
    .await;
    page.sees_heading("Is this the same person?").await;
    picture(page, "newcomer-same").await;
    page.click("Continue").await;
    page.settles().await;
    opens_the_childs_record(page).await;
    page.click("Go to Home now").await;
    page.is_at("/home").await;
    picture(page, "home-of-a-child").await;
    page.visits("/settings/sources").await;
    page.sandbox
        .hospital("family")
        .expect("it is running")
        .silence();
    page.click("Update now: Family Clinic (sample)").await;
    page.sees("Can't reach it right now").await;
    picture(page, "sources-of-two-people").await;
}

/// The whole page, on both screens: in English, light and dark; in Spanish, light.
async fn picture(page: &Page, name: &str) {
    page.browser.leaves_the_pointer().await;
    for scheme in ["light", "dark"] {
        page.browser.colors(scheme).await;
        on_both_screens(page, name, scheme).await;
    }
    page.browser.colors("light").await;
    page.browser.leaves_the_pointer().await;
    if switches_language(page, "es").await {
        on_both_screens(page, name, "es").await;
        switches_language(page, "en").await;
    }
}

/// By the button at the top; whether the page has one.
async fn switches_language(page: &Page, language: &str) -> bool {
    let button = json!(format!("header button[lang={language}]"));
    let click = "const button = document.querySelector(arguments[0]); button?.click(); return Boolean(button)";
    let is_there = page.run(click, vec![button]).await == json!(true);
    if is_there {
        let script = "return document.documentElement.lang";
        page.becomes("the language", script, json!(language)).await;
    }
    is_there
}

async fn on_both_screens(page: &Page, name: &str, kind: &str) {
    let folder = PathBuf::from(std::env::var_os("SATCHEL_SCREENS").expect("it was there before"));
    for (width, height, screen) in SCREENS {
        page.browser.resize(width, height).await;
        // As tall as the page, so that the bar at the bottom stands at its end; but long lists are cut.
        let tall = page
            .run("return document.documentElement.scrollHeight", vec![])
            .await;
        let tall = tall
            .as_u64()
            .and_then(|tall| u32::try_from(tall).ok())
            .unwrap_or(height);
        page.browser
            .resize(width, tall.clamp(height, TALLEST))
            .await;
        page.run(
            "document.activeElement?.blur(); scrollTo(0, 0); return document.fonts.ready.then(() => true)",
            vec![],
        )
        .await;
        let picture = page
            .browser
            .client
            .screenshot()
            .await
            .expect("a picture can be taken");
        fs::write(folder.join(format!("{name}-{screen}-{kind}.png")), picture)
            .expect("it can be written");
    }
    let (width, height, _) = SCREENS[0];
    page.browser.resize(width, height).await;
}
