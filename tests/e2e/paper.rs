//! What comes out of the printer: whose record, from where, printed when, what is missing; and no buttons.

use fantoccini::wd::PrintConfiguration;

use crate::journey::{Journey, journey};
use crate::page::Page;

pub(crate) const ON_EVERY_PAPER: [&str; 5] = [
    "Record of Maria Lopez, born April 2, 1961",
    "Printed ",
    "St. Mary's Hospital (sample), as of ",
    "From your hospitals as of the dates shown.",
    "Not a complete medical record.",
];
/// What only a screen can use.
pub(crate) const ON_NO_PAPER: [&str; 5] = [
    "Sign out",
    "Skip to main content",
    "Español",
    "Print",
    "In an emergency",
];

#[tokio::test]
async fn a_printed_page_says_whose_it_is_and_from_where() {
    journey(|page| async move {
        page.opens_results_of("maria").await;
        page.settles().await;
        for (path, words) in [
            ("/results", "Hemoglobin A1c"),
            ("/home", "Where your records come from"),
        ] {
            page.visits(path).await;
            page.sees(words).await;
            let paper = printed(&page).await;
            for expected in ON_EVERY_PAPER.into_iter().chain([words]) {
                assert!(
                    paper.contains(expected),
                    "{path} lacks {expected:?}: {paper}"
                );
            }
            for unwanted in ON_NO_PAPER {
                assert!(
                    !paper.contains(&format!(" {unwanted} ")),
                    "{path} has {unwanted:?}: {paper}"
                );
            }
            assert!(!paper.contains("could not be loaded"), "{path}: {paper}");
        }
        page.visits("/results").await;
        page.click("Español").await;
        page.sees("Resultados").await;
        let paper = printed(&page).await;
        assert!(paper.contains("Expediente de Maria Lopez"), "{paper}");
        assert!(
            paper.contains("No es un expediente médico completo."),
            "{paper}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_printed_page_names_what_is_missing() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.opens_results_of("hector").await;
            page.settles().await;
            page.sees("St. Mary's Hospital (sample) has a problem with this part right now.")
                .await;
            let paper = printed(&page).await;
            let missing = "Did not come from St. Mary's Hospital (sample): Test results";
            assert!(paper.contains(missing), "{paper}");
        })
        .await;
}

/// The words of the page as the browser prints it, single spaces between them.
pub(crate) async fn printed(page: &Page) -> String {
    let printing = page.browser.client.print(PrintConfiguration::default());
    let pdf = printing.await.expect("the page prints");
    let text = pdf_extract::extract_text_from_mem(&pdf).expect("the paper has words");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
