//! The record on small screens and in large letters, in both languages; and no English word of ours in Spanish.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::{LISTS, opens_the_record};
use crate::journey::journey;
use crate::narrow::{links, too_wide};
use crate::page::Page;

/// What is ours of the words in the main part, not the hospital's: headings, terms, buttons and sentences.
const OURS: &str = "
    const kinds = 'h1, h2, h3, dt, button, label, summary, .back, .lede, .calm, .note p, .receipt, .count-line';
    const of = (one) => {
        if (one.closest('main [lang]') || !one.checkVisibility()) return '';
        const copy = one.cloneNode(true);
        for (const theirs of copy.querySelectorAll('bdi, [lang]')) theirs.remove();
        return copy.textContent.replace(/\\s+/g, ' ').trim();
    };
    const told = [...document.querySelectorAll('main :is(' + kinds + ')')].map(of);
    return told.filter((words) => /[a-z]{4}/i.test(words) && !words.includes('(sample)'));";
/// The same in both languages.
const IN_BOTH: [&str; 5] = ["Total", "Video", "Plan", "Hospital", "Dental"];

#[tokio::test]
async fn no_page_of_the_record_scrolls_sideways_and_none_is_half_english() {
    journey(|page| async move {
        opens_the_record(&page).await;
        let pages = pages(&page).await;
        let (mut wide, mut english) = (Vec::new(), HashMap::new());
        for path in &pages {
            page.visits(path).await;
            opens_its_original(&page).await;
            wide.extend(too_wide(&page, path).await);
            english.insert(path.clone(), ours(&page).await);
        }
        page.browser.resize(360, 740).await;
        page.click("Español").await;
        page.becomes(
            "the language",
            "return document.documentElement.lang",
            "es".into(),
        )
        .await;
        let mut half = Vec::new();
        for path in &pages {
            page.visits(path).await;
            opens_its_original(&page).await;
            wide.extend(too_wide(&page, path).await);
            let spanish = ours(&page).await;
            assert!(!spanish.is_empty(), "{path}");
            let same = spanish.intersection(&english[path]).cloned();
            half.extend(same.map(|words| format!("{path}: {words}")));
        }
        assert!(wide.is_empty(), "{wide:#?}");
        assert!(half.is_empty(), "{half:#?}");
    })
    .await;
}

/// The record's own page, every list with its first two entries, and the receipt.
async fn pages(page: &Page) -> Vec<String> {
    let mut pages = vec!["/record".to_owned(), "/record/receipt".to_owned()];
    for (_, path, entry) in LISTS {
        page.visits(path).await;
        if let Some(entry) = entry {
            page.sees(entry).await;
        }
        pages.push(path.to_owned());
        let entries = links(page, &format!("{path}/")).await;
        pages.extend(entries.into_iter().take(2));
    }
    pages
}

/// "As the hospital sent it", where a page has it.
async fn opens_its_original(page: &Page) {
    let open = "const fold = document.querySelector('.origin + details > summary'); fold?.click(); return Boolean(fold)";
    if page.run(open, vec![]).await == Value::Bool(true) {
        let here = "return document.querySelector('.origin + details .acts button') !== null";
        page.becomes("the original", here, true.into()).await;
    }
}

async fn ours(page: &Page) -> BTreeSet<String> {
    let words = page.run(OURS, vec![]).await;
    let words = words.as_array().into_iter().flatten();
    let words = words.filter_map(Value::as_str).map(str::to_owned);
    words
        .filter(|one| !IN_BOTH.contains(&one.as_str()))
        .collect()
}
