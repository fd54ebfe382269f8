//! When two allergies are one: the same code, or the same name to the letter where no code can be compared (reference
//! §8.2). A code of a whole kind of allergies is no code of one. A statement that none is known is never one with
//! anything, and takes nothing away: it is raised beside what it contradicts.

use std::sync::Arc;

use super::{
    claim::{Claim, Reason, folded},
    coded,
    merged::{Conflict, Field, Stated, differing},
};
use crate::{
    allergy::{About, Allergy, Category, Clinical, Place, Scope, Verification},
    identity::System,
    ids::LocalId,
    mark::Marked,
};

pub(crate) fn claim(allergy: &Allergy) -> Claim {
    let mut claim = Claim::alone(allergy.id, allergy.source, allergy.mark());
    if allergy.unreadable.is_some() || allergy.about != About::One {
        return claim;
    }
    claim.identifiers = allergy.identity.identifiers.clone();
    let name = allergy.name.as_deref().and_then(folded);
    coded::aspects(&mut claim, &allergy.identity.codes, name.as_deref());
    for code in coded::keyed(&allergy.identity.codes) {
        claim.key(0, Reason::SameCode, &code);
    }
    if let Some(name) = &name {
        claim.key(1, Reason::SameName, &[name]);
    }
    claim
}

pub(crate) fn conflicts(versions: &[Arc<Allergy>]) -> Vec<Conflict> {
    let status = |allergy: &Allergy| match &allergy.clinical {
        Clinical::NotGiven => None,
        given => Some(Stated::Clinical(given.clone())),
    };
    let certainty = |allergy: &Allergy| match &allergy.verification {
        Verification::NotGiven => None,
        given => Some(Stated::Verification(given.clone())),
    };
    let criticality = |allergy: &Allergy| allergy.criticality.clone().map(Stated::Criticality);
    let found = [
        differing(versions, Field::Status, status),
        differing(versions, Field::Certainty, certainty),
        differing(versions, Field::Criticality, criticality),
        differing(versions, Field::Reactions, reactions),
    ];
    found.into_iter().flatten().collect()
}

fn reactions(allergy: &Allergy) -> Option<Stated> {
    let words = allergy
        .reactions
        .iter()
        .flat_map(|reaction| &reaction.words);
    let mut words: Vec<String> = words.cloned().collect();
    words.sort();
    words.dedup();
    (!words.is_empty()).then_some(Stated::Words(words))
}

/// A statement that none is known, beside allergies that are recorded: both stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What the statement is about.
    pub scope: Scope,
    /// The statements.
    pub none: Vec<LocalId>,
    /// The allergies.
    pub listed: Vec<LocalId>,
}

/// What is recorded as none known while allergies of that kind are recorded, in any record.
pub(crate) fn contradictions(allergies: &[Arc<Allergy>]) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    for allergy in allergies {
        let (About::NoneKnown(scope), Place::NoneKnown) = (&allergy.about, allergy.place()) else {
            continue;
        };
        match found.iter_mut().find(|one| one.scope == *scope) {
            Some(known) => known.none.push(allergy.id),
            None => found.push(Contradiction {
                scope: scope.clone(),
                none: vec![allergy.id],
                listed: Vec::new(),
            }),
        }
    }
    for contradiction in &mut found {
        let meant = allergies.iter().filter(|one| one.is_listed());
        let meant = meant.filter(|one| is_of(one, &contradiction.scope));
        contradiction.listed = meant.map(|one| one.id).collect();
        contradiction.listed.sort_unstable();
        contradiction.none.sort_unstable();
    }
    found.retain(|contradiction| !contradiction.listed.is_empty());
    found.sort_by(|a, b| a.none.cmp(&b.none));
    found
}

/// The allergy is surely of the kind of which none is known.
fn is_of(allergy: &Allergy, scope: &Scope) -> bool {
    let has = |category: Category| allergy.categories.contains(&category);
    match scope {
        Scope::Any => true,
        Scope::Medicine => {
            let is_open = allergy.categories.is_empty() && is_coded_as_medicine(allergy);
            has(Category::Medicine) || has(Category::Biologic) || is_open
        }
        Scope::Food => has(Category::Food),
        Scope::Environment => has(Category::Environment),
        Scope::Latex => allergy.name.as_deref().and_then(folded).as_deref() == Some("latex"),
        Scope::AsSent(_) => false,
    }
}

/// Its code is one of medicines: many send no category.
fn is_coded_as_medicine(allergy: &Allergy) -> bool {
    let mut codes = allergy.identity.codes.iter();
    codes.any(|code| matches!(code.system, System::RxNorm | System::Ndc))
}
