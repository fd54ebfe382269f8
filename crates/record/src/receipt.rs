//! An honest account of an answer: received = shown + unread + left out, and every one has a reason.

use std::collections::BTreeMap;

/// What became of everything that was received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Entries in the answers.
    pub received: usize,
    /// Of those, shown somewhere.
    pub shown: usize,
    /// Those that could not be read at all.
    pub unread: Vec<Unread>,
    /// Those that were rightly left out, counted by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
}

/// Something that was received and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Its type, if that could be made out.
    pub kind: Option<String>,
    /// What stood in the way.
    pub reason: fhir::Unread,
}

/// Why something received is not listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// Withdrawn by the hospital.
    EnteredInError,
    /// A message of the server about the answer, not a record.
    OutcomeMessage,
    /// About someone else.
    OtherPerson,
    /// Received before.
    AlreadyHave,
    /// Serves another item: a practitioner, an organization, where something came from.
    Support(String),
    /// A newer version took its place.
    Superseded,
    /// Of another part of the record: it is counted there.
    Elsewhere,
    /// Of a type that a program which reads no more than a first look does not know yet: its type.
    NotReadYet(String),
}

impl LeftOut {
    /// Nothing shows it.
    pub fn is_unplaced(&self) -> bool {
        matches!(self, Self::NotReadYet(_))
    }

    /// For machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EnteredInError => "entered-in-error",
            Self::OutcomeMessage => "outcome",
            Self::OtherPerson => "other-person",
            Self::AlreadyHave => "duplicate",
            Self::Support(_) => "support",
            Self::Superseded => "superseded",
            Self::Elsewhere => "elsewhere",
            Self::NotReadYet(_) => "not-shown",
        }
    }
}

impl Receipt {
    /// How many were left out.
    pub fn left_out_count(&self) -> usize {
        self.left_out.values().sum()
    }

    /// Every received entry is accounted for.
    pub fn balances(&self) -> bool {
        self.received == self.shown + self.unread.len() + self.left_out_count()
    }

    /// Counts one more as left out.
    pub fn leave_out(&mut self, why: LeftOut) {
        *self.left_out.entry(why).or_default() += 1;
    }

    /// Adds another answer's account.
    pub fn add(&mut self, other: Receipt) {
        self.received += other.received;
        self.shown += other.shown;
        self.unread.extend(other.unread);
        for (why, count) in other.left_out {
            *self.left_out.entry(why).or_default() += count;
        }
    }

    /// `count` of the shown turn out to be left out after all.
    pub fn move_out(&mut self, count: usize, why: LeftOut) {
        let count = count.min(self.shown);
        if count > 0 {
            self.shown -= count;
            *self.left_out.entry(why).or_default() += count;
        }
    }

    /// One that was left out is shown after all; false if none was left out for that.
    pub(crate) fn move_in(&mut self, why: LeftOut) -> bool {
        let Some(left) = self.left_out.get_mut(&why) else {
            return false;
        };
        *left = left.saturating_sub(1);
        if *left == 0 {
            self.left_out.remove(&why);
        }
        self.shown += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_still_balances_when_something_shown_turns_out_to_be_known() {
        let mut receipt = Receipt {
            received: 3,
            shown: 2,
            ..Receipt::default()
        };
        receipt.leave_out(LeftOut::OutcomeMessage);
        receipt.move_out(1, LeftOut::AlreadyHave);
        receipt.move_out(5, LeftOut::AlreadyHave);
        assert!(receipt.balances());
        assert_eq!((receipt.shown, receipt.left_out_count()), (0, 3));
    }
}
