//! The fields of a message.

use std::rc::Rc;

use leptos::prelude::*;
use record::Recipient;

use super::faults::{Fault, FaultLine};
use crate::chart::chart;
use crate::hospital::Connection;
use crate::mail::{Place, mail};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};

/// More letters than this are not taken by most systems.
pub const LONGEST: usize = 4_000;
/// From so many on it is said how many are left.
const NEARLY: usize = LONGEST / 5 * 4;

/// Radios of those whom the hospital offers.
#[component]
pub fn Recipients(
    connection: StoredValue<Rc<Connection>, LocalStorage>,
    place: Place,
    locked: Signal<bool>,
    faults: RwSignal<Vec<Fault>>,
) -> impl IntoView {
    let (reader, chart, mail) = (reader(), chart(), mail());
    let (source, addressee) = connection.with_value(|one| (one.source, one.addressee()));
    let offered = move || {
        let mut offered = chart.recipients();
        offered.retain(|one| one.source == source);
        offered
    };
    let choice = move |one: Recipient| {
        let path = one.path.clone();
        let (mention, role) = (one.mention, one.role);
        let name = move || {
            let unnamed = || reader.words().lab.care_team.to_owned();
            chart.name_of(&mention).unwrap_or_else(unnamed)
        };
        let chosen = path.clone();
        let checked = Signal::derive(move || mail.draft(place).to_at(addressee) == Some(&chosen));
        let choose = move |_| {
            let path = path.clone();
            mail.write(place, |draft| {
                draft.hospital = Some(addressee);
                draft.to = Some(path);
            });
            faults.update(|faults| faults.retain(|fault| *fault != Fault::To));
        };
        view! {
            <label class="choice">
                <input type="radio" name="to" prop:checked=checked on:change=choose />
                <span>
                    <bdi>{text(name)}</bdi>
                    <span class="sub" lang="en">{role}</span>
                </span>
            </label>
        }
    };
    let none = move || {
        let told = reader.say(|words| words.rooms().messages.no_recipients);
        view! { <p class="note warn"><Icon name="info" /><span>{told}</span></p> }.into_any()
    };
    view! {
        <fieldset class="choices" id="to" disabled=locked>
            <legend>{reader.say(|words| words.rooms().messages.to)}</legend>
            <FaultLine faults field="#to input" />
            {part(move || offered().into_iter().map(choice).collect_view().into_any())}
            {part_while(move || offered().is_empty(), none)}
        </fieldset>
    }
}

/// A field of text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Subject,
    Body,
    Reply,
}

#[component]
pub fn Field(
    place: Place,
    faults: RwSignal<Vec<Fault>>,
    locked: Signal<bool>,
    name: Name,
) -> impl IntoView {
    let (reader, mail) = (reader(), mail());
    let is_subject = name == Name::Subject;
    let (id, field, described) = match name {
        Name::Subject => ("subject", "#subject", "subject-error"),
        Name::Body | Name::Reply => ("body", "#body", "body-error body-left"),
    };
    let label = reader.say(match name {
        Name::Subject => |words| words.rooms().messages.subject,
        Name::Body => |words| words.rooms().messages.message,
        Name::Reply => |words| words.rooms().messages.reply,
    });
    let value = text(move || {
        let draft = mail.draft(place);
        if is_subject {
            draft.subject
        } else {
            draft.body
        }
    });
    let faulty = text(move || {
        faults
            .read()
            .iter()
            .any(|fault| fault.place().0 == field)
            .to_string()
    });
    let write = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        mail.write(place, |draft| {
            if is_subject {
                draft.subject = typed;
            } else {
                draft.body = typed;
            }
        });
        if !faults.read_untracked().is_empty() {
            faults.update(|faults| faults.retain(|fault| fault.place().0 != field));
        }
    };
    let input = match is_subject {
        true => view! {
            <input id=id type="text" maxlength="200" autocomplete="off" prop:value=value on:input=write readonly=locked
                aria-invalid=faulty aria-describedby=described />
        }
        .into_any(),
        false => view! {
            // What a field holds is written to disk by the browser, in the clear, unless the field says no.
            <textarea id=id rows="6" autocomplete="off" prop:value=value on:input=write readonly=locked
                aria-invalid=faulty aria-describedby=described></textarea>
            <p class="hint" id="body-left">{text(move || left(value.read().trim().chars().count(), reader))}</p>
        }
        .into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <FaultLine faults field />
            {input}
        </div>
    }
}

/// How much room is left, once it matters.
fn left(written: usize, reader: Reader) -> String {
    let words = &reader.words().rooms().messages;
    match (written < NEARLY, written <= LONGEST) {
        (true, _) => String::new(),
        (false, true) => words.left.of(LONGEST - written),
        (false, false) => words.too_much.of(written - LONGEST),
    }
}
