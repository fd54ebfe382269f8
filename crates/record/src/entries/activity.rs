//! What a plan says is to be done, or not to be done.
//! <https://hl7.org/fhir/R4/careplan-definitions.html#CarePlan.activity>

use fhir::{Annotation, CarePlanActivity, CarePlanDetail, Contained};

use crate::{
    entry::Told,
    facts::{self, Facts},
    label::Label,
    reader::Reader,
    sent,
    term::Term,
};

/// The lines of one; none of one that is withdrawn or can't be read safely.
pub(super) fn lines(
    activity: &CarePlanActivity<'_>,
    inside: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Facts {
    let mut lines = Facts::default();
    if has_unknown_modifier(activity) || is_withdrawn(activity) {
        return lines;
    }
    if let Some(detail) = &activity.detail {
        self::detail(detail, inside, reader, &mut lines);
    }
    lines.items(Label::Activity, &activity.reference, inside, reader);
    for note in &activity.progress {
        lines.put(Label::Progress, progress(note));
    }
    lines.concepts(Label::Outcome, &activity.outcome_codeable_concept);
    lines.items(Label::Outcome, &activity.outcome_reference, inside, reader);
    lines
}

fn detail(
    detail: &CarePlanDetail<'_>,
    inside: &[Contained<'_>],
    reader: &mut Reader<'_>,
    lines: &mut Facts,
) {
    // Both on one line, so that what is not to be done can't be read as something to do.
    let not = (detail.do_not_perform == Some(true)).then_some(Told::Term(Term::NotToBeDone));
    let what = detail.code.as_ref().and_then(facts::said);
    lines.put(Label::Activity, not.into_iter().chain(what));
    lines.words(Label::Description, detail.description.as_deref());
    lines.code(Label::Status, detail.status.as_deref(), &STATUS);
    lines.concepts(Label::StatusReason, &detail.status_reason);
    lines.timed(Label::Planned, &detail.scheduled);
    lines.people(Label::Location, &detail.location, inside, reader);
    lines.people(Label::Performer, &detail.performer, inside, reader);
    lines.concepts(Label::Product, &detail.product_codeable_concept);
    lines.items(Label::Product, &detail.product_reference, inside, reader);
    lines.amount(Label::DailyAmount, detail.daily_amount.as_ref());
    lines.amount(Label::Quantity, detail.quantity.as_ref());
    lines.reasons(
        &detail.reason_code,
        &detail.reason_reference,
        inside,
        reader,
    );
    lines.items(Label::Goal, &detail.goal, inside, reader);
}

fn progress(note: &Annotation<'_>) -> Vec<Told> {
    let Some(text) = sent::words(note.text.as_deref()) else {
        return Vec::new();
    };
    let at = sent::when(note.time.as_deref()).map(Told::When);
    at.into_iter().chain([Told::Words(text)]).collect()
}

/// A part of it is not shown.
pub(super) fn is_incomplete(activity: &CarePlanActivity<'_>) -> bool {
    let detail = activity.detail.as_ref();
    has_unknown_modifier(activity) || detail.is_some_and(|detail| detail.scheduled.has_timing)
}

fn has_unknown_modifier(activity: &CarePlanActivity<'_>) -> bool {
    let detail = activity.detail.as_ref();
    activity.has_unknown_modifier || detail.is_some_and(|detail| detail.has_unknown_modifier)
}

fn is_withdrawn(activity: &CarePlanActivity<'_>) -> bool {
    let detail = activity.detail.as_ref();
    detail.is_some_and(|detail| detail.status.as_deref() == Some("entered-in-error"))
}

const STATUS: [(&str, Term); 8] = [
    ("not-started", Term::NotStarted),
    ("scheduled", Term::Scheduled),
    ("in-progress", Term::InProgress),
    ("on-hold", Term::OnHold),
    ("completed", Term::Completed),
    ("cancelled", Term::Canceled),
    ("stopped", Term::Stopped),
    ("unknown", Term::NotKnown),
];
