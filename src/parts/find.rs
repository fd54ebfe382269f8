//! Finding something in a long list by its name. What is typed stays in memory, and is gone with the page.

use leptos::prelude::*;
use record::finding::{Folded, Wanted};

use crate::parts::dynamic::{part_while, text};
use crate::parts::live::live;
use crate::reader::reader;

/// A list of fewer rows is looked through faster than searched.
const ENOUGH: usize = 10;

/// What is typed above the lists of this page.
#[derive(Clone, Copy)]
struct Typed(RwSignal<String>);

/// The same, where there is a field for it; the lists begin anew with every change of it.
pub fn typed_here() -> Option<RwSignal<String>> {
    use_context::<Typed>().map(|typed| typed.0)
}

/// What is looked for in a list. Its names are folded when somebody goes to the field, and again only when the list
/// changes; what is typed, once for all rows.
#[derive(Clone, Copy)]
pub struct Finding {
    typed: RwSignal<String>,
    names: Memo<Vec<Folded>>,
}

impl Finding {
    /// In the list of the page that is being drawn; `names` gives one for each of its rows, and is tracked.
    pub fn new(names: impl Fn() -> Vec<Folded> + Send + Sync + 'static) -> Self {
        let typed = RwSignal::new(String::new());
        provide_context(Typed(typed));
        Self {
            typed,
            names: Memo::new_with_compare(move |_| names(), |_, _| true),
        }
    }

    /// Whether something is looked for; tracked.
    pub fn is_seeking(self) -> bool {
        !Wanted::of(&self.typed.read()).is_nothing()
    }

    /// Of the rows of the list those that are found: all while nothing is looked for. Tracked.
    pub fn found<T, R>(self, rows: &[T], of: fn(&T) -> R) -> Vec<R> {
        let wanted = Wanted::of(&self.typed.read());
        if wanted.is_nothing() {
            return rows.iter().map(of).collect();
        }
        let names = self.names.read();
        let found = rows.iter().zip(names.iter());
        let found = found.filter(|(_, name)| wanted.is_in(name));
        found.map(|(row, _)| of(row)).collect()
    }

    /// Somebody is going to type: the first letter should not wait for the names.
    fn prepare(self) {
        let _ = self.names.read_untracked();
    }
}

/// The field above a list; none above a short one.
#[component]
pub fn FindBox(
    /// What is looked for.
    finding: Finding,
    /// How many rows it leaves.
    found: Signal<usize>,
    /// How many there are.
    all: Signal<usize>,
) -> impl IntoView {
    let (reader, live, typed) = (reader(), live(), finding.typed);
    let types = move |event| {
        typed.set(event_target_value(&event));
        let words = &untrack(|| reader.words()).rooms().record;
        live.say(match found.get_untracked() {
            0 => words.found_none.to_owned(),
            count => words.found.of(count),
        });
    };
    let none = move || {
        view! { <p class="lede">{reader.say(|words| words.rooms().record.found_none)}</p> }
            .into_any()
    };
    let field = move || {
        view! {
            <div class="field find-in">
                <label for="find-in">{reader.say(|words| words.rooms().record.find)}</label>
                <input id="find-in" type="search" autocomplete="off" spellcheck="false"
                    prop:value=move || typed.get() on:focus=move |_| finding.prepare() on:input=types />
                <p class="count-line">{text(move || match typed.read().trim().is_empty() {
                    true => String::new(),
                    false => reader.words().rooms().record.found.of(found.get()),
                })}</p>
            </div>
        }
        .into_any()
    };
    // A list that grew short keeps the field that somebody types into.
    let is_wanted = move || all.get() >= ENOUGH || finding.is_seeking();
    view! {
        {part_while(is_wanted, field)}
        {part_while(move || finding.is_seeking() && found.get() == 0, none)}
    }
}
