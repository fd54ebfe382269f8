//! What may be said about a patient's allergies as a whole. Listed, recorded as none, nothing recorded, failed and
//! still loading are five different things, and are never taken for one another (anchors §4 rules 6 and 7).

use std::sync::Arc;

use crate::{
    allergy::{About, Allergy, Place},
    merging::Contradiction,
    order::sort,
    section::Gap,
};

/// How much of the record the statement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every hospital answered in full.
    Whole,
    /// Some is still on its way.
    Loading,
    /// Some is missing.
    Partly,
}

/// What is known about allergies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Situation {
    /// It is on its way; nothing may be said yet.
    Loading,
    /// It is not known: some is missing, and what came says nothing of it.
    Failed,
    /// Every hospital answered, and none has recorded anything. That is not "none".
    Nothing {
        /// A hospital says that nobody asked.
        not_asked: bool,
    },
    /// Every hospital answered, and what is recorded is only of the past or ruled out.
    OnlyPast,
    /// Recorded as none, with what it is about, by whom and when.
    NoneKnown {
        /// The statements.
        none: Vec<Arc<Allergy>>,
        /// How much it rests on.
        reach: Reach,
    },
    /// Recorded.
    Listed {
        /// The allergies, the gravest first.
        listed: Vec<Arc<Allergy>>,
        /// So many entries can't be read safely here.
        unclear: usize,
        /// Statements of "none known" beside them: they take nothing away.
        none: Vec<Arc<Allergy>>,
        /// How much it rests on.
        reach: Reach,
    },
}

impl Situation {
    /// What is left to say where these are told on their own: nothing is said twice.
    pub fn beside(mut self, told: &[Contradiction]) -> Self {
        if let Self::Listed { none, .. } = &mut self {
            none.retain(|one| !told.iter().any(|other| other.none.contains(&one.id)));
        }
        self
    }
}

impl Reach {
    /// Of a list with these gaps.
    pub fn of<S>(gaps: &[(S, Gap)], loading: bool) -> Self {
        match loading {
            true => Self::Loading,
            false if gaps.is_empty() => Self::Whole,
            false => Self::Partly,
        }
    }
}

/// Of versions of one allergy the one by which it is listed: a hospital that calls it over, or ruled out, takes nothing
/// away from one that does not, nor one that calls it mild from one that calls it grave.
pub fn leading(versions: &[Arc<Allergy>]) -> Option<&Arc<Allergy>> {
    let place = |version: &Allergy| match version.place() {
        Place::Current => 0,
        Place::Unclear => 1,
        Place::NoneKnown => 2,
        Place::NotAsked => 3,
        Place::Past => 4,
        Place::RuledOut => 5,
    };
    versions
        .iter()
        .min_by_key(|version| (place(version), !is_grave(version)))
}

/// What may be said.
pub fn situation(all: &[Arc<Allergy>], reach: Reach) -> Situation {
    let of = |place: Place| -> Vec<Arc<Allergy>> {
        let mut those: Vec<Arc<Allergy>> = all
            .iter()
            .filter(|allergy| allergy.place() == place)
            .cloned()
            .collect();
        sort(&mut those, |a, b| {
            rank(a).cmp(&rank(b)).then(a.id.cmp(&b.id))
        });
        those
    };
    let (listed, none) = (of(Place::Current), of(Place::NoneKnown));
    let unclear = of(Place::Unclear).len();
    if !listed.is_empty() || unclear > 0 {
        return Situation::Listed {
            listed,
            unclear,
            none,
            reach,
        };
    }
    if !none.is_empty() {
        return Situation::NoneKnown { none, reach };
    }
    match reach {
        Reach::Loading => Situation::Loading,
        Reach::Partly => Situation::Failed,
        Reach::Whole if all.iter().all(|allergy| allergy.place() == Place::NotAsked) => {
            Situation::Nothing {
                not_asked: !all.is_empty(),
            }
        }
        Reach::Whole => Situation::OnlyPast,
    }
}

/// What one hospital has recorded about allergies. That it lists some, that it recorded none, and that it has nothing
/// are three different things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many are listed.
    pub listed: usize,
    /// So many entries can't be read safely here.
    pub unclear: usize,
    /// Statements that none is known.
    pub none: Vec<Arc<Allergy>>,
    /// How many are of the past or ruled out.
    pub over: usize,
    /// It says that nobody asked.
    pub not_asked: bool,
}

impl Account {
    /// Of the entries of one hospital.
    pub fn of(entries: &[Arc<Allergy>]) -> Self {
        let mut account = Self::default();
        for allergy in entries {
            match allergy.place() {
                Place::Current => account.listed += 1,
                Place::Unclear => account.unclear += 1,
                Place::NoneKnown => account.none.push(Arc::clone(allergy)),
                Place::NotAsked => account.not_asked = true,
                Place::Past | Place::RuledOut => account.over += 1,
            }
        }
        account
    }

    /// It has nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// It could be bad, or was.
fn is_grave(allergy: &Allergy) -> bool {
    use crate::allergy::{Criticality, Severity};
    let severe = |reaction: &crate::allergy::Reaction| reaction.severity == Some(Severity::Severe);
    allergy.criticality == Some(Criticality::High) || allergy.reactions.iter().any(severe)
}

/// The gravest first; then by name.
fn rank(allergy: &Allergy) -> (bool, bool, String) {
    (
        !is_grave(allergy),
        allergy.about != About::One,
        allergy.name.clone().unwrap_or_default().to_lowercase(),
    )
}
