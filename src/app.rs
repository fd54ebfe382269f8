//! The portal: every address of it on one screen.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::path;

use crate::browser::{fetch, page};
use crate::chart::Chart;
use crate::pages::arrival::ArrivalPage;
use crate::pages::connect::{ConfirmPage, ConnectPage};
use crate::pages::end::{NothingKept, SignedOutPage};
use crate::pages::help::HelpPage;
use crate::pages::home::HomePage;
use crate::pages::lab::LabPage;
use crate::pages::labs::LabsPage;
use crate::pages::more::MorePage;
use crate::pages::report::ReportPage;
use crate::pages::welcome::WelcomePage;
use crate::pages::wrong::{Failure, MistakePage, NotFoundPage};
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
    Session::provide();
    view! {
        <Router>
            <RouteChange />
            <Shell>
                <ErrorBoundary fallback=|_| view! { <Failure /> }>
                    <Routes fallback=NotFoundPage>
                        <Route path=path!("/") view=WelcomePage />
                        <Route path=path!("/connect") view=ConnectPage />
                        <Route path=path!("/connect/:key") view=ConfirmPage />
                        <Route path=path!("/callback") view=ArrivalPage />
                        <Route path=path!("/signed-out") view=SignedOutPage />
                        <Route path=path!("/help") view=HelpPage />
                        <ParentRoute path=path!("") view=OpenRecord>
                            <Route path=path!("/home") view=HomePage />
                            <Route path=path!("/results") view=LabsPage />
                            <Route path=path!("/results/:report") view=ReportPage />
                            <Route path=path!("/results/:report/:result") view=LabPage />
                            <Route path=path!("/more") view=MorePage />
                        </ParentRoute>
                    </Routes>
                </ErrorBoundary>
            </Shell>
            <LiveRegions />
        </Router>
    }
}

/// The pages of a record stand only while one is open.
#[component]
fn OpenRecord() -> impl IntoView {
    let session = session();
    view! {
        <Show when=move || session.is_open() fallback=NothingKept>
            <Outlet />
        </Show>
    }
    .into_any()
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
        let Some(place) = page::mount_place() else {
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
