//! Signing in while a record is open: in a second tab, so that nothing here is lost.

use leptos::prelude::*;
use smart::Attempt;

use crate::browser::{clock, storage};
use crate::diagnosis::Trouble;
use crate::pages::trouble::trouble_note;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::session::session;
use crate::settings::Hospital;
use crate::words::fill;

/// A link that was made is good for ten minutes; after so many milliseconds another takes its place, so that most of
/// that time is left to who follows it.
const FRESH_MS: u32 = 2 * 60 * 1000;

/// The link to the hospital's own sign-in. It is made beforehand: a browser opens a second tab only for a click.
#[component]
pub fn SecondTab(
    /// Where to sign in.
    hospital: StoredValue<Hospital>,
    /// The page to come back to.
    return_to: StoredValue<String>,
) -> impl IntoView {
    let (reader, session, route) = (reader(), session(), route());
    session.listen(move || {
        let path = route.here();
        let is_waiting = path.starts_with("/connect");
        match session.has_arrived() {
            true if is_waiting || path == "/settings/sources" => route.go("/callback"),
            false if is_waiting => route.go("/settings/sources"),
            true | false => {}
        }
    });
    let attempt = RwSignal::new_local(None::<Result<Attempt, Trouble>>);
    let under_way = RwSignal::new(false);
    // Whether the page still stands.
    let prepare = move || async move {
        let Some((hospital, return_to)) = hospital.try_get_value().zip(return_to.try_get_value())
        else {
            return false;
        };
        let prepared = session.prepare(&hospital, &return_to).await;
        attempt.try_set(Some(prepared)).is_none()
    };
    leptos::task::spawn_local(async move {
        while prepare().await {
            clock::wait(FRESH_MS).await;
        }
    });
    let leave = move |event: leptos::ev::MouseEvent| {
        let kept = attempt.with_untracked(|attempt| match attempt {
            Some(Ok(attempt)) => storage::keep_attempt(attempt),
            Some(Err(_)) | None => false,
        });
        match kept {
            true => {
                under_way.set(true);
                // Who clicks once more begins another sign-in.
                leptos::task::spawn_local(async move {
                    prepare().await;
                });
            }
            false => event.prevent_default(),
        }
    };
    let name = move || hospital.read_value().name.clone();
    let label = text(move || {
        let tab = &reader.words().rooms().people.tab;
        match attempt.read().is_some() {
            true => fill(tab.go, &[("hospital", &name())]),
            false => tab.preparing.to_owned(),
        }
    });
    let told = text(move || {
        let tab = &reader.words().rooms().people.tab;
        if under_way.get() {
            tab.under_way
        } else {
            tab.stays
        }
        .to_owned()
    });
    let link = move || {
        match &*attempt.read() {
        Some(Err(trouble)) => {
            trouble_note(trouble.clone(), hospital.get_value())
        }
        Some(Ok(attempt)) => view! {
            <a class="btn wide" href=attempt.authorize_url() target="_blank" rel="noopener noreferrer external"
                on:click=leave on:auxclick=leave>
                <Icon name="external-link" />
                {label}
            </a>
        }
        .into_any(),
        None => view! { <p class="count-line">{label}</p> }.into_any(),
    }
    };
    view! {
        <div class="acts">{part(link)}</div>
        <p class="note flat small" role="status"><Icon name="info" /><span>{told}</span></p>
    }
}
