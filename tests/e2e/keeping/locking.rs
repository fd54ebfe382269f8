//! When the record is locked, and who has it.

use std::time::Duration;

use super::{LOCKED, OTHER, PASSPHRASE, VISIT};
use crate::journey::{Journey, journey};
use crate::looks::check;

#[tokio::test]
async fn the_tab_that_unlocks_last_has_the_record_and_the_other_says_so() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/medicines").await;
        let first = page.tab().await;
        let second = page.opens_another_tab("/results").await;
        page.unlocks().await;
        page.sees("Hemoglobin A1c").await;
        page.looks_at(&first).await;
        page.sees_heading("Your record is open in another tab")
            .await;
        page.misses("Lisinopril").await;
        page.fill("Your passphrase", PASSPHRASE).await;
        page.click("Open my record").await;
        page.sees_heading("Medicines").await;
        page.sees("Lisinopril").await;
        page.looks_at(&second).await;
        page.sees_heading("Your record is open in another tab")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_tab_that_is_put_to_sleep_wakes_up_locked() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.freezes().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        page.thaws().await;
        page.sees_heading(LOCKED).await;
        page.sees("Your browser put this page to sleep.").await;
        page.unlocks().await;
        page.sees("What opens it").await;
    })
    .await;
}

#[tokio::test]
async fn who_is_still_there_stays_as_often_as_they_like() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/results").await;
        for _ in 0..3 {
            page.passes(13).await;
            page.sees("Are you still there?").await;
            check(&page, "the question whether somebody is there").await;
            page.becomes(
                "focus on the answer that ends nothing",
                "return document.activeElement.innerText",
                "Stay signed in".into(),
            )
            .await;
            page.press('\u{e00c}').await;
            page.becomes(
                "the question goes",
                "return document.querySelector('dialog[open]') === null",
                true.into(),
            )
            .await;
        }
        page.passes(13).await;
        page.sees("we'll lock this page at").await;
        for (seconds, told) in [(65, "One minute left."), (40, "20 seconds left.")] {
            page.passes_seconds(seconds).await;
            page.becomes(
                told,
                "return document.querySelector('#time-out [role=alert]')?.textContent.split(' Press')[0] ?? ''",
                told.into(),
            )
            .await;
        }
        page.passes(1).await;
        page.sees_heading(LOCKED).await;
        page.sees("Nobody used this page for a while.").await;
        page.misses("Hemoglobin").await;
        page.unlocks().await;
        page.sees_heading("Test results").await;
    })
    .await;
}

#[tokio::test]
async fn who_is_there_in_one_tab_is_there_in_all() {
    journey(|page| async move {
        page.signs_in_and_chooses(VISIT).await;
        let first = page.tab().await;
        let second = page.opens_another_tab("/connect/st-marys").await;
        page.chooses(VISIT).await;
        page.click("Continue to").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.sees("Signed in").await;
        page.settles().await;
        page.passes(14).await;
        page.sees("Are you still there?").await;
        page.looks_at(&first).await;
        page.sees("Are you still there?").await;
        page.click("Stay signed in").await;
        page.stops_saying("Are you still there?").await;
        page.looks_at(&second).await;
        page.stops_saying("Are you still there?").await;

        page.visits("/settings").await;
        page.chooses("30 minutes").await;
        page.looks_at(&first).await;
        page.visits("/settings").await;
        page.becomes(
            "the limit is the same in every tab",
            "return document.querySelector('input[value=\"30\"]')?.checked",
            true.into(),
        )
        .await;
        page.passes(20).await;
        // Longer than it takes until somebody looks at the clock.
        tokio::time::sleep(Duration::from_secs(2)).await;
        page.misses("Are you still there?").await;
        page.passes(9).await;
        page.sees("Are you still there?").await;
        page.passes(2).await;
        page.stops_saying("Are you still there?").await;
        page.visits("/home").await;
        page.sees("You were signed out to keep your record private.")
            .await;
        page.looks_at(&second).await;
        page.visits("/home").await;
        page.sees("You were signed out to keep your record private.")
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_hidden_while_it_locks_takes_nothing_from_what_is_kept() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        let lock_and_hide = "
            [...document.querySelectorAll('button')].find((one) => one.innerText === 'Lock now').click();
            for (let hidden = 0; hidden < 50; hidden++) {
                Object.defineProperty(document, 'hidden', { value: true, configurable: true });
                document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
                delete document.hidden;
                await new Promise((resolve) => setTimeout(resolve, 1));
            }";
        let script = format!("return (async () => {{ {lock_and_hide} }})()");
        page.run(&script, Vec::new()).await;
        page.unlocks().await;
        page.visits("/results").await;
        page.sees("Hemoglobin A1c").await;
    })
    .await;
}

/// What is derived in this tab waits until the journey says so.
const SLOW: &str = "
    globalThis.start = globalThis.startArgon2id;
    globalThis.waiting = [];
    globalThis.startArgon2id = () => {
        const worker = globalThis.start();
        const post = worker.postMessage.bind(worker);
        worker.postMessage = (...given) => { globalThis.waiting.push(() => post(...given)); };
        return worker;
    };";

const GO_ON: &str = "
    globalThis.startArgon2id = globalThis.start;
    globalThis.waiting.forEach((go) => go());";

#[tokio::test]
async fn a_passphrase_that_is_changed_while_it_is_typed_in_another_tab_opens_nothing() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        let first = page.tab().await;
        let second = page.opens_another_tab("/home").await;
        page.sees_heading(LOCKED).await;
        page.run(SLOW, Vec::new()).await;
        page.fill("Your passphrase", PASSPHRASE).await;
        page.click("Open my record").await;
        page.becomes("it waits", "return globalThis.waiting.length", 1.into())
            .await;
        page.looks_at(&first).await;
        page.changes_the_passphrase().await;
        page.looks_at(&second).await;
        page.run(GO_ON, Vec::new()).await;
        page.sees("That is not the passphrase for this record.")
            .await;
        page.tries(OTHER).await;
        page.sees("Newest test results").await;
    })
    .await;
}

#[tokio::test]
async fn who_signs_out_in_another_tab_takes_nothing_from_what_is_kept() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/results").await;
        let first = page.tab().await;
        page.opens_another_tab("/home").await;
        page.sees_heading(LOCKED).await;
        page.click("I can't open it").await;
        page.click("Go on without it").await;
        page.click("Continue to").await;
        page.sees_heading("Share your records?").await;
        page.click("Allow").await;
        page.sees("Signed in").await;
        page.settles().await;
        page.visits("/more").await;
        page.click("Sign out").await;
        page.sees_heading("You are signed out").await;
        page.looks_at(&first).await;
        page.sees("Hemoglobin A1c").await;
        page.open("/results").await;
        page.unlocks().await;
        page.sees("Hemoglobin A1c").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_opens_without_a_connection_and_costs_no_sign_in() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.keeps_with_a_passphrase().await;
            page.open("/home").await;
            page.sees_heading(LOCKED).await;
            page.fill("Your passphrase", PASSPHRASE).await;
            page.has_a_connection(false).await;
            // Longer than the access lasts: it would have to be renewed.
            page.passes(90).await;
            page.click("Open my record").await;
            page.sees("Newest test results").await;
            page.has_a_connection(true).await;
            page.visits("/settings/sources").await;
            page.click("Update now").await;
            page.sees("Updated today").await;
            page.misses("Sign in again to see newer").await;
        })
        .await;
}
