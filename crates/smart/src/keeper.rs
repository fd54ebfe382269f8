//! Keeps the access of one connection fresh while several tabs use it: a pure state machine, one per tab. The tabs share
//! a *place* that holds the newest tokens, and a lock that one of them has at a time (`navigator.locks`).
//!
//! ```text
//! Resting ─Needed▶ Queued ─Alone▶ Taking ─Kept▶ Asking ─Answered▶ Keeping ─Kept▶ Resting
//! ```
//!
//! A refresh token is taken out of the place *before* it is sent, and new tokens lie in the place *before* they are
//! used. So a tab that stops anywhere leaves the newest tokens there, or tokens without a refresh token; never one that
//! was sent. <https://www.rfc-editor.org/rfc/rfc9700#section-4.14>

use crate::{RefreshError, Renewal, Request, Tokens};

/// One tab's part.
#[derive(Debug)]
pub struct Keeper {
    tokens: Tokens,
    is_waited_for: bool,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Resting,
    /// The lock was asked for.
    Queued,
    /// The place is being left without the refresh token.
    Taking(Renewal),
    /// The refresh token is on its way.
    Asking(Renewal),
    /// The new tokens are being put into the place.
    Keeping(Tokens),
    /// The old ones are, because the hospital was busy.
    PuttingBack,
    /// The patient must sign in again.
    Over,
}

/// What happens to a tab.
#[derive(Debug)]
pub enum Event<'b> {
    /// Somebody in this tab needs newer tokens than [`Keeper::tokens`].
    Needed,
    /// The lock is this tab's, and this lies in the place; `None` when the connection was ended.
    Alone(Option<Tokens>),
    /// The place holds what was to be kept.
    Kept,
    /// It does not and will not: nothing could be written.
    NotKept,
    /// The hospital answered the request of [`Step::Send`].
    Answered {
        /// HTTP status.
        status: u16,
        /// The whole body.
        body: &'b [u8],
        /// Milliseconds of the clock the tokens count in.
        now_ms: u64,
    },
    /// No answer came, or only a part of one.
    NoAnswer,
    /// Another tab says that tokens of this number lie in the place.
    Announced(u64),
    /// What lies in the place, after [`Step::Look`].
    Seen(Option<Tokens>),
}

/// What a tab does next, in this order.
#[derive(Debug)]
pub enum Step {
    /// Ask for the lock; [`Event::Alone`] follows.
    Queue,
    /// Put these into the place; [`Event::Kept`] or [`Event::NotKept`] follows.
    Keep(Box<Tokens>),
    /// Send this; [`Event::Answered`] or [`Event::NoAnswer`] follows. Never send it again.
    Send(Request),
    /// Give the lock back.
    LetGo,
    /// Tell the other tabs that tokens of this number lie in the place. No token is in the message.
    Announce(u64),
    /// Read the place; [`Event::Seen`] follows.
    Look,
    /// Tell all in this tab who wait.
    Wake(Ending),
}

/// How a wait ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// [`Keeper::tokens`] are newer than when the wait began.
    Renewed,
    /// The hospital is busy; the same may be asked later.
    NotNow,
    /// Only the patient can renew the access. What is here opens the record until its end, and what was read stays.
    SignInAgain,
}

impl Keeper {
    /// For tokens that lie in the place.
    pub fn new(tokens: &Tokens) -> Keeper {
        Keeper {
            tokens: without_refresh(tokens.clone()),
            is_waited_for: false,
            stage: Stage::Resting,
        }
    }

    /// The newest tokens this tab may use, without their refresh token: that lies in the place only.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// What to do about an event. One that does not belong to the stage changes nothing.
    pub fn on(&mut self, event: Event<'_>) -> Vec<Step> {
        let stage = std::mem::replace(&mut self.stage, Stage::Over);
        match (stage, event) {
            (stage, Event::Needed) => self.needed(stage),
            (Stage::Queued, Event::Alone(place)) => self.alone(place),
            (Stage::Taking(renewal), Event::Kept) => {
                let request = renewal.request().clone();
                self.stage = Stage::Asking(renewal);
                vec![Step::Send(request)]
            }
            (
                Stage::Asking(renewal),
                Event::Answered {
                    status,
                    body,
                    now_ms,
                },
            ) => self.answered(renewal, status, body, now_ms),
            (Stage::Asking(_), Event::NoAnswer) => self.let_go(Stage::Over, Ending::SignInAgain),
            (Stage::Keeping(tokens), Event::Kept) => {
                self.stage = Stage::Resting;
                let announced = Step::Announce(tokens.renewals());
                self.tokens = without_refresh(tokens);
                let ending = self.wake(Ending::Renewed);
                [Step::LetGo, announced].into_iter().chain(ending).collect()
            }
            // What cannot be kept is not used: the other tabs would never hear of it.
            (Stage::Taking(_) | Stage::Keeping(_), Event::NotKept) => {
                self.let_go(Stage::Over, Ending::SignInAgain)
            }
            (Stage::PuttingBack, Event::Kept) => self.let_go(Stage::Resting, Ending::NotNow),
            (Stage::PuttingBack, Event::NotKept) => self.let_go(Stage::Over, Ending::SignInAgain),
            (stage, Event::Announced(number)) => {
                self.stage = stage;
                let is_newer = number > self.tokens.renewals();
                is_newer.then_some(Step::Look).into_iter().collect()
            }
            (stage, Event::Seen(place)) => self.seen(stage, place),
            (
                stage,
                Event::Alone(_)
                | Event::Kept
                | Event::NotKept
                | Event::Answered { .. }
                | Event::NoAnswer,
            ) => {
                self.stage = stage;
                Vec::new()
            }
        }
    }

    fn needed(&mut self, stage: Stage) -> Vec<Step> {
        self.is_waited_for = true;
        match stage {
            Stage::Over => self.wake(Ending::SignInAgain).into_iter().collect(),
            Stage::Resting => {
                self.stage = Stage::Queued;
                vec![Step::Queue]
            }
            stage => {
                self.stage = stage;
                Vec::new()
            }
        }
    }

    fn alone(&mut self, place: Option<Tokens>) -> Vec<Step> {
        let Some(mut place) = place else {
            return self.let_go(Stage::Over, Ending::SignInAgain);
        };
        if place.renewals() > self.tokens.renewals() {
            self.tokens = without_refresh(place);
            return self.let_go(Stage::Resting, Ending::Renewed);
        }
        if !self.is_waited_for {
            return self.let_go(Stage::Resting, Ending::Renewed);
        }
        // Without a refresh token, one that was sent was never answered; or there never was one.
        let Some(renewal) = place.take_renewal() else {
            return self.let_go(Stage::Over, Ending::SignInAgain);
        };
        self.stage = Stage::Taking(renewal);
        vec![Step::Keep(Box::new(place))]
    }

    fn answered(&mut self, renewal: Renewal, status: u16, body: &[u8], now_ms: u64) -> Vec<Step> {
        match renewal.tokens(status, body, now_ms) {
            Ok(tokens) => {
                self.stage = Stage::Keeping(tokens.clone());
                vec![Step::Keep(Box::new(tokens))]
            }
            Err(RefreshError::Busy) => {
                self.stage = Stage::PuttingBack;
                vec![Step::Keep(Box::new(renewal.put_back()))]
            }
            Err(RefreshError::SignInAgain | RefreshError::NoAnswer) => {
                self.let_go(Stage::Over, Ending::SignInAgain)
            }
        }
    }

    fn seen(&mut self, stage: Stage, place: Option<Tokens>) -> Vec<Step> {
        let newer = place.filter(|place| place.renewals() > self.tokens.renewals());
        self.stage = match (stage, &newer) {
            (Stage::Over, Some(_)) => Stage::Resting,
            (stage, _) => stage,
        };
        let Some(newer) = newer else {
            return Vec::new();
        };
        self.tokens = without_refresh(newer);
        self.wake(Ending::Renewed).into_iter().collect()
    }

    fn let_go(&mut self, stage: Stage, ending: Ending) -> Vec<Step> {
        self.stage = stage;
        let ending = self.wake(ending);
        [Step::LetGo].into_iter().chain(ending).collect()
    }

    fn wake(&mut self, ending: Ending) -> Option<Step> {
        let is_waited_for = std::mem::take(&mut self.is_waited_for);
        is_waited_for.then_some(Step::Wake(ending))
    }
}

fn without_refresh(mut tokens: Tokens) -> Tokens {
    tokens.refresh = None;
    tokens
}
