//! Several tabs that may stop at any moment, with a hospital that ends everything when a refresh token comes twice.

use std::collections::{HashMap, HashSet, VecDeque};

use smart::{Ending, Event, Keeper, Request, Step, Tokens};

use super::{refresh_of, signed_in};
use crate::{NOW_MS, parameter};

/// A small generator (xorshift64*), so that every run meets the same order of events.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16) as usize % end
    }

    fn is_one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

/// An event on its way to a tab.
enum Coming {
    Alone,
    Kept,
    NotKept,
    Answer(u16, String),
    NoAnswer,
    Announced(u64),
    Seen(Option<Box<Tokens>>),
}

/// Something a tab asked for that has not happened yet.
enum Work {
    Keep(Box<Tokens>),
    Send(Request),
}

struct Tab {
    keeper: Keeper,
    coming: VecDeque<Coming>,
    work: VecDeque<Work>,
    waiting: bool,
    is_alive: bool,
}

/// How a hospital treats refresh tokens.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Manner {
    /// A new one each time; the old one is spent.
    Rotating,
    /// The same one stays good.
    Lasting,
}

pub(super) struct World {
    chance: Chance,
    tabs: Vec<Tab>,
    place: Option<Tokens>,
    holder: Option<usize>,
    queue: VecDeque<usize>,
    manner: Manner,
    /// The refresh token that is good now.
    good: String,
    pub(super) issued: u64,
    /// Refresh tokens that were sent and not given back or confirmed by an answer.
    spent: HashSet<String>,
    pub(super) endings: HashMap<&'static str, u32>,
    /// Nothing fails any more.
    is_calm: bool,
}

impl World {
    pub(super) fn new(seed: u64, manner: Manner) -> World {
        let tokens = signed_in();
        let mut chance = Chance(seed);
        let tab = |_| Tab {
            keeper: Keeper::new(&tokens),
            coming: VecDeque::new(),
            work: VecDeque::new(),
            waiting: false,
            is_alive: true,
        };
        World {
            tabs: (0..1 + chance.below(4)).map(tab).collect(),
            place: Some(tokens),
            holder: None,
            queue: VecDeque::new(),
            manner,
            good: "r0".to_owned(),
            issued: 0,
            spent: HashSet::new(),
            endings: HashMap::new(),
            is_calm: false,
            chance,
        }
    }

    fn fails(&mut self, one_in: usize) -> bool {
        !self.is_calm && self.chance.is_one_in(one_in)
    }

    /// One thing happens, to a tab drawn by lot.
    pub(super) fn turn(&mut self) {
        self.lend_lock();
        let tab = self.chance.below(self.tabs.len());
        if !self.tabs[tab].is_alive {
            return;
        }
        match self.chance.below(8) {
            0 if self.fails(12) => self.crash(tab),
            0 if !self.is_calm => self.need(tab),
            1..=4 => self.work(tab),
            _ => self.hear(tab),
        }
        self.check();
    }

    fn lend_lock(&mut self) {
        if self.holder.is_none() {
            self.holder = self.queue.pop_front();
            if let Some(tab) = self.holder {
                self.tabs[tab].coming.push_back(Coming::Alone);
            }
        }
    }

    /// The tab stops; the browser gives its lock to the next. What it had sent may still arrive at the hospital.
    fn crash(&mut self, tab: usize) {
        self.tabs[tab].is_alive = false;
        self.tabs[tab].waiting = false;
        self.tabs[tab].coming.clear();
        let work = std::mem::take(&mut self.tabs[tab].work);
        for one in work {
            if let Work::Send(request) = one
                && self.chance.is_one_in(2)
            {
                self.arrive(&request);
            }
        }
        self.queue.retain(|queued| *queued != tab);
        if self.holder == Some(tab) {
            self.holder = None;
        }
    }

    fn need(&mut self, tab: usize) {
        self.tabs[tab].waiting = true;
        let steps = self.tabs[tab].keeper.on(Event::Needed);
        self.follow(tab, steps);
    }

    fn work(&mut self, tab: usize) {
        match self.tabs[tab].work.pop_front() {
            None => {}
            Some(Work::Keep(_)) if self.fails(30) => {
                self.tabs[tab].coming.push_back(Coming::NotKept);
            }
            Some(Work::Keep(tokens)) => {
                assert_eq!(self.holder, Some(tab), "only who is alone writes");
                self.place = Some(*tokens);
                self.tabs[tab].coming.push_back(Coming::Kept);
            }
            Some(Work::Send(request)) => {
                let coming = if self.fails(15) {
                    // Lost on the way there, or on the way back.
                    if self.chance.is_one_in(2) {
                        self.arrive(&request);
                    } else {
                        self.mark_sent(&request);
                    }
                    Coming::NoAnswer
                } else if self.fails(10) {
                    Coming::Answer(429, String::new())
                } else {
                    let (status, body) = self.arrive(&request);
                    Coming::Answer(status, body)
                };
                self.tabs[tab].coming.push_back(coming);
            }
        }
    }

    fn mark_sent(&mut self, request: &Request) -> String {
        let sent = parameter(request.body.as_deref().unwrap(), "refresh_token").unwrap();
        assert!(self.spent.insert(sent.clone()), "{sent} was sent twice");
        sent
    }

    /// The hospital's side.
    fn arrive(&mut self, request: &Request) -> (u16, String) {
        let sent = self.mark_sent(request);
        if self.fails(20) {
            return (400, r#"{"error":"invalid_grant"}"#.to_owned());
        }
        assert_eq!(sent, self.good, "an old one was sent");
        self.issued += 1;
        let number = self.issued;
        let refresh = match self.manner {
            Manner::Rotating => {
                self.good = format!("r{number}");
                format!(r#","refresh_token":"r{number}""#)
            }
            Manner::Lasting => String::new(),
        };
        (
            200,
            format!(
                r#"{{"access_token":"a{number}","token_type":"bearer","expires_in":60{refresh}}}"#
            ),
        )
    }

    fn hear(&mut self, tab: usize) {
        let now_ms = NOW_MS;
        let Some(coming) = self.tabs[tab].coming.pop_front() else {
            return;
        };
        let keeper = &mut self.tabs[tab].keeper;
        let steps = match coming {
            Coming::Alone => keeper.on(Event::Alone(self.place.clone())),
            Coming::Kept => keeper.on(Event::Kept),
            Coming::NotKept => keeper.on(Event::NotKept),
            Coming::NoAnswer => keeper.on(Event::NoAnswer),
            Coming::Announced(number) => keeper.on(Event::Announced(number)),
            Coming::Seen(place) => keeper.on(Event::Seen(place.map(|place| *place))),
            Coming::Answer(status, body) => {
                let body = body.as_bytes();
                let steps = keeper.on(Event::Answered {
                    status,
                    body,
                    now_ms,
                });
                // An answer that leaves the token good: it may be sent again.
                if status == 429 || (status == 200 && self.manner == Manner::Lasting) {
                    self.spent.remove(&self.good);
                }
                steps
            }
        };
        self.follow(tab, steps);
    }

    fn follow(&mut self, tab: usize, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Queue => self.queue.push_back(tab),
                Step::Keep(tokens) => self.tabs[tab].work.push_back(Work::Keep(tokens)),
                Step::Send(request) => self.tabs[tab].work.push_back(Work::Send(request)),
                Step::LetGo => {
                    assert_eq!(
                        self.holder.take(),
                        Some(tab),
                        "a lock is given back by who has it"
                    );
                }
                Step::Announce(number) => {
                    for other in (0..self.tabs.len()).filter(|other| *other != tab) {
                        self.tabs[other].coming.push_back(Coming::Announced(number));
                    }
                }
                Step::Look => {
                    let place = self.place.clone().map(Box::new);
                    self.tabs[tab].coming.push_back(Coming::Seen(place));
                }
                Step::Wake(ending) => {
                    assert!(self.tabs[tab].waiting, "nobody is woken for nothing");
                    self.tabs[tab].waiting = false;
                    let name = match ending {
                        Ending::Renewed => "renewed",
                        Ending::NotNow => "not now",
                        Ending::SignInAgain => "sign in again",
                    };
                    *self.endings.entry(name).or_default() += 1;
                }
            }
        }
    }

    /// What is true after every step.
    fn check(&self) {
        let place = self.place.as_ref().unwrap();
        for tab in &self.tabs {
            let used = tab.keeper.tokens().renewals();
            assert!(
                used <= place.renewals(),
                "new tokens are kept before they are used"
            );
            assert!(
                refresh_of(tab.keeper.tokens()).is_none(),
                "it lies in the place only"
            );
        }
        if let Some(refresh) = refresh_of(place) {
            assert_eq!(refresh, self.good, "the newest is the one that is kept");
            assert!(
                !self.spent.contains(&refresh),
                "one that was sent is not kept"
            );
        }
    }

    fn is_quiet(&self) -> bool {
        let idle = |tab: &Tab| {
            !tab.is_alive || (!tab.waiting && tab.coming.is_empty() && tab.work.is_empty())
        };
        self.tabs.iter().all(idle) && self.holder.is_none() && self.queue.is_empty()
    }

    /// From now on all goes well: whoever waits is woken.
    pub(super) fn calm(&mut self) {
        self.is_calm = true;
        for _ in 0..4_000 {
            self.turn();
            if self.is_quiet() {
                break;
            }
        }
        assert!(
            self.is_quiet(),
            "every wait ends, and the lock is given back"
        );
    }
}
