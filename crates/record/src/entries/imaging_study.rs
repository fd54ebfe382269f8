//! An ImagingStudy in the patient's words.
//! <https://hl7.org/fhir/R4/imagingstudy.html>

use fhir::{Coding, Flaw, ImagingSeries, ImagingStudy};

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
};

/// Reads one.
pub(crate) fn entry(
    study: &ImagingStudy<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&study.note, &study.contained, reader);
    let carriers = ["description", "procedureCode", "subject"];
    let unreadable = facts::unreadable(study.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => place(study.status.as_deref()),
    };
    let name = name(study);
    let also = facts::also(study.procedure_code.first(), name.as_deref());
    let visit = study.encounter.iter();
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Images,
        also,
        group: None,
        name,
        named_by: None,
        line: line(study, place),
        when: sent::when(study.started.as_deref()),
        place,
        facts: told(study, reader),
        notes,
        links: visit.filter_map(|visit| reader.local(visit)).collect(),
        incomplete: !flaws.is_empty() || study.series.iter().any(|one| one.has_unknown_modifier),
        unreadable,
    }
}

/// What it is called: in words, else what was done, else the kind of machine.
fn name(study: &ImagingStudy<'_>) -> Option<String> {
    let done = || study.procedure_code.iter().find_map(sent::said);
    let machine = || modalities(study).into_iter().find_map(words);
    sent::words(study.description.as_deref())
        .or_else(done)
        .or_else(machine)
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("registered") => Place::Current,
        Some("available") => Place::Done,
        Some("cancelled") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

/// What a list says beside the name: whether there are images, of which kind, and of what.
fn line(study: &ImagingStudy<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(study.status.as_deref(), "available", &STATUS);
    let kinds = modalities(study).into_iter().filter_map(modality);
    let sites = series(study).filter_map(|one| one.body_site.as_ref());
    let mut line: Vec<Told> = Vec::new();
    let sites = sites.filter_map(words).map(Told::Words);
    for one in status.into_iter().chain(kinds).chain(sites) {
        if !line.contains(&one) {
            line.push(one);
        }
    }
    line
}

fn told(study: &ImagingStudy<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &study.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, study.status.as_deref(), &STATUS);
    lines.date(Label::When, study.started.as_deref());
    lines.words(Label::Description, study.description.as_deref());
    lines.concepts(Label::Procedure, &study.procedure_code);
    lines.put(Label::Modality, study.modality.iter().filter_map(modality));
    let (codes, items) = (&study.reason_code, &study.reason_reference);
    lines.concepts_and_items(Label::Reason, codes, items, inside, reader);
    lines.who(Label::Referrer, &study.referrer, inside, reader);
    lines.who(Label::Interpreter, &study.interpreter, inside, reader);
    lines.who(Label::Location, &study.location, inside, reader);
    lines.words(Label::SeriesCount, study.number_of_series.as_deref());
    lines.words(Label::ImageCount, study.number_of_instances.as_deref());
    lines.put(Label::ImageSeries, series(study).filter_map(one_series));
    lines.items(Label::Request, &study.based_on, inside, reader);
    lines.0
}

fn one_series(series: &ImagingSeries<'_>) -> Option<Told> {
    let said = |coding: &Option<Coding<'_>>| words(coding.as_ref()?).map(Told::Words);
    let mut lines = Facts::default();
    lines.words(Label::Description, series.description.as_deref());
    lines.put(Label::Modality, series.modality.as_ref().and_then(modality));
    lines.put(Label::BodySite, said(&series.body_site));
    lines.put(Label::Side, said(&series.laterality));
    lines.words(Label::ImageCount, series.number_of_instances.as_deref());
    lines.group()
}

fn series<'s, 'a>(study: &'s ImagingStudy<'a>) -> impl Iterator<Item = &'s ImagingSeries<'a>> {
    let all = study.series.iter();
    all.filter(|one| !one.has_unknown_modifier)
}

/// The kinds of machine: of the study, else of its series.
fn modalities<'s, 'a>(study: &'s ImagingStudy<'a>) -> Vec<&'s Coding<'a>> {
    if study.modality.is_empty() {
        series(study)
            .filter_map(|one| one.modality.as_ref())
            .collect()
    } else {
        study.modality.iter().collect()
    }
}

/// A code in the hospital's words, else as it is.
fn words(coding: &Coding<'_>) -> Option<String> {
    sent::words(coding.display.as_deref()).or_else(|| sent::words(coding.code.as_deref()))
}

fn modality(coding: &Coding<'_>) -> Option<Told> {
    let code = coding.code.as_deref();
    let known = MODALITIES.iter().find(|(known, _)| Some(*known) == code);
    match known {
        Some((_, term)) => Some(Told::Term(*term)),
        None => words(coding).map(Told::Words),
    }
}

const STATUS: [(&str, Term); 4] = [
    ("registered", Term::Registered),
    ("available", Term::Available),
    ("cancelled", Term::Canceled),
    ("unknown", Term::NotKnown),
];

/// <https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html>
const MODALITIES: [(&str, Term); 8] = [
    ("CR", Term::XRay),
    ("CT", Term::CtScan),
    ("DX", Term::XRay),
    ("MG", Term::Mammogram),
    ("MR", Term::Mri),
    ("NM", Term::NuclearScan),
    ("PT", Term::PetScan),
    ("US", Term::Ultrasound),
];
