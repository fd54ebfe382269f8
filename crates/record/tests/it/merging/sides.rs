//! What stands in a row of the list of medicines, and side by side on the page that compares.

use record::{
    Keyed, LocalId, Merging,
    merging::{Comparison, Row, Side, by_group},
};

use super::{
    chart::{self, Item},
    told::Called,
};

const STORIES: &str = include_str!("../fixtures/sides.txt");

#[test]
fn rows_hide_nothing_and_sides_choose_nothing() {
    let mut wrong = String::new();
    let stories: Vec<&str> = STORIES.split("## ").skip(1).collect();
    for story in &stories {
        let (title, rest) = story.split_once('\n').expect("a title");
        let (lines, expected) = rest.split_once("=>\n").expect("an end");
        let items = chart::items(lines);
        let is = told(&items);
        if is.trim_end() != expected.trim_end() {
            wrong += &format!("\n## {title}\n{is}-- and not\n{expected}");
        }
    }
    assert!(stories.len() >= 12);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_order_is_in_one_row_however_little_is_merged() {
    let items = chart::items(
        r#"A medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet" on=2026-03-01
        B medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet" on=2026-04-01
        C medicine m1 "Water pill" status=stopped"#,
    );
    for (merging, rows) in [(Merging::default(), 3), (chart::merged(&items), 2)] {
        let all = by_group(merging.folded(listed(&items))).into_iter();
        let all: Vec<Row> = all.flat_map(|(_, rows)| rows).collect();
        assert_eq!(all.len(), rows);
        let mut ids: Vec<LocalId> = all.into_iter().flat_map(|row| row.all).collect();
        ids.sort_unstable();
        let mut own: Vec<LocalId> = items.iter().map(Item::id).collect();
        own.sort_unstable();
        assert_eq!(ids, own);
    }
}

#[test]
fn a_row_keeps_its_key_when_another_hospital_joins_it() {
    let items = chart::items(
        r#"A medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet" on=2026-03-01
        B medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet" on=2026-04-01"#,
    );
    let keys = |items: &[Item]| -> Vec<LocalId> {
        let rows = by_group(chart::merged(items).folded(listed(items)));
        let rows = rows.into_iter();
        rows.flat_map(|(_, rows)| rows).map(|row| row.key).collect()
    };
    assert_eq!(keys(&items), keys(&items[..1]));
}

#[test]
fn a_side_is_of_the_strength_that_its_own_record_says() {
    let items = chart::items(
        r#"A medicine m1 "lisinopril 10 MG Oral Tablet" number=urn:rx|77
        B medicine m1 "lisinopril 20 MG Oral Tablet" number=urn:rx|77
        C medicine m1 "lisinopril" number=urn:rx|77"#,
    );
    let all = chart::merged(&items).comparisons();
    let sides = all.iter().flat_map(|one| &one.sides);
    let strengths = sides.map(|side| {
        let strength = side.name.as_ref().and_then(|name| name.strength());
        strength.map_or_else(|| "not said".to_owned(), ToString::to_string)
    });
    let strengths: Vec<String> = strengths.collect();
    assert_eq!(strengths, ["10 MG", "20 MG", "not said"]);
}

#[test]
fn an_order_that_several_records_have_is_counted_once() {
    let items = chart::items(
        r#"A medicine m1 "lisinopril 10 MG Oral Tablet" number=urn:rx|77
        B medicine m1 "lisinopril 10 MG Oral Tablet" number=urn:rx|77
        B medicine m2 "lisinopril 10 MG Oral Tablet""#,
    );
    let ids: Vec<LocalId> = items.iter().map(Item::id).collect();
    assert_eq!(chart::merged(&items).orders(&ids), 2);
    assert_eq!(Merging::default().orders(&ids), 3);
}

/// Every medicine, in the order of the lines.
fn listed(items: &[Item]) -> Vec<std::sync::Arc<record::Medicine>> {
    let taken = items.iter().map(|item| chart::answer(item.source, &[item]));
    let medicines = taken.flat_map(|taken| taken.medicines);
    medicines.map(std::sync::Arc::new).collect()
}

fn told(items: &[Item]) -> String {
    let (merging, called) = (chart::merged(items), chart::called(items));
    let mut told = String::new();
    for (group, rows) in by_group(merging.folded(listed(items))) {
        for row in rows {
            let names = |ids: &[LocalId]| names(&called, ids.iter().copied());
            told += &format!("{group:?}: {}", names(&[row.lead]));
            if row.all.len() > 1 {
                told += &format!(" of {}", names(&row.all));
            }
            if !row.beside.is_empty() {
                told += &format!(", beside it {}", names(&row.beside));
            }
            told.push('\n');
        }
    }
    for one in merging.comparisons() {
        told += &comparison(&one, &called);
    }
    told
}

fn comparison(one: &Comparison, called: &Called) -> String {
    let side = |side: &Side| names(called, side.versions.iter().map(|version| version.key()));
    let sides: Vec<String> = one.sides.iter().map(side).collect();
    let what = match one.ingredients.is_empty() {
        true => "?".to_owned(),
        false => one.ingredients.join(", "),
    };
    let mut told = format!("{what}: {:?}: {}", one.agreement, sides.join(" | "));
    if !one.differing.is_empty() {
        let fields = one.differing.iter().map(|field| format!("{field:?}"));
        told += &format!(" in {}", fields.collect::<Vec<_>>().join(", "));
    }
    let older = one.older();
    if !older.is_empty() {
        told += &format!(
            ", older {}",
            names(
                called,
                older.iter().flat_map(|one| &one.versions).map(|one| one.id)
            )
        );
    }
    told + "\n"
}

fn names(called: &Called, ids: impl Iterator<Item = LocalId>) -> String {
    let mut names: Vec<&str> = ids.map(|id| called[&id].as_str()).collect();
    names.sort_unstable();
    names.join(" + ")
}
