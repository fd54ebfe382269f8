//! Small screens and large text: nothing scrolls sideways.

use serde_json::{Value, json};

use crate::journey::journey;
use crate::page::{HEADING, Page};

/// What is wider than the page, if anything is.
const WIDE: &str = "
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
    return wide.map((one) => `${one.localName}.${one.className}: ${one.innerText?.slice(0, 40)}`).slice(-5);";
/// More room around letters, words, lines and paragraphs (WCAG 1.4.12).
const SPACED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = arguments[0] ? [sheet] : [];";
/// Width; whether letters have more room; whether the browser is set to letters twice as large (WCAG 1.4.4).
const READERS: [(u32, bool, bool); 4] = [
    (320, false, false),
    (360, false, false),
    (320, true, false),
    (360, false, true),
];
/// The pages that stand before anyone has signed in.
pub(crate) const OPEN: [&str; 11] = [
    "/",
    "/connect",
    "/connect/st-marys",
    "/help",
    "/settings",
    "/privacy",
    "/about",
    "/signed-out",
    "/launch?iss=x&launch=y",
    "/home",
    "/nowhere",
];

#[tokio::test]
async fn no_page_scrolls_sideways_on_a_narrow_screen() {
    journey(|page| async move {
        let mut wide = Vec::new();
        for path in OPEN {
            page.open(path).await;
            page.sees("911").await;
            wide.extend(too_wide(&page, path).await);
        }
        page.signs_in("st-marys", "maria").await;
        page.settles().await;
        wide.extend(too_wide(&page, "/callback").await);
        for path in [
            "/home",
            "/more",
            "/settings/sources",
            "/people",
            "/results",
            "/record/allergies",
            "/medicines",
            "/messages",
            "/messages/new",
        ] {
            page.visits(path).await;
            wide.extend(too_wide(&page, path).await);
        }
        for medicine in links(&page, "/medicines/").await {
            page.visits(&medicine).await;
            wide.extend(too_wide(&page, &medicine).await);
        }
        page.visits("/results").await;
        for report in links(&page, "/results/").await {
            page.visits(&report).await;
            wide.extend(too_wide(&page, &report).await);
            for result in links(&page, &format!("{report}/")).await {
                page.visits(&result).await;
                wide.extend(too_wide(&page, &result).await);
            }
        }
        for list in ["/visits", "/documents"] {
            page.visits(list).await;
            wide.extend(too_wide(&page, list).await);
            for one in links(&page, &format!("{list}/")).await {
                page.visits(&one).await;
                wide.extend(too_wide(&page, &one).await);
            }
        }

        page.visits("/messages").await;
        for thread in links(&page, "/messages/").await {
            page.visits(&thread).await;
            wide.extend(too_wide(&page, &thread).await);
        }
        assert!(wide.is_empty(), "{wide:#?}");
    })
    .await;
}

/// For whom a page is wider than the screen.
pub(crate) async fn too_wide(page: &Page, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (width, spaced, large) in READERS {
        page.browser.resize(width, 640).await;
        page.browser.letters(if large { 32 } else { 16 }).await;
        page.run(SPACED, vec![json!(spaced)]).await;
        let wide = page.run(WIDE, vec![]).await;
        if wide != json!([]) {
            let heading = page.run(HEADING, vec![]).await;
            found.push(format!(
                "{heading} ({path}), {width} px, spaced: {spaced}, large: {large}: {wide}"
            ));
        }
    }
    page.browser.letters(16).await;
    found
}

/// The addresses in the main part that begin like this.
pub(crate) async fn links(page: &Page, start: &str) -> Vec<String> {
    let links = "
        const links = [...document.querySelectorAll('main a')].map((one) => new URL(one.href).pathname);
        return [...new Set(links)].filter((path) => path.startsWith(arguments[0]));";
    let links = page.run(links, vec![json!(start)]).await;
    links
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
