//! One class of the record while it arrives, in a signal. Reading from it subscribes.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;
use record::{Entry, LocalId, Part, Section};

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

    /// The same with what the hospitals provide no longer.
    pub(super) fn listed(self) -> Vec<Arc<T>> {
        let section = self.section.read();
        section.listed().map(|(item, _)| item).collect()
    }

    /// One of those.
    pub(super) fn listed_item(self, id: LocalId) -> Option<Arc<T>> {
        self.section.read().listed_item(id)
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

/// A shelf for each part of the record that is made of entries.
#[derive(Clone, Copy)]
pub(super) struct Parts([Shelf<Entry>; Part::ALL.len()]);

impl Parts {
    pub(super) fn empty() -> Self {
        Parts(Part::ALL.map(|_| Shelf::empty()))
    }

    /// The shelf of one part.
    pub(super) fn of(self, part: Part) -> Shelf<Entry> {
        // As in Part::ALL.
        let [
            conditions,
            vaccines,
            procedures,
            fills,
            plans,
            goals,
            devices,
            insurance,
            orders,
            forms,
            appointments,
            relations,
            family,
            samples,
            images,
            claims,
            others,
        ] = self.0;
        match part {
            Part::Conditions => conditions,
            Part::Vaccines => vaccines,
            Part::Procedures => procedures,
            Part::Fills => fills,
            Part::Plans => plans,
            Part::Goals => goals,
            Part::Devices => devices,
            Part::Insurance => insurance,
            Part::Orders => orders,
            Part::Forms => forms,
            Part::Appointments => appointments,
            Part::Relations => relations,
            Part::Family => family,
            Part::Samples => samples,
            Part::Images => images,
            Part::Claims => claims,
            Part::Others => others,
        }
    }
}
