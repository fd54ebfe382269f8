//! What a browser does on a new page and an app must do itself: focus goes to the heading and the page to its
//! top; Back and Forward return to the place and the link that were left.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::{clock, page};
use crate::route::route;

/// Keeps focus and scroll in order; stands once.
#[component]
pub fn RouteChange() -> impl IntoView {
    // Each page that was left, and how far it was scrolled.
    let places = RefCell::new(HashMap::<String, f64>::new());
    let current = RefCell::new(None::<String>);
    let route = route();
    Effect::new(move || {
        let path = route.path();
        let before = current.replace(Some(path.clone()));
        // On the first page nothing moves: the browser has put focus where it belongs.
        let Some(before) = before.filter(|before| *before != path) else {
            return;
        };
        let left = route.left();
        places.borrow_mut().insert(before.clone(), left.scrolled);
        let scrolled = places.borrow().get(&path).copied().unwrap_or(0.0);
        request_animation_frame(move || match left.in_history {
            true => leptos::task::spawn_local(return_to(before, scrolled)),
            false => {
                page::scroll_to(0.0);
                page::focus_heading();
            }
        });
    });
}

/// To the link that led to the page that was left, and to how far this one was scrolled.
async fn return_to(left: String, scrolled: f64) {
    let mut is_found = page::focus_link_to(&left);
    if !is_found {
        // It may stand in a part that is drawn in its turn.
        clock::wait(0).await;
        is_found = page::focus_link_to(&left);
    }
    if !is_found {
        page::focus_heading();
    }
    page::scroll_to(scrolled);
}
