//! Where one part of the record stands at one hospital: its name, what became of the question, and the way to ask again.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;
use record::section::{Advice, Trouble};

use crate::chart::chart;
use crate::hospital::Connection;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::notices::reason;
use crate::reader::reader;
use crate::searches::Domain;
use crate::words::catalogue::Words;
use crate::words::fill;

/// One row of the loading page, or of the receipt.
#[component]
pub fn DomainRow(
    /// The hospital.
    connection: Rc<Connection>,
    /// The part.
    domain: Domain,
    /// What it is called.
    name: Signal<&'static str>,
    /// Whether the hospital warned that it may lack something.
    #[prop(default = Signal::stored(false))]
    may_lack: Signal<bool>,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let hospital = StoredValue::new(connection.hospital.name.clone());
    let source = connection.source;
    let step = Memo::new(move |_| chart.step(source, domain));
    let again = StoredValue::new_local(connection);
    let told = text(move || {
        let told = told(step.get(), reader.words(), &hospital.read_value());
        match step.get() {
            Step::Done(_) if may_lack.get() => {
                let words = reader.words();
                let lacks = reason(Trouble::Incomplete, words, &hospital.read_value());
                format!("{told}. {lacks}")
            }
            _ => told,
        }
    });
    let label = text(move || {
        fill(
            reader.words().loading.try_again_for,
            &[("what", &name.get())],
        )
    });
    let look = move || match step.get() {
        Step::Done(_) if may_lack.get() => ("problem", "circle-alert"),
        step => look(step),
    };
    let state = Signal::derive(move || look().0);
    let retry = move || {
        let again = move |_| chart.retry(again.get_value(), domain);
        let words = reader.say(|words| words.loading.try_again);
        view! { <button class="btn sec small" type="button" aria-label=label on:click=again>{words}</button> }
            .into_any()
    };
    view! {
        <li data-state=state>
            {part(move || view! { <Icon name=look().1 /> }.into_any())}
            <span class="name">{name}</span>
            <span class="say">{told}</span>
            {part_while(move || is_worth_a_try(step.get()), retry)}
        </li>
    }
}

/// Whether asking again may bring it.
fn is_worth_a_try(step: Step) -> bool {
    matches!(step, Step::Problem(trouble) if trouble.advice() == Advice::TryAgain)
}

/// State for the style sheet, and icon.
fn look(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Waiting => ("waiting", "circle"),
        Step::Loading => ("loading", "loader"),
        Step::Done(_) => ("done", "circle-check"),
        Step::NotOffered | Step::NotShared => ("none", "minus"),
        Step::Problem(_) => ("problem", "circle-alert"),
    }
}

fn told(step: Step, words: &'static Words, hospital: &str) -> String {
    let loading = &words.loading;
    match step {
        Step::Waiting => loading.waiting.to_owned(),
        Step::Loading => loading.busy.to_owned(),
        Step::Done(0) => loading.done.to_owned(),
        Step::Done(count) => fill(loading.done_count, &[("count", &count)]),
        Step::NotOffered => fill(loading.not_offered, &[("hospital", &hospital)]),
        Step::NotShared => loading.not_shared.to_owned(),
        Step::Problem(trouble) => reason(trouble, words, hospital),
    }
}
