//! For who left for a hospital's sign-in page and came back without an answer: that nothing was shared. Some hospitals
//! show a page of their own to who says no, and never send them back.

use leptos::prelude::*;
use smart::{Diagnosis, SignInTab, Standing};

use crate::browser::{clock, storage};
use crate::hospitals::hospitals;
use crate::later::{Room, later, shown_elsewhere};
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::session::session;
use crate::settings::Hospital;
use crate::words::fill;

/// A quiet note in the place where one would try again: about this hospital, or about each that the settings name.
pub fn came_back(about: Option<&Hospital>) -> AnyView {
    if storage::attempts().is_empty() {
        return ().into_any();
    }
    later().want();
    shown_elsewhere(Room::CameBack(StoredValue::new(about.cloned())))
}

/// See [`came_back`].
#[component]
pub fn CameBack(about: StoredValue<Option<Hospital>>) -> impl IntoView {
    let about = about.get_value();
    let leads_there = about.is_none();
    let keys = abandoned();
    let all = about.map_or_else(|| hospitals().listed(), |one| vec![one]);
    all.into_iter()
        .filter(|hospital| keys.contains(&hospital.key))
        .map(|hospital| view! { <Note hospital leads_there /> })
        .collect_view()
}

/// The hospitals whose answer will not come, by key. An answer can still come to an attempt that is young enough, by
/// Forward; an old one is forgotten.
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

#[component]
fn Note(hospital: Hospital, leads_there: bool) -> impl IntoView {
    let reader = reader();
    let way = leads_there.then(|| {
        let page = format!("/connect/{}", hospital.key);
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
