//! The patient's own word about a medicine.

use record::{
    LocalId, Merging, SourceId,
    allergies::Reach,
    merging::{Card, NotWords, Taking, Word, Words},
    when::Day,
};

use super::{
    chart::{self, Item},
    properties::chance_chart,
};
use crate::chance::Chance;

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
        name: None,
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

/// What is said of medicines that are in none of the records, and what that rests on when everything came.
fn unlisted(merging: &Merging, words: &Words) -> (Vec<Taking>, Reach) {
    let here: Vec<LocalId> = merging.medicines().iter().flat_map(ids).collect();
    let unlisted = merging.unlisted(words, here, Reach::Whole);
    let words = unlisted.words.iter().map(|word| word.taking).collect();
    (words, unlisted.reach)
}

fn ids(card: &Card) -> Vec<LocalId> {
    card.versions().map(|version| version.id).collect()
}

#[test]
fn a_word_of_a_medicine_that_no_record_lists_is_seen_and_taken_back_without_it() {
    let mut merging = chart::merged(&chart::items(CHART));
    let mut words = Words::default();
    for (name, taking) in [
        ("A.m1", Taking::Differently),
        ("B.m2", Taking::No),
        ("C.m1", Taking::Yes),
        ("B.m2", Taking::NotSure),
    ] {
        words.say(word(&card(&merging, name), taking, 3));
    }
    assert_eq!(unlisted(&merging, &words), (vec![], Reach::Whole));
    for hospital in 1..4 {
        merging.forget(SourceId(hospital));
    }
    merging.settle();
    let left = [Taking::NotSure, Taking::Yes, Taking::No];
    assert_eq!(unlisted(&merging, &words), (left.to_vec(), Reach::Whole));

    let of_the_pill = merging.unlisted(&words, [], Reach::Whole).words[1].clone();
    words.unsay_word(&of_the_pill);
    let left = [Taking::NotSure, Taking::No];
    assert_eq!(unlisted(&merging, &words), (left.to_vec(), Reach::Whole));
    // What is not said any more can't be taken back once more.
    words.unsay_word(&of_the_pill);
    let again = chart::merged(&chart::items(CHART));
    assert_eq!(unlisted(&again, &words), (vec![], Reach::Whole));
    assert_eq!(said(&words, &card(&again, "B.m2")), left);
    assert_eq!(said(&words, &card(&again, "C.m1")), []);
}

#[test]
fn nothing_is_sure_of_a_list_that_came_in_part_or_is_not_merged_yet() {
    let mut merging = chart::merged(&chart::items(CHART));
    let mut words = Words::default();
    words.say(word(&card(&merging, "B.m2"), Taking::No, 3));
    for hospital in 0..4 {
        merging.forget(SourceId(hospital));
    }
    merging.settle();
    for reach in [Reach::Whole, Reach::Loading, Reach::Partly] {
        assert_eq!(merging.unlisted(&words, [], reach).reach, reach);
    }
    let items = chart::items(CHART);
    let own: Vec<&Item> = items.iter().filter(|item| item.source == 1).collect();
    let here: Vec<LocalId> = own.iter().map(|item| item.id()).collect();
    let mut taken = chart::answer(1, &own);
    chart::put(&mut merging, 1, &mut taken);
    let early = merging.unlisted(&words, here.clone(), Reach::Whole);
    assert_eq!((early.words.len(), early.reach), (1, Reach::Loading));
    merging.settle();
    let then = merging.unlisted(&words, here, Reach::Whole);
    assert_eq!((then.words.len(), then.reach), (0, Reach::Whole));
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
fn a_word_of_one_product_is_not_heard_of_another_that_was_sent_under_its_code() {
    let alone = |line| chart::merged(&chart::items(line));
    let card = |merging: Merging| merging.medicines().remove(0);
    let named = card(alone(
        r#"A medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet""#,
    ));
    let mut words = Words::default();
    words.say(word(&named, Taking::No, 3));
    for (line, heard) in [
        (
            r#"B medicine m1 rxnorm="314076:losartan 50 MG Oral Tablet""#,
            false,
        ),
        (
            r#"B medicine m1 rxnorm="314077:lisinopril 20 MG Oral Tablet""#,
            false,
        ),
        (r#"B medicine m1 "Blood pressure pill" rxnorm=314076"#, true),
        (
            r#"B medicine m1 rxnorm="999:lisinopril 10 MG Oral Tablet""#,
            true,
        ),
    ] {
        assert_eq!(
            !said(&words, &card(alone(line))).is_empty(),
            heard,
            "{line}"
        );
    }
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
    let strange = "half a tablet\n\tat night \\ or not\r";
    for (item, name, note) in [
        ("A.m1", None, None),
        ("B.m2", Some("Metformin 500 mg"), Some(strange)),
        ("C.m1", Some(strange), None),
    ] {
        words.say(Word {
            name: name.map(str::to_owned),
            note: note.map(str::to_owned),
            ..word(&card(&merging, item), Taking::Differently, 9)
        });
    }
    let kept = words.kept();
    assert_eq!(kept.lines().count(), 4);
    assert_eq!(Words::read(kept.as_bytes()), Ok(words));
    let none = Words::default();
    assert_eq!(Words::read(none.kept().as_bytes()), Ok(none));
}

#[test]
fn words_that_were_kept_before_names_were_are_read_without_one() {
    let older = "satchel-words 1\nnot-taking\t2026-11-03\t\t\t\thalf of it\n";
    let words = Words::read(older.as_bytes()).expect("it is whole");
    let word = &Merging::default().unlisted(&words, [], Reach::Whole).words[0];
    let (name, note) = (word.name.as_deref(), word.note.as_deref());
    assert_eq!((name, note), (None, Some("half of it")));
    assert_eq!((word.taking, word.on), (Taking::No, on(3)));
    assert_eq!(Words::read(words.kept().as_bytes()), Ok(words));

    let with_a_name = older.replacen("half of it", "half of it\tMetformin", 1);
    let read = Words::read(with_a_name.as_bytes());
    assert_eq!(read, Err(NotWords::Damaged));
}

#[test]
fn what_is_damaged_or_newer_is_not_read_at_all() {
    const GOOD: &str = "satchel-words 2\ntaking\t2026-11-03\t\t\t\thalf of it\tMetformin\n";
    assert!(Words::read(GOOD.as_bytes()).is_ok_and(|words| !words.is_empty()));
    for (from, to, why) in [
        (" 2\n", " 3\n", NotWords::Newer),
        (" 2\n", " 3\nanything", NotWords::Newer),
        (" 2\n", " 1\n", NotWords::Damaged),
        (" 2\n", " 0\n", NotWords::Damaged),
        ("satchel-words", "satchel-news", NotWords::Damaged),
        ("satchel-words 2\n", "", NotWords::Damaged),
        ("Metformin\n", "Met", NotWords::Damaged),
        ("\tMetformin", "", NotWords::Damaged),
        ("\thalf of it", "", NotWords::Damaged),
        ("\thalf of it", "\thalf\tof it", NotWords::Damaged),
        ("taking", "later", NotWords::Damaged),
        ("-11-", "-13-", NotWords::Damaged),
        ("\t\t\t\t", "\tnot-an-id\t\t\t", NotWords::Damaged),
        ("\t\t\t\t", "\t\tnot-a-number\t\t", NotWords::Damaged),
        ("\t\t\t\t", "\t\t\tnot-a-number\t", NotWords::Damaged),
    ] {
        let other = GOOD.replacen(from, to, 1);
        assert_ne!(other, GOOD, "the change must change something");
        assert_eq!(Words::read(other.as_bytes()), Err(why), "{other:?}");
    }
    for length in 0..GOOD.len() {
        let cut = &GOOD.as_bytes()[..length];
        let is_whole = cut == b"satchel-words 2\n";
        assert_eq!(Words::read(cut).is_ok(), is_whole, "{length} bytes");
    }
    assert_eq!(Words::read(&[0xff, b'\n']), Err(NotWords::Damaged));
}

#[test]
fn what_waited_elsewhere_comes_before_what_was_said_meanwhile_and_nothing_twice() {
    let merging = chart::merged(&chart::items(CHART));
    let card = card(&merging, "A.m1");
    let [not_sure, no, yes] = [(Taking::NotSure, 1), (Taking::No, 5), (Taking::Yes, 9)]
        .map(|(taking, day)| word(&card, taking, day));
    let all = |words: &[&Word]| {
        let mut all = Words::default();
        words.iter().for_each(|word| all.say((*word).clone()));
        all
    };
    let mut words = all(&[&no, &yes]);
    words.put_back(all(&[&not_sure, &no]));
    assert_eq!(words, all(&[&not_sure, &no, &yes]));
    words.put_back(Words::default());
    assert_eq!(words, all(&[&not_sure, &no, &yes]));
}

/// What a hospital of chance and a patient of chance do, and what must hold after each of it.
struct Schedule {
    items: Vec<Item>,
    here: [bool; 4],
    merging: Merging,
    words: Words,
    /// Of which orders each word was said, and what was known to be in the medicine then.
    said: Vec<(Word, Vec<LocalId>, Vec<String>)>,
}

impl Schedule {
    fn step(&mut self, chance: &mut Chance) {
        let hospital = chance.pick(4) as u16;
        match chance.pick(8) {
            0 => {
                self.merging.forget(SourceId(hospital));
                self.here[usize::from(hospital)] = false;
            }
            1 | 2 => self.connects(hospital),
            3 => {
                if let Some(card) = self.any_card(chance) {
                    self.takes_back(&card);
                }
            }
            4 => self.takes_back_unlisted(chance),
            _ => {
                if let Some(card) = self.any_card(chance) {
                    self.says(chance, &card);
                }
            }
        }
        self.merging.settle();
        let kept = self.words.kept();
        assert_eq!(Words::read(kept.as_bytes()).as_ref(), Ok(&self.words));
    }

    fn connects(&mut self, hospital: u16) {
        let name = chart::HOSPITALS[usize::from(hospital)];
        self.merging.home(SourceId(hospital), name);
        self.here[usize::from(hospital)] = true;
        let own = self.items.iter().filter(|item| item.source == hospital);
        let mut taken = chart::answer(hospital, &own.collect::<Vec<_>>());
        chart::put(&mut self.merging, hospital, &mut taken);
    }

    fn any_card(&self, chance: &mut Chance) -> Option<Card> {
        let cards = self.merging.medicines();
        (!cards.is_empty()).then(|| cards[chance.pick(cards.len())].clone())
    }

    fn says(&mut self, chance: &mut Chance, card: &Card) {
        let mut word = word(card, Taking::ALL[chance.pick(4)], 1 + chance.pick(30) as u8);
        // No two are alike, so that each can be told from the others.
        word.note = Some(format!("the {}. word", self.said.len() + 1));
        word.name = (chance.pick(2) == 0).then(|| "as it was called".to_owned());
        self.words.say(word.clone());
        let orders = card.versions().map(|one| one.id).collect();
        self.said.push((word, orders, card.ingredients.clone()));
    }

    fn takes_back(&mut self, card: &Card) {
        let before: Vec<Word> = self.words.of(card).into_iter().cloned().collect();
        self.words.unsay(card);
        let after: Vec<Word> = self.words.of(card).into_iter().cloned().collect();
        assert_eq!(after, before.get(1..).unwrap_or_default());
        if let Some(last) = before.first() {
            self.said.retain(|(word, _, _)| word != last);
        }
    }

    fn takes_back_unlisted(&mut self, chance: &mut Chance) {
        let mut before = self.unlisted();
        if before.is_empty() {
            return;
        }
        let gone = before.remove(chance.pick(before.len()));
        self.words.unsay_word(&gone);
        assert_eq!(self.unlisted(), before);
        self.said.retain(|(word, _, _)| *word != gone);
    }

    /// The words that stand with no medicine, the last one first.
    fn unlisted(&self) -> Vec<Word> {
        self.merging.unlisted(&self.words, [], Reach::Whole).words
    }

    /// Each word stands with its order wherever that is, and with nothing that is known to be something else, or apart
    /// from all medicines; what is shown depends on what is here, and not on what came and went.
    fn holds(&self, seed: u64) {
        let here = |item: &&Item| self.here[usize::from(item.source)];
        let present: Vec<Item> = self.items.iter().filter(here).cloned().collect();
        let fresh = chart::merged(&present);
        for card in self.merging.medicines() {
            let shown = self.words.of(&card);
            for (word, orders, ingredients) in &self.said {
                let has_order = card.versions().any(|one| orders.contains(&one.id));
                let is_shown = shown.contains(&word);
                assert!(is_shown || !has_order, "{word:?} is lost, seed {seed}");
                let is_other = !ingredients.is_empty()
                    && !card.ingredients.is_empty()
                    && *ingredients != card.ingredients;
                assert!(!is_shown || has_order || !is_other, "{word:?}, seed {seed}");
            }
            let id = card.versions().next().map(|one| one.id);
            let again = id.and_then(|id| fresh.medicine(id)).expect("the same card");
            assert_eq!(self.words.of(&again), shown, "seed {seed}");
        }
        let cards = self.merging.medicines();
        let is_shown = |word: &Word| cards.iter().any(|card| self.words.of(card).contains(&word));
        let apart = self.said.iter().rev().map(|(word, _, _)| word.clone());
        let apart: Vec<Word> = apart.filter(|word| !is_shown(word)).collect();
        assert_eq!(self.unlisted(), apart, "seed {seed}");
    }
}

#[test]
fn words_stand_with_their_medicines_after_any_schedule() {
    let (mut said, mut away) = (0, 0);
    for seed in 0..60 {
        let mut chance = Chance::seeded(seed + 7000);
        let mut schedule = Schedule {
            items: chance_chart(&mut chance),
            here: [false; 4],
            merging: Merging::default(),
            words: Words::default(),
            said: Vec::new(),
        };
        for _ in 0..40 {
            schedule.step(&mut chance);
            schedule.holds(seed);
        }
        said += schedule.said.len();
        away += schedule.unlisted().len();
    }
    // Some words are of what is not here just now, and they are kept.
    assert!(said > 500 && away > 20, "{said} words, {away} away");
}
