//! `/people`: the people whose records are open, and changing from one to another.

use leptos::prelude::*;
use record::same_person::Whose;

use crate::browser::format;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::people::{Profile, people};
use crate::reader::reader;
use crate::route::route;
use crate::session::session;
use crate::words::fill;

/// `/people`
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (reader, people) = (reader(), people());
    reader.title(|words| words.titles.people);
    let row = |profile: Profile| view! { <PersonRow profile /> };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().people.title)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().people.lead)}</p>
            <ul class="list">{part(move || people.all().into_iter().map(row).collect_view().into_any())}</ul>
            <div class="acts">
                <a href="/connect" class="btn sec">{reader.say(|words| words.rooms().sources.add)}</a>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PersonRow(profile: Profile) -> impl IntoView {
    let (reader, people, session, route, live) = (reader(), people(), session(), route(), live());
    let name = move || match profile.chart.owner_name() {
        name if name.is_empty() => reader.words().rooms().people.newcomer.no_name.to_owned(),
        name => name,
    };
    let told = move || {
        let words = reader.words();
        let born = profile.chart.person().and_then(|person| {
            let date = format::birth(person.birth_date.as_ref()?, reader.language());
            Some(fill(words.home.born, &[("date", &date)]))
        });
        let count = session.connections_of(profile.id).len();
        let hospitals = words.rooms().people.hospitals.of(count);
        let here =
            (people.number() == profile.id).then(|| words.rooms().people.on_screen.to_owned());
        let parts: Vec<String> = born.into_iter().chain([hospitals]).chain(here).collect();
        parts.join(" · ")
    };
    let show = move |_| {
        people.show(profile);
        let sentence = reader.words().rooms().people.switched;
        live.say(fill(sentence, &[("name", &untrack(name))]));
        route.go("/home");
    };
    let icon = move || match profile.whose() {
        Whose::Own => view! { <Icon name="user" /> }.into_any(),
        Whose::Dependent => view! { <Icon name="users" /> }.into_any(),
    };
    let current = Signal::derive(move || (people.number() == profile.id).then_some("true"));
    view! {
        <li class="row">
            <span class="tile">{part(icon)}</span>
            <div class="body">
                <button class="main" type="button" aria-current=current on:click=show>
                    <bdi>{text(name)}</bdi>
                </button>
                <span class="sub">{text(told)}</span>
            </div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
}
