//! Filling the chart: one task per search. Those of a first look leave together; the others follow when the part of
//! the program that reads them is here (src/later.rs).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use fhir::{Answer, NotFhir};
use leptos::prelude::*;
use record::SourceId;
use record::report::Paper;
use record::section::{Delivery, Feed, State, Ticket, Trouble};
use record::{
    Allergy, Asked, Document, LabResult, Medicine, Message, Person, Taken, Team, Visit,
    take_results,
};
use smart::Interaction;
use vault::archive::Ended;
use vault::audit::Act;

use super::Chart;
use crate::browser::clock;
use crate::browser::compress::{Original, unpack};
use crate::hospital::{Connection, Originals, Refused};
use crate::later;
use crate::searches::{Class, Domain, Search};
use crate::trail::Trail;

/// After so many milliseconds the rest is asked for, whether the first results are here or not.
const LONG_ENOUGH: u32 = 3_000;

/// The answers to a search as they came; `None` where the browser could not pack one.
type Pages = Vec<(String, Option<Original>)>;

/// In the place of a search: the names that were looked up one by one.
const NAMES: u8 = u8::MAX;

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
        let came = Rc::new(RefCell::new(Vec::new()));
        for search in searches {
            let (connection, left, came) = (connection.clone(), left.clone(), came.clone());
            leptos::task::spawn_local(async move {
                if self.run(&connection, search).await.is_some() {
                    came.borrow_mut().push(search);
                }
                left.set(left.get() - 1);
                if left.get() == 0 && !connection.is_closed() {
                    self.note_what_came(&connection, &came.take());
                    self.look_up_names(&connection);
                }
            });
        }
    }

    /// Writes into the log how much came, by type. What did not come is no "nothing new".
    fn note_what_came(self, connection: &Connection, came: &[&'static Search]) {
        if came.is_empty() {
            return;
        }
        let mut counts = BTreeMap::<String, u32>::new();
        for search in came {
            let feed = Feed {
                source: connection.source,
                search: search.number,
            };
            let section = self.section(search.class).read_untracked();
            *counts.entry(search.resource.to_owned()).or_default() +=
                section.brought_by(feed) as u32;
        }
        counts.retain(|_, count| *count > 0);
        self.safe.note(Act::Fetched {
            hospital: connection.hospital.name.clone(),
            counts: counts.into_iter().collect(),
        });
    }

    /// `None` where it did not come.
    async fn run(self, connection: &Connection, search: &'static Search) -> Option<()> {
        let feed = Feed {
            source: connection.source,
            search: search.number,
        };
        let section = self.section(search.class);
        let is_readable = search.class.is_first() || {
            section.update(|section| section.expect(feed));
            self.later.here().await
        };
        let ticket = section.try_update(|section| section.begin(feed))?;
        let mut pages = Vec::new();
        let outcome = match is_readable {
            true => self.pages(connection, search, ticket, &mut pages).await,
            false => Err(Trouble::NoReader),
        };
        if connection.is_closed() {
            return None;
        }
        let at = clock::now();
        match outcome {
            Ok(()) => {
                section.update(|section| section.end(ticket));
                self.was_updated(connection.source, at);
            }
            Err(trouble) => section.update(|section| section.fail(ticket, trouble)),
        }
        // What came before a search failed is shown as long as the page stands, and kept no longer.
        let pages: Option<Vec<_>> = pages
            .into_iter()
            .map(|(address, page)| Some((address, page?)))
            .collect();
        if let (Some(ended), Some(pages)) = (ended(outcome), pages) {
            self.keep(connection, search.number, Originals { at, ended, pages });
        }
        self.looked(search.class);
        outcome.ok()
    }

    fn keep(self, connection: &Connection, search: u8, originals: Originals) {
        // What was read once is not given up because it is refused today.
        let is_refusal = originals.ended != Ended::Whole;
        if is_refusal && connection.has_whole(search) {
            return;
        }
        connection.keep(search, originals);
        self.kept.update(|kept| *kept += 1);
    }

    fn was_updated(self, source: SourceId, at: f64) {
        self.updated.update(|updated| {
            let last = updated.entry(source).or_insert(at);
            *last = last.max(at);
        });
    }

    /// Reads what a hospital said before from the vault, as if it had just been said. What is there of a search is all
    /// of it; what is not is still to be asked.
    pub async fn restore(self, connection: &Connection) {
        if !self.later.here().await {
            return;
        }
        let kept = connection.kept();
        for search in Domain::ALL.iter().flat_map(|domain| domain.searches()) {
            let feed = Feed {
                source: connection.source,
                search: search.number,
            };
            let section = self.section(search.class);
            let Some((_, originals)) = kept.iter().find(|(number, _)| *number == search.number)
            else {
                section.update(|section| section.expect(feed));
                continue;
            };
            let Some(ticket) = section.try_update(|section| section.begin(feed)) else {
                return;
            };
            let outcome = self.reread(connection, search, ticket, originals).await;
            if connection.is_closed() {
                return;
            }
            match outcome {
                Ok(()) => {
                    section.update(|section| section.end(ticket));
                    self.was_updated(connection.source, originals.at);
                }
                Err(trouble) => section.update(|section| section.fail(ticket, trouble)),
            }
        }
        for (_, originals) in kept.iter().filter(|(number, _)| *number == NAMES) {
            for (_, original) in &originals.pages {
                if let Some(body) = unpack(&original.to_vec()).await {
                    self.hear_name(connection, body);
                }
            }
        }
    }

    /// What was never read of a hospital cannot be asked for now.
    pub fn lacks_sign_in(self, connection: &Connection) {
        for search in Domain::ALL.iter().flat_map(|domain| domain.searches()) {
            let feed = Feed {
                source: connection.source,
                search: search.number,
            };
            self.section(search.class).update(|section| {
                if matches!(section.state_of_feed(feed), Some(State::Waiting)) {
                    let ticket = section.begin(feed);
                    section.fail(ticket, Trouble::SignInAgain);
                }
            });
        }
    }

    async fn reread(
        self,
        connection: &Connection,
        search: &Search,
        ticket: Ticket,
        originals: &Originals,
    ) -> Result<(), Trouble> {
        match originals.ended {
            Ended::Whole => {}
            Ended::NotShared => return Err(Trouble::NotShared),
            Ended::NotOffered => return Err(Trouble::NotOffered),
        }
        let mut trail = Trail::default();
        for (_, original) in &originals.pages {
            let body = unpack(&original.to_vec()).await.ok_or(Trouble::NotFhir)?;
            let taken = self
                .take_in(
                    connection,
                    search.class,
                    ticket,
                    &Answer::new(body),
                    &mut trail,
                )
                .await;
            match taken {
                Ok(_) => {}
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
            }
        }
        Ok(())
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
        pages: &mut Pages,
    ) -> Result<(), Trouble> {
        let mut begun_again = false;
        loop {
            match self.pages_once(connection, search, ticket, pages).await {
                Err(Stopped::PageGone) if !begun_again => {
                    begun_again = true;
                    pages.clear();
                }
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
        pages: &mut Pages,
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
            pages.push((address, Original::pack(answer.bytes()).await));
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
        let wanted = self
            .names
            .try_update(|names| names.wanted())
            .unwrap_or_default();
        let wanted: Vec<_> = wanted
            .into_iter()
            .filter(|one| one.source == connection.source)
            .collect();
        let left = Rc::new(Cell::new(wanted.len()));
        let found = Rc::new(RefCell::new(Vec::new()));
        for one in wanted {
            let (connection, left, found) =
                (Rc::clone(connection), Rc::clone(&left), Rc::clone(&found));
            leptos::task::spawn_local(async move {
                if let Some(original) = self.look_up(&connection, &one.path).await {
                    found.borrow_mut().push((one.path, original));
                }
                left.set(left.get() - 1);
                if left.get() == 0 && !connection.is_closed() {
                    self.keep_names(&connection, found.take());
                }
            });
        }
    }

    /// Beside those that were found before.
    fn keep_names(self, connection: &Connection, found: Vec<(String, Original)>) {
        if found.is_empty() {
            return;
        }
        let mut pages = connection.kept_of(NAMES);
        pages.retain(|(known, _)| !found.iter().any(|(path, _)| path == known));
        pages.extend(found);
        let originals = Originals {
            at: clock::now(),
            ended: Ended::Whole,
            pages,
        };
        self.keep(connection, NAMES, originals);
    }

    async fn look_up(self, connection: &Connection, path: &str) -> Option<Original> {
        let body = connection.read(&connection.base().join(path)).await.ok()?;
        let original = Original::pack(&body).await;
        self.hear_name(connection, body);
        original
    }

    fn hear_name(self, connection: &Connection, body: Vec<u8>) {
        let (base, patient) = (connection.base(), connection.patient());
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

/// How a search ended whose answers are worth keeping.
fn ended(outcome: Result<(), Trouble>) -> Option<Ended> {
    match outcome {
        Ok(()) => Some(Ended::Whole),
        Err(Trouble::NotShared) => Some(Ended::NotShared),
        Err(Trouble::NotOffered) => Some(Ended::NotOffered),
        Err(_) => None,
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
