//! The program comes in files: the first results need the first one and the words of one language; the other rooms
//! follow, and where they do not come the patient can go on.

use serde_json::json;

use crate::journey::{Journey, journey};

/// Whether the rooms were asked for after the first answer about results had come (or three seconds, if that takes
/// longer), and which words were.
const ORDER: &str = "
    const asked = performance.getEntriesByType('resource');
    const named = (part) => asked.filter(({ name }) => name.includes(part));
    const [rooms] = named('/rooms-');
    const [results] = named('/Observation?');
    if (!rooms || !results) return null;
    const inOrder = rooms.startTime >= results.responseEnd || rooms.startTime > results.startTime + 2900;
    return [inOrder, named('/en-').length, named('/es-').length];
";

#[tokio::test]
async fn the_first_results_come_before_the_other_rooms_and_in_one_language() {
    journey(|page| async move {
        page.signs_in("st-marys", "maria").await;
        page.click("Go to Home now").await;
        page.sees("Newest test results").await;
        let order = json!([true, 1, 0]);
        page.becomes("the order of the files", ORDER, order).await;
        page.click("Español").await;
        page.sees("Resultados más recientes").await;
        let order = json!([true, 1, 1]);
        page.becomes("the order of the files", ORDER, order).await;
    })
    .await;
}

#[tokio::test]
async fn rooms_that_do_not_come_are_asked_for_again_and_nothing_is_lost() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.open("/").await;
            page.browser.block(&["*/rooms-*"]).await;
            page.signs_in("st-marys", "maria").await;
            page.click("Go to Home now").await;
            page.sees("Newest test results").await;
            page.click("See all").await;
            page.sees_heading("This page couldn't be loaded").await;
            page.browser.block(&[]).await;
            page.click("Try again").await;
            page.sees_heading("Test results").await;
            page.sees("Hemoglobin A1c").await;
            page.click("Medicines").await;
            page.sees("A part of this site that is needed here didn't come.")
                .await;
            page.misses("isn't answering").await;
            page.click("Try again").await;
            page.sees("Allergies: Penicillin").await;
            page.click("Try again").await;
            page.sees("Lisinopril").await;
        })
        .await;
}
