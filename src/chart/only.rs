//! Lists that are narrowed to what one hospital has. It lasts while the page is open, so that Back returns to the same
//! list, and ends when a hospital leaves.

use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::leading;
use record::merging::Version;
use record::{Allergy, Class, SourceId};

use super::Chart;

impl Chart {
    /// The hospital to which the list of this class is narrowed; tracked. A list of several goes by its first.
    pub fn only(self, class: Class) -> Option<SourceId> {
        let only = self.only.read();
        let found = only.iter().find(|(of, _)| *of == class);
        found.map(|(_, source)| *source)
    }

    /// Narrows a list to what one hospital has, or shows all of it again.
    pub fn narrow(self, class: Class, to: Option<SourceId>) {
        self.only.update(|only| {
            only.retain(|(of, _)| *of != class);
            only.extend(to.map(|source| (class, source)));
        });
    }

    /// A list as it is shown, narrowed, with what is the same together: a row for each, with the versions of it that
    /// are on the list; tracked.
    pub fn rows_of<T: Version>(self, class: Class, mut items: Vec<Arc<T>>) -> Vec<Vec<Arc<T>>> {
        if let Some(only) = self.only(class) {
            items.retain(|item| item.source() == only);
        }
        self.folded(items)
    }

    /// Entries about allergies, of each allergy the one by which it is listed; tracked.
    pub fn led(self, entries: Vec<Arc<Allergy>>) -> Vec<Arc<Allergy>> {
        let rows = self.folded(entries);
        let leading = |versions: &Vec<Arc<Allergy>>| leading(versions).cloned();
        rows.iter().filter_map(leading).collect()
    }

    /// The first version of each row of a list as it is shown; tracked.
    pub fn shown_of<T: Version>(self, class: Class, items: Vec<Arc<T>>) -> Vec<Arc<T>> {
        let rows = self.rows_of(class, items).into_iter();
        rows.filter_map(|versions| versions.into_iter().next())
            .collect()
    }
}
