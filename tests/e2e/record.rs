//! The record as a whole: every part of it, what must not be read as a fact, and what is missing.

mod changed;
mod finding;
mod keys;
mod paper;
mod parts;
mod places;
mod receipt;
mod sizes;
mod still;

use serde_json::{Value, json};

use crate::page::Page;

/// Every list of the record: its name, its address, and where they have pages of their own, one that Maria's has.
pub(crate) const LISTS: [(&str, &str, Option<&str>); 23] = [
    (
        "Health problems",
        "/record/conditions",
        Some("High blood pressure"),
    ),
    ("Vaccines", "/record/vaccines", Some("Mar 17, 2026")),
    ("Vital signs", "/record/vitals", Some("Weight")),
    (
        "Implants and devices",
        "/record/devices",
        Some("Artificial lens, right eye"),
    ),
    (
        "Other findings",
        "/record/findings",
        Some("Ejection fraction"),
    ),
    (
        "Family health history",
        "/record/family-history",
        Some("Father"),
    ),
    ("Care team", "/record/care-team", None),
    (
        "Appointments",
        "/record/appointments",
        Some("Check of your cuff against ours"),
    ),
    (
        "Care plans",
        "/record/care-plans",
        Some("Diabetes and blood pressure plan"),
    ),
    (
        "Goals",
        "/record/goals",
        Some("Keep my A1c below 7 percent"),
    ),
    ("Procedures", "/record/procedures", Some("Cataract surgery")),
    (
        "Orders and referrals",
        "/record/orders",
        Some("Eye exam for diabetes"),
    ),
    (
        "Fills and doses given",
        "/record/fills",
        Some("Lisinopril 10 mg tablet"),
    ),
    ("Samples", "/record/samples", Some("Blood, venous")),
    ("Images", "/record/images", None),
    ("About you", "/record/about-you", None),
    (
        "Family and contacts",
        "/record/contacts",
        Some("Maria’s sister"),
    ),
    (
        "Social history",
        "/record/social-history",
        Some("Occupation"),
    ),
    (
        "Surveys and daily living",
        "/record/surveys",
        Some("PHQ-9 total score"),
    ),
    (
        "Forms you answered",
        "/record/forms",
        Some("Before your visit"),
    ),
    ("Insurance", "/record/insurance", Some("PPO")),
    ("Insurance claims", "/record/claims", None),
    ("Everything else", "/record/others", None),
];

/// Maria signs in, and stands before her record when all of it is there.
pub(crate) async fn opens_the_record(page: &Page) {
    page.signs_in("st-marys", "maria").await;
    page.settles().await;
    page.click("Go to Home now").await;
    page.is_at("/home").await;
    page.visits("/record").await;
    page.sees_heading("Health record").await;
    page.sees("10 health problems").await;
    page.settles().await;
}

/// The sections of a list: their headings, and the names in each, folded away or not.
async fn sections(page: &Page) -> Value {
    let sections = "
        const plain = (one) => one.textContent.replace(/\\s+/g, ' ').trim();
        const names = (one) => [...one.querySelectorAll('a.main, h3')].map(plain);
        const sections = [...document.querySelectorAll('main :is(section, .past)')];
        return Object.fromEntries(sections.map((one) => [plain(one.querySelector('h2')), names(one)]));";
    page.run(sections, vec![]).await
}

/// Whether a section of the list has this name in it.
fn has(sections: &Value, heading: &str, name: &str) -> bool {
    let names = sections[heading].as_array();
    names.is_some_and(|names| names.contains(&json!(name)))
}
