//! One entry of the record as the hospital sent it: readable, and the original for saving.

use std::sync::Arc;

use leptos::prelude::*;
use record::written::{Item, Line, Said};
use record::{LocalId, SourceId};
use vault::audit::Act;

use crate::browser::save;
use crate::chart::original::{Found, found};
use crate::parts::as_written::AsWritten;
use crate::parts::dynamic::{part, part_while};
use crate::parts::file_words;
use crate::parts::icon::Icon;
use crate::parts::live::{Live, live};
use crate::reader::{Reader, reader};
use crate::safe::{Safe, safe};
use crate::session::{Session, session};
use crate::words::written::Called;
use crate::words::{Language, fill};

/// How far it has come.
#[derive(Clone)]
enum Stage {
    /// Nobody has asked for it.
    Closed,
    Looking,
    Found(Arc<Found>),
    Gone,
}

/// The original of an item. Nothing is looked for before the person opens it; on paper it stands only if they did.
#[derive(Clone, Copy)]
struct Opened {
    stage: RwSignal<Stage>,
    /// Whether the browser took it, once it was saved.
    saved: RwSignal<Option<bool>>,
    is_open: StoredValue<bool>,
    id: LocalId,
    source: SourceId,
    day: Option<(i16, u8, u8)>,
    session: Session,
    reader: Reader,
    live: Live,
    safe: Safe,
}

/// "As the hospital sent it", closed at first.
#[component]
pub fn OriginalFold(
    /// The item.
    id: LocalId,
    /// Its hospital.
    source: SourceId,
    /// The day that the name of a saved file will carry.
    day: Option<(i16, u8, u8)>,
) -> impl IntoView {
    let reader = reader();
    let opened = Opened {
        stage: RwSignal::new(Stage::Closed),
        saved: RwSignal::new(None),
        is_open: StoredValue::new(false),
        id,
        source,
        day,
        session: session(),
        reader,
        live: live(),
        safe: safe(),
    };
    view! {
        <details class="fold">
            <summary on:click=move |_| opened.turn()>{reader.say(|words| words.rooms().original.title)}</summary>
            <div class="fold-in">
                {part(move || opened.state())}
                {part_while(move || opened.found().is_some(), move || opened.reading())}
            </div>
        </details>
    }
}

impl Opened {
    /// A press on the summary opens it, the next one closes it. What was gone may have come again.
    fn turn(self) {
        let is_open = !self.is_open.get_value();
        self.is_open.set_value(is_open);
        let is_wanted = match self.stage.get_untracked() {
            Stage::Closed | Stage::Gone => true,
            Stage::Looking | Stage::Found(_) => false,
        };
        if is_open && is_wanted {
            self.look();
        }
    }

    fn look(self) {
        self.stage.set(Stage::Looking);
        let connections = untrack(|| self.session.connections());
        let of_source = connections
            .into_iter()
            .find(|one| one.source == self.source);
        leptos::task::spawn_local(async move {
            let found = match of_source {
                Some(connection) => found(&connection, self.id).await,
                None => None,
            };
            let is_found = found.is_some();
            let stage = found.map_or(Stage::Gone, |found| Stage::Found(Arc::new(found)));
            if self.stage.try_set(stage).is_some() {
                return; // the page is gone
            }
            let words = &self.reader.words().rooms().original;
            let sentence = if is_found { words.found } else { words.gone };
            self.live.say(sentence.to_owned());
        });
    }

    fn found(self) -> Option<Arc<Found>> {
        match self.stage.get() {
            Stage::Found(found) => Some(found),
            Stage::Closed | Stage::Looking | Stage::Gone => None,
        }
    }

    /// What stands in the place of the original while it is not here.
    fn state(self) -> AnyView {
        let words = &self.reader.words().rooms().original;
        match self.stage.get() {
            Stage::Closed | Stage::Found(_) => ().into_any(),
            Stage::Looking => view! { <p class="status">{words.looking}</p> }.into_any(),
            Stage::Gone => warning(words.gone),
        }
    }

    fn save(self) {
        let Some(found) = untrack(|| self.found()) else {
            return;
        };
        let words = self.reader.words();
        let is_saved = save::file(&documents::record_name(self.day), &found.raw);
        self.saved.set(Some(is_saved));
        let files = &words.rooms().documents;
        self.live.say(match is_saved {
            true => format!("{} {}", files.saved, words.shell.help),
            false => files.not_saved.to_owned(),
        });
        if is_saved {
            self.safe.note(Act::FileSaved);
        }
    }

    /// The original, in the language of the page.
    fn reading(self) -> AnyView {
        let Some(found) = untrack(|| self.found()) else {
            return ().into_any();
        };
        let (language, reader) = (self.reader.language(), self.reader);
        let original = &found.original;
        let kind = name(language.kind(&original.kind));
        view! {
            <p>{reader.say(|words| words.rooms().original.lead)}</p>
            <AsWritten />
            {kind}
            <div class="list">{list(&original.lines, language)}</div>
            <p><strong>{reader.say(|words| words.rooms().original.about)}</strong></p>
            <div class="list">{list(&original.about, language)}</div>
            {self.saving()}
        }
        .into_any()
    }

    fn saving(self) -> AnyView {
        let reader = self.reader;
        view! {
            <p class="note flat small"><Icon name="info" /><span>{reader.say(|words| words.rooms().documents.stays)}</span></p>
            <div class="acts">
                <button class="btn" type="button" on:click=move |_| self.save()>
                    <Icon name="download" />
                    {reader.say(|words| words.rooms().documents.save)}
                </button>
            </div>
            {part(move || self.outcome())}
        }
        .into_any()
    }

    /// What became of saving it.
    fn outcome(self) -> AnyView {
        let words = self.reader.words();
        let files = &words.rooms().documents;
        match self.saved.get() {
            None => ().into_any(),
            Some(false) => warning(files.not_saved),
            Some(true) => {
                let name = documents::record_name(self.day);
                let name = fill(files.saved_as, &[("name", &name)]);
                view! {
                    <div class="note ok">
                        <Icon name="circle-check" />
                        <div>
                            <p>{files.saved}" "<a href="/help">{words.shell.help}</a></p>
                            <p class="small">{name}</p>
                        </div>
                    </div>
                }
                .into_any()
            }
        }
    }
}

/// Terms and values, and those that belong to a value inside it.
fn list(lines: &[Line], language: Language) -> AnyView {
    let rows = lines.iter().map(|line| row(line, language)).collect_view();
    view! { <dl class="kv">{rows}</dl> }.into_any()
}

fn row(line: &Line, language: Language) -> AnyView {
    let words = &language.rooms().original;
    let called = language.element(&line.element).unwrap_or(Called {
        words: words.rest.into(),
        is_english: false,
    });
    let matters = line
        .is_modifier
        .then(|| view! { <p class="small muted">{words.matters}</p> }.into_any());
    let items = line.items.iter().map(|one| item(one, language));
    view! {
        <div>
            {term(called)}
            <dd>{items.collect_view()}{matters}</dd>
        </div>
    }
    .into_any()
}

fn item(item: &Item, language: Language) -> AnyView {
    let said = item.said.iter().map(|one| said(one, language));
    let said = said.collect_view();
    let lines = (!item.lines.is_empty()).then(|| list(&item.lines, language));
    view! { {said}{lines} }.into_any()
}

fn said(said: &Said, language: Language) -> AnyView {
    let words = &language.rooms().original;
    let ours = |text: String| view! { <p><bdi>{text}</bdi></p> }.into_any();
    match said {
        Said::Words(text) => {
            view! { <p class="asis" lang="en"><bdi>{text.clone()}</bdi></p> }.into_any()
        }
        Said::Flag(true) => ours(words.yes.to_owned()),
        Said::Flag(false) => ours(words.no.to_owned()),
        Said::Kind(kind) => name(language.kind(kind)),
        Said::During(from, to) => ours(span(from, to, [words.during, words.since, words.until])),
        Said::Between(from, to) => ours(span(
            from,
            to,
            [words.during, words.at_least, words.at_most],
        )),
        Said::File { bytes, media } => {
            let size = file_words::size(*bytes as u64, language.words());
            ours(match media {
                Some(media) => fill(words.file_of, &[("size", &size), ("media", media)]),
                None => fill(words.file, &[("size", &size)]),
            })
        }
        Said::More => ours(words.more.to_owned()),
    }
}

/// Both ends, or the one that was sent.
fn span(
    from: &Option<String>,
    to: &Option<String>,
    [both, only_from, only_to]: [&'static str; 3],
) -> String {
    match (from, to) {
        (Some(from), Some(to)) => fill(both, &[("from", from), ("to", to)]),
        (Some(from), None) => fill(only_from, &[("from", from)]),
        (None, Some(to)) => fill(only_to, &[("to", to)]),
        (None, None) => String::new(),
    }
}

/// What it is called, as a term.
fn term(called: Called) -> AnyView {
    view! { <dt lang=called.is_english.then_some("en")>{called.words.into_owned()}</dt> }.into_any()
}

/// The same on a line of its own.
fn name(called: Called) -> AnyView {
    view! { <p lang=called.is_english.then_some("en")>{called.words.into_owned()}</p> }.into_any()
}

fn warning(sentence: &'static str) -> AnyView {
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <p>{sentence}</p>
        </div>
    }
    .into_any()
}
