//! `/launch`: the hospital's own software opens the portal for a patient. Anyone can write such a link, so nothing is
//! asked of a server that is not on the list of hospitals.

use std::cell::Cell;

use leptos::prelude::*;
use smart::Launch;

use crate::finder::Finder;
use crate::hospitals::hospitals;
use crate::pages::trouble::{Failed, NotSignedInPage};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::session::{Session, session};
use crate::settings::Hospital;
use crate::words::fill;

/// `/launch?iss=…&launch=…`; the query stands in the address no more.
#[component]
pub fn LaunchPage(query: StoredValue<String>) -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.callback);
    let state = RwSignal::new(State::Looking);
    let finder = hospitals().finder();
    leptos::task::spawn_local(begin(session(), finder, query.get_value(), state));
    let going = move |hospital: &str| {
        let sentence = reader.words().rooms().trouble.going;
        fill(sentence, &[("hospital", &hospital)])
    };
    let waiting = move || match &*state.read() {
        State::Going(hospital) => going(&hospital.name),
        State::Looking | State::NotListed | State::NotSure | State::Failed(_) => {
            reader.words().loading.signing_in.to_owned()
        }
    };
    part(move || match state.get() {
        State::NotListed => view! { <NotListed /> }.into_any(),
        State::NotSure => view! { <NotSure query /> }.into_any(),
        State::Failed(failed) => {
            view! { <NotSignedInPage failed=StoredValue::new(failed) /> }.into_any()
        }
        State::Looking | State::Going(_) => view! {
            <div class="page">
                <h1 tabindex="-1">{reader.say(|words| words.titles.callback)}</h1>
                <p class="count-line" role="status">{text(waiting)}</p>
            </div>
        }
        .into_any(),
    })
}

/// What has become of a launch.
#[derive(Clone)]
enum State {
    /// Whether its server is listed is being found out, from this site's own files.
    Looking,
    NotListed,
    /// The list did not come.
    NotSure,
    /// The hospital is asked how one signs in.
    Going(Hospital),
    Failed(Failed),
}

/// Looks the server up; only one that is listed is asked for anything.
async fn begin(session: Session, finder: &'static Finder, query: String, state: RwSignal<State>) {
    let claimed = Cell::new(None);
    // What is claimed is only read: nothing is listed yet.
    let _ = Launch::read(&query, &|base| {
        claimed.set(Some(base.clone()));
        false
    });
    let Some(base) = claimed.take() else {
        state.try_set(State::NotListed);
        return;
    };
    let hospital = match finder.by_base(&base).await {
        Ok(Some(hospital)) => hospital,
        Ok(None) => {
            state.try_set(State::NotListed);
            return;
        }
        Err(_) => {
            state.try_set(State::NotSure);
            return;
        }
    };
    let Ok(launch) = Launch::read(&query, &|asked| *asked == base) else {
        state.try_set(State::NotListed);
        return;
    };
    state.try_set(State::Going(hospital.clone()));
    if let Err(trouble) = session.begin_launched(&hospital, &launch).await {
        let hospital = Some(hospital);
        state.try_set(State::Failed(Failed { trouble, hospital }));
    }
}

/// The list of hospitals did not come, so the link is not followed.
#[component]
fn NotSure(query: StoredValue<String>) -> impl IntoView {
    let reader = reader();
    let again = RwSignal::new(false);
    let look = move |_| again.set(true);
    part(move || match again.get() {
        true => view! { <LaunchPage query /> }.into_any(),
        false => view! {
            <div class="page state">
                <span class="tile big warn"><Icon name="triangle-alert" /></span>
                <h1 tabindex="-1">{reader.say(|words| words.rooms().find.not_sure)}</h1>
                <p role="status">{reader.say(|words| words.rooms().find.partly)}</p>
                <div class="acts">
                    <button class="btn" type="button" on:click=look>
                        <Icon name="refresh-cw" />
                        {reader.say(|words| words.results.try_again)}
                    </button>
                </div>
            </div>
        }
        .into_any(),
    })
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
