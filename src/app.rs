//! The portal: every address of it on one screen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::browser::{self, fetch};
use crate::chart::Chart;
use crate::mail::Mail;
use crate::pages::about::AboutPage;
use crate::pages::allergies::AllergiesPage;
use crate::pages::arrival::ArrivalPage;
use crate::pages::compose::ComposePage;
use crate::pages::connect::{ConfirmPage, ConnectPage};
use crate::pages::document::DocumentPage;
use crate::pages::documents::DocumentsPage;
use crate::pages::end::{NothingKept, SignedOutPage};
use crate::pages::help::HelpPage;
use crate::pages::home::HomePage;
use crate::pages::lab::LabPage;
use crate::pages::labs::LabsPage;
use crate::pages::medicine::MedicinePage;
use crate::pages::medicines::MedicinesPage;
use crate::pages::messages::MessagesPage;
use crate::pages::more::MorePage;
use crate::pages::preferences::PreferencesPage;
use crate::pages::privacy::PrivacyPage;
use crate::pages::report::ReportPage;
use crate::pages::thread::ThreadPage;
use crate::pages::visit::VisitPage;
use crate::pages::visits::VisitsPage;
use crate::pages::welcome::WelcomePage;
use crate::pages::wrong::{MistakePage, NotFoundPage};
use crate::parts::dynamic::part;
use crate::parts::live::{Live, LiveRegions};
use crate::parts::route_change::RouteChange;
use crate::parts::shell::Shell;
use crate::reader::Reader;
use crate::session::{Session, session};
use crate::settings::{Mistake, Settings, Why, settings};

/// The whole portal for one deployment.
#[component]
pub fn App(settings: Arc<Settings>) -> impl IntoView {
    provide_context(settings);
    Reader::provide();
    Live::provide();
    Chart::provide();
    Mail::provide();
    Session::provide();
    view! {
        <Router>
            <RouteChange />
            <Shell>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=page(|| view! { <WelcomePage /> }.into_any()) />
                    <Route path=path!("/connect") view=page(|| view! { <ConnectPage /> }.into_any()) />
                    <Route path=path!("/connect/:key") view=page(|| view! { <ConfirmPage /> }.into_any()) />
                    <Route path=path!("/callback") view=page(|| view! { <ArrivalPage /> }.into_any()) />
                    <Route path=path!("/signed-out") view=page(|| view! { <SignedOutPage /> }.into_any()) />
                    <Route path=path!("/help") view=page(|| view! { <HelpPage /> }.into_any()) />
                    <Route path=path!("/settings") view=page(|| view! { <PreferencesPage /> }.into_any()) />
                    <Route path=path!("/privacy") view=page(|| view! { <PrivacyPage /> }.into_any()) />
                    <Route path=path!("/about") view=page(|| view! { <AboutPage /> }.into_any()) />
                    <Route path=path!("/home") view=page(|| open(|| view! { <HomePage /> }.into_any())) />
                    <Route path=path!("/results") view=page(|| open(|| view! { <LabsPage /> }.into_any())) />
                    <Route path=path!("/results/:report") view=page(|| open(|| view! { <ReportPage /> }.into_any())) />
                    <Route path=path!("/results/:report/:result") view=page(|| open(|| view! { <LabPage /> }.into_any())) />
                    <Route path=path!("/more") view=page(|| open(|| view! { <MorePage /> }.into_any())) />
                    <Route path=path!("/medicines") view=page(|| open(|| view! { <MedicinesPage /> }.into_any())) />
                    <Route path=path!("/medicines/:medicine") view=page(|| open(|| view! { <MedicinePage /> }.into_any())) />
                    <Route path=path!("/record/allergies") view=page(|| open(|| view! { <AllergiesPage /> }.into_any())) />
                    <Route path=path!("/visits") view=page(|| open(|| view! { <VisitsPage /> }.into_any())) />
                    <Route path=path!("/visits/:visit") view=page(|| open(|| view! { <VisitPage /> }.into_any())) />
                    <Route path=path!("/documents") view=page(|| open(|| view! { <DocumentsPage /> }.into_any())) />
                    <Route path=path!("/documents/:document") view=page(|| open(|| view! { <DocumentPage /> }.into_any())) />
                    <Route path=path!("/messages") view=page(|| open(|| view! { <MessagesPage /> }.into_any())) />
                    <Route path=path!("/messages/new") view=page(|| open(|| view! { <ComposePage /> }.into_any())) />
                    <Route path=path!("/messages/:thread") view=page(|| open(|| view! { <ThreadPage /> }.into_any())) />
                </FlatRoutes>
            </Shell>
            <LiveRegions />
        </Router>
    }
}

/// A page as a plain function: all routes are of one type then, and the router's code is there once.
fn page(view: fn() -> AnyView) -> fn() -> AnyView {
    view
}

/// A page of the record stands only while a record is open.
fn open(page: fn() -> AnyView) -> AnyView {
    let session = session();
    let is_open = Memo::new(move |_| session.is_open());
    part(move || match is_open.get() {
        true => page(),
        false => view! { <NothingKept /> }.into_any(),
    })
}

/// Reads the settings and puts the portal, or what is wrong with them, in the place of the static shell.
pub fn start() {
    // Before the first mount Leptos runs no tasks.
    wasm_bindgen_futures::spawn_local(async {
        let read = fetch::own_file("/satchel.json").await;
        let file = read.map_err(|_| Mistake {
            field: "satchel.json".to_owned(),
            why: Why::NoFile,
        });
        let checked = file.and_then(|file| settings(&file));
        let Some(place) = browser::page::mount_place() else {
            return;
        };
        match checked {
            Ok(settings) => {
                settings.name_the_site();
                let settings = Arc::new(settings);
                mount_to(place, move || view! { <App settings /> }).forget();
            }
            Err(mistake) => mount_to(place, move || {
                Reader::provide();
                view! { <MistakePage mistake /> }
            })
            .forget(),
        }
    });
}
