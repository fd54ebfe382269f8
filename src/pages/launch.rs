//! `/launch`: the hospital's own software opens the portal for a patient. Anyone can write such a link, so nothing is
//! asked of a server that is not on the list of hospitals.

use std::sync::Arc;

use leptos::prelude::*;
use smart::{FhirBase, Launch};

use crate::pages::trouble::{Failed, NotSignedInPage};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::session::session;
use crate::settings::{Hospital, Settings};
use crate::words::fill;

/// `/launch?iss=…&launch=…`; the query stands in the address no more.
#[component]
pub fn LaunchPage(query: StoredValue<String>) -> impl IntoView {
    let (reader, session) = (reader(), session());
    reader.title(|words| words.titles.callback);
    let settings = expect_context::<Arc<Settings>>();
    let is_listed = |base: &FhirBase| hospital_at(&settings, base).is_some();
    let launch = query.with_value(|query| Launch::read(query, &is_listed));
    let launched = launch.ok().and_then(|launch| {
        let hospital = hospital_at(&settings, launch.base())?.clone();
        Some((launch, hospital))
    });
    let Some((launch, hospital)) = launched else {
        return view! { <NotListed /> }.into_any();
    };
    let name = StoredValue::new(hospital.name.clone());
    let failed = RwSignal::new(None::<Failed>);
    leptos::task::spawn_local(async move {
        if let Err(trouble) = session.begin_launched(&hospital, &launch).await {
            let hospital = Some(hospital);
            failed.try_set(Some(Failed { trouble, hospital }));
        }
    });
    let going = move || {
        let sentence = reader.words().rooms().trouble.going;
        fill(sentence, &[("hospital", &name.read_value())])
    };
    part(move || match failed.get() {
        Some(failed) => view! { <NotSignedInPage failed=StoredValue::new(failed) /> }.into_any(),
        None => view! {
            <div class="page">
                <h1 tabindex="-1">{reader.say(|words| words.titles.callback)}</h1>
                <p class="count-line" role="status">{text(going)}</p>
            </div>
        }
        .into_any(),
    })
}

/// The hospital of the settings whose server this is.
fn hospital_at<'s>(settings: &'s Settings, base: &FhirBase) -> Option<&'s Hospital> {
    let mut hospitals = settings.hospitals.iter();
    hospitals.find(|hospital| FhirBase::listed(&hospital.fhir).as_ref() == Ok(base))
}

#[component]
fn NotListed() -> impl IntoView {
    let reader = reader();
    view! {
        <div class="page state">
            <span class="tile big warn"><Icon name="triangle-alert" /></span>
            <h1 tabindex="-1">{reader.say(|words| words.rooms().trouble.not_listed)}</h1>
            <p>{reader.say(|words| words.rooms().trouble.not_listed_text)}</p>
            <div class="acts"><a href="/connect" class="btn">{reader.say(|words| words.welcome.start)}</a></div>
        </div>
    }
    .into_any()
}
