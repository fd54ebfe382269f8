//! Leaving: signing out, a reload, a second tab. Nothing of the record is there afterwards.

use std::time::Duration;

use crate::journey::{Journey, journey};
use crate::looks::check;
use crate::messages::writes;
use crate::page::Page;
use crate::setup::site_with;
use crate::storage::nothing_is_kept;
use crate::traces::nothing_is_on_disk;

const NOTHING_KEPT: &str = "For your privacy nothing was kept. Sign in again.";

#[tokio::test]
async fn signing_out_leaves_nothing() {
    journey(|page| async move {
        read_a_result(&page).await;
        page.click("More").await;
        page.sees("Maria Lopez").await;
        page.click("Sign out").await;
        page.sees_heading("You are signed out").await;
        page.sees("You may still be signed in at St. Mary's Hospital (sample).")
            .await;
        check(&page, "/signed-out").await;
        nothing_is_kept(&page).await;
        let no_record = "return !/Maria|Lopez|A1c|Blood/.test(document.documentElement.outerHTML)";
        page.becomes("the record is gone from the page", no_record, true.into())
            .await;
        for _ in 0..3 {
            page.browser
                .client
                .back()
                .await
                .expect("there is a page to go back to");
            page.sees(NOTHING_KEPT).await;
            page.becomes("the record is gone from the page", no_record, true.into())
                .await;
            nothing_is_kept(&page).await;
        }
        let hospital = page.sandbox.st_marys();
        crate::page::eventually("giving the tokens back", Duration::from_secs(5), || async {
            let counts = hospital.counts();
            if counts.live_access_tokens + counts.live_refresh_tokens == 0 {
                Ok(())
            } else {
                Err(counts)
            }
        })
        .await;
        let cookies = page
            .browser
            .devtools(
                "Network.getCookies",
                serde_json::json!({ "urls": [page.sandbox.site()] }),
            )
            .await;
        let names: Vec<_> = cookies["cookies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|cookie| cookie["name"].as_str())
            .collect();
        // Cookies do not tell ports apart, so the hospitals' own ones would be seen if they shared a name with the site.
        assert!(names.is_empty(), "{names:?}");
    })
    .await;
}

#[tokio::test]
async fn on_a_shared_computer_signing_out_leads_to_the_hospitals_own_site() {
    let folder = site_with("website", |settings| {
        settings["hospitals"][0]["website"] = "https://www.example.org/portal".into();
    });
    Journey::new()
        .with(|options| options.site = folder)
        .walk(|page| async move {
            read_a_result(&page).await;
            page.visits("/more").await;
            page.click("Sign out").await;
            page.sees_heading("You are signed out").await;
            page.sees("Open Sample portal and sign out there").await;
            let link = "return document.querySelector('main .note a').href";
            let site = "https://www.example.org/portal".into();
            page.becomes("the way there", link, site).await;
            check(&page, "/signed-out").await;
        })
        .await;
}

#[tokio::test]
async fn a_reload_starts_empty_and_leads_back_to_the_page() {
    journey(|page| async move {
        read_a_result(&page).await;
        let here = page.path().await;
        page.browser
            .client
            .refresh()
            .await
            .expect("the page loads again");
        page.sees(NOTHING_KEPT).await;
        page.misses("Hemoglobin").await;
        nothing_is_kept(&page).await;
        sign_in_again(&page).await;
        page.is_at(&here).await;
        page.sees_heading("Hemoglobin A1c").await;
        page.sees("6.8").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_tab_starts_empty_and_leads_to_the_page() {
    journey(|page| async move {
        read_a_result(&page).await;
        let here = page.path().await;
        let client = &page.browser.client;
        let tab = client.new_window(true).await.expect("a tab opens");
        client
            .switch_to_window(tab.handle)
            .await
            .expect("it can be looked at");
        page.open(&here).await;
        page.sees(NOTHING_KEPT).await;
        page.misses("Hemoglobin").await;
        nothing_is_kept(&page).await;
        sign_in_again(&page).await;
        page.is_at(&here).await;
        page.sees_heading("Hemoglobin A1c").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_is_not_written_to_disk_by_the_browser() {
    journey(|page| async move {
        page.signs_in("st-marys", "maria").await;
        page.settles().await;
        writes(&page, "Pharmacy team", "Does Ibuprofen go with my pills?").await;
        // What a browser would restore after a crash it writes down within these seconds.
        tokio::time::sleep(Duration::from_secs(5)).await;
        nothing_is_on_disk(&page.browser.profile(), &["Ibuprofen"]);
    })
    .await;
}

async fn read_a_result(page: &Page) {
    page.opens_results_of("maria").await;
    page.click("Hemoglobin A1c").await;
    page.sees("1 result is outside the lab's range.").await;
    page.click("Hemoglobin A1c").await;
    page.sees_heading("Hemoglobin A1c").await;
    page.sees("6.8").await;
}

/// The hospital still knows the browser, so it asks for consent only.
async fn sign_in_again(page: &Page) {
    page.click("Continue to St. Mary's").await;
    page.sees_heading("Share your records?").await;
    page.click("Allow").await;
}
