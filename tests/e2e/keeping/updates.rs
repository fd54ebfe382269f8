//! What a hospital is asked again, and what is told of the changes that are noticed, now and in later sittings.

use super::LOCKED;
use crate::journey::journey;
use crate::page::Page;

/// In minutes: everything is read anew.
const OVER_A_WEEK: u64 = 8 * 24 * 60;
const GONE: &str = "No longer provided by St. Mary's Hospital (sample)";

#[tokio::test]
async fn an_update_asks_only_for_what_is_of_late_where_things_have_a_date() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        something_happens(&page);
        let asked = asked(&page).len();
        page.visits("/settings/sources").await;
        page.click("Update now").await;
        page.settles().await;
        page.visits("/record/procedures").await;
        page.sees("Diabetes classes, group B").await;
        page.sees("Changed on").await;
        // What is older waits for the next whole reading: nothing is claimed of it.
        page.misses("Cataract surgery, right eye").await;
        page.sees("Skin biopsy").await;
        page.misses("No longer provided").await;
        let again = self::asked(&page).split_off(asked);
        for (kind, is_dated) in [
            ("Procedure", true),
            ("DocumentReference", true),
            ("MedicationRequest", false),
            ("AllergyIntolerance", false),
        ] {
            let mut of_kind = again
                .iter()
                .filter(|path| path.contains(&format!("/{kind}?")));
            let first = of_kind.next().expect(kind);
            assert_eq!(first.contains("date=ge"), is_dated, "{first}");
            assert!(
                of_kind
                    .all(|path| path.contains("date=ge") == is_dated || path.contains("cursor="))
            );
        }
        // What it brought is kept beside the rest.
        page.open("/record/procedures").await;
        page.unlocks().await;
        page.sees("Diabetes classes, group B").await;
        page.sees("Changed on").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_gone_is_said_after_a_whole_reading_and_in_later_sittings() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        something_happens(&page);
        page.open("/record/procedures").await;
        page.sees_heading(LOCKED).await;
        page.passes(OVER_A_WEEK).await;
        page.unlocks().await;
        tells_all(&page).await;
        page.settles().await;
        // Nothing is asked again so soon: the vault alone tells it.
        let asked = asked(&page).len();
        page.open("/record/procedures").await;
        page.unlocks().await;
        tells_all(&page).await;
        let again = self::asked(&page).split_off(asked);
        assert!(
            !again.iter().any(|path| path.contains("/Procedure?")),
            "{again:?}"
        );
    })
    .await;
}

/// One thing of late and one of long ago are changed, one is deleted.
fn something_happens(page: &Page) {
    let hospital = page.sandbox.st_marys();
    for (name, says) in [
        ("Procedure/maria-classes", "Diabetes classes, group B"),
        ("Procedure/maria-cataract", "Cataract surgery, right eye"),
    ] {
        let change = hospital.change(name, |record| record["code"]["text"] = says.into());
        change.expect("it is there");
    }
    hospital
        .remove("Procedure/maria-biopsy")
        .expect("it is there");
}

async fn tells_all(page: &Page) {
    page.sees("Cataract surgery, right eye").await;
    page.sees("Diabetes classes, group B").await;
    page.sees("Changed on").await;
    page.sees("Skin biopsy").await;
    page.sees(GONE).await;
    page.click("Cataract surgery, right eye").await;
    page.sees_heading("Cataract surgery, right eye").await;
    page.click("Changed on").await;
    page.sees("the hospital had this:").await;
    page.visits("/record/procedures").await;
}

/// What St. Mary's was asked for of records so far.
fn asked(page: &Page) -> Vec<String> {
    let asked = page.sandbox.requests().into_iter();
    let of_records = asked.filter(|one| one.server == "st-marys" && one.bearer);
    of_records.map(|one| one.path).collect()
}
