//! The log of the vault: what happened is added, and all of it can be read.

use std::rc::Rc;

use ::vault::audit::{Act, Entry, pruned};
use ::vault::store::Group;
use ::vault::{Place, Table};

use super::Vault;
use super::value::{Plain, unsealed};
use crate::browser::clock;
use crate::safe::Log;

impl Vault {
    /// Adds to the log.
    pub(in crate::safe) fn log(self: &Rc<Self>, act: Act) {
        self.log_entry(Entry {
            at_ms: clock::now() as u64,
            act,
        });
    }

    /// Adds to the log what happened before.
    pub(in crate::safe) fn log_entry(self: &Rc<Self>, entry: Entry) {
        let place = |number| Place {
            table: Table::Audit,
            number,
        };
        let mut group: Group<Plain> = Vec::new();
        {
            let mut log = self.log.borrow_mut();
            let number = log.iter().max().map_or(0, |last| last + 1);
            log.push(number);
            group.push((place(number), Some(Rc::new(entry.to_bytes()))));
            for old in pruned(log.clone()) {
                log.retain(|number| *number != old);
                group.push((place(old), None));
            }
        }
        self.change(group);
    }

    /// Every entry of the log that can be read, the newest first, and how many can't be.
    pub(in crate::safe) async fn entries(&self) -> Log {
        let mut log = Log::default();
        let Some(key) = self.key.borrow().clone() else {
            return log;
        };
        let mut entries = Vec::new();
        for (text, bytes) in self.database.all_values().await.unwrap_or_default() {
            let place = Place::read(&text).filter(|place| place.table == Table::Audit);
            let Some(place) = place else { continue };
            let entry = match unsealed(&key, place, &bytes.unwrap_or_default()).await {
                Ok(plain) => Entry::read(&plain).ok(),
                Err(_) => None,
            };
            match entry {
                Some(entry) => entries.push((place.number, entry)),
                None => log.unreadable += 1,
            }
        }
        entries.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        log.entries = entries.into_iter().map(|(_, entry)| entry).collect();
        log
    }
}
