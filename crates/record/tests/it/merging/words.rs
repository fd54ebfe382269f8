//! The patient's own word about a medicine.

use record::{
    Merging, SourceId,
    merging::{Card, Taking, Word, Words},
    when::Day,
};

use super::chart;

const CHART: &str = r#"
    A medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet"
    B medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet"
    B medicine m2 rxnorm="206765:metformin hydrochloride 500 MG Oral Tablet"
    C medicine m1 "Water pill"
    D medicine m1 "Water pill"
"#;

fn on(day: u8) -> Day {
    Day {
        year: 2026,
        month: 11,
        day,
    }
}

fn card(merging: &Merging, name: &str) -> Card {
    let items = chart::items(CHART);
    let item = items
        .iter()
        .find(|item| item.name == name)
        .expect("an item");
    merging.medicine(item.id()).expect("a card")
}

fn word(card: &Card, taking: Taking, day: u8) -> Word {
    Word {
        about: card.anchor.clone(),
        taking,
        on: on(day),
        note: None,
    }
}

fn said(words: &Words, card: &Card) -> Vec<Taking> {
    words.of(card).iter().map(|word| word.taking).collect()
}

#[test]
fn a_word_stays_with_its_medicine_when_hospitals_leave_and_come() {
    let mut merging = chart::merged(&chart::items(CHART));
    let mut words = Words::default();
    words.say(word(&card(&merging, "A.m1"), Taking::Differently, 3));
    merging.forget(SourceId(0));
    merging.settle();
    assert_eq!(said(&words, &card(&merging, "B.m1")), [Taking::Differently]);
    assert_eq!(said(&words, &card(&merging, "B.m2")), []);

    merging.forget(SourceId(1));
    merging.settle();
    let again = chart::merged(&chart::items(CHART));
    assert_eq!(said(&words, &card(&again, "A.m1")), [Taking::Differently]);
}

#[test]
fn a_word_said_of_one_hospital_is_heard_of_the_same_product_at_another() {
    let lines: Vec<&str> = CHART.lines().collect();
    let alone = chart::merged(&chart::items(lines[1]));
    let mut words = Words::default();
    words.say(word(&card(&alone, "A.m1"), Taking::Yes, 3));
    let other = chart::merged(&chart::items(lines[2]));
    assert_eq!(said(&words, &card(&other, "B.m1")), [Taking::Yes]);
}

#[test]
fn a_word_of_what_is_only_possibly_the_same_stays_with_its_order() {
    let lines: Vec<&str> = CHART.lines().collect();
    let alone = chart::merged(&chart::items(lines[4]));
    let mut words = Words::default();
    words.say(word(&card(&alone, "C.m1"), Taking::No, 3));
    let other = chart::merged(&chart::items(lines[5]));
    assert_eq!(said(&words, &card(&other, "D.m1")), []);
    let both = chart::merged(&chart::items(CHART));
    assert_eq!(said(&words, &card(&both, "D.m1")), [Taking::No]);
}

#[test]
fn the_last_word_comes_first_and_can_be_taken_back() {
    let merging = chart::merged(&chart::items(CHART));
    let card = card(&merging, "A.m1");
    let mut words = Words::default();
    words.say(word(&card, Taking::NotSure, 1));
    words.say(word(&card, Taking::No, 5));
    assert_eq!(said(&words, &card), [Taking::No, Taking::NotSure]);
    words.unsay(&card);
    assert_eq!(said(&words, &card), [Taking::NotSure]);
}

#[test]
fn what_was_said_can_be_kept_and_read_again() {
    let merging = chart::merged(&chart::items(CHART));
    let mut words = Words::default();
    for (name, note) in [
        ("A.m1", None),
        ("B.m2", Some("half a tablet\n\tat night \\ or not\r")),
        ("C.m1", Some("")),
    ] {
        let note = note.map(str::to_owned).filter(|note| !note.is_empty());
        words.say(Word {
            note,
            ..word(&card(&merging, name), Taking::Differently, 9)
        });
    }
    let kept = words.kept();
    assert_eq!(kept.lines().count(), 3);
    assert_eq!(Words::read(&kept), Some(words));
    assert_eq!(Words::read(""), Some(Words::default()));
    for damaged in [
        "x",
        "taking\t2026-11-03\t\t",
        "later\t2026-11-03\t\t\t",
        "taking\t2026-13-03\t\t\t",
        "taking\t2026-11-03\tnot-an-id\t\t",
    ] {
        assert_eq!(Words::read(damaged), None, "{damaged}");
    }
}
