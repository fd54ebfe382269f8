//! One medicine of several hospitals: once on the list with all that differs, side by side on the page that compares, and
//! asked about in a message to each. What only looks alike never stands together.

use crate::journey::journey;
use crate::merging::{four_records, opens_row_with, row_with};

const LIMITS: &str = "Only ingredient names are compared. No question here does not mean these medicines are safe together.";

#[tokio::test]
async fn a_medicine_of_two_hospitals_is_one_row_that_hides_nothing() {
    four_records(|page| async move {
        page.visits("/medicines").await;
        page.sees("3 medicines are written differently in your records.")
            .await;
        let zestril = row_with(&page, "Zestril 10 mg").await;
        for words in [
            "Also written as: lisinopril 10 MG Oral Tablet",
            "Take 1 tablet twice a day.",
            "Take 1 tablet by mouth once daily",
            "Different",
            "In 2 records",
        ] {
            assert!(zestril.contains(words), "{words:?} is not in {zestril}");
        }
        let amlodipine = row_with(&page, "amlodipine 5 MG Oral Tablet").await;
        assert!(amlodipine.contains("Stopped"), "{amlodipine}");
        let vitamin = row_with(&page, "Vitamin D3 1,000 units").await;
        let possibly = "Possibly the same: only the name could be compared.";
        assert!(vitamin.contains(possibly), "{vitamin}");
        opens_row_with(&page, "Zestril 10 mg").await;
        page.sees_heading("Zestril 10 mg").await;
        page.sees("The same medicine in your records").await;
        page.sees("The same product. What was compared:").await;
        page.sees("These records don't match. Don't change how you take it.")
            .await;
        page.click("Open what Lakeside Clinic (sample) has").await;
        page.sees_heading("lisinopril 10 MG Oral Tablet").await;
        page.sees("Take 1 tablet twice a day.").await;
    })
    .await;
}

#[tokio::test]
async fn what_records_say_of_a_medicine_stands_side_by_side() {
    four_records(|page| async move {
        page.visits("/medicines").await;
        page.click("Compare medicines").await;
        page.is_at("/medicines/compare").await;
        page.sees_heading("Compare medicines").await;
        for words in [
            "Written differently (3)",
            "Lakeside Clinic (sample) says",
            "St. Mary's Hospital (sample) says",
            "These records don't match. Don't change how you take it. Ask your care team or pharmacist which is right.",
            "1000 mg",
            "500 mg",
            "Possibly the same: only the name could be compared.",
            "More than one current medicine in these records has this ingredient: metformin. Is that right?",
            "A current medicine has an ingredient that is on the allergy list: ibuprofen. Is that right?",
            "This medicine has 2 current orders. Is it one order, or more than one?",
            "Names that only look or sound alike are never put together.",
            LIMITS,
        ] {
            page.sees(words).await;
        }
        for words in ["hydroxyzine", "ydralazine", "interact", "duplicate"] {
            page.misses(words).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_question_is_begun_for_both_hospitals_and_sent_to_none() {
    four_records(|page| async move {
        page.visits("/medicines/compare").await;
        page.sees("1000 mg").await;
        let both = "const cards = [...document.querySelectorAll('main .card')];
            const card = cards.find((card) => card.innerText.includes('1000 mg'));
            const both = [...card.querySelectorAll('button')].find((one) => one.innerText.includes('same question'));
            both?.click();
            return both !== undefined";
        page.becomes("both can be asked", both, true.into()).await;
        page.sees_heading("New message").await;
        let subject = "return document.querySelector('#subject')?.value";
        page.becomes("the subject", subject, "Question about metformin".into())
            .await;
        let body = page
            .run("return document.querySelector('#body')?.value", vec![])
            .await;
        let body = body.as_str().unwrap_or_default();
        for words in [
            "St. Mary's Hospital (sample): Metformin 500 mg tablet",
            "Take 1 tablet twice a day with meals.",
            "Hillside Family Practice (sample): metformin hydrochloride 1000 MG Oral Tablet",
            "Take 1 tablet by mouth once daily with dinner",
        ] {
            assert!(body.contains(words), "{words:?} is not in {body}");
        }
        page.click("is also begun and not sent.").await;
        page.becomes("the subject", subject, "Question about metformin".into())
            .await;
        page.visits("/messages").await;
        page.sees("Question about metformin").await;
        page.run("window.onbeforeunload = null", vec![]).await;
    })
    .await;
}

#[tokio::test]
async fn that_there_is_no_question_says_nothing() {
    journey(|page| async move {
        page.signs_in("st-marys", "ivan").await;
        page.settles().await;
        page.visits("/medicines/compare").await;
        page.sees("Nothing to ask was found in what was compared.")
            .await;
        page.sees(LIMITS).await;
    })
    .await;
}
