//! Asking a hospital again: what is due, as `record::Reading` says (reference §2.1 rule 10). What has a date is read for
//! the last half year and kept beside the whole reading, so that a restart shows it too; where the server takes no such
//! question, and every week, everything is read anew. Only that tells what is gone.

use std::rc::Rc;

use leptos::prelude::*;
use record::reading::Ask;
use record::section::{State, Trouble};
use record::when::Day;
use record::{Class, Reading};
use vault::archive::Ended;

use super::Chart;
use super::kept::form_taken;
use super::load::{Making, Took, addresses};
use super::run::Run;
use crate::browser::clock;
use crate::hospital::Connection;
use crate::later;
use crate::searches::{Domain, Search};

impl Chart {
    /// Asks for what is due, because the person wants it; for everything, while the program cannot tell what is due.
    pub fn update(self, connection: Rc<Connection>) {
        match self.later.is_here() {
            true => later::update(self, connection),
            false => self.load(connection),
        }
    }

    /// Asks for what is due.
    pub fn update_due(self, connection: Rc<Connection>) {
        self.load_domains(connection, &Domain::ALL, |chart, connection, search| {
            making(chart, connection, search, Reading::due_when_asked)
        });
    }

    /// Asks for what is due after the record was opened from the vault: nothing that was read a moment ago.
    pub fn catch_up(self, connection: Rc<Connection>) {
        self.load_domains(connection, &Domain::ALL, |chart, connection, search| {
            making(chart, connection, search, Reading::due)
        });
    }

    async fn made(
        self,
        connection: &Connection,
        search: &'static Search,
        due: Due,
    ) -> Option<Took> {
        let state = self.state_of(connection, search);
        // What is on its way asks itself for what is to be asked beside it.
        let is_under_way = matches!(state, Some(State::Arriving { .. }));
        let whole = connection.whole_of(search.number);
        let whole = whole.filter(|_| !is_under_way);
        let form = whole.and_then(|kept| form_taken(connection, search, &kept));
        let reading = self.reading(connection, search, form);
        let ask = due(&reading, clock::now() as i64).pop();
        match (ask, form) {
            (Some((_, Ask::Since(day))), Some(form)) => {
                self.run_in_part(connection, search, form, day).await
            }
            (Some((_, Ask::Whole | Ask::Since(_))), _) => self.run(connection, search).await,
            (Some((_, Ask::Nothing)) | None, form) => Some(Took {
                form: form.unwrap_or_default(),
                brought: None,
            }),
        }
    }

    /// When a search was read, as a whole and in parts.
    fn reading(self, connection: &Connection, search: &Search, form: Option<usize>) -> Reading {
        let mut reading = Reading::default();
        reading.expect(search.number, search.dated && form.is_some());
        let kept = connection.kept().into_iter();
        for ((_, part), one) in kept.filter(|((number, _), _)| *number == search.number) {
            let at = one.at as i64;
            match (part, one.ended) {
                (0, Ended::Whole) => reading.came(search.number, Ask::Whole, at),
                (0, Ended::NotShared | Ended::NotOffered) => {}
                // It stands beside a fuller one (chart/keeping.rs).
                (_, _) if form_taken(connection, search, &one).is_some() => {
                    reading.came(search.number, Ask::Whole, at);
                }
                (_, _) => reading.came(search.number, Ask::Since(Day::from_number(0)), at),
            }
        }
        reading.stands(search.number, self.state_of(connection, search).as_ref());
        reading
    }

    /// Asks for what is of this day or later, in the form that the hospital took before; for everything, where it takes
    /// no such question.
    async fn run_in_part(
        self,
        connection: &Connection,
        search: &'static Search,
        form: usize,
        since: Day,
    ) -> Option<Took> {
        let mut run = Run::of(self, connection, search, clock::now()).in_part();
        let question = question_since(connection, search, form, since)?;
        run.only = Some((form, question));
        run.begin();
        let outcome = self.pages(connection, &mut run).await;
        if connection.is_closed() {
            return None;
        }
        match outcome {
            Ok(_) => {}
            Err(trouble @ (Trouble::Refused | Trouble::NotShared | Trouble::NotOffered)) => {
                // Also where the whole reading brings nothing, nothing is left on its way.
                run.fail(trouble);
                return self.run(connection, search).await;
            }
            Err(trouble) => {
                run.fail(trouble);
                return None;
            }
        }
        run.end();
        self.was_updated(connection.source, clock::now());
        self.remember(connection).await;
        if connection.is_closed() {
            return None;
        }
        if let Some(originals) = run.originals(Ended::Whole) {
            connection.keep_part(search.number, originals);
            self.kept.update(|kept| *kept += 1);
        }
        Some(Took {
            form,
            brought: Some(run.brought),
        })
    }

    /// A search has failed: what was to be asked beside it is not asked either, unless it was refused.
    fn leaves_rest(self, connection: &Connection, search: &'static Search) {
        let Some(State::Failed(trouble)) = self.state_of(connection, search) else {
            return;
        };
        if self.was_refused(connection, search) {
            return;
        }
        for one in search.rest {
            let mut run = Run::of(self, connection, one, clock::now());
            if run.is_waiting() {
                run.fail(trouble);
            }
        }
    }

    /// A search has brought also what was asked for beside it where it was answered in part: that is asked for no more.
    pub fn cover_rest(self, connection: &Connection, search: &'static Search) {
        let wide = connection.feed(search.number);
        for one in search.rest {
            let narrow = connection.feed(one.number);
            for class in Class::ALL {
                let section = self.section(class);
                if section.read_untracked().state_of_feed(narrow).is_some() {
                    section.update(|section| section.cover(wide, narrow));
                }
            }
        }
    }
}

/// What of a reading is due.
type Due = fn(&Reading, i64) -> Vec<(u8, Ask)>;

fn making(chart: Chart, connection: Rc<Connection>, search: &'static Search, due: Due) -> Making {
    Box::pin(async move {
        let made = chart.made(&connection, search, due).await;
        if made.is_none() && !connection.is_closed() {
            chart.leaves_rest(&connection, search);
        }
        made
    })
}

/// One form of a search, for what is of this day or later.
fn question_since(
    connection: &Connection,
    search: &Search,
    form: usize,
    since: Day,
) -> Option<String> {
    let question = addresses(search, connection).into_iter().nth(form)?;
    let Day { year, month, day } = since;
    Some(format!("{question}&date=ge{year:04}-{month:02}-{day:02}"))
}
