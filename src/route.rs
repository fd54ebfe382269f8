//! Which page of the portal is open: its address, and the ways to another one.

use leptos::prelude::*;

use crate::browser::{history, page, storage};

/// The address of the open page.
#[derive(Clone, Copy)]
pub struct Route {
    path: RwSignal<String>,
    left: StoredValue<Left>,
}

/// How the page before was left.
#[derive(Clone, Copy, Default)]
pub struct Left {
    /// By Back or Forward.
    pub in_history: bool,
    /// How far it was scrolled.
    pub scrolled: f64,
}

impl Route {
    /// Follows the links of the page, Back and Forward from now on.
    pub fn provide() {
        let route = Route {
            path: RwSignal::new(page::path()),
            left: StoredValue::new(Left::default()),
        };
        history::on_link(move |path| route.go(&path));
        history::on_move(move || route.show(page::path(), true));
        history::on_return(move || {
            // Whoever left this page to sign in and comes back without an answer is told so.
            if !storage::attempts().is_empty() {
                route.show(page::path(), true);
            }
        });
        provide_context(route);
    }

    /// The path, tracked.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The path as it is now.
    pub fn here(self) -> String {
        self.path.get_untracked()
    }

    /// How the page before this one was left.
    pub fn left(self) -> Left {
        self.left.get_value()
    }

    /// Opens another page of the portal. A link to the open one leads to its beginning.
    pub fn go(self, path: &str) {
        if path == self.here() {
            page::scroll_to(0.0);
            page::focus_heading();
            return;
        }
        history::push(path);
        self.show(path.to_owned(), false);
    }

    /// Opens another page in the place of this one: Back does not return here.
    pub fn go_instead(self, path: &str) {
        history::replace(path);
        self.show(path.to_owned(), false);
    }

    fn show(self, path: String, in_history: bool) {
        // Before the page is drawn anew: that changes how far it is scrolled.
        let scrolled = page::scrolled();
        self.left.set_value(Left {
            in_history,
            scrolled,
        });
        self.path.set(path);
    }
}

/// The route of this app.
pub fn route() -> Route {
    expect_context()
}
