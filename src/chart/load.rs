//! Filling the chart: one task per search. Those of a first look leave together; the others follow when the part of
//! the program that reads them is here (src/later.rs).

use std::cell::Cell;
use std::rc::Rc;

use fhir::{Answer, NotFhir};
use leptos::prelude::*;
use record::report::Paper;
use record::section::{Delivery, Feed, Ticket, Trouble};
use record::{
    Allergy, Asked, Document, LabResult, Medicine, Message, Person, Taken, Team, Visit,
    take_results,
};
use smart::Interaction;

use super::Chart;
use crate::browser::clock;
use crate::hospital::{Connection, Refused};
use crate::later;
use crate::searches::{Class, Domain, Search};
use crate::trail::Trail;

/// After so many milliseconds the rest is asked for, whether the first results are here or not.
const LONG_ENOUGH: u32 = 3_000;

impl Chart {
    /// Loads everything of a hospital, in the background; what is here stays until it comes anew.
    pub fn load(self, connection: Rc<Connection>) {
        self.load_domains(connection, &Domain::ALL);
        // Results that keep a hospital busy hold nothing else up.
        leptos::task::spawn_local(async move {
            clock::wait(LONG_ENOUGH).await;
            self.later.expect();
        });
    }

    /// Loads one row of the loading page again.
    pub fn retry(self, connection: Rc<Connection>, domain: Domain) {
        self.later.want();
        self.load_domains(connection, &[domain]);
    }

    fn load_domains(self, connection: Rc<Connection>, domains: &[Domain]) {
        let searches: Vec<&'static Search> = domains
            .iter()
            .flat_map(|domain| domain.searches())
            .collect();
        let left = Rc::new(Cell::new(searches.len()));
        for search in searches {
            let (connection, left) = (Rc::clone(&connection), Rc::clone(&left));
            leptos::task::spawn_local(async move {
                self.run(&connection, search).await;
                left.set(left.get() - 1);
                if left.get() == 0 {
                    self.look_up_names(&connection);
                }
            });
        }
    }

    async fn run(self, connection: &Connection, search: &'static Search) {
        let feed = Feed {
            source: connection.source,
            search: search.number,
        };
        let section = self.section(search.class);
        let is_readable = search.class.is_first() || {
            section.update(|section| section.expect(feed));
            self.later.here().await
        };
        let Some(ticket) = section.try_update(|section| section.begin(feed)) else {
            return;
        };
        let outcome = match is_readable {
            true => self.pages(connection, search, ticket).await,
            false => Err(Trouble::NoReader),
        };
        if connection.is_closed() {
            return;
        }
        match outcome {
            Ok(()) => {
                section.update(|section| section.end(ticket));
                let now = clock::now();
                self.updated.update(|updated| {
                    updated.insert(connection.source, now);
                });
            }
            Err(trouble) => section.update(|section| section.fail(ticket, trouble)),
        }
        self.looked(search.class);
    }

    /// Behind the first results, or the news that there are none, the rest of the program may come.
    fn looked(self, class: Class) {
        if class == Class::Results {
            self.later.expect();
        }
    }

    /// Follows the pages of a search to the last; one that was lost half-way is begun again once.
    async fn pages(
        self,
        connection: &Connection,
        search: &Search,
        ticket: Ticket,
    ) -> Result<(), Trouble> {
        let mut begun_again = false;
        loop {
            match self.pages_once(connection, search, ticket).await {
                Err(Stopped::PageGone) if !begun_again => begun_again = true,
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
                Ok(()) => return Ok(()),
            }
        }
    }

    async fn pages_once(
        self,
        connection: &Connection,
        search: &Search,
        ticket: Ticket,
    ) -> Result<(), Stopped> {
        let base = connection.base();
        let mut trail = Trail::default();
        let (mut address, body) = first_page(connection, search).await?;
        trail.enters(&address);
        let mut answer = Answer::new(body);
        loop {
            let next = self
                .take_in(connection, search.class, ticket, &answer, &mut trail)
                .await?;
            connection.keep(&address, answer.bytes()).await;
            let Some(next) = next else { return Ok(()) };
            let next = base
                .resolve(&next)
                .ok_or(Stopped::For(Trouble::LeftTheHospital))?;
            if !trail.enters(&next) {
                return Err(Stopped::For(Trouble::Looped));
            }
            let body = connection
                .read(&next)
                .await
                .map_err(|refused| match refused {
                    Refused::Status(400 | 404 | 410) => Stopped::PageGone,
                    refused => Stopped::For(refused.trouble()),
                })?;
            answer = Answer::new(body);
            address = next;
        }
    }

    /// Reads one answer into the chart and gives the address of the next page.
    async fn take_in(
        self,
        connection: &Connection,
        class: Class,
        ticket: Ticket,
        answer: &Answer,
        trail: &mut Trail,
    ) -> Result<Option<String>, Stopped> {
        let (base, patient) = (connection.base(), connection.patient());
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        clock::breathe().await;
        let taken = self.take(answer, &asked);
        let mut taken = taken.map_err(|not_fhir| match not_fhir {
            NotFhir::CutShort => Trouble::CutShort,
            NotFhir::Empty | NotFhir::Markup | NotFhir::NotJson | NotFhir::NoResource => {
                Trouble::NotFhir
            }
        })?;
        if !trail.gains(taken.mark) {
            return Err(Stopped::For(Trouble::Looped));
        }
        clock::breathe().await;
        if connection.is_closed() {
            return Ok(None);
        }
        self.names
            .update(|names| names.hear(asked.source, &taken.named, &taken.wanted));
        let origins = std::mem::take(&mut taken.origins);
        if !origins.is_empty() {
            self.origins
                .update(|known| known.hear(asked.source, origins));
        }
        let (next, is_cut_short) = (taken.next.take(), taken.is_cut_short);
        let delivery = delivery(class, taken);
        self.section(class)
            .update(|section| section.page(ticket, delivery));
        self.looked(class);
        if is_cut_short {
            return Err(Stopped::For(Trouble::CutShort));
        }
        Ok(next)
    }

    /// Reads an answer, as far as the program is here: what is no first look was waited for.
    fn take(self, answer: &Answer, asked: &Asked<'_>) -> Result<Taken, NotFhir> {
        match self.later.is_here() {
            true => later::take(answer, asked),
            false => Ok(take_results(&fhir::read::results(answer)?, asked)),
        }
    }

    /// Reads the names of people and places that are mentioned by reference only; a refusal costs a name.
    fn look_up_names(self, connection: &Rc<Connection>) {
        let wanted = self.names.try_update(|names| names.wanted());
        for one in wanted.unwrap_or_default() {
            if one.source == connection.source {
                leptos::task::spawn_local(self.look_up(Rc::clone(connection), one.path));
            }
        }
    }

    async fn look_up(self, connection: Rc<Connection>, path: String) {
        let (base, patient) = (connection.base(), connection.patient());
        let Ok(body) = connection.read(&base.join(&path)).await else {
            return;
        };
        let answer = Answer::new(body);
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        let Ok(taken) = self.take(&answer, &asked) else {
            return;
        };
        if !connection.is_closed() {
            self.names
                .update(|names| names.hear(asked.source, &taken.named, &[]));
        }
    }
}

/// What an answer brings to a part of the chart.
fn delivery(class: Class, taken: Taken) -> Delivery {
    match class {
        Class::People => taken.delivery::<Person>(),
        Class::Results => taken.delivery::<LabResult>(),
        Class::Papers => taken.delivery::<Paper>(),
        Class::Visits => taken.delivery::<Visit>(),
        Class::Medicines => taken.delivery::<Medicine>(),
        Class::Allergies => taken.delivery::<Allergy>(),
        Class::Documents => taken.delivery::<Document>(),
        Class::Messages => taken.delivery::<Message>(),
        Class::Teams => taken.delivery::<Team>(),
    }
}

/// Why following the pages stopped.
enum Stopped {
    /// The link to the next page is no longer known to the server.
    PageGone,
    /// Anything else.
    For(Trouble),
}

impl From<Trouble> for Stopped {
    fn from(trouble: Trouble) -> Stopped {
        Stopped::For(trouble)
    }
}

/// The first page, by the first form of the search that the server takes.
async fn first_page(
    connection: &Connection,
    search: &Search,
) -> Result<(String, Vec<u8>), Trouble> {
    let mut trouble = None;
    for url in addresses(search, connection) {
        match connection.read(&url).await {
            Ok(body) => return Ok((url, body)),
            Err(refused @ Refused::Status(400 | 403)) => {
                trouble.get_or_insert(refused.trouble());
            }
            Err(refused) => return Err(refused.trouble()),
        }
    }
    if trouble == Some(Trouble::NotShared) {
        connection.refuses(search.resource, Interaction::Read);
    }
    Err(trouble.unwrap_or(Trouble::Refused))
}

fn addresses(search: &Search, connection: &Connection) -> Vec<String> {
    let (base, patient) = (connection.base(), connection.patient());
    if search.forms.is_empty() {
        return vec![base.join(&format!("{}/{patient}", search.resource))];
    }
    let size = connection.rules().page_size(search.resource);
    let forms = search.asked(&patient, size).into_iter();
    forms
        .map(|form| {
            let pairs: Vec<_> = form
                .iter()
                .map(|(name, value)| (*name, value.as_ref()))
                .collect();
            base.search(search.resource, &pairs)
        })
        .collect()
}
