//! Pages that nobody needs for a first look: they wait in a file of their own, fetched when the first of them is
//! opened. scripts/hooks/split.mjs takes the linked program apart at [`fetched`].

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::browser::page;
use crate::pages::about::AboutPage;
use crate::pages::allergies::AllergiesPage;
use crate::pages::document::DocumentPage;
use crate::pages::documents::DocumentsPage;
use crate::pages::help::HelpPage;
use crate::pages::lab::LabPage;
use crate::pages::medicine::MedicinePage;
use crate::pages::medicines::MedicinesPage;
use crate::pages::messages::MessagesPage;
use crate::pages::more::MorePage;
use crate::pages::preferences::PreferencesPage;
use crate::pages::privacy::PrivacyPage;
use crate::pages::report::ReportPage;
use crate::pages::visit::VisitPage;
use crate::pages::visits::VisitsPage;
use crate::parts::dynamic::part;
use crate::reader::reader;

/// One of them.
#[derive(Clone, Copy)]
pub enum Later {
    About,
    Allergies,
    Document,
    Documents,
    Help,
    Lab,
    Medicine,
    Medicines,
    Messages,
    More,
    Preferences,
    Privacy,
    Report,
    Visit,
    Visits,
}

type View = fn() -> AnyView;

/// What only this function leads to is in the other file.
#[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
fn fetched(page: Later) -> Result<View, SplitLoaderError> {
    Ok(match page {
        Later::Messages => || view! { <MessagesPage /> }.into_any(),
        Later::Document => || view! { <DocumentPage /> }.into_any(),
        Later::Documents => || view! { <DocumentsPage /> }.into_any(),
        Later::Visit => || view! { <VisitPage /> }.into_any(),
        Later::Visits => || view! { <VisitsPage /> }.into_any(),
        Later::Allergies => || view! { <AllergiesPage /> }.into_any(),
        Later::Medicine => || view! { <MedicinePage /> }.into_any(),
        Later::Medicines => || view! { <MedicinesPage /> }.into_any(),
        Later::About => || view! { <AboutPage /> }.into_any(),
        Later::Help => || view! { <HelpPage /> }.into_any(),
        Later::Lab => || view! { <LabPage /> }.into_any(),
        Later::More => || view! { <MorePage /> }.into_any(),
        Later::Preferences => || view! { <PreferencesPage /> }.into_any(),
        Later::Privacy => || view! { <PrivacyPage /> }.into_any(),
        Later::Report => || view! { <ReportPage /> }.into_any(),
    })
}

/// Where fetching a page stands.
#[derive(Clone, Copy)]
enum Fetching {
    UnderWay,
    Done(View),
    Failed,
}

/// The page, as soon as it is here.
pub fn later(which: Later) -> AnyView {
    let fetching = RwSignal::new(Fetching::UnderWay);
    leptos::task::spawn_local(async move {
        let now = fetched(which)
            .await
            .map_or(Fetching::Failed, Fetching::Done);
        fetching.try_set(now);
        request_animation_frame(page::focus_heading_if_lost);
    });
    part(move || match fetching.get() {
        Fetching::UnderWay => waiting(|words| words.shell.loading),
        Fetching::Failed => waiting(|words| words.shell.not_fetched),
        Fetching::Done(view) => view(),
    })
}

fn waiting(told: fn(&'static crate::words::catalogue::Words) -> &'static str) -> AnyView {
    view! { <div class="page"><h1 tabindex="-1">{reader().say(told)}</h1></div> }.into_any()
}
