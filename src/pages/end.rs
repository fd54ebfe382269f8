//! After signing out, and a page opened with nothing in memory.

use std::sync::Arc;

use leptos::prelude::*;

use crate::later::{Room, shown_elsewhere};
use crate::pages::connect::SignInButton;
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::session::session;
use crate::settings::{Hospital, Settings};
use crate::words::fill;

/// `/signed-out`
#[component]
pub fn SignedOutPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.signed_out);
    let still_open = session().last_hospitals();
    let note = move |hospital: Hospital| {
        let out = shown_elsewhere(Room::SignOut(StoredValue::new(hospital.clone())));
        view! {
            <div class="note">
                <Icon name="info" />
                <div>
                    <p>{text(move || fill(reader.words().end.hospital_session, &[("hospital", &hospital.name)]))}</p>
                    {out}
                </div>
            </div>
        }
    };
    view! {
        <div class="page state">
            <span class="tile big ok"><Icon name="lock" /></span>
            <h1 tabindex="-1">{reader.say(|words| words.end.signed_out)}</h1>
            <p>{reader.say(|words| words.end.signed_out_text)}</p>
            {still_open.into_iter().map(note).collect_view()}
            <div class="acts"><a href="/connect" class="btn">{reader.say(|words| words.end.again)}</a></div>
        </div>
    }
    .into_any()
}

/// Any page of the record while no record is open: a reload, a second tab, the Back button after signing out.
#[component]
pub fn NothingKept() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.sign_in_again);
    let settings = expect_context::<Arc<Settings>>();
    let here = route().here();
    let ready = settings
        .hospitals
        .iter()
        .filter(|one| one.client_id.is_some());
    let others = settings.directory.then(|| {
        let find = reader.say(|words| words.welcome.start);
        view! { <div class="acts"><a href="/connect" class="btn sec">{find}</a></div> }.into_any()
    });
    let button = move |hospital: &Hospital| {
        view! {
            <section class="sec card">
                <h2>{hospital.name.clone()}</h2>
                <SignInButton hospital=hospital.clone() return_to=here.clone() />
            </section>
        }
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.end.nothing_kept_title)}</h1>
            <p class="lede">{reader.say(|words| words.end.nothing_kept)}</p>
            <p>{reader.say(|words| words.end.nothing_kept_text)}</p>
            {ready.map(button).collect_view()}
            {others}
        </div>
    }
    .into_any()
}
