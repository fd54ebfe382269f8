//! What is missing in the fields of a message, and the way to it.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::words::catalogue::Words;

/// What is missing in the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    To,
    Subject,
    Body,
    TooLong,
}

/// What is missing, with the way to each field.
#[component]
pub fn Faults(faults: RwSignal<Vec<Fault>>) -> impl IntoView {
    let reader = reader();
    let line = move |fault: Fault| {
        let (field, _) = fault.place();
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            page::focus(field);
        };
        view! { <li><a href=field on:click=go>{reader.say(fault.sentence())}</a></li> }
    };
    view! {
        <div class="summary" id="faults" tabindex="-1" role="group" aria-labelledby="faults-title">
            <h2 id="faults-title">{reader.say(|words| words.rooms().messages.errors)}</h2>
            <ul>{part(move || faults.get().into_iter().map(line).collect_view().into_any())}</ul>
        </div>
    }
}

impl Fault {
    /// Its field, and the place of its words.
    pub fn place(self) -> (&'static str, &'static str) {
        match self {
            Fault::To => ("#to input", "to-error"),
            Fault::Subject => ("#subject", "subject-error"),
            Fault::Body | Fault::TooLong => ("#body", "body-error"),
        }
    }

    fn sentence(self) -> fn(&'static Words) -> &'static str {
        match self {
            Fault::To => |words| words.rooms().messages.no_to,
            Fault::Subject => |words| words.rooms().messages.no_subject_yet,
            Fault::Body => |words| words.rooms().messages.no_body,
            Fault::TooLong => |words| words.rooms().messages.too_long,
        }
    }
}

/// The words of a fault beside its field.
#[component]
pub fn FaultLine(faults: RwSignal<Vec<Fault>>, field: &'static str) -> impl IntoView {
    let reader = reader();
    let of_field = move || {
        faults
            .get()
            .into_iter()
            .find(|fault| fault.place().0 == field)
    };
    part(move || {
        match of_field() {
        None => ().into_any(),
        Some(fault) => view! {
            <p class="err" id=fault.place().1>
                <Icon name="circle-x" />
                <span>{reader.say(|words| words.rooms().messages.error)}" "{reader.say(fault.sentence())}</span>
            </p>
        }
        .into_any(),
    }
    })
}
