//! The record of all hospitals as one, kept up to date behind what arrives. Lists show what is the same once, pages show
//! every version beside it (`record::Merging`). It is worked on in slices, between which the browser draws and listens.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;
use record::merging::Together;
use record::{Class, Heard, Keyed, LocalId, Merging, Section, SourceId};

use super::Chart;
use super::rows::Rows;
use super::table::{self, Lookup};
use crate::browser::clock;

/// Something beside the items, until it is taken up here.
pub enum Word {
    /// An answer of the hospital of this name said this.
    Heard(SourceId, String, Heard),
    /// The patient signed out of a hospital.
    Left(SourceId),
}

/// The merged record, what is still to be looked at, the list of results as it was last made, and how the table
/// of the site stands.
#[derive(Default)]
pub(super) struct Merger {
    pub(super) merging: Merging,
    touched: Vec<(Class, LocalId)>,
    pub(super) rows: Option<Rows>,
    pub(super) lookup: Lookup,
}

/// So many items are put beside the others before the browser may draw.
const SLICE: usize = 64;

/// So many steps are taken of merging them, which is also how a hospital that left is gone.
const STEPS: usize = 256;

/// What is known of the merging while there is none.
pub type Held = Option<Box<dyn Any + Send + Sync>>;

/// Without the black box the compiler would see what it is, and put that into the first file of the program too.
fn held() -> Box<dyn Any + Send + Sync> {
    std::hint::black_box(Box::new(Merger::default()))
}

impl Chart {
    /// Takes up what came since the last time, slice by slice, unless that is under way.
    pub fn merge(self) {
        if self.is_merging.get_value() {
            return;
        }
        self.is_merging.set_value(true);
        let site = table::of_site();
        leptos::task::spawn_local(async move {
            while self.merge_some() {
                clock::breathe().await;
            }
            if let Some(site) = site {
                self.look_up_in(&site);
            }
            self.is_merging.try_set_value(false);
            self.settled.try_update(|settled| *settled += 1);
        });
    }

    /// One slice; false if there is nothing left to do.
    fn merge_some(self) -> bool {
        self.change_merger(|merger| self.take_up(merger))
            .unwrap_or(false)
    }

    pub(super) fn change_merger<T>(self, change: impl FnOnce(&mut Merger) -> T) -> Option<T> {
        let changed = self.merged.try_update_value(|merged| {
            let merged = merged.get_or_insert_with(held);
            merged.downcast_mut::<Merger>().map(change)
        });
        changed.flatten()
    }

    pub(super) fn with_merger<T>(self, of: impl FnOnce(&Merger) -> T) -> Option<T> {
        let asked = self
            .merged
            .try_with_value(|merged| merged.as_ref()?.downcast_ref::<Merger>().map(of));
        asked.flatten()
    }

    fn take_up(self, merger: &mut Merger) -> bool {
        self.listen(merger);
        if merger.touched.is_empty() {
            for class in Class::ALL {
                let mut touched = Vec::new();
                let section = self.section(class);
                section.update_untracked(|section| touched = section.take_touched());
                let touched = touched.into_iter().map(|id| (class, id));
                merger.touched.extend(touched);
            }
        }
        let rest = merger.touched.len().saturating_sub(SLICE);
        for (class, id) in merger.touched.split_off(rest) {
            let section = self.section(class).read_untracked();
            put(&mut merger.merging, &section, class, id);
        }
        match merger.touched.is_empty() {
            true => !merger.merging.settle_some(STEPS),
            false => true,
        }
    }

    /// What was said beside the items, in the order in which it was.
    fn listen(self, merger: &mut Merger) {
        let mut words = Vec::new();
        self.words
            .update_untracked(|said| words = std::mem::take(said));
        for word in words {
            match word {
                Word::Heard(source, name, heard) => {
                    merger.merging.home(source, &name);
                    merger.merging.hear(source, &heard);
                }
                Word::Left(source) => {
                    merger.merging.forget(source);
                    merger.rows = None;
                }
            }
        }
    }

    /// Asks the merged record, as far as it has come; tracked.
    pub fn merged<T>(self, of: impl FnOnce(&Merging) -> T) -> Option<T> {
        self.settled.track();
        self.with_merger(|merger| of(&merger.merging))
    }

    /// What stands as one with an item, where anything does; tracked.
    pub fn together(self, id: LocalId) -> Option<Together> {
        let together = self.merged(|merging| merging.together(id)).flatten()?;
        (together.versions.len() > 1).then_some(together)
    }

    /// The hospitals that have an item of this one, its own among them; tracked.
    pub fn sources_of(self, id: LocalId, own: SourceId) -> Vec<SourceId> {
        let together = self.together(id);
        together.map_or_else(|| vec![own], |together| together.sources())
    }

    /// A list in which what is the same stands together, where the first of it stood; tracked.
    pub fn folded<T: Keyed>(self, items: Vec<Arc<T>>) -> Vec<Vec<Arc<T>>> {
        let mut items = Some(items);
        let fold = |merging: &Merging| merging.folded(items.take().unwrap_or_default());
        let folded = self.merged(fold);
        folded.unwrap_or_else(|| alone(items.unwrap_or_default()))
    }

    /// The ids of all that stand as one with an item, itself among them; tracked.
    pub fn same_as(self, id: LocalId) -> Vec<LocalId> {
        let together = self.together(id);
        let ids = |together: Together| together.versions.into_iter().map(|(_, id)| id).collect();
        together.map_or_else(|| vec![id], ids)
    }
}

/// Each for itself.
pub(super) fn alone<T>(items: Vec<Arc<T>>) -> Vec<Vec<Arc<T>>> {
    items.into_iter().map(|item| vec![item]).collect()
}

/// An item came, or there is none of that id any more.
fn put(merging: &mut Merging, section: &Section, class: Class, id: LocalId) {
    let came = match class {
        Class::Results(_) => section.item(id).map(|item| merging.put_result(item)),
        Class::Papers => section.item(id).map(|item| merging.put_paper(item)),
        Class::Visits => section.item(id).map(|item| merging.put_visit(item)),
        Class::Medicines => section.item(id).map(|item| merging.put_medicine(item)),
        Class::Allergies => section.item(id).map(|item| merging.put_allergy(item)),
        Class::Documents => section.item(id).map(|item| merging.put_document(item)),
        Class::Part(_) => section.item(id).map(|item| merging.put_entry(item)),
        Class::People | Class::Messages | Class::Teams => return,
    };
    // The same id may stand in another list by now.
    if came.is_none() && merging.class(id) == Some(class) {
        merging.remove(id);
    }
}
