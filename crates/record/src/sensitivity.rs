//! An AllergyIntolerance in the patient's words.
//! <https://hl7.org/fhir/R4/allergyintolerance.html>

use fhir::{AllergyIntolerance, AllergyOnset, CodeableConcept, Flaw};

use crate::{
    allergy::{
        About, Allergy, Category, Clinical, Criticality, Kind, Onset, Reaction, Scope, Severity,
        Verification,
    },
    identity::Identity,
    ids::LocalId,
    note::{self, Note},
    reader::Reader,
    sent,
    value::{Unreadable, Why},
};

/// Reads one entry.
pub(crate) fn allergy(
    allergy: &AllergyIntolerance<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Allergy {
    let notes = Note::read(&allergy.note, &allergy.contained, reader);
    let verification = verification(allergy.verification_status.as_ref());
    let code = allergy.code.as_ref();
    let mut mention = |reference: &Option<fhir::Reference<'_>>| {
        reader.mention(reference.as_ref()?, &allergy.contained)
    };
    let recorder = mention(&allergy.recorder).or_else(|| mention(&allergy.asserter));
    let unreadable = unsafe_because(allergy, flaws).map(|why| Unreadable {
        why,
        text: note::joined(&notes),
    });
    Allergy {
        id,
        source: reader.asked.source,
        identity: Identity::read(code, &allergy.identifier, reader.asked.source),
        about: code.map_or(About::One, |code| about(code, &verification)),
        name: code.and_then(sent::said),
        kind: match allergy.kind.as_deref() {
            Some("allergy") => Some(Kind::Allergy),
            Some("intolerance") => Some(Kind::Intolerance),
            Some(_) | None => None,
        },
        categories: allergy
            .category
            .iter()
            .flatten()
            .map(|code| category(code))
            .collect(),
        reactions: allergy.reaction.iter().filter_map(reaction).collect(),
        criticality: sent::words(allergy.criticality.as_deref()).map(criticality),
        clinical: clinical(allergy.clinical_status.as_ref()),
        verification,
        onset: allergy.onset().and_then(onset),
        last: sent::when(allergy.last_occurrence.as_deref()),
        recorded: sent::when(allergy.recorded_date.as_deref()),
        recorder,
        notes,
        incomplete: !flaws.is_empty(),
        unreadable,
    }
}

/// Entered by mistake: it is not shown.
pub(crate) fn withdrawn(allergy: &AllergyIntolerance<'_>) -> bool {
    let status = allergy.verification_status.as_ref();
    let in_error = |status: &CodeableConcept<'_>| {
        let text = status.text.as_deref().unwrap_or_default();
        status.has_code("entered-in-error") || text.eq_ignore_ascii_case("entered in error")
    };
    status.is_some_and(in_error)
}

fn unsafe_because(allergy: &AllergyIntolerance<'_>, flaws: &[Flaw]) -> Option<Why> {
    if allergy.implicit_rules.is_some() {
        return Some(Why::UnknownRules);
    }
    // Its place in the list hangs on an extension that stands for the code and can turn it around.
    let risk = |extension: &fhir::Extension<'_>| {
        let url = extension.url.as_deref().unwrap_or_default();
        url.ends_with("/allergyintolerance-substanceExposureRisk")
    };
    if allergy.has_unknown_modifier() || allergy.extension.iter().any(risk) {
        return Some(Why::UnknownModifier);
    }
    let carries = |flaw: &Flaw| {
        let what = flaw.path.starts_with("code") || flaw.path.starts_with("patient");
        flaw.why != fhir::Why::NotUtf8 && (what || flaw.touches_meaning())
    };
    flaws.iter().any(carries).then_some(Why::Damaged)
}

/// What the code says. "Allergy to substance, refuted" is how some say that none is known.
fn about(concept: &CodeableConcept<'_>, verification: &Verification) -> About {
    let refuted = *verification == Verification::Refuted;
    let coded = |table: &[(Scope, &[&str])]| {
        let has = |codes: &[&str]| codes.iter().any(|code| concept.has_code(code));
        let found = table.iter().find(|(_, codes)| has(codes));
        found.map(|(scope, _)| scope.clone())
    };
    if refuted {
        let none = coded(&ANY_OF_A_KIND);
        return none.map_or(About::One, About::NoneKnown);
    }
    if let Some(scope) = coded(&NONE_KNOWN) {
        return About::NoneKnown(scope);
    }
    if NOT_ASKED.iter().any(|code| concept.has_code(code)) {
        return About::NotAsked;
    }
    let words = sent::said(concept).unwrap_or_default();
    none_by_words(&words).unwrap_or(About::One)
}

/// Some write it in words only. What begins like this and goes on otherwise is shown as written, as what it is: no
/// allergy, and no promise that there is none.
fn none_by_words(words: &str) -> Option<About> {
    let plain = words.trim_end_matches(['.', ' ']).to_lowercase();
    let plain = plain.split(" (").next().unwrap_or_default();
    let scope = match plain {
        "no known allergies" | "no known allergy" | "nka" => Scope::Any,
        "no known drug allergies"
        | "no known drug allergy"
        | "no known medication allergies"
        | "no known medicine allergies"
        | "nkda" => Scope::Medicine,
        "no known food allergies" | "no known food allergy" => Scope::Food,
        "no known environmental allergies" | "no known environmental allergy" => Scope::Environment,
        "no known latex allergy" => Scope::Latex,
        "not on file" | "not asked" | "patient not asked" => return Some(About::NotAsked),
        other if other.starts_with("no known ") => Scope::AsSent(words.to_owned()),
        _ => return None,
    };
    Some(About::NoneKnown(scope))
}

/// Codes of SNOMED CT, and of the International Patient Summary for what is absent.
const NONE_KNOWN: [(Scope, &[&str]); 5] = [
    (
        Scope::Any,
        &["716186003", "160244002", "no-known-allergies"],
    ),
    (
        Scope::Medicine,
        &["409137002", "no-known-medication-allergies"],
    ),
    (Scope::Food, &["429625007", "no-known-food-allergies"]),
    (
        Scope::Environment,
        &["428607008", "no-known-environmental-allergies"],
    ),
    (Scope::Latex, &["716184000"]),
];

/// Kinds of allergy as such, named in SNOMED CT: refuted, they say that none of the kind is known.
const ANY_OF_A_KIND: [(Scope, &[&str]); 4] = [
    (Scope::Any, &["419199007", "420134006", "418038007"]),
    (Scope::Medicine, &["416098002", "419511003"]),
    (Scope::Food, &["414285001", "418471000"]),
    (Scope::Environment, &["426232007"]),
];

/// A code of SNOMED CT that says of what kind an allergy is, and not to what.
pub(crate) fn is_of_a_kind(code: &str) -> bool {
    ANY_OF_A_KIND.iter().any(|(_, codes)| codes.contains(&code))
}

const NOT_ASKED: [&str; 2] = ["1631000175102", "no-allergy-info"];

fn category(code: &str) -> Category {
    match code {
        "food" => Category::Food,
        "medication" => Category::Medicine,
        "environment" => Category::Environment,
        "biologic" => Category::Biologic,
        other => Category::Other(other.to_owned()),
    }
}

fn reaction(sent: &fhir::AllergyReaction<'_>) -> Option<Reaction> {
    let mut words: Vec<String> = Vec::new();
    let description = sent::words(sent.description.as_deref());
    let named = sent
        .manifestation
        .iter()
        .filter_map(|one| one.words().map(str::to_owned));
    for word in named.chain(description) {
        if !words.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
            words.push(word);
        }
    }
    if words.is_empty() {
        words.extend(sent.manifestation.iter().filter_map(sent::said));
    }
    let severity = sent::words(sent.severity.as_deref()).map(|code| match code.as_str() {
        "mild" => Severity::Mild,
        "moderate" => Severity::Moderate,
        "severe" => Severity::Severe,
        _ => Severity::Other(code),
    });
    (!words.is_empty() || severity.is_some()).then(|| Reaction {
        words,
        severity,
        to: sent.substance.as_ref().and_then(sent::said),
        onset: sent::when(sent.onset.as_deref()),
    })
}

fn criticality(code: String) -> Criticality {
    match code.as_str() {
        "low" => Criticality::Low,
        "high" => Criticality::High,
        "unable-to-assess" => Criticality::NotKnown,
        _ => Criticality::Other(code),
    }
}

/// The code of a status, else its text.
fn status(concept: Option<&CodeableConcept<'_>>) -> Option<String> {
    let concept = concept?;
    let code = concept
        .coding
        .iter()
        .find_map(|coding| sent::words(coding.code.as_deref()));
    code.or_else(|| sent::said(concept))
        .map(|code| code.to_lowercase())
}

fn clinical(concept: Option<&CodeableConcept<'_>>) -> Clinical {
    let Some(code) = status(concept) else {
        return Clinical::NotGiven;
    };
    match code.as_str() {
        "active" => Clinical::Active,
        "inactive" => Clinical::Inactive,
        "resolved" => Clinical::Resolved,
        _ => Clinical::Other(code),
    }
}

fn verification(concept: Option<&CodeableConcept<'_>>) -> Verification {
    let Some(code) = status(concept) else {
        return Verification::NotGiven;
    };
    match code.as_str() {
        "confirmed" => Verification::Confirmed,
        "unconfirmed" => Verification::Unconfirmed,
        "refuted" => Verification::Refuted,
        _ => Verification::Other(code),
    }
}

fn onset(sent: AllergyOnset<'_, '_>) -> Option<Onset> {
    match sent {
        AllergyOnset::DateTime(text) => sent::when(Some(text)).map(Onset::On),
        AllergyOnset::String(text) => sent::words(Some(text)).map(Onset::Words),
        AllergyOnset::Period(period) => {
            let from = sent::when(period.start.as_deref());
            let to = sent::when(period.end.as_deref());
            (from.is_some() || to.is_some()).then_some(Onset::Between(from, to))
        }
    }
}
