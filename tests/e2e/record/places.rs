//! What did not happen, is not so, or cannot be read safely stands apart; what was entered in error stands nowhere.

use super::{LISTS, has, opens_the_record, sections};
use crate::journey::journey;
use crate::page::Page;

/// A list, the heading, and what stands below it and below no other.
const APART: [(&str, &str, &[&str]); 11] = [
    (
        "/record/conditions",
        "Ruled out (1)",
        &["Chronic kidney disease"],
    ),
    (
        "/record/conditions",
        "Can't be read safely here (1)",
        &["Seizures"],
    ),
    (
        "/record/conditions",
        "Past (3)",
        &["Urinary tract infection", "Migraine"],
    ),
    (
        "/record/vaccines",
        "Not given (1)",
        &["Hepatitis B vaccine"],
    ),
    ("/record/procedures", "Not done (1)", &["Colonoscopy"]),
    (
        "/record/goals",
        "Given up (1)",
        &["Walk with the group every Tuesday"],
    ),
    (
        "/record/orders",
        "Canceled or not done (2)",
        &["Scan with contrast dye", "CT scan of the chest"],
    ),
    ("/record/care-plans", "Not done (1)", &["Low-salt diet"]),
    ("/record/appointments", "Did not happen (1)", &["Eye exam"]),
    ("/record/appointments", "Past (1)", &["Office visit"]),
    ("/record/insurance", "Past (1)", &["HMO"]),
];

/// What is true now, beside it.
const NOW: [(&str, &str, &str); 5] = [
    ("/record/conditions", "Now (7)", "High blood pressure"),
    ("/record/vaccines", "Given (10)", "Flu shot, high dose"),
    (
        "/record/goals",
        "Current (2)",
        "Keep my A1c below 7 percent",
    ),
    ("/record/orders", "Current (2)", "Eye exam for diabetes"),
    (
        "/record/devices",
        "Current (1)",
        "Artificial lens, right eye",
    ),
];

/// Names of what the hospital has withdrawn.
const WITHDRAWN: [&str; 4] = [
    "Gout",
    "Rabies",
    "Knee injection",
    "Filled in for somebody else",
];

#[tokio::test]
async fn what_is_no_fact_stands_apart_and_what_was_withdrawn_stands_nowhere() {
    journey(|page| async move {
        opens_the_record(&page).await;
        // What is not so, did not happen or cannot be read is counted nowhere.
        for told in ["Health problems 10 health problems", "Vaccines 10 doses"] {
            page.sees(told).await;
        }
        for (path, heading, names) in APART {
            let sections = opened(&page, path).await;
            let headings = sections.as_object().expect("sections");
            for name in names {
                assert!(has(&sections, heading, name), "{name} in {sections:#}");
                let other = headings.keys().filter(|one| *one != heading);
                let mut elsewhere = other.filter(|one| has(&sections, one, name));
                assert_eq!(elsewhere.next(), None, "{name} in {sections:#}");
            }
        }
        for (path, heading, name) in NOW {
            let sections = opened(&page, path).await;
            assert!(has(&sections, heading, name), "{name} in {sections:#}");
        }
        for (list, path, _) in LISTS {
            page.visits(path).await;
            page.sees_heading(list).await;
            for name in WITHDRAWN {
                page.misses(name).await;
            }
        }

        page.visits("/record/conditions").await;
        page.click("Seizures").await;
        page.sees("This is recorded in a way that can't be read safely here.")
            .await;
        for fact in ["What was recorded", "Active", "Confirmed"] {
            page.misses(fact).await;
        }
        page.visits("/record/orders").await;
        page.click("Scan with contrast dye").await;
        page.sees("Not to be done").await;
        page.visits("/record/vaccines").await;
        page.click("Hepatitis B vaccine").await;
        page.sees("Not given").await;
        page.sees("Patient did not want it that day").await;
    })
    .await;
}

async fn opened(page: &Page, path: &str) -> serde_json::Value {
    page.visits(path).await;
    let list = LISTS.iter().find(|(_, own, _)| *own == path);
    page.sees_heading(list.expect("a list").0).await;
    page.sees("Everything that your hospitals share of this is here.")
        .await;
    sections(page).await
}
