//! Tokens that grow old while a patient reads.

use sandbox::Failure;

use crate::journey::Journey;

#[tokio::test]
async fn a_token_that_ends_half_way_is_renewed_and_nobody_notices() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.opens_results_of("grace").await;
            page.click("Home").await;
            page.sees("Updated today").await;
            page.click("Test results").await;
            page.sees("Complete blood count").await;
            page.click("Hemoglobin A1c").await;
            page.sees("5.4").await;
            page.misses("has ended").await;
            assert_eq!(page.sandbox.st_marys().counts().refreshes, 1);
        })
        .await;
}

#[tokio::test]
async fn a_token_that_grew_old_is_renewed_for_the_next_question() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            let hospital = page.sandbox.st_marys();
            hospital.fail("Observation", Failure::Broken);
            page.opens_results_of("maria").await;
            page.sees("has a problem with this part right now").await;
            hospital.mend();
            hospital.expire_access_tokens();
            page.click("Try again").await;
            page.becomes(
                "the notice goes",
                "return document.body.innerText.includes('has a problem')",
                false.into(),
            )
            .await;
            page.misses("has ended").await;
            page.settles().await;
            assert_eq!(hospital.counts().refreshes, 1);
        })
        .await;
}

#[tokio::test]
async fn a_sign_in_that_has_ended_says_so_and_keeps_what_was_loaded() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.opens_results_of("leon").await;
            page.sees("Complete blood count").await;
            page.sees("Hemoglobin A1c").await;
            // These were asked for after the end.
            page.visits("/medicines").await;
            page.sees("Your sign-in to St. Mary's Hospital (sample) has ended.")
                .await;
            page.visits("/results").await;
            page.sees("Complete blood count").await;
            page.visits("/medicines").await;
            page.signs_in_again_beside().await;
            page.is_at("/medicines").await;
            page.visits("/results").await;
            page.sees("Complete blood count").await;
        })
        .await;
}
