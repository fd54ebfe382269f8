use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use satchel::parts::live::{Live, LiveRegions};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::Mounted;

/// Everything the polite region says, in order, until it falls silent.
async fn heard(mounted: &Mounted) -> Vec<String> {
    let mut heard = Vec::<String>::new();
    for _ in 0..200 {
        let said = mounted
            .one("[role=status]")
            .text_content()
            .unwrap_or_default();
        if said.is_empty() && !heard.is_empty() {
            return heard;
        }
        if !said.is_empty() && heard.last() != Some(&said) {
            heard.push(said);
        }
        TimeoutFuture::new(50).await;
    }
    heard
}

#[wasm_bindgen_test]
async fn every_sentence_is_said_once_and_in_its_turn() {
    let given = std::rc::Rc::new(std::cell::Cell::new(None));
    let gives = given.clone();
    let mounted = Mounted::new(move || {
        gives.set(Some(Live::provide()));
        view! { <LiveRegions /> }
    });
    let live: Live = given.take().expect("the view was made");
    for sentence in [
        "Half of it is here.",
        "Half of it is here.",
        "All of it is here.",
    ] {
        live.say(sentence.to_owned());
    }
    assert_eq!(
        heard(&mounted).await,
        ["Half of it is here.", "All of it is here."]
    );
}
