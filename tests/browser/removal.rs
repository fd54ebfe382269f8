use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use satchel::parts::deed::{Deed, DeedNote};
use satchel::parts::live::Live;
use satchel::parts::removal::Removal;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, window};

use crate::{Mounted, drawn};

fn removal(done: Arc<AtomicU32>) -> Mounted {
    Mounted::new(move || {
        Live::provide();
        let deed = Deed::idle();
        let removal = Removal {
            id: "remove".to_owned(),
            button: |_| "Remove",
            asks: |_| "Remove the passphrase",
            means: |_| "It opens nothing any more.",
            work: Box::new(move || {
                done.fetch_add(1, Ordering::Relaxed);
                Box::pin(async { Ok(()) })
            }),
            done: |_| "It is removed.",
            then: || {},
        };
        let (button, asked) = removal.views(deed);
        view! { {button} <DeedNote deed /> {asked} }
    })
}

async fn press(mounted: &Mounted, button: &str) {
    let button: HtmlElement = mounted.one(button).unchecked_into();
    button.click();
    drawn().await;
}

fn text(mounted: &Mounted) -> String {
    mounted.place.text_content().unwrap_or_default()
}

fn focused() -> Option<String> {
    let focused = window()?.document()?.active_element()?;
    focused.get_attribute("aria-label")
}

#[wasm_bindgen_test]
async fn nothing_is_removed_before_a_question_is_answered_with_yes() {
    let done = Arc::new(AtomicU32::new(0));
    let mounted = removal(done.clone());
    for _ in 0..2 {
        press(&mounted, "[aria-controls=remove]").await;
        assert!(text(&mounted).contains("It opens nothing any more."));
        press(&mounted, "#remove .sec").await;
        assert_eq!(text(&mounted), "Remove");
        assert_eq!(focused().as_deref(), Some("Remove the passphrase"));
    }
    assert_eq!(done.load(Ordering::Relaxed), 0);
    press(&mounted, "[aria-controls=remove]").await;
    assert_eq!(done.load(Ordering::Relaxed), 0);
    press(&mounted, "#remove .danger").await;
    assert_eq!(done.load(Ordering::Relaxed), 1);
    assert_eq!(text(&mounted), "RemoveIt is removed.");
    assert_eq!(focused().as_deref(), Some("Remove the passphrase"));
}
