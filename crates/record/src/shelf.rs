//! Which list of the record an observation stands on.

use fhir::{CodeableConcept, Observation};

use crate::code::LOINC;

/// A list of observations of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Lab results: `laboratory`; and what has no category at all and is no vital sign by its code, since it came as
    /// an answer about results (quirk 29).
    Lab,
    /// Vital signs: `vital-signs`; and what has no category and the LOINC code of one.
    Vitals,
    /// How somebody lives: `social-history`, `sdoh`.
    Social,
    /// Questions and scores: `survey`, `functional-status`, `disability-status`, `cognitive-status`.
    Surveys,
    /// What else was found: `imaging`, `procedure`, `exam`, `therapy`, `activity`, … and every other category.
    Findings,
}

impl Shelf {
    /// All, in the order of the record's own page.
    pub const ALL: [Shelf; 5] = [
        Shelf::Lab,
        Shelf::Vitals,
        Shelf::Social,
        Shelf::Surveys,
        Shelf::Findings,
    ];

    /// Of several categories, the first of [`CATEGORIES`] decides.
    pub(crate) fn of(observation: &Observation<'_>) -> Self {
        let categories = || observation.category.iter().flat_map(words);
        if categories().next().is_none() {
            let is_vital = observation.code.as_ref().is_some_and(is_vital);
            return if is_vital { Self::Vitals } else { Self::Lab };
        }
        let is_one = |codes: &[&str]| {
            categories().any(|category| codes.iter().any(|code| is_same(category, code)))
        };
        let known = CATEGORIES.iter().find(|(_, codes)| is_one(codes));
        known.map_or(Self::Findings, |(shelf, _)| *shelf)
    }
}

/// Codes of `http://terminology.hl7.org/CodeSystem/observation-category` and of
/// `http://hl7.org/fhir/us/core/CodeSystem/us-core-category`, in order of precedence.
const CATEGORIES: [(Shelf, &[&str]); 4] = [
    (Shelf::Lab, &["laboratory", "lab"]),
    (Shelf::Vitals, &["vital-signs", "vital-sign"]),
    (
        Shelf::Surveys,
        &[
            "survey",
            "functional-status",
            "disability-status",
            "cognitive-status",
        ],
    ),
    (Shelf::Social, &["social-history", "sdoh"]),
];

/// What a category says of itself: codes and words.
fn words<'c>(category: &'c CodeableConcept<'_>) -> impl Iterator<Item = &'c str> {
    let coded = category.coding.iter();
    let coded = coded.flat_map(|coding| [coding.code.as_deref(), coding.display.as_deref()]);
    let said = coded.chain([category.text.as_deref()]).flatten();
    said.map(str::trim).filter(|words| !words.is_empty())
}

/// The code itself, or its words: "Vital Signs".
fn is_same(category: &str, code: &str) -> bool {
    let plain = |letter: u8| match letter {
        b' ' | b'_' => b'-',
        other => other.to_ascii_lowercase(),
    };
    category.bytes().map(plain).eq(code.bytes())
}

fn is_vital(code: &CodeableConcept<'_>) -> bool {
    let of_loinc = code
        .coding
        .iter()
        .filter(|one| one.system.as_deref() == Some(LOINC));
    let mut codes = of_loinc.filter_map(|coding| coding.code.as_deref());
    codes.any(|code| VITAL_SIGNS.contains(&code.trim()))
}

/// The codes of FHIR's own profile for vital signs and of US Core's, and those of the same measurements that hospitals
/// send in their place.
/// <https://hl7.org/fhir/R4/observation-vitalsigns.html>
pub(crate) const VITAL_SIGNS: [&str; 31] = [
    "85353-1", "85354-9", "55284-4", "8480-6", "8462-4", "8478-0", "96607-7", "8867-4", "8889-8",
    "9279-1", "8310-5", "8331-1", "8332-9", "8333-7", "8328-7", "59408-5", "2708-6", "3150-0",
    "3151-8", "29463-7", "3141-9", "8302-2", "3137-7", "8306-3", "39156-5", "59576-9", "77606-2",
    "9843-4", "8287-5", "8289-1", "8716-3",
];

#[cfg(test)]
mod tests {
    use super::VITAL_SIGNS;
    use crate::code::is_loinc;

    #[test]
    fn the_codes_of_vital_signs_are_codes() {
        for code in VITAL_SIGNS {
            assert!(is_loinc(code), "{code}");
        }
    }
}
