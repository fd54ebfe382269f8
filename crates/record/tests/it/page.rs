//! The record as plain text a patient could read, for snapshots. The words are this test's own: the
//! crate has none.

use record::{
    LabReport, LabResult, Person, Value, When,
    flag::{Flag, Side},
    labs::Finding,
    note::Note,
    range::{Meaning, Range},
    report::Title,
    standing::Standing,
    status::Status,
    value::{Quantity, Reason, Unreadable},
    when::{Moment, Offset},
};

pub(crate) fn rows(reports: &[std::sync::Arc<LabReport>], person: &Person) -> String {
    reports
        .iter()
        .map(|report| row(report, person))
        .collect::<Vec<_>>()
        .join("\n\n")
}

pub(crate) fn row(report: &LabReport, person: &Person) -> String {
    let title = match &report.title {
        Title::Named(name) => name.clone(),
        Title::Tests(names) => names.join(", "),
        Title::Untitled => "Test result".to_owned(),
    };
    let counts = report.counts;
    let mut lines = vec![format!(
        "{title} · {} · {}",
        date(report.date.as_ref()),
        status(&report.status)
    )];
    lines.push(format!(
        "  {} results, {} outside, {} waiting, {} unreadable",
        counts.results, counts.outside, counts.waiting, counts.unreadable
    ));
    lines.extend(
        report
            .unreadable
            .iter()
            .map(|reason| format!("  {}", unreadable(reason))),
    );
    for line in &report.lines {
        let indent = "  ".repeat(usize::from(line.depth) + 1);
        lines.extend(
            result(&line.result, person)
                .lines()
                .map(|text| format!("{indent}{text}")),
        );
        lines.extend(
            line.before
                .iter()
                .map(|before| format!("{indent}  before: {}", value(&before.finding.value))),
        );
    }
    lines.extend(report.conclusion.iter().map(|text| format!("  \"{text}\"")));
    lines.extend(report.attachments.iter().map(|file| {
        format!(
            "  file {} {}",
            file.content_type.as_deref().unwrap_or("?"),
            file.title.as_deref().unwrap_or("?")
        )
    }));
    lines.join("\n")
}

pub(crate) fn result(result: &LabResult, person: &Person) -> String {
    let name = result.name.words.as_deref().unwrap_or("Test");
    let mut lines = vec![format!(
        "{name}: {}",
        finding(&result.finding, result, person)
    )];
    if result.status != Status::Final {
        lines[0] += &format!(" [{}]", status(&result.status));
    }
    for part in &result.parts {
        lines.push(format!(
            "- {}: {}",
            part.name.words.as_deref().unwrap_or("Part"),
            finding(&part.finding, result, person)
        ));
    }
    lines.extend(result.notes.iter().map(note));
    lines.join("\n")
}

fn note(note: &Note) -> String {
    let by = note.by.as_ref().and_then(|by| by.name.as_deref());
    let at = note.at.as_ref().map(|at| format!("{at:?}"));
    let whose: Vec<&str> = by.into_iter().chain(at.as_deref()).collect();
    match whose.is_empty() {
        true => format!("\"{}\"", note.text),
        false => format!("\"{}\" ({})", note.text, whose.join(", ")),
    }
}

pub(crate) fn finding(finding: &Finding, of: &LabResult, person: &Person) -> String {
    let reading = finding.reading(Some(person), of.collected.as_ref());
    let said = match &reading.standing {
        Standing::Marked { mark, differs } => {
            let differs = if *differs {
                ", the lab's note and range differ"
            } else {
                ""
            };
            format!(" ({}{differs})", flag(mark.flag, &mark.words))
        }
        Standing::Compared(side) => match side {
            Side::Below => " (below, compared with the lab's own range)".to_owned(),
            Side::Inside => " (in range, compared with the lab's own range)".to_owned(),
            Side::Above => " (above, compared with the lab's own range)".to_owned(),
        },
        Standing::NotCompared => " (not compared)".to_owned(),
        Standing::NoRange => " (no range given)".to_owned(),
        Standing::NoValue => String::new(),
    };
    let others = finding.marks.len().saturating_sub(1);
    let others = if others == 0 {
        String::new()
    } else {
        format!(" and {others} more")
    };
    let ranges: Vec<String> = reading.ranges.iter().map(range).collect();
    let ranges = if ranges.is_empty() {
        String::new()
    } else {
        format!(" [{}]", ranges.join("; "))
    };
    format!("{}{said}{others}{ranges}", value(&finding.value))
}

fn flag(flag: Flag, words: &str) -> String {
    match flag {
        Flag::InRange => "in range".to_owned(),
        Flag::Above => "above range".to_owned(),
        Flag::Below => "below range".to_owned(),
        Flag::FarAbove => "far above range".to_owned(),
        Flag::FarBelow => "far below range".to_owned(),
        Flag::NotTypical => "not typical".to_owned(),
        _ => format!("lab says: {words}"),
    }
}

fn range(range: &Range) -> String {
    let name = match &range.meaning {
        Meaning::Normal => String::new(),
        Meaning::Named(name) => format!("{name}: "),
    };
    let groups: Vec<&str> = range
        .applies_to
        .iter()
        .map(|group| group.words.as_str())
        .collect();
    let groups = if groups.is_empty() {
        String::new()
    } else {
        format!(" for {}", groups.join(", "))
    };
    let ends = match (&range.low, &range.high) {
        (Some(low), Some(high)) => format!("{} to {}", low.number.0, high.number.0),
        (Some(low), None) => format!("≥ {}", low.number.0),
        (None, Some(high)) => format!("≤ {}", high.number.0),
        (None, None) => range.text.clone().unwrap_or_default(),
    };
    format!("{name}{ends}{groups}")
}

pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Measured(sent) => quantity(sent),
        Value::Found(words) | Value::Text(words) | Value::Time(words) | Value::Integer(words) => {
            words.clone()
        }
        Value::Ratio(above, below) => format!("{}:{}", end(above), end(below)),
        Value::Between(from, to) => format!("{} to {}", end(from), end(to)),
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::At(when) => date(Some(when)),
        Value::During(from, to) => format!("{} until {}", date(from.as_ref()), date(to.as_ref())),
        Value::Sampled => "a curve".to_owned(),
        Value::InParts => "see its parts".to_owned(),
        Value::Absent(reason) => absent(reason),
        Value::Unreadable(reason) => unreadable(reason),
    }
}

fn unreadable(reason: &Unreadable) -> String {
    let text = reason
        .text
        .as_deref()
        .map(|text| format!(": \"{}\"", text.replace('\n', " / ")))
        .unwrap_or_default();
    format!(
        "recorded in a way that can't be read safely here ({:?}){text}",
        reason.why
    )
}

fn absent(reason: &Reason) -> String {
    match reason {
        Reason::NotProvided => "result not provided".to_owned(),
        Reason::Said(words) => format!("no result: {words}"),
        Reason::Withheld => "withheld by your care team".to_owned(),
        Reason::NotDone => "not done".to_owned(),
        Reason::SeeText => "see the notes".to_owned(),
        other => format!("no result: {other:?}"),
    }
}

fn end(quantity_at_end: &Option<Quantity>) -> String {
    quantity_at_end.as_ref().map(quantity).unwrap_or_default()
}

pub(crate) fn quantity(quantity: &Quantity) -> String {
    let sign = quantity
        .comparator
        .as_ref()
        .map(|sign| format!("{} ", sign.sign()))
        .unwrap_or_default();
    let unit = quantity
        .unit()
        .map(|unit| format!(" {unit}"))
        .unwrap_or_default();
    let shown = quantity.number.shown();
    let sent = shown
        .sent
        .map(|sent| format!(" (as sent: {sent})"))
        .unwrap_or_default();
    format!("{sign}{}{unit}{sent}", shown.digits)
}

pub(crate) fn date(when: Option<&When>) -> String {
    match when {
        None => "no date".to_owned(),
        Some(When::Year(year)) => year.to_string(),
        Some(When::Month(year, month)) => format!("{year}-{month:02}"),
        Some(When::Day(day)) => format!("{}-{:02}-{:02}", day.year, day.month, day.day),
        Some(When::Moment(Moment {
            day,
            hour,
            minute,
            offset,
            ..
        })) => {
            let zone = if *offset == Offset::Utc { " UTC" } else { "" };
            format!(
                "{}-{:02}-{:02} {hour:02}:{minute:02}{zone}",
                day.year, day.month, day.day
            )
        }
        Some(When::AsSent(text)) => text.clone(),
    }
}

fn status(status: &Status) -> &str {
    match status {
        Status::Waiting => "waiting for result",
        Status::Early => "early result",
        Status::Partial => "partial",
        Status::Final => "final",
        Status::Amended | Status::Corrected => "corrected",
        Status::Appended => "added to",
        Status::Canceled => "canceled",
        Status::Mistake => "removed",
        Status::Unknown => "not given",
        Status::Other(sent) => sent,
    }
}
