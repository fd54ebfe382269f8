//! A list that does not move under the reader: what arrives while it is being read waits until it is
//! asked for; what changes, changes in its place.

use std::{collections::HashMap, sync::Arc};

use crate::ids::{Keyed, LocalId};

/// A list, as shown. A row of it shows one version of what may stand in several records.
#[derive(Clone, Debug)]
pub struct Steady<T> {
    shown: Vec<Arc<T>>,
    latest: Vec<Vec<Arc<T>>>,
    waiting: usize,
    being_read: bool,
}

impl<T> Default for Steady<T> {
    fn default() -> Self {
        Self {
            shown: Vec::new(),
            latest: Vec::new(),
            waiting: 0,
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

    /// The list as it is now, in its right order: for each row the versions, the one to show first. While it is being
    /// read, rows shown are replaced or taken away in their place, and new ones wait. A row goes on to show the version
    /// that it showed.
    pub fn arrive(&mut self, latest: Vec<Vec<Arc<T>>>) {
        self.latest = latest;
        if !self.being_read || self.shown.is_empty() {
            return self.release();
        }
        let mut now: HashMap<LocalId, (usize, &Arc<T>)> = HashMap::new();
        for (row, versions) in self.latest.iter().enumerate() {
            now.extend(versions.iter().map(|one| (one.key(), (row, one))));
        }
        let mut is_shown = vec![false; self.latest.len()];
        let mut shown = Vec::with_capacity(self.shown.len());
        for (row, version) in self.shown.iter().filter_map(|row| now.get(&row.key())) {
            // A version that comes before the one shown may be current where that one is over: it waits too.
            let leads = self.latest.get(*row).and_then(|versions| versions.first());
            let is_first = leads.is_some_and(|first| first.key() == version.key());
            if let Some(is_shown) = is_shown.get_mut(*row) {
                *is_shown |= is_first;
            }
            shown.push(Arc::clone(version));
        }
        self.shown = shown;
        self.waiting = is_shown.iter().filter(|is_shown| !**is_shown).count();
    }

    /// Shows what waits.
    pub fn release(&mut self) {
        let first = |versions: &Vec<Arc<T>>| versions.first().cloned();
        self.shown = self.latest.iter().filter_map(first).collect();
        self.waiting = 0;
    }

    /// The rows to show.
    pub fn rows(&self) -> &[Arc<T>] {
        &self.shown
    }

    /// Of each row shown every version that is there now.
    pub fn versions(&self) -> Vec<&[Arc<T>]> {
        let mut of: HashMap<LocalId, &[Arc<T>]> = HashMap::new();
        for versions in &self.latest {
            of.extend(versions.iter().map(|one| (one.key(), versions.as_slice())));
        }
        let alone = std::slice::from_ref;
        let shown = self.shown.iter();
        shown
            .map(|row| of.get(&row.key()).copied().unwrap_or(alone(row)))
            .collect()
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.waiting
    }
}
