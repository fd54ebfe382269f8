//! FHIR dates as the spans of time they stand for, for search.
//! <https://hl7.org/fhir/R4/search.html#date>

use std::time::{SystemTime, UNIX_EPOCH};

/// From the first second to just after the last one, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: i64,
    pub(crate) end: i64,
}

/// `2026-11-21T14:04:05Z`
pub(crate) fn instant(seconds: u64) -> String {
    let (day, clock) = (seconds / 86_400, seconds % 86_400);
    // Days since March 1, year 0, in eras of 400 years: the leap day comes last.
    // <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
    let shifted = day + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        clock / 3600,
        clock / 60 % 60,
        clock % 60
    )
}

impl Span {
    /// `2026`, `2026-11`, `2026-11-12` or a date with a time. Where no zone is given, UTC is meant.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (date, time) = text
            .split_once('T')
            .map_or((text, None), |(date, time)| (date, Some(time)));
        let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        let year = parts.next()??;
        let month = parts.next();
        let day = parts.next();
        match (month, day, time) {
            (None, _, None) => Some(Self {
                start: days(year, 1, 1) * DAY,
                end: days(year + 1, 1, 1) * DAY,
            }),
            (Some(month), None, None) => {
                let month = month?;
                let (next_year, next) = if month == 12 {
                    (year + 1, 1)
                } else {
                    (year, month + 1)
                };
                Some(Self {
                    start: days(year, month, 1) * DAY,
                    end: days(next_year, next, 1) * DAY,
                })
            }
            (Some(month), Some(day), None) => {
                let start = days(year, month?, day?) * DAY;
                Some(Self {
                    start,
                    end: start + DAY,
                })
            }
            (Some(month), Some(day), Some(time)) => {
                let (seconds, length) = clock(time)?;
                let start = days(year, month?, day?) * DAY + seconds;
                Some(Self {
                    start,
                    end: start + length,
                })
            }
            (None, _, Some(_)) | (Some(_), None, Some(_)) => None,
        }
    }

    /// Whether this span (of a record) satisfies a search value such as `ge2026-01-01`; `None` if that is none.
    pub(crate) fn satisfies(self, asked: &str) -> Option<bool> {
        let (prefix, text) = match asked.split_at_checked(2) {
            Some((prefix, text)) if prefix.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                (prefix, text)
            }
            _ => ("eq", asked),
        };
        let wanted = Self::read(text)?;
        match prefix {
            "eq" => Some(self.start >= wanted.start && self.end <= wanted.end),
            "ne" => Some(self.start < wanted.start || self.end > wanted.end),
            "gt" => Some(self.end > wanted.end),
            "ge" => Some(self.end > wanted.start),
            "lt" => Some(self.start < wanted.start),
            "le" => Some(self.start < wanted.end),
            _ => None,
        }
    }
}

const DAY: i64 = 86_400;

/// Days since 1970 (Howard Hinnant's `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Seconds since midnight UTC and how long the written precision lasts.
fn clock(text: &str) -> Option<(i64, i64)> {
    let (time, offset) = match text.find(['Z', '+', '-']) {
        Some(at) => (text.get(..at)?, offset(text.get(at..)?)?),
        None => (text, 0),
    };
    let mut parts = time.split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.parse().ok()?;
    match parts.next() {
        None => Some((hour * 3600 + minute * 60 - offset, 60)),
        Some(second) => {
            let whole: i64 = second.split('.').next()?.parse().ok()?;
            Some((hour * 3600 + minute * 60 + whole - offset, 1))
        }
    }
}

fn offset(text: &str) -> Option<i64> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return Some(0),
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}

/// The date so many days from today, in UTC: `2026-11-23`.
pub(crate) fn days_from_today(days: i64) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let today = i64::try_from(now.as_secs()).unwrap_or_default() / DAY;
    written(today + days)
}

/// <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
fn written(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_back() {
        for seconds in [0, 951_782_400, 1_709_164_799, 1_795_269_845, 4_102_444_800] {
            let text = instant(seconds);
            assert_eq!(Span::read(&text).unwrap().start, seconds as i64, "{text}");
        }
        assert_eq!(instant(1_795_269_845), "2026-11-21T14:04:05Z");
    }

    #[track_caller]
    fn check(record: &str, asked: &str, expected: bool) {
        assert_eq!(
            Span::read(record).unwrap().satisfies(asked),
            Some(expected),
            "{record} {asked}"
        );
    }

    #[test]
    fn a_record_is_found_by_the_span_it_stands_for() {
        check("2026-11-12T08:05:00-05:00", "2026-11-12", true);
        check("2026-11-12T23:05:00-05:00", "2026-11-12", false);
        check("2026-11-12", "ge2026-11-12", true);
        check("2026-11-12", "gt2026-11-12", false);
        check("2026-11-11", "lt2026-11-12", true);
        check("2026", "le2026-03", true);
        check("2024-02", "ge2024-02-29", true);
        check("1969-12-31T23:59:59Z", "lt1970", true);
    }

    #[test]
    fn a_day_is_written_as_it_is_read() {
        for text in ["1970-01-01", "2024-02-29", "2026-11-23", "2100-03-01"] {
            assert_eq!(written(Span::read(text).unwrap().start / DAY), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!(Span::read("2026").unwrap().satisfies("yesterday"), None);
        assert_eq!(Span::read("2026").unwrap().satisfies("sa2026"), None);
    }
}
