//! Parts of a page in a real DOM; whatever a native test can say is said there.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on ends there"
)]

mod bent;
mod compress;
mod damaged_note;
mod database;
mod live;
mod passkey;
mod passphrase_form;
mod presence;
mod range_bar;
mod removal;
mod seal;

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use satchel::reader::Reader;
use satchel::words::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test_configure;
use web_sys::{Element, HtmlElement, window};

wasm_bindgen_test_configure!(run_in_browser);

/// A view in a page of its own, and the reader it was given.
struct Mounted {
    place: HtmlElement,
    reader: Reader,
    /// The view goes when this is dropped.
    _view: Box<dyn std::any::Any>,
}

impl Mounted {
    /// In English, whatever this browser speaks.
    fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Mounted {
        let document = window()
            .and_then(|window| window.document())
            .expect("this is a page");
        let place: HtmlElement = document
            .create_element("div")
            .expect("a div can be made")
            .unchecked_into();
        let body = document.body().expect("the page has a body");
        body.append_child(&place)
            .expect("the div can be put into it");
        let given = Rc::new(Cell::new(None));
        let gives = given.clone();
        let handle = leptos::mount::mount_to(place.clone(), move || {
            gives.set(Some(Reader::provide(Language::English)));
            view()
        });
        let reader: Reader = given.take().expect("the view was made");
        Mounted {
            place,
            reader,
            _view: Box::new(handle),
        }
    }

    /// The one element that the selector finds.
    fn one(&self, selector: &str) -> Element {
        let found = self.place.query_selector(selector).ok().flatten();
        found.expect("the view has such an element")
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Lets the page draw what has changed.
async fn drawn() {
    TimeoutFuture::new(20).await;
}
