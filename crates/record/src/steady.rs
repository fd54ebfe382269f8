//! A list that does not move under the reader: what arrives while it is being read waits until it is
//! asked for; what changes, changes in its place.

use std::{collections::HashMap, sync::Arc};

use crate::ids::{Keyed, LocalId};

/// A list, as shown.
#[derive(Clone, Debug)]
pub struct Steady<T> {
    shown: Vec<Arc<T>>,
    latest: Vec<Arc<T>>,
    being_read: bool,
}

impl<T> Default for Steady<T> {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            latest: Vec::new(),
            being_read: false,
        }
    }
}

impl<T: Keyed> Steady<T> {
    /// The reader has begun to read: from now on rows stay where they are.
    pub fn hold(&mut self) {
        self.being_read = true;
    }

    /// Nobody is reading any more: everything flows again.
    pub fn flow(&mut self) {
        self.being_read = false;
        self.release();
    }

    /// The list as it is now, in its right order. While it is being read, rows shown are replaced or
    /// taken away in their place, and new ones wait.
    pub fn arrive(&mut self, latest: Vec<Arc<T>>) {
        self.latest = latest;
        if !self.being_read || self.shown.is_empty() {
            return self.release();
        }
        let now: HashMap<LocalId, &Arc<T>> =
            self.latest.iter().map(|row| (row.key(), row)).collect();
        let updated = self
            .shown
            .iter()
            .filter_map(|row| now.get(&row.key()).map(|row| Arc::clone(row)));
        self.shown = updated.collect();
    }

    /// Shows what waits.
    pub fn release(&mut self) {
        self.shown.clone_from(&self.latest);
    }

    /// The rows to show.
    pub fn rows(&self) -> &[Arc<T>] {
        &self.shown
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.latest.len() - self.shown.len().min(self.latest.len())
    }
}
