//! Settings take effect at once, last as long as the tab, and the site says who runs it and what it keeps.

use serde_json::{Value, json};

use crate::journey::{Journey, journey};
use crate::setup::site_with;
use crate::storage::nothing_is_kept;

const LOOK: &str = "
    const { theme = '', size = '', text = '', contrast = '' } = document.documentElement.dataset;
    return [theme, size, text, contrast];";
const COLORS: &str = "return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).fontSize]";

#[tokio::test]
async fn how_the_page_looks_is_chosen_at_once_and_for_this_tab() {
    journey(|page| async move {
        page.open("/settings").await;
        page.sees_heading("Settings").await;
        let before = page.run(COLORS, vec![]).await;
        for choice in ["200 %", "Dark", "More contrast"] {
            page.chooses(choice).await;
        }
        let chosen = json!(["dark", "200", "xl", "more"]);
        page.becomes("the look", LOOK, chosen.clone()).await;
        let after = page.run(COLORS, vec![]).await;
        assert_ne!(before[0], after[0], "the background stays as it was");
        assert_eq!(after[1], "36px");
        nothing_is_kept(&page).await;

        page.open("/help").await;
        page.sees_heading("Help").await;
        page.becomes("the look after loading the page again", LOOK, chosen)
            .await;

        page.open("/settings").await;
        page.sees_heading("Settings").await;
        page.chooses("100 %").await;
        page.becomes("the look", LOOK, json!(["dark", "", "", "more"]))
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_language_is_chosen_in_the_settings_too() {
    journey(|page| async move {
        page.open("/settings").await;
        page.sees_heading("Settings").await;
        page.chooses("Español").await;
        page.sees_heading("Configuración").await;
        page.becomes(
            "the language",
            "return document.documentElement.lang",
            json!("es"),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn the_site_says_who_runs_it_or_that_nobody_says_so() {
    journey(|page| async move {
        page.open("/").await;
        page.click("About this site").await;
        page.sees("The sample clinic's help desk (sample) runs this site.")
            .await;
        page.sees("help@satchel.example").await;
        page.click("Privacy").await;
        page.sees_heading("Your privacy").await;
        page.sees("Nothing of it is written to this device.").await;
    })
    .await;
    let folder = site_with("nobody", |settings| {
        if let Value::Object(settings) = settings {
            settings.remove("operator");
        }
    });
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move {
            page.open("/about").await;
            page.sees("have not written here who they are").await;
        })
        .await;
}
