//! What the log says, and what it does not.

use std::time::Duration;

use super::{LOCKED, NEVER, OTHER};
use crate::journey::journey;

/// Counts the addresses of files that can be read in this tab, and those that no longer can.
const COUNTS: &str = "
    globalThis.made = globalThis.gone = 0;
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => { globalThis.made++; return createObjectURL.call(URL, blob); };
    URL.revokeObjectURL = (url) => { globalThis.gone++; return revokeObjectURL.call(URL, url); };";

#[tokio::test]
async fn the_log_says_what_happened_and_no_word_of_the_record() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.freezes().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        page.thaws().await;
        page.tries(OTHER).await;
        page.sees("That is not the passphrase for this record.")
            .await;
        page.unlocks().await;
        page.visits("/settings/sources").await;
        page.click("Update now").await;
        page.settles().await;
        page.visits("/settings/log").await;
        page.click("Save the log").await;
        page.sees("Saved to your downloads as").await;
        page.visits("/more").await;
        page.click("Lock now").await;
        page.unlocks().await;
        page.visits("/settings/log").await;
        for line in [
            "You connected St. Mary's Hospital (sample).",
            "Your record was locked, because the browser put the page to sleep.",
            "Somebody tried to open your record, and it stayed locked.",
            "Your record was opened with the passphrase.",
            "St. Mary's Hospital (sample) sent: ",
            "You saved a file.",
            "You locked your record.",
        ] {
            page.sees(line).await;
        }
        for word in NEVER {
            page.misses(word).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_saved_to_the_downloads_cannot_be_read_in_a_locked_tab() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.run(COUNTS, Vec::new()).await;
        page.visits("/settings/log").await;
        page.click("Save the log").await;
        page.sees("Saved to your downloads as").await;
        page.visits("/more").await;
        page.click("Lock now").await;
        page.sees_heading(LOCKED).await;
        let counted = "return [globalThis.made, globalThis.gone].join()";
        page.becomes("no address is left", counted, "1,1".into())
            .await;
    })
    .await;
}
