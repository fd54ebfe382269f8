//! An Observation in the patient's words.
//! <https://hl7.org/fhir/R4/observation.html>

use fhir::{Flaw, Observation};

use crate::{
    ids::LocalId,
    labs::{Finding, LabResult, Part, Ties},
    note::{self, Note},
    reader::Reader,
    sent,
    shelf::Shelf,
    status::Status,
    value::{Reason, Unreadable, Value, Why},
};

/// Reads one result. What can't be read safely keeps its name and its notes, and nothing else.
pub(crate) fn result(
    observation: &Observation<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> LabResult {
    let source = reader.asked.source;
    let name = sent::name(observation.code.as_ref());
    let notes = Note::read(&observation.note, &observation.contained, reader);
    let (finding, parts) = match unsafe_because(observation, flaws) {
        Some(why) => (unreadable(why, &notes), Vec::new()),
        None => (finding(observation, flaws), parts(observation, flaws)),
    };
    let specimen = observation
        .specimen
        .as_ref()
        .and_then(|specimen| specimen.words())
        .map(str::to_owned);
    let test = sent::test_key(
        source,
        &name,
        observation.code.as_ref(),
        &finding.value,
        specimen.as_deref(),
    );
    let performers = observation
        .performer
        .iter()
        .filter_map(|performer| reader.mention(performer, &observation.contained));
    LabResult {
        id,
        source,
        shelf: Shelf::of(observation),
        name,
        test,
        status: Status::read(observation.status.as_deref()),
        finding,
        parts,
        collected: sent::effective(observation.effective()),
        issued: sent::when(observation.issued.as_deref()),
        notes,
        performers: performers.collect(),
        specimen,
        method: observation.method.as_ref().and_then(sent::said),
        incomplete: !flaws.is_empty(),
        ties: ties(observation, reader),
    }
}

/// Why an observation can't be read safely, if it can't (reference §2.1 rule 14).
fn unsafe_because(observation: &Observation<'_>, flaws: &[Flaw]) -> Option<Why> {
    if observation.implicit_rules.is_some() {
        return Some(Why::UnknownRules);
    }
    if observation.has_unknown_modifier() {
        return Some(Why::UnknownModifier);
    }
    flaws.iter().any(changes_meaning).then_some(Why::Damaged)
}

/// What was cut out carried the meaning, or could have.
fn changes_meaning(flaw: &Flaw) -> bool {
    if flaw.why == fhir::Why::NotUtf8 {
        return false;
    }
    let mut steps = flaw
        .path
        .split('.')
        .map(|step| step.split('[').next().unwrap_or(step));
    let carries = |element: &str| CARRIERS.contains(&element) || element.starts_with("value");
    let of_the_whole = match (steps.next(), steps.next()) {
        (Some("component"), Some(element)) => carries(element),
        (Some("component"), None) | (None, _) => true,
        (Some(element), _) => carries(element),
    };
    of_the_whole
        || ["modifierExtension", "comparator"]
            .iter()
            .any(|modifier| flaw.touches(modifier))
}

const CARRIERS: [&str; 7] = [
    "status",
    "code",
    "subject",
    "focus",
    "dataAbsentReason",
    "interpretation",
    "implicitRules",
];

fn unreadable(why: Why, notes: &[Note]) -> Finding {
    let text = note::joined(notes);
    Finding {
        value: Value::Unreadable(Unreadable { why, text }),
        marks: Vec::new(),
        ranges: Vec::new(),
    }
}

fn finding(observation: &Observation<'_>, flaws: &[Flaw]) -> Finding {
    let in_parts = !observation.component.is_empty() || !observation.has_member.is_empty();
    let value = observation.value().and_then(sent::value);
    let missing = || match sent::reason(observation.data_absent_reason.as_ref()) {
        Reason::NotProvided if in_parts => Value::InParts,
        reason => Value::Absent(reason),
    };
    Finding {
        value: value.unwrap_or_else(missing),
        marks: sent::marks(&observation.interpretation),
        ranges: ranges(&observation.reference_range, flaws),
    }
}

fn parts(observation: &Observation<'_>, flaws: &[Flaw]) -> Vec<Part> {
    let part = |component: &fhir::ObservationComponent<'_>| Part {
        name: sent::name(component.code.as_ref()),
        finding: Finding {
            value: component.value().and_then(sent::value).unwrap_or_else(|| {
                Value::Absent(sent::reason(component.data_absent_reason.as_ref()))
            }),
            marks: sent::marks(&component.interpretation),
            ranges: ranges(&component.reference_range, flaws),
        },
    };
    observation.component.iter().map(part).collect()
}

/// A damaged range could be read as an open one: then none is used.
fn ranges(ranges: &[fhir::ReferenceRange<'_>], flaws: &[Flaw]) -> Vec<crate::range::Range> {
    if flaws.iter().any(|flaw| flaw.touches("referenceRange")) {
        Vec::new()
    } else {
        sent::ranges(ranges)
    }
}

fn ties(observation: &Observation<'_>, reader: &Reader<'_>) -> Ties {
    let tie = |reference: &fhir::Reference<'_>| reader.tie(reference);
    Ties {
        members: observation
            .has_member
            .iter()
            .filter_map(|member| reader.local(member))
            .collect(),
        based_on: observation.based_on.first().and_then(tie),
        accession: sent::accession(reader.asked.source, &observation.identifier),
        specimen: observation.specimen.as_ref().and_then(tie),
        encounter: observation.encounter.as_ref().and_then(tie),
        identifiers: sent::identifiers(reader.asked.source, &observation.identifier),
    }
}
