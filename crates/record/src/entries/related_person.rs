//! A RelatedPerson in the patient's words.
//! <https://hl7.org/fhir/R4/relatedperson.html>

use fhir::{Address, CodeableConcept, ContactPoint, Flaw, RelatedPerson};

use super::kinship;
use crate::{
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    person::{self, PersonName},
    reader::Reader,
    sent,
    term::Term,
};

/// Reads one.
pub(crate) fn entry(
    relation: &RelatedPerson<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let mut names = person::names(&relation.name).into_iter();
    let unreadable = facts::unreadable(
        relation.has_unknown_modifier,
        flaws,
        &["patient", "relationship", "name"],
        &[],
    );
    let languages = &relation.communication;
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Relations,
        name: names.next().map(|name| name.full),
        named_by: None,
        group: None,
        also: None,
        line: relationship(relation).collect(),
        when: None,
        place: match (&unreadable, relation.active) {
            (Some(_), _) => Place::Unclear,
            (None, Some(true)) => Place::Current,
            (None, Some(false)) => Place::Past,
            (None, None) => Place::Unsaid,
        },
        facts: lines(relation, names).0,
        notes: Vec::new(),
        links: Vec::new(),
        incomplete: !flaws.is_empty() || languages.iter().any(|one| one.has_unknown_modifier),
        unreadable,
    }
}

/// The name under which others may mention them.
pub(crate) fn name(relation: &RelatedPerson<'_>) -> Option<String> {
    let names = person::names(&relation.name);
    let name = names.into_iter().next().map(|name| name.full);
    name.filter(|_| !relation.has_unknown_modifier)
}

fn lines(relation: &RelatedPerson<'_>, others: impl Iterator<Item = PersonName>) -> Facts {
    let mut lines = Facts::default();
    lines.put(Label::Relationship, relationship(relation));
    if relation.active == Some(false) {
        lines.put(Label::Status, [Told::Term(Term::NotInUse)]);
    }
    lines.period(Label::Period, relation.period.as_ref());
    for contact in &relation.telecom {
        lines.put(label(contact), reached(&contact.value, &contact.usage));
    }
    for address in &relation.address {
        lines.put(Label::Address, lives(address));
    }
    for name in others {
        let usage = facts::term(name.usage.as_deref(), &NAMES);
        lines.put(
            Label::OtherName,
            [Told::Words(name.full)].into_iter().chain(usage),
        );
    }
    lines.date(Label::BirthDate, relation.birth_date.as_deref());
    lines.code(Label::Gender, relation.gender.as_deref(), &GENDERS);
    let languages = relation.communication.iter();
    for language in languages.filter(|one| !one.has_unknown_modifier) {
        let said = language.language.as_ref().and_then(facts::said);
        let best = (language.preferred == Some(true)).then_some(Told::Term(Term::Preferred));
        lines.put(Label::Language, said.into_iter().chain(best));
    }
    lines
}

/// In the hospital's own text, else in our words for a code that has some, else as sent.
fn relationship(relation: &RelatedPerson<'_>) -> impl Iterator<Item = Told> {
    let told = |concept: &CodeableConcept<'_>| {
        let own = sent::words(concept.text.as_deref()).map(Told::Words);
        own.or_else(|| kinship::told(concept))
    };
    relation.relationship.iter().filter_map(told)
}

fn label(contact: &ContactPoint<'_>) -> Label {
    match contact.system.as_deref() {
        Some("phone" | "sms") => Label::Phone,
        Some("email") => Label::Email,
        Some("fax") => Label::Fax,
        Some(_) | None => Label::Contact,
    }
}

fn reached(value: &Option<fhir::Text<'_>>, usage: &Option<fhir::Text<'_>>) -> Vec<Told> {
    match sent::words(value.as_deref()) {
        Some(value) => used(value, usage.as_deref()),
        None => Vec::new(),
    }
}

fn lives(address: &Address<'_>) -> Vec<Told> {
    match address.line() {
        Some(line) => used(line, address.usage.as_deref()),
        None => Vec::new(),
    }
}

/// What is no longer in use says so beside it.
fn used(value: String, usage: Option<&str>) -> Vec<Told> {
    let usage = facts::term(usage, &USES);
    [Told::Words(value)].into_iter().chain(usage).collect()
}

/// <http://hl7.org/fhir/R4/valueset-contact-point-use.html>,
/// <http://hl7.org/fhir/R4/valueset-address-use.html>
const USES: [(&str, Term); 6] = [
    ("home", Term::AtHome),
    ("work", Term::AtWork),
    ("mobile", Term::Mobile),
    ("temp", Term::ForNow),
    ("old", Term::NotInUse),
    ("billing", Term::ForBills),
];

/// <http://hl7.org/fhir/R4/valueset-name-use.html>
const NAMES: [(&str, Term); 2] = [("old", Term::NotInUse), ("maiden", Term::BirthName)];

const GENDERS: [(&str, Term); 4] = [
    ("female", Term::Female),
    ("male", Term::Male),
    ("other", Term::Other),
    ("unknown", Term::NotKnown),
];
