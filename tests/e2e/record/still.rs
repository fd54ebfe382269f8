//! What is being read stays as it is: what comes later to a list waits behind a button, and what comes to another part
//! leaves a page alone.

use std::time::Duration;

use sandbox::Failure;
use serde_json::json;

use super::{opens_the_record, sections};
use crate::journey::Journey;

/// What has come is shown after so long at most.
const SETTLING: Duration = Duration::from_millis(500);
/// After so long in view a list is being read.
const READING: Duration = Duration::from_millis(3_500);

#[tokio::test]
async fn what_another_hospital_sends_late_waits_until_the_reader_asks_for_it() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_the_record(&page).await;
            let lakeside = page.sandbox.lakeside();
            lakeside.fail("Immunization", Failure::Hangs);
            page.signs_in_beside("lakeside", "maria").await;
            page.sees_heading("Is this the same person?").await;
            page.click("Continue").await;
            page.sees_heading("Getting your records from Lakeside Clinic (sample)")
                .await;
            page.visits("/record/vaccines").await;
            page.sees("Flu shot, high dose").await;
            page.sees("Still loading. More may come.").await;
            tokio::time::sleep(READING).await;
            let before = sections(&page).await;
            lakeside.works("Immunization");
            page.sees("Show 1 new item").await;
            assert_eq!(sections(&page).await, before, "nothing moves");
            page.misses("Oct 2, 2023").await;
            page.click("Show 1 new item").await;
            page.sees("Oct 2, 2023").await;
            page.sees("Given (11)").await;
            page.stops_saying("new item").await;
        })
        .await;
}

/// A link among what was recorded has focus, and the original is open: they are remembered as they stand in the page.
const READS: &str = "
    const link = document.querySelector('main dl a');
    link.focus();
    window.read = [link, document.querySelector('.origin + details')];";
const READS_ON: &str = "
    const [link, fold] = window.read;
    return document.activeElement === link && fold.isConnected && fold.open;";

#[tokio::test]
async fn an_open_page_is_left_alone_while_other_parts_arrive() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_the_record(&page).await;
            let lakeside = page.sandbox.lakeside();
            for held in ["Condition", "Immunization", "Observation"] {
                lakeside.fail(held, Failure::Hangs);
            }
            page.signs_in_beside("lakeside", "maria").await;
            page.sees_heading("Is this the same person?").await;
            page.click("Continue").await;
            page.sees_heading("Getting your records from Lakeside Clinic (sample)")
                .await;
            page.visits("/record/care-plans").await;
            page.click("Diabetes and blood pressure plan").await;
            page.click("As the hospital sent it").await;
            page.sees("This is all of this entry, in the order it came.")
                .await;
            page.run(READS, vec![]).await;
            for held in ["Condition", "Immunization", "Observation"] {
                lakeside.works(held);
            }
            page.settles().await;
            tokio::time::sleep(SETTLING).await;
            page.becomes("reading goes on", READS_ON, json!(true)).await;
            page.visits("/record/conditions").await;
            page.sees("HTN").await;
        })
        .await;
}
