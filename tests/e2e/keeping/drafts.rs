//! What is typed is never lost, or it is said before.

use std::time::Duration;

use super::{LOCKED, PASSPHRASE, SHARED, VISIT};
use crate::harness::moments;
use crate::journey::{Journey, journey};
use crate::messages::writes;
use crate::page::Page;
use crate::profile::End;

const PHARMACY: &str = "Pharmacy team";
const SIGNED_OUT: &str = "You were signed out to keep your record private.";
const KEPT_IN_TAB: &str = "What you typed is kept in this tab.";
const WILL_BE_KEPT: &str = "What you typed will be kept in this tab until you sign in again.";
const DRAFT: &str = "return document.querySelector('textarea')?.value";

async fn has_draft(page: &Page, text: &str) {
    page.becomes("the draft", DRAFT, text.into()).await;
}

/// Chooses how things are kept, writes, and is not there for so many minutes.
async fn writes_and_goes_away(page: &Page, keeping: &str, minutes: u64) {
    page.signs_in_and_chooses(keeping).await;
    writes(page, PHARMACY, "May I swim?").await;
    page.passes(minutes).await;
}

/// Its name begins like that of its namesake in the harness: `scripts/soak kills` runs both.
#[tokio::test]
async fn a_browser_that_is_killed_while_it_saves_has_the_last_draft_that_it_called_saved() {
    journey(|mut page| async move {
        page.keeps_with_a_passphrase().await;
        for (kill, moment) in moments().enumerate() {
            let saved = format!("Question {kill}");
            writes(&page, PHARMACY, &saved).await;
            page.sees("Draft saved").await;
            page.types(" and more").await;
            tokio::time::sleep(moment * 3).await;
            page = page.opens_again_after(End::Killed).await;
            page.open("/messages/new").await;
            page.unlocks().await;
            page.sees(PHARMACY).await;
            let found = page.run(DRAFT, Vec::new()).await;
            let found = found.as_str().unwrap_or_default().to_owned();
            let whole = format!("{saved} and more");
            assert!(
                found == saved || found == whole,
                "{found:?} after {moment:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_is_kept_is_there_after_the_time_out() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        writes(&page, PHARMACY, "May I swim?").await;
        page.passes(13).await;
        page.sees("Are you still there?").await;
        page.sees("Your draft is saved.").await;
        page.passes(3).await;
        page.sees_heading(LOCKED).await;
        page.misses("May I swim").await;
        page.unlocks().await;
        page.is_at("/messages/new").await;
        has_draft(&page, "May I swim?").await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_of_this_visit_waits_sealed_until_the_same_person_signs_in_again() {
    let hour = Duration::from_secs(3600);
    // Who signs in is known as long as the hospital's word of it is young.
    let journey = Journey::new().with(|options| options.token_life = hour);
    journey
        .walk(|page| async move {
            writes_and_goes_away(&page, VISIT, 13).await;
            page.sees(WILL_BE_KEPT).await;
            page.passes(3).await;
            page.sees(SIGNED_OUT).await;
            page.sees(KEPT_IN_TAB).await;
            page.misses("May I swim").await;
            page.signs_in_again_beside().await;
            page.is_at("/messages/new").await;
            has_draft(&page, "May I swim?").await;
        })
        .await;
}

#[tokio::test]
async fn a_draft_of_this_visit_is_not_shown_to_another_person() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            writes_and_goes_away(&page, VISIT, 16).await;
            page.sees(KEPT_IN_TAB).await;
            page.signs_in_beside("lakeside", "mario").await;
            page.settles().await;
            page.visits("/messages").await;
            page.sees_heading("Messages").await;
            page.misses("May I swim").await;
            page.visits("/messages/new").await;
            page.misses("May I swim").await;

            page.visits("/settings/delete").await;
            page.deletes().await;
            page.visits("/home").await;
            page.sees("For your privacy nothing was kept.").await;
            page.misses("What you typed").await;
        })
        .await;
}

#[tokio::test]
async fn what_waits_sealed_goes_when_the_computer_is_shared() {
    journey(|page| async move {
        writes_and_goes_away(&page, VISIT, 16).await;
        page.sees(KEPT_IN_TAB).await;
        page.visits("/connect/st-marys").await;
        page.chooses(SHARED).await;
        page.visits("/home").await;
        page.sees(SIGNED_OUT).await;
        page.misses("What you typed").await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_on_a_shared_computer_is_announced_as_lost_and_can_be_copied() {
    journey(|page| async move {
        writes_and_goes_away(&page, SHARED, 13).await;
        page.sees("What you typed will be erased.").await;
        page.sees("Copy").await;
        page.passes(3).await;
        page.sees(SIGNED_OUT).await;
        page.misses("What you typed is kept").await;
        page.click("Continue to").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.is_at("/messages/new").await;
        page.sees(PHARMACY).await;
        has_draft(&page, "").await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_saved_when_it_is_locked_stays_in_the_tab() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.keeps_with_a_passphrase().await;
            // A browser that has just looked knows for a while how much room there is.
            let page = page.opens_again_after(End::Closed).await;
            page.open("/help").await;
            page.has_room_for(1).await;
            page.open("/home").await;
            page.unlocks().await;
            writes(&page, PHARMACY, "May I swim?").await;
            page.passes(13).await;
            page.sees(WILL_BE_KEPT).await;
            page.click("Lock now").await;
            page.sees_heading(LOCKED).await;
            page.sees("It is kept in this tab until you open your record here.")
                .await;
            page.misses("What you wrote is saved").await;
            page.misses("May I swim").await;
            page.has_room_for(1 << 30).await;
            page.unlocks().await;
            has_draft(&page, "May I swim?").await;
            page.sees("Draft saved").await;
        })
        .await;
}

#[tokio::test]
async fn a_device_without_room_says_so_and_loses_nothing() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.keeps_with_a_passphrase().await;
            // A browser that has just looked knows for a while how much room there is.
            let page = page.opens_again_after(End::Closed).await;
            page.open("/help").await;
            page.has_room_for(1).await;
            page.open("/home").await;
            page.unlocks().await;
            page.sees("Newest test results").await;
            writes(&page, PHARMACY, "May I swim?").await;
            page.sees("This device is full").await;
            has_draft(&page, "May I swim?").await;
            page.has_room_for(1 << 30).await;
            // It is tried again without a word of anybody.
            page.sees("Draft saved").await;
            page.becomes(
                "everything is kept",
                "return document.body.innerText.includes('This device is full')",
                false.into(),
            )
            .await;
        })
        .await;
}

#[tokio::test]
async fn a_message_whose_page_went_while_it_was_sent_is_looked_up_and_arrives_once() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.keeps_with_a_passphrase().await;
            writes(&page, PHARMACY, "Only once").await;
            page.sees("Draft saved").await;
            page.sandbox
                .st_marys()
                .fail("Communication", sandbox::Failure::Slow);
            page.click("Send").await;
            page.sees("Sending").await;
            let page = page.opens_again_after(End::Killed).await;
            page.sandbox.st_marys().mend();
            page.open("/messages/new").await;
            page.tries(PASSPHRASE).await;
            page.sees("We don't know if this was sent.").await;
            page.click("Check").await;
            // The hospital never got it: it had only begun to listen.
            page.sees("Not sent. Your message is still here.").await;
            page.click("Try again").await;
            page.sees("Sent to St. Mary's Hospital (sample)").await;
            let sent = page.sandbox.st_marys().messages_from_patients();
            assert_eq!(sent.len(), 1, "{sent:?}");
        })
        .await;
}
