//! The catalogue: every sentence a patient reads, in English and in Spanish.
//!
//! A language is one value of [`Words`] and one of [`rooms::Rooms`], so a missing sentence does not compile. `{name}` marks a place
//! that [`fill`] fills; tests hold both languages to the same places. Text written by hospitals is never
//! in here and never translated.

pub mod allergies;
pub mod catalogue;
pub mod compare;
pub mod descriptions;
mod en;
pub mod entries;
mod es;
pub mod find;
pub mod keeping;
pub mod lists;
pub mod medicines;
pub mod merging;
pub mod news;
pub mod original;
pub mod own_address;
pub mod own_word;
pub mod people;
pub mod record;
pub mod rooms;
pub mod sig;
pub mod sources;
pub mod standing;
pub mod terms;
pub mod trouble;
pub mod written;

use std::fmt;

use catalogue::Words;

/// A language of the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, as written in the United States.
    #[default]
    English,
    /// Spanish, as written in the United States.
    Spanish,
}

impl Language {
    /// The code for `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
        }
    }

    /// The locale by which dates and numbers are written.
    pub fn locale(self) -> &'static str {
        match self {
            Language::English => "en-US",
            Language::Spanish => "es-US",
        }
    }

    /// The language of a code like `es` or `es-MX`; English for any other.
    pub fn of(code: &str) -> Language {
        match code.get(..2) {
            Some("es") => Language::Spanish,
            _ => Language::English,
        }
    }

    /// The one that the language button offers.
    pub fn other(self) -> Language {
        match self {
            Language::English => Language::Spanish,
            Language::Spanish => Language::English,
        }
    }

    /// One of English and Spanish.
    fn pick<T>(self, [english, spanish]: [T; 2]) -> T {
        match self {
            Language::English => english,
            Language::Spanish => spanish,
        }
    }

    /// Its own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Spanish => "Español",
        }
    }

    /// Its sentences. In the browser each language is a file of its own, which must have been fetched by its code.
    pub fn words(self) -> &'static Words {
        match self {
            Language::English => english(),
            Language::Spanish => spanish(),
        }
    }
}

// The program is taken apart at these two (crates/split). Without the black box the compiler would see through them.

#[inline(never)]
fn english() -> &'static Words {
    std::hint::black_box(&en::ENGLISH)
}

#[inline(never)]
fn spanish() -> &'static Words {
    std::hint::black_box(&es::SPANISH)
}

/// The sentence with its `{places}` filled; a place without a value is left out.
pub fn fill(sentence: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((place, behind)) = after.split_once('}') else {
            break;
        };
        if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
            filled.push_str(&value.to_string());
        }
        // A value that ends with a full stop, such as "p.m.", ends its sentence too.
        rest = match filled.ends_with('.') {
            true => behind.strip_prefix('.').unwrap_or(behind),
            false => behind,
        };
    }
    filled.push_str(rest);
    filled
}

/// A sentence of the catalogue, in whichever language.
pub type Sentence = fn(&'static Words) -> &'static str;

/// One sentence for one, another for any other number.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// For exactly one.
    pub one: &'static str,
    /// For none and for many; `{count}` is the number.
    pub many: &'static str,
}

impl Counted {
    /// The sentence for this number.
    pub fn of(&self, count: usize) -> String {
        self.with(&count.to_string())
    }

    /// The sentence for a number in digits, such as `0.5` or `1 to 2`.
    pub fn with(&self, count: &str) -> String {
        fill(
            if count == "1" { self.one } else { self.many },
            &[("count", &count)],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every sentence of a language with its path, read off its `Debug` text so that none can be forgotten.
    fn sentences(language: Language) -> Vec<(String, String)> {
        let text = format!("{:#?}\n{:#?}", language.words(), language.rooms());
        let mut path = Vec::new();
        let mut found = Vec::new();
        for line in text.lines().map(str::trim) {
            if let Some((field, value)) = line.split_once(": ") {
                if value.ends_with('{') {
                    path.push(field.to_owned());
                } else if value.starts_with('"') {
                    let sentence = value
                        .trim_end_matches(',')
                        .trim_matches('"')
                        .replace("\\\"", "\"")
                        .replace("\\u{a0}", "\u{a0}");
                    found.push((format!("{}.{field}", path.join(".")), sentence));
                }
            } else if line.starts_with('}') {
                path.pop();
            }
        }
        found
    }

    fn places(sentence: &str) -> Vec<&str> {
        let mut places: Vec<_> = sentence
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split('}').next())
            .collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn both_languages_say_everything_with_the_same_places() {
        let (english, spanish) = (sentences(Language::English), sentences(Language::Spanish));
        assert!(
            english.len() > 100,
            "only {} sentences found",
            english.len()
        );
        assert_eq!(english.len(), spanish.len());
        for ((path, en), (_, es)) in english.iter().zip(&spanish) {
            assert!(
                !en.trim().is_empty() && !es.trim().is_empty(),
                "{path} is empty"
            );
            assert_eq!(places(en), places(es), "{path}");
        }
    }

    #[test]
    fn spanish_is_not_english_left_standing() {
        let same_word = [
            "Final",
            "No",
            "Inhale",
            "Use",
            "1 mL",
            "1 mg",
            "{count} mL",
            "{count} mg",
            "1 mcg",
            "{count} mcg",
            "Error:",
        ];
        for ((path, en), (_, es)) in sentences(Language::English)
            .iter()
            .zip(&sentences(Language::Spanish))
        {
            let letters = en.chars().filter(|c| c.is_alphabetic()).count();
            let allowed = letters < 3
                || same_word.contains(&en.as_str())
                || places(en).len() > 1 && letters < 40;
            assert!(
                en != es || allowed,
                "{path} is the same in both languages: {en}"
            );
        }
    }

    #[test]
    fn no_sentence_uses_a_word_patients_should_not_read() {
        let forbidden = [
            "abnormal",
            "invalid",
            "oops",
            "please note",
            "danger",
            "log in",
            "authenticat",
            "ehr",
            "fhir",
            "anormal",
            "inválid",
            "peligro",
            "autentica",
            "!",
        ];
        for language in [Language::English, Language::Spanish] {
            for (path, sentence) in sentences(language) {
                if path.starts_with("mistake.") {
                    continue; // read by the people who set the site up
                }
                let sentence = sentence.to_lowercase();
                for word in forbidden {
                    assert!(!sentence.contains(word), "{path} says {word}: {sentence}");
                }
            }
        }
    }

    #[test]
    fn a_place_is_filled_and_an_unknown_one_left_out() {
        assert_eq!(
            fill("From {hospital}{x}.", &[("hospital", &"St. Mary's")]),
            "From St. Mary's."
        );
        assert_eq!(
            Counted {
                one: "1 result",
                many: "{count} results"
            }
            .of(0),
            "0 results"
        );
    }
    #[test]
    fn a_value_that_ends_with_a_full_stop_ends_its_sentence() {
        let filled = |when| fill("Actualizado: {when}.", &[("when", &when)]);
        assert_eq!(filled("15:51"), "Actualizado: 15:51.");
        assert_eq!(filled("3:51 p.m."), "Actualizado: 3:51 p.m.");
    }
}
