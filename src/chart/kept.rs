//! What a hospital said before, read again from what is kept of it, as if it had just been said.

use fhir::Answer;
use record::section::Trouble;
use vault::archive::Ended;

use super::Chart;
use super::load::{Stopped, is_asked};
use super::names::NAMES;
use super::run::Run;
use crate::browser::clock;
use crate::browser::compress::unpack;
use crate::hospital::{Connection, Originals};
use crate::searches::{Domain, Search};
use crate::trail::Trail;

impl Chart {
    /// Reads what a hospital said before from the vault, as if it had just been said. What is there of a search is all
    /// of it; what is not is still to be asked.
    pub async fn restore(self, connection: &Connection) {
        if !self.later.here().await {
            return;
        }
        let kept = connection.kept();
        for search in Domain::ALL.into_iter().flat_map(Domain::every_search) {
            let found = kept.iter().find(|(number, _)| *number == search.number);
            let Some((_, originals)) = found else {
                self.is_not_kept(connection, search);
                continue;
            };
            self.read_kept(connection, search, originals).await;
            if connection.is_closed() {
                return;
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

    /// Reads the kept answers to a search as if they had just come.
    pub(super) async fn read_kept(
        self,
        connection: &Connection,
        search: &'static Search,
        originals: &Originals,
    ) {
        let mut run = Run::of(self, connection, search, originals.at);
        run.begin();
        let outcome = self.reread(connection, &mut run, originals).await;
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

    /// What is not kept is still to be asked, unless nobody asks this hospital for it.
    fn is_not_kept(self, connection: &Connection, search: &'static Search) {
        let mut run = Run::of(self, connection, search, clock::now());
        let is_beside = |domain: Domain| {
            let mut rest = domain.searches().iter().flat_map(|search| search.rest);
            rest.any(|one| one.number == search.number)
        };
        match is_asked(connection, search) {
            _ if Domain::ALL.into_iter().any(is_beside) => {}
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

    async fn reread(
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
        let mut trail = Trail::default();
        for (_, original) in &originals.pages {
            let body = unpack(&original.to_vec()).await.ok_or(Trouble::NotFhir)?;
            let answer = Answer::new(body);
            match self.take_in(connection, run, &answer, &mut trail).await {
                Ok(_) => {}
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
            }
        }
        Ok(())
    }
}
