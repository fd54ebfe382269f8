//! Hospitals that behave as real servers do: signing in, staying signed in or signing in again, sharing more, and
//! leaving, at each of them.

use sandbox::{Hospital, personality};

use crate::journey::Journey;
use crate::page::Page;

/// How the access goes on when it has ended.
#[derive(Clone, Copy, PartialEq)]
enum Renewal {
    /// By itself.
    Silent,
    /// The patient signs in again.
    ByPatient,
}

use Renewal::{ByPatient, Silent};

/// The personalities that a browser can use.
const OPEN: [(&str, Renewal); 22] = [
    ("epic-like", ByPatient),
    ("oracle-like", Silent),
    ("athena-like", Silent),
    ("smart-1", Silent),
    ("medplum-like", Silent),
    ("medplum-like-old", Silent),
    ("refresh-invalid-request", ByPatient),
    ("refresh-forbidden", ByPatient),
    ("refresh-invalid-client", ByPatient),
    ("refresh-text", ByPatient),
    ("callback-extras", Silent),
    ("no-return", Silent),
    ("scopes-echoed", Silent),
    ("wildcards-refused", Silent),
    ("id-token-odd", Silent),
    ("id-token-scarce", Silent),
    ("metadata-gaps", Silent),
    ("sign-in-elsewhere", Silent),
    ("sign-in-always", Silent),
    ("long-codes", Silent),
    ("earlier-code", Silent),
    ("family", Silent),
];

#[tokio::test]
async fn a_patient_comes_stays_and_leaves_at_the_first_half_of_the_hospitals() {
    stay_at(OPEN.get(..OPEN.len() / 2).unwrap_or_default()).await;
}

#[tokio::test]
async fn a_patient_comes_stays_and_leaves_at_the_second_half_of_the_hospitals() {
    stay_at(OPEN.get(OPEN.len() / 2..).unwrap_or_default()).await;
}

async fn stay_at(hospitals: &'static [(&str, Renewal)]) {
    let personalities = hospitals.iter().filter_map(|(key, _)| personality(key));
    let personalities: Vec<_> = personalities.collect();
    assert_eq!(personalities.len(), hospitals.len());
    Journey::new()
        .with(|options| options.personalities = personalities)
        .meets_refusals()
        .walk(|page| async move {
            for (key, renewal) in hospitals {
                println!("{key}");
                stays(&page, key, *renewal).await;
            }
        })
        .await;
}

async fn stays(page: &Page, key: &str, renewal: Renewal) {
    let hospital = page.sandbox.hospital(key).expect("it is running");
    page.leaves_for(key).await;
    page.identifies_as("maria").await;
    page.run(KEEP_BACK_ALLERGIES, vec![]).await;
    page.click("Allow").await;
    page.sees("Signed in").await;
    page.settles().await;
    page.visits("/results").await;
    page.sees("reports, newest first").await;

    hospital.expire_access_tokens();
    page.visits("/settings/sources").await;
    page.sees("What it does not share Allergies").await;
    page.click("Update now").await;
    match renewal {
        Renewal::Silent => {
            page.settles().await;
            page.sees("Some records are missing").await;
            assert_ne!(hospital.counts().refreshes, 0, "{key}");
        }
        Renewal::ByPatient => {
            page.sees("Sign in again to see newer records").await;
            assert_eq!(hospital.counts().live_access_tokens, 0, "{key}");
        }
    }
    shares_all(page, hospital).await;

    page.visits("/settings/sources").await;
    page.click("Disconnect").await;
    page.click("Yes, disconnect").await;
    page.sees_heading("You are signed out").await;
}

/// On the hospital's page: everything is allowed but this.
const KEEP_BACK_ALLERGIES: &str = "
    for (const box of document.querySelectorAll('input[name=scope]'))
        box.checked = !box.value.includes('AllergyIntolerance');";

/// Signs in again, with every box checked: what was held back comes, and what was here is still here.
async fn shares_all(page: &Page, hospital: &Hospital) {
    page.click("Sign in again").await;
    page.click("in a new tab").await;
    page.in_the_new_tab(|page| async move { agrees(&page).await })
        .await;
    page.settles().await;
    page.sees("Updated").await;
    page.misses("What it does not share").await;
    assert_eq!(hospital.counts().sign_ins, 2, "{}", hospital.key());
    let answers = page.sandbox.requests();
    let mut allergies = answers
        .iter()
        .filter(|one| one.server == hospital.key() && one.path.contains("AllergyIntolerance"));
    assert!(
        allergies.any(|one| one.status == Some(200)),
        "{}",
        hospital.key()
    );
    page.visits("/results").await;
    page.sees("reports, newest first").await;
    page.visits("/settings/sources").await;
}

/// Through the hospital's pages, whether it asks who one is or remembers.
async fn agrees(page: &Page) {
    page.sees("(sample)").await;
    if page.words().await.contains("Username") {
        page.identifies_as("maria").await;
    }
    page.click("Allow").await;
    page.sees_heading("You can close this tab").await;
}
