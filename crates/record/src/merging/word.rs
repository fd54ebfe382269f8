//! What the patient says of a medicine: the patient's own word, dated, beside what the records say and never in its
//! place (reference §4.4). It stays with the medicine when another hospital arrives or one leaves.

use std::collections::BTreeSet;

use super::{claim::hashed, kinds::Kind, medicines::Card, product::Product};
use crate::{
    ids::{IdSet, LocalId},
    when::{Day, When},
};

/// By what a medicine is found again however the records are merged: its orders, and what product it is, by its name
/// and by its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    orders: Vec<LocalId>,
    named: Vec<u128>,
    coded: Vec<u128>,
}

/// Whether the patient takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taking {
    /// As written.
    Yes,
    /// Not at all.
    No,
    /// Otherwise than written.
    Differently,
    /// The patient does not know.
    NotSure,
}

/// One word of the patient's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Of which medicine.
    pub about: Anchor,
    /// What that was called then; words said before names were kept have none.
    pub name: Option<String>,
    /// What it is.
    pub taking: Taking,
    /// When it was said.
    pub on: Day,
    /// What the patient wrote beside it.
    pub note: Option<String>,
}

/// All that the patient said, in the order in which it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<Word>);

/// The text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWords {
    /// A newer version of the program wrote it.
    #[error("written by a newer version")]
    Newer,
    /// It is not whole, or no such text at all.
    #[error("damaged")]
    Damaged,
}

/// The first line of what is kept: the form, and its number.
const NAME: &str = "satchel-words";
const VERSION: u32 = 2;
/// The last one whose words have no names.
const NAMELESS: u32 = 1;

impl Anchor {
    pub(crate) fn of(orders: impl Iterator<Item = LocalId>, products: &[&Product]) -> Self {
        let mut orders: Vec<LocalId> = orders.collect();
        orders.sort_unstable();
        // A name that does not say all of it may be that of something else at another hospital.
        let wholes = products.iter().filter_map(|product| product.whole());
        let named: BTreeSet<u128> = wholes.map(|whole| hashed("whole", &[&whole])).collect();
        let products = products.iter().filter(|one| !one.is_ingredient_only());
        let coded: BTreeSet<u128> = products.flat_map(|product| coded(product)).collect();
        Self {
            orders,
            named: named.into_iter().collect(),
            coded: coded.into_iter().collect(),
        }
    }

    /// Whether a word is of this medicine.
    fn hears(&self) -> impl Fn(&Word) -> bool {
        let own: IdSet = self.orders.iter().copied().collect();
        move |word| self.is_of(&word.about, &own)
    }

    /// Both are of the same order, or of the same product. Where both have a name that says all of it, no code says
    /// otherwise.
    fn is_of(&self, other: &Self, own: &IdSet) -> bool {
        let share = |ours: &[u128], theirs: &[u128]| theirs.iter().any(|one| ours.contains(one));
        let both_named = !self.named.is_empty() && !other.named.is_empty();
        other.orders.iter().any(|order| own.contains(order))
            || share(&self.named, &other.named)
            || !both_named && share(&self.coded, &other.coded)
    }
}

/// The codes of a product, with how much its name says is in it: `LISINOPRIL 10MG TAB` and `LISINOPRIL 40MG TAB` may
/// come with the one code of what is in both. A name that says all of it is told apart by that.
fn coded(product: &Product) -> Vec<u128> {
    let amounts = product.amounts.compared();
    let is_bare = amounts.is_empty() || product.whole().is_some();
    let hashes = |code: &String| {
        let with = std::iter::once(code).chain(&amounts).map(String::as_str);
        let with: Vec<&str> = with.collect();
        let bare = is_bare.then(|| hashed("rxnorm", &[code]));
        let with = (!amounts.is_empty()).then(|| hashed("amounts", &with));
        bare.into_iter().chain(with)
    };
    let is_product = |code: &&String| match product.kinds.get(*code) {
        Some(Kind::Known(is_product)) => *is_product,
        Some(Kind::Less) => false,
        Some(Kind::Whole | Kind::More) | None => true,
    };
    let codes = product.rxnorm.iter().filter(is_product);
    codes.flat_map(hashes).collect()
}

impl Words {
    /// The patient says it. What was said of the same medicine before is kept.
    pub fn say(&mut self, word: Word) {
        self.0.push(word);
    }

    /// The patient takes back what was said last of a medicine.
    pub fn unsay(&mut self, card: &Card) {
        if let Some(last) = self.0.iter().rposition(card.anchor.hears()) {
            self.0.remove(last);
        }
    }

    /// The patient takes back this word, wherever its medicine is.
    pub fn unsay_word(&mut self, word: &Word) {
        if let Some(last) = self.0.iter().rposition(|said| said == word) {
            self.0.remove(last);
        }
    }

    /// What was said of a medicine, the last word first.
    pub fn of(&self, card: &Card) -> Vec<&Word> {
        let hears = card.anchor.hears();
        self.0.iter().rev().filter(|word| hears(word)).collect()
    }

    /// What was said of none of these medicines, the last word first.
    pub(crate) fn of_none<'a>(&self, cards: impl Iterator<Item = &'a Card>) -> Vec<Word> {
        let mut words: Vec<&Word> = self.0.iter().rev().collect();
        for card in cards {
            let hears = card.anchor.hears();
            words.retain(|word| !hears(word));
        }
        words.into_iter().cloned().collect()
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What waited elsewhere is here again, before what was said meanwhile; nothing stands twice.
    pub fn put_back(&mut self, before: Words) {
        let meanwhile = std::mem::replace(&mut self.0, before.0);
        for word in meanwhile {
            if !self.0.contains(&word) {
                self.0.push(word);
            }
        }
    }

    /// As text, to be kept: one line for each, under the form and its number.
    pub fn kept(&self) -> String {
        let words = self.0.iter().map(|word| word.line() + "\n");
        format!("{NAME} {VERSION}\n") + &words.collect::<String>()
    }

    /// Reads what was kept: all of it or nothing.
    pub fn read(kept: &[u8]) -> Result<Self, NotWords> {
        let kept = std::str::from_utf8(kept).map_err(|_| NotWords::Damaged)?;
        let (head, lines) = kept.split_once('\n').ok_or(NotWords::Damaged)?;
        let version = head.strip_prefix(NAME).map(str::trim_start);
        let version: Option<u32> = version.and_then(|version| version.parse().ok());
        match version {
            Some(known @ NAMELESS..=VERSION) => {
                Self::of_lines(known, lines).ok_or(NotWords::Damaged)
            }
            Some(newer) if newer > VERSION => Err(NotWords::Newer),
            Some(_) | None => Err(NotWords::Damaged),
        }
    }

    fn of_lines(version: u32, mut lines: &str) -> Option<Self> {
        let mut words = Vec::new();
        // A last line without its end was cut off.
        while !lines.is_empty() {
            let (line, rest) = lines.split_once('\n')?;
            words.push(Word::read(version, line)?);
            lines = rest;
        }
        Some(Self(words))
    }
}

impl Word {
    fn line(&self) -> String {
        let Day { year, month, day } = self.on;
        let orders: Vec<String> = self.about.orders.iter().map(LocalId::to_string).collect();
        let numbers = |numbers: &[u128]| {
            let numbers = numbers.iter().map(|number| format!("{number:x}"));
            numbers.collect::<Vec<_>>().join(" ")
        };
        format!(
            "{}\t{year:04}-{month:02}-{day:02}\t{}\t{}\t{}\t{}\t{}",
            self.taking.code(),
            orders.join(" "),
            numbers(&self.about.named),
            numbers(&self.about.coded),
            in_line(self.note.as_deref()),
            in_line(self.name.as_deref()),
        )
    }

    fn read(version: u32, line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let taking = Taking::read(parts.next()?)?;
        let on = When::read(parts.next()?).day()?;
        let orders = parts.next()?.split_whitespace().map(|id| id.parse().ok());
        let orders: Option<Vec<LocalId>> = orders.collect();
        let mut numbers = || {
            let numbers = parts.next()?.split_whitespace();
            let numbers = numbers.map(|number| u128::from_str_radix(number, 16).ok());
            numbers.collect::<Option<Vec<u128>>>()
        };
        let (named, coded) = (numbers()?, numbers()?);
        let note = plain(parts.next()?);
        let name = match version {
            NAMELESS => None,
            _ => plain(parts.next()?),
        };
        parts.next().is_none().then_some(())?;
        Some(Self {
            about: Anchor {
                orders: orders?,
                named,
                coded,
            },
            name,
            taking,
            on,
            note,
        })
    }
}

/// What was typed or is called so, without the letters that end a line or a part of it.
fn in_line(text: Option<&str>) -> String {
    text.unwrap_or_default()
        .replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r")
}

/// The same as it was; nothing where there was nothing.
fn plain(kept: &str) -> Option<String> {
    let mut text = String::with_capacity(kept.len());
    let mut letters = kept.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    (!kept.is_empty()).then_some(text)
}

impl Taking {
    /// Every answer, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Differently, Self::NotSure];

    /// By what it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "taking",
            Self::No => "not-taking",
            Self::Differently => "differently",
            Self::NotSure => "not-sure",
        }
    }

    /// The answer of this code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|taking| taking.code() == code)
    }
}
