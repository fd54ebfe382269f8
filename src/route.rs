//! Which page of the portal is open: its address, and the ways to another one.

use leptos::prelude::*;

use crate::browser::{history, page};

/// The address of the open page.
#[derive(Clone, Copy)]
pub struct Route {
    path: RwSignal<String>,
}

impl Route {
    /// Follows the links of the page, Back and Forward from now on.
    pub fn provide() {
        let route = Route {
            path: RwSignal::new(page::path()),
        };
        history::on_link(move |path| route.go(&path));
        history::on_move(move || route.path.set(page::path()));
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

    /// Opens another page of the portal.
    pub fn go(self, path: &str) {
        if path != self.here() {
            history::push(path);
            self.path.set(path.to_owned());
        }
    }

    /// Opens another page in the place of this one: Back does not return here.
    pub fn go_instead(self, path: &str) {
        history::replace(path);
        self.path.set(path.to_owned());
    }
}

/// The route of this app.
pub fn route() -> Route {
    expect_context()
}
