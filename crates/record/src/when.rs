//! Dates and times exactly as precise as the hospital sent them. Knows no clock and no time zone: a
//! time sent as UTC is converted by whoever shows it.

use std::cmp::Ordering;

pub use crate::day::Day;

/// A date or time. Records are often no more precise than a year.
/// <https://hl7.org/fhir/R4/datatypes.html#dateTime>
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `2016`
    Year(i16),
    /// `2016-03`: year, month
    Month(i16, u8),
    /// `2016-03-09`
    Day(Day),
    /// `2016-03-09T20:10:00-05:00`
    Moment(Moment),
    /// Something that is no date we know, to be shown as it is.
    AsSent(String),
}

/// A time of day on a day, as the clock stood where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day as written.
    pub day: Day,
    /// 0 to 23
    pub hour: u8,
    /// 0 to 59
    pub minute: u8,
    /// 0 to 60
    pub second: u8,
    /// How far the written time is from UTC.
    pub offset: Offset,
}

/// How far a written time is from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offset {
    /// `Z` or `+00:00`: tells nothing of the local day, so it is shown in the reader's own zone.
    Utc,
    /// Minutes east of UTC, as written: shown as written.
    Minutes(i32),
    /// None was sent: shown as written.
    Missing,
}

impl Moment {
    /// Seconds since 1970-01-01T00:00:00Z; without an offset as if it were UTC.
    pub fn epoch_seconds(self) -> i64 {
        let clock =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        let east = match self.offset {
            Offset::Minutes(minutes) => i64::from(minutes) * 60,
            Offset::Utc | Offset::Missing => 0,
        };
        self.day.number() * 86_400 + clock - east
    }
}

impl When {
    /// Reads every form of date, dateTime and instant, and keeps what is none of them.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        read(text).unwrap_or_else(|| Self::AsSent(text.to_owned()))
    }

    /// Year and month as written, for grouping; `None` if it is not known to the month.
    pub fn month(&self) -> Option<(i16, u8)> {
        match self {
            Self::Month(year, month) => Some((*year, *month)),
            Self::Day(day) | Self::Moment(Moment { day, .. }) => Some((day.year, day.month)),
            Self::Year(_) | Self::AsSent(_) => None,
        }
    }

    /// The year as written.
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Year(year) => Some(*year),
            Self::Month(..) | Self::Day(_) | Self::Moment(_) => self.month().map(|(year, _)| year),
            Self::AsSent(_) => None,
        }
    }

    /// The day as written, if it is known to the day.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Moment(Moment { day, .. }) => Some(*day),
            Self::Year(_) | Self::Month(..) | Self::AsSent(_) => None,
        }
    }

    /// Both are known to the day, and it is the same one as written.
    pub fn same_day(&self, other: &Self) -> bool {
        self.day().is_some() && self.day() == other.day()
    }

    /// The instant, if it is a moment: milliseconds since 1970 UTC, as `Intl` and `Date` want them.
    pub fn epoch_millis(&self) -> Option<i64> {
        match self {
            Self::Moment(moment) => Some(moment.epoch_seconds() * 1000),
            Self::Year(_) | Self::Month(..) | Self::Day(_) | Self::AsSent(_) => None,
        }
    }

    /// The same instant on a clock that stands `minutes` east of UTC. Only a time sent as UTC moves
    /// (reference §3.5); everything else is shown as written.
    pub fn on_a_clock(&self, minutes: i32) -> Self {
        match self {
            Self::Moment(moment) if moment.offset == Offset::Utc => Self::Moment(at(
                moment.epoch_seconds() + i64::from(minutes) * 60,
                Offset::Minutes(minutes),
            )),
            Self::Year(_) | Self::Month(..) | Self::Day(_) | Self::Moment(_) | Self::AsSent(_) => {
                self.clone()
            }
        }
    }

    /// Sorts the newest first, and what has no date last. A month counts as its first day.
    pub fn newest_first(a: Option<&Self>, b: Option<&Self>) -> Ordering {
        Self::from_newest(a).cmp(&Self::from_newest(b))
    }

    /// A number that grows from the newest to the oldest; what has no date has the highest.
    pub(crate) fn from_newest(when: Option<&Self>) -> i64 {
        let seconds = when.and_then(Self::seconds);
        seconds.map_or(i64::MAX, |seconds| seconds.saturating_neg())
    }

    /// The earliest second that this can mean; for order and for a time axis.
    pub fn seconds(&self) -> Option<i64> {
        let first = |year, month| {
            Day {
                year,
                month,
                day: 1,
            }
            .number()
                * 86_400
        };
        match self {
            Self::Year(year) => Some(first(*year, 1)),
            Self::Month(year, month) => Some(first(*year, *month)),
            Self::Day(day) => Some(day.number() * 86_400),
            Self::Moment(moment) => Some(moment.epoch_seconds()),
            Self::AsSent(_) => None,
        }
    }
}

fn at(seconds: i64, offset: Offset) -> Moment {
    let clock = seconds.rem_euclid(86_400);
    Moment {
        day: Day::from_number(seconds.div_euclid(86_400)),
        hour: (clock / 3600) as u8,
        minute: (clock / 60 % 60) as u8,
        second: (clock % 60) as u8,
        offset,
    }
}

fn read(text: &str) -> Option<When> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = number(parts.next()?, 4)? as i16;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day, time) {
        (None, None, None) => Some(When::Year(year)),
        (Some(month), None, None) => {
            Some(When::Month(year, Day::new(year, month? as u8, 1)?.month))
        }
        (Some(month), Some(day), time) => {
            let day = Day::new(year, month? as u8, day? as u8)?;
            match time {
                None => Some(When::Day(day)),
                Some(time) => read_time(day, time).map(When::Moment),
            }
        }
        (None, _, _) | (Some(_), None, Some(_)) => None,
    }
}

fn read_time(day: Day, text: &str) -> Option<Moment> {
    let (clock, offset) = match text.find(['Z', 'z', '+', '-']) {
        Some(place) => text.split_at_checked(place)?,
        None => (text, ""),
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 2)? as u8;
    let minute = number(parts.next()?, 2)? as u8;
    let second = match parts.next() {
        Some(second) => number(second.split('.').next()?, 2)? as u8,
        None => 0,
    };
    let real = hour <= 23 && minute <= 59 && second <= 60 && parts.next().is_none();
    real.then_some(Moment {
        day,
        hour,
        minute,
        second,
        offset: read_offset(offset)?,
    })
}

fn read_offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match text.as_bytes().first() {
        None => return Some(Offset::Missing),
        Some(b'+') => (1, text.strip_prefix('+')?),
        Some(b'-') => (-1, text.strip_prefix('-')?),
        Some(_) => return text.eq_ignore_ascii_case("z").then_some(Offset::Utc),
    };
    let digits: String = rest.chars().filter(|letter| *letter != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (number(&digits, 2)?, 0),
        4 => (number(digits.get(..2)?, 2)?, number(digits.get(2..)?, 2)?),
        _ => return None,
    };
    let minutes = sign * (i32::from(hours) * 60 + i32::from(minutes));
    Some(if minutes == 0 {
        Offset::Utc
    } else {
        Offset::Minutes(minutes)
    })
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[track_caller]
    fn check_moment(text: &str, expected: &str) {
        let When::Moment(moment) = When::read(text) else {
            panic!("{text} is not a moment")
        };
        let Moment {
            day,
            hour,
            minute,
            second,
            offset,
        } = moment;
        let Day { year, month, day } = day;
        let offset = match offset {
            Offset::Utc => "UTC".to_owned(),
            Offset::Minutes(minutes) => format!("{minutes:+}"),
            Offset::Missing => "none".to_owned(),
        };
        assert_eq!(
            format!("{year}-{month}-{day} {hour}:{minute}:{second} {offset}"),
            expected
        );
    }

    #[test]
    fn a_date_is_as_precise_as_it_was_sent() {
        assert_eq!(When::read("2011"), When::Year(2011));
        assert_eq!(When::read("2016-03"), When::Month(2016, 3));
        assert_eq!(When::read("2026-11-12"), When::Day(day(2026, 11, 12)));
        assert_eq!(When::read(" 1970-01-01 "), When::Day(day(1970, 1, 1)));
    }

    #[test]
    fn a_time_keeps_the_offset_it_was_written_with() {
        check_moment("2026-11-12T20:10:00-05:00", "2026-11-12 20:10:0 -300");
        check_moment(
            "2026-11-12T20:10:00.123456+05:30",
            "2026-11-12 20:10:0 +330",
        );
        check_moment("2026-11-12T20:10:59Z", "2026-11-12 20:10:59 UTC");
        check_moment("2026-11-12T20:10:59+00:00", "2026-11-12 20:10:59 UTC");
        check_moment("2026-11-12T20:10", "2026-11-12 20:10:0 none");
        check_moment("2026-11-12 20:10:01", "2026-11-12 20:10:1 none");
        check_moment("2026-11-12T20:10:00-0500", "2026-11-12 20:10:0 -300");
        check_moment("2026-11-12T20:10:00.000+01", "2026-11-12 20:10:0 +60");
    }

    #[test]
    fn what_is_no_date_is_kept_as_sent() {
        for text in [
            "",
            "spring 2019",
            "2026-13",
            "2026-02-30",
            "2026-11-12T",
            "2026-11-12T25:00",
            "20261112",
            "é",
            "2026-11-12T10:00é",
        ] {
            assert_eq!(When::read(text), When::AsSent(text.to_owned()));
        }
    }

    #[test]
    fn newest_comes_first_and_undated_last() {
        let mut dates: Vec<Option<When>> = [
            "2016",
            "2026-11-12T08:00:00-05:00",
            "2026-11-12",
            "odd",
            "2026-11-12T12:59:00Z",
            "2016-03",
        ]
        .map(|text| Some(When::read(text)))
        .into();
        dates.push(None);
        dates.sort_by(|a, b| When::newest_first(a.as_ref(), b.as_ref()));
        let years: Vec<Option<i64>> = dates
            .iter()
            .map(|date| date.as_ref().and_then(When::seconds))
            .collect();
        assert!(years.is_sorted_by(|a, b| a >= b), "{dates:?}");
        assert_eq!(dates[0], Some(When::read("2026-11-12T08:00:00-05:00")));
    }

    #[test]
    fn only_a_time_sent_as_utc_moves_to_the_readers_clock() {
        let moved = When::read("2026-11-13T01:10:00Z").on_a_clock(-300);
        assert_eq!(moved, When::read("2026-11-12T20:10:00-05:00"));
        let written = When::read("2026-11-13T01:10:00+02:00");
        assert_eq!(written.on_a_clock(-300), written);
        assert_eq!(
            When::read("2026-11-13").on_a_clock(-300),
            When::read("2026-11-13")
        );
    }

    #[test]
    fn the_instant_is_what_a_browser_would_say() {
        assert_eq!(
            When::read("2026-11-12T20:10:00-05:00").epoch_millis(),
            Some(1_794_532_200_000)
        );
        assert_eq!(When::read("2026-11-12").epoch_millis(), None);
    }
}
