//! From Home to a vaccine and back, with the keyboard alone.

use fantoccini::key::Key;
use serde_json::json;

use super::opens_the_record;
use crate::journey::journey;
use crate::keyboard::{FOCUSED_LINK, arrives, follow};

#[tokio::test]
async fn the_keyboard_alone_leads_to_a_vaccine_and_back() {
    journey(|page| async move {
        opens_the_record(&page).await;
        page.visits("/home").await;
        page.sees(", Maria").await;
        follow(&page, "More").await;
        arrives(&page, "More").await;
        follow(&page, "Health record").await;
        arrives(&page, "Health record").await;
        follow(&page, "Vaccines").await;
        arrives(&page, "Vaccines").await;
        follow(&page, "Mar 17, 2026").await;
        arrives(&page, "Pneumonia vaccine (PCV20)").await;
        follow(&page, "As the hospital sent it").await;
        page.sees("This is all of this entry, in the order it came.")
            .await;
        page.press(Key::Enter).await;
        let open = "return document.querySelector('.origin + details').open";
        page.becomes("it is closed again", open, json!(false)).await;
        for (path, link) in [
            ("/record/vaccines", "Mar 17, 2026"),
            ("/record", "Vaccines"),
            ("/more", "Health record"),
        ] {
            page.back().await;
            page.is_at(path).await;
            page.becomes(
                "focus on the link that was followed",
                FOCUSED_LINK,
                json!(link),
            )
            .await;
        }
        page.back().await;
        page.is_at("/home").await;
    })
    .await;
}
