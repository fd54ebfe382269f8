//! An allergy as one hospital recorded it, or its statement that none is known.

use crate::{
    identity::Identity,
    ids::{Keyed, LocalId, SourceId},
    names::Mention,
    note::Note,
    value::Unreadable,
    when::When,
};

/// One AllergyIntolerance.
/// <https://hl7.org/fhir/R4/allergyintolerance.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allergy {
    /// Which entry of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What tells it from others: for comparing only.
    pub identity: Identity,
    /// What the entry says: that there is one, or that none is known.
    pub about: About,
    /// To what, in the hospital's words.
    pub name: Option<String>,
    /// Allergy or intolerance.
    pub kind: Option<Kind>,
    /// Food, medicine, …
    pub categories: Vec<Category>,
    /// What happened.
    pub reactions: Vec<Reaction>,
    /// How bad it could be.
    pub criticality: Option<Criticality>,
    /// Whether it is a problem now.
    pub clinical: Clinical,
    /// How sure it is.
    pub verification: Verification,
    /// When it began.
    pub onset: Option<Onset>,
    /// When it last happened.
    pub last: Option<When>,
    /// When it was recorded.
    pub recorded: Option<When>,
    /// Who recorded it, else who said so.
    pub recorder: Option<Mention>,
    /// What the hospital wrote beside it.
    pub notes: Vec<Note>,
    /// A part of it could not be read.
    pub incomplete: bool,
    /// Set if it can't be read safely here.
    pub unreadable: Option<Unreadable>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// That there is an allergy.
    One,
    /// That none is known of this kind.
    NoneKnown(Scope),
    /// That it is not known, or nobody asked.
    NotAsked,
}

/// What "none known" is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every kind.
    Any,
    /// Medicines.
    Medicine,
    /// Food.
    Food,
    /// Pollen, dust, animals and the like.
    Environment,
    /// Latex.
    Latex,
    /// Something else, in the hospital's words.
    AsSent(String),
}

/// Where an entry belongs. Every entry is in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It can't be read safely here.
    Unclear,
    /// An allergy now, as far as is said.
    Current,
    /// None known.
    NoneKnown,
    /// Nobody asked.
    NotAsked,
    /// Inactive or resolved.
    Past,
    /// Refuted.
    RuledOut,
}

/// The body's own defence, or another way of not bearing something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// allergy
    Allergy,
    /// intolerance
    Intolerance,
}

/// What kind of thing it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// food
    Food,
    /// medication
    Medicine,
    /// environment
    Environment,
    /// biologic
    Biologic,
    /// Another word, as sent.
    Other(String),
}

/// What happened once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reaction {
    /// Signs and symptoms in the hospital's words, each once.
    pub words: Vec<String>,
    /// How bad it was.
    pub severity: Option<Severity>,
    /// To what, where that is narrower.
    pub to: Option<String>,
    /// When.
    pub onset: Option<When>,
}

/// How bad it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// mild
    Mild,
    /// moderate
    Moderate,
    /// severe
    Severe,
    /// Another word, as sent.
    Other(String),
}

/// How bad it could be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Criticality {
    /// low
    Low,
    /// high
    High,
    /// unable-to-assess
    NotKnown,
    /// Another word, as sent.
    Other(String),
}

/// Whether it is a problem now.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Clinical {
    /// active
    Active,
    /// inactive
    Inactive,
    /// resolved
    Resolved,
    /// Nothing was sent.
    NotGiven,
    /// Another word, as sent.
    Other(String),
}

/// How sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Verification {
    /// confirmed
    Confirmed,
    /// unconfirmed
    Unconfirmed,
    /// refuted: it turned out not to be so.
    Refuted,
    /// Nothing was sent.
    NotGiven,
    /// Another word, as sent.
    Other(String),
}

/// When it began.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Onset {
    /// Then.
    On(When),
    /// Between.
    Between(Option<When>, Option<When>),
    /// In the hospital's words.
    Words(String),
}

impl Allergy {
    /// An allergy now, or what may be one.
    pub fn is_listed(&self) -> bool {
        matches!(self.place(), Place::Current | Place::Unclear)
    }

    /// Where it belongs.
    pub fn place(&self) -> Place {
        if self.unreadable.is_some() {
            return Place::Unclear;
        }
        match (&self.about, &self.verification, &self.clinical) {
            (_, _, Clinical::Inactive | Clinical::Resolved) => Place::Past,
            (About::NoneKnown(_), _, _) => Place::NoneKnown,
            (About::NotAsked, _, _) => Place::NotAsked,
            (About::One, Verification::Refuted, _) => Place::RuledOut,
            (About::One, _, _) => Place::Current,
        }
    }
}

impl Keyed for Allergy {
    fn key(&self) -> LocalId {
        self.id
    }
}
