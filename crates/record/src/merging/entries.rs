//! When two entries of the record are one, by the part they stand in (reference §8.2): problems, vaccines, procedures
//! and insurance. Entries of the other parts are one only within their hospital, by its own numbers.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    claim::{Aspect, Claim, Reason, day, folded, hashed, minute},
    coded,
    merged::{Conflict, Field, Stated, differing},
};
use crate::{
    entry::{Entry, Fact, Part, Place, Told},
    identity::{Code, System},
    label::Label,
    mark::Marked,
    names::Mention,
};

/// The name of an insurer, where only a reference was sent.
pub(crate) type NameOf<'n> = &'n dyn Fn(&Mention) -> Option<String>;

pub(crate) fn claim(entry: &Entry, name_of: NameOf<'_>) -> Claim {
    let mut claim = Claim::alone(entry.id, entry.source, 0);
    claim.abroad = is_compared(entry.part);
    let is_numbered = !entry.identity.identifiers.is_empty();
    if entry.unreadable.is_some() || !claim.abroad && !is_numbered {
        return claim;
    }
    claim.identifiers = entry.identity.identifiers.clone();
    let name = entry.name.as_deref().and_then(folded);
    coded::aspects(&mut claim, &entry.identity.codes, name.as_deref());
    let name = name.as_deref();
    match entry.part {
        Part::Conditions => {
            claim.aspects.extend(body_site(entry));
            problem(entry, name, &mut claim);
        }
        Part::Vaccines => vaccine(entry, name, &mut claim),
        Part::Procedures => {
            claim.aspects.extend(body_site(entry));
            procedure(entry, name, &mut claim);
        }
        Part::Insurance => insurance(entry, name_of, &mut claim),
        _ => {}
    }
    claim.mark = entry.mark();
    claim
}

/// Whether entries of this part can be the same at two hospitals.
fn is_compared(part: Part) -> bool {
    match part {
        Part::Conditions | Part::Vaccines | Part::Procedures | Part::Insurance => true,
        Part::Fills
        | Part::Plans
        | Part::Goals
        | Part::Devices
        | Part::Orders
        | Part::Forms
        | Part::Appointments
        | Part::Relations
        | Part::Family
        | Part::Samples
        | Part::Images
        | Part::Claims
        | Part::Others => false,
    }
}

/// The same code, else the same name; what is over is the same only within a year. One of the problem list is rather
/// one with one of the problem list.
fn problem(entry: &Entry, name: Option<&str>, claim: &mut Claim) {
    let is_over = entry.place == Place::Past;
    claim.window = is_over.then_some(YEAR);
    claim.day = day(entry.when.as_ref());
    let on = claim.day.map(|day| day.to_string());
    let list = hashed("list", &terms(&entry.line)).to_string();
    let codes = coded::keyed(&entry.identity.codes);
    let by_code = codes.map(|code| (Reason::SameCode, code));
    let by_name = name.map(|name| (Reason::SameName, ["name", "", name]));
    for (later, (reason, [kind, system, what])) in by_code
        .map(|one| (0, one))
        .chain(by_name.map(|one| (4, one)))
    {
        if let Some(on) = &on {
            claim.key(later, reason, &[kind, system, what, &list, on]);
            claim.key(later + 1, reason, &[kind, system, what, on]);
        }
        claim.key(later + 2, reason, &[kind, system, what, &list]);
        claim.key(later + 3, reason, &[kind, system, what]);
    }
}

/// Where in the body, in whatever order it is told.
fn body_site(entry: &Entry) -> Option<(Aspect, u128)> {
    let sites = told(&entry.facts, Label::BodySite)?.iter();
    let mut sites: Vec<String> = sites
        .filter_map(|told| match told {
            Told::Words(words) => folded(words),
            _ => None,
        })
        .collect();
    sites.sort();
    let sites: Vec<&str> = sites.iter().map(String::as_str).collect();
    (!sites.is_empty()).then(|| (Aspect::BodySite, hashed("site", &sites)))
}

/// What the coded words of a line say.
fn terms(line: &[Told]) -> Vec<&str> {
    let words = line.iter().map(|told| match told {
        Told::Term(crate::Term::Problem) => "problem",
        Told::Term(crate::Term::Diagnosis) => "diagnosis",
        Told::Term(crate::Term::Concern) => "concern",
        Told::Words(words) => words,
        _ => "",
    });
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words
}

/// The same code of the CDC's list on the same day or a day apart; two lots that differ are two doses.
fn vaccine(entry: &Entry, name: Option<&str>, claim: &mut Claim) {
    let Some(given) = day(entry.when.as_ref()) else {
        return;
    };
    claim.day = Some(given);
    claim.window = Some(1);
    // Of codes, only those of vaccines are compared: what else is sent is the code of a product.
    claim
        .aspects
        .retain(|(aspect, _)| !matches!(aspect, Aspect::Code(system) if *system != System::Cvx));
    let lot = told(&entry.facts, Label::Lot)
        .and_then(words)
        .and_then(folded_lot);
    if let Some(lot) = &lot {
        claim.aspects.push((Aspect::Lot, hashed("lot", &[lot])));
    }
    let on = given.to_string();
    let of_cvx = |code: &&Code| code.system == System::Cvx;
    for code in entry.identity.codes.iter().filter(of_cvx) {
        if let Some(lot) = &lot {
            claim.key(0, Reason::SameCodeAndDay, &["cvx", &code.code, &on, lot]);
        }
        claim.key(1, Reason::SameCodeAndDay, &["cvx", &code.code, &on]);
        claim.key(2, Reason::SameCodeADayApart, &["cvx", &code.code]);
    }
    if let Some(name) = name {
        claim.key(3, Reason::SameNameAndDay, &["name", name, &on]);
        claim.key(4, Reason::SameNameADayApart, &["name", name]);
    }
}

/// The same code, else the same name, on the same day; of several of one day the one of the same minute.
fn procedure(entry: &Entry, name: Option<&str>, claim: &mut Claim) {
    let Some(done) = day(entry.when.as_ref()) else {
        return;
    };
    claim.done_once(entry.when.as_ref());
    let on = done.to_string();
    let at = entry.when.as_ref().and_then(minute);
    let codes = coded::keyed(&entry.identity.codes);
    let by_code = codes.map(|code| (0, Reason::SameCodeAndDay, code));
    let by_name = name.map(|name| (2, Reason::SameNameAndDay, ["name", "", name]));
    for (round, reason, [kind, system, what]) in by_code.chain(by_name) {
        if let Some(at) = &at {
            claim.key(round, reason, &[kind, system, what, at]);
        }
        claim.key(round + 1, reason, &[kind, system, what, &on]);
    }
}

/// The same insurer, by name, and the same number of the member.
fn insurance(entry: &Entry, name_of: NameOf<'_>, claim: &mut Claim) {
    // Two plans are called alike.
    claim.aspects.clear();
    let payors = told(&entry.facts, Label::Payor).unwrap_or_default();
    let payors = payors.iter().filter_map(|told| match told {
        Told::Who(mention) => folded(&name_of(mention)?),
        _ => None,
    });
    let numbers = [Label::MemberNumber, Label::SubscriberNumber];
    let number = numbers
        .into_iter()
        .find_map(|label| words(told(&entry.facts, label)?));
    let Some(number) = number else {
        return;
    };
    for payor in payors {
        let plain: String = number
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        claim.key(0, Reason::SameMember, &[&payor, &plain.to_lowercase()]);
    }
}

/// Those that a conflict may hang on.
pub(crate) fn mentions(entry: &Entry) -> Vec<&Mention> {
    let payors = told(&entry.facts, Label::Payor).unwrap_or_default();
    let who = |told: &'_ Told| matches!(told, Told::Who(_));
    let payors = payors.iter().filter(|told| who(told));
    payors
        .filter_map(|told| match told {
            Told::Who(mention) => Some(mention),
            _ => None,
        })
        .collect()
}

pub(crate) fn conflicts(versions: &[Arc<Entry>]) -> Vec<Conflict> {
    let status = |entry: &Entry| match entry.place {
        Place::Unsaid | Place::Unclear => None,
        place => Some(Stated::Place(place)),
    };
    let certainty = |entry: &Entry| {
        let said = told(&entry.facts, Label::Certainty);
        said.map(|said| Stated::Told(said.to_vec()))
    };
    let found = [
        differing(versions, Field::Status, status),
        differing(versions, Field::Certainty, certainty),
        plans(versions),
    ];
    found.into_iter().flatten().collect()
}

/// One member may have two plans of one insurer: of another kind, or called something else.
fn plans(versions: &[Arc<Entry>]) -> Option<Conflict> {
    if versions.iter().any(|entry| entry.part != Part::Insurance) {
        return None;
    }
    let of = |names: fn(&Entry) -> Vec<String>| {
        let said = versions.iter().map(|entry| {
            let names = names(entry);
            names.iter().filter_map(|one| folded(one)).collect()
        });
        let mut said: Vec<BTreeSet<String>> = said.collect();
        said.retain(|names| !names.is_empty());
        let is_apart = |one: &BTreeSet<_>| said.iter().any(|other| one.is_disjoint(other));
        let stated = |entry: &Entry| {
            let names = names(entry);
            (!names.is_empty()).then_some(Stated::Words(names))
        };
        differing(versions, Field::Name, stated).filter(|_| said.iter().any(is_apart))
    };
    of(kinds).or_else(|| of(plan_names))
}

fn kinds(entry: &Entry) -> Vec<String> {
    let kinds = told(&entry.facts, Label::Kind).unwrap_or_default();
    kinds
        .iter()
        .filter_map(as_words)
        .map(str::to_owned)
        .collect()
}

fn plan_names(entry: &Entry) -> Vec<String> {
    let plans = told(&entry.facts, Label::Plan).unwrap_or_default();
    let name = |plan: &Told| match plan {
        Told::Group(facts) => words(told(facts, Label::Name)?).map(str::to_owned),
        _ => None,
    };
    plans.iter().filter_map(name).collect()
}

fn told(facts: &[Fact], label: Label) -> Option<&[Told]> {
    let fact = facts.iter().find(|fact| fact.label == label)?;
    Some(&fact.told)
}

fn words(told: &[Told]) -> Option<&str> {
    told.iter().find_map(as_words)
}

fn as_words(told: &Told) -> Option<&str> {
    match told {
        Told::Words(words) => Some(words),
        _ => None,
    }
}

/// Letters and digits of a lot: it is written with and without hyphens.
fn folded_lot(lot: &str) -> Option<String> {
    let plain: String = lot
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    (!plain.is_empty()).then(|| plain.to_lowercase())
}

const YEAR: i64 = 365;
