//! Real charts: they open, and results show.

use std::path::PathBuf;
use std::time::Duration;

use crate::journey::Journey;
use crate::page::Page;

#[tokio::test]
async fn a_long_chart_shows_its_results() {
    opens("large-3419", "reports, newest first", "Glucose").await;
}

#[tokio::test]
async fn a_us_core_chart_shows_its_results() {
    opens("inferno-us-core-patient-355", "newest first", "Glucose").await;
}

#[tokio::test]
async fn a_name_with_an_accent_is_shown_as_written() {
    opens("smart-2019-nonascii-name", "Gustavo Mejía", "Cholesterol").await;
}

/// Signs in as the patient of a chart in the shared data, and finds these words on Home, More or the list of results,
/// and a test of this name in one of the reports.
async fn opens(chart: &str, words: &'static str, test: &'static str) {
    let Some(journey) = with_chart(chart) else {
        return;
    };
    journey
        .walk(move |page| async move {
            signs_in_as_its_patient(&page).await;
            page.click("More").await;
            page.sees_heading("More").await;
            let more = page.words().await;
            page.click("Results").await;
            page.sees_heading("Test results").await;
            page.sees("newest first").await;
            let list = page.words().await;
            assert!(
                more.contains(words) || list.contains(words),
                "{words:?} is not in: {more} {list}"
            );
            for report in crate::narrow::links(&page, "/results/").await {
                page.visits(&report).await;
                if page.words().await.contains(test) {
                    return;
                }
            }
            panic!("no report has {test:?}");
        })
        .await;
}

/// A journey to hospitals that have this chart of the shared data; none, and a word about it, where there is no such data.
pub(crate) fn with_chart(chart: &str) -> Option<Journey> {
    let Ok(data) = std::env::var("SATCHEL_DATA") else {
        println!("skipped: SATCHEL_DATA is not set");
        return None;
    };
    let file = PathBuf::from(data).join(format!("fhir-patients/{chart}.json.gz"));
    Some(Journey::new().with(|options| options.data.push(file)))
}

/// Signs in as the patient of that chart, and waits on Home until all of it is there.
pub(crate) async fn signs_in_as_its_patient(page: &Page) {
    let accounts = page.sandbox.st_marys().sign_ins();
    let username = accounts
        .last()
        .and_then(|account| account.split_whitespace().next());
    let username = username.expect("the chart's patient can sign in");
    page.signs_in("st-marys", username).await;
    page.click("Go to Home now").await;
    page.sees_within(Duration::from_secs(60), "Updated today")
        .await;
}
