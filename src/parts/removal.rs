//! Taking something off this device: the button for it, and the question that it opens first.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::deed::{Deed, Work};
use crate::parts::dynamic::{part_while, text};
use crate::parts::question::Question;
use crate::reader::reader;
use crate::words::Sentence;

/// What is taken off, and what is said of it.
pub struct Removal {
    /// The id of the question in the page.
    pub id: String,
    /// What the button says.
    pub button: Sentence,
    /// What is asked; the whole name of the button.
    pub asks: Sentence,
    /// What a yes means.
    pub means: Sentence,
    /// Does it.
    pub work: Box<dyn Fn() -> Work + Send + Sync>,
    /// What is said when it is done.
    pub done: Sentence,
    /// Where whoever asked for it goes on then.
    pub then: fn(),
}

impl Removal {
    /// The button, and the place where its question will stand.
    pub fn views(self, deed: Deed) -> (AnyView, AnyView) {
        let Removal { id, asks, .. } = self;
        let (reader, is_open) = (reader(), RwSignal::new(false));
        let (to_button, work) = (
            StoredValue::new(format!("[aria-controls={id}]")),
            StoredValue::new(self.work),
        );
        let answer = move |is_yes: bool| {
            is_open.set(false);
            page::focus(&to_button.read_value());
            if is_yes {
                deed.run(work.with_value(|work| work()), self.done, self.then);
            }
        };
        let question = move || {
            view! {
                <Question asks means=self.means
                    yes=|words| words.rooms().keeping.page.remove_yes
                    no=|words| words.rooms().keeping.page.leave_it
                    is_busy=Signal::derive(move || deed.is_busy())
                    answer=Box::new(answer) />
            }
            .into_any()
        };
        let button = view! {
            <button class="btn sec small" type="button" aria-label=reader.say(asks)
                aria-controls=id.clone() aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)>
                {reader.say(self.button)}
            </button>
        };
        let asked = view! {
            <div class="asked" id=id role="status">{part_while(move || is_open.get(), question)}</div>
        };
        (button.into_any(), asked.into_any())
    }
}
