//! What stands around every page: skip link, brand, language, help, navigation, the emergency line.

use leptos::prelude::*;

use crate::chart::chart;
use crate::later::{Room, later, shown_elsewhere};
use crate::parts::dynamic::{part, part_in_turn, part_while, text};
use crate::parts::icon::Icon;
use crate::people::people;
use crate::reader::reader;
use crate::route::route;
use crate::safe::{Door, Standing, safe};
use crate::session::session;
use crate::settings::site_name;
use crate::words::catalogue::Words;
use crate::words::fill;

/// The frame of every page. Navigation shows while a record is open and no task has the screen.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let reader = reader();
    let (session, route, people, safe) = (session(), route(), people(), safe());
    let with_navigation = Memo::new(move |_| session.is_open() && !is_task(&route.path()));
    let class = Signal::derive(move || {
        if with_navigation.get() {
            "shell"
        } else {
            "shell solo"
        }
    });
    let menu_link = move || {
        let words = reader.say(|words| words.titles.menu);
        view! { <a class="tbtn jump" href="#menu" on:click=to_menu>{words}</a> }.into_any()
    };
    // What is said of a person is drawn anew for another one.
    let with_person = move |view: fn() -> AnyView| {
        part(move || {
            people.number();
            part_while(move || with_navigation.get(), move || part_in_turn(view))
        })
    };
    let is_others = move || session.is_open() && people.shows_another();
    let waits = move || !route.path().starts_with("/callback") && session.waits();
    let is_in_trouble = move || match safe.standing() {
        Standing::Crowded | Standing::Full | Standing::Trouble => safe.door() == Door::Open,
        Standing::Gone => true,
        Standing::Kept | Standing::Writing => false,
    };
    let home = move || {
        if session.is_open() {
            "/home".to_owned()
        } else {
            "/".to_owned()
        }
    };
    view! {
        <div class=class>
            <a class="skip" href="#main" on:click=skip>{reader.say(|words| words.shell.skip)}</a>
            <header class="top">
                <a href=home class="brand">
                    <span class="mark"><Icon name="folder-heart" /></span>
                    {site_name()}
                </a>
                <div class="end">
                    {part_while(move || with_navigation.get(), menu_link)}
                    <LanguageButton />
                    <a href="/help" class="tbtn">{reader.say(|words| words.shell.help)}</a>
                </div>
            </header>
            {part_while(is_others, move || view! { <OwnerBand /> }.into_any())}
            {with_person(|| view! { <Rail /> }.into_any())}
            <main id="main" tabindex="-1">
                <div class="above">
                    {part_while(waits, || shown_elsewhere(Room::Waiting))}
                    {part_while(is_in_trouble, || {
                        later().want();
                        shown_elsewhere(Room::NotKept)
                    })}
                    {part_while(move || reader.misses_words(), || view! { <NoWords /> }.into_any())}
                </div>
                {children()}
            </main>
            <Emergency />
            {with_person(|| view! { <Tabs /> }.into_any())}
        </div>
    }
}

/// Pages about one task show no navigation beside it.
fn is_task(path: &str) -> bool {
    path.starts_with("/callback")
        || path.starts_with("/connect")
        || path == "/"
        || path.starts_with("/messages/new")
}

fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    crate::browser::page::focus("main");
}

fn to_menu(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    crate::browser::page::focus("#menu a");
}

#[component]
fn LanguageButton() -> impl IntoView {
    let reader = reader();
    let other = move || reader.language().other();
    let code = Signal::derive(move || other().code());
    let name = Signal::derive(move || other().own_name());
    view! {
        <button class="tbtn" type="button" lang=code on:click=move |_| reader.switch_language()>
            {name}
        </button>
    }
}

/// A place of the navigation: path, icon, its name, and whether the bar of a phone has room for it.
struct Place {
    path: &'static str,
    icon: &'static str,
    name: fn(&'static Words) -> &'static str,
    stands: Stands,
}

#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Both,
    Rail,
    Bar,
}

const fn place(
    path: &'static str,
    icon: &'static str,
    name: fn(&'static Words) -> &'static str,
    stands: Stands,
) -> Place {
    Place {
        path,
        icon,
        name,
        stands,
    }
}

const PLACES: [Place; 10] = [
    place("/home", "house", |words| words.shell.home, Stands::Both),
    place(
        "/results",
        "test-tube-diagonal",
        |words| words.shell.results,
        Stands::Bar,
    ),
    place(
        "/results",
        "test-tube-diagonal",
        |words| words.shell.results_long,
        Stands::Rail,
    ),
    place(
        "/medicines",
        "pill",
        |words| words.shell.medicines,
        Stands::Both,
    ),
    place(
        "/messages",
        "mail",
        |words| words.shell.messages,
        Stands::Both,
    ),
    place(
        "/visits",
        "calendar",
        |words| words.shell.visits,
        Stands::Rail,
    ),
    place(
        "/documents",
        "file-text",
        |words| words.shell.documents,
        Stands::Rail,
    ),
    place(
        "/record",
        "folder-heart",
        |words| words.titles.record,
        Stands::Rail,
    ),
    place(
        "/settings",
        "settings",
        |words| words.titles.settings,
        Stands::Rail,
    ),
    place("/more", "menu", |words| words.shell.more, Stands::Bar),
];

fn standing(here: Stands) -> impl Iterator<Item = &'static Place> {
    let stands = move |place: &&Place| place.stands == here || place.stands == Stands::Both;
    PLACES.iter().filter(stands)
}

/// Whose record is on the screen, on every page, when it is not the own one (design §3).
#[component]
fn OwnerBand() -> impl IntoView {
    let (reader, people) = (reader(), people());
    let told = text(move || {
        let (shell, chart) = (&reader.words().shell, people.shown().chart);
        let born = chart.owner_birth(reader.language());
        match (chart.owner_name(), born) {
            (name, Some(born)) if !name.is_empty() => {
                fill(shell.viewing, &[("name", &name), ("date", &born)])
            }
            _ => shell.viewing_nameless.to_owned(),
        }
    });
    view! {
        <section class="owner" aria-label=reader.say(|words| words.titles.people)>
            <Icon name="users" />
            <p>{told}</p>
            <a href="/people">{reader.say(|words| words.shell.switch)}</a>
        </section>
    }
}

/// How many messages are new, at the place of the messages: for the eye.
fn badge(place: &Place) -> Option<AnyView> {
    let chart = chart();
    let count = move || {
        let count = text(move || chart.new_messages().to_string());
        view! { <span class="count" aria-hidden="true">{count}</span> }.into_any()
    };
    has_mail(place).then(|| part_while(move || chart.new_messages() > 0, count))
}

/// The same for the ear, behind the name of the place.
fn badge_told(place: &Place) -> Option<AnyView> {
    let (reader, chart) = (reader(), chart());
    let told = move || {
        let told = text(move || reader.words().shell.new_messages.of(chart.new_messages()));
        view! { <span class="vh">", "{told}</span> }.into_any()
    };
    has_mail(place).then(|| part_while(move || chart.new_messages() > 0, told))
}

fn has_mail(place: &Place) -> bool {
    place.path == "/messages"
}

/// Marks the place that the open page belongs to.
fn current(place: &'static str) -> Signal<Option<&'static str>> {
    let route = route();
    Signal::derive(move || belongs(&route.path(), place).then_some("page"))
}

/// The same on a phone, whose bar has no room for every place: the others are behind "More".
fn current_in_bar(place: &'static str) -> Signal<Option<&'static str>> {
    let route = route();
    Signal::derive(move || {
        let path = route.path();
        let behind = |one: &Place| one.stands == Stands::Rail && belongs(&path, one.path);
        let in_bar = standing(Stands::Bar).any(|one| belongs(&path, one.path));
        let is_here = match place {
            "/more" => belongs(&path, place) || !in_bar && PLACES.iter().any(behind),
            _ => belongs(&path, place),
        };
        is_here.then_some("page")
    })
}

fn belongs(path: &str, place: &str) -> bool {
    let below = path.strip_prefix(place);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

#[component]
fn Rail() -> impl IntoView {
    let (reader, chart, people) = (reader(), chart(), people());
    let whose = text(move || match people.shows_another() {
        true => reader.words().titles.people.to_owned(),
        false => reader.words().shell.your_record.to_owned(),
    });
    let link = move |place: &'static Place| {
        view! {
            <li>
                <a href=place.path aria-current=current(place.path)>
                    <Icon name=place.icon />
                    {reader.say(place.name)}
                    {badge_told(place)}
                    {badge(place)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label=reader.say(|words| words.shell.navigation)>
            <ul>{standing(Stands::Rail).map(link).collect_view()}</ul>
            <a href="/more" class="who" aria-current=current("/more")>
                <b aria-hidden="true">{text(move || chart.initials())}</b>
                <span>
                    <bdi>{text(move || chart.owner_name())}</bdi>
                    <small>{whose}</small>
                </span>
            </a>
        </nav>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let reader = reader();
    let link = move |place: &'static Place| {
        view! {
            <li>
                <a href=place.path aria-current=current_in_bar(place.path)>
                    <span class="pip">
                        <Icon name=place.icon />
                        {badge(place)}
                    </span>
                    {reader.say(place.name)}
                    {badge_told(place)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="tabs" id="menu" aria-label=reader.say(|words| words.shell.navigation)>
            <ul>{standing(Stands::Bar).map(link).collect_view()}</ul>
        </nav>
    }
}

/// Another language was chosen, and its words did not come.
#[component]
fn NoWords() -> impl IntoView {
    let reader = reader();
    view! {
        <div class="note warn" role="alert">
            <Icon name="triangle-alert" />
            <div><p>{reader.say(|words| words.shell.no_words)}</p></div>
        </div>
    }
}

#[component]
fn Emergency() -> impl IntoView {
    let reader = reader();
    let halves = move || {
        reader
            .words()
            .shell
            .emergency
            .split_once("{number}")
            .unwrap_or_default()
    };
    let before = Signal::derive(move || halves().0);
    let after = Signal::derive(move || halves().1);
    view! {
        <footer class="foot">
            <p>{before}<a href="tel:911">"911"</a>{after}</p>
            <ul>
                <li><a href="/privacy">{reader.say(|words| words.titles.privacy)}</a></li>
                <li><a href="/about">{reader.say(|words| words.titles.about)}</a></li>
            </ul>
        </footer>
    }
}
