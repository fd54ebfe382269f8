//! What a later reading changes: what is gone, corrected or withdrawn is kept, and says so.

use std::{any::Any, time::Duration};

use record::{
    Allergy, Class, Document, Entry, Keyed, LabResult, LocalId, Medicine, Part, Section, Shelf,
    SourceId, Taken, Visit,
    receipt::{LeftOut, Unread},
    report::Paper,
    section::{Became, Complete, Delivery, Gap, History, ListState, State, Trouble},
};

use crate::{
    charts::{bytes, data, take},
    sections::{Thing, feed, page_of},
};

const DAY: i64 = 86_400_000;

pub(crate) fn key(source: u16, name: usize) -> LocalId {
    LocalId::new(&source.to_string(), "Item", &name.to_string())
}

fn whole(section: &mut Section, at: i64, things: &[(usize, u64)]) {
    let ticket = section.begin(feed(1, 0), at);
    section.page(ticket, page_of(1, things));
    section.end(ticket);
}

fn part(section: &mut Section, at: i64, things: &[(usize, u64)]) {
    let ticket = section.begin_part(feed(1, 0), at);
    section.page(ticket, page_of(1, things));
    section.end(ticket);
}

fn withdrawing(names: &[usize]) -> Delivery {
    let mut delivery = page_of(1, &[]);
    delivery.withdrawn = names.iter().map(|name| key(1, *name)).collect();
    delivery.receipt.received = names.len();
    let withdrawn = names.len();
    if withdrawn > 0 {
        let left_out = &mut delivery.receipt.left_out;
        left_out.insert(LeftOut::EnteredInError, withdrawn);
    }
    delivery
}

pub(crate) fn unread() -> Unread {
    Unread {
        kind: Some("Observation".to_owned()),
        reason: fhir::Unread::NoType,
    }
}

/// "1 2(gone 7) | 3(withdrawn 9)": what a list shows, and what it says was removed.
fn told(section: &Section) -> String {
    let listed = section.listed::<Thing>().map(|(thing, gone)| match gone {
        Some(at) => format!("{}(gone {at})", thing.name),
        None => thing.name.to_string(),
    });
    let listed: Vec<String> = listed.collect();
    let withdrawn = section.withdrawn_items::<Thing>(0);
    let withdrawn = withdrawn.map(|(thing, at)| format!("{}(withdrawn {at})", thing.name));
    let withdrawn: Vec<String> = withdrawn.collect();
    format!("{} | {}", listed.join(" "), withdrawn.join(" "))
}

/// What an item said before, each with when that was noticed, and what became of it.
fn history(section: &Section, name: usize) -> (Vec<(i64, u64)>, Option<i64>, Option<i64>) {
    let History {
        before,
        gone,
        withdrawn,
    } = section.history_of::<Thing>(key(1, name)).expect("known");
    let before = before.iter().map(|(at, thing)| (*at, thing.says));
    (before.collect(), gone, withdrawn)
}

#[test]
fn what_a_hospital_has_no_more_stays_on_the_list_marked_and_is_not_counted() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 0), (2, 0)]);
    whole(&mut section, 7, &[(1, 0)]);
    assert_eq!(told(&section), "1 2(gone 7) | ");
    assert_eq!((section.len(), section.receipt().shown), (1, 1));
    assert!(section.item::<Thing>(key(1, 2)).is_none());
    assert!(section.last_of::<Thing>(key(1, 2)).is_some());
    // When it was first noticed stands.
    whole(&mut section, 8, &[(1, 0)]);
    assert_eq!(told(&section), "1 2(gone 7) | ");
    // The mark goes when the hospital brings it again, in its old place and unchanged.
    whole(&mut section, 9, &[(1, 0), (2, 0)]);
    assert_eq!(told(&section), "1 2 | ");
    assert_eq!(history(&section, 2), (vec![], None, None));
    assert_eq!((section.len(), section.receipt().shown), (2, 2));
}

#[test]
fn what_became_of_an_item_is_told_without_what_it_was() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 0), (2, 0), (3, 0)]);
    assert_eq!(section.became(key(1, 1)), Became::default());
    assert_eq!(section.became(key(1, 9)), Became::default());
    whole(&mut section, 7, &[(1, 5), (3, 0)]);
    let ticket = section.begin(feed(1, 0), 8);
    section.page(ticket, page_of(1, &[(1, 5)]));
    section.page(ticket, withdrawing(&[3]));
    section.end(ticket);
    let told = |name| {
        let Became {
            changed,
            gone,
            withdrawn,
        } = section.became(key(1, name));
        (changed, gone, withdrawn)
    };
    assert_eq!(told(1), (Some(7), None, None));
    assert_eq!(told(2), (None, Some(7), None));
    assert_eq!(told(3), (None, None, Some(8)));
    // A page of its own has what a list shows; what a hospital says now has a mark.
    let is_listed = |name| section.listed_item::<Thing>(key(1, name)).is_some();
    assert_eq!([1, 2, 3, 9].map(is_listed), [true, true, false, false]);
    let marks = [1, 2, 3, 9].map(|name| section.mark_of(key(1, name)));
    assert_eq!(marks, [Some((SourceId(1), 5)), None, None, None]);
}

#[test]
fn a_list_of_what_is_no_longer_provided_is_not_called_empty() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 0)]);
    whole(&mut section, 2, &[]);
    assert!(section.is_empty());
    assert_eq!(section.list_state(Duration::ZERO), ListState::Loaded);
}

#[test]
fn a_run_for_a_part_takes_nothing_away() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 0), (2, 0), (3, 0)]);
    part(&mut section, 2, &[(3, 0), (4, 0)]);
    assert_eq!(told(&section), "1 2 3 4 | ");
    part(&mut section, 3, &[]);
    assert_eq!(told(&section), "1 2 3 4 | ");
    assert_eq!(section.brought_by(feed(1, 0)), 4);
    assert!(section.receipt().balances());
    // What a part brought, the next whole run may lack as well.
    whole(&mut section, 4, &[(1, 0), (4, 0)]);
    assert_eq!(told(&section), "1 2(gone 4) 3(gone 4) 4 | ");
    // And a part may bring again what was gone.
    part(&mut section, 5, &[(3, 0)]);
    assert_eq!(told(&section), "1 2(gone 4) 3 4 | ");
    assert_eq!(section.brought_by(feed(1, 0)), 3);
}

#[test]
fn what_a_wider_search_brings_is_no_longer_asked_for_beside_it() {
    let (wide, narrow) = (feed(1, 0), feed(1, 9));
    let mut section = Section::default();
    let ticket = section.begin(narrow, 1);
    section.page(ticket, page_of(1, &[(2, 0), (3, 0), (4, 0)]));
    section.end(ticket);
    let failed = section.begin(narrow, 2);
    section.fail(failed, Trouble::ServerError);
    assert_eq!(section.failed(SourceId(1)), [narrow]);
    let ticket = section.begin(wide, 3);
    section.page(ticket, page_of(1, &[(1, 0), (2, 0), (4, 5)]));
    section.cover(wide, narrow);
    let account = |section: &Section| {
        let receipt = section.receipt();
        assert!(receipt.balances(), "{receipt:?}");
        (receipt.received, receipt.shown, section.brought_by(wide))
    };
    assert_eq!(account(&section), (3, 3, 3));
    section.end(ticket);
    assert!(section.gaps().is_empty() && section.state_of_feed(narrow).is_none());
    assert_eq!((account(&section), section.len()), ((3, 3, 3), 3));
    assert_eq!(told(&section), "2 3(gone 3) 4 1 | ");
    assert_eq!(history(&section, 4).0, [(3, 0)]);
    assert!(section.receipt().balances());
}

#[test]
fn what_only_a_covered_search_brought_is_gone_with_the_end_of_the_wider_one() {
    let (wide, narrow, other) = (feed(1, 0), feed(1, 9), feed(1, 5));
    let mut section = Section::default();
    for (feed, things) in [
        (other, vec![(3, 0)]),
        (narrow, vec![(1, 0), (2, 0), (3, 0)]),
    ] {
        let ticket = section.begin(feed, 1);
        section.page(ticket, page_of(1, &things));
        section.end(ticket);
    }
    // The wider one has brought nothing to this class so far: nothing of it is waited for.
    section.cover(wide, narrow);
    assert!(section.is_settled() && section.state_of_feed(narrow).is_none());
    assert_eq!((section.receipt().shown, section.brought_by(wide)), (3, 2));
    let ticket = section.begin(wide, 3);
    section.page(ticket, page_of(1, &[(1, 0)]));
    section.end(ticket);
    assert_eq!(told(&section), "3 1 2(gone 3) | ");
    assert_eq!(section.receipt().received, section.receipt().shown);
    assert_eq!((section.len(), section.brought_by(wide)), (2, 1));
}

#[test]
fn what_a_covering_search_brought_again_is_counted_as_its_own() {
    let (wide, narrow) = (feed(1, 0), feed(1, 9));
    for again in [whole, part] {
        let mut section = Section::default();
        whole(&mut section, 1, &[(1, 0)]);
        let ticket = section.begin(narrow, 2);
        section.page(ticket, page_of(1, &[(2, 0), (3, 0)]));
        section.end(ticket);
        again(&mut section, 3, &[(1, 0), (2, 0), (3, 0)]);
        assert_eq!(section.brought_by(wide), 1);
        section.cover(wide, narrow);
        let receipt = section.receipt();
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!((receipt.shown, section.brought_by(wide)), (3, 3));
        assert_eq!(section.len(), 3);
    }
}

#[test]
fn what_a_lacking_wider_search_did_not_bring_is_not_gone() {
    let (wide, narrow) = (feed(1, 0), feed(1, 9));
    let mut section = Section::default();
    let ticket = section.begin(narrow, 1);
    section.page(ticket, page_of(1, &[(2, 0)]));
    section.end(ticket);
    let ticket = section.begin(wide, 2);
    let lacking = Delivery {
        complete: Complete::MayLack,
        ..page_of(1, &[(1, 0)])
    };
    section.page(ticket, lacking);
    section.cover(wide, narrow);
    section.end(ticket);
    assert_eq!(told(&section), "2 1 | ");
    let ticket = section.begin(wide, 3);
    section.page(ticket, page_of(1, &[(1, 0)]));
    section.end(ticket);
    assert_eq!(told(&section), "2(gone 3) 1 | ");
}

#[test]
fn a_run_for_a_part_does_not_stand_for_the_whole() {
    let mut section = Section::default();
    part(&mut section, 1, &[(1, 0)]);
    assert_eq!(section.gaps(), [(SourceId(1), Gap::MayLack)]);
    let failed = section.begin(feed(1, 0), 2);
    section.fail(failed, Trouble::TimedOut);
    part(&mut section, 3, &[(1, 0)]);
    let gap = Gap::Failed(Trouble::TimedOut);
    assert_eq!(section.gaps(), [(SourceId(1), gap)]);
    assert_eq!(section.failed(SourceId(1)), [feed(1, 0)]);
    whole(&mut section, 4, &[(1, 0)]);
    assert!(section.gaps().is_empty() && section.has_all(SourceId(1)));
}

#[test]
fn a_part_that_the_hospital_refuses_says_nothing_of_the_whole() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 0)]);
    let ticket = section.begin_part(feed(1, 0), 2);
    section.fail(ticket, Trouble::NotOffered);
    let failed = State::Failed(Trouble::NotOffered);
    assert_eq!(section.state_of_feed(feed(1, 0)), Some(&failed));
    part(&mut section, 3, &[]);
    assert!(section.gaps().is_empty());
}

#[test]
fn what_cannot_be_read_of_a_part_is_not_counted_twice() {
    let mut section = Section::default();
    let ticket = section.begin(feed(1, 0), 1);
    let mut delivery = page_of(1, &[(1, 0)]);
    delivery.receipt.received = 2;
    delivery.receipt.unread.push(unread());
    section.page(ticket, delivery);
    section.end(ticket);
    for (count, gap) in [(1, 1), (3, 3), (1, 1), (0, 1)] {
        let ticket = section.begin_part(feed(1, 0), 2);
        let mut delivery = page_of(1, &[(1, 0)]);
        delivery.receipt.received += count;
        delivery.receipt.unread = vec![unread(); count];
        section.page(ticket, delivery);
        section.end(ticket);
        assert_eq!(section.gaps(), [(SourceId(1), Gap::Unread(gap))]);
        let receipt = section.receipt();
        assert!(receipt.balances() && receipt.shown == 1, "{receipt:?}");
    }
}

#[test]
fn what_a_hospital_could_not_show_whole_takes_nothing_away() {
    let lacking = |complete| Delivery {
        complete,
        ..page_of(1, &[])
    };
    let mut with_unread = page_of(1, &[]);
    with_unread.receipt.received = 1;
    with_unread.receipt.unread.push(unread());
    for delivery in [
        lacking(Complete::MayLack),
        lacking(Complete::Lacks),
        with_unread,
    ] {
        let mut section = Section::default();
        whole(&mut section, 1, &[(1, 0)]);
        let ticket = section.begin(feed(1, 0), 2);
        section.page(ticket, delivery);
        section.end(ticket);
        assert_eq!(told(&section), "1 | ");
    }
}

#[test]
fn what_an_item_said_before_is_kept_with_when_the_change_was_noticed() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 10)]);
    whole(&mut section, 2, &[(1, 10)]);
    assert_eq!(history(&section, 1).0, []);
    whole(&mut section, 3, &[(1, 11)]);
    part(&mut section, 4, &[(1, 12)]);
    assert_eq!(history(&section, 1).0, [(3, 10), (4, 11)]);
    assert_eq!(
        section.item::<Thing>(key(1, 1)).expect("here").says,
        12,
        "the newest stands"
    );
    for says in 13..30 {
        whole(&mut section, says as i64, &[(1, says)]);
    }
    let last: Vec<u64> = history(&section, 1)
        .0
        .iter()
        .map(|(_, says)| *says)
        .collect();
    assert_eq!(last, [24, 25, 26, 27, 28]);
}

#[test]
fn an_item_that_is_sent_twice_in_two_forms_was_not_changed_in_between() {
    let mut section = Section::default();
    for at in 1..5 {
        whole(&mut section, at, &[(1, 10), (1, 11)]);
        assert_eq!(history(&section, 1).0, []);
    }
    whole(&mut section, 5, &[(1, 11), (1, 12)]);
    assert_eq!(history(&section, 1).0, [(5, 11)]);
}

#[test]
fn what_was_withdrawn_leaves_the_list_and_is_told_for_ninety_days() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 10), (2, 20)]);
    let ticket = section.begin_part(feed(1, 0), 5);
    section.page(ticket, withdrawing(&[2, 2, 9]));
    section.end(ticket);
    assert_eq!(told(&section), "1 | 2(withdrawn 5)");
    assert_eq!((section.len(), section.receipt().shown), (1, 1));
    assert!(section.receipt().balances());
    assert_eq!(history(&section, 2), (vec![], None, Some(5)));
    let last = section.last_of::<Thing>(key(1, 2));
    assert_eq!(last.expect("its last version").says, 20);
    let until = |now| section.withdrawn_items::<Thing>(now).count();
    assert_eq!((until(5 + 90 * DAY - 1), until(5 + 90 * DAY)), (1, 0));
    // What never was here is not told of.
    assert!(section.history_of::<Thing>(key(1, 9)).is_none());
    // It is withdrawn, not gone, when the hospital brings it no more; and said again it is no news.
    whole(&mut section, 6, &[(1, 10)]);
    let ticket = section.begin(feed(1, 0), 7);
    section.page(ticket, withdrawing(&[2]));
    assert_eq!(told(&section), "1 | 2(withdrawn 5)");
}

#[test]
fn what_was_withdrawn_and_is_brought_again_stands_again() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 10)]);
    let ticket = section.begin(feed(1, 0), 2);
    section.page(ticket, withdrawing(&[1]));
    section.end(ticket);
    assert_eq!(section.list_state(Duration::ZERO), ListState::Empty);
    whole(&mut section, 3, &[(1, 11)]);
    assert_eq!(told(&section), "1 | ");
    assert_eq!(history(&section, 1), (vec![(3, 10)], None, None));
}

#[test]
fn what_is_gone_and_then_withdrawn_is_withdrawn() {
    let mut section = Section::default();
    whole(&mut section, 1, &[(1, 10)]);
    whole(&mut section, 2, &[]);
    part(&mut section, 3, &[]);
    let ticket = section.begin_part(feed(1, 0), 4);
    section.page(ticket, withdrawing(&[1]));
    assert_eq!(told(&section), " | 1(withdrawn 4)");
    assert!(section.receipt().balances());
}

/// Reads a list of the same answer twice; how many items it has.
fn read_twice<T: Keyed + Any + Send + Sync>(taken: &Taken, class: Class) -> usize {
    let mut section = Section::default();
    for at in 1..3 {
        let ticket = section.begin(feed(0, 0), at);
        for (_, delivery) in taken.clone().deliveries(class).into_iter().take(1) {
            section.page(ticket, delivery);
        }
        section.end(ticket);
    }
    for (item, gone) in section.listed::<T>() {
        let history = section.history_of::<T>(item.key()).expect("known");
        assert!(gone.is_none() && history.before.is_empty());
    }
    section.len()
}

#[test]
fn a_real_chart_that_is_read_again_has_changed_in_nothing() {
    let Some(data) = data() else { return };
    for file in [
        "large-3419.json.gz",
        "inferno-us-core-patient-355.json.gz",
        "huge-25000-bogisich202.json.gz",
    ] {
        let taken = take(bytes(&data.join("fhir-patients").join(file))).expect("a chart");
        let entries = Part::ALL.map(|part| read_twice::<Entry>(&taken, Class::Part(part)));
        println!("{file}: entries {entries:?}");
        let counts = [
            read_twice::<LabResult>(&taken, Class::Results(Shelf::Lab)),
            read_twice::<Paper>(&taken, Class::Papers),
            read_twice::<Visit>(&taken, Class::Visits),
            read_twice::<Medicine>(&taken, Class::Medicines),
            read_twice::<Allergy>(&taken, Class::Allergies),
            read_twice::<Document>(&taken, Class::Documents),
        ];
        println!("{file}: {counts:?} items");
    }
}
