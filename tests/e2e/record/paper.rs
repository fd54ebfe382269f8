//! Vaccines on paper, for a school or another doctor.

use sandbox::Failure;

use super::opens_the_record;
use crate::journey::Journey;
use crate::paper::{ON_EVERY_PAPER, ON_NO_PAPER, printed};

/// What each of them was, and when.
const VACCINES: [&str; 8] = [
    "Given (10)",
    "Flu shot, high dose",
    "Oct 10, 2026",
    "Shingles vaccine",
    "Sep 16, 2024",
    "As a child",
    "Not given (1)",
    "Hepatitis B vaccine",
];

#[tokio::test]
async fn printed_vaccines_say_whose_they_are_from_where_and_what_is_missing() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.fail("Goal", Failure::Broken);
            opens_the_record(&page).await;
            page.visits("/record/vaccines").await;
            page.sees("Flu shot, high dose").await;
            let paper = printed(&page).await;
            let missing = ["Did not come from St. Mary's Hospital (sample): Goals."];
            let expected = ON_EVERY_PAPER.into_iter().chain(VACCINES).chain(missing);
            for words in expected {
                assert!(paper.contains(words), "{words:?} is missing: {paper}");
            }
            let buttons = ["Find in this list", "See what came and what is missing"];
            for words in ON_NO_PAPER.into_iter().chain(buttons) {
                assert!(!paper.contains(&format!(" {words} ")), "{words:?}: {paper}");
            }
            page.visits("/record/conditions").await;
            page.click("High blood pressure").await;
            page.sees("Essential hypertension").await;
            let paper = printed(&page).await;
            assert!(paper.contains("High blood pressure"), "{paper}");
            assert!(!paper.contains("in the order it came"), "{paper}");
        })
        .await;
}
