use leptos::prelude::*;
use satchel::parts::deed::{Deed, DeedNote, Work};
use satchel::parts::live::Live;
use satchel::parts::passphrase_form::{Asks, Given, PassphraseForm};
use satchel::safe::{Failed, Found, Safe};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::{Mounted, drawn};

/// A safe that only "open sesame please" opens.
fn open(_: Safe, given: Given) -> Work {
    Box::pin(async move {
        match given.yours.as_str() {
            "open sesame please" => Ok(()),
            "device is full" => Err(Failed::Full),
            _ => Err(Failed::WrongPassphrase),
        }
    })
}

fn form(asks: Asks) -> Mounted {
    Mounted::new(move || {
        Live::provide();
        Safe::provide(Found::Nothing);
        let deed = Deed::idle();
        view! {
            <DeedNote deed />
            <PassphraseForm asks deed go=|_| "Open" going=|_| "Opening" done=|_| "It is open." work=open />
        }
    })
}

fn field(mounted: &Mounted, id: &str) -> HtmlInputElement {
    mounted.one(id).unchecked_into()
}

async fn press(mounted: &Mounted, id: &str, typed: &str) {
    let field = field(mounted, id);
    field.set_value(typed);
    let input = Event::new("input").expect("an event can be made");
    field.dispatch_event(&input).expect("it can be sent");
    let button: HtmlElement = mounted.one("[type=submit]").unchecked_into();
    button.click();
    drawn().await;
    drawn().await;
}

fn text(mounted: &Mounted) -> String {
    mounted.place.text_content().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_wrong_passphrase_is_said_so_in_words_and_stays_selected() {
    let mounted = form(Asks::Yours);
    press(&mounted, "#passphrase", "open sesame").await;
    assert!(
        text(&mounted).contains("That is not the passphrase"),
        "{}",
        text(&mounted)
    );
    let field = field(&mounted, "#passphrase");
    assert_eq!(field.value(), "open sesame");
    assert_eq!(field.selection_start(), Ok(Some(0)));
    assert_eq!(field.selection_end(), Ok(Some(11)));
    press(&mounted, "#passphrase", "open sesame please").await;
    assert!(text(&mounted).contains("It is open."), "{}", text(&mounted));
    assert_eq!(field.value(), "");
}

#[wasm_bindgen_test]
async fn what_else_went_wrong_is_not_said_of_the_passphrase() {
    let mounted = form(Asks::Yours);
    press(&mounted, "#passphrase", "device is full").await;
    assert!(
        text(&mounted).contains("This device is full."),
        "{}",
        text(&mounted)
    );
    assert!(!text(&mounted).contains("That is not the passphrase"));
    assert_eq!(field(&mounted, "#passphrase").value(), "device is full");
}

#[wasm_bindgen_test]
async fn a_new_passphrase_is_judged_while_it_is_typed_and_a_short_one_is_not_taken() {
    let mounted = form(Asks::New);
    press(&mounted, "#new-passphrase", "eleven char").await;
    assert!(
        text(&mounted).contains("1 more character"),
        "{}",
        text(&mounted)
    );
    assert!(text(&mounted).contains("Use at least 12 characters."));
    press(&mounted, "#new-passphrase", "aaaaaaaaaaaaaaaa").await;
    assert!(
        text(&mounted).contains("This is easy to guess."),
        "{}",
        text(&mounted)
    );
}

#[wasm_bindgen_test]
async fn the_letters_can_be_shown_and_hidden_again() {
    let mounted = form(Asks::Yours);
    let button: HtmlElement = mounted.one(".secret button").unchecked_into();
    let kind = || field(&mounted, "#passphrase").type_();
    assert_eq!(kind(), "password");
    for (shown, name) in [("text", "Hide"), ("password", "Show")] {
        button.click();
        drawn().await;
        assert_eq!(kind(), shown);
        assert_eq!(button.text_content().as_deref(), Some(name));
    }
}
