//! What is new since the person last looked, and when a list counts as looked at.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use leptos::prelude::*;
use record::labs::Shelf;
use record::news::Newness;
use record::section::State;
use record::{Class, LabReport, LocalId, News, SourceId};

use super::{Chart, Looked};
use crate::browser::clock;
use crate::news::{list_of, together};

/// What was there, and the same as text once somebody asks for that.
#[derive(Default)]
struct Known {
    news: News,
    written: OnceLock<Arc<str>>,
}

impl Looked for Known {
    fn without(&self, source: SourceId) -> Arc<dyn Looked> {
        let mut news = self.news.clone();
        news.forget(source);
        held(news)
    }
}

/// Without the black box the compiler would see what it is, and put that into the first file of the program too.
fn held(news: News) -> Arc<dyn Looked> {
    std::hint::black_box(Arc::new(Known {
        news,
        written: OnceLock::new(),
    }))
}

/// Of several that stand as one: new before changed, changed before known.
fn newest(of: impl Iterator<Item = Newness>) -> Newness {
    of.fold(Newness::Known, |most, one| match (most, one) {
        (Newness::New, _) | (_, Newness::New) => Newness::New,
        (Newness::Changed, _) | (_, Newness::Changed) => Newness::Changed,
        (Newness::Known, Newness::Known) => Newness::Known,
    })
}

fn known(looked: &dyn Looked) -> Option<&Known> {
    let any: &dyn Any = looked;
    any.downcast_ref()
}

impl Chart {
    /// How one thing of the record stands to what the person saw last; tracked.
    pub fn newness(self, class: Class, id: LocalId) -> Newness {
        let marked = self.section(class).read().mark_of(id);
        marked.map_or(Newness::Known, |(source, mark)| {
            self.with_news(|news| news.of(list_of(class), source, (id, mark)))
        })
    }

    /// The same of one row of the list of results; tracked.
    pub fn newness_of_report(self, report: &LabReport) -> Newness {
        let paper = self.has_paper(report.id);
        let paper = paper.then(|| self.newness(Class::Papers, report.id));
        let results = report.lines.iter();
        let results = results.map(|line| self.newness(RESULTS, line.result.id));
        together(paper, results.collect())
    }

    /// The same of a thing that may stand in several records: it is new if it is in any of them; tracked.
    pub fn newness_of_all(self, class: Class, id: LocalId) -> Newness {
        let versions = self.same_as(id).into_iter();
        newest(versions.map(|id| self.newness(class, id)))
    }

    /// The same of the versions of a row of the list of results; tracked.
    pub fn newness_of_row(self, versions: &[Arc<LabReport>]) -> Newness {
        newest(versions.iter().map(|one| self.newness_of_report(one)))
    }

    /// Everything in a class that is new or changed, each thing once; tracked.
    pub fn news_in(self, class: Class) -> Vec<(LocalId, Newness)> {
        let section = self.section(class).read();
        let of = |source| {
            let marks = section.marks(source);
            self.with_news(|news| news.among(list_of(class), source, marks))
        };
        let news = section.sources().into_iter().flat_map(of);
        let mut things: BTreeMap<LocalId, Newness> = BTreeMap::new();
        for (id, newness) in news {
            let lead = self.merged(|merging| merging.lead(id)).unwrap_or(id);
            let known = things.entry(lead).or_insert(Newness::Known);
            *known = newest([*known, newness].into_iter());
        }
        things.into_iter().collect()
    }

    /// The person has looked at the lists of these classes: at what one hospital has, if they are narrowed to it.
    pub fn looked_at_lists(self, classes: &[Class]) {
        let narrowed = || classes.iter().find_map(|class| self.only(*class));
        let only = untrack(narrowed);
        for class in classes {
            let section = self.section(*class).read_untracked();
            let sources = section.sources().into_iter();
            for source in sources.filter(|source| only.is_none_or(|only| only == *source)) {
                let is_all = section.has_all(source) && self.is_quiet(source);
                let marks: Vec<_> = section.marks(source).collect();
                self.change_news(|news, now| match is_all {
                    true => news.looked(list_of(*class), source, now, marks),
                    false => news.looked_at_some(list_of(*class), source, now, marks),
                });
            }
        }
    }

    /// The person has opened one thing, and with it every version of it.
    pub fn looked_at(self, class: Class, id: LocalId) {
        for id in untrack(|| self.same_as(id)) {
            self.looked_at_version(class, id);
        }
    }

    fn looked_at_version(self, class: Class, id: LocalId) {
        let marked = self.section(class).read_untracked().mark_of(id);
        let is_known = untrack(|| self.newness(class, id)) == Newness::Known;
        if let Some((source, mark)) = marked.filter(|_| !is_known) {
            self.change_news(|news, now| {
                news.looked_at_some(list_of(class), source, now, [(id, mark)]);
            });
        }
    }

    /// A hospital has answered: what came of it for the first time is not new.
    pub fn first_look(self, source: SourceId) {
        if !self.is_quiet(source) {
            return;
        }
        self.change_news(|news, now| {
            for class in Class::ALL {
                let section = self.section(class).read_untracked();
                let is_first = news.last_looked(list_of(class), source).is_none();
                if is_first && section.has_all(source) {
                    news.looked(list_of(class), source, now, section.marks(source));
                }
            }
        });
    }

    /// Remembers what was kept, of the hospitals that are still connected.
    pub fn restore_news(self, news: News, connected: &[SourceId]) {
        self.seen
            .set(Some(held(news.merged(News::default(), connected))));
    }

    /// The same as text, where there is any; tracked.
    pub fn news_written(self) -> Option<Arc<str>> {
        let seen = self.seen.read();
        let known = known(&**seen.as_ref()?)?;
        let written = || known.news.written().into();
        Some(Arc::clone(known.written.get_or_init(written)))
    }

    /// Nothing of a hospital is under way: what is asked about one class may bring something to another.
    fn is_quiet(self, source: SourceId) -> bool {
        Class::ALL.into_iter().all(|class| {
            let section = self.section(class).read_untracked();
            !matches!(
                section.state_of(source),
                Some(State::Waiting | State::Arriving { .. })
            )
        })
    }

    fn with_news<T>(self, of: impl FnOnce(&News) -> T) -> T {
        let seen = self.seen.read();
        match seen.as_ref().and_then(|seen| known(&**seen)) {
            Some(known) => of(&known.news),
            None => of(&News::default()),
        }
    }

    fn change_news(self, change: impl FnOnce(&mut News, i64)) {
        let before = untrack(|| self.with_news(News::clone));
        let mut after = before.clone();
        change(&mut after, clock::now() as i64);
        if after != before {
            self.seen.set(Some(held(after)));
        }
    }
}

const RESULTS: Class = Class::Results(Shelf::Lab);
