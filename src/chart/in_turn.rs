//! A search where the server takes no list of statuses: for each status in turn, as one run.

use record::section::Trouble;

use super::Chart;
use super::load::{Stopped, question};
use super::run::Run;
use crate::hospital::{Connection, Refused};

impl Chart {
    /// Asks for each status. One that the server does not know is none of its own; where it refuses all, it is not that.
    pub async fn in_turn(self, connection: &Connection, run: &mut Run) -> Result<usize, Trouble> {
        let mut took = Err(Trouble::Refused);
        for form in run.search.in_turn(&connection.patient()) {
            let address = question(connection, run.search, &form);
            let body = match connection.read(&address).await {
                Ok(body) => body,
                Err(Refused::Status(400)) => continue,
                Err(refused) => return Err(refused.trouble()),
            };
            match self.follow(connection, run, address, body).await {
                Ok(()) => took = Ok(0),
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
            }
        }
        took
    }
}
