//! One class of the record while it arrives: what loading and lists need of it, whatever it holds.

use leptos::prelude::*;
use record::progress::Step;
use record::section::{Feed, Gap, Ticket, Trouble};
use record::{Listed, Section, SourceId, Taken};

/// A section in a signal. Reading from it subscribes.
pub(super) trait Shelf {
    /// A search begins.
    fn begin(&self, feed: Feed) -> Option<Ticket>;
    /// A page came.
    fn deliver(&self, ticket: Ticket, taken: Taken);
    /// The last page came.
    fn end(&self, ticket: Ticket);
    /// The search stopped.
    fn fail(&self, ticket: Ticket, trouble: Trouble);
    /// Everything goes.
    fn clear(&self);
    /// Where a search stands.
    fn step(&self, feed: Feed) -> Step;
    /// What may be missing, hospital by hospital.
    fn gaps(&self) -> Vec<(SourceId, Gap)>;
    /// Whether nothing is on its way any more.
    fn is_settled(&self) -> bool;
}

impl<T: Listed + Send + Sync + 'static> Shelf for RwSignal<Section<T>> {
    fn begin(&self, feed: Feed) -> Option<Ticket> {
        self.try_update(|section| section.begin(feed))
    }

    fn deliver(&self, ticket: Ticket, taken: Taken) {
        self.update(|section| section.page(ticket, taken.delivery()));
    }

    fn end(&self, ticket: Ticket) {
        self.update(|section| section.end(ticket));
    }

    fn fail(&self, ticket: Ticket, trouble: Trouble) {
        self.update(|section| section.fail(ticket, trouble));
    }

    fn clear(&self) {
        self.set(Section::default());
    }

    fn step(&self, feed: Feed) -> Step {
        let section = self.read();
        Step::of(section.state_of_feed(feed), section.brought_by(feed))
    }

    fn gaps(&self) -> Vec<(SourceId, Gap)> {
        self.read().gaps()
    }

    fn is_settled(&self) -> bool {
        self.read().is_settled()
    }
}
