//! What axe does not look at: things that move, small targets, and the colours that the system forces.

use serde_json::json;

use crate::journey::journey;
use crate::narrow::OPEN;
use crate::page::Page;

/// What moves although the reader asked for calm.
const MOVING: &str =
    "return document.getAnimations().map((one) => one.effect?.target?.className ?? 'something');";
/// Links and controls smaller than 24 by 24 pixels (WCAG 2.5.8), those in a line of text excepted; and buttons, rows
/// and places of the navigation lower than 48 (design §2.3; 40 in the top bar and among chips).
const SMALL: &str = "
    const seen = [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter((one) => one.checkVisibility());
    const box = (one) => (one.closest('label') ?? one).getBoundingClientRect();
    const stretched = (one) => one.matches('.main') && one.closest('.row, li') !== null;
    const small = seen.filter((one) => {
        const { width, height } = box(one);
        if (width === 0 || one.closest('.skip') || stretched(one)) return false;
        if (one.matches('.btn, .tabs a, .rail a')) return height < (one.matches('.small') ? 40 : 47.5);
        if (getComputedStyle(one).display === 'inline') return false;
        return width < 24 || height < 24;
    });
    return small.map((one) => `${one.localName}.${one.className} ${one.innerText} ${Math.round(box(one).width)}x${Math.round(box(one).height)}`);";
/// In forced colours a background says nothing: buttons need an edge, the current place an outline.
const UNSEEN: &str = "
    const seen = (query) => [...document.querySelectorAll(query)].filter((one) => one.checkVisibility());
    const edge = (one) => parseFloat(getComputedStyle(one).borderTopWidth) > 0;
    const outline = (one) => parseFloat(getComputedStyle(one).outlineWidth) > 0 || edge(one) || getComputedStyle(one).textDecorationLine !== 'none';
    return [
        ...seen('.btn, .card, .tag').filter((one) => !edge(one)),
        ...seen('.tabs a[aria-current] .pip, .rail a[aria-current]').filter((one) => !outline(one)),
    ].map((one) => `${one.localName}.${one.className}`);";

#[tokio::test]
async fn every_page_is_calm_easy_to_hit_and_clear_in_forced_colours() {
    journey(|page| async move {
        let mut found = Vec::new();
        for path in OPEN {
            page.open(path).await;
            page.sees("911").await;
            found.extend(discomforts(&page, path).await);
        }
        page.signs_in("st-marys", "maria").await;
        page.settles().await;
        for path in [
            "/home",
            "/more",
            "/settings/sources",
            "/people",
            "/results",
            "/callback",
            "/medicines",
            "/record/allergies",
        ] {
            page.visits(path).await;
            found.extend(discomforts(&page, path).await);
        }
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}

async fn discomforts(page: &Page, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (width, height) in [(360, 740), (1280, 800)] {
        page.browser.resize(width, height).await;
        for (forced, script) in [(false, MOVING), (false, SMALL), (true, UNSEEN)] {
            page.browser.forced_colors(forced).await;
            let wrong = page.run(script, vec![]).await;
            if wrong != json!([]) {
                found.push(format!("{path}, {width} px: {wrong}"));
            }
        }
    }
    page.browser.forced_colors(false).await;
    found
}
