//! What may be said about a value: the words and the sentence of design §6.2 hang on this. The lab's
//! own mark outranks any comparison of ours.

use crate::{
    flag::{self, Flag, Mark, Side},
    labs::Finding,
    person::Person,
    range::{self, Band, Range},
    value::Quantity,
    when::{Day, When},
};

/// Where a value stands, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The lab marked it. `differs`: its mark and its own range disagree; both are shown.
    Marked {
        /// The most severe mark.
        mark: Mark,
        /// "The lab's note and range differ."
        differs: bool,
    },
    /// No mark, but the one applicable range, in the same unit: "Compared with the lab's own range."
    Compared(Side),
    /// There are ranges, but none that this value can be compared with here.
    NotCompared,
    /// The lab sent neither a mark nor a range.
    NoRange,
    /// There is no value to say anything about.
    NoValue,
}

/// A mark for quick attention is said differently when it is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// The newest of its test, issued in the last 14 days: "call them today".
    Now,
    /// Older: "at the time".
    AtTheTime,
}

/// A value as it is to be read for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What may be said about it.
    pub standing: Standing,
    /// The one range to draw, if there is exactly one.
    pub band: Option<Band>,
    /// All ranges that may speak of this person, to print.
    pub ranges: Vec<Range>,
}

impl Standing {
    /// Counts among "1 outside the lab's range".
    pub fn is_outside(&self) -> bool {
        match self {
            Self::Marked { mark, .. } => mark.flag.is_outside(),
            Self::Compared(side) => *side != Side::Inside,
            Self::NotCompared | Self::NoRange | Self::NoValue => false,
        }
    }

    /// What its tag shows: the lab's mark, else the place computed from the lab's range.
    pub fn flag(&self) -> Option<Flag> {
        match self {
            Self::Marked { mark, .. } => Some(mark.flag),
            Self::Compared(Side::Below) => Some(Flag::Below),
            Self::Compared(Side::Inside) => Some(Flag::InRange),
            Self::Compared(Side::Above) => Some(Flag::Above),
            Self::NotCompared | Self::NoRange | Self::NoValue => None,
        }
    }
}

impl Finding {
    /// What may be said about the value, for this person on the day of collection.
    pub fn reading(&self, person: Option<&Person>, on: Option<&When>) -> Reading {
        let band = self.band(person, on);
        let ranges = range::printed(&self.ranges, person, on);
        Reading {
            standing: self.standing(band.as_ref(), ranges.is_empty()),
            band,
            ranges,
        }
    }

    /// Counts among "1 outside the lab's range". The lab's mark outranks any comparison.
    pub fn is_outside(&self, person: Option<&Person>, on: Option<&When>) -> bool {
        match flag::most_severe(&self.marks) {
            Some(mark) => mark.flag.is_outside(),
            None => self
                .standing(self.band(person, on).as_ref(), true)
                .is_outside(),
        }
    }

    fn band(&self, person: Option<&Person>, on: Option<&When>) -> Option<Band> {
        range::band(&self.ranges, self.value.plain()?, person, on)
    }

    fn standing(&self, band: Option<&Band>, no_range: bool) -> Standing {
        let side = band.and_then(|band| side(self.value.plain()?, band));
        match (flag::most_severe(&self.marks), side) {
            (Some(mark), side) => {
                let contradicts = |side| self.marks.iter().any(|mark| mark.flag.contradicts(side));
                Standing::Marked {
                    mark: mark.clone(),
                    differs: side.is_some_and(contradicts),
                }
            }
            (None, _) if !self.value.is_given() => Standing::NoValue,
            (None, Some(side)) => Standing::Compared(side),
            (None, None) if no_range => Standing::NoRange,
            (None, None) => Standing::NotCompared,
        }
    }
}

/// Whether a mark for quick attention is news (design §6.2).
pub(crate) fn attention(
    released: Option<&When>,
    today: Day,
    newest_of_its_test: bool,
) -> Attention {
    let age = released
        .and_then(When::day)
        .map(|day| today.number() - day.number());
    match age {
        Some(days) if days <= RECENT_DAYS && newest_of_its_test => Attention::Now,
        _ => Attention::AtTheTime,
    }
}

const RECENT_DAYS: i64 = 14;

fn side(number: &Quantity, band: &Band) -> Option<Side> {
    let value = number.number.as_f64()?;
    let end = |end: &Option<Quantity>| end.as_ref().and_then(|end| end.number.as_f64());
    let below = end(&band.low).is_some_and(|low| value < low);
    let above = end(&band.high).is_some_and(|high| value > high);
    Some(match (below, above) {
        (true, _) => Side::Below,
        (_, true) => Side::Above,
        (false, false) => Side::Inside,
    })
}
