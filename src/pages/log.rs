//! `/settings/log`: what happened with the record on this device, for the person to read and to save.

use leptos::prelude::*;
use vault::audit::{Act, By, Cause, Entry, Obstacle};

use crate::browser::{clock, format, page, save};
use crate::pages::unlock::unlocked;
use crate::parts::back::Back;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};
use crate::safe::{Door, safe};
use crate::searches::Domain;
use crate::words::{Language, fill};

/// So many entries at a time.
const PAGE: usize = 50;

/// `/settings/log`
#[component]
pub fn LogPage() -> impl IntoView {
    unlocked(|| view! { <Log /> }.into_any())
}

#[component]
fn Log() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    reader.title(|words| words.rooms().keeping.log.title);
    let is_kept = move || safe.door() == Door::Open;
    let none =
        move || view! { <p>{reader.say(|words| words.rooms().keeping.log.none)}</p> }.into_any();
    view! {
        <div class="page">
            <Back href="/settings" name=|words| words.titles.settings />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().keeping.log.title)}</h1>
            <p class="lede">{reader.say(|words| words.rooms().keeping.log.lead)}</p>
            <p class="note flat small">
                <Icon name="lock" />
                <span>{reader.say(|words| words.rooms().keeping.log.private)}</span>
            </p>
            {part_while(is_kept, || view! { <Entries /> }.into_any())}
            {part_while(move || !is_kept(), none)}
        </div>
    }
    .into_any()
}

#[component]
fn Entries() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let (entries, unreadable) = (RwSignal::new(None::<Vec<Entry>>), RwSignal::new(0));
    leptos::task::spawn_local(async move {
        let log = safe.log().await;
        unreadable.try_set(log.unreadable);
        entries.try_set(Some(log.entries));
    });
    let lacking = move || {
        let told = text(move || {
            reader
                .words()
                .rooms()
                .keeping
                .log
                .damaged
                .of(unreadable.get())
        });
        view! { <p class="note warn"><Icon name="triangle-alert" /><span>{told}</span></p> }
            .into_any()
    };
    let count = move || entries.read().as_ref().map_or(0, Vec::len);
    let told = text(move || {
        let log = &reader.words().rooms().keeping.log;
        match entries.read().as_deref() {
            None => log.loading.to_owned(),
            Some([]) => log.empty.to_owned(),
            Some(entries) => log.count.of(entries.len()),
        }
    });
    let shown = RwSignal::new(PAGE);
    let rows = move || {
        entries.with(|entries| {
            let newest = entries.iter().flatten().take(shown.get()).enumerate();
            let rows = newest.map(|(index, entry)| row(index, entry, reader));
            rows.collect_view().into_any()
        })
    };
    let left = move || count().saturating_sub(shown.get());
    let more = move |_| {
        let first_new = shown.get_untracked();
        shown.update(|shown| *shown += PAGE);
        request_animation_frame(move || {
            page::focus(&format!("#entry-{first_new}"));
        });
    };
    let more_button = move || {
        let label = text(move || reader.words().results.show_more.of(left().min(PAGE)));
        view! { <p class="under"><button class="btn sec wide" type="button" on:click=more>{label}</button></p> }
            .into_any()
    };
    view! {
        {part_while(move || { unreadable.get() > 0 }, lacking)}
        <p class="count-line" role="status">{told}</p>
        {part_while(move || { count() > 0 }, move || view! {
            <ol class="list log">{part(rows)}</ol>
            {part_while(move || { left() > 0 }, more_button)}
            <Save entries />
        }.into_any())}
    }
}

fn row(index: usize, entry: &Entry, reader: Reader) -> AnyView {
    let at = entry.at_ms as f64;
    let act = entry.act.clone();
    view! {
        <li class="row" id=format!("entry-{index}") tabindex="-1">
            <div class="body">
                <span class="sub">{text(move || format::moment(at, reader.language()))}</span>
                <p>{text(move || told(&act, reader.language()))}</p>
            </div>
        </li>
    }
    .into_any()
}

/// Saves the whole log as text.
#[component]
fn Save(entries: RwSignal<Option<Vec<Entry>>>) -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let saved = RwSignal::new(None::<bool>);
    let name = || {
        let (year, month, day) = clock::today();
        format!("activity-log-{year:04}-{month:02}-{day:02}.txt")
    };
    let save = move |_| {
        let line = |entry: &Entry| {
            let at = format::moment(entry.at_ms as f64, reader.language());
            format!("{at}: {}\n", told(&entry.act, reader.language()))
        };
        let lines: String = entries.with_untracked(|entries| {
            let entries = entries.iter().flatten();
            untrack(|| entries.map(line).collect())
        });
        let is_saved = save::file(&name(), lines.as_bytes());
        if is_saved {
            safe.note(Act::FileSaved);
        }
        saved.set(Some(is_saved));
    };
    let outcome = text(move || {
        let log = &reader.words().rooms().keeping.log;
        match saved.get() {
            None => String::new(),
            Some(true) => fill(log.saved, &[("name", &name())]),
            Some(false) => log.not_saved.to_owned(),
        }
    });
    view! {
        <div class="acts">
            <button class="btn sec" type="button" on:click=save>
                <Icon name="download" />
                {reader.say(|words| words.rooms().keeping.log.save)}
            </button>
        </div>
        <p class="count-line" role="status">{outcome}</p>
    }
}

/// What happened, in words.
fn told(act: &Act, language: Language) -> String {
    let log = &language.words().rooms().keeping.log;
    let of = |sentence: &str, hospital: &str| fill(sentence, &[("hospital", &hospital)]);
    match act {
        Act::Opened(By::Passphrase) => log.opened_passphrase.to_owned(),
        Act::Opened(By::Passkey) => log.opened_passkey.to_owned(),
        Act::FailedToOpen => log.not_opened.to_owned(),
        Act::Locked(Cause::Hand) => log.locked_by_hand.to_owned(),
        Act::Locked(Cause::Time) => log.locked_by_time.to_owned(),
        Act::Locked(Cause::Hidden) => log.locked_aside.to_owned(),
        Act::Locked(Cause::AnotherTab) => log.locked_elsewhere.to_owned(),
        Act::Connected { hospital } => of(log.connected, hospital),
        Act::SignedInAgain { hospital } => of(log.signed_in_again, hospital),
        Act::Disconnected { hospital } => of(log.disconnected, hospital),
        Act::AccessNotRenewed { hospital } => of(log.not_renewed, hospital),
        Act::Fetched { hospital, counts } => fetched(hospital, counts, language),
        Act::PassphraseChanged => log.passphrase_changed.to_owned(),
        Act::WayAdded => log.way_added.to_owned(),
        Act::WayRemoved => log.way_removed.to_owned(),
        Act::FileSaved => log.file_saved.to_owned(),
        Act::MessageSent => log.message_sent.to_owned(),
        Act::NotSaved(Obstacle::Full) => log.not_kept_full.to_owned(),
        Act::NotSaved(Obstacle::Trouble) => log.not_kept.to_owned(),
        Act::Damaged(count) => log.damaged.of(*count as usize),
        Act::Started { version } => fill(log.started, &[("version", version)]),
        Act::Unknown(_) => log.unknown.to_owned(),
    }
}

/// How many of what a hospital sent, under the names of the pages that show them.
fn fetched(hospital: &str, counts: &[(String, u32)], language: Language) -> String {
    let words = language.words();
    let log = &words.rooms().keeping.log;
    let named = |kind: &str| match kind {
        "Observation" => words.loading.results,
        "DiagnosticReport" => log.reports,
        kind => {
            let of_kind = |domain: &Domain| {
                domain
                    .searches()
                    .iter()
                    .any(|search| search.resource == kind)
            };
            let known = Domain::ALL.into_iter().find(of_kind);
            known.map_or(log.other, |domain| domain.name(language))
        }
    };
    let known = counts.iter().filter(|(_, count)| *count > 0);
    let parts = known.map(|(kind, count)| format!("{} {count}", named(kind)));
    let what = parts.collect::<Vec<_>>().join(", ");
    match what.is_empty() {
        true => fill(log.fetched_nothing, &[("hospital", &hospital)]),
        false => fill(log.fetched, &[("hospital", &hospital), ("what", &what)]),
    }
}
