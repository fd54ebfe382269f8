//! `/settings/sources`: every hospital with its state, what it shares, and the ways to go on or to stop.

use std::rc::Rc;

use leptos::prelude::*;
use record::progress::Step;
use smart::Interaction;

use crate::browser::format;
use crate::chart::Chart;
use crate::hospital::Connection;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::parts::second_tab::SecondTab;
use crate::parts::source::Monogram;
use crate::parts::sources::{StateLine, wants_sign_in};
use crate::parts::terms::rows_of;
use crate::people::{Profile, people};
use crate::reader::reader;
use crate::route::route;
use crate::searches::Domain;
use crate::session::session;
use crate::words::catalogue::Words;
use crate::words::fill;

/// `/settings/sources`
#[component]
pub fn SourcesPage() -> impl IntoView {
    let (reader, people, session) = (reader(), people(), session());
    reader.title(|words| words.titles.sources);
    let of_person = move |profile: Profile| {
        let one = move |connection| view! { <Source profile connection /> };
        let connections = session.connections_of(profile.id);
        connections.into_iter().map(one).collect_view()
    };
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.home.sources)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().sources.lead)}</p>
            {part(move || people.all().into_iter().map(of_person).collect_view().into_any())}
            <div class="acts">
                <a href="/connect" class="btn sec">
                    <Icon name="plus" />
                    {reader.say(|words| words.rooms().sources.add)}
                </a>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Source(profile: Profile, connection: Rc<Connection>) -> impl IntoView {
    let (reader, session) = (reader(), session());
    let (source, chart) = (connection.source, profile.chart);
    let hospital = StoredValue::new(connection.hospital.clone());
    let name = move || hospital.read_value().name.clone();
    let with_name = move |sentence: fn(&'static Words) -> &'static str| {
        text(move || fill(sentence(reader.words()), &[("hospital", &name())]))
    };
    let wants_sign_in = wants_sign_in(chart, &connection);
    let held = StoredValue::new_local(Rc::clone(&connection));
    let sharing =
        move |domain| held.with_value(|connection| Sharing::of(domain, chart, connection));
    let lacks_some = move || {
        Domain::ALL
            .into_iter()
            .any(|domain| sharing(domain) == Sharing::Withheld)
    };
    let rows = move || {
        let (words, language) = (reader.words(), reader.language());
        let sources = &words.rooms().sources;
        let moment = |at| format::moment(at, language);
        let until = |at| fill(sources.until, &[("when", &moment(at))]);
        let last = chart.updated(source).map(moment);
        let listed = |wanted| {
            let domains = Domain::ALL.into_iter();
            let names = domains.filter(|domain| sharing(*domain) == wanted);
            let names: Vec<&str> = names.map(|domain| domain.name(language)).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let access = match (
            wants_sign_in.get(),
            held.with_value(|connection| connection.ends()),
        ) {
            (true, _) => sources.ended.to_owned(),
            (false, Some(at)) => until(at),
            (false, None) => sources.until_closed.to_owned(),
        };
        rows_of(vec![
            (
                sources.record_of,
                Some(chart.owner_name()).filter(|name| !name.is_empty()),
            ),
            (
                sources.last_update,
                last.or_else(|| Some(sources.never.to_owned())),
            ),
            (sources.access, Some(access)),
            (sources.shares, listed(Sharing::Shared)),
            (sources.withheld, listed(Sharing::Withheld)),
            (sources.not_offered, listed(Sharing::NotOffered)),
        ])
    };
    let page = connection.management();
    let portal = page.is_none().then(|| connection.hospital.portal.clone());
    let connection = StoredValue::new_local(connection);
    let id = format!("source-{}", source.0);
    let labelled = id.clone();
    view! {
        <section class="sec" aria-labelledby=labelled>
            <div class="sec-h">
                <h2 id=id><Monogram index=session.place_of(source) name=name() />" "<bdi>{name()}</bdi></h2>
                <StateLine chart connection=held.get_value() />
            </div>
            <div class="card">
                <dl class="kv">{part(rows)}</dl>
                {part_while(lacks_some, move || view! {
                    <p class="small">{reader.say(|words| words.rooms().sources.share_more)}</p>
                }.into_any())}
                <div class="acts">
                    <button class="btn sec small" type="button"
                        aria-label=with_name(|words| words.rooms().sources.update_for)
                        on:click=move |_| session.update(connection.get_value())>
                        <Icon name="refresh-cw" />
                        {reader.say(|words| words.rooms().sources.update)}
                    </button>
                    <Disconnect connection profile />
                </div>
                <p class="small">
                    {reader.say(|words| words.rooms().sources.withdraw)}" "
                    {page.map(|page| view! {
                        <a href=page target="_blank" rel="noopener noreferrer external">
                            {with_name(|words| words.rooms().sources.withdraw_at)}
                        </a>
                    }.into_any())}
                    {portal.flatten().map(|portal| text(move || {
                        fill(reader.words().rooms().sources.withdraw_portal, &[("portal", &portal)])
                    }))}
                </p>
                <details class="fold">
                    <summary>{reader.say(|words| words.rooms().sources.again)}</summary>
                    <div class="fold-in">
                        <SecondTab hospital return_to=StoredValue::new("/settings/sources".to_owned()) />
                    </div>
                </details>
            </div>
        </section>
    }
}

/// Whether a hospital gives a part of the record.
#[derive(Clone, Copy, PartialEq)]
enum Sharing {
    Shared,
    /// The patient did not allow it, or the hospital keeps it back.
    Withheld,
    /// The hospital gives this to nobody.
    NotOffered,
}

impl Sharing {
    /// What a hospital answered is believed over what it said it had granted. Tracked.
    fn of(domain: Domain, chart: Chart, connection: &Connection) -> Sharing {
        let searches = domain.searches().iter();
        let mut searches = searches.filter(|search| !search.only_if_granted);
        let is_granted =
            searches.all(|search| connection.allows(search.resource, Interaction::Read));
        match chart.step(connection.source, domain) {
            Step::NotOffered => Sharing::NotOffered,
            Step::NotShared => Sharing::Withheld,
            Step::Done(1..) => Sharing::Shared,
            Step::Waiting | Step::Loading | Step::Done(_) | Step::Problem(_) if !is_granted => {
                Sharing::Withheld
            }
            Step::Waiting | Step::Loading | Step::Done(_) | Step::Problem(_) => Sharing::Shared,
        }
    }
}

/// Disconnecting asks first.
#[component]
fn Disconnect(
    connection: StoredValue<Rc<Connection>, LocalStorage>,
    profile: Profile,
) -> impl IntoView {
    let (reader, session, live, route) = (reader(), session(), live(), route());
    let name = StoredValue::new(connection.with_value(|one| one.hospital.name.clone()));
    let asks = RwSignal::new(false);
    let with_name = move |sentence: fn(&'static Words) -> &'static str| {
        text(move || fill(sentence(reader.words()), &[("hospital", &name.get_value())]))
    };
    let go = move |_| {
        let sentence = reader.words().rooms().sources.gone;
        live.say(fill(sentence, &[("hospital", &name.get_value())]));
        session.disconnect(connection.get_value());
        if !session.is_open_now() {
            route.go_instead("/signed-out");
        }
    };
    let question = move || {
        let unsent = move || !profile.mail.unsent_messages().is_empty();
        let is_last = session.connections_of(profile.id).len() < 2;
        let words_go = move || is_last && profile.chart.has_own_words();
        let words_stay = move || !is_last && profile.chart.has_own_words();
        view! {
            <div class="note warn" role="group" aria-label=with_name(|words| words.rooms().sources.disconnect_from)>
                <Icon name="triangle-alert" />
                <div>
                    <p>{with_name(|words| words.rooms().sources.sure)}</p>
                    {part_while(unsent, move || view! {
                        <p>{reader.say(|words| words.rooms().sources.sure_unsent)}</p>
                    }.into_any())}
                    {part_while(words_go, move || view! {
                        <p>{reader.say(|words| words.rooms().sources.sure_words)}</p>
                    }.into_any())}
                    {part_while(words_stay, move || view! {
                        <p>{reader.say(|words| words.rooms().sources.sure_words_stay)}</p>
                    }.into_any())}
                    <p class="note-acts">
                        <button class="btn small" type="button" on:click=go>
                            {reader.say(|words| words.rooms().sources.sure_yes)}
                        </button>
                        <button class="btn sec small" type="button" on:click=move |_| asks.set(false)>
                            {reader.say(|words| words.rooms().sources.sure_no)}
                        </button>
                    </p>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <button class="btn sec small" type="button" aria-expanded=text(move || asks.get().to_string())
            aria-label=with_name(|words| words.rooms().sources.disconnect_from)
            on:click=move |_| asks.update(|asks| *asks = !*asks)>
            {reader.say(|words| words.rooms().sources.disconnect)}
        </button>
        <div role="status">{part_while(move || asks.get(), question)}</div>
    }
}
