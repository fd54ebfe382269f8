//! What is kept of a search that was read anew. A reading that may lack something does not take the place of one that
//! has it: both are kept, and a restart reads one after the other.

use leptos::prelude::*;
use record::Class;
use vault::archive::Ended;

use super::Chart;
use crate::hospital::{Connection, Originals};
use crate::searches::Search;

impl Chart {
    /// Keeps what a run for everything brought, and lets go of what it replaces: also of what was asked for beside a
    /// narrower question, where this one was wide.
    pub fn keep_read(
        self,
        connection: &Connection,
        search: &'static Search,
        is_wide: bool,
        originals: Originals,
    ) {
        let left = match originals.ended {
            Ended::Whole => self.left_by(connection, search),
            Ended::NotShared | Ended::NotOffered => None,
        };
        if let Some(until) = left.filter(|_| connection.has_whole(search.number)) {
            connection.keep_beside(search.number, until, originals);
            self.kept.update(|kept| *kept += 1);
            return;
        }
        if is_wide && left.is_none() {
            for one in search.rest {
                connection.drop_kept(one.number);
            }
        }
        self.keep(connection, search.number, originals);
    }

    /// When the last of what stands here was brought that the last whole run did not bring, in whichever class.
    fn left_by(self, connection: &Connection, search: &Search) -> Option<i64> {
        let feed = connection.feed(search.number);
        let classes = Class::ALL.into_iter();
        let left = classes.filter_map(|class| self.section(class).read_untracked().left_by(feed));
        left.max()
    }
}
