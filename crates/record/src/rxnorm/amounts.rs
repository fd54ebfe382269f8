//! The amounts that stand in a text, whatever else it says: `LISINOPRIL 10MG TAB` does not follow the grammar, and yet it
//! is never `LISINOPRIL 40MG TAB`.

use std::collections::BTreeSet;

use super::strength::Strength;

/// Amounts, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amounts(BTreeSet<Strength>);

impl Amounts {
    /// Every number of a text, with its unit if it has one that is known. `20-12.5 mg` are two of milligrams.
    pub fn read(text: &str) -> Self {
        let text = text.to_lowercase();
        let mut amounts = BTreeSet::new();
        let mut numbers: Vec<&str> = Vec::new();
        let mut rest = text.as_str();
        while let Some((number, behind)) = number(rest) {
            numbers.push(number);
            rest = behind;
            let (unit, behind) = unit(behind.trim_start_matches([' ', '-']));
            if unit.is_empty() && is_followed(rest) {
                continue;
            }
            let (per, last) = per(behind);
            let of = |per| -> Vec<Strength> {
                let read = numbers
                    .iter()
                    .filter_map(|number| strength(number, unit, per));
                read.collect()
            };
            let (read, last) = match of(per) {
                none if none.is_empty() => (of(None), behind),
                read => (read, last),
            };
            match read.is_empty() {
                true => amounts.extend(numbers.iter().filter_map(|number| Strength::bare(number))),
                false => {
                    amounts.extend(read);
                    rest = last;
                }
            }
            numbers.clear();
        }
        Self(amounts)
    }

    /// Of each unit that both name, they name the same amounts.
    pub fn fit(&self, other: &Self) -> bool {
        self.units().intersection(&other.units()).all(|unit| {
            let of = |one: &Self| -> BTreeSet<Strength> { one.of(unit).cloned().collect() };
            of(self) == of(other)
        })
    }

    /// Of a unit that both name, they name nothing the same.
    pub(crate) fn clash(&self, other: &Self) -> bool {
        self.units()
            .intersection(&other.units())
            .filter(|unit| !unit.is_empty())
            .any(|unit| !self.of(unit).any(|one| other.0.contains(one)))
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those with a unit, as the record writes them.
    pub fn written(&self) -> Vec<String> {
        let written = self.0.iter().filter(|one| !one.unit().is_empty());
        let written = written.map(Strength::written);
        written.map(str::to_owned).collect()
    }

    /// In one way of writing, to be compared.
    pub(crate) fn compared(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }

    pub(crate) fn extend(&mut self, more: impl IntoIterator<Item = Strength>) {
        self.0.extend(more);
    }

    fn units(&self) -> BTreeSet<&str> {
        self.0.iter().map(Strength::unit).collect()
    }

    fn of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Strength> {
        self.0.iter().filter(move |one| one.unit() == unit)
    }
}

impl IntoIterator for Amounts {
    type Item = Strength;
    type IntoIter = std::collections::btree_set::IntoIter<Strength>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Strength> for Amounts {
    fn from_iter<I: IntoIterator<Item = Strength>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// The text is split where a letter is that is none of these.
fn while_in(text: &str, is_in: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|letter| !is_in(letter)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The next number, and what stands behind it.
fn number(text: &str) -> Option<(&str, &str)> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let first = text.find(is_digit)?;
    // `.5` without a zero before it is no five.
    let before = text.split_at_checked(first)?.0;
    let start = if before.ends_with('.') {
        first - 1
    } else {
        first
    };
    let from = text.split_at_checked(start)?.1;
    let (number, _) = while_in(from, |letter| {
        is_digit(letter) || matches!(letter, '.' | ',')
    });
    let number = number.trim_end_matches(['.', ',']);
    from.split_at_checked(number.len())
}

/// `%`, `mg`; empty if something else stands there.
fn unit(text: &str) -> (&str, &str) {
    while_in(text, |letter| letter.is_alphabetic() || letter == '%')
}

/// Another number of the same unit: `-12.5 mg`.
fn is_followed(text: &str) -> bool {
    let next = text.trim_start().strip_prefix(['-', '/']);
    next.is_some_and(|next| {
        let next = next.trim_start();
        next.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
    })
}

type Per<'t> = (Option<&'t str>, &'t str);

/// `/ml`, `/5 ml`, and what stands behind it.
fn per(text: &str) -> (Option<Per<'_>>, &str) {
    let Some(behind) = text.strip_prefix('/') else {
        return (None, text);
    };
    let starts = behind.starts_with(|letter: char| letter.is_ascii_digit());
    let (of, behind) = match number(behind).filter(|_| starts) {
        Some((of, behind)) => (Some(of), behind.trim_start()),
        None => (None, behind),
    };
    let (unit, behind) = unit(behind);
    match PER.contains(&unit) && (of.is_none() || MEASURED.contains(&unit)) {
        true => (Some((of, unit)), behind),
        false => (None, text),
    }
}

/// In what something can be.
const PER: [&str; 11] = [
    "ml", "l", "g", "gm", "gram", "hr", "h", "hour", "actuat", "spray", "sqcm",
];

/// In so many of what something can be: `5 mg/325 mg` are two things.
const MEASURED: [&str; 5] = ["ml", "l", "hr", "h", "hour"];

fn strength(number: &str, unit: &str, per: Option<Per<'_>>) -> Option<Strength> {
    let whole = format!("0{number}");
    let number = if number.starts_with('.') {
        &whole
    } else {
        number
    };
    match per {
        None => Strength::read(number, unit),
        Some((None, per)) => Strength::read(number, &format!("{unit}/{per}")),
        Some((Some(of), per)) => Strength::read_per(number, unit, (of, per)),
    }
}

#[cfg(test)]
mod tests {
    use super::Amounts;

    fn read(text: &str) -> String {
        Amounts::read(text).compared().join(", ")
    }

    #[test]
    fn amounts_are_read_from_names_as_hospitals_write_them() {
        for (text, amounts) in [
            ("LISINOPRIL 10MG TAB", "10 MG"),
            ("LISINOPRIL (PRINIVIL) 20 MG TABLET", "20 MG"),
            ("LISINOPRIL 20MG/HCTZ 12.5MG TAB", "12.5 MG, 20 MG"),
            (
                "lisinopril-hydrochlorothiazide 20-12.5 MG Tabs",
                "12.5 MG, 20 MG",
            ),
            ("HYDROCODONE 5/ACETAMINOPHEN 325MG TAB", "5 , 325 MG"),
            ("oxycodone 5 mg/325 mg", "5 MG, 325 MG"),
            ("LEVOTHYROXINE NA (SYNTHROID) 0.025MG TAB", "0.025 MG"),
            ("LEVOTHYROXINE 25 MCG TABS", "0.025 MG"),
            ("WARFARIN (COUMADIN) .5MG TAB", "0.5 MG"),
            ("MORPHINE 10MG/5ML SOLN", "2 MG/ML"),
            ("MORPHINE 20 MG/5 ML (4 MG/ML) SOLUTION", "4 MG/ML"),
            ("ALBUTEROL 90MCG (CFC-F) 200D ORAL INHL", "0.09 MG, 200 "),
            ("albuterol 90 mcg/actuation inhaler", "0.09 MG"),
            ("INSULIN GLARGINE 100 UNIT/ML PEN 3ML", "3 ML, 100 UNT/ML"),
            ("TRIAMCINOLONE 0.1% CREAM,TOP", "0.1 %"),
            ("HEPARIN 10,000 UNITS/ML", "10000 UNT/ML"),
            ("CYANOCOBALAMIN (B12) 1000MCG TAB", "1 MG, 12 "),
            ("Take 1/2 tablet", "1 , 2 "),
            ("Water pill", ""),
            ("MORPHINE 10MG/15ML", "10 MG, 15 ML"),
        ] {
            let sorted = |text: &str| {
                let mut all: Vec<&str> = text.split(", ").collect();
                all.sort_unstable();
                all.join(", ")
            };
            assert_eq!(sorted(&read(text)), sorted(amounts), "{text}");
        }
    }

    #[test]
    fn amounts_fit_if_nothing_is_said_of_one_unit_twice() {
        for (one, other, fit) in [
            ("10MG", "10 mg", true),
            ("25 mcg", "0.025MG", true),
            ("10MG", "40MG", false),
            ("10MG", "", true),
            ("5MG", ".5MG", false),
            ("5-325MG", "5MG", false),
            ("10MG/5ML", "4 MG/ML", false),
            ("100 UNIT/ML PEN 3ML", "100 UNIT/ML", true),
            (
                "HYDROCODONE 5/APAP 325MG",
                "HYDROCODONE 10/APAP 325MG",
                false,
            ),
            ("LISINOPRIL 10 TAB", "LISINOPRIL 40 TAB", false),
        ] {
            let fits = Amounts::read(one).fit(&Amounts::read(other));
            assert_eq!(fits, fit, "{one} {other}");
        }
    }
}
