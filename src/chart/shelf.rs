//! One class of the record while it arrives, in a signal. Reading from it subscribes.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;
use record::{LocalId, Section};

/// A section and the type of what stands in it. The signal is of one type for all of them, and its code there once.
pub(super) struct Shelf<T> {
    pub(super) section: RwSignal<Section>,
    holds: PhantomData<fn() -> T>,
}

impl<T> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Shelf<T> {}

impl<T: Any + Send + Sync> Shelf<T> {
    pub(super) fn empty() -> Self {
        Shelf {
            section: RwSignal::default(),
            holds: PhantomData,
        }
    }

    /// Everything there is, in the order of arrival.
    pub(super) fn items(self) -> Vec<Arc<T>> {
        self.section.read().items().collect()
    }

    /// The first there is.
    pub(super) fn first(self) -> Option<Arc<T>> {
        self.section.read().items().next()
    }

    /// One of them.
    pub(super) fn item(self, id: LocalId) -> Option<Arc<T>> {
        self.section.read().item(id)
    }
}
