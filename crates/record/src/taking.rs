//! Takes in one answer of a hospital: every entry becomes something to show, or is counted with the
//! reason why not.

use fhir::{Reference, Resource};

use crate::{
    allergy::Allergy,
    clinician::Clinician,
    demographics,
    document::{self, Document},
    entry::Entry,
    identity::Substance,
    ids::{LocalId, SEED, SourceId, mixed},
    labs::LabResult,
    medicine::Medicine,
    message::Message,
    names::{Named, Wanted},
    observation, paper,
    person::Person,
    prescription,
    provenance::{self, Origin},
    reader::Reader,
    receipt::{LeftOut, Receipt, Unread},
    report::Paper,
    section::Complete,
    sensitivity, sent,
    status::Status,
    team::Team,
    visit::Visit,
};

/// Who was asked, and about whom.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The hospital.
    pub source: SourceId,
    /// Its FHIR base address.
    pub base: &'a str,
    /// The id of the patient there: what is about someone else is left out.
    pub patient: &'a str,
}

/// What an answer holds.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// The patient.
    pub people: Vec<Person>,
    /// Lab results.
    pub results: Vec<LabResult>,
    /// Vital signs.
    pub vitals: Vec<LabResult>,
    /// How the patient lives.
    pub social: Vec<LabResult>,
    /// Answers and scores.
    pub surveys: Vec<LabResult>,
    /// What else was found.
    pub findings: Vec<LabResult>,
    /// Reports.
    pub papers: Vec<Paper>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Medicines.
    pub medicines: Vec<Medicine>,
    /// Allergies, and statements that none is known.
    pub allergies: Vec<Allergy>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Messages.
    pub messages: Vec<Message>,
    /// Care teams.
    pub teams: Vec<Team>,
    /// Entries of all other parts.
    pub entries: Vec<Entry>,
    /// What it says beside its items.
    pub heard: Heard,
    /// References without a name: for [`crate::Names::hear`].
    pub wanted: Vec<Wanted>,
    /// Items that the hospital has withdrawn.
    pub withdrawn: Vec<LocalId>,
    /// What the server's own messages say about the list.
    pub complete: Complete,
    /// What became of every entry.
    pub receipt: Receipt,
    /// Equal for answers that hold the same entries; none for one that holds none.
    pub mark: Option<u128>,
    /// Where the next page is, verbatim.
    pub next: Option<String>,
    /// The answer broke off.
    pub is_cut_short: bool,
}

/// What an answer says beside its items: for [`crate::Merging::hear`].
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// Names that came along: for [`crate::Names::hear`].
    pub named: Vec<Named>,
    /// Where items come from: for [`crate::provenance::Origins::hear`].
    pub origins: Vec<(LocalId, Origin)>,
    /// What is in the medicines that are known by reference.
    pub substances: Vec<Substance>,
    /// Those who give care and have a national number.
    pub clinicians: Vec<Clinician>,
}

/// Reads an answer in the patient's words.
pub fn take(page: &fhir::Page<'_>, asked: &Asked<'_>) -> Taken {
    read(page, asked, &NAMED, Taken::place)
}

/// The same for an answer about results, for a program that does not read more yet ([`fhir::read::results`]): what
/// belongs to another part of the record is left out, observations apart, which are all read alike.
pub fn take_results(page: &fhir::Page<'_>, asked: &Asked<'_>) -> Taken {
    read(page, asked, &NAMED_FIRST, Taken::place_result)
}

/// Types that are read for their name by a program that reads no more than a first look.
const NAMED_FIRST: [&str; 3] = ["Practitioner", "Organization", "Location"];

/// Types that are read for their name.
const NAMED: [&str; 5] = [
    "Practitioner",
    "Organization",
    "Location",
    "PractitionerRole",
    "HealthcareService",
];

type Place =
    fn(&mut Taken, &fhir::Entry<'_>, &Resource<'_>, &mut Reader<'_>) -> Result<(), LeftOut>;

fn read(
    page: &fhir::Page<'_>,
    asked: &Asked<'_>,
    named: &'static [&'static str],
    place: Place,
) -> Taken {
    let mut reader = Reader::new(page, asked, named);
    let mut taken = Taken {
        next: page.next.as_deref().map(str::to_owned),
        is_cut_short: page.is_cut_short,
        ..Taken::default()
    };
    for entry in &page.entries {
        taken.receipt.received += 1;
        let mark = taken.mark.unwrap_or(SEED);
        taken.mark = Some(mixed(mark, reader.own_id(entry)));
        match &entry.resource {
            Ok(resource) => match place(&mut taken, entry, resource, &mut reader) {
                Ok(()) => taken.receipt.shown += 1,
                Err(why) => taken.receipt.leave_out(why),
            },
            Err(reason) => taken.receipt.unread.push(Unread {
                kind: sent::words(Some(&entry.kind)),
                reason: *reason,
            }),
        }
    }
    taken.wanted = reader.wanted;
    taken
}

impl Taken {
    /// Puts an entry where it belongs, or says why it belongs nowhere.
    fn place(
        &mut self,
        entry: &fhir::Entry<'_>,
        resource: &Resource<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<(), LeftOut> {
        let id = reader.id(entry, resource);
        match resource {
            Resource::Patient(patient) => {
                self.place_result(entry, resource, reader)?;
                if let Some(person) = self.people.last_mut() {
                    person.facts = demographics::facts(patient, reader);
                }
                Ok(())
            }
            Resource::Encounter(encounter) => {
                self.is_theirs(
                    encounter.subject.as_ref(),
                    encounter.status.as_deref(),
                    id,
                    reader,
                )?;
                self.visits
                    .push(Visit::read(encounter, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::DocumentReference(document) => {
                let status = document.status.as_deref();
                let withdrawn =
                    Some("entered-in-error").filter(|_| document::is_withdrawn(document));
                self.is_theirs(document.subject.as_ref(), withdrawn.or(status), id, reader)?;
                self.documents
                    .push(Document::read(document, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::Communication(message) => {
                self.is_theirs(
                    message.subject.as_ref(),
                    message.status.as_deref(),
                    id,
                    reader,
                )?;
                self.messages.push(Message::read(message, id, reader));
                Ok(())
            }
            Resource::CareTeam(team) => {
                self.is_theirs(team.subject.as_ref(), team.status.as_deref(), id, reader)?;
                let name = sent::words(team.name.as_deref());
                self.heard.named.extend(name.map(|name| Named { id, name }));
                self.teams.push(Team::read(team, id, reader));
                Ok(())
            }
            Resource::MedicationRequest(request) => {
                self.is_theirs(
                    request.subject.as_ref(),
                    request.status.as_deref(),
                    id,
                    reader,
                )?;
                self.medicines
                    .push(prescription::medicine(request, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::AllergyIntolerance(allergy) => {
                self.is_theirs(
                    allergy.patient.as_ref(),
                    sensitivity::withdrawn(allergy).then_some("entered-in-error"),
                    id,
                    reader,
                )?;
                self.allergies
                    .push(sensitivity::allergy(allergy, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::Practitioner(practitioner) => {
                self.heard
                    .clinicians
                    .extend(Clinician::read(practitioner, id, reader));
                self.place_result(entry, resource, reader)
            }
            Resource::Medication(medication) => {
                let withdrawn = medication.status.as_deref() == Some("entered-in-error");
                let is_safe = !withdrawn && !medication.has_unknown_modifier;
                let name = medication.code.as_ref().and_then(sent::medicine);
                let name = name.filter(|_| is_safe);
                let substance = is_safe.then(|| Substance::read(medication, id, reader));
                self.heard.substances.extend(substance);
                self.name(id, name, "Medication")
            }
            Resource::DiagnosticReport(report) if paper::is_note(&report.category) => {
                let (subject, status) = (report.subject.as_ref(), report.status.as_deref());
                self.is_theirs(subject, status, id, reader)?;
                self.documents
                    .push(Document::of_report(report, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::PractitionerRole(role) => {
                let name = role.line().filter(|_| !role.has_unknown_modifier);
                self.name(id, name, "PractitionerRole")
            }
            Resource::HealthcareService(service) => {
                let name = sent::words(service.name.as_deref());
                let name = name.filter(|_| !service.has_unknown_modifier);
                self.name(id, name, "HealthcareService")
            }
            Resource::Binary(_) => Err(LeftOut::Support("Binary".to_owned())),
            _ => match self.place_entry(entry, resource, reader) {
                Some(placed) => placed,
                None => self.place_result(entry, resource, reader),
            },
        }
    }

    /// The same for what results are made of.
    fn place_result(
        &mut self,
        entry: &fhir::Entry<'_>,
        resource: &Resource<'_>,
        reader: &mut Reader<'_>,
    ) -> Result<(), LeftOut> {
        let id = reader.id(entry, resource);
        match resource {
            Resource::Patient(patient) => {
                if patient.id.as_deref() != Some(reader.asked.patient) {
                    return Err(LeftOut::OtherPerson);
                }
                self.people
                    .push(Person::read(patient, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::Observation(observation) => {
                self.is_theirs(
                    observation.subject.as_ref(),
                    observation.status.as_deref(),
                    id,
                    reader,
                )?;
                let result = observation::result(observation, &entry.flaws, id, reader);
                self.shelf(result.shelf).push(result);
                Ok(())
            }
            Resource::DiagnosticReport(report) => {
                self.is_theirs(
                    report.subject.as_ref(),
                    report.status.as_deref(),
                    id,
                    reader,
                )?;
                if paper::is_note(&report.category) {
                    return Err(LeftOut::Elsewhere);
                }
                self.papers
                    .push(paper::paper(report, &entry.flaws, id, reader));
                Ok(())
            }
            Resource::Practitioner(practitioner) => {
                self.name(id, practitioner.line(), "Practitioner")
            }
            Resource::Organization(organization) => self.name(
                id,
                sent::words(organization.name.as_deref()),
                "Organization",
            ),
            Resource::Location(location) => {
                self.name(id, sent::words(location.name.as_deref()), "Location")
            }
            Resource::Provenance(provenance) => {
                self.heard
                    .origins
                    .extend(provenance::origins(provenance, reader));
                Err(LeftOut::Support("Provenance".to_owned()))
            }
            Resource::CapabilityStatement(_) => {
                Err(LeftOut::Support("CapabilityStatement".to_owned()))
            }
            Resource::OperationOutcome(outcome) => {
                self.complete = self.complete.max(complete(outcome));
                Err(LeftOut::OutcomeMessage)
            }
            _ => Err(LeftOut::NotReadYet(resource.kind().to_owned())),
        }
    }

    /// About this patient, and not withdrawn.
    pub(crate) fn is_theirs(
        &mut self,
        subject: Option<&Reference<'_>>,
        status: Option<&str>,
        id: LocalId,
        reader: &Reader<'_>,
    ) -> Result<(), LeftOut> {
        if reader.is_someone_else(subject) {
            return Err(LeftOut::OtherPerson);
        }
        if Status::read(status) == Status::Mistake {
            self.withdrawn.push(id);
            return Err(LeftOut::EnteredInError);
        }
        Ok(())
    }

    pub(crate) fn name(
        &mut self,
        id: LocalId,
        name: Option<String>,
        kind: &str,
    ) -> Result<(), LeftOut> {
        self.heard.named.extend(name.map(|name| Named { id, name }));
        Err(LeftOut::Support(kind.to_owned()))
    }
}

/// `error` means that the list is incomplete, `warning` that some may be missing (reference §2.1 rule 4).
fn complete(outcome: &fhir::OperationOutcome<'_>) -> Complete {
    let issues = outcome
        .issue
        .iter()
        .map(|issue| match issue.severity.as_deref() {
            Some("error" | "fatal") => Complete::Lacks,
            Some("information") => Complete::Whole,
            _ => Complete::MayLack,
        });
    issues.max().unwrap_or_default()
}
