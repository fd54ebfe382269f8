//! A sign-in that did not work: what happened, and what to do next. The first file knows one short sentence; the whole
//! of it is in the later one.

use leptos::prelude::*;
use smart::{Diagnosis, Next};

use crate::diagnosis::Trouble;
use crate::later::{Room, room, shown_or};
use crate::pages::connect::SignInButton;
use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::parts::operator::OperatorWays;
use crate::parts::portal::PortalLink;
use crate::reader::reader;
use crate::settings::Hospital;
use crate::words::catalogue::Words;
use crate::words::fill;
use crate::words::trouble::{Explained, format};

/// What went wrong, and where, if that is known.
#[derive(Clone)]
pub struct Failed {
    /// Why.
    pub trouble: Trouble,
    /// Where.
    pub hospital: Option<Hospital>,
}

/// The notice at the button that was pressed.
pub fn trouble_note(trouble: Trouble, hospital: Hospital) -> AnyView {
    let hospital = Some(hospital);
    let failed = StoredValue::new(Failed { trouble, hospital });
    shown_or(Room::Trouble(failed), || {
        view! { <p>{reader().say(|words| words.wrong.not_fetched)}</p> }.into_any()
    })
}

/// The page in the place of the record.
pub fn not_signed_in(trouble: Trouble, hospital: Option<Hospital>) -> AnyView {
    room(Room::NotSignedIn(StoredValue::new(Failed {
        trouble,
        hospital,
    })))
}

/// See [`trouble_note`].
#[component]
pub fn TroubleNote(failed: StoredValue<Failed>) -> impl IntoView {
    let reader = reader();
    let title = reader.say(title(failed.with_value(|failed| failed.trouble.diagnosis)));
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <h2>{title}</h2>
                <Told failed />
            </div>
        </div>
    }
}

/// See [`not_signed_in`].
#[component]
pub fn NotSignedInPage(failed: StoredValue<Failed>) -> impl IntoView {
    let reader = reader();
    let Failed { trouble, hospital } = failed.get_value();
    let way = match (hospital, is_worth_another_try(trouble.diagnosis.next())) {
        (Some(hospital), true) => view! { <SignInButton hospital return_to="/home" /> }.into_any(),
        (Some(_), false) => to_list(|words| words.connect.all),
        (None, _) => to_list(|words| words.results.try_again),
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(title(trouble.diagnosis))}</h1>
            <div class="note warn">
                <Icon name="triangle-alert" />
                <div><Told failed /></div>
            </div>
            {way}
        </div>
    }
}

fn to_list(name: fn(&'static Words) -> &'static str) -> AnyView {
    let name = reader().say(name);
    view! { <div class="acts"><a href="/connect" class="btn">{name}</a></div> }.into_any()
}

fn title(diagnosis: Diagnosis) -> fn(&'static Words) -> &'static str {
    use smart::Part::Data;
    match diagnosis {
        Diagnosis::Canceled | Diagnosis::Abandoned => |words| words.rooms().trouble.not_finished,
        Diagnosis::NoBrowserApps(Data) | Diagnosis::ServerDown(Data) | Diagnosis::NothingShared => {
            |words| words.rooms().trouble.no_record
        }
        _ => |words| words.rooms().trouble.not_signed_in,
    }
}

/// The sentences, the hospital's own words quoted, and whom to turn to.
#[component]
fn Told(failed: StoredValue<Failed>) -> impl IntoView {
    let reader = reader();
    let Failed { trouble, hospital } = failed.get_value();
    let (diagnosis, next) = (trouble.diagnosis, trouble.diagnosis.next());
    let name = StoredValue::new(hospital.as_ref().map(|hospital| hospital.name.clone()));
    let told = move |sentence: fn(&'static Explained, Diagnosis) -> &'static str| {
        let words = &reader.words().rooms().trouble;
        let name = name.get_value();
        let name = name.as_deref().unwrap_or(words.your_hospital);
        let format = format(diagnosis);
        fill(
            sentence(words, diagnosis),
            &[("hospital", &name), ("format", &format)],
        )
    };
    let quoted = trouble.words.map(|words| {
        let whose = reader.say(|words| words.rooms().trouble.their_words);
        view! { <p class="small">{whose}": "<q lang="en">{words}</q></p> }.into_any()
    });
    let hospital = hospital.filter(|_| helps_to_turn_there(next));
    view! {
        <p>{text(move || told(Explained::what))}</p>
        <p>{text(move || told(|words, diagnosis| words.way(diagnosis.next())))}</p>
        {quoted}
        {hospital.map(|hospital| view! { <PortalLink hospital /> }.into_any())}
        {(next == Next::TellOperator).then(|| view! { <OperatorWays /> }.into_any())}
    }
}

fn is_worth_another_try(next: Next) -> bool {
    !matches!(next, Next::UsePortal | Next::TellOperator)
}

fn helps_to_turn_there(next: Next) -> bool {
    matches!(
        next,
        Next::TryLater | Next::UsePortal | Next::AskHospital | Next::TellOperator
    )
}
