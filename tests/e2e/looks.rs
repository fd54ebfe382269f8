//! Every page before axe-core, in light and dark, narrow and wide, English and Spanish.

use std::fs;
use std::sync::LazyLock;

use sandbox::Failure;
use serde_json::{Value, json};

use crate::journey::Journey;
use crate::narrow::links;
use crate::page::Page;

/// Read when the journeys run; nothing of it is part of the site.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/node_modules/axe-core/axe.min.js"
    );
    fs::read_to_string(path).expect("axe-core is there: scripts/prepare brings it")
});
const RUN: &str = "
    const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] });
    return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);";

/// Whatever language the page speaks.
const HANDED_OVER: &str = "return document.querySelector('.tile.ok') !== null";

#[tokio::test]
async fn every_page_is_accessible_in_english() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.open("/").await;
            every_page(&page).await;
        })
        .await;
}

#[tokio::test]
async fn every_page_is_accessible_in_spanish() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.open("/").await;
            page.click("Español").await;
            every_page(&page).await;
        })
        .await;
}

async fn every_page(page: &Page) {
    for path in [
        "/",
        "/connect",
        "/connect/st-marys",
        "/connect/none",
        "/help",
        "/settings",
        "/privacy",
        "/about",
        "/signed-out",
        "/nowhere",
        "/results",
        "/settings/keeping",
        "/settings/log",
        "/settings/delete",
        "/settings/deleted/partly",
    ] {
        page.open(path).await;
        page.sees("911").await;
        is_accessible(page, path).await;
    }
    page.open("/callback?code=abc").await;
    page.sees("911").await;
    is_accessible(page, "a forged answer").await;

    // While results are on their way, then when they are there.
    let hospital = page.sandbox.st_marys();
    hospital.fail("Observation", Failure::Slow);
    sign_in(page, "maria").await;
    for path in [
        "/callback",
        "/results",
        "/medicines",
        "/record/allergies",
        "/home",
    ] {
        page.visits(path).await;
        check(page, &format!("{path}, loading")).await;
    }
    hospital.mend();
    page.settles().await;
    page.visits("/callback").await;
    is_accessible(page, "/callback").await;
    for path in [
        "/home",
        "/more",
        "/settings/sources",
        "/people",
        "/results",
        "/medicines",
        "/record/allergies",
        "/messages",
        "/messages/new",
    ] {
        page.visits(path).await;
        is_accessible(page, path).await;
    }
    for path in [
        "/record",
        "/record/conditions",
        "/record/vaccines",
        "/record/vitals",
        "/record/care-team",
        "/record/about-you",
        "/record/receipt",
    ] {
        page.visits(path).await;
        is_accessible(page, path).await;
    }
    page.visits("/medicines").await;
    for medicine in links(page, "/medicines/").await {
        page.visits(&medicine).await;
        check(page, &medicine).await;
    }
    for report in links(page, "/results/").await {
        page.visits("/results").await;
        page.visits(&report).await;
        check(page, &report).await;
        if let Some(result) = links(page, &format!("{report}/")).await.first() {
            page.visits(result).await;
            check(page, result).await;
        }
    }

    for list in ["/visits", "/documents"] {
        page.visits(list).await;
        is_accessible(page, list).await;
        for one in links(page, &format!("{list}/")).await {
            page.visits(&one).await;
            check(page, &one).await;
            // While a file is coming, and when it is saved or could not be had.
            page.run("document.getElementById('save-0')?.click()", vec![])
                .await;
            check(page, &format!("{one}, its file coming")).await;
            page.settles().await;
            check(page, &format!("{one}, its file saved")).await;
        }
    }
    page.visits("/messages").await;
    for thread in links(page, "/messages/").await {
        page.visits(&thread).await;
        check(page, &thread).await;
    }
    page.visits("/messages/new").await;
    page.run("document.querySelector('.compose .btn').click()", vec![])
        .await;
    is_accessible(page, "a message with faults").await;

    page.visits("/connect/lakeside").await;
    page.click("Lakeside Clinic (sample)").await;
    is_accessible(page, "a sign-in under way in another tab").await;
    page.in_the_new_tab(|page| async move {
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.becomes("the answer is handed over", HANDED_OVER, json!(true))
            .await;
        check(&page, "a tab that can be closed").await;
    })
    .await;
    page.sees("Maria Lopez").await;
    is_accessible(page, "/callback with a question").await;
    page.open("/").await;

    hospital.end_sessions();
    sign_in(page, "hector").await;
    page.settles().await;
    is_accessible(page, "/callback with a problem").await;
    page.visits("/results").await;
    is_accessible(page, "/results with a problem").await;
    hospital.end_sessions();
    sign_in(page, "rosa").await;
    page.settles().await;
    for path in ["/medicines", "/record/allergies"] {
        page.visits(path).await;
        is_accessible(page, &format!("{path} without allergies")).await;
    }
}

/// Until the record is loading, whatever language the site speaks.
async fn sign_in(page: &Page, username: &str) {
    page.open("/connect/st-marys").await;
    page.click("St. Mary's Hospital (sample)").await;
    page.identifies_as(username).await;
    page.click("Allow").await;
    page.sees("St. Mary's").await;
    page.is_at("/callback").await;
}

pub(crate) async fn is_accessible(page: &Page, what: &str) {
    for (width, height) in [(360, 740), (1280, 800)] {
        page.browser.resize(width, height).await;
        for scheme in ["light", "dark"] {
            page.browser.colors(scheme).await;
            check(page, &format!("{what}, {scheme}, {width} px")).await;
        }
    }
}

/// As the page stands; pages of a kind need not be seen in every light.
pub(crate) async fn check(page: &Page, what: &str) {
    let is_there = page.run("return 'axe' in globalThis", vec![]).await;
    if is_there == json!(false) {
        page.run(&AXE, vec![]).await;
    }
    let violations = page
        .run(&format!("return (async () => {{ {RUN} }})()"), vec![])
        .await;
    let heading = page.words().await.chars().take(120).collect::<String>();
    assert_eq!(
        violations,
        Value::Array(Vec::new()),
        "{what}: {violations:#}; {heading}"
    );
}
