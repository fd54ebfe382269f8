//! A hospital that stands in the directory, or where nobody can sign in yet.

use std::sync::Arc;

use leptos::prelude::*;
use smart::Obstacle;

use crate::browser::page;
use crate::finder::NotSure;
use crate::hospitals::hospitals;
use crate::pages::connect::{Confirm, Unknown, behind_all};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::settings::{Hospital, Settings};
use crate::words::fill;

/// `/connect/:key`, where the settings alone do not tell what stands there.
#[component]
pub fn FoundPage(key: StoredValue<String>) -> impl IntoView {
    let (reader, hospitals) = (reader(), hospitals());
    reader.title(|words| words.titles.connect);
    let looked = RwSignal::new_local(None::<Result<Option<Hospital>, NotSure>>);
    let look = move || {
        let key = key.get_value();
        leptos::task::spawn_local(async move {
            let found = hospitals.finder().by_key(&key).await;
            // Who waits at a heading goes on at that of the page itself.
            let waits = page::has_focus("h1.waits");
            if looked.try_set(Some(found)).is_none() && waits {
                request_animation_frame(page::focus_heading);
            }
        });
    };
    look();
    let again = move |_| {
        looked.set(None);
        request_animation_frame(page::focus_heading);
        look();
    };
    let content = move || match &*looked.read() {
        None => {
            let looking = reader.say(|words| words.rooms().find.looking);
            view! { <h1 class="waits" tabindex="-1">{looking}</h1> }.into_any()
        }
        Some(Ok(Some(hospital))) => one(hospital.clone()),
        Some(Ok(None)) => view! { <Unknown /> }.into_any(),
        Some(Err(NotSure)) => view! {
            <h1 class="waits" tabindex="-1">{reader.say(|words| words.rooms().find.not_sure)}</h1>
            <p class="lede" role="status">{reader.say(|words| words.rooms().find.partly)}</p>
            <div class="acts">
                <button class="btn" type="button" on:click=again>
                    <Icon name="refresh-cw" />
                    {reader.say(|words| words.results.try_again)}
                </button>
            </div>
        }
        .into_any(),
    };
    behind_all(part(content))
}

fn one(hospital: Hospital) -> AnyView {
    match hospitals().finder().obstacle(&hospital) {
        None => view! { <Confirm hospital /> }.into_any(),
        Some(obstacle) => view! { <NotYet hospital obstacle /> }.into_any(),
    }
}

/// Why nobody can sign in there from here, and what to do instead.
#[component]
fn NotYet(hospital: Hospital, obstacle: Obstacle) -> impl IntoView {
    let reader = reader();
    let name = StoredValue::new(hospital.name.clone());
    let named = move |sentence: &str| fill(sentence, &[("hospital", &name.read_value())]);
    let rules = hospitals().finder().rules(&hospital);
    let portal = hospital
        .website
        .clone()
        .or(rules.portal_url.map(str::to_owned));
    let operator = expect_context::<Arc<Settings>>().operator.clone();
    let email = operator.and_then(|operator| operator.email);
    let ways = [
        portal.map(|portal| (portal, hospital.portal.unwrap_or(hospital.name))),
        hospital.phone.map(|phone| (format!("tel:{phone}"), phone)),
        email.map(|email| (format!("mailto:{email}"), email)),
    ];
    let [site, call, write] =
        ways.map(|way| way.map(|(href, shown)| view! { " "<a href=href>{shown}</a> }.into_any()));
    let own_site = match site.is_some() {
        true => reader.say(|words| words.rooms().find.own_portal),
        false => reader.say(|words| words.rooms().find.own_site),
    };
    let line = |told: Signal<&'static str>, way: AnyView| view! { <li>{told}{way}</li> }.into_any();
    view! {
        <h1 tabindex="-1">{text(move || named(reader.words().rooms().find.not_yet))}</h1>
        <p class="lede">{hospital.place}</p>
        <p class="note">
            <Icon name="info" />
            <span>{text(move || named(reader.words().rooms().find.why(obstacle)))}</span>
        </p>
        <section class="sec" aria-labelledby="can-do">
            <div class="sec-h"><h2 id="can-do">{reader.say(|words| words.rooms().find.can_do)}</h2></div>
            <ul class="plain">
                {line(own_site, site.into_any())}
                {call.map(|way| line(reader.say(|words| words.rooms().find.call), way))}
                {line(reader.say(|words| words.rooms().find.copy), ().into_any())}
                {line(reader.say(|words| words.rooms().find.ask), ().into_any())}
                {write.map(|way| line(reader.say(|words| words.rooms().find.operator), way))}
            </ul>
        </section>
    }
    .into_any()
}
