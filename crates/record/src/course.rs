//! How one search at one hospital has gone: its last whole run, and the run for a part of it that came after.

use crate::{
    feed::{Complete, State, Ticket},
    receipt::{LeftOut, Receipt, Unread},
    trouble::{Gap, Trouble},
};

/// How one search has gone.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(crate) state: State,
    /// The run that is taken in.
    run: u32,
    /// The run under whose number items are held. A run for a part brings its items to those of the whole one.
    pub(crate) whole: u32,
    receipt: Receipt,
    complete: Complete,
    part: Option<Part>,
}

/// The last run that asked for a part only. What it says of the list counts beside what the whole run said.
#[derive(Clone, Debug)]
struct Part {
    /// What became of its entries, but for the items that are new: these are counted with the whole run's.
    receipt: Receipt,
    complete: Complete,
    /// Where the search stood after its last whole run.
    before: State,
}

impl Course {
    /// Not begun.
    pub(crate) fn waiting() -> Self {
        Self {
            state: State::Waiting,
            run: 0,
            whole: 0,
            receipt: Receipt::default(),
            complete: Complete::Whole,
            part: None,
        }
    }

    /// A run for everything.
    pub(crate) fn begun(run: u32) -> Self {
        Self {
            state: State::Arriving { pages: 0 },
            run,
            whole: run,
            ..Self::waiting()
        }
    }

    /// A run for a part, after what there was.
    pub(crate) fn begun_in_part(self, run: u32) -> Self {
        let before = match self.part {
            Some(part) => part.before,
            None => self.state,
        };
        Self {
            state: State::Arriving { pages: 0 },
            run,
            part: Some(Part {
                receipt: Receipt::default(),
                complete: Complete::Whole,
                before,
            }),
            ..self
        }
    }

    pub(crate) fn is_running(&self, ticket: Ticket) -> bool {
        self.run == ticket.run && matches!(self.state, State::Arriving { .. })
    }

    pub(crate) fn is_settled(&self) -> bool {
        !matches!(self.state, State::Waiting | State::Arriving { .. })
    }

    pub(crate) fn pages(&self) -> usize {
        match self.state {
            State::Arriving { pages } => pages,
            State::Waiting
            | State::Done { .. }
            | State::Failed(_)
            | State::NotShared
            | State::NotOffered => 0,
        }
    }

    /// A page came.
    pub(crate) fn turn(&mut self, receipt: Receipt, complete: Complete) {
        self.state = State::Arriving {
            pages: self.pages() + 1,
        };
        let (account, said) = match &mut self.part {
            Some(part) => (&mut part.receipt, &mut part.complete),
            None => (&mut self.receipt, &mut self.complete),
        };
        account.add(receipt);
        *said = complete.max(*said);
    }

    /// An item of the page was not here.
    pub(crate) fn brings(&mut self) {
        if let Some(part) = &mut self.part
            && part.receipt.shown > 0
        {
            part.receipt.shown -= 1;
            part.receipt.received -= 1;
            self.receipt.shown += 1;
            self.receipt.received += 1;
        }
    }

    /// An item of the page was here already.
    pub(crate) fn repeats(&mut self) {
        let part = self.part.as_mut().map(|part| &mut part.receipt);
        let account = part.unwrap_or(&mut self.receipt);
        account.move_out(1, LeftOut::AlreadyHave);
    }

    /// An item that another search showed is shown by this one.
    pub(crate) fn has_after_all(&mut self) {
        if self.receipt.move_in(LeftOut::AlreadyHave) {
            return;
        }
        if let Some(part) = &mut self.part
            && part.receipt.move_in(LeftOut::AlreadyHave)
        {
            self.brings();
        }
    }

    /// An item that it brought is here no more.
    pub(crate) fn loses(&mut self) {
        self.receipt.move_out(1, LeftOut::Superseded);
    }

    /// The last page came. True if what it did not bring, the hospital has no more: it was asked for everything, says
    /// that this is everything, and all of it was read.
    pub(crate) fn end(&mut self) -> bool {
        let Some(before) = self.part.as_ref().map(|part| part.before.clone()) else {
            self.state = self.ended();
            return self.complete == Complete::Whole && self.receipt.unread.is_empty();
        };
        self.state = match before {
            // What the whole run lacked is not made good by a part.
            State::Failed(trouble) => State::Failed(trouble),
            State::Done { .. } => self.ended(),
            State::Waiting | State::Arriving { .. } | State::NotShared | State::NotOffered => {
                self.complete = self.complete.max(Complete::MayLack);
                self.ended()
            }
        };
        false
    }

    fn ended(&self) -> State {
        match self.complete() {
            Complete::Whole | Complete::MayLack => State::Done {
                received: self.account().received,
            },
            Complete::Lacks => State::Failed(Trouble::Incomplete),
        }
    }

    /// It stopped.
    pub(crate) fn fail(&mut self, trouble: Trouble) {
        self.state = match trouble {
            // That a part is not to be had says nothing of the whole.
            _ if self.part.is_some() => State::Failed(trouble),
            Trouble::NotShared => State::NotShared,
            Trouble::NotOffered => State::NotOffered,
            other => State::Failed(other),
        };
    }

    /// What may be missing.
    pub(crate) fn gap(&self) -> Option<Gap> {
        match self.state {
            State::Failed(trouble) => Some(Gap::Failed(trouble)),
            State::NotShared => Some(Gap::NotShared),
            State::NotOffered => Some(Gap::NotOffered),
            State::Done { .. } | State::Arriving { .. } if self.complete() > Complete::Whole => {
                Some(Gap::MayLack)
            }
            State::Done { .. } | State::Arriving { .. } | State::Waiting => None,
        }
    }

    fn complete(&self) -> Complete {
        let part = self.part.as_ref().map(|part| part.complete);
        part.unwrap_or_default().max(self.complete)
    }

    /// How many items it has brought.
    pub(crate) fn brought(&self) -> usize {
        self.receipt.shown
    }

    /// What became of everything it received. What can't be read of the whole is received in a part again, and nothing
    /// tells it from another of its kind: as many of a kind as the whole run had are taken for the same.
    pub(crate) fn account(&self) -> Receipt {
        let mut account = self.receipt.clone();
        let Some(part) = &self.part else {
            return account;
        };
        let unread: Vec<Unread> = self.unread().into_iter().cloned().collect();
        let again = self.receipt.unread.len() + part.receipt.unread.len() - unread.len();
        account.add(part.receipt.clone());
        account.received -= again;
        account.unread = unread;
        account
    }

    /// What could not be read of it.
    pub(crate) fn unread(&self) -> Vec<&Unread> {
        let mut unread: Vec<&Unread> = self.receipt.unread.iter().collect();
        let Some(part) = &self.part else {
            return unread;
        };
        let mut known = unread.clone();
        for one in &part.receipt.unread {
            match known.iter().position(|other| *other == one) {
                Some(place) => drop(known.swap_remove(place)),
                None => unread.push(one),
            }
        }
        unread
    }
}
