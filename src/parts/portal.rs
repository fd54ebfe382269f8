//! The hospital's own portal, under the name that patients know: where a record can be seen that this site can't show,
//! and where the sign-in ends.

use leptos::prelude::*;

use crate::hospitals::hospitals;
use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::settings::Hospital;
use crate::words::fill;
use crate::words::trouble::Explained;

/// What the settings say of it, and the table of vendors where they say nothing.
struct Portal {
    name: Option<String>,
    page: Option<String>,
    sign_out: Option<String>,
}

impl Portal {
    fn of(hospital: &Hospital) -> Portal {
        let rules = hospitals().finder().rules(hospital);
        let known = |text: Option<&str>| text.map(str::to_owned);
        let (name, page) = (known(rules.portal), known(rules.portal_url));
        Portal {
            name: hospital.portal.clone().or(name),
            page: hospital.website.clone().or(page),
            sign_out: known(rules.sign_out),
        }
    }
}

/// The hospital's phone number, and its portal.
#[component]
pub fn PortalLink(hospital: Hospital) -> impl IntoView {
    let reader = reader();
    let portal = Portal::of(&hospital);
    let Hospital { name, phone, .. } = hospital;
    let call = phone.map(|phone| {
        let name = name.clone();
        let call = move || fill(reader.words().reasons.call, &[("hospital", &name)]);
        view! { <p>{text(call)}" "<a href=format!("tel:{phone}")>{phone.clone()}</a></p> }
            .into_any()
    });
    let way = match (portal.page, portal.name) {
        (Some(page), shown) => link(page, |words| words.go_to, shown.unwrap_or(name)),
        (None, Some(shown)) => {
            let called = named(|words| words.called, shown);
            view! { <p>{called}</p> }.into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        {call}
        {way}
    }
}

/// Where the sign-in at the hospital ends, for a shared computer.
#[component]
pub fn SignOutLink(hospital: StoredValue<Hospital>) -> impl IntoView {
    let hospital = hospital.get_value();
    let portal = Portal::of(&hospital);
    match (portal.sign_out, portal.page) {
        (Some(page), _) => link(page, |words| words.sign_out, hospital.name),
        (None, Some(page)) => {
            let shown = portal.name.unwrap_or(hospital.name);
            link(page, |words| words.sign_out_there, shown)
        }
        (None, None) => ().into_any(),
    }
}

/// A link to another site, whose name stands in the sentence.
fn link(page: String, sentence: fn(&'static Explained) -> &'static str, name: String) -> AnyView {
    view! { <p><a href=page rel="noreferrer">{named(sentence, name)}</a></p> }.into_any()
}

fn named(sentence: fn(&'static Explained) -> &'static str, name: String) -> Signal<String> {
    let reader = reader();
    text(move || {
        let sentence = sentence(&reader.words().rooms().trouble);
        fill(sentence, &[("portal", &name)])
    })
}
