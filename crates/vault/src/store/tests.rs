//! What the store does about each event, step by step.

use super::*;
use crate::Table;

const DRAFT: Place = Place {
    table: Table::Drafts,
    number: 1,
};
const RECORD: Place = Place {
    table: Table::Record,
    number: 2,
};

fn writes(group: &[(Place, Option<u32>)]) -> Option<Step<u32>> {
    Some(Step::Write(group.to_vec()))
}

/// A store that is writing its first change.
fn writing() -> Store<u32> {
    let mut store = Store::new();
    let group = vec![(DRAFT, Some(1))];
    assert_eq!(store.change(group.clone()), (1, writes(&group)));
    store
}

fn not_written(store: &mut Store<u32>, why: WhyNot) -> Option<Step<u32>> {
    store.on(Event::NotWritten(why))
}

#[test]
fn saved_is_said_after_the_devices_own_word() {
    let mut store = writing();
    assert_eq!(store.standing(), Standing::Saving);
    assert!(!store.is_saved(DRAFT));
    assert_eq!(store.saved_up_to(), 0);
    assert_eq!(store.on(Event::Written), None);
    assert_eq!(store.standing(), Standing::Saved);
    assert!(store.is_saved(DRAFT));
    assert_eq!(store.saved_up_to(), 1);
}

#[test]
fn what_changes_meanwhile_goes_together_into_the_next_transaction() {
    let mut store = writing();
    for value in 2..9 {
        assert_eq!(store.change(vec![(DRAFT, Some(value))]).1, None);
    }
    assert_eq!(store.change(vec![(RECORD, None)]), (9, None));
    let rest = [(DRAFT, Some(8)), (RECORD, None)];
    assert_eq!(store.on(Event::Written), writes(&rest));
    assert_eq!(store.saved_up_to(), 1);
    assert_eq!(store.standing(), Standing::Saving);
    assert_eq!(store.on(Event::Written), None);
    assert_eq!(store.saved_up_to(), 9);
}

#[test]
fn what_failed_is_written_again_but_where_something_newer_is() {
    let mut store = Store::new();
    store.change(vec![(DRAFT, Some(1)), (RECORD, Some(1))]);
    store.change(vec![(DRAFT, Some(2))]);
    let unsaved: Vec<_> = store.unsaved().collect();
    assert_eq!(unsaved, [(RECORD, Some(&1)), (DRAFT, Some(&2))]);
    assert_eq!(
        not_written(&mut store, WhyNot::Trouble),
        Some(Step::Wait(1_000))
    );
    let both = [(DRAFT, Some(2)), (RECORD, Some(1))];
    assert_eq!(store.on(Event::Waited), writes(&both));
}

#[test]
fn trouble_is_tried_again_ever_more_slowly_and_said_until_it_is_over() {
    let mut store = writing();
    for seconds in [1, 2, 4, 8, 16, 30, 30, 30] {
        let wait = Some(Step::Wait(seconds * 1_000));
        assert_eq!(not_written(&mut store, WhyNot::Trouble), wait);
        assert_eq!(store.change(vec![(DRAFT, Some(seconds))]).1, None);
        let again = writes(&[(DRAFT, Some(seconds))]);
        assert_eq!(store.on(Event::Waited), again);
        assert_eq!(store.standing(), Standing::NotSaved(WhyNot::Trouble));
    }
    store.on(Event::Written);
    assert_eq!(store.standing(), Standing::Saved);
    store.change(vec![(DRAFT, None)]);
    let wait = Some(Step::Wait(1_000));
    assert_eq!(not_written(&mut store, WhyNot::Trouble), wait);
}

#[test]
fn a_full_device_is_tried_again_with_the_next_change_or_when_the_person_wants_it() {
    let mut store = writing();
    assert_eq!(not_written(&mut store, WhyNot::Full), None);
    assert_eq!(store.standing(), Standing::NotSaved(WhyNot::Full));
    assert_eq!(store.on(Event::Waited), None);
    let first = (DRAFT, Some(1));
    assert_eq!(store.on(Event::Retry), writes(&[first]));
    assert_eq!(not_written(&mut store, WhyNot::Full), None);
    let (_, step) = store.change(vec![(RECORD, Some(2))]);
    assert_eq!(step, writes(&[first, (RECORD, Some(2))]));
}

#[test]
fn what_does_not_fit_can_be_taken_back_and_the_rest_is_saved() {
    let mut store = Store::new();
    store.change(vec![(RECORD, Some(1_000_000))]);
    store.change(vec![(DRAFT, Some(1))]);
    not_written(&mut store, WhyNot::Full);
    let (_, step) = store.change(vec![(RECORD, None)]);
    assert_eq!(step, writes(&[(DRAFT, Some(1)), (RECORD, None)]));
    store.on(Event::Written);
    assert_eq!(store.standing(), Standing::Saved);
}

#[test]
fn what_is_to_be_deleted_is_not_given_up_with_what_has_no_room() {
    let other = Place {
        number: 3,
        ..RECORD
    };
    let mut store = Store::new();
    store.change(vec![(DRAFT, Some(1))]);
    store.change(vec![(RECORD, None), (other, Some(1_000_000))]);
    not_written(&mut store, WhyNot::Full);
    let is_record = |place: Place| place.table == Table::Record;
    assert_eq!(store.give_up(is_record), [other]);
    assert_eq!(
        store.on(Event::Retry),
        writes(&[(DRAFT, Some(1)), (RECORD, None)])
    );
}

#[test]
fn nothing_is_written_into_a_vault_that_another_tab_holds_or_that_is_gone() {
    for why in [WhyNot::Elsewhere, WhyNot::Gone] {
        let mut store = writing();
        assert_eq!(not_written(&mut store, why), None);
        assert_eq!(store.standing(), Standing::NotSaved(why));
        assert_eq!(store.change(vec![(RECORD, Some(2))]), (2, None));
        for event in [Event::Retry, Event::Waited, Event::Written] {
            assert_eq!(store.on(event), None, "{event:?}");
        }
        assert_eq!(store.unsaved().count(), 2);
        let lost = Some(Step::Released { lost: true });
        assert_eq!(store.on(Event::LetGo), lost);
        assert_eq!(store.standing(), Standing::NotSaved(why));
    }
}

#[test]
fn letting_go_saves_first_what_is_not_saved() {
    let kept = Some(Step::Released { lost: false });
    assert_eq!(Store::<u32>::new().on(Event::LetGo), kept);

    let mut store = writing();
    store.change(vec![(DRAFT, Some(2))]);
    assert_eq!(store.on(Event::LetGo), None);
    assert_eq!(store.on(Event::LetGo), None);
    assert_eq!(store.on(Event::Written), writes(&[(DRAFT, Some(2))]));
    store.change(vec![(DRAFT, Some(3))]);
    assert_eq!(store.on(Event::Written), writes(&[(DRAFT, Some(3))]));
    assert_eq!(store.on(Event::Written), kept);
    assert_eq!(store.standing(), Standing::Saved);

    let mut store = writing();
    not_written(&mut store, WhyNot::Trouble);
    assert_eq!(store.on(Event::LetGo), writes(&[(DRAFT, Some(1))]));
    assert_eq!(store.on(Event::Written), kept);
}

#[test]
fn letting_go_tries_once_more_and_says_what_is_lost() {
    let lost = Some(Step::Released { lost: true });
    for why in [WhyNot::Full, WhyNot::Trouble] {
        let mut store = writing();
        store.on(Event::LetGo);
        let again = writes(&[(DRAFT, Some(1))]);
        assert_eq!(not_written(&mut store, why), again);
        assert_eq!(not_written(&mut store, why), lost);
        assert_eq!(store.standing(), Standing::NotSaved(why));
    }
    for why in [WhyNot::Elsewhere, WhyNot::Gone] {
        let mut store = writing();
        store.on(Event::LetGo);
        assert_eq!(not_written(&mut store, why), lost);
    }
}

#[test]
fn what_is_typed_after_the_vault_was_let_go_is_not_called_saved() {
    let mut store = Store::new();
    store.on(Event::LetGo);
    assert_eq!(store.standing(), Standing::Saved);
    assert_eq!(store.change(vec![(DRAFT, Some(1))]), (1, None));
    assert_eq!(store.standing(), Standing::LetGo);
    assert!(!store.is_saved(DRAFT));
    assert_eq!(store.saved_up_to(), 0);
}

#[test]
fn a_frozen_page_believes_nothing_to_be_saved_that_was_not() {
    let mut store = writing();
    assert_eq!(store.on(Event::Abandon), None);
    assert_eq!(store.on(Event::Written), None);
    assert_eq!(store.standing(), Standing::LetGo);
    assert_eq!(store.unsaved().count(), 1);
    assert_eq!(store.on(Event::Retry), None);
}

#[test]
fn a_group_of_nothing_is_saved_with_what_was_before_it() {
    let mut store = writing();
    assert_eq!(store.change(vec![]), (2, None));
    assert_eq!(store.saved_up_to(), 0);
    store.on(Event::Written);
    assert_eq!(store.saved_up_to(), 2);
    assert_eq!(store.change(vec![]), (3, None));
    assert_eq!(store.saved_up_to(), 3);
}
