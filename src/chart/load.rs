//! Filling the chart: one task per search. Those of a first look leave together; the others follow when the part of
//! the program that reads them is here (src/later.rs).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use fhir::{Answer, NotFhir};
use leptos::prelude::*;
use record::SourceId;
use record::labs::Shelf;
use record::names::Wanted;
use record::section::{State, Trouble};
use record::{Asked, Class, Heard, Taken, take_results};
use smart::Interaction;
use vault::archive::Ended;
use vault::audit::Act;

use super::Chart;
use super::merged::Word;
use super::run::Run;
use crate::browser::clock;
use crate::browser::compress::Original;
use crate::hospital::{Connection, Originals, Refused};
use crate::later;
use crate::searches::{Domain, Form, Said, Search};
use crate::trail::Trail;

/// After so many milliseconds the rest is asked for, whether the first results are here or not.
const LONG_ENOUGH: u32 = 3_000;

/// How one search of a load is made: for everything, or for what is due (chart/update.rs).
pub(super) type Way = fn(Chart, Rc<Connection>, &'static Search) -> Making;

/// A search on its way; `None` where it did not come.
pub(super) type Making = Pin<Box<dyn Future<Output = Option<Took>>>>;

/// What came of a search.
pub(super) struct Took {
    /// The form that the hospital took.
    pub(super) form: usize,
    /// How much it brought; `None` where it was not due.
    pub(super) brought: Option<usize>,
}

impl Chart {
    /// Loads everything of a hospital, in the background; what is here stays until it comes anew.
    pub fn load(self, connection: Rc<Connection>) {
        self.load_domains(connection, &Domain::ALL, whole);
        // Results that keep a hospital busy hold nothing else up.
        leptos::task::spawn_local(async move {
            clock::wait(LONG_ENOUGH).await;
            self.later.expect();
        });
    }

    /// Loads one row of the loading page again.
    pub fn retry(self, connection: Rc<Connection>, domain: Domain) {
        self.later.want();
        self.load_domains(connection, &[domain], whole);
    }

    pub(super) fn load_domains(self, connection: Rc<Connection>, domains: &[Domain], way: Way) {
        let searches: Vec<&'static Search> = domains
            .iter()
            .flat_map(|domain| domain.searches())
            .collect();
        let left = Rc::new(Cell::new(searches.len()));
        let came = Rc::new(RefCell::new(Vec::new()));
        for search in searches {
            let (connection, left, came) = (connection.clone(), left.clone(), came.clone());
            leptos::task::spawn_local(async move {
                let is_first_look = !self.later.is_here();
                let brought = self.run_with_rest(&connection, search, way).await;
                came.borrow_mut().extend(brought);
                left.set(left.get() - 1);
                if left.get() == 0 && !connection.is_closed() {
                    self.note_what_came(&connection, came.take());
                    if self.later.is_here() {
                        later::first_look(self, connection.source);
                    }
                    self.look_up_names(&connection);
                }
                if is_first_look && search.class == Class::People && self.later.here().await {
                    later::read_whole(self, &connection, search).await;
                }
            });
        }
    }

    /// Writes into the log how much came, by type. What did not come is no "nothing new".
    fn note_what_came(self, connection: &Connection, came: Vec<(&'static str, usize)>) {
        if came.is_empty() {
            return;
        }
        let mut counts = BTreeMap::<String, u32>::new();
        for (resource, count) in came {
            *counts.entry(resource.to_owned()).or_default() += count as u32;
        }
        counts.retain(|_, count| *count > 0);
        self.safe.note(Act::Fetched {
            hospital: connection.hospital.name.clone(),
            counts: counts.into_iter().collect(),
        });
    }

    /// Makes a search, and what must be asked beside it where the server takes only a narrow question. Gives how much
    /// of which type those brought that were due and came.
    async fn run_with_rest(
        self,
        connection: &Rc<Connection>,
        search: &'static Search,
        way: Way,
    ) -> Vec<(&'static str, usize)> {
        let took = way(self, Rc::clone(connection), search).await;
        // Where even the narrow question was refused, the others may be answered.
        let asks_rest = match &took {
            Some(took) => took.form >= search.narrow,
            None => self.was_refused(connection, search),
        };
        let mut all = vec![took];
        if asks_rest && !connection.is_closed() {
            for one in search.rest {
                all.push(way(self, Rc::clone(connection), one).await);
            }
        }
        let brought = all.into_iter().flatten().filter_map(|took| took.brought);
        brought.map(|count| (search.resource, count)).collect()
    }

    /// Whether a hospital has answered a search, and gave nothing.
    pub(super) fn was_refused(self, connection: &Connection, search: &Search) -> bool {
        matches!(
            self.state_of(connection, search),
            Some(State::NotShared | State::NotOffered | State::Failed(Trouble::Refused))
        )
    }

    /// Where a search stands.
    pub(super) fn state_of(self, connection: &Connection, search: &Search) -> Option<State> {
        let section = self.section(search.class).read_untracked();
        let feed = connection.feed(search.number);
        section.state_of_feed(feed).cloned()
    }

    /// Asks for everything; `None` where it did not come.
    pub(super) async fn run(
        self,
        connection: &Connection,
        search: &'static Search,
    ) -> Option<Took> {
        if connection.is_closed() {
            return None;
        }
        let mut run = Run::of(self, connection, search, clock::now());
        if !is_asked(connection, search) {
            run.fail(Trouble::NotOffered);
            return None;
        }
        let is_readable = search.is_first || {
            run.expect();
            self.later.here().await
        };
        if connection.is_closed() {
            return None;
        }
        run.begin();
        let mut outcome = match is_readable {
            true => self.pages(connection, &mut run).await,
            false => Err(Trouble::NoReader),
        };
        let is_refused = matches!(outcome, Err(Trouble::Refused)) && run.pages.is_empty();
        if is_refused {
            self.later.expect();
            if self.later.here().await {
                outcome = later::in_turn(self, connection, &mut run).await;
            }
        }
        if connection.is_closed() {
            return None;
        }
        match outcome {
            Ok(form) => {
                if form < search.narrow && !search.rest.is_empty() && self.later.is_here() {
                    later::cover_rest(self, connection, search);
                }
                run.end();
                self.was_updated(connection.source, clock::now());
            }
            Err(trouble) => run.fail(trouble),
        }
        let mut replaced = std::iter::once(search).chain(search.rest);
        let replaces = replaced.any(|one| connection.has_whole(one.number));
        if outcome.is_ok() && replaces && self.later.is_here() {
            later::remember(self, connection).await;
            if connection.is_closed() {
                return None;
            }
        }
        if let Some(originals) = ended(&outcome).and_then(|ended| run.originals(ended)) {
            let is_wide = outcome.is_ok_and(|form| form < search.narrow);
            match self.later.is_here() {
                true => later::keep(self, connection, search, is_wide, originals),
                // Then nothing was kept before.
                false => self.keep(connection, search.number, originals),
            }
        }
        self.looked(search.class);
        let section = self.section(search.class).read_untracked();
        Some(Took {
            form: outcome.ok()?,
            brought: Some(section.brought_by(run.feed)),
        })
    }

    pub(super) fn keep(self, connection: &Connection, search: u8, originals: Originals) {
        // What was read once is not given up because it is refused today.
        let is_refusal = originals.ended != Ended::Whole;
        if is_refusal && connection.has_whole(search) {
            return;
        }
        connection.keep(search, originals);
        self.kept.update(|kept| *kept += 1);
    }

    pub(super) fn was_updated(self, source: SourceId, at: f64) {
        self.updated.update(|updated| {
            let last = updated.entry(source).or_insert(at);
            *last = last.max(at);
        });
    }

    /// Behind the first results, or the news that there are none, the rest of the program may come.
    fn looked(self, class: Class) {
        if class == Class::Results(Shelf::Lab) {
            self.later.expect();
        }
    }

    /// Follows the pages of a search to the last; one that was lost half-way is begun again once. Gives the form that
    /// was taken.
    pub(super) async fn pages(
        self,
        connection: &Connection,
        run: &mut Run,
    ) -> Result<usize, Trouble> {
        let mut begun_again = false;
        loop {
            match self.pages_once(connection, run).await {
                Err(Stopped::PageGone) if !begun_again => {
                    begun_again = true;
                    run.pages.clear();
                }
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
                Ok(form) => return Ok(form),
            }
        }
    }

    async fn pages_once(self, connection: &Connection, run: &mut Run) -> Result<usize, Stopped> {
        let (form, address, body) = first_page(connection, run).await?;
        run.asks_part = run.is_part_of_all(form);
        self.follow(connection, run, address, body).await?;
        Ok(form)
    }

    /// Reads an answer, and those behind it, to the last.
    pub(super) async fn follow(
        self,
        connection: &Connection,
        run: &mut Run,
        mut address: String,
        body: Vec<u8>,
    ) -> Result<(), Stopped> {
        let base = connection.base();
        let mut trail = Trail::default();
        trail.enters(&address);
        let mut answer = Answer::new(body);
        loop {
            let next = self.take_in(connection, run, &answer, &mut trail).await?;
            let original = Original::pack(answer.bytes()).await;
            run.pages.push((address, original));
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
    pub(super) async fn take_in(
        self,
        connection: &Connection,
        run: &mut Run,
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
        let heard = std::mem::take(&mut taken.heard);
        self.hear(connection, heard, &taken.wanted);
        let (next, is_cut_short) = (taken.next.take(), taken.is_cut_short);
        let deliveries = match self.later.is_here() {
            true => later::deliveries(taken, run.search.class),
            false => taken.result_deliveries(run.search.class),
        };
        for (class, delivery) in deliveries {
            run.deliver(class, delivery);
        }
        self.looked(run.search.class);
        if is_cut_short {
            return Err(Stopped::For(Trouble::CutShort));
        }
        Ok(next)
    }

    /// Takes in what an answer says beside its items.
    pub(super) fn hear(self, connection: &Connection, heard: Heard, wanted: &[Wanted]) {
        let source = connection.source;
        self.names
            .update(|names| names.hear(source, &heard.named, wanted));
        if !heard.origins.is_empty() {
            self.origins
                .update(|known| known.hear(source, &heard.origins));
        }
        let name = connection.hospital.name.clone();
        self.words
            .update(|words| words.push(Word::Heard(source, name, heard)));
    }

    /// Reads an answer, as far as the program is here: what is no first look was waited for.
    pub(super) fn take(self, answer: &Answer, asked: &Asked<'_>) -> Result<Taken, NotFhir> {
        match self.later.is_here() {
            true => later::take(answer, asked),
            false => Ok(take_results(&fhir::read::results(answer)?, asked)),
        }
    }
}

/// The way of a first load, and of trying again.
fn whole(chart: Chart, connection: Rc<Connection>, search: &'static Search) -> Making {
    Box::pin(async move { chart.run(&connection, search).await })
}

/// How a search ended whose answers are worth keeping.
fn ended(outcome: &Result<usize, Trouble>) -> Option<Ended> {
    match outcome {
        Ok(_) => Some(Ended::Whole),
        Err(Trouble::NotShared) => Some(Ended::NotShared),
        Err(Trouble::NotOffered) => Some(Ended::NotOffered),
        Err(_) => None,
    }
}

/// Why following the pages stopped.
pub(super) enum Stopped {
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

/// Whether a hospital is asked this at all.
pub(super) fn is_asked(connection: &Connection, search: &Search) -> bool {
    !search.only_if_granted || connection.allows(search.resource, Interaction::Search)
}

/// The first page, by the first form of the search that the server takes: the form, the address, the answer.
async fn first_page(
    connection: &Connection,
    run: &Run,
) -> Result<(usize, String, Vec<u8>), Trouble> {
    let search = run.search;
    if let Some((form, url)) = &run.only {
        let answer = connection.read(url).await.map_err(Refused::trouble)?;
        return Ok((*form, url.clone(), answer));
    }
    let mut trouble = None;
    for (form, url) in addresses(search, connection).into_iter().enumerate() {
        match connection.read(&url).await {
            Ok(body) => return Ok((form, url, body)),
            Err(refused @ Refused::Status(400 | 403)) => {
                trouble.get_or_insert(refused.trouble());
            }
            Err(refused) => return Err(refused.trouble()),
        }
    }
    match trouble {
        // Nobody needs to have it, so nobody withholds it.
        Some(Trouble::NotShared) if search.only_if_granted => Err(Trouble::NotOffered),
        Some(Trouble::NotShared) => {
            // Refusing one category is not refusing the type.
            let of_a_category = |form: &Form| form.iter().any(|(name, _)| *name == "category");
            if !search.forms.last().is_some_and(of_a_category) {
                connection.refuses(search.resource, Interaction::Read);
            }
            Err(Trouble::NotShared)
        }
        _ if search.often_unknown => Err(Trouble::NotOffered),
        trouble => Err(trouble.unwrap_or(Trouble::Refused)),
    }
}

pub(super) fn addresses(search: &Search, connection: &Connection) -> Vec<String> {
    let (base, patient) = (connection.base(), connection.patient());
    if search.forms.is_empty() {
        return vec![base.join(&format!("{}/{patient}", search.resource))];
    }
    let size = connection.rules().page_size(search.resource);
    let forms = search.asked(&patient, &clock::date(), size).into_iter();
    forms
        .map(|form| question(connection, search, &form))
        .collect()
}

/// The address that asks this.
pub(super) fn question(connection: &Connection, search: &Search, form: &[Said]) -> String {
    let pairs = form.iter().map(|(name, value)| (*name, value.as_ref()));
    let pairs: Vec<_> = pairs.collect();
    connection.base().search(search.resource, &pairs)
}
