//! The portal: every address of it on one screen.

use std::sync::Arc;

use leptos::prelude::*;
use record::LocalId;

use crate::browser::database::NotRead;
use crate::browser::{clock, database, fetch, page, program, storage};
use crate::hospitals::Hospitals;
use crate::later::{self, Later, Room, room, shown_elsewhere};
use crate::pages::arrival::ArrivalPage;
use crate::pages::connect::{ConfirmPage, ConnectPage};
use crate::pages::delete::Deleted;
use crate::pages::end::{NothingKept, SignedOutPage};
use crate::pages::home::HomePage;
use crate::pages::welcome::WelcomePage;
use crate::pages::wrong::{MistakePage, NotFoundPage};
use crate::parts::dynamic::{part, part_in_turn};
use crate::parts::live::{Live, LiveRegions};
use crate::parts::route_change::RouteChange;
use crate::parts::shell::Shell;
use crate::people::{People, people};
use crate::reader::Reader;
use crate::route::{Route, route};
use crate::safe::{Door, Found, Safe, safe};
use crate::session::{Session, session};
use crate::settings::{Mistake, Settings, Why, settings};
use crate::words::Language;

/// The whole portal for one deployment.
#[component]
pub fn App(
    settings: Arc<Settings>,
    language: Language,
    /// What is kept on this device.
    found: Found,
) -> impl IntoView {
    provide_context(settings.clone());
    Reader::provide(language);
    Live::provide();
    let later = Later::provide();
    let mistake = RwSignal::new(None::<Mistake>);
    if !settings.ehr.is_null() {
        leptos::task::spawn_local(async move {
            later.want();
            if later.here().await {
                mistake.set(later::mistake(&settings));
            }
        });
    }
    let safe = Safe::provide(found);
    People::provide(later, safe);
    Hospitals::provide(later);
    Session::provide();
    Route::provide();
    view! {
        <RouteChange />
        {part(move || match mistake.get() {
            Some(mistake) => view! { <MistakePage mistake /> }.into_any(),
            None => view! { <Shell><Pages /></Shell> }.into_any(),
        })}
        {shown_elsewhere(Room::TimeOut)}
        <LiveRegions />
    }
}

/// The page of the address. Another address is another page, drawn anew.
#[component]
fn Pages() -> impl IntoView {
    let (route, people) = (route(), people());
    part_in_turn(move || {
        part(move || {
            // The page of another person is another page.
            people.number();
            let path = route.path();
            let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
            page_at(&steps)
        })
    })
}

/// Every address of the portal. Rooms are behind the later file (src/later.rs).
fn page_at(steps: &[&str]) -> AnyView {
    match *steps {
        [] => unless_shut(first_page),
        ["connect"] => unless_shut(|| view! { <ConnectPage /> }.into_any()),
        ["connect", key] => {
            let key = key.to_owned();
            unless_shut(move || view! { <ConfirmPage key=key.clone() /> }.into_any())
        }
        ["own-address"] => room(Room::OwnAddress),
        ["callback"] | ["callback", _] => view! { <ArrivalPage /> }.into_any(),
        ["launch"] => launched(),
        ["signed-out"] => view! { <SignedOutPage /> }.into_any(),
        ["help"] => room(Room::Help),
        ["settings"] => room(Room::Preferences),
        ["settings", "keeping"] => room(Room::Keeping),
        ["settings", "log"] => room(Room::Log),
        ["settings", "delete"] => room(Room::Delete),
        ["settings", "deleted"] => room(Room::Deleted(Deleted::All)),
        ["settings", "deleted", "partly"] => room(Room::Deleted(Deleted::Partly)),
        ["privacy"] => room(Room::Privacy),
        ["about"] => room(Room::About),

        ["home"] => open(|| view! { <HomePage /> }.into_any()),
        ["people"] => open(|| room(Room::People)),
        ["settings", "sources"] => open(|| room(Room::Sources)),
        ["more"] => open(|| room(Room::More)),
        ["results"] => open(|| room(Room::Labs)),
        ["results", id] => open_one(id, Room::Report),
        ["results", report, result] => {
            let (report, result) = (report.parse().ok(), result.parse().ok());
            open(move || room(Room::Lab(report, result)))
        }
        ["medicines"] => open(|| room(Room::Medicines)),
        ["medicines", "compare"] => open(|| room(Room::Compare(None))),
        ["medicines", "compare", id] => open_one(id, Room::Compare),
        ["medicines", id] => open_one(id, Room::Medicine),
        ["record"] => open(|| room(Room::Record)),
        ["record", "allergies"] => open(|| room(Room::Allergies)),
        ["record", "receipt"] => open(|| room(Room::Receipt)),
        ["record", key] => {
            let key = StoredValue::new(key.to_owned());
            open(move || room(Room::List(key)))
        }
        ["record", key, id] => {
            let (key, id) = (StoredValue::new(key.to_owned()), id.parse().ok());
            open(move || room(Room::Item(key, id)))
        }
        ["visits"] => open(|| room(Room::Visits)),
        ["visits", id] => open_one(id, Room::Visit),
        ["documents"] => open(|| room(Room::Documents)),
        ["documents", id] => open_one(id, Room::Document),
        ["messages"] => open(|| room(Room::Messages)),
        ["messages", "new"] => open(|| room(Room::Compose)),
        ["messages", "new", addressee] => {
            let addressee = StoredValue::new(addressee.to_owned());
            open(move || room(Room::ComposeTo(addressee)))
        }
        ["messages", id] => open_one(id, Room::Thread),

        _ => view! { <NotFoundPage /> }.into_any(),
    }
}

/// Whoever the hospital's own software sends here. What the link says is taken out of the address at once.
fn launched() -> AnyView {
    let query = page::query();
    page::drop_query();
    match query.is_empty() {
        true => view! { <WelcomePage /> }.into_any(),
        false => room(Room::Launch(StoredValue::new(query))),
    }
}

/// A room of one thing. An id that is none is that of nothing.
fn open_one(id: &str, which: fn(Option<LocalId>) -> Room) -> AnyView {
    let id = id.parse().ok();
    open(move || room(which(id)))
}

/// A page of the record stands only while a record is open.
fn open(page: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let session = session();
    let is_open = Memo::new(move |_| session.is_open());
    part(move || match is_open.get() {
        true => page(),
        false => closed(),
    })
}

/// Who has opened what is kept here needs no welcome.
fn first_page() -> AnyView {
    let (safe, route) = (safe(), route());
    if untrack(|| safe.door()) != Door::Open {
        return view! { <WelcomePage /> }.into_any();
    }
    request_animation_frame(move || route.go_instead("/home"));
    ().into_any()
}

/// A page for everybody, unless a record is kept here and locked: then the way to that comes first.
fn unless_shut(page: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let (session, safe) = (session(), safe());
    let is_shut = Memo::new(move |_| !session.is_open() && matches!(safe.door(), Door::Shut(_)));
    part(move || match is_shut.get() {
        true => room(Room::Unlock),
        false => page(),
    })
}

/// Where no record is open: the way to what is kept, or to sign in.
fn closed() -> AnyView {
    let safe = safe();
    let is_shut = Memo::new(move |_| matches!(safe.door(), Door::Shut(_)));
    part(move || match is_shut.get() {
        true => room(Room::Unlock),
        false => view! { <NothingKept /> }.into_any(),
    })
}

/// Reads the words and the settings and puts the portal, or what is wrong with it, in the place of the static shell.
pub fn start() {
    // Before the first mount Leptos runs no tasks.
    wasm_bindgen_futures::spawn_local(async {
        // start.js has asked for the words already: they come while the settings do.
        let read = fetch::own_file("/satchel.json").await;
        let language = Language::of(&storage::language());
        if !program::fetch(language.code()).await {
            return page::give_up();
        }
        let found = match database::header().await {
            Ok(Some(_)) => Found::Vault,
            Ok(None) if storage::kept_something() => Found::NoMore,
            // Who cannot look where something was kept is told so where it is unlocked.
            Err(NotRead) if storage::kept_something() => Found::Vault,
            Ok(None) | Err(NotRead) => Found::Nothing,
        };
        let file = read.map_err(|_| Mistake {
            field: "satchel.json".to_owned(),
            why: Why::NoFile,
        });
        let checked = file.and_then(|file| settings(&file));
        clock::breathe().await;
        let Some(place) = page::mount_place() else {
            return;
        };
        match checked {
            Ok(settings) => {
                settings.name_the_site();
                let settings = Arc::new(settings);
                mount_to(place, move || view! { <App settings language found /> }).forget();
            }
            Err(mistake) => mount_to(place, move || {
                Reader::provide(language);
                view! { <MistakePage mistake /> }
            })
            .forget(),
        }
    });
}
