//! One chart at several hospitals, merged: all of it, and then a page that comes late. Who runs it has the clock.

use std::sync::Arc;

use record::{Asked, LabResult, Merging, Shelf, SourceId, Taken};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// A chart at so many hospitals.
const HOSPITALS: u16 = 4;

/// So many results of the last hospital come late.
const LATE: usize = 100;

/// The same chart, read at each hospital, and the merged record.
#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[derive(Default)]
pub struct Charts {
    answers: Vec<Taken>,
    late: Vec<LabResult>,
    merging: Merging,
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
impl Charts {
    /// Reads a Bundle, or one part of so many of its beginning; without a word if it is none.
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen(constructor))]
    pub fn new(bytes: Vec<u8>, part: usize) -> Charts {
        let answer = fhir::Answer::new(bytes);
        let Ok(mut page) = fhir::read::page(&answer) else {
            return Charts::default();
        };
        page.entries.truncate(page.entries.len() / part.max(1));
        let mut answers: Vec<Taken> = (0..HOSPITALS).map(|source| taken(source, &page)).collect();
        let late = answers.last_mut().map(|last| {
            let count = LATE.min(last.results.len());
            last.results.drain(..count).collect()
        });
        Charts {
            answers,
            late: late.unwrap_or_default(),
            merging: Merging::default(),
        }
    }

    /// How many resources each hospital has.
    pub fn size(&self) -> usize {
        self.answers
            .first()
            .map_or(0, |first| first.receipt.received)
    }

    /// The charts are put side by side; nothing is merged yet.
    pub fn put(&mut self) {
        for (source, taken) in std::mem::take(&mut self.answers).into_iter().enumerate() {
            put(&mut self.merging, source as u16, taken);
        }
    }

    /// The late page comes.
    pub fn put_late(&mut self) {
        for result in self.late.drain(..) {
            self.merging.put_result(Arc::new(result));
        }
    }

    /// The patient signs out of the first hospital.
    pub fn leave(&mut self) {
        self.merging.forget(SourceId(0));
    }

    /// Merges in about so many steps; false while there is more.
    pub fn settle_some(&mut self, steps: usize) -> bool {
        self.merging.settle_some(steps)
    }

    /// How many steps that took so far: a measure that does not depend on the machine.
    pub fn work(&self) -> u64 {
        self.merging.work()
    }
}

fn taken(source: u16, page: &fhir::Page<'_>) -> Taken {
    let patient = page.entries.iter().find_map(|entry| match &entry.resource {
        Ok(fhir::Resource::Patient(patient)) => patient.id.as_deref(),
        _ => None,
    });
    let asked = Asked {
        source: SourceId(source),
        base: &format!("https://hospital-{source}.example/fhir"),
        patient: patient.unwrap_or_default(),
    };
    record::take(page, &asked)
}

fn put(merging: &mut Merging, source: u16, mut taken: Taken) {
    merging.hear(SourceId(source), &taken.heard);
    for shelf in Shelf::ALL {
        let results = taken.shelf(shelf).drain(..);
        results.for_each(|one| merging.put_result(Arc::new(one)));
    }
    let Taken {
        allergies,
        medicines,
        documents,
        visits,
        papers,
        entries,
        ..
    } = taken;
    allergies
        .into_iter()
        .for_each(|one| merging.put_allergy(Arc::new(one)));
    medicines
        .into_iter()
        .for_each(|one| merging.put_medicine(Arc::new(one)));
    documents
        .into_iter()
        .for_each(|one| merging.put_document(Arc::new(one)));
    visits
        .into_iter()
        .for_each(|one| merging.put_visit(Arc::new(one)));
    papers
        .into_iter()
        .for_each(|one| merging.put_paper(Arc::new(one)));
    entries
        .into_iter()
        .for_each(|one| merging.put_entry(Arc::new(one)));
}
