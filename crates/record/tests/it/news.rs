//! New since the person last looked.

use std::collections::{BTreeMap, BTreeSet};

use record::{
    LocalId, News, SourceId,
    news::{List, MOST, Newness, NotNews},
};

use crate::chance::Chance;

const RESULTS: List = List(1);
const VISITS: List = List(2);
const ST_MARYS: SourceId = SourceId(0);
const LAKESIDE: SourceId = SourceId(1);

fn id(number: usize) -> LocalId {
    LocalId::new(
        "https://ehr.example/fhir",
        "Observation",
        &number.to_string(),
    )
}

fn items(numbers: std::ops::Range<usize>) -> Vec<(LocalId, u64)> {
    numbers.map(|number| (id(number), 7)).collect()
}

fn among(news: &News, source: SourceId, items: &[(LocalId, u64)]) -> Vec<(LocalId, Newness)> {
    news.among(RESULTS, source, items.iter().copied())
}

#[test]
fn a_first_load_of_three_thousand_results_shows_nothing_new() {
    let mut news = News::default();
    assert_eq!(among(&news, ST_MARYS, &items(0..3000)), []);
    // Looked at while a tenth of it was there: the rest is not new when it comes.
    news.looked_at_some(RESULTS, ST_MARYS, 1, items(0..300));
    assert_eq!(among(&news, ST_MARYS, &items(0..3000)), []);
    assert_eq!(news.last_looked(RESULTS, ST_MARYS), None);
    // Nor is what a second hospital brings to a list that was looked at with the first.
    news.looked(RESULTS, ST_MARYS, 2, items(0..3000));
    assert_eq!(among(&news, LAKESIDE, &items(5000..8000)), []);
    assert_eq!(news.last_looked(RESULTS, ST_MARYS), Some(2));
}

#[test]
fn what_came_since_is_new_until_the_list_is_looked_at_or_the_item_opened() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1, items(0..2));
    let now = items(0..4);
    let is_new = |number| (id(number), Newness::New);
    assert_eq!(among(&news, ST_MARYS, &now), [is_new(2), is_new(3)]);
    // The same item on another list was not there either way: lists know nothing of each other.
    assert_eq!(news.of(VISITS, ST_MARYS, (id(3), 7)), Newness::Known);
    news.looked_at_some(RESULTS, ST_MARYS, 2, [(id(2), 7)]);
    assert_eq!(among(&news, ST_MARYS, &now), [is_new(3)]);
    news.looked(RESULTS, ST_MARYS, 3, now.clone());
    assert_eq!(among(&news, ST_MARYS, &now), []);
}

#[test]
fn what_says_something_else_has_changed_until_it_is_seen() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1, items(0..2));
    let changed = (id(1), 8);
    assert_eq!(
        among(&news, ST_MARYS, &[(id(0), 7), changed]),
        [(id(1), Newness::Changed)]
    );
    news.looked_at_some(RESULTS, ST_MARYS, 2, [changed]);
    assert_eq!(news.of(RESULTS, ST_MARYS, changed), Newness::Known);
}

#[test]
fn what_was_away_for_a_while_is_not_new() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1, items(0..9));
    news.looked(RESULTS, ST_MARYS, 2, items(0..1));
    assert_eq!(among(&news, ST_MARYS, &items(0..9)), []);
}

#[test]
fn a_forgotten_hospital_takes_what_was_seen_with_it() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1, items(0..2));
    let without = news.written();
    news.looked(RESULTS, LAKESIDE, 1, items(10..12));
    news.looked(VISITS, LAKESIDE, 1, items(10..12));
    news.forget(LAKESIDE);
    assert_eq!(news.written(), without);
    // Connected again it is as new: nothing of it is called so.
    assert_eq!(among(&news, LAKESIDE, &items(0..99)), []);
}

#[test]
fn of_two_tabs_the_later_look_counts() {
    let (mut one, mut other) = (News::default(), News::default());
    for tab in [&mut one, &mut other] {
        tab.looked(RESULTS, ST_MARYS, 1, items(0..2));
        tab.looked(RESULTS, LAKESIDE, 1, items(9..10));
    }
    one.looked_at_some(RESULTS, ST_MARYS, 5, [(id(0), 50)]);
    other.looked_at_some(RESULTS, ST_MARYS, 4, [(id(0), 40), (id(3), 7)]);
    other.forget(LAKESIDE);
    let both = one.merged(other, &[ST_MARYS]);
    assert_eq!(both.of(RESULTS, ST_MARYS, (id(0), 50)), Newness::Known);
    assert_eq!(both.of(RESULTS, ST_MARYS, (id(0), 40)), Newness::Changed);
    assert_eq!(both.of(RESULTS, ST_MARYS, (id(3), 7)), Newness::Known);
    assert_eq!(both.last_looked(RESULTS, LAKESIDE), None);
}

#[test]
fn no_more_than_so_much_is_remembered_and_what_is_let_go_is_never_called_new() {
    let mut news = News::default();
    news.looked(VISITS, ST_MARYS, 1, items(0..10));
    // What is no longer there gives way first.
    news.looked(RESULTS, ST_MARYS, 1, items(0..MOST - 20));
    news.looked(RESULTS, ST_MARYS, 2, items(MOST - 20..MOST + 40));
    assert_eq!(
        among(&news, ST_MARYS, &items(0..1)),
        [(id(0), Newness::New)]
    );
    assert_eq!(news.of(VISITS, ST_MARYS, (id(10), 7)), Newness::New);
    // Then the largest list.
    news.looked(RESULTS, ST_MARYS, 3, items(0..MOST + 1));
    assert_eq!(among(&news, ST_MARYS, &items(0..MOST + 9)), []);
    assert_eq!(news.of(VISITS, ST_MARYS, (id(10), 7)), Newness::New);
    assert!(news.written().len() < 1000);
}

#[test]
fn what_was_seen_is_text_of_ids_and_numbers() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1_794_384_000_000, items(0..2));
    news.looked_at_some(RESULTS, ST_MARYS, 1_794_384_060_000, [(id(1), 0xfedc)]);
    insta::assert_snapshot!(news.written(), @"
    satchel-news 1 3
    list 1 0 1794384000000
    seen 1794384000000 3rss178yb768ms5y2why0mg8r8 0000000000000007
    seen 1794384060000 3rss174yb768ms5y2why0mec51 000000000000fedc
    sum cf223fe35a8c6f4e
    ");
}

fn some_news(chance: &mut Chance) -> News {
    let mut news = News::default();
    for at in 0..chance.pick(8) as i64 {
        let (list, source) = (List(chance.pick(2) as u8), SourceId(chance.pick(3) as u16));
        let items = (0..chance.pick(5)).map(|_| (id(chance.pick(9)), chance.pick(3) as u64));
        let items: Vec<_> = items.collect();
        match chance.pick(3) {
            0 => news.looked_at_some(list, source, at, items),
            _ => news.looked(list, source, at, items),
        }
    }
    news
}

#[test]
fn what_was_seen_is_read_back_whole_and_never_half() {
    for seed in 0..100 {
        let mut chance = Chance::seeded(seed);
        let news = some_news(&mut chance);
        let text = news.written();
        assert_eq!(
            News::read(text.as_bytes()).as_ref(),
            Ok(&news),
            "seed {seed}"
        );
        for end in 0..text.len() {
            let cut = &text.as_bytes()[..end];
            assert_eq!(
                News::read(cut),
                Err(NotNews::Damaged),
                "seed {seed}: cut at {end}"
            );
        }
        for _ in 0..40 {
            let mut bytes = text.clone().into_bytes();
            let place = chance.pick(bytes.len());
            bytes[place] ^= 1 << chance.pick(8);
            assert!(
                News::read(&bytes).is_err(),
                "seed {seed}: damaged at {place}"
            );
        }
    }
}

#[test]
fn what_a_newer_version_wrote_and_what_is_something_else_is_refused() {
    let newer = "satchel-news 2 1\nlist everything\n";
    assert_eq!(News::read(newer.as_bytes()), Err(NotNews::Newer));
    for other in ["", "\n", "[]", "satchel-news", "satchel-news 0 1\nsum 0\n"] {
        assert_eq!(
            News::read(other.as_bytes()),
            Err(NotNews::Damaged),
            "{other}"
        );
    }
    assert_eq!(News::read(&[0xff, 0xfe]), Err(NotNews::Damaged));
}

/// The text with another first line, and the sum that belongs to it.
fn with_first_line(text: &str, line: &str) -> String {
    let (_, rest) = text.split_once('\n').expect("lines");
    let (rest, _) = rest.rsplit_once("sum ").expect("a sum");
    let text = format!("{line}\n{rest}");
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{text}sum {sum:016x}\n")
}

#[test]
fn what_is_only_read_better_is_never_called_changed() {
    let mut news = News::default();
    news.looked(RESULTS, ST_MARYS, 1, items(0..2));
    let same = with_first_line(&news.written(), "satchel-news 1 3");
    assert_eq!(same, news.written());
    let before = with_first_line(&news.written(), "satchel-news 1 2");
    let mut news = News::read(before.as_bytes()).expect("what an earlier version wrote");
    assert_eq!(news.of(RESULTS, ST_MARYS, (id(1), 8)), Newness::Known);
    assert_eq!(news.of(RESULTS, ST_MARYS, (id(2), 8)), Newness::New);
    let again = News::read(news.written().as_bytes());
    assert_eq!(again.as_ref(), Ok(&news));
    // From the next look on a change is seen again.
    news.looked(RESULTS, ST_MARYS, 2, [(id(1), 8)]);
    assert_eq!(news.of(RESULTS, ST_MARYS, (id(1), 9)), Newness::Changed);
}

#[test]
fn tabs_may_be_put_together_in_any_order_and_more_than_once() {
    let all: Vec<SourceId> = (0..3).map(SourceId).collect();
    for seed in 0..2000 {
        let mut chance = Chance::seeded(seed);
        let [a, b, c] = [(); 3].map(|()| some_news(&mut chance));
        let join = |a: &News, b: &News| a.clone().merged(b.clone(), &all);
        assert_eq!(join(&a, &b), join(&b, &a), "seed {seed}");
        assert_eq!(
            join(&join(&a, &b), &c),
            join(&a, &join(&b, &c)),
            "seed {seed}"
        );
        assert_eq!(join(&a, &a), a, "seed {seed}");
        let some = a.clone().merged(b.clone(), &[SourceId(0)]);
        let mut rest = join(&a, &b);
        rest.forget(SourceId(1));
        rest.forget(SourceId(2));
        assert_eq!(some, rest, "seed {seed}");
    }
}

#[test]
fn through_any_sittings_an_item_is_new_exactly_if_it_was_not_there_at_the_last_looks() {
    let ids: Vec<LocalId> = (0..12).map(id).collect();
    for seed in 0..2000 {
        let mut chance = Chance::seeded(seed);
        let mut news = News::default();
        let mut known = BTreeMap::<SourceId, BTreeMap<LocalId, u64>>::new();
        let mut looked = BTreeSet::new();
        for at in 0..20 {
            let source = SourceId(chance.pick(2) as u16);
            let items = (0..12).filter(|_| chance.pick(3) > 0);
            let items: Vec<usize> = items.collect();
            let items = items.iter().map(|item| (ids[*item], chance.pick(2) as u64));
            let items: Vec<_> = items.collect();
            let expected = items.iter().filter_map(|(id, mark)| {
                let seen = known.get(&source).and_then(|known| known.get(id));
                let newness = match seen {
                    _ if !looked.contains(&source) => return None,
                    None => Newness::New,
                    Some(before) if before != mark => Newness::Changed,
                    Some(_) => return None,
                };
                Some((*id, newness))
            });
            let expected: Vec<_> = expected.collect();
            assert_eq!(among(&news, source, &items), expected, "seed {seed}");
            match chance.pick(8) {
                0 => {
                    news.forget(source);
                    known.remove(&source);
                    looked.remove(&source);
                }
                1..4 => {
                    news.looked(RESULTS, source, at, items.iter().copied());
                    looked.insert(source);
                    known.entry(source).or_default().extend(items);
                }
                4 | 5 => {
                    news.looked_at_some(RESULTS, source, at, items.iter().copied().take(1));
                    if looked.contains(&source) {
                        let opened = items.into_iter().take(1);
                        known.entry(source).or_default().extend(opened);
                    }
                }
                // A new sitting: what the vault kept is what is known.
                6 => news = News::read(news.written().as_bytes()).expect("it was written"),
                _ => {}
            }
        }
    }
}
