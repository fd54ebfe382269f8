//! An honest account: everything received was read, or is named with the reason why not.

use crate::{Page, Resource, Unread, Why};
use std::{collections::BTreeMap, fmt};

/// Counts over any number of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Entries received.
    pub received: usize,
    /// What became of them, by resource type; the type is empty where it is not known.
    pub kinds: BTreeMap<String, Tally>,
    /// Why entries could not be read.
    pub unread: BTreeMap<Unread, usize>,
    /// Why elements were left out of what was read.
    pub flaws: BTreeMap<Why, usize>,
}

/// What became of the entries of one type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Read, as a type we know.
    pub read: usize,
    /// Of a type we do not read.
    pub other: usize,
    /// Not readable.
    pub unread: usize,
}

impl Account {
    /// Adds one page.
    pub fn add(&mut self, page: &Page<'_>) {
        self.received += page.entries.len();
        for entry in &page.entries {
            let tally = self
                .kinds
                .entry(entry.kind.as_str().to_owned())
                .or_default();
            match &entry.resource {
                Ok(Resource::Other(_)) => tally.other += 1,
                Ok(_) => tally.read += 1,
                Err(reason) => {
                    tally.unread += 1;
                    *self.unread.entry(*reason).or_default() += 1;
                }
            }
        }
        let flaws = page
            .entries
            .iter()
            .flat_map(|entry| &entry.flaws)
            .chain(&page.flaws);
        for flaw in flaws {
            *self.flaws.entry(flaw.why).or_default() += 1;
        }
    }

    /// All types together.
    #[must_use]
    pub fn total(&self) -> Tally {
        self.kinds
            .values()
            .fold(Tally::default(), |sum, tally| Tally {
                read: sum.read + tally.read,
                other: sum.other + tally.other,
                unread: sum.unread + tally.unread,
            })
    }

    /// Whether read, other and unread make up what was received, and every unread one has its reason.
    #[must_use]
    pub fn balances(&self) -> bool {
        let total = self.total();
        total.read + total.other + total.unread == self.received
            && self.unread.values().sum::<usize>() == total.unread
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally {
            read,
            other,
            unread,
        } = self.total();
        write!(
            f,
            "{} received = {read} read + {other} of other types + {unread} unread",
            self.received
        )?;
        for (reason, count) in &self.unread {
            write!(f, "; unread: {reason} × {count}")?;
        }
        for (why, count) in &self.flaws {
            write!(f, "; left out: {why} × {count}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Account, Tally};
    use crate::{Answer, read};

    #[test]
    fn everything_received_is_accounted_for() {
        let answer = Answer::new(
            r#"{"resourceType":"Bundle","entry":[
                {"resource":{"resourceType":"Observation","id":7}},
                {"resource":{"resourceType":"Observation","status":["final"]}},
                {"resource":{"resourceType":"Task"}},
                {"resource":{"id":"nameless"}},
                {"response":{"status":"201"}}]}"#,
        );
        let mut account = Account::default();
        account.add(&read::page(&answer).expect("a bundle"));
        assert!(account.balances());
        assert_eq!(
            account.total(),
            Tally {
                read: 2,
                other: 1,
                unread: 2
            }
        );
        assert_eq!(
            account.to_string(),
            "5 received = 2 read + 1 of other types + 2 unread; unread: no resource in the entry × 1; \
             unread: no resourceType × 1; left out: not of the expected type × 1"
        );
    }
}
