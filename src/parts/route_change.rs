//! What a browser does on a new page and an app must do itself: focus goes to the heading and the page to its
//! top; Back and Forward return to the place and the link that were left.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{history, page};
use crate::route::route;

/// Where the reader was on each page.
#[derive(Default)]
struct Places {
    scrolled: RefCell<HashMap<String, f64>>,
    current: RefCell<Option<String>>,
    moved_in_history: Cell<bool>,
}

/// Keeps focus and scroll in order; stands once.
#[component]
pub fn RouteChange() -> impl IntoView {
    let places = Rc::new(Places::default());
    let moved = places.clone();
    history::on_move(move || moved.moved_in_history.set(true));
    let route = route();
    Effect::new(move || {
        let path = route.path();
        let left = places.current.replace(Some(path.clone()));
        // On the first page nothing moves: the browser has put focus where it belongs.
        let Some(left) = left.filter(|left| *left != path) else {
            return;
        };
        places
            .scrolled
            .borrow_mut()
            .insert(left.clone(), page::scrolled());
        let back = places.moved_in_history.replace(false);
        let scrolled = places.scrolled.borrow().get(&path).copied().unwrap_or(0.0);
        request_animation_frame(move || arrive(back, scrolled, &left));
    });
}

fn arrive(back: bool, scrolled: f64, left: &str) {
    if back && page::focus_link_to(left) {
        page::scroll_to(scrolled);
        return;
    }
    page::scroll_to(if back { scrolled } else { 0.0 });
    page::focus_heading();
}
