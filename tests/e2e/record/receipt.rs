//! What is missing is said wherever it would be: on the receipt, under its list, on Home and while it loads; and trying
//! again mends it.

use std::time::Duration;

use sandbox::Failure;
use serde_json::{Value, json};

use crate::journey::Journey;
use crate::page::{Page, eventually};

const LAKESIDE: &str = "Lakeside Clinic (sample)";
const BROKEN: &str = "St. Mary's Hospital (sample) has a problem with this part right now.";
const SILENT: &str = "Lakeside Clinic (sample) isn't answering right now.";
const MAY_LACK: &str = "St. Mary's Hospital (sample) says that this list may not be complete.";
const NOT_SHARED: &str =
    "You chose not to share this, or St. Mary's Hospital (sample) doesn't allow it.";

/// On the hospital's page: everything is allowed but insurance.
const KEEP_BACK_INSURANCE: &str = "
    for (const box of document.querySelectorAll('input[name=scope]'))
        box.checked = !box.value.includes('Coverage');";

/// Asking a hospital that is down again and again takes a while.
const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn what_is_missing_is_said_everywhere_and_trying_again_mends_it() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.fail("Goal", Failure::Broken);
            hospital.fail("Condition", Failure::WarningInside);
            signs_in_without_insurance(&page).await;
            is_said_while_it_loads(&page).await;
            page.click("Go to Home now").await;
            page.sees("Some records are missing").await;
            is_said_on_the_lists(&page).await;
            joins_lakeside_which_falls_silent(&page).await;
            is_on_the_receipt(&page).await;
            is_mended(&page).await;
        })
        .await;
}

async fn signs_in_without_insurance(page: &Page) {
    page.leaves_for("st-marys").await;
    page.identifies_as("maria").await;
    page.run(KEEP_BACK_INSURANCE, vec![]).await;
    page.click("Allow").await;
    page.sees("Signed in").await;
}

/// One line tells of all the parts without a row of their own, and opens to them.
async fn is_said_while_it_loads(page: &Page) {
    page.sees_within(LONG, "All other parts 1 did not come")
        .await;
    page.click("All other parts").await;
    page.sees(&format!("Goals {BROKEN}")).await;
    page.sees("Insurance Not shared with this site").await;
    page.settles().await;
}

async fn is_said_on_the_lists(page: &Page) {
    page.visits("/record").await;
    page.sees("Goals Some is missing").await;
    page.sees("Insurance Some is missing").await;
    for (path, said, empty) in [
        ("/record/goals", BROKEN, "No goals are in these records."),
        (
            "/record/insurance",
            NOT_SHARED,
            "No insurance is in these records.",
        ),
        (
            "/record/conditions",
            MAY_LACK,
            "No health problems are recorded.",
        ),
    ] {
        page.visits(path).await;
        page.sees(said).await;
        page.sees("1 hospital did not send all of this.").await;
        page.misses(empty).await;
        page.misses("Everything that your hospitals share of this is here.")
            .await;
    }
    // What there is stands there all the same.
    page.sees("High blood pressure").await;
    page.visits("/record/vaccines").await;
    page.sees("Everything that your hospitals share of this is here.")
        .await;
}

/// The second hospital answers once, and then no more.
async fn joins_lakeside_which_falls_silent(page: &Page) {
    page.signs_in_beside("lakeside", "maria").await;
    page.sees_heading("Is this the same person?").await;
    page.click("Continue").await;
    page.sees_heading("Getting your records from Lakeside Clinic (sample)")
        .await;
    page.settles().await;
    page.sandbox.lakeside().silence();
    page.visits("/settings/sources").await;
    page.click(&format!("Update now: {LAKESIDE}")).await;
    page.sees_within(LONG, "Can't reach it right now").await;
    // What it sent before is still here, and nothing says that it is all.
    page.visits("/record/conditions").await;
    page.sees("HTN").await;
    page.sees("In 2 records").await;
    page.sees_within(LONG, SILENT).await;
    page.sees("2 hospitals did not send all of this.").await;
    page.click("See what came and what is missing").await;
    page.is_at("/record/receipt").await;
}

async fn is_on_the_receipt(page: &Page) {
    page.sees_heading("What came and what is missing").await;
    for words in [
        "St. Mary's Hospital (sample)",
        LAKESIDE,
        &format!("Goals {BROKEN}"),
        "Insurance Not shared with this site",
        MAY_LACK,
        &format!("Vaccines {SILENT}"),
        "Withdrawn by the hospital: entered by mistake",
    ] {
        page.sees(words).await;
    }
    page.misses("Of a kind that this site does not show").await;
    page.click("Save this as a file").await;
    let look = || async {
        let saved = page.browser.saved();
        let file = saved
            .into_iter()
            .find(|(name, _)| name.starts_with("receipt-"));
        file.map(|(_, bytes)| bytes).ok_or("no file")
    };
    let file = eventually("the receipt as a file", Duration::from_secs(15), look).await;
    let data: Value = serde_json::from_slice(&file).expect("JSON");
    let may_lack = data["asked"].as_array().into_iter().flatten();
    let may_lack = may_lack.filter(|row| row["mayLack"] == true);
    let may_lack: Vec<&Value> = may_lack.map(|row| &row["part"]).collect();
    assert!(may_lack.contains(&&json!("conditions")), "{data}");
    assert!(!may_lack.contains(&&json!("vaccines")), "{data}");
    let data = data.to_string();
    assert!(data.contains("\"goals\""), "{data}");
    // It tells what came, not what it says.
    for word in ["Lopez", "Maria", "blood pressure"] {
        assert!(!data.contains(word), "{word} in {data}");
    }
}

async fn is_mended(page: &Page) {
    let hospital = page.sandbox.st_marys();
    hospital.works("Goal");
    page.click("Try again: Goals").await;
    page.stops_saying(BROKEN).await;
    page.sees("Goals Done: 4").await;
    page.sandbox.lakeside().mend();
    page.click("Try again what did not come").await;
    page.sees_within(LONG, "Vaccines Done: 2").await;
    page.settles().await;
    page.stops_saying(SILENT).await;

    page.visits("/record/goals").await;
    page.sees("Keep my A1c below 7 percent").await;
    page.sees("Everything that your hospitals share of this is here.")
        .await;
    page.visits("/record").await;
    page.sees("Goals 3 goals").await;
}
