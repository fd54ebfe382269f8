//! The names that several records give to one thing. None of them is behind another: what one record calls otherwise
//! may be another thing, and only the reader can tell.

use leptos::prelude::*;
use record::merging::other_names;
use record::{Class, LocalId};

use crate::chart::listed::Was;
use crate::chart::{Chart, chart};
use crate::parts::dynamic::part;
use crate::parts::told::own_name;
use crate::reader::reader;
use crate::words::fill;

/// What other records call it beside what this one does, each name once; tracked.
pub fn called_also(class: Class, id: LocalId, chart: Chart) -> Vec<String> {
    let own = name_of(class, id, chart);
    let same = chart.same_as(id).into_iter();
    let names = same.filter_map(|id| name_of(class, id, chart));
    other_names(own.as_deref(), names)
}

fn name_of(class: Class, id: LocalId, chart: Chart) -> Option<String> {
    match chart.as_it_is(class, id)? {
        Was::Entry(_, entry) => own_name(&entry, chart),
        Was::Allergy(allergy) => allergy.name.clone(),
        Was::Result(_)
        | Was::Paper(_)
        | Was::Visit(_)
        | Was::Medicine(_)
        | Was::Document(_)
        | Was::Team(_)
        | Was::Person(_) => None,
    }
}

/// "Also called: …", below the name in a row.
pub fn also_called_in_row(class: Class, id: LocalId) -> AnyView {
    told(class, id, |told| {
        view! { <span class="sub"><bdi>{told}</bdi></span> }.into_any()
    })
}

/// The same below the name on a page or a card.
pub fn also_called(class: Class, id: LocalId) -> AnyView {
    told(class, id, |told| {
        view! { <p class="muted"><bdi>{told}</bdi></p> }.into_any()
    })
}

fn told(class: Class, id: LocalId, shown: fn(String) -> AnyView) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let names = Memo::new(move |_| called_also(class, id, chart));
    part(move || {
        let names = names.read();
        let sentence = reader.words().rooms().merging.also_called;
        let told = fill(sentence, &[("names", &names.join("; "))]);
        (!names.is_empty()).then(|| shown(told)).into_any()
    })
}
