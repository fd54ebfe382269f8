//! The loading page: one row for each class of the record, and the three moments worth saying aloud
//! (design §4.2).

use crate::section::{State, Trouble};

/// What one row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Not begun.
    Waiting,
    /// Loading.
    Loading,
    /// Here: so many.
    Done(usize),
    /// The hospital does not have this.
    NotOffered,
    /// Not allowed.
    NotShared,
    /// It stopped; can be tried again if [`Trouble::advice`] says so.
    Problem(Trouble),
}

impl Step {
    /// The row of one hospital's state, with the number of items listed so far.
    pub fn of(state: Option<&State>, items: usize) -> Self {
        match state {
            None | Some(State::Waiting) => Self::Waiting,
            Some(State::Arriving { .. }) => Self::Loading,
            Some(State::Done { .. }) => Self::Done(items),
            Some(State::Failed(trouble)) => Self::Problem(*trouble),
            Some(State::NotShared) => Self::NotShared,
            Some(State::NotOffered) => Self::NotOffered,
        }
    }

    /// Nothing more will come by itself.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Loading)
    }
}

/// A moment to be said aloud, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// Loading begins.
    Start,
    /// Half of the rows are over.
    Half,
    /// All rows are over; `problems` of them with a problem.
    End {
        /// Rows with a problem.
        problems: usize,
    },
}

/// Which moments were said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    started: bool,
    half: bool,
    ended: bool,
}

impl Milestones {
    /// What to say now, if anything. After a retry the end is said again.
    pub fn next(&mut self, steps: &[Step]) -> Option<Milestone> {
        let over = steps.iter().filter(|step| step.is_over()).count();
        if steps.is_empty() {
            return None;
        }
        if over == steps.len() {
            let problems = steps
                .iter()
                .filter(|step| matches!(step, Step::Problem(_)))
                .count();
            let first = !self.ended;
            (self.started, self.half, self.ended) = (true, true, true);
            return first.then_some(Milestone::End { problems });
        }
        self.ended = false;
        if !self.started {
            self.started = true;
            return Some(Milestone::Start);
        }
        let half = !self.half && over * 2 >= steps.len();
        self.half |= half;
        half.then_some(Milestone::Half)
    }
}
