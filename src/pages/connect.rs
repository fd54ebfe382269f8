//! Finding a hospital, and saying yes before its own sign-in page opens.

use std::sync::Arc;

use leptos::prelude::*;

use crate::later::{Room, needed};
use crate::pages::trouble::trouble_note;
use crate::parts::back::Back;
use crate::parts::came_back::came_back;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::source::Monogram;
use crate::reader::reader;
use crate::session::session;
use crate::settings::{Hospital, Settings};
use crate::words::fill;

/// `/connect`
#[component]
pub fn ConnectPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.connect);
    let settings = expect_context::<Arc<Settings>>();
    let count = settings.hospitals.len();
    let row = |(index, hospital): (usize, &Hospital)| view! { <HospitalRow index hospital=hospital.clone() /> };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.connect.title)}</h1>
            <p class="lede">{reader.say(|words| words.connect.lead)}</p>
            <p class="count-line">{text(move || reader.words().connect.places.of(count))}</p>
            <ul class="list">{settings.hospitals.iter().enumerate().map(row).collect_view()}</ul>
            <details class="fold">
                <summary>{reader.say(|words| words.connect.missing)}</summary>
                <div class="fold-in"><p>{reader.say(|words| words.connect.missing_advice)}</p></div>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn HospitalRow(index: usize, hospital: Hospital) -> impl IntoView {
    let place: Vec<String> = hospital.place.into_iter().chain(hospital.portal).collect();
    view! {
        <li class="row">
            <Monogram index name=hospital.name.clone() big=true />
            <div class="body">
                <a href=format!("/connect/{}", hospital.key) class="main">{hospital.name}</a>
                <span class="sub">{place.join(" · ")}</span>
            </div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}

/// `/connect/:key`
#[component]
pub fn ConfirmPage(key: String) -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.connect);
    let settings = expect_context::<Arc<Settings>>();
    let hospital = settings.hospital(&key).cloned();
    view! {
        <div class="page">
            <Back href="/connect" name=|words| words.connect.all />
            {match hospital {
                Some(hospital) => view! { <Confirm hospital /> }.into_any(),
                None => view! { <h1 tabindex="-1">{reader.say(|words| words.connect.unknown)}</h1> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

#[component]
fn Confirm(hospital: Hospital) -> impl IntoView {
    let reader = reader();
    let name = StoredValue::new(hospital.name.clone());
    let named = move |sentence: &str| fill(sentence, &[("hospital", &name.read_value())]);
    view! {
        <h1 tabindex="-1">{text(move || named(reader.words().connect.confirm))}</h1>
        <p class="lede">{hospital.place.clone()}</p>
        {came_back()}
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
        <p class="note flat small"><Icon name="lock" /><span>{reader.say(|words| words.welcome.privacy)}</span></p>
        <SignInButton hospital return_to="/home" />
        <p class="note flat small">
            <Icon name="external-link" />
            <span>{text(move || named(reader.words().connect.leaves))}</span>
        </p>
    }
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
    let (reader, session) = (reader(), session());
    if session.is_open_now() {
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
