//! A Goal in the patient's words.
//! <https://hl7.org/fhir/R4/goal.html>

use fhir::{Flaw, Goal, GoalTarget};

use crate::{
    entry::{Entry, Part, Place},
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
    goal: &Goal<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&goal.note, &goal.contained, reader);
    let name = goal.description.as_ref().and_then(sent::said);
    let unreadable = facts::unreadable(
        goal.has_unknown_modifier,
        flaws,
        &["lifecycleStatus", "description", "subject"],
        &notes,
    );
    let status = facts::term(goal.lifecycle_status.as_deref(), &STATUS);
    let achieved = goal.achievement_status.as_ref();
    let achieved = achieved.and_then(|one| facts::term_of(one, &ACHIEVEMENT));
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Goals,
        group: None,
        also: facts::also(goal.description.as_ref(), name.as_deref()),
        name,
        named_by: None,
        line: status.into_iter().chain(achieved).collect(),
        when: sent::when(goal.start_date.as_deref())
            .or_else(|| sent::when(goal.status_date.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(goal),
        },
        facts: lines(goal, reader).0,
        notes,
        links: goal
            .addresses
            .iter()
            .filter_map(|one| reader.local(one))
            .collect(),
        incomplete: !flaws.is_empty() || goal.target.iter().any(|one| one.has_unknown_modifier),
        unreadable,
    }
}

fn lines(goal: &Goal<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &goal.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, goal.lifecycle_status.as_deref(), &STATUS);
    lines.coded(Label::Achievement, &goal.achievement_status, &ACHIEVEMENT);
    lines.date(Label::StatusSince, goal.status_date.as_deref());
    lines.words(Label::StatusReason, goal.status_reason.as_deref());
    lines.concepts(Label::Category, &goal.category);
    lines.coded(Label::Priority, &goal.priority, &PRIORITY);
    lines.date(Label::Start, goal.start_date.as_deref());
    lines.concepts(Label::Start, &goal.start_codeable_concept);
    let safe = goal.target.iter().filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Target, safe.map(target));
    lines.people(Label::ExpressedBy, &goal.expressed_by, inside, reader);
    lines.items(Label::About, &goal.addresses, inside, reader);
    lines.concepts(Label::Outcome, &goal.outcome_code);
    lines.items(Label::Outcome, &goal.outcome_reference, inside, reader);
    lines
}

fn target(target: &GoalTarget<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.concepts(Label::Measure, &target.measure);
    lines.value(Label::ToReach, &target.detail);
    lines.timed(Label::Due, &target.due);
    lines
}

fn place(goal: &Goal<'_>) -> Place {
    match goal.lifecycle_status.as_deref() {
        Some("active" | "on-hold") => Place::Current,
        // Where somebody says how it goes, it is worked on, though its status was left behind.
        Some("accepted") if goal.achievement_status.is_some() => Place::Current,
        Some("proposed" | "planned" | "accepted") => Place::Coming,
        Some("completed") => Place::Past,
        Some("cancelled" | "rejected") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 8] = [
    ("proposed", Term::Proposed),
    ("planned", Term::Planned),
    ("accepted", Term::Accepted),
    ("active", Term::Active),
    ("on-hold", Term::OnHold),
    ("completed", Term::Completed),
    ("cancelled", Term::Canceled),
    ("rejected", Term::Rejected),
];

const ACHIEVEMENT: [(&str, Term); 9] = [
    ("in-progress", Term::InProgress),
    ("improving", Term::Improving),
    ("worsening", Term::Worsening),
    ("no-change", Term::NoChange),
    ("achieved", Term::Achieved),
    ("sustaining", Term::Sustaining),
    ("not-achieved", Term::NotAchieved),
    ("no-progress", Term::NoProgress),
    ("not-attainable", Term::NotAttainable),
];

const PRIORITY: [(&str, Term); 3] = [
    ("high-priority", Term::HighPriority),
    ("medium-priority", Term::MediumPriority),
    ("low-priority", Term::LowPriority),
];
