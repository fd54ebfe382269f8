//! The app stops by a mistake of ours, or cannot start: a page says so in words, with the way on, and an emergency number.

use std::fs;

use crate::journey::Journey;
use crate::page::Page;
use crate::setup::site_with;

#[tokio::test]
async fn an_app_that_stops_by_our_mistake_says_so_and_shows_nothing_half_done() {
    // What the browser tells of a trap, which is what a panic of the app is to it. (It hides the errors of a script
    // that a test runs, so the test tells them itself.)
    for fault in [
        "dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))",
        "const reason = new WebAssembly.RuntimeError('unreachable');
         dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason }))",
    ] {
        Journey::new()
            .meets_a_fault()
            .walk(move |page| async move {
                page.opens_results_of("maria").await;
                page.run(fault, Vec::new()).await;
                says_there_is_a_problem(&page).await;
                page.misses("Hemoglobin A1c").await;
                page.click("Load the page again").await;
                page.sees("Find your hospital").await;
            })
            .await;
    }
}

#[tokio::test]
async fn an_app_that_arrives_damaged_says_so() {
    let folder = site_with("damaged", |_| {});
    let files = fs::read_dir(&folder).expect("the site is there").flatten();
    for file in files.map(|entry| entry.path()) {
        let name = file.to_string_lossy().into_owned();
        if !name.contains("/satchel-") {
            continue;
        }
        if name.ends_with(".wasm") {
            fs::write(file, b"\0asm\x01\0\0\0 and then the connection broke")
                .expect("it can be written");
        } else if name.contains(".wasm.") {
            fs::remove_file(file).expect("it can be removed");
        }
    }
    Journey::new()
        .with(|options| options.site = folder)
        .meets_a_fault()
        .walk(|page| async move {
            page.open("/results").await;
            says_there_is_a_problem(&page).await;
        })
        .await;
}

async fn says_there_is_a_problem(page: &Page) {
    page.sees_heading("There is a problem showing this page")
        .await;
    page.sees("Your record is safe.").await;
    page.sees("911").await;
    page.sees("Hay un problema para mostrar esta página").await;
}
