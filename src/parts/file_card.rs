//! One file of a document: what it is, and saving it.

use std::rc::Rc;
use std::sync::Arc;

use documents::Kind;
use leptos::prelude::*;
use record::document::Copy;
use record::section::{Advice, Trouble};
use vault::audit::Act;

use crate::browser::fetch::{Stop, Watch};
use crate::browser::{page, save};
use crate::chart::file::{self, NoFile, ON_THE_WIRE, Received};
use crate::hospital::Connection;
use crate::pages::connect::SignInButton;
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::file_words;
use crate::parts::icon::Icon;
use crate::parts::live::{Live, live};
use crate::reader::{Reader, reader};
use crate::safe::{Safe, safe};
use crate::words::fill;

/// A text no longer than this is read as soon as its page opens.
const SHORT: u64 = 1_000_000;
/// So many bytes of a text are shown.
const SHOWN: usize = 200_000;

/// How far a file has come.
#[derive(Clone)]
enum Stage {
    Waiting,
    Coming(usize, Option<usize>),
    Here(Arc<Received>),
    Saved(Arc<Received>),
    NotSaved(Arc<Received>),
    Failed(NoFile),
}

/// A file on its way. Ends with the page.
#[derive(Clone, std::marker::Copy)]
struct Coming {
    stage: RwSignal<Stage>,
    stop: StoredValue<Option<Stop>, LocalStorage>,
    connection: StoredValue<Rc<Connection>, LocalStorage>,
    copy: StoredValue<Copy>,
    day: Option<(i16, u8, u8)>,
    place: usize,
    reader: Reader,
    live: Live,
    safe: Safe,
}

/// The card of one file.
#[component]
pub fn FileCard(
    /// Where it is from.
    connection: Rc<Connection>,
    /// The file, as the record describes it.
    copy: Copy,
    /// The day that its name will carry.
    day: Option<(i16, u8, u8)>,
    /// Its place among the files of the document.
    place: usize,
) -> impl IntoView {
    let (reader, live) = (reader(), live());
    let called = match copy.is_summary {
        true => Some(Kind::Ccda),
        false => copy.media.as_deref().and_then(Kind::of_label),
    };
    let within = file::is_within_reach(&connection, &copy);
    let is_short = copy.size.is_none_or(|size| size <= SHORT);
    let size = copy.size;
    let title = copy.title.clone();
    let coming = Coming {
        stage: RwSignal::new(within.map_or_else(Stage::Failed, |()| Stage::Waiting)),
        stop: StoredValue::new_local(None),
        connection: StoredValue::new_local(connection),
        copy: StoredValue::new(copy),
        day,
        place,
        reader,
        live,
        safe: safe(),
    };
    if called == Some(Kind::Text) && is_short && within.is_ok() {
        coming.begin(false);
    }
    on_cleanup(move || coming.cancel());
    let is = move || match coming.received() {
        Some(received) => (received.file.kind, Some(received.file.bytes.len() as u64)),
        None => (called.unwrap_or(Kind::Unknown), size),
    };
    let what = move || file_words::named(is().0, is().1, reader.words());
    let purpose = move || file_words::kind(is().0, reader.words()).1.to_owned();
    let has_file = within != Err(NoFile::NotSent);
    view! {
        <li class="card file">
            {has_file.then(|| view! {
                <div class="kind">
                    <span class="tile"><Icon name="file-text" /></span>
                    <div>
                        <h3>{text(what)}</h3>
                        <p class="muted">{text(purpose)}</p>
                        {title.map(|title| view! { <p class="muted"><bdi lang="en">{title}</bdi></p> }.into_any())}
                    </div>
                </div>
            }.into_any())}
            {within.is_ok().then(|| coming.controls())}
            {part(move || coming.outcome())}
            {part_while(move || coming.text().is_some(), move || coming.reading())}
        </li>
    }
}

impl Coming {
    /// Gets the file, and saves it if that was asked for. What is here already is not got again.
    fn begin(self, and_save: bool) {
        match self.stage.get_untracked() {
            Stage::Coming(..) => return,
            Stage::Here(received) | Stage::Saved(received) | Stage::NotSaved(received) => {
                return self.save(received);
            }
            Stage::Waiting | Stage::Failed(_) => {}
        }
        let Some(stop) = Stop::new() else { return };
        self.stop.set_value(Some(stop.clone()));
        self.stage.set(Stage::Coming(0, None));
        let (connection, copy) = (self.connection.get_value(), self.copy.get_value());
        let stage = self.stage;
        let came = move |bytes, total| {
            stage.try_set(Stage::Coming(bytes, total));
        };
        let watch = Watch {
            limit: ON_THE_WIRE,
            stop,
            came: Box::new(came),
        };
        leptos::task::spawn_local(async move {
            let got = file::received(&connection, &copy, &watch).await;
            if self.stage.try_get_untracked().is_none() {
                return; // the page is gone
            }
            if page::has_focus(&self.id("cancel", "#")) {
                page::focus(&self.id("save", "#"));
            }
            match got {
                Ok(received) if and_save => self.save(Arc::new(received)),
                Ok(received) => self.stage.set(Stage::Here(Arc::new(received))),
                Err(why) => {
                    self.stage.set(Stage::Failed(why));
                    self.live.say(self.sentence(why));
                }
            }
        });
    }

    fn save(self, received: Arc<Received>) {
        let words = &self.reader.words().rooms().documents;
        let name = received.file.name(self.day);
        if save::file(&name, &received.file.bytes) {
            self.safe.note(Act::FileSaved);
            self.stage.set(Stage::Saved(received));
            let help = self.reader.words().shell.help;
            self.live.say(format!("{} {help}", words.saved));
        } else {
            self.stage.set(Stage::NotSaved(received));
            self.live.say(words.not_saved.to_owned());
        }
    }

    fn cancel(self) {
        if let Some(Some(stop)) = self.stop.try_get_value() {
            stop.stop();
        }
    }

    fn received(self) -> Option<Arc<Received>> {
        match self.stage.get() {
            Stage::Here(received) | Stage::Saved(received) | Stage::NotSaved(received) => {
                Some(received)
            }
            Stage::Waiting | Stage::Coming(..) | Stage::Failed(_) => None,
        }
    }

    fn hospital(self) -> String {
        self.connection
            .with_value(|connection| connection.hospital.name.clone())
    }

    fn sentence(self, why: NoFile) -> String {
        file_words::missing(why, self.reader.words(), &self.hospital())
    }

    fn id(self, name: &str, before: &str) -> String {
        format!("{before}{name}-{}", self.place)
    }

    /// The buttons, and how much has come.
    fn controls(self) -> AnyView {
        let reader = self.reader;
        let is_coming = Memo::new(move |_| matches!(self.stage.get(), Stage::Coming(..)));
        let name = Signal::derive(move || match is_coming.get() {
            true => reader.words().rooms().documents.getting,
            false => reader.words().rooms().documents.save,
        });
        let busy = Signal::derive(move || is_coming.get().then_some("true"));
        view! {
            <p class="note flat small"><Icon name="info" /><span>{reader.say(|words| words.rooms().documents.stays)}</span></p>
            <div class="acts">
                <button class="btn" type="button" id=self.id("save", "") aria-disabled=busy on:click=move |_| self.begin(true)>
                    <Icon name="download" />
                    {name}
                </button>
                {part_while(move || is_coming.get(), move || self.cancel_button())}
            </div>
            {part_while(move || is_coming.get(), move || self.progress())}
        }
        .into_any()
    }

    fn cancel_button(self) -> AnyView {
        let cancel = move |_| {
            page::focus(&self.id("save", "#"));
            self.cancel();
        };
        view! {
            <button class="btn sec" type="button" id=self.id("cancel", "") on:click=cancel>
                {self.reader.say(|words| words.rooms().documents.cancel)}
            </button>
        }
        .into_any()
    }

    fn progress(self) -> AnyView {
        let reader = self.reader;
        let came = move || match self.stage.get() {
            Stage::Coming(bytes, total) => (bytes, total),
            _ => (0, None),
        };
        let told = move || {
            let size = |bytes: usize| file_words::size(bytes as u64, reader.words());
            let words = &reader.words().rooms().documents;
            match came() {
                (0, None) => String::new(),
                (bytes, Some(total)) => fill(
                    words.progress,
                    &[("received", &size(bytes)), ("total", &size(total))],
                ),
                (bytes, None) => fill(words.so_far, &[("received", &size(bytes))]),
            }
        };
        let most = text(move || came().1.unwrap_or(1).to_string());
        let value = Signal::derive(move || came().1.map(|_| came().0.to_string()));
        view! {
            <p class="coming">
                <progress max=most value=value aria-label=reader.say(|words| words.rooms().documents.getting)></progress>
                <span>{text(told)}</span>
            </p>
        }
        .into_any()
    }

    /// What became of it, in words.
    fn outcome(self) -> AnyView {
        let words = self.reader.words();
        match self.stage.get() {
            Stage::Waiting | Stage::Coming(..) => ().into_any(),
            Stage::Here(received) => self.doubts(&received),
            Stage::NotSaved(_) => {
                warning(words.rooms().documents.not_saved.to_owned(), ().into_any())
            }
            Stage::Saved(received) => {
                let name = received.file.name(self.day);
                let name = fill(words.rooms().documents.saved_as, &[("name", &name)]);
                view! {
                    <div class="note ok">
                        <Icon name="circle-check" />
                        <div>
                            <p>{words.rooms().documents.saved}" "<a href="/help">{words.shell.help}</a></p>
                            <p class="small">{name}</p>
                        </div>
                    </div>
                    {self.doubts(&received)}
                }
                .into_any()
            }
            Stage::Failed(NoFile::Canceled) => {
                view! { <p class="status">{words.rooms().documents.canceled}</p> }.into_any()
            }
            Stage::Failed(why) => warning(self.sentence(why), self.way_on(why)),
        }
    }

    /// Where the file is not what the hospital says.
    fn doubts(self, received: &Received) -> AnyView {
        let words = self.reader.words();
        let kind = |kind| file_words::kind(kind, words).0;
        let hospital = self.hospital();
        let lies = received.file.called.map(|called| {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("hospital", &hospital),
                ("called", &kind(called)),
                ("kind", &kind(received.file.kind)),
            ];
            fill(words.rooms().documents.lies, &values)
        });
        let differs = received
            .differs
            .then(|| fill(words.rooms().documents.differs, &[("hospital", &hospital)]));
        let sentences = lies.into_iter().chain(differs);
        sentences
            .map(|sentence| warning(sentence, ().into_any()))
            .collect_view()
            .into_any()
    }

    /// What the reader can do when there is no file.
    fn way_on(self, why: NoFile) -> AnyView {
        let reader = self.reader;
        let hospital = self
            .connection
            .with_value(|connection| connection.hospital.clone());
        let again = match why {
            NoFile::For(Trouble::SignInAgain) => {
                return view! { <SignInButton hospital return_to="/documents" /> }.into_any();
            }
            NoFile::For(trouble) => trouble.advice() == Advice::TryAgain,
            NoFile::Gone | NoFile::Unreadable => true,
            NoFile::NotSent | NoFile::Elsewhere | NoFile::TooLarge | NoFile::Canceled => false,
        };
        let retry = move |_| {
            page::focus(&self.id("save", "#"));
            self.begin(true);
        };
        let button = again.then(|| {
            view! {
                <p class="note-acts">
                    <button class="btn sec small" type="button" on:click=retry>
                        <Icon name="refresh-cw" />
                        {reader.say(|words| words.results.try_again)}
                    </button>
                </p>
            }
            .into_any()
        });
        let call = fill(reader.words().reasons.call, &[("hospital", &hospital.name)]);
        let phone = hospital.phone.map(|phone| {
            let link = format!("tel:{phone}");
            view! { <p>{call}" "<a href=link>{phone}</a></p> }.into_any()
        });
        view! {
            {button}
            {phone}
        }
        .into_any()
    }

    /// A plain text, for reading here.
    fn text(self) -> Option<Arc<Received>> {
        self.received()
            .filter(|received| received.file.kind == Kind::Text)
    }

    fn reading(self) -> AnyView {
        let reader = self.reader;
        let Some(received) = untrack(|| self.text()) else {
            return ().into_any();
        };
        let bytes = &received.file.bytes;
        let shown = documents::readable(bytes.get(..SHOWN).unwrap_or(bytes));
        let is_long = bytes.len() > SHOWN;
        view! {
            <div class="prose reading">
                <h3>{reader.say(|words| words.rooms().documents.says)}</h3>
                <AsWritten />
                <pre class="asis" lang="en">{shown}</pre>
                {is_long.then(|| view! { <p class="status">{reader.say(|words| words.rooms().documents.long_text)}</p> }.into_any())}
            </div>
        }
        .into_any()
    }
}

fn warning(sentence: String, way: AnyView) -> AnyView {
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <p>{sentence}</p>
                {way}
            </div>
        </div>
    }
    .into_any()
}
