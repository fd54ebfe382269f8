//! For who left for a hospital's sign-in page and came back without an answer: that nothing was shared. Some hospitals
//! show a page of their own to who says no, and never send them back.

use std::sync::Arc;

use leptos::prelude::*;
use smart::{Diagnosis, SignInTab, Standing};

use crate::browser::{clock, storage};
use crate::later::{Room, later, shown_elsewhere};
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::session::session;
use crate::settings::{Hospital, Settings};
use crate::words::fill;

/// A quiet note for each such hospital, in the place where one would try again.
pub fn came_back() -> AnyView {
    if storage::attempts().is_empty() {
        return ().into_any();
    }
    later().want();
    shown_elsewhere(Room::CameBack)
}

/// See [`came_back`].
#[component]
pub fn CameBack() -> impl IntoView {
    let here = route().here();
    let settings = expect_context::<Arc<Settings>>();
    let is_about =
        |hospital: &&Hospital| !here.starts_with("/connect/") || here == page_of(hospital);
    let keys = abandoned();
    let hospitals = settings.hospitals.iter();
    let note = |hospital: &Hospital| view! { <Note hospital=hospital.clone() /> };
    hospitals
        .filter(|hospital| keys.contains(&hospital.key))
        .filter(is_about)
        .map(note)
        .collect_view()
}

/// The hospitals whose answer will not come, by key. An answer can still come to an attempt that is young enough, by
/// Forward; an old one is told of once.
fn abandoned() -> Vec<String> {
    let now = clock::now() as u64;
    // While a record is open, sign-ins are in tabs of their own.
    let tab = match session().is_open_now() {
        true => SignInTab::Other,
        false => SignInTab::Own,
    };
    let mut hospitals = Vec::new();
    for key in storage::attempts() {
        let Some(attempt) = storage::attempt(&key) else {
            continue;
        };
        if attempt.standing(tab, now) == Standing::Abandoned {
            hospitals.push(attempt.hospital().to_owned());
        }
        if attempt.is_expired(now) {
            storage::forget_attempt(&key);
        }
    }
    hospitals
}

fn page_of(hospital: &Hospital) -> String {
    format!("/connect/{}", hospital.key)
}

#[component]
fn Note(hospital: Hospital) -> impl IntoView {
    let reader = reader();
    let page = page_of(&hospital);
    let way = (route().here() != page).then(|| {
        let again = reader.say(|words| words.results.try_again);
        view! { <p class="note-acts"><a href=page class="btn sec small">{again}</a></p> }.into_any()
    });
    let told = move || {
        let sentence = reader.words().rooms().trouble.what(Diagnosis::Abandoned);
        fill(sentence, &[("hospital", &hospital.name)])
    };
    view! {
        <div class="note">
            <Icon name="info" />
            <div>
                <p role="status">{text(told)}</p>
                {way}
            </div>
        </div>
    }
}
