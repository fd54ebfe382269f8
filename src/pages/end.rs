//! After signing out, and a page opened with nothing in memory.

use std::sync::Arc;

use leptos::prelude::*;
use vault::Keeping;

use crate::later::{Room, shown_elsewhere};
use crate::pages::connect::SignInButton;
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::safe::{Door, Standing, safe};
use crate::session::session;
use crate::settings::{Hospital, Settings};
use crate::words::{Sentence, fill};

/// `/signed-out`
#[component]
pub fn SignedOutPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.signed_out);
    let left: Sentence = match untrack(|| safe().door()) {
        Door::None => |words| words.end.signed_out_text,
        Door::Open | Door::Shut(_) | Door::Passed => |words| words.end.signed_out_kept,
    };
    view! {
        <div class="page state">
            <span class="tile big ok"><Icon name="lock" /></span>
            <h1 tabindex="-1">{reader.say(|words| words.end.signed_out)}</h1>
            <p>{reader.say(left)}</p>
            {hospital_sessions()}
            <div class="acts"><a href="/connect" class="btn">{reader.say(|words| words.end.again)}</a></div>
        </div>
    }
    .into_any()
}

/// That the hospitals' own sign-ins may go on, and where they end.
pub fn hospital_sessions() -> AnyView {
    let reader = reader();
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
    let still_open = session().last_hospitals().into_iter();
    still_open.map(note).collect_view().into_any()
}

/// Any page of the record while no record is open: a reload, a second tab, the Back button after signing out, or the
/// end of a time without anybody there.
#[component]
pub fn NothingKept() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    reader.title(|words| words.titles.sign_in_again);
    let settings = expect_context::<Arc<Settings>>();
    let here = route().here();
    let (door, keeping) = untrack(|| (safe.door(), safe.keeping()));
    let is_gone = untrack(|| safe.standing()) == Standing::Gone;
    let (has_timed_out, is_typed_here) = untrack(|| (safe.has_timed_out(), safe.holds_typed()));
    let lead: Sentence = match (has_timed_out, is_gone) {
        (true, _) => |words| words.end.timed_out,
        (false, true) => |words| words.end.gone,
        (false, false) => nothing_kept(door, keeping),
    };
    let is_loaded_anew = !has_timed_out && door == Door::None;
    let may_keep = door == Door::None && keeping == Keeping::ThisVisit;
    let more: [Option<Sentence>; 3] = [
        is_typed_here.then_some(|words| words.end.typed_in_tab),
        is_loaded_anew.then_some(|words| words.end.nothing_kept_text),
        may_keep.then_some(|words| words.end.keep_next_time),
    ];
    let paragraph = |sentence| view! { <p>{reader.say(sentence)}</p> };
    let more = more.into_iter().flatten();
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
            <p class="lede">{reader.say(lead)}</p>
            {more.map(paragraph).collect_view()}
            {ready.map(button).collect_view()}
            {others}
        </div>
    }
    .into_any()
}

/// Why there is nothing to see, by the way of keeping.
fn nothing_kept(door: Door, keeping: Keeping) -> Sentence {
    match (door, keeping) {
        (Door::Passed | Door::Shut(_), _) => |words| words.end.passed,
        (Door::None, Keeping::ThisDevice) => |words| words.end.not_kept_yet,
        (Door::None, Keeping::SharedComputer | Keeping::ThisVisit) => {
            |words| words.end.nothing_kept
        }
        (Door::Open, _) => |words| words.end.no_hospital,
    }
}
