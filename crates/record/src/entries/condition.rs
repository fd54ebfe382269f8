//! A Condition in the patient's words.
//! <https://hl7.org/fhir/R4/condition.html>

use fhir::{CodeableConcept, Condition, Flaw};

use crate::{
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent,
    term::Term,
};

/// Reads one.
pub(crate) fn entry(
    condition: &Condition<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&condition.note, &condition.contained, reader);
    let code = condition.code.as_ref();
    let name = code.and_then(sent::said);
    let inside = &condition.contained;
    let mut lines = Facts::default();
    lines.coded(Label::Status, &condition.clinical_status, &CLINICAL);
    lines.coded(Label::Certainty, &condition.verification_status, &CERTAINTY);
    lines.coded(Label::Category, &condition.category, &CATEGORIES);
    lines.concepts(Label::Severity, &condition.severity);
    lines.concepts(Label::BodySite, &condition.body_site);
    let stages = condition.stage.iter();
    lines.concepts(Label::Stage, stages.filter_map(|one| one.summary.as_ref()));
    lines.timed(Label::Began, &condition.onset);
    lines.timed(Label::Ended, &condition.abatement);
    lines.date(Label::Recorded, condition.recorded_date.as_deref());
    lines.who(Label::Recorder, &condition.recorder, inside, reader);
    lines.who(Label::Asserter, &condition.asserter, inside, reader);
    let unreadable = facts::unreadable(
        condition.has_unknown_modifier,
        flaws,
        &["code", "subject"],
        &notes,
    );
    let line = condition.category.iter();
    let line: Vec<Told> = line
        .filter_map(|one| facts::term_of(one, &CATEGORIES))
        .collect();
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::read(code, &condition.identifier, reader.asked.source),
        part: Part::Conditions,
        also: facts::also(code, name.as_deref()),
        name,
        named_by: None,
        group: None,
        line,
        when: facts::began(&condition.onset)
            .or_else(|| sent::when(condition.recorded_date.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(condition),
        },
        facts: lines.0,
        notes,
        links: condition
            .encounter
            .iter()
            .filter_map(|visit| reader.local(visit))
            .collect(),
        incomplete: !flaws.is_empty(),
        unreadable,
    }
}

/// Entered by mistake: it is not shown.
pub(crate) fn withdrawn(condition: &Condition<'_>) -> Option<&'static str> {
    let status = condition.verification_status.as_ref()?;
    let text = status.text.as_deref().unwrap_or_default();
    let in_error =
        status.has_code("entered-in-error") || text.eq_ignore_ascii_case("entered in error");
    in_error.then_some("entered-in-error")
}

fn place(condition: &Condition<'_>) -> Place {
    let is = |concept: &Option<CodeableConcept<'_>>, codes: &[&str]| {
        let concept = concept.as_ref();
        let has = |concept: &CodeableConcept<'_>, code: &str| {
            let text = concept.text.as_deref().unwrap_or_default();
            concept.has_code(code) || text.eq_ignore_ascii_case(code)
        };
        concept.is_some_and(|concept| codes.iter().any(|code| has(concept, code)))
    };
    if is(&condition.verification_status, &["refuted"]) {
        return Place::RuledOut;
    }
    let status = &condition.clinical_status;
    if is(status, &["active", "recurrence", "relapse"]) {
        Place::Current
    } else if is(status, &["inactive", "remission", "resolved"])
        || facts::timed(&condition.abatement).is_some()
    {
        Place::Past
    } else {
        Place::Unsaid
    }
}

const CLINICAL: [(&str, Term); 6] = [
    ("active", Term::Active),
    ("recurrence", Term::Recurrence),
    ("relapse", Term::Relapse),
    ("inactive", Term::Inactive),
    ("remission", Term::Remission),
    ("resolved", Term::Resolved),
];

const CERTAINTY: [(&str, Term); 5] = [
    ("unconfirmed", Term::Unconfirmed),
    ("provisional", Term::Provisional),
    ("differential", Term::Differential),
    ("confirmed", Term::Confirmed),
    ("refuted", Term::Refuted),
];

const CATEGORIES: [(&str, Term); 3] = [
    ("problem-list-item", Term::Problem),
    ("encounter-diagnosis", Term::Diagnosis),
    ("health-concern", Term::Concern),
];
