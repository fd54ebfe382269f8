//! What a hospital said before, read again from what is kept of it, as if it had just been said.

use fhir::Answer;
use record::section::Trouble;
use vault::archive::Ended;

use super::Chart;
use super::load::{Stopped, addresses, is_asked, question};
use super::names::NAMES;
use super::run::Run;
use crate::browser::clock;
use crate::browser::compress::unpack;
use crate::hospital::{Connection, Originals};
use crate::searches::{Domain, Search, form_of, is_of_mistakes};
use crate::trail::Trail;

impl Chart {
    /// Reads what a hospital said before from the vault, as if it had just been said, in the order in which it was: what
    /// came later stands. What is there of a search is all of it; what is not is still to be asked.
    pub async fn restore(self, connection: &Connection) {
        if !self.later.here().await {
            return;
        }
        let kept = connection.kept();
        let mut runs = Vec::new();
        for search in Domain::ALL.into_iter().flat_map(Domain::every_search) {
            let of_search = kept
                .iter()
                .filter(|((number, _), _)| *number == search.number);
            let of_search: Vec<_> = of_search
                .map(|((_, part), one)| (search, *part, one))
                .collect();
            match of_search.first() {
                Some((_, 0, _)) => runs.extend(of_search),
                // A part does not stand for the whole.
                Some(_) | None => self.is_not_kept(connection, search),
            }
        }
        runs.sort_by(|(_, _, one), (_, _, other)| one.at.total_cmp(&other.at));
        for (search, part, originals) in runs {
            let run = Run::of(self, connection, search, originals.at);
            let run = match part {
                0 => run,
                _ => run.in_part(),
            };
            self.reread(connection, run, originals).await;
            if connection.is_closed() {
                return;
            }
        }
        self.recall(connection).await;
        for (_, originals) in kept.iter().filter(|((number, _), _)| *number == NAMES) {
            for (_, original) in &originals.pages {
                if let Some(body) = unpack(&original.to_vec()).await {
                    self.hear_name(connection, body);
                }
            }
        }
    }

    /// What a first look has read of one thing is read whole.
    pub async fn read_whole(self, connection: &Connection, search: &'static Search) {
        if connection.is_closed() {
            return;
        }
        if let Some(originals) = connection.whole_of(search.number) {
            let run = Run::of(self, connection, search, originals.at);
            self.reread(connection, run, &originals).await;
        }
    }

    /// What is not kept is still to be asked, unless nobody asks this hospital for it.
    fn is_not_kept(self, connection: &Connection, search: &'static Search) {
        let mut run = Run::of(self, connection, search, clock::now());
        match is_asked(connection, search) {
            _ if !is_asked_beside(connection, search) => {}
            true => run.expect(),
            false => run.fail(Trouble::NotOffered),
        }
    }

    /// What was never read of a hospital cannot be asked for now.
    pub fn lacks_sign_in(self, connection: &Connection) {
        for search in Domain::ALL.into_iter().flat_map(Domain::every_search) {
            let mut run = Run::of(self, connection, search, clock::now());
            if run.is_waiting() {
                run.fail(Trouble::SignInAgain);
            }
        }
    }

    /// Reads the kept answers to a search as if they had just come.
    async fn reread(self, connection: &Connection, mut run: Run, originals: &Originals) {
        run.begin();
        let form = form_taken(connection, run.search, originals);
        run.asks_part = match form {
            Some(form) => run.is_part_of_all(form),
            None => lacks_status(connection, run.search, originals),
        };
        let outcome = self.pages_again(connection, &mut run, originals).await;
        if connection.is_closed() {
            return;
        }
        match outcome {
            Ok(()) => {
                run.end();
                self.was_updated(connection.source, originals.at);
            }
            Err(trouble) => run.fail(trouble),
        }
    }

    async fn pages_again(
        self,
        connection: &Connection,
        run: &mut Run,
        originals: &Originals,
    ) -> Result<(), Trouble> {
        match originals.ended {
            Ended::Whole => {}
            Ended::NotShared => return Err(Trouble::NotShared),
            Ended::NotOffered => return Err(Trouble::NotOffered),
        }
        for (_, original) in &originals.pages {
            let body = unpack(&original.to_vec()).await.ok_or(Trouble::NotFhir)?;
            let answer = Answer::new(body);
            // What is kept ends: nobody can be led in circles by it.
            match self
                .take_in(connection, run, &answer, &mut Trail::default())
                .await
            {
                Ok(_) => {}
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
            }
        }
        Ok(())
    }
}

/// The form of a search that the hospital took when this was kept.
pub(super) fn form_taken(
    connection: &Connection,
    search: &Search,
    kept: &Originals,
) -> Option<usize> {
    let (address, _) = kept.pages.first()?;
    form_of(address, &addresses(search, connection))
}

/// Whether a search that was made for each status in turn lacks one: the server refused it.
fn lacks_status(connection: &Connection, search: &Search, kept: &Originals) -> bool {
    let turns = search.in_turn(&connection.patient()).into_iter();
    let mut turns = turns.filter(|form| !is_of_mistakes(form));
    turns.any(|form| {
        let asked = [question(connection, search, &form)];
        let mut pages = kept.pages.iter();
        !pages.any(|(address, _)| form_of(address, &asked).is_some())
    })
}

/// Whether a search is made at all, as far as what is kept tells: what stands beside another only where that one was
/// answered in part, or refused.
fn is_asked_beside(connection: &Connection, search: &Search) -> bool {
    let all = Domain::ALL.into_iter().flat_map(Domain::searches);
    let is_rest_of = |main: &&Search| main.rest.iter().any(|one| one.number == search.number);
    let Some(main) = all.into_iter().find(is_rest_of) else {
        return true;
    };
    connection
        .whole_of(main.number)
        .is_some_and(|kept| match kept.ended {
            Ended::Whole => {
                form_taken(connection, main, &kept).is_some_and(|form| form >= main.narrow)
            }
            Ended::NotShared | Ended::NotOffered => true,
        })
}
