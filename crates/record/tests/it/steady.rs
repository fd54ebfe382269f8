//! The list does not move under the reader.

use std::sync::Arc;

use record::{Keyed, LocalId, Steady};

#[derive(Clone, Debug)]
struct Row(&'static str, u8);

impl Keyed for Row {
    fn key(&self) -> LocalId {
        LocalId::new("", "Row", self.0)
    }
}

fn rows(rows: &[Row]) -> Vec<Vec<Arc<Row>>> {
    let alone = |row: &Row| vec![Arc::new(row.clone())];
    rows.iter().map(alone).collect()
}

fn together(rows: &[&[Row]]) -> Vec<Vec<Arc<Row>>> {
    let versions = |row: &&[Row]| row.iter().cloned().map(Arc::new).collect();
    rows.iter().map(versions).collect()
}

#[track_caller]
fn check(list: &Steady<Row>, shown: &str, waiting: usize) {
    let text: Vec<String> = list
        .rows()
        .iter()
        .map(|row| format!("{}{}", row.0, row.1))
        .collect();
    assert_eq!((text.join(" ").as_str(), list.waiting()), (shown, waiting));
}

#[test]
fn everything_flows_until_someone_reads() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1)]));
    list.arrive(rows(&[Row("b", 1), Row("a", 1)]));
    check(&list, "b1 a1", 0);
}

#[test]
fn while_being_read_rows_change_in_their_place_and_new_ones_wait() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1), Row("b", 1)]));
    list.hold();
    list.arrive(rows(&[Row("c", 1), Row("b", 2), Row("d", 1), Row("a", 1)]));
    check(&list, "a1 b2", 2);
    list.release();
    check(&list, "c1 b2 d1 a1", 0);
}

#[test]
fn a_withdrawn_row_goes_even_while_being_read() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1), Row("b", 1)]));
    list.hold();
    list.arrive(rows(&[Row("b", 1), Row("c", 1)]));
    check(&list, "b1", 1);
    list.flow();
    check(&list, "b1 c1", 0);
}

#[test]
fn the_first_rows_are_shown_at_once() {
    let mut list = Steady::default();
    list.hold();
    list.arrive(rows(&[Row("a", 1)]));
    check(&list, "a1", 0);
}

#[test]
fn a_row_that_turns_out_to_be_in_two_records_shows_the_same_one_while_what_comes_before_it_waits() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1), Row("b", 1)]));
    list.hold();
    list.arrive(together(&[
        &[Row("x", 1), Row("a", 1)],
        &[Row("c", 1), Row("y", 1)],
        &[Row("b", 2)],
    ]));
    check(&list, "a1 b2", 2);
    list.release();
    check(&list, "x1 c1 b2", 0);
}

#[test]
fn two_rows_that_turn_out_to_be_one_stay_while_they_are_read() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1), Row("b", 1), Row("c", 1)]));
    list.hold();
    list.arrive(together(&[&[Row("a", 1), Row("c", 1)], &[Row("b", 1)]]));
    check(&list, "a1 b1 c1", 0);
    list.release();
    check(&list, "a1 b1", 0);
}

#[test]
fn every_version_of_a_row_is_there_to_be_found_by() {
    let mut list = Steady::default();
    list.arrive(rows(&[Row("a", 1), Row("b", 1)]));
    list.hold();
    list.arrive(together(&[&[Row("x", 1), Row("a", 1)], &[Row("b", 2)]]));
    let versions = list.versions().into_iter();
    let names: Vec<String> = versions
        .map(|versions| versions.iter().map(|row| row.0).collect())
        .collect();
    assert_eq!(names, ["xa", "b"]);
}
