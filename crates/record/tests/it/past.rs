//! What became of items is told in later sittings too.

use std::collections::BTreeMap;

use record::{
    Keyed, LocalId, Past, Section, SourceId,
    past::{Former, MOST, NotPast, Turn, Turned, found},
    section::{Feed, History, Item, Trouble},
    taking::Asked,
};

use crate::{
    chance::Chance,
    sections::{Thing, feed, page_of},
    updates::key,
};

const DAY: i64 = 86_400_000;

fn former(name: usize, turn: Turn, at: i64, size: usize) -> Former {
    Former {
        id: key(1, name),
        search: 7,
        turn,
        at,
        raw: vec![b'x'; size],
    }
}

fn told(past: &Past) -> Vec<i64> {
    past.told().map(|one| one.at).collect()
}

#[test]
fn it_comes_back_byte_for_byte() {
    let mut past = Past::default();
    assert_eq!(Past::read(&past.to_bytes()), Ok(Past::default()));
    for (at, turn) in [(3, Turn::Gone), (1, Turn::Changed), (2, Turn::Withdrawn)] {
        past.add(former(at as usize, turn, at, at as usize * 100));
    }
    assert_eq!(told(&past), [2, 3, 1]);
    assert_eq!(Past::read(&past.to_bytes()), Ok(past));
}

#[test]
fn whatever_is_cut_off_added_or_newer_is_refused() {
    let mut past = Past::default();
    past.add(former(1, Turn::Gone, 1, 20));
    past.add(former(2, Turn::Changed, 2, 0));
    let bytes = past.to_bytes();
    for length in 0..bytes.len() {
        assert_eq!(
            Past::read(&bytes[..length]),
            Err(NotPast::Damaged),
            "{length}"
        );
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(Past::read(&longer), Err(NotPast::Damaged));
    for (at, value, expected) in [
        (0, 2, NotPast::Newer),
        (0, 0, NotPast::Damaged),
        (1, 0xff, NotPast::Damaged),
        (4, 0xff, NotPast::Damaged),
        (5, b'!', NotPast::Damaged),
        (5 + 27, 9, NotPast::Damaged),
    ] {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        assert_eq!(Past::read(&bytes), Err(expected), "{at}: {value}");
    }
}

#[test]
fn what_was_noticed_first_goes_first_and_nothing_large_drives_all_else_out() {
    let mut past = Past::default();
    for at in 0..30 {
        past.add(former(at as usize, Turn::Gone, at, 90_000));
    }
    assert!(past.to_bytes().len() <= MOST + 5);
    assert_eq!(told(&past), (19..30).collect::<Vec<i64>>());
    past.add(former(99, Turn::Gone, 99, 200_000));
    assert_eq!(told(&past).len(), 11);
    // The same again is the same.
    past.add(former(29, Turn::Gone, 29, 90_000));
    assert_eq!(told(&past).len(), 11);
}

#[test]
fn what_was_taken_back_is_held_for_ninety_days_and_the_rest_longer() {
    let mut past = Past::default();
    for turn in [Turn::Changed, Turn::Gone, Turn::Withdrawn] {
        past.add(former(1, turn, DAY, 1));
    }
    past.ages(91 * DAY - 1);
    assert_eq!(past.told().count(), 3);
    past.ages(91 * DAY);
    let left: Vec<Turn> = past.told().map(|one| one.turn).collect();
    assert_eq!(left, [Turn::Gone, Turn::Changed]);
}

#[test]
fn five_earlier_versions_of_an_item_are_enough() {
    let mut past = Past::default();
    past.add(former(1, Turn::Gone, 0, 1));
    for at in 1..9 {
        past.add(former(1, Turn::Changed, at, 1));
        past.add(former(2, Turn::Gone, at, 1));
    }
    let versions = past.told().filter(|one| one.turn == Turn::Changed);
    assert_eq!(
        versions.map(|one| one.at).collect::<Vec<_>>(),
        [8, 7, 6, 5, 4]
    );
    assert_eq!(told(&past).len(), 14);
}

/// A lab result of one patient as a hospital sends it.
fn result(value: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"a1c","status":"final","subject":{{"reference":"Patient/p1"}},
        "category":[{{"coding":[{{"code":"laboratory"}}]}}],"code":{{"text":"A1c"}},
        "valueQuantity":{{"value":{value},"unit":"%"}}}}"#
    )
}

#[test]
fn an_earlier_version_is_found_in_the_answer_that_has_just_that_one() {
    let asked = Asked {
        source: SourceId(1),
        base: "https://ehr.example.org/fhir",
        patient: "p1",
    };
    let bundle = |value: &str| {
        let resource = result(value);
        format!(r#"{{"resourceType":"Bundle","entry":[{{"resource":{resource}}}]}}"#)
    };
    let mut section = Section::default();
    for (at, value) in [(1, "6.9"), (2, "7.2")] {
        let answer = fhir::Answer::new(bundle(value));
        let taken = record::take(&fhir::read::page(&answer).expect("FHIR"), &asked);
        let class = record::Class::Results(record::Shelf::Lab);
        let ticket = section.begin(feed(1, 7), at);
        for (_, delivery) in taken.deliveries(class).into_iter().take(1) {
            section.page(ticket, delivery);
        }
        section.end(ticket);
    }
    let told: Vec<Turned> = section.turned(SourceId(1), 0).collect();
    assert_eq!(told.len(), 1);
    let mut past = Past::default();
    let mut wanted = past.wanted(told.clone());
    assert!(wanted.is_of(7) && !wanted.is_of(8));
    assert!(section.turned(SourceId(1), 3).next().is_none());
    assert!(section.turned(SourceId(2), 0).next().is_none());
    assert_eq!(found(bundle("7.2").as_bytes(), &asked, &mut wanted), []);
    let formers = found(bundle("6.9").as_bytes(), &asked, &mut wanted);
    assert!(wanted.is_empty());
    let [former] = formers.as_slice() else {
        panic!("one version")
    };
    let mut holds = past.clone();
    holds.add(former.clone());
    assert!(holds.wanted(told.clone()).is_empty());
    past.gives_up(past.wanted(told.clone()));
    assert!(past.wanted(told).is_empty() && past.is_empty());
    assert_eq!(former.raw, result("6.9").into_bytes());
    assert_eq!(
        (former.at, former.search, former.turn),
        (2, 7, Turn::Changed)
    );
    let (class, _) = former.item(&asked).expect("it is read again");
    assert_eq!(class, record::Class::Results(record::Shelf::Lab));
}

/// One run: when, whether for everything, what it brought, and what was withdrawn.
type Kept = (i64, bool, Vec<(usize, u64)>, Vec<usize>);

/// What a device keeps of one hospital: the last whole answer of each search, what parts brought since, and the past.
#[derive(Default)]
struct Device {
    kept: BTreeMap<u8, Vec<Kept>>,
    past: Past,
}

impl Device {
    /// As the app does it at the end of a run, before older answers go.
    fn remember(&mut self, section: &Section) {
        let Some(since) = self.kept.values().flatten().map(|run| run.0).min() else {
            return;
        };
        for one in section.turned(SourceId(1), since) {
            let has = |(name, says): &(usize, u64)| key(1, *name) == one.id && one.was(*says);
            let kept = self.kept.values().flatten();
            let kept = kept.flat_map(|(_, _, things, _)| things).copied();
            let past: Vec<_> = self.past.told().map(thing).collect();
            let past = past.into_iter().map(|thing| (thing.name, thing.says));
            if let Some((name, says)) = kept.chain(past).find(has) {
                self.past.add(Former {
                    id: one.id,
                    search: one.search,
                    turn: one.turn,
                    at: one.at,
                    raw: format!("{name} {says}").into_bytes(),
                });
            }
        }
    }

    /// As the app does it when the vault is opened.
    fn opened(&self) -> Section {
        let mut section = Section::default();
        let runs = self.kept.iter();
        let runs = runs.flat_map(|(search, runs)| runs.iter().map(|run| (*search, run)));
        let mut runs: Vec<_> = runs.collect();
        runs.sort_by_key(|(_, run)| run.0);
        for (search, (at, is_whole, things, withdrawn)) in runs {
            run(
                &mut section,
                feed(1, search),
                (*at, *is_whole),
                things,
                withdrawn,
            );
        }
        let past = Past::read(&self.past.to_bytes()).expect("as it was written");
        for one in past.told() {
            section.recall(feed(1, one.search), Item::of(thing(one)), one.turn, one.at);
        }
        section
    }
}

fn thing(one: &Former) -> Thing {
    let text = String::from_utf8(one.raw.clone()).expect("text");
    let (name, says) = text.split_once(' ').expect("two");
    Thing {
        source: SourceId(1),
        name: name.parse().expect("a name"),
        says: says.parse().expect("what it says"),
    }
}

fn run(
    section: &mut Section,
    feed: Feed,
    (at, is_whole): (i64, bool),
    things: &[(usize, u64)],
    withdrawn: &[usize],
) {
    let ticket = match is_whole {
        true => section.begin(feed, at),
        false => section.begin_part(feed, at),
    };
    let mut delivery = page_of(1, things);
    delivery.withdrawn = withdrawn.iter().map(|name| key(1, *name)).collect();
    section.page(ticket, delivery);
    section.end(ticket);
}

/// Everything that is told of a section, by id.
fn story(section: &Section) -> BTreeMap<LocalId, String> {
    let listed = section.listed::<Thing>().map(|(thing, _)| thing);
    let withdrawn = section.withdrawn_items::<Thing>(0).map(|(thing, _)| thing);
    let all = listed.chain(withdrawn);
    let of = |thing: std::sync::Arc<Thing>| {
        let history = section.history_of::<Thing>(thing.key()).expect("known");
        let History {
            before,
            gone,
            withdrawn,
        } = history;
        let before: Vec<_> = before.iter().map(|(at, was)| (*at, was.says)).collect();
        let (name, says) = (thing.name, thing.says);
        (
            thing.key(),
            format!("{name} {says} {before:?} {gone:?} {withdrawn:?}"),
        )
    };
    all.map(of).collect()
}

#[test]
fn after_any_readings_the_vault_tells_what_the_page_told() {
    for seed in 0..1000 {
        let mut chance = Chance::seeded(seed);
        let (mut live, mut device) = (Section::default(), Device::default());
        let mut things = BTreeMap::<usize, u64>::new();
        let mut version = 0;
        for step in 1..30 {
            let at = step * DAY;
            for _ in 0..chance.pick(4) {
                let name = chance.pick(6);
                version += 1;
                match chance.pick(3) {
                    0 => drop(things.remove(&name)),
                    _ => drop(things.insert(name, version)),
                }
            }
            let is_whole = step == 1 || chance.pick(2) == 0;
            let withdrawn = chance.pick(12);
            let withdrawn = (!things.contains_key(&withdrawn)).then_some(withdrawn);
            let withdrawn: Vec<usize> = withdrawn.into_iter().collect();
            // One search asks for all, the other for some of it; of a part each hears what the other does.
            let is_late: Vec<bool> = (0..6).map(|_| is_whole || chance.pick(2) == 0).collect();
            let first = chance.pick(2) as u8;
            for search in [first, 1 - first] {
                let is_asked = |name: usize| (search == 0 || name < 3) && is_late[name];
                let brought = things.iter().filter(|(name, _)| is_asked(**name));
                let brought: Vec<_> = brought.map(|(name, says)| (*name, *says)).collect();
                let of = (at, is_whole);
                run(&mut live, feed(1, search), of, &brought, &withdrawn);
                device.remember(&live);
                if is_whole {
                    device.kept.remove(&search);
                }
                let kept = device.kept.entry(search).or_default();
                kept.push((at, is_whole, brought, withdrawn.clone()));
            }
            let opened = device.opened();
            assert_eq!(story(&opened), story(&live), "seed {seed}, step {step}");
            // Who opens it goes on from there.
            if chance.pick(4) == 0 {
                live = opened;
            }
        }
    }
}

#[test]
fn an_earlier_version_of_what_was_not_read_yet_is_not_thrown_away() {
    let is_told = |section: &mut Section| {
        let thing = Thing {
            source: SourceId(1),
            name: 1,
            says: 6,
        };
        section.recall(feed(1, 7), Item::of(thing), Turn::Changed, 1)
    };
    // What was kept is damaged, and is still to be asked for.
    let mut section = Section::default();
    section.expect(feed(1, 7));
    assert!(is_told(&mut section));
    let ticket = section.begin(feed(1, 7), 2);
    section.fail(ticket, Trouble::TimedOut);
    assert!(is_told(&mut section));
    // Nobody has it.
    run(&mut section, feed(1, 7), (3, true), &[(2, 0)], &[]);
    assert!(!is_told(&mut section));
    run(&mut section, feed(1, 7), (4, true), &[(1, 7)], &[]);
    assert!(is_told(&mut section));
    assert_eq!(section.became(key(1, 1)).changed, Some(1));
}
