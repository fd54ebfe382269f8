//! What one answer brings to each class of the record. A search asks for one class, and may bring of others: a server
//! that knows no categories gives everything at once.

use std::any::Any;

use crate::{
    class::Class,
    entry::Part,
    ids::Keyed,
    labs::{LabResult, Shelf},
    mark::Marked,
    receipt::Receipt,
    section::{Complete, Delivery, Item},
    taking::Taken,
};

impl Taken {
    /// What it brings, first to the class that was asked for, even if that is nothing. Every entry is accounted for
    /// once.
    pub fn deliveries(mut self, asked: Class) -> Vec<(Class, Delivery)> {
        let mut classes = self.first_items();
        classes.extend(self.later_items());
        self.accounted(asked, classes)
    }

    /// The same of an answer about results ([`crate::take_results`]): there is nothing else in it.
    pub fn result_deliveries(mut self, asked: Class) -> Vec<(Class, Delivery)> {
        let classes = self.first_items();
        self.accounted(asked, classes)
    }

    fn accounted(
        mut self,
        asked: Class,
        classes: Vec<(Class, Vec<Item>)>,
    ) -> Vec<(Class, Delivery)> {
        let mut own = Vec::new();
        let mut deliveries = Vec::new();
        for (class, items) in classes {
            if class == asked {
                own = items;
            } else if !items.is_empty() {
                deliveries.push((class, self.beside(items)));
            }
        }
        let first = Delivery {
            items: own,
            withdrawn: self.withdrawn,
            receipt: self.receipt,
            complete: self.complete,
        };
        deliveries.insert(0, (asked, first));
        deliveries
    }

    /// What goes to a class that was not asked for leaves the account of the one that was.
    fn beside(&mut self, items: Vec<Item>) -> Delivery {
        let count = items.len();
        self.receipt.received -= count;
        self.receipt.shown -= count;
        let receipt = Receipt {
            received: count,
            shown: count,
            ..Receipt::default()
        };
        Delivery {
            items,
            withdrawn: self.withdrawn.clone(),
            receipt,
            complete: Complete::Whole,
        }
    }

    /// The observations of one list.
    pub fn shelf(&mut self, shelf: Shelf) -> &mut Vec<LabResult> {
        match shelf {
            Shelf::Lab => &mut self.results,
            Shelf::Vitals => &mut self.vitals,
            Shelf::Social => &mut self.social,
            Shelf::Surveys => &mut self.surveys,
            Shelf::Findings => &mut self.findings,
        }
    }

    /// What a first look shows, by class.
    fn first_items(&mut self) -> Vec<(Class, Vec<Item>)> {
        let mut classes = vec![
            (Class::People, items(&mut self.people)),
            (Class::Papers, items(&mut self.papers)),
        ];
        for shelf in Shelf::ALL {
            classes.push((Class::Results(shelf), items(self.shelf(shelf))));
        }
        classes
    }

    /// Everything else.
    fn later_items(&mut self) -> Vec<(Class, Vec<Item>)> {
        let mut classes = vec![
            (Class::Visits, items(&mut self.visits)),
            (Class::Medicines, items(&mut self.medicines)),
            (Class::Allergies, items(&mut self.allergies)),
            (Class::Documents, items(&mut self.documents)),
            (Class::Messages, items(&mut self.messages)),
            (Class::Teams, items(&mut self.teams)),
        ];
        for part in Part::ALL {
            let of_part = self.entries.extract_if(.., |entry| entry.part == part);
            classes.push((Class::Part(part), of_part.map(Item::of).collect()));
        }
        classes
    }
}

fn items<T: Keyed + Marked + Any + Send + Sync>(of: &mut Vec<T>) -> Vec<Item> {
    std::mem::take(of).into_iter().map(Item::of).collect()
}
