//! What a hospital knows of a patient beside the name and the birth date, line by line, as written: how to reach them,
//! languages, family, and what US Core adds.

use fhir::{Address, ContactPoint, ExtensionPart, Patient, PatientContact, PatientExtension};

use crate::{
    entry::{Fact, Told},
    facts::{self, Facts},
    label::Label,
    reader::Reader,
    sent,
    term::Term,
};

/// The lines, in the order of the person's own page.
pub(crate) fn facts(patient: &Patient<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let mut lines = Facts::default();
    reach(&mut lines, &patient.telecom);
    for one in &patient.address {
        address(&mut lines, one);
    }
    let languages = patient.communication.iter();
    for one in languages.filter(|one| !one.has_unknown_modifier) {
        let preferred = one.preferred == Some(true);
        let language = one.language.as_ref().and_then(facts::said);
        let preferred = preferred.then_some(Told::Term(Term::Preferred));
        put(&mut lines, Label::Language, language, preferred);
    }
    lines.coded(Label::MaritalStatus, &patient.marital_status, &MARITAL);
    let place = patient.multiple_birth_integer;
    let place = place.map(|place| Told::Words(place.as_str().to_owned()));
    let several = patient.multiple_birth_boolean == Some(true);
    let several = several.then_some(Told::Term(Term::Yes));
    lines.put(Label::MultipleBirth, place.or(several));
    for one in &patient.extension {
        extension(&mut lines, one);
    }
    let doctors = &patient.general_practitioner;
    lines.who(
        Label::GeneralPractitioner,
        doctors,
        &patient.contained,
        reader,
    );
    let contacts = patient.contact.iter();
    for one in contacts.filter(|one| !one.has_unknown_modifier) {
        let contact = contact(one, patient, reader);
        let is_said = !contact.is_empty();
        lines.put(
            Label::ContactPerson,
            is_said.then_some(Told::Group(contact)),
        );
    }
    lines.0
}

/// Something of it is not among the lines, since it may mean something else.
pub(crate) fn is_incomplete(patient: &Patient<'_>) -> bool {
    let languages = patient.communication.iter();
    let contacts = patient.contact.iter();
    languages
        .map(|one| one.has_unknown_modifier)
        .chain(contacts.map(|one| one.has_unknown_modifier))
        .any(|has| has)
}

/// A line, if there is something to say; then what is said beside it.
fn put(lines: &mut Facts, label: Label, first: Option<Told>, beside: Option<Told>) {
    if let Some(first) = first {
        lines.put(label, std::iter::once(first).chain(beside));
    }
}

fn reach(lines: &mut Facts, telecom: &[ContactPoint<'_>]) {
    for one in telecom {
        let label = match one.system.as_deref() {
            Some("phone" | "sms") => Label::Phone,
            Some("fax") => Label::Fax,
            Some("email") => Label::Email,
            Some(_) | None => Label::Telecom,
        };
        let value = sent::words(one.value.as_deref()).map(Told::Words);
        put(
            lines,
            label,
            value,
            facts::term(one.usage.as_deref(), &USES),
        );
    }
}

fn address(lines: &mut Facts, one: &Address<'_>) {
    let usage = facts::term(one.usage.as_deref(), &USES);
    put(lines, Label::Address, one.line().map(Told::Words), usage);
}

fn contact(one: &PatientContact<'_>, patient: &Patient<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let mut lines = Facts::default();
    let name = one.name.as_ref().and_then(fhir::HumanName::line);
    lines.put(Label::Name, name.map(Told::Words));
    lines.concepts(Label::Relationship, &one.relationship);
    reach(&mut lines, &one.telecom);
    if let Some(one) = &one.address {
        address(&mut lines, one);
    }
    let inside = &patient.contained;
    lines.who(Label::Organization, &one.organization, inside, reader);
    lines.0
}

/// One of US Core's extensions, by the end of its address: there are several versions of some.
/// <https://hl7.org/fhir/us/core/StructureDefinition-us-core-patient.html>
fn extension(lines: &mut Facts, one: &PatientExtension<'_>) {
    let url = one.own.url.as_deref().unwrap_or_default();
    let label = match url.rsplit('/').next().unwrap_or_default() {
        "us-core-race" => Label::Race,
        "us-core-ethnicity" => Label::Ethnicity,
        "us-core-birthsex" => Label::BirthSex,
        "us-core-sex" | "us-core-individual-sex" => Label::Sex,
        "us-core-genderIdentity" | "patient-genderIdentity" | "individual-genderIdentity" => {
            Label::GenderIdentity
        }
        "individual-pronouns" => Label::Pronouns,
        "us-core-tribal-affiliation" => Label::Tribe,
        "us-core-interpreter-needed" => Label::InterpreterNeeded,
        _ => return,
    };
    let enrolled = |part: &ExtensionPart<'_>| {
        part.url.as_deref() == Some("isEnrolled") && part.value_boolean == Some(true)
    };
    let is_enrolled = one.extension.iter().any(enrolled);
    let enrolled = is_enrolled.then_some(Told::Term(Term::Enrolled));
    lines.put(label, said(one).into_iter().chain(enrolled));
}

/// What it says; of one in parts, the text first, and then what the text does not say.
fn said(one: &PatientExtension<'_>) -> Vec<Told> {
    if let Some(own) = own(&one.own) {
        return vec![own];
    }
    let is_text = |part: &&ExtensionPart<'_>| part.url.as_deref() == Some("text");
    let texts = one.extension.iter().filter(is_text);
    let others = one.extension.iter().filter(|part| !is_text(part));
    let mut told: Vec<Told> = Vec::new();
    for part in texts.chain(others).filter_map(own) {
        if !told.iter().any(|known| says(known, &part)) {
            told.push(part);
        }
    }
    told
}

fn own(one: &ExtensionPart<'_>) -> Option<Told> {
    let coding = one.value_coding.as_ref();
    let code = one.value_code.as_deref();
    let code = code.or_else(|| coding.and_then(|coding| coding.code.as_deref()));
    let known = code.and_then(|code| SEXES.iter().find(|(known, _)| *known == code));
    if let Some((_, term)) = known {
        return Some(Told::Term(*term));
    }
    let display = coding.and_then(|coding| coding.display.as_deref());
    let words = one.value_string.as_deref().or(display).or(code);
    let concept = || one.value_codeable_concept.as_ref().and_then(facts::said);
    sent::words(words).map(Told::Words).or_else(concept)
}

fn says(known: &Told, part: &Told) -> bool {
    match (known, part) {
        (Told::Words(known), Told::Words(part)) => {
            known.to_lowercase().contains(&part.to_lowercase())
        }
        _ => known == part,
    }
}

/// `ContactPoint.use`, `Address.use`
const USES: [(&str, Term); 6] = [
    ("home", Term::Home),
    ("work", Term::Work),
    ("mobile", Term::Mobile),
    ("temp", Term::Temporary),
    ("old", Term::NoLongerUsed),
    ("billing", Term::Billing),
];

/// <http://terminology.hl7.org/CodeSystem/v3-MaritalStatus>
const MARITAL: [(&str, Term); 6] = [
    ("M", Term::Married),
    ("S", Term::NeverMarried),
    ("D", Term::Divorced),
    ("W", Term::Widowed),
    ("L", Term::Separated),
    ("T", Term::Partnered),
];

/// <http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender>, and SNOMED CT's own codes.
const SEXES: [(&str, Term); 5] = [
    ("F", Term::Female),
    ("M", Term::Male),
    ("UNK", Term::NotKnown),
    ("248152002", Term::Female),
    ("248153007", Term::Male),
];
