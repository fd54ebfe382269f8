//! A value in words: the digits the lab sent, its unit, or why there is none.

use leptos::prelude::*;
use record::value::{Quantity, Reason};
use record::vitals::{Pressure, pressure_of};
use record::{LabResult, Value};

use crate::browser::format;
use crate::parts::dynamic::text;
use crate::reader::{Reader, reader};
use crate::words::catalogue::Words;
use crate::words::fill;

/// A value as it is printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Printed {
    /// The digits or words.
    pub main: String,
    /// The unit, if it is a number.
    pub unit: Option<String>,
    /// The number as sent, where fewer digits are printed.
    pub sent: Option<String>,
    /// The words are the hospital's own.
    pub as_written: bool,
}

impl Printed {
    /// Digits and unit in one line; the space between them does not break.
    pub fn line(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}\u{a0}{unit}", self.main),
            None => self.main.clone(),
        }
    }
}

/// The value in the reader's language; tracked.
pub fn printed(value: &Value, reader: Reader) -> Printed {
    let words = reader.words();
    let ours = |main: &str| Printed {
        main: main.to_owned(),
        ..Printed::default()
    };
    let theirs = |main: &str| Printed {
        as_written: true,
        ..ours(main)
    };
    match value {
        Value::Measured(quantity) => measured(quantity),
        Value::Found(text) | Value::Text(text) | Value::Integer(text) | Value::Time(text) => {
            theirs(text)
        }
        Value::Ratio(numerator, denominator) => ours(&pair(numerator, denominator, ":")),
        Value::Between(from, to) => ours(&between(from.as_ref(), to.as_ref(), words)),
        Value::Boolean(true) => ours(words.lab.yes),
        Value::Boolean(false) => ours(words.lab.no),
        Value::At(when) => ours(&format::day_and_time(when, reader.language())),
        Value::During(from, to) => {
            let day = |when: &Option<record::When>| {
                when.as_ref()
                    .map(|when| format::day_and_time(when, reader.language()))
            };
            ours(&span(
                day(from),
                day(to),
                words.lab.period,
                words.lab.since,
                words.lab.until,
            ))
        }
        Value::Sampled => ours(words.lab.curve),
        Value::InParts => ours(words.lab.in_parts),
        Value::Absent(reason) => match reason {
            Reason::Said(text) => theirs(text),
            reason => ours(absent(reason, words)),
        },
        Value::Unreadable(_) => ours(words.lab.unclear),
    }
}

/// "128 over 76" and its unit; tracked.
pub fn pressure(pressure: &Pressure, reader: Reader) -> Printed {
    let number = |quantity: &Option<Quantity>| {
        let printed = quantity.as_ref().map(|quantity| measured(quantity).main);
        printed.unwrap_or_else(|| "–".to_owned())
    };
    let (systolic, diastolic) = (number(&pressure.systolic), number(&pressure.diastolic));
    let both = [("systolic", &systolic as _), ("diastolic", &diastolic as _)];
    let unit = pressure.systolic.as_ref().or(pressure.diastolic.as_ref());
    Printed {
        main: fill(reader.words().rooms().record.over, &both),
        unit: unit.and_then(Quantity::unit).map(str::to_owned),
        ..Printed::default()
    }
}

/// Its value on one line, or that it is in its parts; tracked.
pub fn value_line(finding: &LabResult, reader: Reader) -> String {
    if let Some(both) = pressure_of(finding) {
        return pressure(&both, reader).line();
    }
    let parts = finding.parts.iter().map(|part| {
        let name = part.name.words.clone().unwrap_or_default();
        format!("{name}: {}", printed(&part.finding.value, reader).line())
    });
    match finding.finding.value.is_given() || finding.parts.is_empty() {
        true => printed(&finding.finding.value, reader).line(),
        false => parts.collect::<Vec<_>>().join("; "),
    }
}

/// "4.0 to 5.6", "4.0 or more", "5.6 or less", with the unit once at the end.
pub fn between(low: Option<&Quantity>, high: Option<&Quantity>, words: &Words) -> String {
    let text = |quantity: Option<&Quantity>| quantity.map(|quantity| measured(quantity).main);
    let unit = high
        .or(low)
        .and_then(Quantity::unit)
        .map(|unit| format!("\u{a0}{unit}"));
    let ends = match (text(low), text(high)) {
        (Some(low), Some(high)) => fill(words.lab.between, &[("low", &low), ("high", &high)]),
        (Some(low), None) => fill(words.lab.at_least, &[("low", &low)]),
        (None, Some(high)) => fill(words.lab.at_most, &[("high", &high)]),
        (None, None) => String::new(),
    };
    ends + &unit.unwrap_or_default()
}

/// The big value of a card, with the exact number one tap away.
#[component]
pub fn BigValue(value: Value, #[prop(default = "val")] class: &'static str) -> impl IntoView {
    let reader = reader();
    let is_number = matches!(
        value,
        Value::Measured(_) | Value::Ratio(..) | Value::Integer(_)
    );
    let class = if is_number { class } else { "val text" };
    let printed = Memo::new(move |_| printed(&value, reader));
    let language = printed.read_untracked().as_written.then_some("en");
    let sent = printed.read_untracked().sent.clone();
    let exact = sent.map(|sent| {
        view! {
            <details class="fold">
                <summary>{reader.say(|words| words.lab.show_exact)}</summary>
                <div class="fold-in"><p class="num">{sent}</p></div>
            </details>
        }
    });
    view! {
        <p class=class>
            <strong class="num" lang=language><bdi>{text(move || printed.read().main.clone())}</bdi></strong>
            " "<span class="u">{text(move || printed.read().unit.clone().unwrap_or_default())}</span>
        </p>
        {exact}
    }
}

/// The same for a blood pressure.
#[component]
pub fn BigPressure(both: Pressure) -> impl IntoView {
    let reader = reader();
    let printed = Memo::new(move |_| pressure(&both, reader));
    view! {
        <p class="val">
            <strong class="num">{text(move || printed.read().main.clone())}</strong>
            " "<span class="u">{text(move || printed.read().unit.clone().unwrap_or_default())}</span>
        </p>
    }
}

fn measured(quantity: &Quantity) -> Printed {
    let shown = quantity.number.shown();
    let sign = quantity
        .comparator
        .as_ref()
        .map_or("", |comparator| comparator.sign());
    let main = if sign.is_empty() {
        shown.digits
    } else {
        format!("{sign}\u{a0}{}", shown.digits)
    };
    Printed {
        main,
        unit: quantity.unit().map(str::to_owned),
        sent: shown.sent,
        as_written: false,
    }
}

fn pair(first: &Option<Quantity>, second: &Option<Quantity>, between: &str) -> String {
    let text =
        |quantity: &Option<Quantity>| quantity.as_ref().map(|quantity| measured(quantity).line());
    format!(
        "{}{between}{}",
        text(first).unwrap_or_default(),
        text(second).unwrap_or_default()
    )
}

fn span(from: Option<String>, to: Option<String>, both: &str, since: &str, until: &str) -> String {
    match (from, to) {
        (Some(from), Some(to)) => fill(both, &[("from", &from), ("to", &to)]),
        (Some(from), None) => fill(since, &[("from", &from)]),
        (None, Some(to)) => fill(until, &[("to", &to)]),
        (None, None) => String::new(),
    }
}

fn absent(reason: &Reason, words: &'static Words) -> &'static str {
    let absent = &words.absent;
    match reason {
        Reason::NotProvided | Reason::Said(_) => absent.not_given,
        Reason::Unknown => absent.unknown,
        Reason::AskedUnknown => absent.asked,
        Reason::NotYetKnown => absent.later,
        Reason::NotAsked => absent.not_asked,
        Reason::Declined => absent.declined,
        Reason::Withheld => absent.withheld,
        Reason::NotApplicable => absent.not_applicable,
        Reason::Unsupported => absent.unsupported,
        Reason::SeeText => absent.as_text,
        Reason::Error => absent.error,
        Reason::NotANumber => absent.not_a_number,
        Reason::TooLow => absent.too_low,
        Reason::TooHigh => absent.too_high,
        Reason::NotDone => absent.not_done,
        Reason::NotPermitted => absent.not_permitted,
    }
}
