//! Finding a hospital in the directory: a field, what was found, and how much of the list has come.

use leptos::prelude::*;

use crate::browser::{clock, page};
use crate::finder::Coming;
use crate::hospitals::hospitals;
use crate::pages::connect::hospital_row;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::places::{Found, Results};
use crate::reader::reader;
use crate::settings::Hospital;
use crate::words::fill;

/// So many milliseconds after the last letter the list follows.
const PAUSE: u32 = 300;

/// The part of `/connect` for a site with a directory.
#[component]
pub fn Find() -> impl IntoView {
    let (reader, live, hospitals) = (reader(), live(), hospitals());
    hospitals.finder().want();
    let typed = hospitals.typed();
    let results = results();
    let is_searching = move || !typed.read().trim().is_empty();
    let letters = StoredValue::new(0_usize);
    let follow = move |event: leptos::ev::Event| {
        let now = event_target_value(&event);
        letters.update_value(|letters| *letters += 1);
        let mine = letters.get_value();
        leptos::task::spawn_local(async move {
            clock::wait(PAUSE).await;
            if letters.try_get_value() == Some(mine) {
                typed.set(now);
            }
        });
    };
    let is_coming = move || matches!(hospitals.finder().coming(), Coming::UnderWay(_));
    let count = move || match results.read().found.len() {
        0 if is_coming() => String::new(),
        0 => reader.words().rooms().find.none.to_owned(),
        count => reader.words().connect.places.of(count),
    };
    Effect::new(move || {
        let told = count();
        if is_searching() && !told.is_empty() {
            live.say(told);
        }
    });
    let found = move || {
        view! {
            <p class="count-line">{text(count)}</p>
            {part(move || rows(results.get()))}
        }
        .into_any()
    };
    view! {
        <div class="field search">
            <label for="find">{reader.say(|words| words.rooms().find.label)}</label>
            <p class="hint" id="find-hint">{reader.say(|words| words.rooms().find.hint)}</p>
            <Icon name="search" />
            <input id="find" type="search" autocomplete="off" spellcheck="false" aria-describedby="find-hint"
                prop:value=typed.get_untracked()
                on:input=follow />
        </div>
        {part(how_much)}
        {part_while(is_searching, found)}
    }
    .into_any()
}

fn rows(results: Results) -> AnyView {
    let reader = reader();
    let row = move |one: Found| {
        let other_name = one.other_name.map(|name| {
            text(move || fill(reader.words().rooms().find.other_name, &[("name", &name)]))
        });
        let hospital = StoredValue::new(one.hospital.clone());
        let standing = view! { <Standing hospital /> }.into_any();
        hospital_row(0, one.hospital, other_name, standing)
    };
    if results.found.is_empty() {
        return ().into_any();
    }
    let more = results.may_be_more.then(|| {
        let told = reader.say(|words| words.rooms().find.may_be_more);
        view! { <p class="count-line">{told}</p> }.into_any()
    });
    view! {
        <ul class="list" id="found">{results.found.into_iter().map(row).collect_view()}</ul>
        {more}
    }
    .into_any()
}

/// What was found for what was typed, as far as the list has come.
fn results() -> Memo<Results> {
    let hospitals = hospitals();
    let typed = hospitals.typed();
    Memo::new(move |_| {
        hospitals.finder().coming();
        hospitals.finder().search(&typed.get())
    })
}

/// What is missing of the list.
fn how_much() -> AnyView {
    let (reader, hospitals) = (reader(), hospitals());
    match hospitals.finder().coming() {
        Coming::NotWanted | Coming::Here => ().into_any(),
        Coming::UnderWay(_) => {
            let told = reader.say(|words| words.rooms().find.coming);
            view! { <p class="count-line">{told}</p> }.into_any()
        }
        Coming::Partly(_) => {
            let again = move |_| {
                hospitals.finder().want();
                // The button goes.
                page::focus("#find");
            };
            view! {
                <div class="note warn">
                    <Icon name="triangle-alert" />
                    <div>
                        <p role="status">{reader.say(|words| words.rooms().find.partly)}</p>
                        <p class="note-acts">
                            <button class="btn sec small" type="button" on:click=again>
                                <Icon name="refresh-cw" />
                                {reader.say(|words| words.results.try_again)}
                            </button>
                        </p>
                    </div>
                </div>
            }
            .into_any()
        }
    }
}

/// What stands in the way of a sign-in, if anything does, below a hospital's name.
#[component]
pub fn Standing(hospital: StoredValue<Hospital>) -> impl IntoView {
    let reader = reader();
    let obstacle = hospital.with_value(|hospital| hospitals().finder().obstacle(hospital));
    let told = move |obstacle| {
        let told = text(move || reader.words().rooms().find.standing(obstacle).to_owned());
        view! { <span class="sub"><Icon name="info" />{told}</span> }
    };
    obstacle.map(told).into_any()
}
