//! One class of the record, however its pages come.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use record::{
    Keyed, LocalId, Marked, Receipt, Section, SourceId,
    progress::{Milestone, Milestones, Step},
    section::{Advice, Complete, Delivery, Feed, Gap, Item, ListState, State, Ticket, Trouble},
};

use crate::chance::Chance;

/// A thing of a hospital, by a name and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Thing {
    pub(crate) source: SourceId,
    pub(crate) name: usize,
    pub(crate) says: u64,
}

impl Keyed for Thing {
    fn key(&self) -> LocalId {
        LocalId::new(&self.source.0.to_string(), "Item", &self.name.to_string())
    }
}

impl Marked for Thing {
    fn mark(&self) -> u64 {
        self.says
    }
}

pub(crate) fn feed(source: u16, search: u8) -> Feed {
    Feed {
        source: SourceId(source),
        search,
    }
}

fn page(source: u16, names: &[usize]) -> Delivery {
    let things: Vec<(usize, u64)> = names.iter().map(|name| (*name, 0)).collect();
    page_of(source, &things)
}

/// A page with these things: a name, and what it says.
pub(crate) fn page_of(source: u16, things: &[(usize, u64)]) -> Delivery {
    let source = SourceId(source);
    let things = things
        .iter()
        .map(|&(name, says)| Thing { source, name, says });
    let items: Vec<Item> = things.map(Item::of).collect();
    let receipt = Receipt {
        received: items.len(),
        shown: items.len(),
        ..Receipt::default()
    };
    Delivery {
        items,
        withdrawn: Vec::new(),
        receipt,
        complete: Complete::Whole,
    }
}

fn now(section: &Section) -> ListState {
    section.list_state(Duration::ZERO)
}

#[test]
fn a_list_is_empty_only_if_every_hospital_said_so_in_full() {
    let mut section = Section::default();
    assert_eq!(now(&section), ListState::Loading);
    section.expect(feed(1, 0));
    section.expect(feed(2, 0));
    let first = section.begin(feed(1, 0), 0);
    section.page(first, page(1, &[]));
    section.end(first);
    assert_eq!(now(&section), ListState::Loading);
    assert_eq!(section.list_state(Duration::from_secs(11)), ListState::Slow);
    let second = section.begin(feed(2, 0), 0);
    section.page(second, page(2, &[]));
    section.end(second);
    assert_eq!(now(&section), ListState::Empty);
}

#[test]
fn a_list_with_something_unread_is_not_empty() {
    let mut section = Section::default();
    let ticket = section.begin(feed(1, 0), 0);
    let mut delivery = page(1, &[]);
    delivery.receipt.received = 1;
    delivery.receipt.unread.push(record::receipt::Unread {
        kind: None,
        reason: fhir::Unread::NoType,
    });
    section.page(ticket, delivery);
    section.end(ticket);
    assert_eq!(now(&section), ListState::Partial);
    assert_eq!(section.gaps(), [(SourceId(1), Gap::Unread(1))]);
}

#[test]
fn what_came_before_a_failure_is_kept_and_a_retry_brings_the_rest() {
    let mut section = Section::default();
    let ticket = section.begin(feed(1, 0), 0);
    section.page(ticket, page(1, &[1, 2]));
    section.fail(ticket, Trouble::TimedOut);
    assert_eq!((section.len(), now(&section)), (2, ListState::Partial));
    assert_eq!(
        section.gaps(),
        [(SourceId(1), Gap::Failed(Trouble::TimedOut))]
    );
    assert_eq!(section.failed(SourceId(1)), [feed(1, 0)]);

    let again = section.begin(feed(1, 0), 0);
    section.page(ticket, page(1, &[9]));
    section.page(again, page(1, &[1, 2, 3]));
    section.end(again);
    assert_eq!((section.len(), now(&section)), (3, ListState::Loaded));
    assert_eq!(
        (section.receipt().received, section.receipt().shown),
        (3, 3)
    );
}

#[test]
fn what_a_hospital_has_no_more_goes_when_it_has_said_everything_anew() {
    let mut section = Section::default();
    let names = |section: &Section| {
        let things = section.items::<Thing>().map(|thing| thing.name);
        things.collect::<Vec<_>>()
    };
    let (first, other) = (section.begin(feed(1, 0), 0), section.begin(feed(1, 1), 0));
    section.page(first, page(1, &[1, 2, 3]));
    section.page(other, page(1, &[2, 9]));
    section.end(first);
    section.end(other);
    assert_eq!(names(&section), [1, 2, 3, 9]);
    // 1 and 2 are gone from the one search; the other still has 2.
    let again = section.begin(feed(1, 0), 0);
    section.page(again, page(1, &[3]));
    assert_eq!(names(&section), [1, 2, 3, 9]);
    section.end(again);
    assert_eq!(names(&section), [2, 3, 9]);
    // One that says of itself that it lacks something takes nothing away.
    let lacking = section.begin(feed(1, 0), 0);
    let delivery = Delivery {
        complete: Complete::MayLack,
        ..page(1, &[])
    };
    section.page(lacking, delivery);
    section.end(lacking);
    assert_eq!(names(&section), [2, 3, 9]);
}

#[test]
fn a_hospital_that_gives_nothing_at_all_is_an_error() {
    let mut section: Section = Section::default();
    let ticket = section.begin(feed(1, 0), 0);
    section.fail(ticket, Trouble::Offline);
    assert_eq!(now(&section), ListState::Error);
}

#[test]
fn one_refused_category_among_others_is_no_gap_but_a_type_not_shared_is() {
    let mut section = Section::default();
    let first = section.begin(feed(1, 0), 0);
    let second = section.begin(feed(1, 1), 0);
    section.page(first, page(1, &[1]));
    section.end(first);
    section.fail(second, Trouble::NotOffered);
    assert_eq!(
        (section.state_of(SourceId(1)), now(&section)),
        (Some(State::Done { received: 1 }), ListState::Loaded)
    );
    let second = section.begin(feed(1, 1), 0);
    section.fail(second, Trouble::NotShared);
    assert_eq!(
        (section.state_of(SourceId(1)), now(&section)),
        (Some(State::NotShared), ListState::Partial)
    );
}

#[test]
fn a_servers_own_error_message_makes_the_list_incomplete() {
    for (complete, gap) in [
        (Complete::Lacks, Gap::Failed(Trouble::Incomplete)),
        (Complete::MayLack, Gap::MayLack),
    ] {
        let mut section = Section::default();
        let ticket = section.begin(feed(1, 0), 0);
        section.page(
            ticket,
            Delivery {
                complete,
                ..page(1, &[1])
            },
        );
        section.page(ticket, page(1, &[2]));
        section.end(ticket);
        assert_eq!(
            (section.len(), section.gaps()),
            (2, vec![(SourceId(1), gap)])
        );
    }
}

#[test]
fn a_withdrawn_item_goes() {
    let mut section = Section::default();
    let ticket = section.begin(feed(1, 0), 0);
    section.page(ticket, page(1, &[1, 2]));
    let key = LocalId::new("1", "Item", "1");
    section.page(
        ticket,
        Delivery {
            withdrawn: vec![key],
            ..page(1, &[])
        },
    );
    assert_eq!(
        (section.len(), section.item::<Thing>(key).is_none()),
        (1, true)
    );
    assert!(section.receipt().balances());
}

#[test]
fn what_a_forgotten_hospital_still_brings_is_not_taken_in() {
    let mut section = Section::default();
    let ticket = section.begin(feed(1, 0), 0);
    section.page(ticket, page(1, &[1]));
    section.forget(SourceId(1));
    section.page(ticket, page(1, &[2]));
    section.end(ticket);
    assert!(section.is_empty() && section.sources().is_empty());
}

/// What one search did, told alongside.
#[derive(Default)]
struct Told {
    ticket: Option<Ticket>,
    running: bool,
    brought: BTreeSet<usize>,
}

#[test]
fn through_any_schedule_the_account_balances_and_nothing_comes_twice() {
    for seed in 0..3000 {
        let mut chance = Chance::seeded(seed);
        let mut section: Section = Section::default();
        let mut told: BTreeMap<Feed, Told> = BTreeMap::new();
        let mut stale: Vec<Ticket> = Vec::new();
        let mut brought: BTreeMap<(u16, usize), BTreeSet<Feed>> = BTreeMap::new();
        for _ in 0..60 {
            let source = chance.pick(3) as u16;
            let feed = feed(source, chance.pick(2) as u8);
            let names: Vec<usize> = (0..chance.pick(5)).map(|_| chance.pick(12)).collect();
            match chance.pick(10) {
                0 => {
                    section.forget(feed.source);
                    stale.extend(
                        told.iter()
                            .filter(|(other, _)| other.source == feed.source)
                            .filter_map(|(_, told)| told.ticket),
                    );
                    told.retain(|other, _| other.source != feed.source);
                    brought.retain(|(other, _), _| *other != source);
                }
                1 | 2 => {
                    let one = told.entry(feed).or_default();
                    stale.extend(one.ticket);
                    *one = Told {
                        ticket: Some(section.begin(feed, 0)),
                        running: true,
                        brought: BTreeSet::new(),
                    };
                }
                3 => {
                    if let Some(old) = stale.get(chance.pick(stale.len().max(1))) {
                        section.page(*old, page(source, &[99]));
                        section.end(*old);
                    }
                }
                4 => section.expect(feed),
                event => {
                    let Some(one) = told.get_mut(&feed) else {
                        continue;
                    };
                    let ticket = one.ticket.expect("begun");
                    match event {
                        5 => section.end(ticket),
                        6 => section.fail(ticket, Trouble::ServerError),
                        _ => section.page(ticket, page(source, &names)),
                    }
                    if one.running && event > 6 {
                        one.brought.extend(&names);
                        for name in &names {
                            brought.entry((source, *name)).or_default().insert(feed);
                        }
                    }
                    if one.running && event == 5 {
                        // What it did not bring again it has no more; another search may.
                        for ((of, name), feeds) in &mut brought {
                            if *of == source && !one.brought.contains(name) {
                                feeds.remove(&feed);
                            }
                        }
                        brought.retain(|_, feeds| !feeds.is_empty());
                    }
                    one.running &= event > 6;
                }
            }
            let receipt = section.receipt();
            assert!(receipt.balances(), "seed {seed}: {receipt:?}");
            let items: Vec<(u16, usize)> = section
                .items::<Thing>()
                .map(|item| (item.source.0, item.name))
                .collect();
            let unique: BTreeSet<(u16, usize)> = items.iter().copied().collect();
            assert_eq!(
                items.len(),
                unique.len(),
                "seed {seed}: something came twice"
            );
            let here: BTreeSet<(u16, usize)> = brought.keys().copied().collect();
            assert_eq!(
                unique, here,
                "seed {seed}: something is lost or came from nowhere"
            );
            let current: BTreeSet<(u16, usize)> = told
                .iter()
                .flat_map(|(feed, told)| told.brought.iter().map(|name| (feed.source.0, *name)))
                .collect();
            assert!(
                receipt.shown <= current.len(),
                "seed {seed}: more is counted than was brought"
            );
            let empty = section.list_state(Duration::ZERO) == ListState::Empty;
            assert!(
                !empty || (items.is_empty() && section.is_settled()),
                "seed {seed}: called empty too early"
            );
        }
    }
}

#[test]
fn every_trouble_has_an_advice() {
    assert_eq!(Trouble::Offline.advice(), Advice::TryAgain);
    assert_eq!(Trouble::SignInAgain.advice(), Advice::SignInAgain);
    assert_eq!(Trouble::LeftTheHospital.advice(), Advice::AskTheClinic);
}

#[test]
fn start_half_and_end_are_said_once_each() {
    let mut milestones = Milestones::default();
    let waiting = Step::Waiting;
    let done = Step::Done(3);
    assert_eq!(milestones.next(&[]), None);
    assert_eq!(
        milestones.next(&[waiting, waiting, waiting]),
        Some(Milestone::Start)
    );
    assert_eq!(milestones.next(&[done, Step::Loading, waiting]), None);
    assert_eq!(
        milestones.next(&[done, Step::NotOffered, waiting]),
        Some(Milestone::Half)
    );
    assert_eq!(
        milestones.next(&[done, Step::NotOffered, Step::Loading]),
        None
    );
    let problem = Step::Problem(Trouble::TimedOut);
    assert_eq!(
        milestones.next(&[done, Step::NotOffered, problem]),
        Some(Milestone::End { problems: 1 })
    );
    assert_eq!(milestones.next(&[done, Step::NotOffered, problem]), None);
    assert_eq!(
        milestones.next(&[done, Step::NotOffered, Step::Loading]),
        None
    );
    assert_eq!(
        milestones.next(&[done, Step::NotOffered, done]),
        Some(Milestone::End { problems: 0 })
    );
}
