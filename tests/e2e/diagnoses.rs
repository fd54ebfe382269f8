//! Every way in which a sign-in can fail has words of its own, and says what to do next.

use serde_json::json;

use crate::callback::{answers, state_of_an_attempt};
use crate::journey::{Journey, journey};
use crate::looks::check;
use crate::page::Page;

const USE_PORTAL: &str = "You can see your record on the hospital's own website or app.";
const NOT_FINISHED: &str = "You didn't finish signing in";
const NOT_SIGNED_IN: &str = "We couldn't sign you in";
const NO_RECORD: &str = "Your record couldn't be opened";

/// Known before anyone leaves: the hospital, and what is said of it.
const BEFORE: [(&str, &str); 5] = [
    (
        "healow-like-closed-discovery",
        "{} isn't answering this site right now. Try again in a few minutes. If this goes on, they may not allow websites like this one.",
    ),
    (
        "down",
        "{} isn't answering this site right now. Try again in a few minutes.",
    ),
    (
        "dstu2",
        "{} keeps records in an older format, DSTU2, that this site can't read.",
    ),
    (
        "stu3",
        "{} keeps records in an older format, STU3, that this site can't read.",
    ),
    (
        "needs-secret",
        "{} shares records only with apps that keep a secret key.",
    ),
];

/// Known after the patient has come back.
const AFTER: [(&str, &str, &str); 6] = [
    (
        "healow-like",
        NOT_SIGNED_IN,
        "{} does not let websites like this one finish signing in.",
    ),
    (
        "healow-like-closed-token",
        NOT_SIGNED_IN,
        "{} does not let websites like this one finish signing in.",
    ),
    (
        "epic-like-closed-token",
        NOT_SIGNED_IN,
        "{} does not let websites like this one finish signing in.",
    ),
    (
        "epic-like-closed",
        NOT_SIGNED_IN,
        "{} does not let websites like this one finish signing in.",
    ),
    (
        "veradigm-like",
        NOT_SIGNED_IN,
        "{} does not let websites like this one finish signing in.",
    ),
    (
        "epic-like-closed-records",
        NO_RECORD,
        "You are signed in, but {} does not let websites like this one read your record.",
    ),
];

/// What a hospital can say in place of a code.
const SAID: [(&str, &str, &str); 8] = [
    (
        "access_denied",
        NOT_FINISHED,
        "Nothing was shared. You can try again.",
    ),
    (
        "invalid_scope",
        NOT_SIGNED_IN,
        "{} did not accept what this site asked to see. Tell the people who run this site.",
    ),
    (
        "unauthorized_client",
        NOT_SIGNED_IN,
        "This site is not set up for {} yet. Tell the people who run this site.",
    ),
    (
        "server_error",
        NOT_SIGNED_IN,
        "{} isn't answering right now. Try again in a few minutes.",
    ),
    (
        "temporarily_unavailable",
        NOT_SIGNED_IN,
        "{} isn't answering right now. Try again in a few minutes.",
    ),
    (
        "login_required",
        NOT_SIGNED_IN,
        "This sign-in took too long or was used before. Start again.",
    ),
    (
        "invalid_request",
        NOT_SIGNED_IN,
        "{} did not accept this sign-in. Ask {} for help.",
    ),
    (
        "something_else",
        NOT_SIGNED_IN,
        "{} did not accept this sign-in. Ask {} for help.",
    ),
];

#[tokio::test]
async fn what_can_be_known_is_said_before_anyone_leaves() {
    Journey::new()
        .meets_refusals()
        .beside(&BEFORE.map(|(key, _)| key))
        .walk(|page| async move {
            for (key, sentence) in BEFORE {
                page.open(&format!("/connect/{key}")).await;
                page.click("Continue to").await;
                page.sees(&named(&page, key, sentence)).await;
                page.sees(USE_PORTAL).await;
                page.is_at(&format!("/connect/{key}")).await;
                check(&page, key).await;
                page.click("Español").await;
                page.sees("Puede ver su expediente en el sitio web o la aplicación del hospital.")
                    .await;
                page.click("English").await;
            }
            let asked = page.sandbox.requests();
            let left = asked.iter().find(|one| one.path.starts_with("/auth/"));
            assert_eq!(left, None, "nobody left in vain");
        })
        .await;
}

#[tokio::test]
async fn what_only_coming_back_shows_is_said_then() {
    Journey::new()
        .meets_refusals()
        .beside(&AFTER.map(|(key, _, _)| key))
        .walk(|page| async move {
            for (key, title, sentence) in AFTER {
                page.leaves_for(key).await;
                page.identifies_as("maria").await;
                page.click("Allow").await;
                page.sees(title).await;
                page.sees(&named(&page, key, sentence)).await;
                page.sees(USE_PORTAL).await;
                page.sees("911").await;
                assert!(page.path().await.starts_with("/callback"));
                check(&page, key).await;
            }
        })
        .await;
}

#[tokio::test]
async fn a_hospital_that_has_not_turned_this_site_on_says_so_at_once() {
    Journey::new()
        .beside(&["not-active", "not-registered"])
        .meets_refusals()
        .walk(|page| async move {
            page.open("/connect/not-active").await;
            page.click("Continue to").await;
            page.sees_heading(NOT_SIGNED_IN).await;
            page.sees("Inactive App (sample) has not turned on this site yet.")
                .await;
            check(&page, "not active").await;
            // Where nobody knows this site there is no way back from the hospital's page but the person's own.
            page.open("/connect/not-registered").await;
            page.click("Continue to").await;
            page.sees("No app is registered here").await;
            page.back().await;
            page.sees("You came back without signing in at Unregistered App (sample).")
                .await;
            check(&page, "not registered").await;
        })
        .await;
}

#[tokio::test]
async fn looking_again_takes_nothing_of_the_sign_in_along() {
    Journey::new()
        .meets_refusals()
        .beside(&["healow-like-closed-token"])
        .walk(|page| async move {
            page.leaves_for("healow-like-closed-token").await;
            page.identifies_as("maria").await;
            page.click("Allow").await;
            page.sees("does not let websites like this one finish signing in.")
                .await;
            let asked = page.sandbox.requests();
            let there: Vec<_> = asked
                .iter()
                .filter(|one| one.server == "healow-like-closed-token")
                .skip_while(|one| one.path != "/auth/token")
                .skip(1)
                .collect();
            assert!(!there.is_empty(), "it looked again");
            for one in there {
                let whole = (one.method.as_str(), one.path.as_str(), one.bearer);
                let public = ("GET", "/fhir/.well-known/smart-configuration", false);
                assert_eq!(whole, public);
            }
        })
        .await;
}

#[tokio::test]
async fn what_the_hospital_says_has_words_and_its_own_are_quoted() {
    journey(|page| async move {
        for (error, title, sentence) in SAID {
            let state = state_of_an_attempt(&page).await;
            let answer = format!("error={error}&error_description=Ask%20at%20the%20desk");
            answers(&page, &answer, &state, page.sandbox.st_marys().base()).await;
            page.sees_heading(title).await;
            page.sees(&named(&page, "st-marys", sentence)).await;
            if error == "unauthorized_client" {
                page.sees("help@satchel.example").await;
            }
            if error != "access_denied" {
                page.sees("What the hospital said: Ask at the desk").await;
            }
            check(&page, error).await;
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_shares_nothing_of_the_record_is_told_so() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.leaves_for("lakeside").await;
            page.identifies_as("maria").await;
            let untick = "
                for (const box of document.querySelectorAll('input[name=scope]'))
                    box.checked = !box.value.startsWith('patient/');";
            page.run(untick, vec![]).await;
            page.click("Allow").await;
            page.sees(NO_RECORD).await;
            page.sees("Lakeside Clinic (sample) did not share any part of your record with this site. Sign in again and leave the boxes checked.")
                .await;
            check(&page, "nothing shared").await;
        })
        .await;
}

#[tokio::test]
async fn whoever_comes_back_alone_is_told_quietly_and_can_still_go_forward() {
    Journey::new()
        .beside(&["no-return"])
        .meets_refusals()
        .walk(|page| async move {
            let told =
                "You came back without signing in at No Way Back (sample). Nothing was shared.";
            page.leaves_for("no-return").await;
            page.back().await;
            page.sees_heading("Connect to No Way Back (sample)").await;
            page.sees(told).await;
            check(&page, "came back").await;
            // The way forward is still open.
            let forward = page.browser.client.forward().await;
            forward.expect("there is a page ahead");
            page.identifies_as("maria").await;
            page.click("Don’t allow").await;
            page.sees("You can close this page.").await;
            page.open("/").await;
            page.sees(told).await;
            page.click("Try again").await;
            page.is_at("/connect/no-return").await;
            page.sees(told).await;
            page.open("/connect/st-marys").await;
            page.sees_heading("Connect to St. Mary's Hospital (sample)")
                .await;
            page.misses("You came back").await;
            page.open("/connect/no-return").await;
            page.click("Continue to").await;
            page.sees_heading("Share your records?").await;
            page.click("Allow").await;
            page.sees("Signed in").await;
            page.open("/").await;
            page.sees_heading("Your health record, in your hands").await;
            page.misses("You came back").await;
        })
        .await;
}

#[tokio::test]
async fn a_device_without_a_connection_or_with_a_wrong_clock_hears_so() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            // Before the later file is here little can be said.
            page.open("/connect/st-marys").await;
            page.sees_heading("Connect to St. Mary's Hospital (sample)").await;
            offline(&page, true).await;
            page.click("Continue to").await;
            page.sees("Check your connection and try again.").await;
            offline(&page, false).await;

            page.open("/help").await;
            page.sees_heading("Help").await;
            page.visits("/connect/st-marys").await;
            offline(&page, true).await;
            page.click("Continue to").await;
            page.sees("This device is not connected to the internet. Connect it to the internet, then try again.")
                .await;
            check(&page, "offline").await;
            offline(&page, false).await;

            let ahead = json!({ "source": "const now = Date.now; Date.now = () => now() + 2 * 86400000;" });
            page.browser
                .devtools("Page.addScriptToEvaluateOnNewDocument", ahead)
                .await;
            let hospital = format!("{}/*", page.sandbox.st_marys().origin());
            page.browser.block(&[&hospital]).await;
            page.open("/connect/st-marys").await;
            page.click("Continue to").await;
            page.sees("The date or time of this device is wrong, so it can't connect safely. Set its date and time, then try again.")
                .await;
            check(&page, "wrong clock").await;
        })
        .await;
}

#[tokio::test]
async fn a_hospital_that_goes_down_while_the_patient_signs_in_is_not_called_closed() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let state = state_of_an_attempt(&page).await;
            page.sandbox.st_marys().silence();
            answers(&page, "code=abc", &state, page.sandbox.st_marys().base()).await;
            page.sees("St. Mary's Hospital (sample) isn't answering right now. Try again in a few minutes.")
                .await;
            page.sees("555-0100").await;
        })
        .await;
}

async fn offline(page: &Page, is_offline: bool) {
    let line = json!({ "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    page.browser.devtools("Network.enable", json!({})).await;
    page.browser
        .devtools("Network.emulateNetworkConditions", line)
        .await;
}

fn named(page: &Page, key: &str, sentence: &str) -> String {
    let hospital = page.sandbox.hospital(key).expect("it runs");
    // As the settings of the site spell it.
    let name = hospital.name().replace('’', "'");
    sentence.replace("{}", &name)
}
