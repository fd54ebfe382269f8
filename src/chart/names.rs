//! The names of people and places that a record mentions by reference only: looked up one by one, kept, and read again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fhir::Answer;
use leptos::prelude::*;
use record::Asked;
use vault::archive::Ended;

use super::Chart;
use crate::browser::clock;
use crate::browser::compress::Original;
use crate::hospital::{Connection, Originals};

/// In the place of a search: the names that were looked up.
pub(super) const NAMES: u8 = u8::MAX;

impl Chart {
    /// Reads the names of people and places that are mentioned by reference only; a refusal costs a name.
    pub(super) fn look_up_names(self, connection: &Rc<Connection>) {
        let wanted = self
            .names
            .try_update(|names| names.wanted())
            .unwrap_or_default();
        let wanted: Vec<_> = wanted
            .into_iter()
            .filter(|one| one.source == connection.source)
            .collect();
        let left = Rc::new(Cell::new(wanted.len()));
        let found = Rc::new(RefCell::new(Vec::new()));
        for one in wanted {
            let (connection, left, found) =
                (Rc::clone(connection), Rc::clone(&left), Rc::clone(&found));
            leptos::task::spawn_local(async move {
                if let Some(original) = self.look_up(&connection, &one.path).await {
                    found.borrow_mut().push((one.path, original));
                }
                left.set(left.get() - 1);
                if left.get() == 0 && !connection.is_closed() {
                    self.keep_names(&connection, found.take());
                }
            });
        }
    }

    /// Beside those that were found before.
    fn keep_names(self, connection: &Connection, found: Vec<(String, Original)>) {
        if found.is_empty() {
            return;
        }
        let mut pages = connection.kept_of(NAMES);
        pages.retain(|(known, _)| !found.iter().any(|(path, _)| path == known));
        pages.extend(found);
        let originals = Originals {
            at: clock::now(),
            ended: Ended::Whole,
            pages,
        };
        self.keep(connection, NAMES, originals);
    }

    async fn look_up(self, connection: &Connection, path: &str) -> Option<Original> {
        let body = connection.read(&connection.base().join(path)).await.ok()?;
        let original = Original::pack(&body).await;
        self.hear_name(connection, body);
        original
    }

    pub(super) fn hear_name(self, connection: &Connection, body: Vec<u8>) {
        let (base, patient) = (connection.base(), connection.patient());
        let answer = Answer::new(body);
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        let Ok(taken) = self.take(&answer, &asked) else {
            return;
        };
        if !connection.is_closed() {
            self.hear(connection, taken.heard, &[]);
        }
    }
}
