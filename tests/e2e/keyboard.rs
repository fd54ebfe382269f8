//! The whole way to a result with the keyboard alone.

use fantoccini::key::Key;
use serde_json::json;

use crate::journey::journey;
use crate::page::Page;

/// What has focus, as a screen reader names it.
const FOCUSED: &str = "
    const element = document.activeElement;
    const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? '';
    return element === document.body ? '' : label.replace(/\\s+/g, ' ').trim();";
pub(crate) const FOCUSED_LINK: &str = "const { localName, innerText } = document.activeElement; return localName === 'a' && innerText.trim();";
const ON_HEADING: &str = "return document.activeElement.localName === 'h1'";
/// A ring of at least three pixels, and the element not under a bar.
const SEEN: &str = "
    const element = document.activeElement;
    const ring = [element, ...document.querySelectorAll('main *')].some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3 && (one === element || one.contains(element));
    });
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return [ring, top === null || element.contains(top) || top.contains(element)];";
const MOST_STOPS: usize = 60;

#[tokio::test]
async fn the_keyboard_alone_leads_to_a_result() {
    journey(|page| async move {
        page.open("/").await;
        page.sees_heading("Your health record, in your hands").await;
        page.press(Key::Tab).await;
        page.becomes("the first stop", FOCUSED, json!("Skip to main content"))
            .await;
        follow(&page, "Find your hospital").await;
        arrives(&page, "Find your hospital or clinic").await;
        follow(&page, "St. Mary's Hospital (sample)").await;
        arrives(&page, "Connect to St. Mary's Hospital (sample)").await;
        follow(&page, "Continue to").await;
        page.sees_heading("Sign in").await;
        stop_at(&page, "Username").await;
        page.types("maria").await;
        stop_at(&page, "Password").await;
        page.types("sample").await;
        page.press(Key::Enter).await;
        page.sees_heading("Share your records?").await;
        follow(&page, "Allow").await;
        page.sees_heading("Getting your records from St. Mary's Hospital (sample)")
            .await;
        follow(&page, "Go to Home now").await;
        page.sees(", Maria").await;
        page.becomes("focus on the heading", ON_HEADING, json!(true))
            .await;
        follow(&page, "Test results").await;
        arrives(&page, "Test results").await;
        page.sees("reports, newest first").await;
        page.settles().await;
        follow(&page, "Hemoglobin A1c").await;
        arrives(&page, "Hemoglobin A1c").await;
        follow(&page, "Hemoglobin A1c").await;
        page.sees("Over time").await;
        arrives(&page, "Hemoglobin A1c").await;
        page.back().await;
        page.sees("1 result is outside the lab's range.").await;
        page.becomes(
            "focus on the link that was followed",
            FOCUSED_LINK,
            json!("Hemoglobin A1c"),
        )
        .await;
        page.back().await;
        page.is_at("/results").await;
        page.becomes(
            "focus on the link that was followed",
            FOCUSED_LINK,
            json!("Hemoglobin A1c"),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn back_leads_to_the_place_that_was_left() {
    journey(|page| async move {
        page.opens_results_of("maria").await;
        page.settles().await;
        let far = "scrollTo(0, 2000); return scrollY > 1500;";
        page.becomes("the list is long", far, json!(true)).await;
        let follow = "[...document.querySelectorAll('main a.main')].find((one) => one.getBoundingClientRect().top > 0).click()";
        page.run(follow, Vec::new()).await;
        let at_top = "return location.pathname.startsWith('/results/') && scrollY === 0;";
        page.becomes("the next page begins at its top", at_top, json!(true))
            .await;
        page.back().await;
        let back = "const { top } = document.activeElement.getBoundingClientRect();
            return scrollY > 1500 && top > 0 && top < innerHeight;";
        page.becomes("the link that was followed is in sight", back, json!(true))
            .await;
    })
    .await;
}

#[tokio::test]
async fn the_skip_link_leads_past_the_navigation() {
    journey(|page| async move {
        page.opens_results_of("samuel").await;
        page.open("/help").await;
        page.sees_heading("Help").await;
        page.press(Key::Tab).await;
        page.press(Key::Enter).await;
        page.becomes(
            "focus in the main part",
            "return document.activeElement.id",
            json!("main"),
        )
        .await;
        page.press(Key::Tab).await;
        page.becomes("the first stop in it", FOCUSED, json!("Call 911"))
            .await;
    })
    .await;
}

/// Tab until something with this name has focus; it must be seen where it stands.
pub(crate) async fn stop_at(page: &Page, name: &str) {
    let mut stops = Vec::new();
    for _ in 0..MOST_STOPS {
        page.press(Key::Tab).await;
        let focused = page.run(FOCUSED, vec![]).await;
        let focused = focused.as_str().unwrap_or_default().to_owned();
        if focused.starts_with(name) {
            page.becomes(&format!("{name:?} is seen"), SEEN, json!([true, true]))
                .await;
            return;
        }
        stops.push(focused);
    }
    panic!("Tab never comes to {name:?}, only to {stops:?}");
}

pub(crate) async fn follow(page: &Page, name: &str) {
    stop_at(page, name).await;
    page.press(Key::Enter).await;
}

pub(crate) async fn arrives(page: &Page, heading: &str) {
    page.sees_heading(heading).await;
    page.becomes("focus on the heading", ON_HEADING, json!(true))
        .await;
}
