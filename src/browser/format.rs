//! Dates and times in the reader's language, by the browser's own `Intl`.
//!
//! A day is never moved by a time zone. A time is shown as its hospital wrote it; one sent as UTC tells
//! nothing of the local day, so it is shown in the reader's zone and says so.

use std::cell::RefCell;

use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Date, Function, Object, Reflect};
use record::when::{Day, Moment, Offset, When};
use wasm_bindgen::JsValue;

use crate::words::{Language, fill};

/// "Nov 12, 2026", "March 2019", "2019".
pub fn day(when: &When, language: Language) -> String {
    match when {
        When::Year(year) => year.to_string(),
        When::Month(year, month) => month_of(*year, *month, language),
        When::Day(day) => write(utc(*day, 0, 0), DAY, Zone::AsWritten, language),
        When::Moment(moment) => write(instant(*moment), DAY, zone(*moment), language),
        When::AsSent(text) => text.clone(),
    }
}

/// A birth date in full, on one line: "May 9, 2017".
pub fn birth(when: &When, language: Language) -> String {
    let written = match when {
        When::Day(day) => write(utc(*day, 0, 0), LONG_DATE, Zone::AsWritten, language),
        other => day(other, language),
    };
    written.replace(' ', "\u{a0}")
}

/// The day, and the time of day where one was sent: "Nov 12, 2026, 8:05 AM".
pub fn day_and_time(when: &When, language: Language) -> String {
    let When::Moment(moment) = when else {
        return day(when, language);
    };
    let written = write(instant(*moment), MOMENT, zone(*moment), language);
    told_in_zone(*moment, written, language)
}

/// A time in the reader's zone says so.
fn told_in_zone(moment: Moment, written: String, language: Language) -> String {
    match moment.offset {
        Offset::Utc => fill(language.words().lab.your_time, &[("time", &written)]),
        Offset::Minutes(_) | Offset::Missing => written,
    }
}

/// The day of the week, and the time of day where one was sent: "Monday, 9:40 AM".
pub fn weekday_and_time(when: &When, language: Language) -> Option<String> {
    match when {
        When::Day(day) => Some(write(utc(*day, 0, 0), WEEKDAY, Zone::AsWritten, language)),
        When::Moment(moment) => {
            let part = |of| write(instant(*moment), of, zone(*moment), language);
            let written = format!("{}, {}", part(WEEKDAY), part(TIME));
            Some(told_in_zone(*moment, written, language))
        }
        When::Year(_) | When::Month(..) | When::AsSent(_) => None,
    }
}

/// The month and the day as a calendar leaf has them: "Nov" and "23".
pub fn leaf(when: &When, language: Language) -> Option<(String, String)> {
    let (date, zone) = match when {
        When::Day(day) => (utc(*day, 0, 0), Zone::AsWritten),
        When::Moment(moment) => (instant(*moment), zone(*moment)),
        When::Year(_) | When::Month(..) | When::AsSent(_) => return None,
    };
    let month = write(date.clone(), SHORT_MONTH, zone, language);
    Some((month, write(date, DAY_OF_MONTH, zone, language)))
}

/// "November 2026".
pub fn month_of(year: i16, month: u8, language: Language) -> String {
    let first = Day::new(year, month, 1).map(|day| utc(day, 0, 0));
    first.map_or_else(
        || year.to_string(),
        |date| write(date, MONTH, Zone::AsWritten, language),
    )
}

/// "Saturday, November 21", now, where the reader is.
pub fn today(language: Language) -> String {
    write(Date::new_0(), LONG_DAY, Zone::Reader, language)
}

/// "8:15 AM", for a time in milliseconds since 1970, where the reader is.
pub fn time_of_day(milliseconds: f64, language: Language) -> String {
    write(
        Date::new(&JsValue::from_f64(milliseconds)),
        TIME,
        Zone::Reader,
        language,
    )
}

/// "Nov 21, 2026", for a time in milliseconds since 1970, where the reader is.
pub fn date(milliseconds: f64, language: Language) -> String {
    write(
        Date::new(&JsValue::from_f64(milliseconds)),
        DAY,
        Zone::Reader,
        language,
    )
}

/// "Nov 21, 2026, 9:10 AM", for a time in milliseconds since 1970, where the reader is.
pub fn moment(milliseconds: f64, language: Language) -> String {
    write(
        Date::new(&JsValue::from_f64(milliseconds)),
        MOMENT,
        Zone::Reader,
        language,
    )
}

/// For `<time datetime>`: the day as written, `2026-11-12`.
pub fn machine_day(when: &When) -> Option<String> {
    match when {
        When::Year(year) => Some(format!("{year:04}")),
        When::Month(year, month) => Some(format!("{year:04}-{month:02}")),
        When::Day(day) | When::Moment(Moment { day, .. }) => {
            Some(format!("{:04}-{:02}-{:02}", day.year, day.month, day.day))
        }
        When::AsSent(_) => None,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Zone {
    AsWritten,
    Reader,
}

type Options = &'static [(&'static str, &'static str)];
const DAY: Options = &[("year", "numeric"), ("month", "short"), ("day", "numeric")];
const MONTH: Options = &[("year", "numeric"), ("month", "long")];
const LONG_DATE: Options = &[("year", "numeric"), ("month", "long"), ("day", "numeric")];
const LONG_DAY: Options = &[("weekday", "long"), ("month", "long"), ("day", "numeric")];
const TIME: Options = &[("hour", "numeric"), ("minute", "2-digit")];
const SHORT_MONTH: Options = &[("month", "short")];
const DAY_OF_MONTH: Options = &[("day", "numeric")];
const WEEKDAY: Options = &[("weekday", "long")];
const MOMENT: Options = &[
    ("year", "numeric"),
    ("month", "short"),
    ("day", "numeric"),
    ("hour", "numeric"),
    ("minute", "2-digit"),
];

fn zone(moment: Moment) -> Zone {
    match moment.offset {
        Offset::Utc => Zone::Reader,
        Offset::Minutes(_) | Offset::Missing => Zone::AsWritten,
    }
}

/// A date that reads as written when it is written in UTC.
fn instant(moment: Moment) -> Date {
    utc(moment.day, moment.hour, moment.minute)
}

fn utc(day: Day, hour: u8, minute: u8) -> Date {
    let minutes = day.number() as f64 * 1440.0 + f64::from(hour) * 60.0 + f64::from(minute);
    Date::new(&JsValue::from_f64(minutes * 60_000.0))
}

fn write(date: Date, options: Options, zone: Zone, language: Language) -> String {
    let key = (options, zone, language);
    let writer = WRITERS.with_borrow_mut(|known| {
        let found = known.iter().find(|(of, _)| *of == key);
        if let Some((_, writer)) = found {
            return writer.clone();
        }
        let writer = writer(options, zone, language);
        known.push((key, writer.clone()));
        writer
    });
    let written = writer.call1(&JsValue::UNDEFINED, &date);
    // A date that is none cannot be written, and nobody makes one.
    let written = written.ok().and_then(|written| written.as_string());
    HALVES
        .iter()
        .fold(written.unwrap_or_default(), |written, (sent, kept)| {
            written.replace(sent, kept)
        })
}

fn writer(options: Options, zone: Zone, language: Language) -> Function {
    let settings = Object::new();
    let zone = match zone {
        Zone::AsWritten => Some(("timeZone", "UTC")),
        Zone::Reader => None,
    };
    for (name, value) in options.iter().copied().chain(zone) {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(
            &settings,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    }
    let locales = Array::of1(&JsValue::from_str(language.locale()));
    DateTimeFormat::new(&locales, &settings).format()
}

/// What a writer writes.
type Written = (Options, Zone, Language);

thread_local! {
    /// Making one takes the browser longer than a hundred dates by one that is made.
    static WRITERS: RefCell<Vec<(Written, Function)>> = const { RefCell::new(Vec::new()) };
}

/// The half of the day stays on the line of its time.
const HALVES: [(&str, &str); 2] = [(" AM", "\u{a0}AM"), (" PM", "\u{a0}PM")];
