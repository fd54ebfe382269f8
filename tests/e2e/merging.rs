//! The records of four hospitals read as one: what is the same once, with the reason and every version of it; what they
//! say differently side by side; and each hospital still there on its own.

use crate::journey::Journey;
use crate::page::Page;

const LAKESIDE: &str = "Lakeside Clinic (sample)";

#[tokio::test]
async fn what_four_hospitals_have_of_one_thing_is_one_row_that_opens_to_each_of_them() {
    four_records(|page| async move {
        page.visits("/record/conditions").await;
        page.sees("In 4 records").await;
        page.sees("In 2 records").await;
        let row = row_with(&page, "In 4 records").await;
        assert!(row.contains("Different"), "{row}");
        opens_row_with(&page, "In 4 records").await;
        page.sees("Why these stand as one: The same code").await;
        page.sees("These records don't match. Ask your care team.")
            .await;
        page.sees("This is the one shown above.").await;
        page.sees("Received here on").await;
        let first = page.path().await;
        page.click("Open what Hillside Family Practice (sample) has")
            .await;
        page.sees("Open what Lakeside Clinic (sample) has").await;
        page.misses("Open what Hillside Family Practice (sample) has")
            .await;
        assert_ne!(page.path().await, first, "another version, another address");

        page.visits("/results").await;
        page.sees("In 3 records").await;
        opens_row_with(&page, "In 3 records").await;
        page.sees("What each record says:").await;
        page.visits("/record/vaccines").await;
        page.sees("In 2 records").await;
        page.visits("/documents").await;
        opens_row_with(&page, "In 2 records").await;
        page.sees("Why these stand as one:").await;
    })
    .await;
}

#[tokio::test]
async fn no_known_allergies_cancels_no_allergy_and_a_question_becomes_a_message() {
    four_records(|page| async move {
        page.visits("/record/allergies").await;
        page.sees("Your records don't match").await;
        page.sees("No known allergies, recorded by").await;
        page.sees("Penicillin").await;
        page.sees("Ibuprofen").await;
        page.sees("Hillside Family Practice (sample) Nothing was ever recorded.")
            .await;
        page.sees("St. Mary's Hospital (sample) 2 listed.").await;
        page.sees("Hives").await;
        page.sees("Rash").await;
        page.click("Ask your care team").await;
        page.is_at("/messages/new").await;
        let subject = "return document.querySelector('#subject')?.value";
        let about = "My records about allergies don't match";
        page.becomes("the subject", subject, about.into()).await;
        page.run("window.onbeforeunload = null", vec![]).await;
    })
    .await;
}

#[tokio::test]
async fn a_list_shows_what_one_hospital_has_and_says_so() {
    four_records(|page| async move {
        page.visits("/documents").await;
        page.click("All hospitals").await;
        page.chooses(LAKESIDE).await;
        let said = "Only what Lakeside Clinic (sample) has is shown.";
        page.sees(said).await;
        page.misses("Progress note").await;
        opens_row_with(&page, "In 2 records").await;
        page.back().await;
        page.sees(said).await;
        page.click("Show all hospitals").await;
        page.stops_saying(said).await;
        page.sees("Progress note").await;
        let focus = "return document.activeElement.innerText.trim()";
        page.becomes("focus stays at the filter", focus, "All hospitals".into())
            .await;
    })
    .await;
}

#[tokio::test]
async fn one_hospital_that_leaves_takes_only_its_own_away() {
    four_records(|page| async move {
        page.visits("/record/conditions").await;
        page.sees("In 4 records").await;
        page.visits("/settings/sources").await;
        page.click(&format!("Disconnect: {LAKESIDE}")).await;
        page.click("Yes, disconnect").await;
        page.sees(&format!("{LAKESIDE} is disconnected")).await;
        page.settles().await;
        page.visits("/record/conditions").await;
        page.sees("In 3 records").await;
        page.misses("In 2 records").await;
        page.misses(LAKESIDE).await;
    })
    .await;
}

/// Elena is signed in at all four hospitals.
pub(crate) async fn four_records<W>(walk: impl FnOnce(Page) -> W + Send + 'static)
where
    W: Future<Output = ()> + Send + 'static,
{
    let some_take_no_messages = Journey::new()
        .beside(&["hillside", "riverside"])
        .meets_refusals();
    some_take_no_messages
        .walk(|page| async move {
            page.signs_in("st-marys", "elena").await;
            page.click("Go to Home now").await;
            page.is_at("/home").await;
            page.settles().await;
            for hospital in ["lakeside", "hillside", "riverside"] {
                page.signs_in_beside(hospital, "elena").await;
                page.sees_heading("Is this the same person?").await;
                page.click("Continue").await;
                page.click("Go to Home now").await;
                page.is_at("/home").await;
                page.settles().await;
            }
            walk(page).await;
        })
        .await;
}

/// The words of the first row of a list that has these.
pub(crate) async fn row_with(page: &Page, words: &str) -> String {
    let script = format!(
        "const rows = [...document.querySelectorAll('main .row')];
        return rows.find((row) => row.innerText.includes({words:?}))?.innerText ?? ''"
    );
    let row = page.run(&script, vec![]).await;
    row.as_str().unwrap_or_default().to_owned()
}

/// Follows the link of that row.
pub(crate) async fn opens_row_with(page: &Page, words: &str) {
    page.sees(words).await;
    let script = format!(
        "const rows = [...document.querySelectorAll('main .row')];
        rows.find((row) => row.innerText.includes({words:?})).querySelector('a').click()"
    );
    page.run(&script, vec![]).await;
}
