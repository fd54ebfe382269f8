//! The records of four hospitals read as one: what is the same once, with the reason and every version of it; what they
//! say differently side by side; and each hospital still there on its own.

use crate::journey::Journey;
use crate::looks::is_accessible;
use crate::narrow::too_wide;
use crate::page::Page;

const LAKESIDE: &str = "Lakeside Clinic (sample)";

#[tokio::test]
async fn what_four_hospitals_have_of_one_thing_is_one_row_that_opens_to_each_of_them() {
    four_records(|page| async move {
        // Two of them take no messages, and the others have none: nothing failed.
        page.sees("Messages").await;
        page.misses("Could not load").await;
        page.visits("/record/conditions").await;
        page.sees("In 4 records").await;
        page.sees("In 2 records").await;
        let row = row_with(&page, "In 4 records").await;
        for words in [
            "Different",
            "Also called:",
            "HTN",
            "Hypertension",
            "High blood pressure",
            "Essential hypertension",
        ] {
            assert!(row.contains(words), "{words:?} is not in {row}");
        }
        opens_row_with(&page, "In 4 records").await;
        page.sees("Also called:").await;
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
        page.sees("Your records don't match. Ask your care team.")
            .await;
        page.sees("No known allergies, recorded by").await;
        page.misses("Another entry says").await;
        page.sees("Penicillin").await;
        page.sees("Ibuprofen").await;
        page.sees("Hillside Family Practice (sample) Nothing was ever recorded.")
            .await;
        page.sees("St. Mary's Hospital (sample) 2 listed.").await;
        page.sees("Hives").await;
        page.sees("Rash").await;
        page.click("Ask St. Mary's Hospital (sample)").await;
        page.sees_heading("New message").await;
        let path = page.path().await;
        assert!(path.starts_with("/messages/new/"), "{path}");
        let subject = "return document.querySelector('#subject')?.value";
        let about = "My records about allergies don't match";
        page.becomes("the subject", subject, about.into()).await;
        let body = page
            .run("return document.querySelector('#body')?.value", vec![])
            .await;
        let body = body.as_str().unwrap_or_default();
        for words in [
            "These records say different things about allergies.",
            "Riverside Heart Center (sample): No known allergies, recorded by",
            "St. Mary's Hospital (sample): On the allergy list: Penicillin",
        ] {
            assert!(body.contains(words), "{words:?} is not in {body}");
        }
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
        let main = "return document.querySelector('main').innerText.includes(arguments[0])";
        let is_there = page.run(main, vec![LAKESIDE.into()]).await;
        assert_eq!(is_there, false, "nothing of it is left on the page");
    })
    .await;
}

#[tokio::test]
async fn somebody_else_with_nearly_the_same_name_is_held_apart_whatever_their_records_share() {
    let some_take_no_messages = Journey::new()
        .with(|options| options.four = true)
        .meets_refusals();
    some_take_no_messages
        .walk(|page| async move {
            connects(&page, &["hillside", "riverside"]).await;
            page.visits("/record/vaccines").await;
            page.sees("Given (4)").await;
            page.signs_in_beside("lakeside", "helena").await;
            page.sees_heading("This is another person's record").await;
            page.click("Open HELENA TORRES's record").await;
            page.sees("You are viewing HELENA TORRES's record (born February 23, 1971).")
                .await;
            page.sees("Done").await;
            page.settles().await;
            for list in [
                "/record/vaccines",
                "/record/allergies",
                "/medicines",
                "/record/conditions",
            ] {
                page.visits(list).await;
                page.sees("HELENA TORRES's record").await;
                page.misses("In 2 records").await;
                page.misses("St. Mary's").await;
            }
            page.click("Switch").await;
            page.click("Elena Torres").await;
            page.visits("/record/vaccines").await;
            page.sees("Given (4)").await;
        })
        .await;
}

/// The pages on which several records stand.
pub(crate) const PAGES: [(&str, &str); 11] = [
    ("/home", "four-home"),
    ("/results", "four-results"),
    ("/medicines", "four-medicines"),
    ("/medicines/compare", "four-compare"),
    ("/record/allergies", "four-allergies"),
    ("/record/conditions", "four-conditions"),
    ("/record/vaccines", "four-vaccines"),
    ("/record/vitals", "four-vitals"),
    ("/record/procedures", "four-procedures"),
    ("/documents", "four-documents"),
    ("/visits", "four-visits"),
];

/// What opens to every version of one thing: the list, and words of the row.
pub(crate) const THINGS: [(&str, &str, &str); 4] = [
    ("/results", "In 3 records", "four-result"),
    ("/medicines", "Zestril", "four-medicine"),
    ("/record/conditions", "In 4 records", "four-condition"),
    ("/documents", "In 2 records", "four-document"),
];

#[tokio::test]
async fn pages_of_several_records_are_accessible_and_fit_a_narrow_screen_in_both_languages() {
    four_records(|page| async move {
        let mut wide = Vec::new();
        for language in ["en", "es"] {
            if language == "es" {
                page.click("Español").await;
            }
            for (path, _) in PAGES {
                page.visits(path).await;
                is_accessible(&page, path).await;
                wide.extend(too_wide(&page, path).await);
            }
            page.visits("/documents").await;
            let open = "document.querySelector('.filter button').click()";
            page.run(open, vec![]).await;
            is_accessible(&page, "an open filter").await;
        }
        page.click("English").await;
        for (list, words, _) in THINGS {
            page.visits(list).await;
            opens_row_with(&page, words).await;
            is_accessible(&page, words).await;
            wide.extend(too_wide(&page, words).await);
        }
        assert!(wide.is_empty(), "{wide:#?}");
    })
    .await;
}

/// Elena is signed in at all four hospitals.
pub(crate) async fn four_records<W>(walk: impl FnOnce(Page) -> W + Send + 'static)
where
    W: Future<Output = ()> + Send + 'static,
{
    let some_take_no_messages = Journey::new()
        .with(|options| options.four = true)
        .meets_refusals();
    some_take_no_messages
        .walk(|page| async move {
            connects(&page, &["lakeside", "hillside", "riverside"]).await;
            walk(page).await;
        })
        .await;
}

/// Elena signs in at St. Mary's, and at these beside it.
pub(crate) async fn connects(page: &Page, beside: &[&str]) {
    page.signs_in("st-marys", "elena").await;
    page.click("Go to Home now").await;
    page.is_at("/home").await;
    page.settles().await;
    for hospital in beside {
        page.signs_in_beside(hospital, "elena").await;
        page.sees_heading("Is this the same person?").await;
        page.click("Continue").await;
        page.click("Go to Home now").await;
        page.is_at("/home").await;
        page.settles().await;
    }
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
