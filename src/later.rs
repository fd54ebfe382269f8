//! What a first look at the record does without: the other rooms, reading what stands in them, why a sign-in did not
//! work, and the directory of hospitals. It waits in a file of its own, fetched behind the first results or when a room
//! is opened. The built program is taken apart at [`pages`], [`take`], [`deliveries`], [`diagnose`], [`look_up`], [`rules`],
//! [`mistake`], [`watch`], [`first_look`], [`conversations`], [`read_whole`], [`cover_rest`], [`remember`], [`keep`],
//! [`in_turn`], [`merge`], [`things`], [`rows()`] and [`update`]: what only they lead to is in the later file
//! (crates/split), which must be [`Later::here`] when one of them is called.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use async_lock::Semaphore;
use leptos::prelude::*;
use record::section::{self, Delivery};
use record::{Class, Grouped, LocalId, Message, SourceId, Taken, Thread, threads};
use smart::{Overrides, Rules, Seen};

use crate::browser::{page, program};
use crate::chart::merged::Held;
use crate::chart::run::Run;
use crate::chart::{Chart, rows};
use crate::diagnosis::{Trouble, diagnosed};
use crate::hospital::{Connection, Originals};
use crate::hospitals::Hospitals;
use crate::pages::about::AboutPage;
use crate::pages::allergies::AllergiesPage;
use crate::pages::compare::ComparePage;
use crate::pages::compose::{ComposePage, ComposeToPage};
use crate::pages::delete::{DeletePage, Deleted, DeletedPage};
use crate::pages::document::DocumentPage;
use crate::pages::documents::DocumentsPage;
use crate::pages::find::{Find, Standing};
use crate::pages::found::FoundPage;
use crate::pages::hand_over::HandOverPage;
use crate::pages::help::HelpPage;
use crate::pages::keeping::KeepingPage;
use crate::pages::lab::LabPage;
use crate::pages::labs::LabsPage;
use crate::pages::launch::LaunchPage;
use crate::pages::log::LogPage;
use crate::pages::medicine::MedicinePage;
use crate::pages::medicines::MedicinesPage;
use crate::pages::messages::MessagesPage;
use crate::pages::more::MorePage;
use crate::pages::newcomer::{NewcomerPage, WaitingNote};
use crate::pages::own_address::OwnAddressPage;
use crate::pages::people::PeoplePage;
use crate::pages::preferences::PreferencesPage;
use crate::pages::privacy::PrivacyPage;
use crate::pages::record::RecordPage;
use crate::pages::record::entry::ItemPage;
use crate::pages::record::list::ListPage;
use crate::pages::record::receipt::ReceiptPage;
use crate::pages::record::rest::Rest;
use crate::pages::report::ReportPage;
use crate::pages::sources::SourcesPage;
use crate::pages::thread::ThreadPage;
use crate::pages::trouble::{Failed, NotSignedInPage, TroubleNote};
use crate::pages::unlock::UnlockPage;
use crate::pages::visit::VisitPage;
use crate::pages::visits::{NextVisit, VisitsPage};
use crate::parts::came_back::CameBack;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::parts::keeping_notes::{KeptNote, StandingNote};
use crate::parts::missing::Missing;
use crate::parts::newness::report_tag;
use crate::parts::news_block::NewsBlock;
use crate::parts::no_record::NoRecord;
use crate::parts::portal::SignOutLink;
use crate::parts::second_tab::SecondTab;
use crate::parts::source::report_chips;
use crate::parts::time_out::TimeOut;
use crate::reader::reader;
use crate::safe::Safe;
use crate::searches::Search;
use crate::settings::{Hospital, Mistake, Settings};

/// One of these pages, or what one of them shows elsewhere.
#[derive(Clone, Copy)]
pub enum Room {
    About,
    Allergies,
    CameBack(StoredValue<Option<Hospital>>),
    Compare(Option<LocalId>),
    Compose,
    ComposeTo(StoredValue<String>),
    Delete,
    Deleted(Deleted),
    Document(Option<LocalId>),
    Documents,
    HandOver,
    Find,
    Found(StoredValue<String>),
    Help,
    Item(StoredValue<String>, Option<LocalId>),
    Keeping,
    Kept,
    Lab(Option<LocalId>, Option<LocalId>),
    Labs,
    Launch(StoredValue<String>),
    List(StoredValue<String>),
    Log,
    Medicine(Option<LocalId>),
    Medicines,
    Messages,
    Missing,
    More,
    Newcomer,
    News,
    NextVisit,
    OwnAddress,
    People,
    Preferences,
    Privacy,
    Receipt,
    Record,
    Report(Option<LocalId>),
    ReportSide(LocalId),
    ReportTag(LocalId),
    Rest,
    SecondTab(StoredValue<Hospital>, StoredValue<String>),
    Sources,
    NoRecord(SourceId),
    NotSignedIn(StoredValue<Failed>),
    SignOut(StoredValue<Hospital>),
    NotKept,
    Standing(StoredValue<Hospital>),
    Thread(Option<LocalId>),
    TimeOut,
    Trouble(StoredValue<Failed>),
    Unlock,
    Visit(Option<LocalId>),
    Visits,
    Waiting,
}

/// The way into the rooms.
#[inline(never)]
fn pages(room: Room) -> AnyView {
    match room {
        Room::About => view! { <AboutPage /> }.into_any(),
        Room::Allergies => view! { <AllergiesPage /> }.into_any(),
        Room::CameBack(about) => view! { <CameBack about /> }.into_any(),
        Room::Compare(id) => view! { <ComparePage id /> }.into_any(),
        Room::Compose => view! { <ComposePage /> }.into_any(),
        Room::ComposeTo(addressee) => view! { <ComposeToPage addressee /> }.into_any(),
        Room::Delete => view! { <DeletePage /> }.into_any(),
        Room::Deleted(outcome) => view! { <DeletedPage outcome /> }.into_any(),
        Room::Document(id) => view! { <DocumentPage id /> }.into_any(),
        Room::Documents => view! { <DocumentsPage /> }.into_any(),
        Room::HandOver => view! { <HandOverPage /> }.into_any(),
        Room::Find => view! { <Find /> }.into_any(),
        Room::Found(key) => view! { <FoundPage key /> }.into_any(),
        Room::Help => view! { <HelpPage /> }.into_any(),
        Room::Item(key, id) => view! { <ItemPage key id /> }.into_any(),
        Room::Keeping => view! { <KeepingPage /> }.into_any(),
        Room::Kept => view! { <KeptNote /> }.into_any(),
        Room::Lab(report, result) => view! { <LabPage report result /> }.into_any(),
        Room::Labs => view! { <LabsPage /> }.into_any(),
        Room::Launch(query) => view! { <LaunchPage query /> }.into_any(),
        Room::List(key) => view! { <ListPage key /> }.into_any(),
        Room::Log => view! { <LogPage /> }.into_any(),
        Room::Medicine(id) => view! { <MedicinePage id /> }.into_any(),
        Room::Medicines => view! { <MedicinesPage /> }.into_any(),
        Room::Messages => view! { <MessagesPage /> }.into_any(),
        Room::Missing => view! { <Missing /> }.into_any(),
        Room::More => view! { <MorePage /> }.into_any(),
        Room::Newcomer => view! { <NewcomerPage /> }.into_any(),
        Room::News => view! { <NewsBlock /> }.into_any(),
        Room::NextVisit => view! { <NextVisit /> }.into_any(),
        Room::OwnAddress => view! { <OwnAddressPage /> }.into_any(),
        Room::People => view! { <PeoplePage /> }.into_any(),
        Room::Preferences => view! { <PreferencesPage /> }.into_any(),
        Room::Privacy => view! { <PrivacyPage /> }.into_any(),
        Room::Receipt => view! { <ReceiptPage /> }.into_any(),
        Room::Record => view! { <RecordPage /> }.into_any(),
        Room::Report(report) => view! { <ReportPage report /> }.into_any(),
        Room::ReportSide(report) => report_chips(report),
        Room::ReportTag(report) => report_tag(report),
        Room::Rest => view! { <Rest /> }.into_any(),
        Room::SecondTab(hospital, return_to) => {
            view! { <SecondTab hospital return_to /> }.into_any()
        }
        Room::Sources => view! { <SourcesPage /> }.into_any(),
        Room::NoRecord(source) => view! { <NoRecord source /> }.into_any(),
        Room::NotSignedIn(failed) => view! { <NotSignedInPage failed /> }.into_any(),
        Room::SignOut(hospital) => view! { <SignOutLink hospital /> }.into_any(),
        Room::NotKept => view! { <StandingNote /> }.into_any(),
        Room::Standing(hospital) => view! { <Standing hospital /> }.into_any(),
        Room::Thread(id) => view! { <ThreadPage id /> }.into_any(),
        Room::TimeOut => view! { <TimeOut /> }.into_any(),
        Room::Trouble(failed) => view! { <TroubleNote failed /> }.into_any(),
        Room::Unlock => view! { <UnlockPage /> }.into_any(),
        Room::Visit(id) => view! { <VisitPage id /> }.into_any(),
        Room::Visits => view! { <VisitsPage /> }.into_any(),
        Room::Waiting => view! { <WaitingNote /> }.into_any(),
    }
}

/// Reads an answer about anything.
#[inline(never)]
pub fn take(
    answer: &fhir::Answer,
    asked: &record::Asked<'_>,
) -> Result<record::Taken, fhir::NotFhir> {
    Ok(record::take(&fhir::read::page(answer)?, asked))
}

/// What an answer about anything brings to each class: beside [`take`], which must have read it.
#[inline(never)]
pub fn deliveries(taken: Taken, asked: Class) -> Vec<(Class, Delivery)> {
    taken.deliveries(asked)
}

/// Tells what is the matter with a sign-in.
#[inline(never)]
pub fn diagnose(seen: Seen, fhir: String) -> Pin<Box<dyn Future<Output = Trouble>>> {
    apart(Box::pin(diagnosed(seen, fhir)))
}

/// Without this the compiler would see which future it is, and put that into the first file.
fn apart<'f, T>(
    future: Pin<Box<dyn Future<Output = T> + 'f>>,
) -> Pin<Box<dyn Future<Output = T> + 'f>> {
    std::hint::black_box(future)
}

/// Looks a hospital up in the directory.
#[inline(never)]
pub fn look_up(
    hospitals: Hospitals,
    key: String,
) -> Pin<Box<dyn Future<Output = Option<Hospital>>>> {
    // Whether it is unknown or could not be looked up: there is no hospital to go on with.
    Box::pin(async move { hospitals.finder().by_key(&key).await.ok().flatten() })
}

/// How a hospital wants to be spoken to where the settings change the table of vendors.
#[inline(never)]
pub fn rules(hospitals: Hospitals, hospital: &Hospital) -> Rules {
    hospitals.finder().rules(hospital)
}

/// What is wrong with what the settings change in the table of vendors.
#[inline(never)]
pub fn mistake(settings: &Settings) -> Option<Mistake> {
    Overrides::read(&settings.ehr).err().map(Mistake::from)
}

/// Notices from now on when nobody is there.
#[inline(never)]
pub fn watch(safe: Safe) {
    safe.watch();
}

/// What came of a hospital for the first time is not new.
#[inline(never)]
pub fn first_look(chart: Chart, source: SourceId) {
    chart.first_look(source);
}

/// Messages by conversation.
#[inline(never)]
pub fn conversations(messages: &[Arc<Message>]) -> Vec<Arc<Thread>> {
    threads(messages)
}

/// Takes up what came into the record of all hospitals as one.
#[inline(never)]
pub fn merge(chart: Chart) {
    chart.merge();
}

/// How many things items are, each once however many hospitals have it.
#[inline(never)]
pub fn things(chart: Chart, ids: &[LocalId]) -> usize {
    chart
        .merged(|merging| merging.things(ids))
        .unwrap_or(ids.len())
}

/// The rows of the list of results, each once however many hospitals have it.
#[inline(never)]
pub fn rows(merged: StoredValue<Held>, groups: Arc<Grouped>) -> Arc<Grouped> {
    rows::folded(merged, groups)
}

/// Asks a hospital for what is due.
#[inline(never)]
pub fn update(chart: Chart, connection: Rc<Connection>) {
    chart.update_due(connection);
}

/// What a first look has read of one thing is read whole.
#[inline(never)]
pub fn read_whole<'c>(
    chart: Chart,
    connection: &'c Connection,
    search: &'static Search,
) -> Pin<Box<dyn Future<Output = ()> + 'c>> {
    apart(Box::pin(chart.read_whole(connection, search)))
}

/// A search brought also what was asked for beside it.
#[inline(never)]
pub fn cover_rest(chart: Chart, connection: &Connection, search: &'static Search) {
    chart.cover_rest(connection, search);
}

/// What became of items is remembered before the answers go that had them.
#[inline(never)]
pub fn remember(chart: Chart, connection: &Connection) -> Pin<Box<dyn Future<Output = ()> + '_>> {
    apart(Box::pin(chart.remember(connection)))
}

/// Keeps what a search brought, in the place of what it replaces.
#[inline(never)]
pub fn keep(
    chart: Chart,
    connection: &Connection,
    search: &'static Search,
    is_wide: bool,
    originals: Originals,
) {
    chart.keep_read(connection, search, is_wide, originals);
}

/// Asks for each status in turn where the server takes no list of them.
#[inline(never)]
pub fn in_turn<'r>(
    chart: Chart,
    connection: &'r Connection,
    run: &'r mut Run,
) -> Pin<Box<dyn Future<Output = Result<usize, section::Trouble>> + 'r>> {
    apart(Box::pin(chart.in_turn(connection, run)))
}

/// Where the file is.
#[derive(Clone, Copy, PartialEq)]
enum File {
    NotWanted,
    UnderWay,
    Here,
    Failed,
}

/// The later file of this tab.
#[derive(Clone, Copy)]
pub struct Later {
    file: RwSignal<File>,
    /// Lets nobody pass before it is known whether the file comes; a new one for each attempt.
    gate: StoredValue<Arc<Semaphore>>,
}

impl Later {
    /// Gives the app the file, not yet asked for.
    pub fn provide() -> Later {
        let later = Later {
            file: RwSignal::new(File::NotWanted),
            gate: StoredValue::new(Arc::new(Semaphore::new(0))),
        };
        provide_context(later);
        later
    }

    /// Fetches it before anybody asks. One that did not come then waits until somebody does.
    pub fn expect(self) {
        if self.file.get_untracked() == File::NotWanted {
            self.want();
        }
    }

    /// Fetches it, unless it is here or on its way. One that did not come is asked for again.
    pub fn want(self) {
        if matches!(self.file.get_untracked(), File::UnderWay | File::Here) {
            return;
        }
        if self.file.get_untracked() == File::Failed {
            self.gate.set_value(Arc::new(Semaphore::new(0)));
        }
        self.file.set(File::UnderWay);
        leptos::task::spawn_local(async move {
            let is_here = program::fetch("rooms").await;
            // Who waits at a heading goes on at that of the page itself.
            let waits = page::has_focus("h1.waits");
            self.file
                .set(if is_here { File::Here } else { File::Failed });
            self.gate.read_value().add_permits(1);
            if waits {
                request_animation_frame(page::focus_heading);
            }
        });
    }

    /// Whether it is here.
    pub fn is_here(self) -> bool {
        self.file.get_untracked() == File::Here
    }

    /// The same, tracked.
    pub fn has_come(self) -> bool {
        self.file.get() == File::Here
    }

    /// Waits until it is here, or did not come.
    pub async fn here(self) -> bool {
        let gate = self.gate.get_value();
        gate.acquire().await;
        self.is_here()
    }
}

/// The later file of this app.
pub fn later() -> Later {
    expect_context()
}

/// A room, as soon as the file is here.
pub fn room(room: Room) -> AnyView {
    let later = later();
    later.want();
    part(move || match later.file.get() {
        File::Here => pages(room),
        File::Failed => view! { <NotFetched /> }.into_any(),
        File::NotWanted | File::UnderWay => view! { <Fetching /> }.into_any(),
    })
}

/// What a room shows elsewhere; nothing stands in its place until the file is here.
pub fn shown_elsewhere(room: Room) -> AnyView {
    shown_or(room, || ().into_any())
}

/// What a room shows elsewhere, and what stands in its place until the file is here.
pub fn shown_or(room: Room, meanwhile: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let later = later();
    part(move || match later.file.get() {
        File::Here => pages(room),
        File::NotWanted | File::UnderWay | File::Failed => meanwhile(),
    })
}

/// What a page cannot do without.
pub fn needed(room: Room) -> AnyView {
    let later = later();
    later.want();
    part(move || match later.file.get() {
        File::Here => pages(room),
        File::Failed => view! { <Again /> }.into_any(),
        File::NotWanted | File::UnderWay => ().into_any(),
    })
}

#[component]
fn Fetching() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.wrong.fetching);
    view! { <div class="page"><h1 class="waits" tabindex="-1">{reader.say(|words| words.wrong.fetching)}</h1></div> }
        .into_any()
}

#[component]
fn NotFetched() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.wrong.not_fetched_title);
    view! {
        <div class="page state">
            <span class="tile big warn"><Icon name="triangle-alert" /></span>
            <h1 class="waits" tabindex="-1">{reader.say(|words| words.wrong.not_fetched_title)}</h1>
            <Again />
        </div>
    }
    .into_any()
}

/// That it did not come, and the way to ask again.
#[component]
fn Again() -> impl IntoView {
    let (reader, later) = (reader(), later());
    let again = move |_| {
        later.want();
        // The button goes; whoever pressed it waits at the heading.
        request_animation_frame(page::focus_heading);
    };
    view! {
        <p role="status">{reader.say(|words| words.wrong.not_fetched)}</p>
        <div class="acts">
            <button class="btn" type="button" on:click=again>
                <Icon name="refresh-cw" />
                {reader.say(|words| words.results.try_again)}
            </button>
        </div>
    }
}
