//! A form that asks for a passphrase: the one in use, a new one, or both. What is typed goes to nobody.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::deed::{Deed, Work};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::passphrase::Strength;
use crate::reader::reader;
use crate::safe::{Safe, safe};
use crate::settings::site_name;
use crate::words::Sentence;
use crate::words::catalogue::Words;

/// Which passphrases are asked for.
#[derive(Clone, Copy, PartialEq)]
pub enum Asks {
    /// The one in use.
    Yours,
    /// A new one.
    New,
    /// The one in use and the one that takes its place.
    Both,
}

/// What was typed.
pub struct Given {
    /// The passphrase in use.
    pub yours: String,
    /// The new one.
    pub new: String,
}

/// The fields and the button.
#[component]
pub fn PassphraseForm(
    /// What it asks for.
    asks: Asks,
    /// What happens to it, and what came of that.
    deed: Deed,
    /// The button.
    go: Sentence,
    /// The button while it happens.
    going: Sentence,
    /// What is said when it is done.
    done: Sentence,
    /// What to do with what was typed.
    work: fn(Safe, Given) -> Work,
    /// What follows.
    #[prop(optional)]
    then: Option<fn()>,
) -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let (yours, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (wrong, new_wrong) = (deed.wrong(), RwSignal::new(None::<Sentence>));
    let (asks_yours, asks_new) = (asks != Asks::New, asks != Asks::Yours);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let no_passphrase = asks_yours && yours.read_untracked().is_empty();
        wrong.set(no_passphrase.then_some(|words| words.rooms().keeping.passphrase.type_it));
        new_wrong.set(match asks_new {
            true => fault(Strength::of(&new.read_untracked())),
            false => None,
        });
        if wrong.read_untracked().is_some() || new_wrong.read_untracked().is_some() {
            request_animation_frame(|| page::select("[aria-invalid=true]"));
            return;
        }
        let given = Given {
            yours: yours.get_untracked(),
            new: new.get_untracked(),
        };
        deed.run(work(safe, given), done, move || {
            yours.try_set(String::new());
            new.try_set(String::new());
            if let Some(then) = then {
                then();
            }
        });
    };
    let label = text(move || {
        let label = if deed.is_busy() { going } else { go };
        label(reader.words()).to_owned()
    });
    let busy = text(move || deed.is_busy().to_string());
    let (id, yours_label): (_, Sentence) = match asks {
        Asks::Yours | Asks::New => ("passphrase", |words| words.rooms().keeping.passphrase.yours),
        Asks::Both => ("passphrase-now", |words| {
            words.rooms().keeping.passphrase.now
        }),
    };
    view! {
        <form novalidate autocomplete="off" on:submit=submit>
            // Whose it is, for programs that keep passphrases.
            <input type="text" autocomplete="username" value=site_name() hidden />
            {asks_yours.then(|| view! {
                <Field id autocomplete="current-password" label=yours_label value=yours wrong />
            }.into_any())}
            {asks_new.then(|| view! {
                <Field id="new-passphrase" autocomplete="new-password"
                    label=|words| words.rooms().keeping.passphrase.new value=new wrong=new_wrong />
                <p class="hint" id="new-passphrase-hint">
                    {text(move || told(Strength::of(&new.read()), reader.words()))}" "
                    {reader.say(|words| words.rooms().keeping.passphrase.stays)}
                </p>
            }.into_any())}
            <div class="acts">
                <button class="btn" type="submit" aria-busy=busy aria-disabled=busy>{label}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What keeps a new passphrase from being taken.
fn fault(strength: Strength) -> Option<Sentence> {
    match strength {
        Strength::Empty | Strength::Short(_) => {
            Some(|words| words.rooms().keeping.passphrase.longer)
        }
        Strength::Plain => Some(|words| words.rooms().keeping.passphrase.plainer),
        Strength::Enough | Strength::Strong => None,
    }
}

/// What is said of a new passphrase while it is typed.
fn told(strength: Strength, words: &'static Words) -> String {
    let words = &words.rooms().keeping.passphrase;
    match strength {
        Strength::Empty => words.advice.to_owned(),
        Strength::Short(missing) => words.missing_letters.of(missing),
        Strength::Plain => words.plain.to_owned(),
        Strength::Enough => words.enough.to_owned(),
        Strength::Strong => words.strong.to_owned(),
    }
}

/// A field whose letters can be shown.
#[component]
fn Field(
    id: &'static str,
    autocomplete: &'static str,
    label: Sentence,
    value: RwSignal<String>,
    wrong: RwSignal<Option<Sentence>>,
) -> impl IntoView {
    let reader = reader();
    let is_shown = RwSignal::new(false);
    let wrong_id = format!("{id}-wrong");
    let described = format!("{wrong_id} {id}-hint");
    let fault = move |sentence: Sentence| {
        let before = reader.say(|words| words.rooms().messages.error);
        view! {
            <p class="err" id=wrong_id.clone()>
                <Icon name="circle-x" />
                <span>{before}" "{reader.say(sentence)}</span>
            </p>
        }
        .into_any()
    };
    let write = move |event: leptos::ev::Event| {
        value.set(event_target_value(&event));
        if wrong.read_untracked().is_some() {
            wrong.set(None);
        }
    };
    let button = move || {
        let words = &reader.words().rooms().keeping.passphrase;
        let name = if is_shown.get() {
            words.hide
        } else {
            words.show
        };
        name.to_owned()
    };
    view! {
        <div class="field">
            <label for=id>{reader.say(label)}</label>
            {part(move || wrong.get().map(&fault).into_any())}
            <div class="secret">
                <input id=id autocomplete=autocomplete autocapitalize="none" spellcheck="false"
                    type=text(move || if is_shown.get() { "text" } else { "password" }.to_owned())
                    prop:value=value on:input=write
                    aria-invalid=text(move || wrong.read().is_some().to_string())
                    aria-describedby=described />
                <button class="btn sec" type="button" aria-controls=id
                    on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)>
                    {text(button)}
                </button>
            </div>
        </div>
    }
}
