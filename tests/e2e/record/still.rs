//! A list that is being read stays as it is: what comes later waits behind a button.

use std::time::Duration;

use sandbox::Failure;

use super::{opens_the_record, sections};
use crate::journey::Journey;

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
            page.sees("Show 2 new items").await;
            assert_eq!(sections(&page).await, before, "nothing moves");
            page.misses("Oct 2, 2023").await;
            page.click("Show 2 new items").await;
            page.sees("Oct 2, 2023").await;
            page.sees("Given (12)").await;
            page.stops_saying("new items").await;
        })
        .await;
}
