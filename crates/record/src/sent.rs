//! From the wire to our words, element by element. Blank text counts as not sent.

use fhir::{CodeableConcept, Effective};

use crate::{
    code::{self, LOINC, Name, TestKey},
    flag::{Flag, Mark},
    ids::{SEED, SourceId, mixed},
    number::Number,
    person::Sex,
    range::{Ages, Group, Meaning, Range},
    unit,
    value::{Comparator, Quantity, Reason, Value},
    when::When,
};

/// Text that says something.
pub(crate) fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The text, else LOINC's display, else another display, else a code.
pub(crate) fn name(concept: Option<&CodeableConcept<'_>>) -> Name {
    let Some(concept) = concept else {
        return Name::default();
    };
    let of_loinc = |coding: &&fhir::Coding<'_>| coding.system.as_deref() == Some(LOINC);
    let display = || {
        concept
            .coding
            .iter()
            .filter(of_loinc)
            .find_map(|coding| words(coding.display.as_deref()))
    };
    let codes = concept
        .coding
        .iter()
        .filter(of_loinc)
        .filter_map(|coding| coding.code.as_deref())
        .map(str::trim)
        .filter(|code| code::is_loinc(code));
    Name {
        words: words(concept.text.as_deref())
            .or_else(display)
            .or_else(|| said(concept)),
        loinc: codes.reduce(telling).map(str::to_owned),
    }
}

/// Of several LOINC codes the first; but what is measured with a pulse oximeter bears the code of any oxygen saturation
/// beside its own, in any order.
/// <https://hl7.org/fhir/us/core/StructureDefinition-us-core-pulse-oximetry.html>
fn telling<'c>(first: &'c str, other: &'c str) -> &'c str {
    match (first, other) {
        ("2708-6", "59408-5") => other,
        _ => first,
    }
}

/// The text, else a display, else a code.
pub(crate) fn said(concept: &CodeableConcept<'_>) -> Option<String> {
    let code = || {
        concept
            .coding
            .iter()
            .find_map(|coding| words(coding.code.as_deref()))
    };
    concept.words().map(str::to_owned).or_else(code)
}

/// A medicine's words: the text, else RxNorm's display, else another; never a bare code (reference §4.1).
pub(crate) fn medicine(concept: &CodeableConcept<'_>) -> Option<String> {
    let of_rxnorm = |coding: &&fhir::Coding<'_>| coding.system.as_deref() == Some(RXNORM);
    let display = || {
        concept
            .coding
            .iter()
            .filter(of_rxnorm)
            .find_map(|coding| words(coding.display.as_deref()))
    };
    words(concept.text.as_deref())
        .or_else(display)
        .or_else(|| concept.words().map(str::to_owned))
}

const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";

/// Which test a result is of (reference §3.7).
pub(crate) fn test_key(
    source: SourceId,
    name: &Name,
    concept: Option<&CodeableConcept<'_>>,
    value: &Value,
    specimen: Option<&str>,
) -> TestKey {
    if let Some(loinc) = &name.loinc {
        return TestKey::loinc(loinc);
    }
    let coding =
        concept.and_then(|concept| concept.coding.iter().find(|coding| coding.code.is_some()));
    let system = coding
        .and_then(|coding| coding.system.as_deref())
        .unwrap_or_default();
    let code = coding
        .and_then(|coding| coding.code.as_deref())
        .unwrap_or_default();
    let unit = match value {
        Value::Measured(quantity) => quantity.code.as_deref().or(quantity.unit.as_deref()),
        _ => None,
    };
    let text = name.words.as_deref().unwrap_or_default();
    TestKey::local(
        source,
        &[
            system,
            code,
            text,
            unit.unwrap_or_default(),
            specimen.unwrap_or_default(),
        ],
    )
}

/// A quantity that has a number.
pub(crate) fn quantity(sent: &fhir::Quantity<'_>) -> Option<Quantity> {
    let number = Number(sent.value?.as_str().to_owned());
    let code = words(sent.code.as_deref());
    let is_code = |unit: &str| code.as_deref() == Some(unit) || unit.starts_with('{');
    let unit = match words(sent.unit.as_deref()) {
        // A code in the place of the words.
        Some(unit) if is_code(&unit) => unit::spelled(&unit),
        Some(unit) => Some(unit),
        None => code.as_deref().and_then(unit::spelled),
    };
    let comparator = words(sent.comparator.as_deref()).map(|code| Comparator::read(&code));
    Some(Quantity {
        number,
        comparator,
        unit,
        code,
    })
}

/// The value, whichever form it was sent in; `None` if what was sent holds nothing.
pub(crate) fn value(sent: fhir::Value<'_, '_>) -> Option<Value> {
    let end = |end: &Option<fhir::Quantity<'_>>| end.as_ref().and_then(quantity);
    let text = |text: &str| words(Some(text));
    match sent {
        fhir::Value::Quantity(sent) => quantity(sent).map(Value::Measured),
        fhir::Value::CodeableConcept(concept) => answer(concept).map(Value::Found),
        fhir::Value::String(sent) => text(sent).map(Value::Text),
        fhir::Value::Boolean(sent) => Some(Value::Boolean(sent)),
        fhir::Value::Integer(sent) => Some(Value::Integer(sent.as_str().to_owned())),
        fhir::Value::Range(sent) => pair(end(&sent.low), end(&sent.high), Value::Between),
        fhir::Value::Ratio(sent) => {
            pair(end(&sent.numerator), end(&sent.denominator), Value::Ratio)
        }
        fhir::Value::SampledData => Some(Value::Sampled),
        fhir::Value::Time(sent) => text(sent).map(Value::Time),
        fhir::Value::DateTime(sent) => text(sent).map(|sent| Value::At(When::read(&sent))),
        fhir::Value::Period(sent) => pair(
            when(sent.start.as_deref()),
            when(sent.end.as_deref()),
            Value::During,
        ),
    }
}

fn pair<P>(
    from: Option<P>,
    to: Option<P>,
    form: fn(Option<P>, Option<P>) -> Value,
) -> Option<Value> {
    (from.is_some() || to.is_some()).then(|| form(from, to))
}

/// A coded answer: the text, else SNOMED's display, else another, else a code.
fn answer(concept: &CodeableConcept<'_>) -> Option<String> {
    let of_snomed =
        |coding: &&fhir::Coding<'_>| coding.system.as_deref() == Some("http://snomed.info/sct");
    let display = || {
        concept
            .coding
            .iter()
            .filter(of_snomed)
            .find_map(|coding| words(coding.display.as_deref()))
    };
    words(concept.text.as_deref())
        .or_else(display)
        .or_else(|| said(concept))
}

/// Why there is no value.
pub(crate) fn reason(concept: Option<&CodeableConcept<'_>>) -> Reason {
    let Some(concept) = concept else {
        return Reason::NotProvided;
    };
    let coded = concept
        .coding
        .iter()
        .find_map(|coding| Reason::read(coding.code.as_deref()?));
    coded
        .or_else(|| said(concept).map(Reason::Said))
        .unwrap_or(Reason::NotProvided)
}

/// The lab's marks, each with the words it came in.
pub(crate) fn marks(sent: &[CodeableConcept<'_>]) -> Vec<Mark> {
    sent.iter().filter_map(mark).collect()
}

fn mark(concept: &CodeableConcept<'_>) -> Option<Mark> {
    let words = said(concept)?;
    let coded = concept
        .coding
        .iter()
        .filter_map(|coding| Flag::read(coding.code.as_deref()?.trim()));
    let flag = coded
        .max()
        .or_else(|| Flag::read_words(&words))
        .unwrap_or(Flag::Word);
    Some(Mark { flag, words })
}

/// The lab's ranges; one that says nothing is none.
pub(crate) fn ranges(sent: &[fhir::ReferenceRange<'_>]) -> Vec<Range> {
    sent.iter()
        .map(range)
        .filter(|range| range.low.is_some() || range.high.is_some() || range.text.is_some())
        .collect()
}

fn range(sent: &fhir::ReferenceRange<'_>) -> Range {
    let age = |ages: &fhir::Range<'_>| Ages {
        from: ages.low.as_ref().and_then(quantity),
        to: ages.high.as_ref().and_then(quantity),
    };
    Range {
        low: sent.low.as_ref().and_then(quantity),
        high: sent.high.as_ref().and_then(quantity),
        text: words(sent.text.as_deref()),
        meaning: sent.kind.as_deref().map_or(Meaning::Normal, meaning),
        applies_to: sent.applies_to.iter().map(group).collect(),
        age: sent.age.as_deref().map(age),
    }
}

fn meaning(kind: &CodeableConcept<'_>) -> Meaning {
    let bare_text = kind.coding.is_empty()
        && kind
            .words()
            .is_some_and(|words| words.to_ascii_lowercase().starts_with("normal"));
    match said(kind) {
        Some(_) if bare_text || kind.has_code("normal") => Meaning::Normal,
        Some(name) => Meaning::Named(name),
        None => Meaning::Normal,
    }
}

/// Codes and words by which labs say "women" and "men"
/// (<http://hl7.org/fhir/R4/valueset-referencerange-appliesto.html>).
fn group(concept: &CodeableConcept<'_>) -> Group {
    let words = said(concept).unwrap_or_default();
    let is = |codes: [&str; 3]| {
        codes
            .iter()
            .any(|code| concept.has_code(code) || words.eq_ignore_ascii_case(code))
    };
    let sex = if is(["248152002", "female", "F"]) {
        Some(Sex::Female)
    } else if is(["248153007", "male", "M"]) {
        Some(Sex::Male)
    } else {
        None
    };
    Group { sex, words }
}

/// A date, if one was sent.
pub(crate) fn when(text: Option<&str>) -> Option<When> {
    words(text).map(|text| When::read(&text))
}

/// When it was true of the patient; of a span, its beginning (else its end).
pub(crate) fn effective(sent: Option<Effective<'_, '_>>) -> Option<When> {
    match sent? {
        Effective::DateTime(text) | Effective::Instant(text) => when(Some(text)),
        Effective::Period(period) => {
            when(period.start.as_deref()).or_else(|| when(period.end.as_deref()))
        }
        Effective::Timing => None,
    }
}

/// A business identifier as something to compare. Accession numbers stand for a whole sample, so they
/// identify no single result.
pub(crate) fn identifiers(source: SourceId, sent: &[fhir::Identifier<'_>]) -> Vec<u128> {
    let current = |identifier: &&fhir::Identifier<'_>| {
        !is_accession(identifier) && identifier.usage.as_deref() != Some("old")
    };
    sent.iter()
        .filter(current)
        .filter_map(|identifier| identified(source, identifier))
        .collect()
}

/// The accession number, as something to compare.
pub(crate) fn accession(source: SourceId, sent: &[fhir::Identifier<'_>]) -> Option<u128> {
    sent.iter()
        .find(|identifier| is_accession(identifier))
        .and_then(|identifier| identified(source, identifier))
}

fn identified(source: SourceId, identifier: &fhir::Identifier<'_>) -> Option<u128> {
    let value = words(identifier.value.as_deref())?;
    let system = identifier.system.as_deref().unwrap_or_default().trim();
    // Numbers of no named giver are those of the hospital alone.
    let giver = match system.contains(':') {
        true => SEED,
        false => mixed(SEED, &source.0.to_string()),
    };
    Some(mixed(mixed(giver, system), &value))
}

fn is_accession(identifier: &fhir::Identifier<'_>) -> bool {
    identifier
        .kind
        .as_deref()
        .is_some_and(|kind| kind.has_code("ACSN"))
}
