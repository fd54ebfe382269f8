//! A care team that its hospital changed says so, and opens to what it was.

use serde_json::json;

use super::opens_the_record;
use crate::journey::journey;

#[tokio::test]
async fn a_care_team_that_was_changed_opens_to_what_it_was() {
    journey(|page| async move {
        opens_the_record(&page).await;
        let hospital = page.sandbox.st_marys();
        hospital
            .change("CareTeam/maria-heart-team", |team| {
                team["name"] = json!("The heart team");
            })
            .expect("the team is there");
        page.visits("/settings/sources").await;
        page.click("Update now: St. Mary's Hospital (sample)").await;
        page.settles().await;
        page.visits("/record/care-team").await;
        page.sees("The heart team").await;
        page.click("Changed on").await;
        page.sees("Dr. Okafor’s team, heart clinic").await;
        page.sees("Who is in it").await;
    })
    .await;
}
