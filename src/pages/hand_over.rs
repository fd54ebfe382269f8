//! `/callback` in a second tab: the sign-in was begun in the first, which gets the answer.

use leptos::prelude::*;
use smart::Diagnosis;

use crate::diagnosis::Trouble;
use crate::pages::trouble::not_signed_in;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::session::session;

/// Hands the answer over and says that this tab may go; or, if no other tab wants it, that one has to sign in again.
#[component]
pub fn HandOverPage() -> impl IntoView {
    let (reader, session) = (reader(), session());
    reader.title(|words| words.titles.callback);
    let taken = RwSignal::new(None::<bool>);
    leptos::task::spawn_local(async move {
        let _ = taken.try_set(Some(session.hand_over().await));
    });
    part(move || match taken.get() {
        None => view! {
            <div class="page">
                <h1 tabindex="-1">{reader.say(|words| words.rooms().people.tab.handing_over)}</h1>
            </div>
        }
        .into_any(),
        Some(true) => view! {
            <div class="page state">
                <span class="tile big ok"><Icon name="circle-check" /></span>
                <h1 tabindex="-1">{reader.say(|words| words.rooms().people.tab.done_title)}</h1>
                <p role="status">{reader.say(|words| words.rooms().people.tab.done)}</p>
            </div>
        }
        .into_any(),
        Some(false) => {
            let trouble = Trouble {
                diagnosis: Diagnosis::NotOurs,
                words: None,
            };
            not_signed_in(trouble, None)
        }
    })
}
