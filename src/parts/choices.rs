//! One question with its answers.

use leptos::prelude::*;

use crate::reader::reader;
use crate::words::Sentence;

/// A value and its name in words.
pub type Choice = (&'static str, Sentence);

/// One question with its answers, the chosen one marked; choosing takes effect at once.
#[component]
pub fn Choices(
    /// The name they have in common.
    group: &'static str,
    /// The question.
    legend: Sentence,
    /// The value of the answer that is marked.
    chosen: RwSignal<String>,
    /// What choosing does.
    choose: Box<dyn Fn(&str) + Send + Sync>,
    /// The answers.
    options: Vec<Choice>,
    /// A line about each answer, where its name alone does not tell.
    #[prop(optional)]
    lines: Vec<Sentence>,
) -> impl IntoView {
    let reader = reader();
    let choose = StoredValue::new(choose);
    let mut lines = lines.into_iter();
    let option = |(value, name): Choice| {
        let line = lines
            .next()
            .map(|line| view! { <span class="sub">{reader.say(line)}</span> });
        let pick = move |_| {
            chosen.set(value.to_owned());
            choose.with_value(|choose| choose(value));
        };
        let is_chosen = Signal::derive(move || *chosen.read() == value);
        view! {
            <label class="choice">
                <input type="radio" name=group value=value prop:checked=is_chosen on:change=pick />
                <span>{reader.say(name)}{line}</span>
            </label>
        }
    };
    let options = options.into_iter().map(option).collect_view().into_any();
    view! {
        <fieldset class="choices">
            <legend>{reader.say(legend)}</legend>
            {options}
        </fieldset>
    }
}
