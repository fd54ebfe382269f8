//! What may be claimed about a message that is on its way, and what to do next (reference §5.2). Pure: the caller
//! sends, looks up and waits, and tells what came of it.
//!
//! Two rules hold through every fault. "Sent" is said only after the hospital's own word. And a message whose
//! answer was lost is looked up by its identifier before it is ever sent again, so that it arrives once.

/// A request whose answer was lost may still arrive so much later, in milliseconds; only after that does "it is
/// not there" mean that it will not be.
const SETTLE: u64 = 8_000;

/// One message on its way, from the moment the person pressed Send. It is written down before the request leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What can be said about it.
    pub state: State,
    /// The hospital says that it honours `If-None-Exist`.
    conditional: bool,
    /// When the answer of a request was last lost.
    lost_at: Option<u64>,
    /// Some answer was lost only after a long wait.
    lost_slowly: bool,
    /// Why it is not sent, if it is not there.
    why: Why,
}

/// What can be said about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not sent yet.
    Ready,
    /// The request is on its way.
    Sending,
    /// The answer was lost; the hospital is being asked whether it has the message.
    Checking {
        /// The person wants it sent if it is not there.
        then_send: bool,
    },
    /// The hospital has it, and said so at this time (milliseconds since 1970).
    Sent(u64),
    /// Nobody knows: the hospital could not be asked.
    Unknown,
    /// The hospital does not have it.
    NotSent(Why),
}

/// Why a message was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It did not arrive.
    Lost,
    /// There was no connection, so it never left.
    Offline,
    /// The sign-in has ended.
    SignInAgain,
    /// The hospital does not allow it.
    NotAllowed,
    /// The hospital has too much to do.
    Busy,
    /// The hospital did not take it.
    Refused,
}

impl Why {
    const WORDS: [(Why, &'static str); 6] = [
        (Why::Lost, "lost"),
        (Why::Offline, "offline"),
        (Why::SignInAgain, "sign-in-again"),
        (Why::NotAllowed, "not-allowed"),
        (Why::Busy, "busy"),
        (Why::Refused, "refused"),
    ];

    fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(why, _)| *why == self);
        found.map_or("lost", |(_, word)| word)
    }

    fn of_word(word: &str) -> Option<Why> {
        let found = Self::WORDS.iter().find(|(_, known)| *known == word);
        found.map(|(why, _)| *why)
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The person pressed Send, Try again or Check.
    Pressed,
    /// The hospital said that it has the message.
    Stored,
    /// The hospital said that it did not take the message, or the request never left.
    Refused(Why),
    /// No answer, or one that leaves open what became of the message.
    Lost {
        /// Only after the time limit.
        slowly: bool,
    },
    /// It was looked up and is there.
    Found,
    /// It was looked up and is not there.
    Absent,
    /// It could not be looked up.
    NotLookedUp,
    /// The wait is over.
    Waited,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing, until the person presses something.
    Rest,
    /// Send it.
    Send {
        /// With `If-None-Exist`.
        conditional: bool,
    },
    /// Look it up by its identifier.
    LookUp,
    /// Wait this many milliseconds.
    Wait(u64),
}

impl Entry {
    /// A message that is about to be sent.
    pub fn new(conditional: bool) -> Entry {
        Entry {
            state: State::Ready,
            conditional,
            lost_at: None,
            lost_slowly: false,
            why: Why::Lost,
        }
    }

    /// Takes in what happened at `now` (milliseconds) and says what to do. What does not belong to the state, such
    /// as a second press, changes nothing.
    pub fn step(&mut self, event: Event, now: u64) -> Next {
        match (self.state, event) {
            (State::Ready | State::NotSent(_), Event::Pressed) if self.lost_at.is_none() => {
                self.send()
            }
            (State::Ready | State::NotSent(_), Event::Pressed) => self.look_up(true),
            (State::Unknown, Event::Pressed) => self.look_up(false),
            (State::Sending, Event::Stored) | (State::Checking { .. }, Event::Found) => {
                self.rest(State::Sent(now))
            }
            (State::Sending, Event::Refused(why)) if self.lost_at.is_none() => {
                self.rest(State::NotSent(why))
            }
            // Refused this time; what was lost before may have arrived in the meantime.
            (State::Sending, Event::Refused(why)) => {
                self.why = why;
                self.look_up(false)
            }
            (State::Sending, Event::Lost { slowly }) => {
                self.why = Why::Lost;
                self.lost_at = Some(now);
                self.lost_slowly |= slowly;
                self.look_up(false)
            }
            (State::Checking { .. }, Event::NotLookedUp) => self.rest(State::Unknown),
            (State::Checking { then_send }, Event::Absent) => {
                let settled = self.lost_at.map_or(now, |lost| lost + SETTLE);
                match (settled.saturating_sub(now), then_send) {
                    (0, true) => self.send(),
                    (0, false) => self.rest(State::NotSent(self.why)),
                    (left, _) => Next::Wait(left),
                }
            }
            (State::Checking { .. }, Event::Waited) => Next::LookUp,
            _ => Next::Rest,
        }
    }

    /// The hospital was left while the message was on its way, and whatever it answers is not heard. It may have it.
    pub fn broken_off(&mut self, now: u64) {
        self.step(Event::Lost { slowly: true }, now);
        self.step(Event::NotLookedUp, now);
    }

    /// As text, for [`Entry::recovered`].
    pub fn written(&self) -> String {
        let (word, number) = match self.state {
            State::Ready => ("ready", None),
            State::Sending => ("sending", None),
            State::Checking { .. } => ("checking", None),
            State::Sent(at) => ("sent", Some(at)),
            State::Unknown => ("unknown", None),
            State::NotSent(why) => (why.word(), None),
        };
        let fields =
            [number, self.lost_at].map(|at| at.map_or("-".to_owned(), |at| at.to_string()));
        let [sent_at, lost_at] = &fields;
        let flag = |flag| if flag { "yes" } else { "no" };
        let (conditional, slowly) = (flag(self.conditional), flag(self.lost_slowly));
        [word, sent_at, conditional, lost_at, slowly, self.why.word()].join(" ")
    }

    /// An entry read back when the page stands again, at `now`; `None` when it is none. Of a request that was on its way
    /// no answer will come any more: it is as good as lost, and lost only now, because it may arrive yet.
    pub fn recovered(written: &str, now: u64) -> Option<Entry> {
        let mut fields = written.split(' ');
        let mut next = || fields.next();
        let (word, sent_at, conditional) = (next()?, next()?, next()? == "yes");
        let (lost_at, slowly, why) = (next()?.parse().ok(), next()? == "yes", next()?);
        let (state, was_on_its_way) = match word {
            "ready" => (State::Ready, false),
            "sending" => (State::Unknown, true),
            "checking" | "unknown" => (State::Unknown, false),
            "sent" => (State::Sent(sent_at.parse().ok()?), false),
            word => (State::NotSent(Why::of_word(word)?), false),
        };
        Some(Entry {
            state,
            conditional,
            lost_at: if was_on_its_way { Some(now) } else { lost_at },
            lost_slowly: slowly || was_on_its_way,
            why: Why::of_word(why)?,
        })
    }

    /// Nothing may be changed, and nothing pressed, while it is on its way.
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, State::Sending | State::Checking { .. })
    }

    fn send(&mut self) -> Next {
        self.state = State::Sending;
        // A server whose cross-origin rules know no `If-None-Exist` refuses at once whatever carries it. What was
        // lost at once has settled before it is sent again, so the second time it may go without.
        let refused_at_once = self.lost_at.is_some() && !self.lost_slowly;
        Next::Send {
            conditional: self.conditional && !refused_at_once,
        }
    }

    fn look_up(&mut self, then_send: bool) -> Next {
        self.state = State::Checking { then_send };
        Next::LookUp
    }

    fn rest(&mut self, state: State) -> Next {
        self.state = state;
        Next::Rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_sent_when_the_hospital_says_so() {
        let mut entry = Entry::new(true);
        let sends = Next::Send { conditional: true };
        assert_eq!(entry.step(Event::Pressed, 0), sends);
        assert_eq!(entry.step(Event::Pressed, 1), Next::Rest);
        assert_eq!(entry.state, State::Sending);
        assert_eq!(entry.step(Event::Stored, 9), Next::Rest);
        assert_eq!(entry.state, State::Sent(9));
        assert_eq!(entry.step(Event::Pressed, 10), Next::Rest);
        assert_eq!(entry.state, State::Sent(9));
    }

    #[test]
    fn a_lost_answer_is_looked_up_and_never_sent_blindly() {
        let mut entry = Entry::new(false);
        entry.step(Event::Pressed, 0);
        assert_eq!(entry.step(Event::Lost { slowly: false }, 5), Next::LookUp);
        assert_eq!(entry.step(Event::Found, 6), Next::Rest);
        assert_eq!(entry.state, State::Sent(6));
    }

    #[test]
    fn not_there_is_believed_only_when_nothing_can_arrive_any_more() {
        let mut entry = Entry::new(false);
        entry.step(Event::Pressed, 0);
        entry.step(Event::Lost { slowly: false }, 1000);
        assert_eq!(entry.step(Event::Absent, 1500), Next::Wait(SETTLE - 500));
        assert!(entry.is_under_way());
        assert_eq!(entry.step(Event::Waited, 1000 + SETTLE), Next::LookUp);
        assert_eq!(entry.step(Event::Absent, 1000 + SETTLE), Next::Rest);
        assert_eq!(entry.state, State::NotSent(Why::Lost));
    }

    #[test]
    fn what_was_lost_is_looked_up_once_more_before_it_is_sent_again() {
        let mut entry = Entry::new(true);
        entry.step(Event::Pressed, 0);
        entry.step(Event::Lost { slowly: true }, 30_000);
        entry.step(Event::Absent, 90_000);
        assert_eq!(entry.step(Event::Pressed, 95_000), Next::LookUp);
        let again = Next::Send { conditional: true };
        assert_eq!(entry.step(Event::Absent, 95_100), again);
    }

    #[test]
    fn who_leaves_while_a_message_is_on_its_way_does_not_know_whether_it_arrived() {
        let mut sending = Entry::new(true);
        sending.step(Event::Pressed, 0);
        let mut checking = sending.clone();
        checking.step(Event::Lost { slowly: false }, 5);
        for mut entry in [sending, checking] {
            entry.broken_off(10);
            assert_eq!(entry.state, State::Unknown);
            assert_eq!(entry.step(Event::Pressed, 20_000), Next::LookUp);
            assert_eq!(entry.step(Event::Absent, 20_001), Next::Rest);
            assert!(matches!(entry.state, State::NotSent(_)));
        }
        let mut sent = Entry::new(true);
        sent.step(Event::Pressed, 0);
        sent.step(Event::Stored, 1);
        sent.broken_off(2);
        assert_eq!(sent.state, State::Sent(1));
    }

    #[test]
    fn a_header_that_may_have_been_refused_at_once_is_left_out_the_second_time() {
        let mut entry = Entry::new(true);
        entry.step(Event::Pressed, 0);
        entry.step(Event::Lost { slowly: false }, 10);
        entry.step(Event::Absent, 60_000);
        entry.step(Event::Pressed, 60_001);
        let again = Next::Send { conditional: false };
        assert_eq!(entry.step(Event::Absent, 60_002), again);
    }

    #[test]
    fn who_cannot_be_asked_leaves_it_unknown_and_it_can_be_checked_again() {
        let mut entry = Entry::new(true);
        entry.step(Event::Pressed, 0);
        entry.step(Event::Lost { slowly: false }, 10);
        entry.step(Event::NotLookedUp, 20);
        assert_eq!(entry.state, State::Unknown);
        assert_eq!(entry.step(Event::Pressed, 30), Next::LookUp);
        assert_eq!(entry.step(Event::Found, 40), Next::Rest);
        assert_eq!(entry.state, State::Sent(40));
    }

    #[test]
    fn what_the_hospital_refused_may_simply_be_sent_again() {
        let mut entry = Entry::new(false);
        entry.step(Event::Pressed, 0);
        entry.step(Event::Refused(Why::Busy), 10);
        assert_eq!(entry.state, State::NotSent(Why::Busy));
        let again = Next::Send { conditional: false };
        assert_eq!(entry.step(Event::Pressed, 20), again);
    }

    /// A hospital as far as one message goes.
    struct Hospital {
        /// Says that it honours `If-None-Exist`.
        lists_conditional: bool,
        /// Does honour it.
        honours_conditional: bool,
        /// Finds by identifier.
        looks_up: bool,
        stored: u32,
        /// Requests that arrive later: when, and whether with the header.
        late: Vec<(u64, bool)>,
    }

    impl Hospital {
        fn arrives(&mut self, conditional: bool) {
            if !(conditional && self.honours_conditional && self.stored > 0) {
                self.stored += 1;
            }
        }

        fn until(&mut self, now: u64) {
            let (come, late) = self.late.iter().partition(|(at, _)| *at <= now);
            self.late = late;
            let come: Vec<(u64, bool)> = come;
            for (_, conditional) in come {
                self.arrives(conditional);
            }
        }
    }

    /// Xorshift: a schedule can be run again by its seed.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % bound
        }
    }

    /// Sends through one fault or through none.
    fn posted(
        hospital: &mut Hospital,
        chance: &mut Chance,
        conditional: bool,
        now: &mut u64,
    ) -> Event {
        let slowly = chance.below(2) == 0;
        let fault = chance.below(7);
        *now += 1 + chance.below(50);
        hospital.until(*now);
        let lost = Event::Lost { slowly };
        match fault {
            0 => return Event::Refused(Why::Refused),
            1 => {} // it never arrives
            2 | 3 => hospital.arrives(conditional),
            4 => {
                // Who honours the header may be reached at any time; of others a request long lost is lost.
                let any_time = conditional && hospital.honours_conditional && slowly;
                let wait = if slowly { 30_000 } else { 0 };
                let most = if any_time { 500_000 } else { SETTLE };
                let late = *now + wait + chance.below(most);
                hospital.late.push((late, conditional));
            }
            _ => {
                hospital.arrives(conditional);
                return Event::Stored;
            }
        }
        *now += if slowly { 30_000 } else { 0 };
        lost
    }

    fn looked_up(hospital: &mut Hospital, chance: &mut Chance, now: &mut u64) -> Event {
        *now += 1 + chance.below(50);
        hospital.until(*now);
        match chance.below(4) {
            0 => Event::NotLookedUp,
            _ if hospital.looks_up && hospital.stored > 0 => Event::Found,
            _ => Event::Absent,
        }
    }

    #[track_caller]
    fn walk(seed: u64) -> State {
        let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let lists = chance.below(2) == 0;
        let mut hospital = Hospital {
            lists_conditional: lists,
            honours_conditional: lists && chance.below(3) > 0,
            looks_up: chance.below(5) > 0,
            stored: 0,
            late: Vec::new(),
        };
        let mut entry = Entry::new(hospital.lists_conditional);
        let mut now = 1_000_000;
        let mut next = entry.step(Event::Pressed, now);
        for _ in 0..60 {
            let event = match next {
                Next::Send { conditional } => {
                    assert_eq!(entry.state, State::Sending, "{seed}: written down first");
                    posted(&mut hospital, &mut chance, conditional, &mut now)
                }
                Next::LookUp => looked_up(&mut hospital, &mut chance, &mut now),
                Next::Wait(milliseconds) => {
                    now += milliseconds;
                    Event::Waited
                }
                Next::Rest if chance.below(6) == 0 => break,
                Next::Rest => {
                    now += chance.below(60_000);
                    Event::Pressed
                }
            };
            hospital.until(now);
            if chance.below(12) == 0 {
                // The page goes before the news of this comes, and stands again later.
                let written = entry.written();
                now += chance.below(60_000);
                hospital.until(now);
                entry = Entry::recovered(&written, now).expect("it was written here");
                next = entry.step(Event::Pressed, now);
                continue;
            }
            next = entry.step(event, now);
            match entry.state {
                State::Sent(_) => assert!(hospital.stored > 0, "{seed}: sent, but not there"),
                State::NotSent(_) if hospital.looks_up => {
                    assert_eq!(hospital.stored, 0, "{seed}: not sent, but there");
                }
                _ => {}
            }
        }
        hospital.until(u64::MAX);
        // A server that neither looks up nor honours the header can't be protected from its own deafness.
        if hospital.looks_up {
            assert!(
                hospital.stored <= 1,
                "{seed}: there {} times",
                hospital.stored
            );
        }
        entry.state
    }

    #[test]
    fn through_any_faults_the_claim_is_true_and_the_message_arrives_at_most_once() {
        let seeds = match std::env::var_os("SATCHEL_SOAK") {
            Some(_) => 3_000_000,
            None => 20_000,
        };
        let mut ends = [0; 3];
        for seed in 1..=seeds {
            match walk(seed) {
                State::Sent(_) => ends[0] += 1,
                State::NotSent(_) => ends[1] += 1,
                _ => ends[2] += 1,
            }
        }
        // Every kind of end is met, so the schedules are worth something.
        assert!(ends.iter().all(|count| *count > seeds / 100), "{ends:?}");
    }
}
