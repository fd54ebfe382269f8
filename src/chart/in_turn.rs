//! A search where the server takes no list of statuses: for each status in turn, as one run.

use leptos::prelude::*;
use record::section::{Complete, Delivery, Trouble};
use record::{Class, Receipt};

use super::Chart;
use super::load::{Stopped, question};
use super::run::Run;
use crate::hospital::{Connection, Refused};
use crate::searches::is_of_mistakes;

impl Chart {
    /// Asks for each status. One that is refused may be none of the server's own, and may be one that it keeps to
    /// itself: then what comes is not all. Where it refuses all, that is the answer.
    pub async fn in_turn(self, connection: &Connection, run: &mut Run) -> Result<usize, Trouble> {
        let mut took = Err(Trouble::Refused);
        let mut lacks = false;
        for form in run.search.in_turn(&connection.patient()) {
            let address = question(connection, run.search, &form);
            let body = match connection.read(&address).await {
                Ok(body) => body,
                Err(refused @ Refused::Status(400 | 403)) => {
                    lacks |= !is_of_mistakes(&form);
                    took = took.or(Err(refused.trouble()));
                    continue;
                }
                Err(refused) => return Err(refused.trouble()),
            };
            match self.follow(connection, run, address, body).await {
                Ok(()) => took = Ok(0),
                Err(Stopped::PageGone) => return Err(Trouble::CutShort),
                Err(Stopped::For(trouble)) => return Err(trouble),
            }
        }
        if took.is_ok() && lacks {
            self.may_lack_more(run);
        }
        took
    }

    /// What a run has not brought to a class may still be there.
    fn may_lack_more(self, run: &mut Run) {
        for class in Class::ALL {
            let section = self.section(class).read_untracked();
            let is_known = section.state_of_feed(run.feed).is_some();
            drop(section);
            if is_known {
                run.deliver(
                    class,
                    Delivery {
                        items: Vec::new(),
                        withdrawn: Vec::new(),
                        receipt: Receipt::default(),
                        complete: Complete::MayLack,
                    },
                );
            }
        }
    }
}
