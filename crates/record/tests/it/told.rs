//! An entry as text, for snapshots. The words are this test's own: the crate has none.

use record::{
    Entry, When,
    entry::{Fact, Told},
    names::Mention,
    value::Quantity,
};

/// An entry as a page would show it, without the app's words.
pub(crate) fn told(entry: &Entry) -> String {
    let name = entry.name.as_deref().unwrap_or("(no name)");
    let mut lines = vec![format!("{:?} / {:?}: {name}", entry.part, entry.place)];
    lines.extend(
        entry
            .named_by
            .as_ref()
            .map(|who| format!("  named by {}", mention(who))),
    );
    lines.extend(entry.also.as_ref().map(|also| format!("  also: {also}")));
    lines.extend(
        entry
            .when
            .as_ref()
            .map(|when| format!("  on {}", date(when))),
    );
    let line: Vec<String> = entry.line.iter().map(one).collect();
    if !line.is_empty() {
        lines.push(format!("  in the list: {}", line.join("; ")));
    }
    facts(&entry.facts, 1, &mut lines);
    lines.extend(
        entry
            .notes
            .iter()
            .map(|note| format!("  note: {}", note.text)),
    );
    lines.extend(entry.unreadable.as_ref().map(|why| format!("  {why:?}")));
    if entry.incomplete {
        lines.push("  incomplete".to_owned());
    }
    if !entry.links.is_empty() {
        lines.push(format!("  links: {}", entry.links.len()));
    }
    lines.join("\n")
}

pub(crate) fn facts(facts: &[Fact], depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for fact in facts {
        let (groups, plain): (Vec<&Told>, Vec<&Told>) = fact
            .told
            .iter()
            .partition(|told| matches!(told, Told::Group(_)));
        let plain: Vec<String> = plain.into_iter().map(one).collect();
        if !plain.is_empty() {
            lines.push(format!("{indent}{:?}: {}", fact.label, plain.join("; ")));
        }
        for group in groups {
            lines.push(format!("{indent}{:?}:", fact.label));
            if let Told::Group(inner) = group {
                self::facts(inner, depth + 1, lines);
            }
        }
    }
}

fn one(told: &Told) -> String {
    match told {
        Told::Words(words) => format!("\"{words}\""),
        Told::Term(term) => format!("{term:?}"),
        Told::When(when) => date(when),
        Told::During(from, to) => {
            let end = |end: &Option<When>| end.as_ref().map(date).unwrap_or_default();
            format!("{} to {}", end(from), end(to))
        }
        Told::Who(who) => mention(who),
        Told::Amount(amount) => quantity(amount),
        Told::Between(low, high) => {
            let end = |end: &Option<Quantity>| end.as_ref().map(quantity).unwrap_or_default();
            format!("{} to {}", end(low), end(high))
        }
        Told::Value(value) => format!("{value:?}"),
        Told::Group(facts) => {
            let line = |fact: &Fact| {
                let told: Vec<String> = fact.told.iter().map(one).collect();
                format!("{:?} {}", fact.label, told.join(", "))
            };
            facts.iter().map(line).collect::<Vec<_>>().join(", ")
        }
        Told::Link(_, name) => format!("link to {name:?}"),
    }
}

fn mention(who: &Mention) -> String {
    match (&who.name, who.reference) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => "(by reference)".to_owned(),
        (None, None) => "(nobody)".to_owned(),
    }
}

fn quantity(quantity: &Quantity) -> String {
    let comparator = quantity.comparator.as_ref().map(|one| format!("{one:?} "));
    let unit = quantity.unit.as_deref().unwrap_or_default();
    let number = &quantity.number.0;
    format!("{}{number} {unit}", comparator.unwrap_or_default())
}

pub(crate) fn date(when: &When) -> String {
    let day = |day: record::when::Day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    match when {
        When::Year(year) => year.to_string(),
        When::Month(year, month) => format!("{year}-{month:02}"),
        When::Day(date) => day(*date),
        When::Moment(at) => format!("{} {:02}:{:02}", day(at.day), at.hour, at.minute),
        When::AsSent(text) => format!("\"{text}\""),
    }
}
