//! What opens a record that is kept: a passphrase, a passkey, both, another one.

use super::{DEVICE, LOCKED, OTHER, PASSPHRASE};
use crate::journey::journey;
use crate::looks::check;
use crate::page::Page;
use crate::passkeys::Passkeys;
use crate::profile::End;

async fn results(page: &Page) -> String {
    page.run(
        "return document.querySelector('main').innerText",
        Vec::new(),
    )
    .await
    .to_string()
}

#[tokio::test]
async fn what_is_kept_opens_with_its_passphrase_and_shows_what_it_showed() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/results").await;
        page.sees("Hemoglobin A1c").await;
        let before = results(&page).await;
        page.open("/results").await;
        page.sees_heading(LOCKED).await;
        check(&page, "locked").await;
        page.tries(OTHER).await;
        page.sees("That is not the passphrase for this record.")
            .await;
        let calm = "return document.getAnimations().length === 0";
        page.becomes("nothing moves", calm, true.into()).await;
        check(&page, "locked, the wrong passphrase").await;
        page.misses("Hemoglobin").await;
        page.unlocks().await;
        page.sees_heading("Test results").await;
        page.settles().await;
        assert_eq!(results(&page).await, before);
        let page = page.opens_again_after(End::Closed).await;
        page.open("/").await;
        page.unlocks().await;
        page.is_at("/home").await;
        page.sees("Newest test results").await;
        page.visits("/settings/log").await;
        for line in [
            "Your record was opened with the passphrase.",
            "Somebody tried to open your record, and it stayed locked.",
            "You connected St. Mary's Hospital (sample).",
        ] {
            page.sees(line).await;
        }
        check(&page, "the log").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_opens_with_a_passkey() {
    journey(|page| async move {
        page.has_a_passkey_device(Passkeys::WithSecrets).await;
        page.signs_in_and_chooses(DEVICE).await;
        page.visits("/settings/keeping").await;
        page.click("Use this device's lock").await;
        page.sees("What opens it").await;
        page.open("/results").await;
        page.sees_heading(LOCKED).await;
        page.agrees(false).await;
        page.click("Use this device's lock").await;
        page.sees("It was stopped before it was done.").await;
        page.agrees(true).await;
        page.click("Use this device's lock").await;
        page.sees("Hemoglobin A1c").await;
    })
    .await;
}

#[tokio::test]
async fn a_passkey_that_gives_no_secret_is_not_taken_and_a_passphrase_is() {
    journey(|page| async move {
        page.has_a_passkey_device(Passkeys::SigningOnly).await;
        page.signs_in_and_chooses(DEVICE).await;
        page.visits("/settings/keeping").await;
        page.click("Use this device's lock").await;
        page.sees("This device's lock can't be used for this.")
            .await;
        page.fill("New passphrase", "too short").await;
        page.click("Keep it with this passphrase").await;
        page.sees("Use at least 12 characters.").await;
        check(&page, "setting up").await;
        page.fill("New passphrase", PASSPHRASE).await;
        page.click("Keep it with this passphrase").await;
        page.sees("What opens it").await;
        check(&page, "what opens it").await;
    })
    .await;
}

#[tokio::test]
async fn a_changed_passphrase_opens_and_the_old_one_does_not_and_a_passkey_can_be_added() {
    journey(|page| async move {
        page.has_a_passkey_device(Passkeys::WithSecrets).await;
        page.keeps_with_a_passphrase().await;
        page.changes_the_passphrase().await;
        page.open("/home").await;
        page.tries(PASSPHRASE).await;
        page.sees("That is not the passphrase for this record.")
            .await;
        page.tries(OTHER).await;
        page.sees("Newest test results").await;

        page.visits("/settings/keeping").await;
        page.click("Add this device's lock").await;
        page.fill("Your passphrase", OTHER).await;
        page.click("Add it").await;
        page.sees("Lock of a device").await;
        page.click("Remove the passphrase").await;
        page.click("Remove it").await;
        page.sees("It no longer opens your record.").await;
        page.open("/home").await;
        page.sees_heading(LOCKED).await;
        page.misses("Your passphrase").await;
        page.click("Use this device's lock").await;
        page.sees("Newest test results").await;
    })
    .await;
}

#[tokio::test]
async fn who_cannot_open_it_goes_on_without_it_and_it_stays_as_it_is() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.open("/home").await;
        page.sees_heading(LOCKED).await;
        page.click("I can't open it").await;
        page.click("Go on without it").await;
        page.sees("What is kept on this device stays locked.").await;
        page.click("Continue to").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.sees("Signed in").await;
        page.settles().await;
        let page = page.opens_again_after(End::Closed).await;
        page.open("/home").await;
        page.unlocks().await;
        page.sees("Newest test results").await;
    })
    .await;
}
