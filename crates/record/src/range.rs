//! The ranges a lab printed beside its value (reference §3.4): which of them speak of this person, and
//! whether one may be drawn. Never calls a treatment range normal, never turns words into numbers.

use crate::{
    person::{Person, Sex},
    value::Quantity,
    when::{Day, When},
};

/// A range as the lab sent it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lower end, itself included.
    pub low: Option<Quantity>,
    /// The upper end, itself included.
    pub high: Option<Quantity>,
    /// The range in words, as sent: `65-99`, `Negative`.
    pub text: Option<String>,
    /// What kind of range it is.
    pub meaning: Meaning,
    /// For whom it is meant; empty for everyone.
    pub applies_to: Vec<Group>,
    /// For which ages it is meant.
    pub age: Option<Ages>,
}

/// What kind of range it is
/// (<http://hl7.org/fhir/R4/valueset-referencerange-meaning.html>).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// What the lab uses for most people; also when no kind was sent.
    Normal,
    /// Therapeutic, treatment, critical and others, by the name sent: never "normal".
    Named(String),
}

/// For whom a range is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// The sex it is meant for, if it is that kind of group.
    pub sex: Option<Sex>,
    /// In the words or by the code sent.
    pub words: String,
}

/// From an age to an age; both included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ages {
    /// The youngest.
    pub from: Option<Quantity>,
    /// The oldest.
    pub to: Option<Quantity>,
}

/// The one range that may be drawn and compared with: numeric, in the unit of the value, and surely
/// meant for this person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end; without it the band is open below.
    pub low: Option<Quantity>,
    /// The upper end; without it the band is open above.
    pub high: Option<Quantity>,
}

/// The ranges that may speak of this person on the day of collection, to print.
pub fn printed(sent: &[Range], person: Option<&Person>, on: Option<&When>) -> Vec<Range> {
    let mut printed: Vec<Range> = Vec::new();
    for range in sent {
        if range.fit(person, on) != Fit::Contradicts && !printed.contains(range) {
            printed.push(range.clone());
        }
    }
    printed
}

/// The one range to draw a value on: without a person, only one that is meant for everyone.
pub fn band(
    sent: &[Range],
    value: &Quantity,
    person: Option<&Person>,
    on: Option<&When>,
) -> Option<Band> {
    let mut only: Option<(&Range, Fit)> = None;
    for range in sent.iter().filter(|range| range.meaning == Meaning::Normal) {
        let fit = range.fit(person, on);
        let again = only.is_some_and(|(known, _)| known == range);
        if fit == Fit::Contradicts || again {
            continue;
        }
        if only.is_some() {
            return None;
        }
        only = Some((range, fit));
    }
    match only {
        Some((range, Fit::Sure)) => range.band(value),
        Some((_, Fit::Unclear | Fit::Contradicts)) | None => None,
    }
}

/// How surely a range speaks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Contradicts,
    Unclear,
    Sure,
}

impl Range {
    fn fit(&self, person: Option<&Person>, on: Option<&When>) -> Fit {
        let age = match &self.age {
            Some(ages) => ages.fit(person, on),
            None => Fit::Sure,
        };
        let group = |group: &Group| group.fit(person);
        self.applies_to.iter().map(group).fold(age, Fit::min)
    }

    /// The range to draw a value on; `None` in words only or in another unit.
    fn band(&self, value: &Quantity) -> Option<Band> {
        let usable = |end: &Option<Quantity>| match end {
            Some(end) => {
                end.comparator.is_none() && end.number.as_f64().is_some() && end.same_unit(value)
            }
            None => true,
        };
        let numeric = self.low.is_some() || self.high.is_some();
        let band = Band {
            low: self.low.clone(),
            high: self.high.clone(),
        };
        (numeric && usable(&self.low) && usable(&self.high) && !band.is_upside_down())
            .then_some(band)
    }
}

impl Band {
    fn is_upside_down(&self) -> bool {
        let number = |end: &Option<Quantity>| end.as_ref().and_then(|end| end.number.as_f64());
        match (number(&self.low), number(&self.high)) {
            (Some(low), Some(high)) => low > high,
            _ => false,
        }
    }
}

impl Group {
    fn fit(&self, person: Option<&Person>) -> Fit {
        match (&self.sex, person.and_then(|person| person.sex.as_ref())) {
            (Some(meant), Some(sex @ (Sex::Female | Sex::Male))) if meant == sex => Fit::Sure,
            (Some(_), Some(Sex::Female | Sex::Male)) => Fit::Contradicts,
            _ => Fit::Unclear,
        }
    }
}

impl Ages {
    fn fit(&self, person: Option<&Person>, on: Option<&When>) -> Fit {
        let birth = person
            .and_then(|person| person.birth_date.as_ref())
            .and_then(When::day);
        let (Some(birth), Some(on)) = (birth, on.and_then(When::day)) else {
            return Fit::Unclear;
        };
        let from = at_least(self.from.as_ref(), birth, on);
        let to = at_most(self.to.as_ref(), birth, on);
        match (from, to) {
            (Some(true), Some(true)) => Fit::Sure,
            (Some(false), _) | (_, Some(false)) => Fit::Contradicts,
            (None, _) | (_, None) => Fit::Unclear,
        }
    }
}

fn at_least(limit: Option<&Quantity>, birth: Day, on: Day) -> Option<bool> {
    let Some(limit) = limit else {
        return Some(true);
    };
    Some(age_in(limit, birth, on)? >= limit.number.as_f64()?)
}

fn at_most(limit: Option<&Quantity>, birth: Day, on: Day) -> Option<bool> {
    let Some(limit) = limit else {
        return Some(true);
    };
    Some(age_in(limit, birth, on)? <= limit.number.as_f64()?)
}

/// Completed units of age, in the unit of the limit: "to 64 years" includes 64 and a half.
fn age_in(limit: &Quantity, birth: Day, on: Day) -> Option<f64> {
    let days = on.number() - birth.number();
    if days < 0 {
        return None;
    }
    let unit = limit.code.as_deref().or(limit.unit.as_deref())?;
    match unit.trim() {
        "a" | "year" | "years" | "yr" | "yrs" | "y" => on.years_since(birth).map(f64::from),
        "mo" | "month" | "months" => Some(f64::from(months(birth, on))),
        "wk" | "week" | "weeks" => Some((days / 7) as f64),
        "d" | "day" | "days" => Some(days as f64),
        _ => None,
    }
}

fn months(birth: Day, on: Day) -> i32 {
    let whole = (i32::from(on.year) - i32::from(birth.year)) * 12 + i32::from(on.month)
        - i32::from(birth.month);
    whole - i32::from(on.day < birth.day)
}
