//! A MedicationRequest in the patient's words.
//! <https://hl7.org/fhir/R4/medicationrequest.html>

use fhir::{CodeableConcept, Contained, Flaw, MedicationRequest, Reference};

use crate::{
    identity::Identity,
    ids::LocalId,
    instruction::{How, Instruction, amount, instructions},
    medicine::{Intent, Medicine, MedicineName, Standing},
    note::Note,
    reader::Reader,
    sent,
    value::{Unreadable, Why},
    when::When,
};

/// Reads one request. What can't be read safely keeps its name and its text, and nothing else is claimed of it.
pub(crate) fn medicine(
    request: &MedicationRequest<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Medicine {
    let damaged = flaws.iter().any(|flaw| flaw.touches("dosageInstruction"));
    let instructions = instructions(&request.dosage_instruction, damaged);
    let notes = Note::read(&request.note, &request.contained, reader);
    let unreadable = unsafe_because(request, flaws).map(|why| Unreadable {
        why,
        text: written(&instructions),
    });
    let identity = identity(request, reader);
    let mut mention =
        |reference: Option<&fhir::Reference<'_>>| reader.mention(reference?, &request.contained);
    let dispense = request.dispense_request.as_ref();
    let prescriber = mention(request.requester.as_ref());
    let reported_by = mention(request.reported_reference.as_ref());
    let pharmacy = mention(dispense.and_then(|dispense| dispense.performer.as_ref()));
    let valid = dispense.and_then(|dispense| dispense.validity_period.as_ref());
    let refills = dispense.and_then(|dispense| dispense.number_of_repeats_allowed);
    let supply = |of: fn(&fhir::DispenseRequest<'_>) -> Option<String>| of(dispense?);
    let coded = request.reason_code.iter().filter_map(sent::said);
    let named = request.reason_reference.iter();
    let named = named.filter_map(|reason| reason.words().map(str::to_owned));
    Medicine {
        id,
        source: reader.asked.source,
        identity,
        name: name(
            request.medication_codeable_concept.as_ref(),
            request.medication_reference.as_ref(),
            &request.contained,
            reader,
        ),
        status: standing(request.status.as_deref()),
        status_reason: request.status_reason.as_ref().and_then(sent::said),
        intent: intent(request.intent.as_deref()),
        inpatient: is_inpatient(&request.category),
        do_not_take: request.do_not_perform == Some(true),
        reported: request.reported_boolean == Some(true) || request.reported_reference.is_some(),
        reported_by,
        prescriber,
        written: sent::when(request.authored_on.as_deref()),
        ends: ends(request),
        valid_from: sent::when(valid.and_then(|valid| valid.start.as_deref())),
        valid_until: sent::when(valid.and_then(|valid| valid.end.as_deref())),
        refills: refills.and_then(|refills| refills.as_str().parse().ok()),
        amount: supply(|dispense| amount(dispense.quantity.as_ref()?)),
        lasts: supply(|dispense| amount(dispense.expected_supply_duration.as_ref()?)),
        pharmacy,
        reasons: coded.chain(named).collect(),
        notes,
        incomplete: !flaws.is_empty(),
        instructions: if unreadable.is_some() {
            Vec::new()
        } else {
            instructions
        },
        unreadable,
    }
}

fn unsafe_because(request: &MedicationRequest<'_>, flaws: &[Flaw]) -> Option<Why> {
    if request.implicit_rules.is_some() {
        return Some(Why::UnknownRules);
    }
    if request.has_unknown_modifier() {
        return Some(Why::UnknownModifier);
    }
    let carries = |flaw: &Flaw| {
        let in_name = flaw.touches("medication") || flaw.touches("subject");
        flaw.why != fhir::Why::NotUtf8 && (in_name || flaw.touches_meaning())
    };
    flaws.iter().any(carries).then_some(Why::Damaged)
}

fn written(instructions: &[Instruction]) -> Option<String> {
    let texts = instructions.iter().flat_map(|instruction| {
        let first = match &instruction.how {
            How::Written(text) => Some(text),
            How::PutTogether(_) | How::Codes(_) => None,
        };
        first.into_iter().chain(&instruction.also)
    });
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// The codes of the medicine, as far as they came with the request, and the numbers of the prescription.
fn identity(request: &MedicationRequest<'_>, reader: &Reader<'_>) -> Identity {
    let inside = || {
        let reference = request.medication_reference.as_ref()?;
        let inside = Reader::inside(reference, &request.contained)?;
        inside.code.as_deref()
    };
    let own = request.medication_codeable_concept.as_ref();
    Identity::read(
        own.or_else(inside),
        &request.identifier,
        reader.asked.source,
    )
}

/// What a medicine is called by `medication[x]`.
pub(crate) fn name(
    concept: Option<&CodeableConcept<'_>>,
    reference: Option<&Reference<'_>>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> MedicineName {
    let own = concept.and_then(sent::medicine);
    let mut name = match reference {
        Some(reference) if own.is_none() => reader.medicine(reference, contained),
        _ => MedicineName::default(),
    };
    let code = || {
        let coding = concept?.coding.first()?;
        let system = coding.system.as_deref()?.rsplit('/').next()?;
        Some(format!("{system} {}", coding.code.as_deref()?))
    };
    name.own = own.or(name.own);
    name.code = code().filter(|_| name.own.is_none());
    name
}

fn standing(code: Option<&str>) -> Standing {
    match code {
        Some("active") => Standing::Active,
        Some("on-hold") => Standing::OnHold,
        Some("completed") => Standing::Finished,
        Some("stopped") => Standing::Stopped,
        Some("cancelled") => Standing::Canceled,
        Some("draft") => Standing::Draft,
        Some("unknown") | None => Standing::Unknown,
        Some(other) => Standing::Other(other.to_owned()),
    }
}

fn intent(code: Option<&str>) -> Intent {
    match code {
        Some("order" | "original-order" | "reflex-order" | "filler-order" | "instance-order") => {
            Intent::Order
        }
        Some("plan") => Intent::Plan,
        Some("proposal" | "option") => Intent::Suggestion,
        Some(_) | None => Intent::Unknown,
    }
}

/// Only what is for a stay and nothing else: a discharge order is for home.
fn is_inpatient(categories: &[CodeableConcept<'_>]) -> bool {
    let inpatient = |category: &CodeableConcept<'_>| {
        let words = category.text.as_deref().unwrap_or_default();
        category.has_code("inpatient") || words.eq_ignore_ascii_case("inpatient")
    };
    !categories.is_empty() && categories.iter().all(inpatient)
}

/// The latest end of the instructions, if each of them has one.
fn ends(request: &MedicationRequest<'_>) -> Option<When> {
    let mut latest: Option<When> = None;
    for dosage in &request.dosage_instruction {
        let repeat = dosage.timing.as_ref()?.repeat.as_ref()?;
        let end = sent::when(repeat.bounds_period.as_ref()?.end.as_deref())?;
        if latest.as_ref().and_then(When::seconds) <= end.seconds() {
            latest = Some(end);
        }
    }
    latest
}
