//! What the patient says of a medicine: the patient's own word, dated, beside what the records say and never in its
//! place (reference §4.4). It stays with the medicine when another hospital arrives or one leaves.

use std::collections::BTreeSet;

use super::{claim::hashed, medicines::Card, product::Product};
use crate::{
    ids::{IdSet, LocalId},
    when::{Day, When},
};

/// By what a medicine is found again however the records are merged: its orders, and what product it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    orders: Vec<LocalId>,
    products: Vec<u128>,
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

impl Anchor {
    pub(crate) fn of(orders: impl Iterator<Item = LocalId>, products: &[&Product]) -> Self {
        let mut orders: Vec<LocalId> = orders.collect();
        orders.sort_unstable();
        // A name alone may be that of something else at another hospital.
        let of = |product: &&Product| {
            let whole = product.whole().map(|whole| hashed("whole", &[&whole]));
            let coded = product
                .rxnorm
                .iter()
                .filter(|_| !product.is_ingredient_only());
            let codes: Vec<u128> = coded.map(|code| hashed("rxnorm", &[code])).collect();
            codes.into_iter().chain(whole)
        };
        let products: BTreeSet<u128> = products.iter().flat_map(of).collect();
        Self {
            orders,
            products: products.into_iter().collect(),
        }
    }

    /// Both are of the same order, or of the same product.
    fn is_of(&self, other: &Self, own: &IdSet) -> bool {
        let same_order = other.orders.iter().any(|order| own.contains(order));
        let has = |product: &u128| self.products.binary_search(product).is_ok();
        same_order || other.products.iter().any(has)
    }
}

impl Words {
    /// The patient says it. What was said of the same medicine before is kept.
    pub fn say(&mut self, word: Word) {
        self.0.push(word);
    }

    /// The patient takes back what was said last of a medicine.
    pub fn unsay(&mut self, card: &Card) {
        let own: IdSet = card.anchor.orders.iter().copied().collect();
        let last = self
            .0
            .iter()
            .rposition(|word| card.anchor.is_of(&word.about, &own));
        if let Some(last) = last {
            self.0.remove(last);
        }
    }

    /// What was said of a medicine, the last word first.
    pub fn of(&self, card: &Card) -> Vec<&Word> {
        let own: IdSet = card.anchor.orders.iter().copied().collect();
        let words = self.0.iter().rev();
        words
            .filter(|word| card.anchor.is_of(&word.about, &own))
            .collect()
    }

    /// As text, to be kept: one line for each.
    pub fn kept(&self) -> String {
        self.0.iter().map(|word| word.line() + "\n").collect()
    }

    /// Reads what was kept; `None` if it is damaged or was written by a newer version.
    pub fn read(kept: &str) -> Option<Self> {
        kept.lines()
            .map(Word::read)
            .collect::<Option<_>>()
            .map(Self)
    }
}

impl Word {
    fn line(&self) -> String {
        let Day { year, month, day } = self.on;
        let orders: Vec<String> = self.about.orders.iter().map(LocalId::to_string).collect();
        let products = self
            .about
            .products
            .iter()
            .map(|product| format!("{product:x}"));
        let products: Vec<String> = products.collect();
        let note = self.note.as_deref().unwrap_or_default();
        let note = note
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\t', "\\t");
        format!(
            "{}\t{year:04}-{month:02}-{day:02}\t{}\t{}\t{}",
            self.taking.code(),
            orders.join(" "),
            products.join(" "),
            note.replace('\r', "\\r"),
        )
    }

    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let taking = Taking::read(parts.next()?)?;
        let on = When::read(parts.next()?).day()?;
        let orders = parts.next()?.split_whitespace().map(|id| id.parse().ok());
        let orders: Option<Vec<LocalId>> = orders.collect();
        let products = parts.next()?.split_whitespace();
        let products: Option<Vec<u128>> = products
            .map(|product| u128::from_str_radix(product, 16).ok())
            .collect();
        let note = parts.next()?;
        parts.next().is_none().then_some(())?;
        Some(Self {
            about: Anchor {
                orders: orders?,
                products: products?,
            },
            taking,
            on,
            note: (!note.is_empty()).then(|| plain(note)),
        })
    }
}

fn plain(note: &str) -> String {
    let mut text = String::with_capacity(note.len());
    let mut letters = note.chars();
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
    text
}

impl Taking {
    fn code(self) -> &'static str {
        match self {
            Self::Yes => "taking",
            Self::No => "not-taking",
            Self::Differently => "differently",
            Self::NotSure => "not-sure",
        }
    }

    fn read(code: &str) -> Option<Self> {
        let all = [Self::Yes, Self::No, Self::Differently, Self::NotSure];
        all.into_iter().find(|taking| taking.code() == code)
    }
}
