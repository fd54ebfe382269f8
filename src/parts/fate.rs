//! What became of something of the record: no longer provided, changed, or taken back.

use leptos::prelude::*;
use record::section::Became;
use record::{Class, LocalId, SourceId};

use crate::browser::format;
use crate::chart::chart;
use crate::chart::listed::{Left, Was};
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::paged::paged_as;
use crate::parts::version::{body, title};
use crate::reader::{Reader, reader};
use crate::session::{Session, session};
use crate::words::fill;

/// Under a row: that it is no longer provided, or when it was changed.
pub fn under(class: Class, id: LocalId, source: SourceId) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let became = Memo::new(move |_| chart.became(class, id));
    part(move || {
        let became = became.get();
        let gone = became.gone.map(|at| gone(at, source, reader, session));
        let told = gone.or_else(|| became.changed.map(|at| changed(at, reader)));
        told.map(|told| view! { <span class="sub fate">{told}</span> })
            .into_any()
    })
}

/// On the page of a thing: that it is no longer provided, and what it was before it was changed.
#[component]
pub fn Fate(
    /// What it is one of.
    class: Class,
    /// The thing.
    id: LocalId,
    /// Its hospital.
    source: SourceId,
) -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    // It is open: whoever sees it has seen it.
    untrack(|| chart.looked_at(class, id));
    let became = Memo::new(move |_| chart.became(class, id));
    let told = move |at| {
        let told = text(move || format!("{}.", gone(at, source, reader, session)));
        view! {
            <div class="note warn">
                <Icon name="triangle-alert" />
                <div>
                    <p>{told}</p>
                    <p class="small">{reader.say(|words| words.rooms().news.gone_say)}</p>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        {part(move || became.get().gone.map(told).into_any())}
        {part_while(move || became.get().changed.is_some(), move || versions(class, id, became))}
    }
    .into_any()
}

/// "Changed on Nov 22, 2026", to be opened to what it was, the last change first.
fn versions(class: Class, id: LocalId, became: Memo<Became>) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let title = text(move || {
        let at = became.get().changed;
        at.map(|at| changed(at, reader)).unwrap_or_default()
    });
    let one = move |(at, was): (i64, Was)| {
        let lead = text(move || {
            let sentence = reader.words().rooms().news.before;
            fill(sentence, &[("date", &day(at, reader))])
        });
        view! { <p>{lead}</p>{struck(was)} }
    };
    // What it was does not change; only more may come of it.
    let times = Memo::new(move |_| {
        let before = chart.before(class, id).into_iter();
        before.map(|(at, _)| at).collect::<Vec<_>>()
    });
    let all = move || {
        times.track();
        let before = untrack(|| chart.before(class, id)).into_iter().rev();
        before.map(one).collect_view().into_any()
    };
    view! {
        <details class="fold was">
            <summary>{title}</summary>
            <div class="fold-in">{part(all)}</div>
        </details>
    }
    .into_any()
}

/// Under a list: one line for each thing that the hospital took back of late.
#[component]
pub fn Removed(
    /// What the list holds.
    classes: Vec<Class>,
) -> impl IntoView {
    let chart = chart();
    let left = Gathered::of(classes, move |class| chart.withdrawn(class));
    let lines = move || view! { <div class="sec removed">{left.folded(removed)}</div> }.into_any();
    part_while(move || left.has_some(), lines)
}

fn removed(left: Left) -> AnyView {
    let (reader, session) = (reader(), session());
    let (at, source) = (left.at, left.was.source());
    let told = text(move || {
        let (hospital, date) = (session.hospital_name(source), day(at, reader));
        let sentence = reader.words().rooms().news.removed;
        fill(sentence, &[("hospital", &hospital), ("date", &date)])
    });
    view! {
        <summary>{told}</summary>
        <div class="fold-in">
            <p>{reader.say(|words| words.rooms().news.removed_say)}</p>
            {struck(left.was)}
        </div>
    }
    .into_any()
}

/// What a hospital provides no longer, under a list that holds only what the hospitals have now.
#[component]
pub fn NoLonger(
    /// What the list holds.
    classes: Vec<Class>,
) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let left = Gathered::of(classes, move |class| chart.gone(class));
    let section = move || {
        view! {
            <section class="sec was" aria-labelledby="gone">
                <div class="sec-h"><h2 id="gone">{reader.say(|words| words.rooms().news.gone_list)}</h2></div>
                <p class="muted">{reader.say(|words| words.rooms().news.gone_say)}</p>
                {left.folded(no_longer)}
            </section>
        }
        .into_any()
    };
    part_while(move || left.has_some(), section)
}

fn no_longer(left: Left) -> AnyView {
    let (reader, session) = (reader(), session());
    let (at, source) = (left.at, left.was.source());
    let told = text(move || gone(at, source, reader, session));
    view! {
        <summary><span>{title(&left.was)}" · "{told}</span></summary>
        <div class="fold-in">{body(left.was)}</div>
    }
    .into_any()
}

/// What no longer stands in the record, of all classes of a list.
#[derive(Clone, Copy)]
struct Gathered {
    left: Memo<Vec<Left>>,
    ids: Memo<Vec<LocalId>>,
}

impl Gathered {
    fn of(classes: Vec<Class>, of: impl Fn(Class) -> Vec<Left> + Send + Sync + 'static) -> Self {
        let chart = chart();
        let left = Memo::new_with_compare(
            move |_| {
                let only = classes.first().and_then(|class| chart.only(*class));
                let left = classes.iter().flat_map(|class| of(*class));
                left.filter(|one| only.is_none_or(|only| one.was.source() == only))
                    .collect::<Vec<_>>()
            },
            |_, _| true,
        );
        let ids = Memo::new(move |_| {
            left.with(|left| left.iter().map(|one| one.was.id()).collect::<Vec<_>>())
        });
        Self { left, ids }
    }

    fn has_some(self) -> bool {
        !self.ids.with(Vec::is_empty)
    }

    /// Each of them folded; `inside` is its summary and what that opens to.
    fn folded(self, inside: fn(Left) -> AnyView) -> AnyView {
        let one = move |id: LocalId| {
            let left = self.left.read_untracked();
            let found = left.iter().find(|one| one.was.id() == id).cloned();
            let inside = found.map(inside);
            view! { <li><details class="fold was" id=format!("was-{id}")>{inside}</details></li> }
                .into_any()
        };
        paged_as("folds", self.ids, one, |id| format!("#was-{id} > summary"))
    }
}

/// What is no longer so, struck through; what stands above it says the same in words.
fn struck(was: Was) -> AnyView {
    view! {
        <del class="struck">
            <p>{title(&was)}</p>
            {body(was)}
        </del>
    }
    .into_any()
}

fn gone(at: i64, source: SourceId, reader: Reader, session: Session) -> String {
    let (hospital, date) = (session.hospital_name(source), day(at, reader));
    let sentence = reader.words().rooms().news.gone;
    fill(sentence, &[("hospital", &hospital), ("date", &date)])
}

fn changed(at: i64, reader: Reader) -> String {
    let sentence = reader.words().rooms().news.changed_on;
    fill(sentence, &[("date", &day(at, reader))])
}

fn day(at: i64, reader: Reader) -> String {
    format::date(at as f64, reader.language())
}
