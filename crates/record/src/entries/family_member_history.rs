//! A FamilyMemberHistory in the patient's words.
//! <https://hl7.org/fhir/R4/familymemberhistory.html>

use fhir::{Annotation, FamilyCondition, FamilyMemberHistory, Flaw};

use crate::{
    entries::event,
    entry::{Entry, Fact, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent,
    term::Term,
    value::Value,
};

/// Reads one.
pub(crate) fn entry(
    relative: &FamilyMemberHistory<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&relative.note, &relative.contained, reader);
    let relationship = relative.relationship.as_ref();
    let name = relationship.and_then(sent::said);
    let carriers = ["relationship", "patient", "estimatedAge"];
    let unreadable = facts::unreadable(relative.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => place(relative),
    };
    let hidden = relative
        .condition
        .iter()
        .any(|one| one.has_unknown_modifier);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Family,
        also: facts::also(relationship, name.as_deref()),
        group: None,
        name: name.or_else(|| sent::words(relative.name.as_deref())),
        named_by: None,
        line: line(relative, place),
        when: sent::when(relative.date.as_deref()),
        place,
        facts: told(relative),
        notes,
        links: Vec::new(),
        incomplete: !flaws.is_empty() || hidden,
        unreadable,
    }
}

fn place(relative: &FamilyMemberHistory<'_>) -> Place {
    let lacks = relative.data_absent_reason.is_some();
    match relative.status.as_deref() {
        Some("completed" | "partial") if !lacks => Place::Done,
        Some(_) | None => Place::Unsaid,
    }
}

/// What a list says beside the name: what the relative has or had, and whether that is all.
fn line(relative: &FamilyMemberHistory<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(relative.status.as_deref(), "completed", &STATUS);
    let named = conditions(relative).filter_map(|one| facts::said(one.code.as_ref()?));
    named.chain(status).collect()
}

fn told(relative: &FamilyMemberHistory<'_>) -> Vec<Fact> {
    let mut lines = Facts::default();
    lines.code(Label::Status, relative.status.as_deref(), &STATUS);
    lines.coded(Label::NotKnownWhy, &relative.data_absent_reason, &ABSENT);
    lines.words(Label::Name, relative.name.as_deref());
    lines.coded(Label::Sex, &relative.sex, &SEXES);
    lines.timed(Label::Born, &relative.born);
    let estimated = relative.estimated_age == Some(true);
    let age = facts::timed(&relative.age).into_iter();
    let age = age.flat_map(|age| [Some(age), estimated.then_some(Told::Term(Term::Estimated))]);
    lines.put(Label::Age, age.flatten());
    let died = relative.is_deceased.map(Value::Boolean).map(Told::Value);
    lines.put(Label::Died, died);
    let deceased = &relative.deceased;
    let at_an_age = deceased.age.is_some() || deceased.range.is_some();
    lines.timed(
        if at_an_age {
            Label::AgeAtDeath
        } else {
            Label::Died
        },
        deceased,
    );
    lines.put(Label::Condition, conditions(relative).filter_map(condition));
    lines.concepts(Label::Reason, &relative.reason_code);
    lines.date(Label::Recorded, relative.date.as_deref());
    lines.0
}

fn conditions<'r, 'a>(
    relative: &'r FamilyMemberHistory<'a>,
) -> impl Iterator<Item = &'r FamilyCondition<'a>> {
    let all = relative.condition.iter();
    all.filter(|one| !one.has_unknown_modifier)
}

fn condition(condition: &FamilyCondition<'_>) -> Option<Told> {
    let mut lines = Facts::default();
    lines.concepts(Label::Name, &condition.code);
    lines.timed(Label::Began, &condition.onset);
    lines.concepts(Label::Outcome, &condition.outcome);
    let died_of_it = condition.contributed_to_death.map(Value::Boolean);
    lines.put(Label::DiedOfIt, died_of_it.map(Told::Value));
    let said = |note: &Annotation<'_>| sent::words(note.text.as_deref()).map(Told::Words);
    lines.put(Label::Remark, condition.note.iter().filter_map(said));
    lines.group()
}

const STATUS: [(&str, Term); 3] = [
    ("partial", Term::Partial),
    ("completed", Term::Complete),
    ("health-unknown", Term::HealthNotKnown),
];

/// <http://terminology.hl7.org/CodeSystem/history-absent-reason>
const ABSENT: [(&str, Term); 4] = [
    ("subject-unknown", Term::RelativeNotKnown),
    ("withheld", Term::Withheld),
    ("unable-to-obtain", Term::NotObtained),
    ("deferred", Term::ToldLater),
];

const SEXES: [(&str, Term); 4] = [
    ("female", Term::Female),
    ("male", Term::Male),
    ("other", Term::OtherSex),
    ("unknown", Term::NotKnown),
];
