//! One run of a search: where it stands in the class that it asks for, and in every other class of which its answers
//! hold something.

use leptos::prelude::*;
use record::section::{Complete, Delivery, Feed, State, Ticket, Trouble};
use record::{Class, Section};
use vault::archive::Ended;

use super::Chart;
use crate::browser::compress::Original;
use crate::hospital::{Connection, Originals};
use crate::searches::Search;

/// A search on its way.
pub struct Run {
    chart: Chart,
    pub(super) feed: Feed,
    pub(super) at: f64,
    pub(super) search: &'static Search,
    /// The server took only a question for a part, and nothing asks for the rest.
    pub(super) asks_part: bool,
    /// The one question it makes, where that is not any form of the search: with the form that it is made of.
    pub(super) only: Option<(usize, String)>,
    /// How it begins in a class: for everything, or for a part.
    begins: fn(&mut Section, Feed, i64) -> Ticket,
    /// So much came for the class that it asks for.
    pub(super) brought: usize,
    tickets: Vec<(Class, Ticket)>,
    /// The answers as they came; `None` where the browser could not pack one.
    pub(super) pages: Vec<(String, Option<Original>)>,
}

impl Run {
    /// A run at a time in milliseconds since 1970.
    pub(super) fn of(
        chart: Chart,
        connection: &Connection,
        search: &'static Search,
        at: f64,
    ) -> Run {
        Run {
            chart,
            feed: connection.feed(search.number),
            at,
            search,
            asks_part: false,
            only: None,
            begins: Section::begin,
            brought: 0,
            tickets: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// The same for a part: what it does not bring may still be there.
    pub(super) fn in_part(self) -> Run {
        Run {
            begins: Section::begin_part,
            ..self
        }
    }

    /// Whether by this form the server was asked for a part only, and nothing asks for the rest.
    pub(super) fn is_part_of_all(&self, form: usize) -> bool {
        form >= self.search.narrow && self.search.rest.is_empty()
    }

    /// It is going to be made.
    pub(super) fn expect(&self) {
        let section = self.chart.section(self.search.class);
        section.update(|section| section.expect(self.feed));
    }

    /// Whether it was going to be made, and was not.
    pub(super) fn is_waiting(&self) -> bool {
        let section = self.chart.section(self.search.class).read_untracked();
        matches!(section.state_of_feed(self.feed), Some(State::Waiting))
    }

    pub(super) fn begin(&mut self) {
        self.ticket(self.search.class);
    }

    /// The account of this run in a class, opened when there is first something for it.
    fn ticket(&mut self, class: Class) -> Option<Ticket> {
        let known = self.tickets.iter().find(|(known, _)| *known == class);
        if let Some((_, ticket)) = known {
            return Some(*ticket);
        }
        let section = self.chart.section(class);
        let ticket =
            section.try_update(|section| (self.begins)(section, self.feed, self.at as i64))?;
        self.tickets.push((class, ticket));
        Some(ticket)
    }

    /// A page brought this to a class.
    pub(super) fn deliver(&mut self, class: Class, mut delivery: Delivery) {
        if self.asks_part {
            delivery.complete = delivery.complete.max(Complete::MayLack);
        }
        if class == self.search.class {
            self.brought += delivery.items.len();
        }
        if let Some(ticket) = self.ticket(class) {
            let section = self.chart.section(class);
            section.update(|section| section.page(ticket, delivery));
        }
    }

    /// The last page came. Where an earlier run brought something to a class and this one nothing, the hospital has no
    /// more of it there.
    pub(super) fn end(&mut self) {
        for class in Class::ALL {
            let section = self.chart.section(class).read_untracked();
            let is_known = section.state_of_feed(self.feed).is_some();
            drop(section);
            if is_known {
                self.ticket(class);
            }
        }
        for (class, ticket) in &self.tickets {
            let section = self.chart.section(*class);
            section.update(|section| section.end(*ticket));
        }
    }

    /// Its answers, to be kept; `None` where the browser could not pack one. What came before a search failed is shown
    /// as long as the page stands, and kept no longer.
    pub(super) fn originals(&mut self, ended: Ended) -> Option<Originals> {
        let pages = std::mem::take(&mut self.pages).into_iter();
        let pages = pages.map(|(address, page)| Some((address, page?)));
        Some(Originals {
            at: self.at,
            ended,
            pages: pages.collect::<Option<_>>()?,
        })
    }

    /// It stopped, or never began.
    pub(super) fn fail(&mut self, trouble: Trouble) {
        self.begin();
        for (class, ticket) in &self.tickets {
            let section = self.chart.section(*class);
            section.update(|section| section.fail(*ticket, trouble));
        }
    }
}
