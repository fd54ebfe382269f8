//! Finding a hospital in the directory: a field, what was found, and how much of the list has come.

use directory::RESULTS;
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
/// So many rows are drawn at once: what a small screen shows.
const AT_ONCE: usize = 4;

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
    let found =
        move || view! { <p class="count-line">{text(count)}</p> {rows(results)} }.into_any();
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

/// Rows that become those of other hospitals as the person types: drawing them anew would take a telephone longer than
/// looking for them. The first follow at once, the others in a task of their own, and are hidden until then.
fn rows(results: Memo<Results>) -> AnyView {
    let reader = reader();
    let settled = RwSignal::new(Results::default());
    Effect::new(move || {
        results.track();
        leptos::task::spawn_local(async move {
            clock::wait(0).await;
            if let Some(now) = results.try_get_untracked() {
                settled.set(now);
            }
        });
    });
    let is_none = Signal::derive(move || results.read().found.is_empty());
    let class = text(move || match *settled.read() == *results.read() {
        true => "list".to_owned(),
        false => "list settling".to_owned(),
    });
    let row = move |place| match place < AT_ONCE {
        true => row(Memo::new(move |_| results.read().found.get(place).cloned())),
        false => row(Memo::new(move |_| settled.read().found.get(place).cloned())),
    };
    let more = move || {
        let told = reader.say(|words| words.rooms().find.may_be_more);
        view! { <p class="count-line">{told}</p> }.into_any()
    };
    view! {
        <ul class=class id="found" hidden=is_none>{(0..RESULTS).map(row).collect_view()}</ul>
        {part_while(move || settled.read().may_be_more, more)}
    }
    .into_any()
}

/// A row for what stands at one place of the list. It is made when there first is something, and hidden when there is
/// nothing.
fn row(found: Memo<Option<Found>>) -> AnyView {
    let is_made = Memo::new(move |was: Option<&bool>| was == Some(&true) || found.read().is_some());
    let made = move || {
        let is_hidden = Signal::derive(move || found.read().is_none());
        let Some(first) = found.get_untracked() else {
            return ().into_any();
        };
        let shown = Memo::new(move |before: Option<&Found>| {
            let last = || before.unwrap_or(&first).clone();
            found.get().unwrap_or_else(last)
        });
        let hospital = Signal::derive(move || shown.read().hospital.clone());
        let below = view! { {other_name(shown)} {standing(hospital)} }.into_any();
        hospital_row(0, hospital, is_hidden, below)
    };
    part_while(move || is_made.get(), made)
}

/// The other name a hospital was found by.
fn other_name(shown: Memo<Found>) -> AnyView {
    let reader = reader();
    let name = Memo::new(move |_| shown.read().other_name.clone());
    let told = text(move || {
        let name = name.get().unwrap_or_default();
        fill(reader.words().rooms().find.other_name, &[("name", &name)])
    });
    part_while(
        move || name.read().is_some(),
        move || view! { <span class="sub">{told}</span> }.into_any(),
    )
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
    standing(Signal::derive(move || hospital.get_value()))
}

fn standing(hospital: Signal<Hospital>) -> AnyView {
    let (reader, hospitals) = (reader(), hospitals());
    let obstacle = Memo::new(move |_| hospitals.finder().obstacle(&hospital.read()));
    let told = text(move || {
        let told = obstacle
            .get()
            .map(|obstacle| reader.words().rooms().find.standing(obstacle));
        told.unwrap_or_default().to_owned()
    });
    part_while(
        move || obstacle.get().is_some(),
        move || {
            view! { <span class="sub"><Icon name="info" class="i i-s" />" "{told}</span> }
                .into_any()
        },
    )
}
