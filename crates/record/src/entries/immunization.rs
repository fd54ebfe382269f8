//! An Immunization in the patient's words.
//! <https://hl7.org/fhir/R4/immunization.html>

use fhir::{CodeableConcept, Flaw, Immunization, ImmunizationProtocol, ImmunizationReaction};

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
    told,
};

/// Reads one.
pub(crate) fn entry(
    vaccine: &Immunization<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&vaccine.note, &vaccine.contained, reader);
    let code = vaccine.vaccine_code.as_ref();
    let name = code.and_then(sent::said);
    let unreadable = facts::unreadable(
        vaccine.has_unknown_modifier,
        flaws,
        &["vaccineCode", "patient", "isSubpotent"],
        &notes,
    );
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => place(vaccine),
    };
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::read(code, &vaccine.identifier, reader.asked.source),
        part: Part::Vaccines,
        also: facts::also(code, name.as_deref()),
        group: cvx(code).or_else(|| Some(name.as_ref()?.to_lowercase())),
        name,
        named_by: None,
        line: line(vaccine, place),
        when: facts::began(&vaccine.occurrence),
        place,
        facts: told(vaccine, reader),
        notes,
        links: visit(vaccine, reader),
        incomplete: !flaws.is_empty() || hides_something(vaccine),
        unreadable,
    }
}

fn place(vaccine: &Immunization<'_>) -> Place {
    let place = match vaccine.status.as_deref() {
        Some("completed") => Place::Done,
        Some("not-done") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    };
    absent(vaccine).unwrap_or(place)
}

/// It says that none was given, whatever its status.
fn absent(vaccine: &Immunization<'_>) -> Option<Place> {
    let code = vaccine.vaccine_code.as_ref();
    match cvx(code).as_deref() {
        Some(NONE_GIVEN) => Some(Place::NotDone),
        _ => event::absent(code),
    }
}

/// What a list says beside the name. A dose that was not given has no number.
fn line(vaccine: &Immunization<'_>, place: Place) -> Vec<Told> {
    let status = vaccine.status.as_deref();
    match place {
        Place::Unclear => Vec::new(),
        Place::NotDone => vec![Told::Term(Term::NotGiven)],
        Place::Done => {
            let told = dose(vaccine).into_iter().chain(weak(vaccine));
            in_words(vaccine).into_iter().chain(told).collect()
        }
        _ => event::said(status, "completed", &STATUS)
            .into_iter()
            .collect(),
    }
}

/// When it was, where that is no date.
fn in_words(vaccine: &Immunization<'_>) -> Option<Told> {
    match facts::timed(&vaccine.occurrence) {
        Some(Told::Words(words)) => Some(Told::Words(words)),
        _ => None,
    }
}

/// Which dose it was, of how many; unless several series say it.
fn dose(vaccine: &Immunization<'_>) -> Option<Told> {
    let mut doses = protocols(vaccine).filter(|one| one.dose_number.is_some());
    let (Some(one), None) = (doses.next(), doses.next()) else {
        return None;
    };
    let mut lines = Facts::default();
    lines.words(Label::DoseNumber, one.dose_number.as_deref());
    lines.words(Label::SeriesDoses, one.series_doses.as_deref());
    lines.group()
}

fn told(vaccine: &Immunization<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &vaccine.contained;
    let mut lines = Facts::default();
    if absent(vaccine).is_none() {
        lines.code(Label::Status, vaccine.status.as_deref(), &STATUS);
    }
    lines.concepts(Label::StatusReason, &vaccine.status_reason);
    lines.timed(Label::When, &vaccine.occurrence);
    let by_others = vaccine.primary_source == Some(false);
    let by_others = by_others.then_some(Told::Term(Term::ReportedByOthers));
    let origin = vaccine.report_origin.as_ref().and_then(facts::said);
    lines.put(Label::Origin, by_others.into_iter().chain(origin));
    lines.put(Label::Strength, weak(vaccine));
    lines.concepts(Label::StrengthReason, &vaccine.subpotent_reason);
    series(vaccine, &mut lines);
    lines.amount(Label::DoseAmount, vaccine.dose_quantity.as_ref());
    lines.concepts(Label::BodySite, &vaccine.site);
    lines.concepts(Label::Route, &vaccine.route);
    lines.who(Label::Manufacturer, &vaccine.manufacturer, inside, reader);
    lines.words(Label::Lot, vaccine.lot_number.as_deref());
    lines.date(Label::Expires, vaccine.expiration_date.as_deref());
    let people = vaccine.performer.iter();
    let people = people.filter(|one| !one.has_unknown_modifier);
    let people = people.filter_map(|one| {
        let function = one.function.as_ref();
        told::performer(one.actor.as_ref(), function, None, inside, reader)
    });
    lines.put(Label::Performer, people);
    lines.who(Label::Location, &vaccine.location, inside, reader);
    let reasons = &vaccine.reason_reference;
    lines.concepts_and_items(Label::Reason, &vaccine.reason_code, reasons, inside, reader);
    let reactions = vaccine.reaction.iter();
    let reactions = reactions.filter_map(|one| reaction(one, vaccine, reader));
    lines.put(Label::Reaction, reactions);
    lines.date(Label::Recorded, vaccine.recorded.as_deref());
    lines.0
}

/// The series it belongs to: its own lines, or those of each together where there are several.
fn series(vaccine: &Immunization<'_>, lines: &mut Facts) {
    let each = protocols(vaccine).map(|protocol| {
        let mut lines = Facts::default();
        lines.words(Label::Series, protocol.series.as_deref());
        lines.words(Label::DoseNumber, protocol.dose_number.as_deref());
        lines.words(Label::SeriesDoses, protocol.series_doses.as_deref());
        lines.concepts(Label::TargetDisease, &protocol.target_disease);
        lines
    });
    let mut each: Vec<Facts> = each.filter(|lines| !lines.0.is_empty()).collect();
    match each.as_mut_slice() {
        [one] => lines.0.append(&mut one.0),
        _ => lines.put(Label::Series, each.into_iter().filter_map(Facts::group)),
    }
}

fn reaction(
    reaction: &ImmunizationReaction<'_>,
    vaccine: &Immunization<'_>,
    reader: &Reader<'_>,
) -> Option<Told> {
    if reaction.has_unknown_modifier {
        return None;
    }
    let mut lines = Facts::default();
    lines.items(Label::Name, &reaction.detail, &vaccine.contained, reader);
    lines.date(Label::Date, reaction.date.as_deref());
    let by_patient = reaction.reported == Some(true);
    lines.put(
        Label::Origin,
        by_patient.then_some(Told::Term(Term::ToldByPatient)),
    );
    lines.group()
}

fn weak(vaccine: &Immunization<'_>) -> Option<Told> {
    let is_weak = vaccine.is_subpotent == Some(true);
    is_weak.then_some(Told::Term(Term::NotFullStrength))
}

fn protocols<'v, 'a>(
    vaccine: &'v Immunization<'a>,
) -> impl Iterator<Item = &'v ImmunizationProtocol<'a>> {
    let all = vaccine.protocol_applied.iter();
    all.filter(|one| !one.has_unknown_modifier)
}

/// Parts of it are not shown, because something unknown may change their meaning.
fn hides_something(vaccine: &Immunization<'_>) -> bool {
    let people = vaccine.performer.iter().map(|one| one.has_unknown_modifier);
    let reactions = vaccine.reaction.iter().map(|one| one.has_unknown_modifier);
    let series = vaccine.protocol_applied.iter();
    let series = series.map(|one| one.has_unknown_modifier);
    people.chain(reactions).chain(series).any(|hidden| hidden)
}

fn visit(vaccine: &Immunization<'_>, reader: &Reader<'_>) -> Vec<LocalId> {
    let visit = vaccine.encounter.iter();
    visit.filter_map(|visit| reader.local(visit)).collect()
}

/// The code of the CDC's list of vaccines, unless it names none in particular.
/// <https://www2.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx>
fn cvx(code: Option<&CodeableConcept<'_>>) -> Option<String> {
    let code = code?;
    let sent = CVX.iter().find_map(|system| code.code_in(system))?;
    let plain = sent.trim().trim_start_matches('0');
    (!plain.is_empty() && plain != UNKNOWN).then(|| plain.to_owned())
}

const CVX: [&str; 2] = [
    "http://hl7.org/fhir/sid/cvx",
    "urn:oid:2.16.840.1.113883.12.292",
];

/// "Unknown vaccine"
const UNKNOWN: &str = "999";

/// "No vaccine administered"
const NONE_GIVEN: &str = "998";

const STATUS: [(&str, Term); 2] = [("completed", Term::Given), ("not-done", Term::NotGiven)];
