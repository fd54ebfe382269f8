//! A CarePlan in the patient's words.
//! <https://hl7.org/fhir/R4/careplan.html>

use fhir::{CarePlan, CodeableConcept, Flaw, Narrative};

use super::{activity, request};
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
    value::Unreadable,
};

/// Reads one.
pub(crate) fn entry(
    plan: &CarePlan<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&plan.note, &plan.contained, reader);
    let name = name(plan);
    let written = plan.text.as_ref().and_then(Narrative::plain);
    let unreadable = facts::unreadable(
        plan.has_unknown_modifier,
        flaws,
        &["category", "subject"],
        &notes,
    )
    .map(|safe| Unreadable {
        text: written.clone().or(safe.text),
        ..safe
    });
    let mut lines = lines(plan, reader);
    let said = written.filter(|text| Some(text) != name.as_ref());
    lines.put(Label::Narrative, said.map(Told::Words));
    let status = facts::term(plan.status.as_deref(), &request::STATUS);
    let intent = facts::term(plan.intent.as_deref(), &request::INTENT);
    let visit = plan.encounter.iter();
    let others = visit.chain(&plan.addresses).chain(&plan.goal);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Plans,
        name,
        named_by: None,
        group: None,
        also: None,
        line: status.into_iter().chain(intent).collect(),
        when: plan
            .period
            .as_ref()
            .and_then(|period| sent::when(period.start.as_deref()))
            .or_else(|| sent::when(plan.created.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => request::place(plan.status.as_deref(), None),
        },
        facts: lines.0,
        notes,
        links: others.filter_map(|one| reader.local(one)).collect(),
        incomplete: !flaws.is_empty() || plan.activity.iter().any(activity::is_incomplete),
        unreadable,
    }
}

fn lines(plan: &CarePlan<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &plan.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, plan.status.as_deref(), &request::STATUS);
    lines.code(Label::Intent, plan.intent.as_deref(), &request::INTENT);
    lines.coded(Label::Category, &plan.category, &CATEGORIES);
    lines.words(Label::Description, plan.description.as_deref());
    lines.period(Label::Period, plan.period.as_ref());
    lines.date(Label::Date, plan.created.as_deref());
    lines.people(Label::Author, &plan.author, inside, reader);
    lines.people(Label::Contributor, &plan.contributor, inside, reader);
    lines.people(Label::CareTeam, &plan.care_team, inside, reader);
    lines.items(Label::About, &plan.addresses, inside, reader);
    lines.items(Label::Goal, &plan.goal, inside, reader);
    let activities = plan.activity.iter();
    let activities = activities.map(|one| activity::lines(one, inside, reader));
    lines.groups(Label::Step, activities);
    lines
}

/// What it is called; else what kind of plan it is, but for the word that every plan has; else what it is about.
fn name(plan: &CarePlan<'_>) -> Option<String> {
    let kinds = || plan.category.iter();
    let is_own = |kind: &&CodeableConcept<'_>| !kind.has_code(ANY_PLAN);
    let words = |kind: &CodeableConcept<'_>| kind.words().map(str::to_owned);
    sent::words(plan.title.as_deref())
        .or_else(|| kinds().filter(is_own).find_map(words))
        .or_else(|| kinds().find_map(words))
        .or_else(|| sent::words(plan.description.as_deref()))
        .or_else(|| kinds().filter(is_own).find_map(sent::said))
}

const ANY_PLAN: &str = "assess-plan";

const CATEGORIES: [(&str, Term); 1] = [(ANY_PLAN, Term::AssessPlan)];
