//! Calendar days and how far apart they are. Knows no clock.

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Year
    pub year: i16,
    /// 1 to 12
    pub month: u8,
    /// 1 to 31
    pub day: u8,
}

impl Day {
    /// The day, if the calendar has it.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let real = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        real.then_some(Self { year, month, day })
    }

    /// Days since 1970-01-01, by the proleptic Gregorian calendar.
    pub fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let month = (i64::from(self.month) + 9) % 12;
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// The day of that [`Day::number`].
    pub fn from_number(number: i64) -> Self {
        let days = number + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: year as i16,
            month: month as u8,
            day: day as u8,
        }
    }

    /// Whole years from `birth` to this day; `None` before birth.
    pub fn years_since(self, birth: Day) -> Option<u16> {
        let before_birthday = (self.month, self.day) < (birth.month, birth.day);
        u16::try_from(i32::from(self.year) - i32::from(birth.year) - i32::from(before_birthday))
            .ok()
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: u8, day: u8) -> Day {
        Day { year, month, day }
    }

    #[test]
    fn days_can_be_counted() {
        assert_eq!(day(1970, 1, 1).number(), 0);
        assert_eq!(day(2000, 3, 1).number() - day(2000, 2, 28).number(), 2);
        for number in (-800_000..800_000).step_by(7) {
            assert_eq!(Day::from_number(number).number(), number);
        }
        assert_eq!(day(2026, 4, 1).years_since(day(1961, 4, 2)), Some(64));
        assert_eq!(day(2026, 4, 2).years_since(day(1961, 4, 2)), Some(65));
        assert_eq!(day(1960, 4, 2).years_since(day(1961, 4, 2)), None);
    }
}
