//! Finding something in a long list: what is typed stays on the page, and only there.

use serde_json::json;

use super::opens_the_record;
use crate::journey::journey;
use crate::keyboard::FOCUSED_LINK;
use crate::storage::nothing_is_kept;

const FIND: &str = "Find in this list";
const TYPED: &str = "return document.querySelector('#find-in')?.value ?? 'no field'";

const PAST_IS_OPEN: &str = "return document.querySelector('.past')?.open ?? 'nothing is over'";

#[tokio::test]
async fn what_is_looked_for_in_a_long_list_is_found_and_kept_nowhere() {
    journey(|page| async move {
        opens_the_record(&page).await;
        page.visits("/record/conditions").await;
        page.sees("Mild asthma").await;
        page.fill(FIND, "diab").await;
        page.sees("2 found").await;
        page.sees("Type 2 diabetes").await;
        page.misses("Mild asthma").await;
        page.is_at("/record/conditions").await;
        nothing_is_kept(&page).await;
        // By its other name; and any word of it, in any case.
        page.fill(FIND, "PRESSURE high").await;
        page.sees("1 found").await;
        page.sees("High blood pressure").await;
        page.fill(FIND, "hyperten").await;
        page.sees("1 found").await;
        page.fill(FIND, "xylophone").await;
        page.sees("Nothing matches.").await;
        page.misses("No health problems are recorded").await;
        nothing_is_kept(&page).await;
        page.click("Health record").await;
        page.sees_heading("Health record").await;
        page.back().await;
        page.sees("Mild asthma").await;
        page.becomes("nothing is left of it", TYPED, json!(""))
            .await;

        page.visits("/record/surveys").await;
        page.fill(FIND, "trouble").await;
        page.sees("2 found").await;
        page.misses("Serious difficulty hearing").await;
        page.is_at("/record/surveys").await;
        nothing_is_kept(&page).await;
        // A short list is looked through faster.
        page.visits("/record/goals").await;
        page.sees("Keep my A1c below 7 percent").await;
        page.becomes("no field", TYPED, json!("no field")).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_over_is_folded_away_until_something_in_it_is_looked_for() {
    journey(|page| async move {
        opens_the_record(&page).await;
        page.visits("/record/conditions").await;
        page.sees("Past (3)").await;
        let is_open = async |open: bool| {
            page.becomes("whether it is open", PAST_IS_OPEN, json!(open))
                .await;
        };
        is_open(false).await;
        page.fill(FIND, "migr").await;
        page.sees("1 found").await;
        is_open(true).await;
        page.click("Migraine").await;
        page.sees_heading("Migraine").await;
        // The link that was followed is in it.
        page.back().await;
        page.sees("Past (3)").await;
        is_open(true).await;
        page.becomes("focus on that link", FOCUSED_LINK, json!("Migraine"))
            .await;
        page.click("Past (3)").await;
        is_open(false).await;
    })
    .await;
}
