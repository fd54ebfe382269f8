//! Finding a hospital, and saying yes before its own sign-in page opens.

use leptos::prelude::*;
use smart::FhirBase;

use crate::hospitals::hospitals;
use crate::later::{Room, later, needed, room, shown_elsewhere};
use crate::pages::trouble::trouble_note;
use crate::parts::back::Back;
use crate::parts::came_back::came_back;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::keeping_choice::keeping_choice;
use crate::parts::source::Monogram;
use crate::reader::reader;
use crate::safe::{Door, safe};
use crate::session::session;
use crate::settings::Hospital;
use crate::words::fill;

/// `/connect`
#[component]
pub fn ConnectPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.connect);
    let (hospitals, session) = (hospitals(), session());
    let back = move || match session.is_open() {
        true => view! { <Back href="/home" name=|words| words.titles.home /> }.into_any(),
        false => view! { <Back href="/" name=|words| words.titles.welcome /> }.into_any(),
    };
    let search = hospitals.has_directory().then(|| needed(Room::Find));
    let typed = hospitals.typed();
    let is_idle = move || typed.read().trim().is_empty();
    let own = hospitals.allows_own_address().then(|| {
        let own = reader.say(|words| words.connect.own);
        view! { <p><a href="/own-address">{own}</a></p> }.into_any()
    });
    view! {
        <div class="page">
            {part(back)}
            <h1 tabindex="-1">{reader.say(|words| words.connect.title)}</h1>
            <p class="lede">{reader.say(|words| words.connect.lead)}</p>
            {search}
            {part_while(is_idle, listed)}
            <details class="fold">
                <summary>{reader.say(|words| words.connect.missing)}</summary>
                <div class="fold-in">
                    <p>{reader.say(|words| words.connect.missing_advice)}</p>
                    {own}
                </div>
            </details>
        </div>
    }
    .into_any()
}

/// The hospitals of the settings.
fn listed() -> AnyView {
    let (reader, listed) = (reader(), hospitals().listed());
    let count = listed.len();
    let row = |(index, hospital): (usize, Hospital)| {
        let standing = match is_ready(&hospital) {
            true => ().into_any(),
            false => {
                later().want();
                shown_elsewhere(Room::Standing(StoredValue::new(hospital.clone())))
            }
        };
        let hospital = Signal::stored(hospital);
        hospital_row(index, hospital, Signal::stored(false), standing)
    };
    if count == 0 {
        return ().into_any();
    }
    view! {
        <p class="count-line">{text(move || reader.words().connect.places.of(count))}</p>
        <ul class="list">{listed.into_iter().enumerate().map(row).collect_view()}</ul>
    }
    .into_any()
}

/// A row that leads to a hospital, with what else is to be said of it.
pub fn hospital_row(
    index: usize,
    hospital: Signal<Hospital>,
    is_hidden: Signal<bool>,
    below: AnyView,
) -> AnyView {
    let name = text(move || hospital.read().name.clone());
    let place = text(move || {
        let hospital = hospital.read();
        let known: Vec<&str> = hospital
            .place
            .iter()
            .chain(&hospital.portal)
            .map(String::as_str)
            .collect();
        known.join(" · ")
    });
    let page = text(move || format!("/connect/{}", hospital.read().key));
    view! {
        <li class="row" hidden=is_hidden>
            <Monogram index name big=true />
            <div class="body">
                <a href=page class="main">{name}</a>
                <span class="sub">{place}</span>
                {below}
            </div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}

/// `/connect/:key`
#[component]
pub fn ConfirmPage(key: String) -> impl IntoView {
    reader().title(|words| words.titles.connect);
    let hospitals = hospitals();
    match hospitals.listed_one(&key) {
        Some(hospital) if is_ready(&hospital) => {
            behind_all(view! { <Confirm hospital /> }.into_any())
        }
        None if !hospitals.has_directory() => behind_all(view! { <Unknown /> }.into_any()),
        Some(_) | None => room(Room::Found(StoredValue::new(key))),
    }
}

/// Whether nothing that is known beforehand stands in the way of a sign-in.
fn is_ready(hospital: &Hospital) -> bool {
    let base = FhirBase::listed(&hospital.fhir);
    base.is_ok_and(|base| hospital.obstacle(&hospital.rules(&base)).is_none())
}

/// A page with the way back to all hospitals.
pub fn behind_all(content: AnyView) -> AnyView {
    view! {
        <div class="page">
            <Back href="/connect" name=|words| words.connect.all />
            {content}
        </div>
    }
    .into_any()
}

/// No hospital has this address.
#[component]
pub fn Unknown() -> impl IntoView {
    view! { <h1 tabindex="-1">{reader().say(|words| words.connect.unknown)}</h1> }
}

/// What will be shared, and the way to the hospital's own sign-in.
#[component]
pub fn Confirm(hospital: Hospital) -> impl IntoView {
    let reader = reader();
    let name = StoredValue::new(hospital.name.clone());
    let named = move |sentence: &str| fill(sentence, &[("hospital", &name.read_value())]);
    view! {
        <h1 tabindex="-1">{text(move || named(reader.words().connect.confirm))}</h1>
        <p class="lede">{hospital.place.clone()}</p>
        {came_back(Some(&hospital))}
        <section class="sec card" aria-labelledby="shared">
            <h2 id="shared">{reader.say(|words| words.connect.shared)}</h2>
            <ul class="ticks">
                <Tick text=reader.say(|words| words.connect.share_person) />
                <Tick text=reader.say(|words| words.connect.share_results) />
                <Tick text=reader.say(|words| words.connect.share_medicines) />
                <Tick text=reader.say(|words| words.connect.share_visits) />
                <Tick text=reader.say(|words| words.connect.share_documents) />
                <Tick text=reader.say(|words| words.connect.share_people) />
                <Tick text=reader.say(|words| words.connect.share_messages) />
            </ul>
            <p class="muted">{reader.say(|words| words.connect.disconnect)}</p>
        </section>
        <Keep />
        <SignInButton hospital return_to="/home" />
        {(!session().is_open_now()).then(|| view! {
            <p class="note flat small">
                <Icon name="external-link" />
                <span>{text(move || named(reader.words().connect.leaves))}</span>
            </p>
        }.into_any())}
    }
}

/// Whether this device keeps the record: asked once, before anything is open or kept here.
#[component]
fn Keep() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    if session().is_open_now() || untrack(|| safe.door()) != Door::None {
        let privacy = reader.say(|words| words.welcome.privacy);
        return view! { <p class="note flat small"><Icon name="lock" /><span>{privacy}</span></p> }
            .into_any();
    }
    let chosen = RwSignal::new(untrack(|| safe.keeping()).code().to_owned());
    keeping_choice(chosen, move |keeping| safe.choose(keeping))
}

#[component]
fn Tick(#[prop(into)] text: Signal<&'static str>) -> impl IntoView {
    view! { <li><Icon name="check" />{text}</li> }
}

/// The button that leads to the hospital's own sign-in, and what to say when it cannot.
#[component]
pub fn SignInButton(
    /// Where to sign in.
    hospital: Hospital,
    /// The page to come back to.
    #[prop(into)]
    return_to: String,
) -> impl IntoView {
    let (reader, session, safe) = (reader(), session(), safe());
    if session.is_open_now() || safe.would_lose() {
        // What is open here would be lost on the way.
        return needed(Room::SecondTab(
            StoredValue::new(hospital),
            StoredValue::new(return_to),
        ));
    }
    let name = StoredValue::new(hospital.name.clone());
    let asked = hospital.clone();
    let sign_in = Action::new_local(move |_: &()| {
        let (hospital, return_to) = (asked.clone(), return_to.clone());
        async move { session.begin(&hospital, &return_to).await }
    });
    let pending = text(move || sign_in.pending().get().to_string());
    let label = move || match sign_in.pending().get() {
        true => reader.words().connect.going.to_owned(),
        false => fill(
            reader.words().connect.go,
            &[("hospital", &name.read_value())],
        ),
    };
    let trouble = move || sign_in.value().get().and_then(Result::err);
    let press = move |_| {
        if !sign_in.pending().get_untracked() {
            // The answer that was marked from the beginning is an answer too.
            safe.choose(untrack(|| safe.keeping()));
            sign_in.dispatch(());
        }
    };
    view! {
        <div role="status">
            {part(move || trouble().map(|trouble| trouble_note(trouble, hospital.clone())).into_any())}
        </div>
        <div class="acts">
            <button class="btn wide" type="button" on:click=press
                aria-busy=pending
                aria-disabled=pending>
                {text(label)}
            </button>
        </div>
    }
    .into_any()
}
