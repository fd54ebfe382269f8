//! A sign-in that did not work: what happened, and what to do next.

use leptos::prelude::*;

use crate::parts::dynamic::text;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::session::SignInTrouble;
use crate::settings::Hospital;
use crate::words::catalogue::Trouble;
use crate::words::fill;

/// The sentence for it, with a place for the hospital's name.
pub fn sentence(trouble: &SignInTrouble, words: &'static Trouble) -> &'static str {
    match trouble {
        SignInTrouble::Canceled => words.canceled,
        SignInTrouble::Expired => words.expired,
        SignInTrouble::NotOurs => words.not_ours,
        SignInTrouble::WrongSender => words.wrong_sender,
        SignInTrouble::Refused { .. } => words.refused,
        SignInTrouble::NoPatient => words.no_patient,
        SignInTrouble::NotOffered => words.not_offered,
        SignInTrouble::Unreachable => words.unreachable,
        SignInTrouble::BrowserRefused => words.browser_refused,
        SignInTrouble::UnsafeAddress => words.unsafe_address,
    }
}

/// The notice, with the hospital's own words quoted and its phone number.
#[component]
pub fn TroubleNote(trouble: SignInTrouble, hospital: Hospital) -> impl IntoView {
    let reader = reader();
    let quoted = match &trouble {
        SignInTrouble::Refused { words } => words.clone(),
        _ => None,
    };
    let Hospital { name, phone, .. } = hospital;
    let named = StoredValue::new(name);
    let told = move || {
        fill(
            sentence(&trouble, &reader.words().trouble),
            &[("hospital", &named.read_value())],
        )
    };
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <h2>{reader.say(|words| words.trouble.title)}</h2>
                <p>{text(told)}</p>
                {quoted.map(|words| view! {
                    <p class="small">{reader.say(|words| words.trouble.their_words)}": "<q lang="en">{words}</q></p>
                }.into_any())}
                {phone.map(|phone| view! {
                    <p>
                        {text(move || fill(reader.words().trouble.call, &[("hospital", &named.read_value())]))}" "
                        <a href=format!("tel:{phone}")>{phone.clone()}</a>
                    </p>
                }.into_any())}
            </div>
        </div>
    }
}
