//! A question before something is deleted, with what that means.

use leptos::prelude::*;

use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::words::Sentence;

/// The question and its two answers. While it is being done, both wait.
#[component]
pub fn Question(
    /// What is asked.
    asks: Sentence,
    /// What a yes means.
    means: Sentence,
    /// The yes.
    yes: Sentence,
    /// The no.
    no: Sentence,
    /// Whether a yes is being done.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Where the answer goes.
    answer: Box<dyn Fn(bool) + Send + Sync>,
) -> impl IntoView {
    let reader = reader();
    let answer = StoredValue::new(answer);
    let give = move |is_yes: bool| {
        if !is_busy.get_untracked() {
            answer.with_value(|answer| answer(is_yes));
        }
    };
    let busy = Signal::derive(move || is_busy.get().to_string());
    view! {
        <div class="note warn" role="group" aria-label=reader.say(asks)>
            <Icon name="triangle-alert" />
            <div>
                <p><strong>{reader.say(asks)}</strong></p>
                <p>{reader.say(means)}</p>
                <p class="note-acts">
                    <button class="btn danger small" type="button" on:click=move |_| give(true)
                        aria-busy=busy aria-disabled=busy>
                        {reader.say(yes)}
                    </button>
                    <button class="btn sec small" type="button" on:click=move |_| give(false)>
                        {reader.say(no)}
                    </button>
                </p>
            </div>
        </div>
    }
}
