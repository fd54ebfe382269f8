//! What records say in plain words is in a medicine. Merging may doubt it; a question may not: it is asked of all that
//! is said, whether or not it is believed.

use std::collections::BTreeSet;

use super::claim::folded;
use crate::rxnorm::Name;

/// Everything that is said to be in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Wording {
    /// Ingredients, or what stands where they do.
    words: BTreeSet<String>,
    brands: BTreeSet<String>,
    /// Names that do not follow the grammar, as words with a space on both sides.
    texts: BTreeSet<String>,
}

impl Wording {
    /// Hears a name.
    pub(crate) fn hear(&mut self, text: &str) {
        match Name::read(text) {
            Some(name) => {
                self.say(name.bases());
                self.brands.extend(name.brand);
            }
            None => {
                self.texts.insert(apart(text));
            }
        }
    }

    /// Hears ingredients.
    pub(crate) fn say(&mut self, words: impl IntoIterator<Item = String>) {
        self.words.extend(words);
    }

    pub(crate) fn extend(&mut self, other: &Self) {
        self.words.extend(other.words.iter().cloned());
        self.brands.extend(other.brands.iter().cloned());
        self.texts.extend(other.texts.iter().cloned());
    }

    /// What names that can be read call ingredients.
    pub(crate) fn words(&self) -> impl Iterator<Item = &String> {
        self.words.iter()
    }

    /// It is said in some name, whole word by whole word.
    pub(crate) fn names(&self, called: &str) -> bool {
        let within = apart(called);
        self.words.contains(called)
            || self.brands.contains(called)
            || self.texts.iter().any(|text| text.contains(&within))
    }
}

/// What a text calls something: the ingredients and the brand of a name that can be read, else all of it.
pub(crate) fn called(text: &str) -> Vec<String> {
    match Name::read(text) {
        Some(name) => name.bases().into_iter().chain(name.brand).collect(),
        None => folded(text).into_iter().collect(),
    }
}

fn apart(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
