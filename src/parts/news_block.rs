//! Home: what is new since the person last looked, as counts; no value and no name of a test, for others may be looking
//! at this page.

use std::collections::HashSet;

use leptos::prelude::*;
use record::labs::Shelf;
use record::message::Sender;
use record::news::Newness;
use record::{Class, LocalId};

use crate::chart::{Chart, chart};
use crate::pages::record::places::Place;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::reader::{Reader, reader};
use crate::searches::Domain;
use crate::words::fill;

/// So many lines at most.
const MOST: usize = 3;

/// How much of one list is new, or changed.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    of: Class,
    newness: Newness,
    count: usize,
}

/// "New since you last looked"; nothing where nothing is.
#[component]
pub fn NewsBlock() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    // While anything is on its way nobody knows what is new, and looking for it again and again would take time.
    let lines = Memo::new(
        move |before: Option<&Vec<Line>>| match chart.is_loading(&Domain::ALL) {
            true => before.cloned().unwrap_or_default(),
            false => lines(chart),
        },
    );
    let rows = move || {
        let first = lines.get().into_iter().take(MOST);
        first
            .map(|line| row(line, reader))
            .collect_view()
            .into_any()
    };
    let rest = move || {
        let words = reader.say(|words| words.rooms().news.see_all);
        view! { <a href="/record">{words}</a> }.into_any()
    };
    let block = move || {
        view! {
            <section class="sec" aria-labelledby="news">
                <div class="sec-h">
                    <h2 id="news">{reader.say(|words| words.rooms().news.title)}</h2>
                    {part_while(move || lines.with(Vec::len) > MOST, rest)}
                </div>
                <ul class="list">{part(rows)}</ul>
            </section>
        }
        .into_any()
    };
    part_while(move || !lines.with(Vec::is_empty), block)
}

fn row(line: Line, reader: Reader) -> AnyView {
    let (href, icon) = leads(line.of);
    let told = text(move || told(line, reader));
    view! {
        <li class="row">
            <span class="tile"><Icon name=icon /></span>
            <div class="body"><a href=href class="main">{told}</a></div>
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}

/// "2 new test results", "Changed in Vaccines: 1".
fn told(line: Line, reader: Reader) -> String {
    let words = &reader.words().rooms().news;
    let is_changed = line.newness == Newness::Changed;
    let own = match line.of {
        RESULTS => &words.reports,
        Class::Messages => &words.messages,
        Class::Medicines => &words.medicines,
        Class::Visits => &words.visits,
        Class::Documents => &words.documents,
        class => {
            let sentence = if is_changed {
                words.changed_in
            } else {
                words.new_in
            };
            let list = reader.language().list(class).title;
            return fill(sentence, &[("list", &list), ("count", &line.count)]);
        }
    };
    let counted = if is_changed { &own.changed } else { &own.new };
    counted.of(line.count)
}

const RESULTS: Class = Class::Results(Shelf::Lab);

/// The lists of the block, in its order; results stand for their reports too.
const FIRST: [Class; 6] = [
    RESULTS,
    Class::Messages,
    Class::Medicines,
    Class::Allergies,
    Class::Visits,
    Class::Documents,
];

/// What is new before what is changed, each in the order of the lists.
fn lines(chart: Chart) -> Vec<Line> {
    let others = Class::ALL.into_iter().filter(|class| is_told(*class));
    let counts: Vec<(Class, [usize; 2])> = FIRST
        .into_iter()
        .chain(others)
        .map(|class| (class, counts(class, chart)))
        .collect();
    let line = |newness: Newness, place: fn(&[usize; 2]) -> usize| {
        let of = move |(class, counts): &(Class, [usize; 2])| Line {
            of: *class,
            newness,
            count: place(counts),
        };
        counts.iter().map(of).collect::<Vec<_>>()
    };
    let new = line(Newness::New, |[new, _]| *new);
    let changed = line(Newness::Changed, |[_, changed]| *changed);
    let all = new.into_iter().chain(changed);
    all.filter(|line| line.count > 0).collect()
}

/// Whether a list that is not among the first has a line. Who the patient is and where their care teams are is no news.
fn is_told(class: Class) -> bool {
    let is_first = FIRST.contains(&class) || class == Class::Papers;
    !is_first && !matches!(class, Class::People | Class::Teams)
}

/// How many are new, and how many changed.
fn counts(class: Class, chart: Chart) -> [usize; 2] {
    let news: Vec<Newness> = match class {
        RESULTS => {
            let rows = chart.all_reports();
            rows.iter().map(|row| chart.newness_of_row(row)).collect()
        }
        Class::Messages => {
            // What the patient wrote is no news to them.
            let threads = chart.threads();
            let messages = threads.iter().flat_map(|thread| &thread.messages);
            let theirs = messages.filter(|message| message.from != Sender::You);
            let theirs: HashSet<LocalId> = theirs.map(|message| message.id).collect();
            let news = chart.news_in(class).into_iter();
            let news = news.filter(|(id, _)| theirs.contains(id));
            news.map(|(_, newness)| newness).collect()
        }
        class => {
            let news = chart.news_in(class).into_iter();
            news.map(|(_, newness)| newness).collect()
        }
    };
    let count = |wanted: Newness| news.iter().filter(|one| **one == wanted).count();
    [count(Newness::New), count(Newness::Changed)]
}

/// Where a list is read, and its icon.
fn leads(class: Class) -> (String, &'static str) {
    let (href, icon) = match class {
        RESULTS | Class::Papers => ("/results", "test-tube-diagonal"),
        Class::Messages => ("/messages", "mail"),
        Class::Medicines => ("/medicines", "pill"),
        Class::Visits => ("/visits", "calendar"),
        Class::Documents => ("/documents", "file-text"),
        _ => {
            let place = Place::all().find(|place| place.class == class);
            return place.map_or_else(
                || ("/record".to_owned(), "folder-heart"),
                |place| (place.address(), place.icon),
            );
        }
    };
    (href.to_owned(), icon)
}
