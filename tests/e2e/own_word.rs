//! The patient's own word on a medicine: said, kept or gone as it is promised, taken back; and the site's table of
//! medicines.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use fantoccini::key::Key;
use record::rxnorm::Contents;
use serde_json::json;

use crate::journey::{Journey, journey};
use crate::keeping::{PASSPHRASE, SHARED, VISIT};
use crate::keyboard::{follow, stop_at};
use crate::looks::is_accessible;
use crate::page::Page;
use crate::paper::printed;
use crate::setup::site_with;

const METFORMIN: &str = "Metformin 500 mg tablet";
const NOTE: &str = "Half a tablet at night";
const KEPT: &str = "Kept on this device, locked with the rest of your record. No hospital is told.";
const GOES: &str = "Kept until you sign out or close this page. No hospital is told.";
const UNLISTED: &str = "What you said of medicines that no hospital lists now";
const FIELD: &str = "return document.querySelector('textarea').value";
const ASKS: &str = "
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;";

async fn opens_metformin(page: &Page) {
    page.visits("/medicines").await;
    page.click(METFORMIN).await;
    page.sees_heading(METFORMIN).await;
    page.sees("A note that only you see.").await;
}

/// Says that it is taken differently, and how.
async fn says(page: &Page) {
    page.chooses("I take it differently").await;
    page.fill("Your note", NOTE).await;
    page.click("Save").await;
    stands(page).await;
    page.becomes("the field is empty", FIELD, json!("")).await;
}

async fn stands(page: &Page) {
    page.sees("You said on").await;
    page.sees(": taking it differently").await;
    page.sees(NOTE).await;
}

/// What hospitals were told so far.
fn told(page: &Page) -> Vec<String> {
    let asked = page.sandbox.requests().into_iter();
    let posts = asked.filter(|one| one.server != "site" && one.method != "GET");
    posts.map(|one| one.path).collect()
}

#[tokio::test]
async fn a_word_that_is_kept_is_there_after_a_reload_in_another_tab_and_in_the_list() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        opens_metformin(&page).await;
        page.sees(KEPT).await;
        page.sees("Ask your care team before you stop or change a medicine.")
            .await;
        page.settles().await;
        let before = told(&page);
        says(&page).await;
        page.becomes("nothing would be lost", ASKS, json!(false))
            .await;
        page.visits("/medicines").await;
        page.sees("You: taking it differently · ").await;
        page.settles().await;
        assert_eq!(told(&page), before, "no hospital is told");

        page.click(METFORMIN).await;
        page.sees_heading(METFORMIN).await;
        let here = page.path().await;
        page.open(&here).await;
        page.unlocks().await;
        stands(&page).await;

        // What is begun and not saved is there in the tab that opens it next.
        page.fill("Your note", "A whole one on Sundays").await;
        let first = page.tab().await;
        page.opens_another_tab(&here).await;
        page.unlocks().await;
        stands(&page).await;
        page.becomes("what was begun", FIELD, json!("A whole one on Sundays"))
            .await;
        page.looks_at(&first).await;
        page.sees_heading("Your record is open in another tab")
            .await;
        page.misses(NOTE).await;
        page.fill("Your passphrase", PASSPHRASE).await;
        page.click("Open my record").await;
        stands(&page).await;
        page.becomes("what was begun", FIELD, json!("A whole one on Sundays"))
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_word_outlives_the_hospital_that_lists_its_medicine_and_is_taken_back_without_it() {
    let lakeside_takes_no_messages = Journey::new().meets_refusals();
    lakeside_takes_no_messages
        .walk(|page| async move {
            page.keeps_with_a_passphrase().await;
            page.signs_in_beside("lakeside", "maria").await;
            page.click("Continue").await;
            page.sees("Done").await;
            page.settles().await;
            opens_metformin(&page).await;
            says(&page).await;
            page.visits("/medicines").await;
            page.sees("You: taking it differently · ").await;
            page.misses(UNLISTED).await;

            page.visits("/settings/sources").await;
            page.click("Disconnect: St. Mary's Hospital (sample)").await;
            page.sees("What you said about your medicines stays, with their names.")
                .await;
            page.click("Yes, disconnect").await;
            page.sees("St. Mary's Hospital (sample) is disconnected")
                .await;
            page.settles().await;
            page.becomes("nothing would be lost", ASKS, json!(false))
                .await;
            page.open("/medicines").await;
            page.unlocks().await;
            page.sees(UNLISTED).await;
            page.sees(METFORMIN).await;
            stands(&page).await;
            is_accessible(&page, "a word of a medicine that no hospital lists").await;
            let paper = printed(&page).await;
            for words in [UNLISTED, METFORMIN, "): taking it differently", NOTE] {
                assert!(paper.contains(words), "{words:?} is not on paper: {paper}");
            }

            page.click("Take this back").await;
            page.sees("You can't undo this.").await;
            page.click("No, keep it").await;
            page.stops_saying("You can't undo this.").await;
            stands(&page).await;
            page.click("Take this back").await;
            page.click("Yes, take it back").await;
            page.stops_saying(UNLISTED).await;
            let focus = "return document.activeElement.tagName";
            page.becomes("focus on the heading", focus, json!("H1"))
                .await;
            page.misses(NOTE).await;
            page.settles().await;
            page.becomes("nothing would be lost", ASKS, json!(false))
                .await;
            page.open("/medicines").await;
            page.unlocks().await;
            page.sees("LISINOPRIL 10MG TAB").await;
            page.misses(UNLISTED).await;
            page.misses(NOTE).await;
        })
        .await;
}

#[tokio::test]
async fn without_a_lock_a_word_goes_with_the_page_and_that_is_said_before() {
    journey(|page| async move {
        page.signs_in_and_chooses(VISIT).await;
        opens_metformin(&page).await;
        page.sees(GOES).await;
        page.becomes("nothing would be lost", ASKS, json!(false))
            .await;
        says(&page).await;
        page.becomes("the browser asks first", ASKS, json!(true))
            .await;
        let here = page.path().await;
        page.visits("/more").await;
        page.click("Sign out").await;
        page.sees("What you said about your medicines is only here. If you sign out, it is gone.")
            .await;
        page.visits(&here).await;
        stands(&page).await;

        page.run("window.onbeforeunload = null", vec![]).await;
        let again = page.browser.client.refresh().await;
        again.expect("the page loads again");
        page.sees("For your privacy nothing was kept.").await;
        page.click("Continue to St. Mary's").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.sees_heading(METFORMIN).await;
        page.sees(GOES).await;
        page.misses("You said on").await;
        page.misses(NOTE).await;
    })
    .await;
}

#[tokio::test]
async fn a_word_of_this_visit_waits_sealed_until_the_same_person_signs_in_again() {
    let hour = Duration::from_secs(3600);
    // Who signs in is known as long as the hospital's word of it is young.
    let journey = Journey::new().with(|options| options.token_life = hour);
    journey
        .walk(|page| async move {
            page.signs_in_and_chooses(VISIT).await;
            opens_metformin(&page).await;
            says(&page).await;
            page.passes(13).await;
            page.sees("What you typed will be kept in this tab until you sign in again.")
                .await;
            page.passes(3).await;
            page.sees("You were signed out to keep your record private.")
                .await;
            page.misses(NOTE).await;
            page.signs_in_again_beside().await;
            stands(&page).await;
            page.run("window.onbeforeunload = null", vec![]).await;
        })
        .await;
}

#[tokio::test]
async fn on_a_shared_computer_it_is_said_that_a_word_goes() {
    journey(|page| async move {
        page.signs_in_and_chooses(SHARED).await;
        opens_metformin(&page).await;
        page.sees("It goes when you sign out or close this page. Nothing stays on this computer.")
            .await;
        says(&page).await;
        page.passes(13).await;
        page.sees("What you typed will be erased.").await;
        page.run("window.onbeforeunload = null", vec![]).await;
    })
    .await;
}

#[tokio::test]
async fn a_word_is_said_by_keys_taken_back_and_stands_on_paper() {
    journey(|page| async move {
        page.signs_in_and_chooses(VISIT).await;
        opens_metformin(&page).await;
        is_accessible(&page, "a medicine of which nothing is said").await;
        assert!(!printed(&page).await.contains("Do you take it?"));
        follow(&page, "Save").await;
        page.sees("Error: Choose one of the answers.").await;
        let first = "return document.activeElement.value";
        page.becomes("focus on the answers", first, json!("taking"))
            .await;
        page.press(Key::Down).await;
        page.becomes("the next answer", first, json!("not-taking"))
            .await;
        page.stops_saying("Choose one of the answers.").await;
        stop_at(&page, "Your note").await;
        page.types("It makes me dizzy").await;
        follow(&page, "Save").await;
        page.sees("You said on").await;
        page.sees(": not taking it").await;
        page.sees("It makes me dizzy").await;
        page.misses("What you said before").await;
        is_accessible(&page, "a medicine of which something is said").await;
        let paper = printed(&page).await;
        for words in ["You said (", "): not taking it", "It makes me dizzy"] {
            assert!(paper.contains(words), "{words:?} is not on paper: {paper}");
        }
        for words in ["Do you take it?", "Your note", "No hospital is told"] {
            assert!(!paper.contains(words), "{words:?} is on paper: {paper}");
        }

        page.chooses("I'm not sure").await;
        page.click("Save").await;
        page.sees(": not sure").await;
        page.misses("It makes me dizzy").await;
        page.click("What you said before").await;
        page.sees("It makes me dizzy").await;
        page.click("Take this back").await;
        page.sees(": not taking it").await;
        page.becomes(
            "focus on its heading",
            "return document.activeElement.id",
            json!("own-word"),
        )
        .await;
        // What was noted is not lost with it.
        page.click("Take this back").await;
        page.stops_saying("You said on").await;
        page.becomes("the note", FIELD, json!("It makes me dizzy"))
            .await;
        page.run("window.onbeforeunload = null", vec![]).await;
    })
    .await;
}

#[tokio::test]
async fn a_word_is_said_in_spanish() {
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
        page.click(METFORMIN).await;
        for words in [
            "¿La toma usted?",
            "Una nota que solo usted ve.",
            "Pregunte a su equipo médico antes de dejar o cambiar una medicina.",
            "Se guarda hasta que cierre la sesión o esta página. No se avisa a ningún hospital.",
        ] {
            page.sees(words).await;
        }
        page.chooses("No la tomo").await;
        page.click("Guardar").await;
        page.sees("usted dijo: no la toma").await;
        is_accessible(&page, "a medicine of which something is said in Spanish").await;
        let paper = printed(&page).await;
        assert!(paper.contains("Usted dijo ("), "{paper}");
        page.visits("/medicines").await;
        page.sees("Usted: no la toma · ").await;
        page.run("window.onbeforeunload = null", vec![]).await;
    })
    .await;
}

/// How often the table was asked for.
fn tables(page: &Page) -> usize {
    let asked = page.sandbox.requests().into_iter();
    asked.filter(|one| one.path == "/medicines.table").count()
}

#[tokio::test]
async fn the_table_of_the_site_is_fetched_once_and_only_when_there_is_a_medicine() {
    let folder = site_with("medicines-table", |settings| {
        settings["medicines"] = json!("/medicines.table");
    });
    let metformin = (Some(861_007), vec!["metformin".to_owned()]);
    let table = Contents {
        products: BTreeMap::from([(861_007, metformin)]),
        brands: BTreeMap::new(),
    };
    fs::write(folder.join("medicines.table"), table.written()).expect("it can be written");
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move {
            page.open("/").await;
            page.settles().await;
            assert_eq!(tables(&page), 0);
            page.signs_in("st-marys", "maria").await;
            page.settles().await;
            assert_eq!(tables(&page), 1);
            page.visits("/medicines").await;
            page.sees(METFORMIN).await;
            page.visits("/settings/sources").await;
            page.click("Update now").await;
            page.settles().await;
            assert_eq!(tables(&page), 1);
        })
        .await;
}

#[tokio::test]
async fn medicines_are_there_without_the_table_of_the_site() {
    let folder = site_with("medicines-no-table", |settings| {
        settings["medicines"] = json!("/medicines.table");
    });
    fs::write(folder.join("medicines.table"), "<!doctype html>").expect("it can be written");
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move {
            page.signs_in("st-marys", "maria").await;
            page.settles().await;
            assert_eq!(tables(&page), 1);
            opens_metformin(&page).await;
        })
        .await;
}
