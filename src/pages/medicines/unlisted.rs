//! Under the list: what the patient said of medicines that no hospital lists now. It would come back with them, but
//! nobody has to wait for that to see it or to take it back.

use leptos::prelude::*;
use record::allergies::Reach;
use record::merging::Word;
use record::{Class, When};

use crate::browser::{format, page};
use crate::chart::chart;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::live::live;
use crate::parts::own_word::{asked, on_paper, said};
use crate::reader::reader;
use crate::words::fill;

/// Nothing where there is nothing. These words are of no hospital's medicine: a list that shows one hospital's has none
/// of them.
pub fn unlisted() -> AnyView {
    let chart = chart();
    let found = Memo::new(move |_| chart.unlisted_words());
    let words = Memo::new(move |_| {
        let found = found.read();
        let words = found.as_ref().map(|found| found.words.clone());
        words.unwrap_or_default()
    });
    let reach = Memo::new(move |_| {
        let found = found.read();
        found.as_ref().map_or(Reach::Loading, |found| found.reach)
    });
    let is_shown = move || !words.read().is_empty() && chart.only(Class::Medicines).is_none();
    part_while(is_shown, move || section(words, reach))
}

fn section(words: Memo<Vec<Word>>, reach: Memo<Reach>) -> AnyView {
    let reader = reader();
    let title = asked(move |asked| match reach.get() {
        Reach::Whole => asked.unlisted,
        Reach::Loading | Reach::Partly => asked.others,
    });
    let why = text(move || {
        let words = &reader.words().rooms().own_word;
        let why = match reach.get() {
            Reach::Whole => words.unlisted,
            Reach::Loading => words.others_loading,
            Reach::Partly => words.others_partly,
        };
        why.to_owned()
    });
    let rows = move || words.get().into_iter().map(row).collect_view().into_any();
    view! {
        <section class="sec" aria-labelledby="unlisted">
            <div class="sec-h"><h2 id="unlisted" tabindex="-1">{title}</h2></div>
            <p class="muted">{why}</p>
            <ul class="list">{part(rows)}</ul>
        </section>
    }
    .into_any()
}

fn row(word: Word) -> AnyView {
    let reader = reader();
    let name = word.name.clone();
    // The hospital's own words are in English; ours are not always.
    let language = name.is_some().then_some("en");
    let called = text(move || {
        let unnamed = || reader.words().rooms().own_word.a_medicine.to_owned();
        name.clone().unwrap_or_else(unnamed)
    });
    view! {
        <li class="row">
            <div class="body">
                <span class="main"><bdi lang=language>{called}</bdi></span>
                {on_paper(&word)}
                <div class="on-screen">
                    {said(word.clone())}
                    {take_back(word, called)}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// Taking back asks first: no field is here in which the note would stand again.
fn take_back(word: Word, called: Signal<String>) -> AnyView {
    let (reader, chart, live) = (reader(), chart(), live());
    let asks = RwSignal::new(false);
    let on = word.on;
    let label = text(move || {
        let date = format::day(&When::Day(on), reader.language());
        let sentence = reader.words().rooms().own_word.take_back_of;
        fill(sentence, &[("name", &called.get()), ("date", &date)])
    });
    let word = StoredValue::new(word);
    let go = move |_| {
        word.with_value(|word| chart.take_back_word(word));
        live.say(reader.words().rooms().own_word.taken_back.to_owned());
        // The row is gone, and with the last of them the heading.
        request_animation_frame(|| {
            if !page::focus("#unlisted") {
                page::focus_heading();
            }
        });
    };
    let question = move || {
        view! {
            <div class="note" role="group" aria-label=label>
                <div>
                    <p>{reader.say(|words| words.rooms().own_word.sure)}</p>
                    <p class="note-acts">
                        <button class="btn small" type="button" on:click=go>
                            {reader.say(|words| words.rooms().own_word.sure_yes)}
                        </button>
                        <button class="btn sec small" type="button" on:click=move |_| asks.set(false)>
                            {reader.say(|words| words.rooms().own_word.sure_no)}
                        </button>
                    </p>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="acts">
            <button class="btn sec small" type="button" aria-expanded=text(move || asks.get().to_string())
                aria-label=label on:click=move |_| asks.update(|asks| *asks = !*asks)>
                {reader.say(|words| words.rooms().own_word.take_back)}
            </button>
        </div>
        <div role="status">{part_while(move || asks.get(), question)}</div>
    }
    .into_any()
}
