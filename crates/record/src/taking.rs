//! Takes in one answer of a hospital: every entry becomes something to show, or is counted with the
//! reason why not.

use std::any::Any;

use fhir::{CodeableConcept, Reference, Resource};

use crate::{
    allergy::Allergy,
    document::{self, Document},
    ids::{Keyed, LocalId, SEED, SourceId, mixed},
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
    section::{Complete, Delivery, Item},
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
    /// Names that came along: for [`crate::Names::hear`].
    pub named: Vec<Named>,
    /// References without a name: for [`crate::Names::hear`].
    pub wanted: Vec<Wanted>,
    /// Where items come from: for [`crate::provenance::Origins::hear`].
    pub origins: Vec<(LocalId, Origin)>,
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

/// Reads an answer in the patient's words.
pub fn take(page: &fhir::Page<'_>, asked: &Asked<'_>) -> Taken {
    read(page, asked, Taken::place)
}

/// The same for an answer about results, for a program that does not read more yet ([`fhir::read::results`]): what
/// belongs to another part of the record is left out.
pub fn take_results(page: &fhir::Page<'_>, asked: &Asked<'_>) -> Taken {
    read(page, asked, Taken::place_result)
}

type Place =
    fn(&mut Taken, &fhir::Entry<'_>, &Resource<'_>, &mut Reader<'_>) -> Result<(), LeftOut>;

fn read(page: &fhir::Page<'_>, asked: &Asked<'_>, place: Place) -> Taken {
    let mut reader = Reader::new(page, asked);
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
                self.named.extend(name.map(|name| Named { id, name }));
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
            Resource::Medication(medication) => {
                let withdrawn = medication.status.as_deref() == Some("entered-in-error");
                let name = medication.code.as_ref().and_then(sent::medicine);
                let name = name.filter(|_| !withdrawn && !medication.has_unknown_modifier);
                self.name(id, name, "Medication")
            }
            Resource::Binary(_) => Err(LeftOut::Support("Binary".to_owned())),
            _ => self.place_result(entry, resource, reader),
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
                    .push(Person::read(patient, &entry.flaws, id, reader.asked.source));
                Ok(())
            }
            Resource::Observation(observation) => {
                self.is_theirs(
                    observation.subject.as_ref(),
                    observation.status.as_deref(),
                    id,
                    reader,
                )?;
                is_lab(&observation.category)?;
                self.results
                    .push(observation::result(observation, &entry.flaws, id, reader));
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
                    return Err(no_page("DiagnosticReport", &report.category));
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
                self.origins.extend(provenance::origins(provenance, reader));
                Err(LeftOut::Support("Provenance".to_owned()))
            }
            Resource::CapabilityStatement(_) => {
                Err(LeftOut::Support("CapabilityStatement".to_owned()))
            }
            Resource::OperationOutcome(outcome) => {
                self.complete = self.complete.max(complete(outcome));
                Err(LeftOut::OutcomeMessage)
            }
            Resource::Encounter(_)
            | Resource::MedicationRequest(_)
            | Resource::Medication(_)
            | Resource::AllergyIntolerance(_)
            | Resource::DocumentReference(_)
            | Resource::Binary(_)
            | Resource::Communication(_)
            | Resource::CareTeam(_)
            | Resource::Other(_) => Err(LeftOut::NoPageYet(resource.kind().to_owned())),
        }
    }

    /// About this patient, and not withdrawn.
    fn is_theirs(
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

    fn name(&mut self, id: LocalId, name: Option<String>, kind: &str) -> Result<(), LeftOut> {
        self.named.extend(name.map(|name| Named { id, name }));
        Err(LeftOut::Support(kind.to_owned()))
    }
}

/// An observation without any category is taken for what was asked for (quirk 29).
fn is_lab(categories: &[CodeableConcept<'_>]) -> Result<(), LeftOut> {
    let says_so = |words: &str| {
        ["laboratory", "lab"]
            .iter()
            .any(|lab| words.eq_ignore_ascii_case(lab))
    };
    let coded = |category: &CodeableConcept<'_>| {
        category
            .coding
            .iter()
            .any(|coding| coding.code.as_deref().is_some_and(says_so))
    };
    let lab = |category: &CodeableConcept<'_>| {
        coded(category) || category.text.as_deref().is_some_and(says_so)
    };
    if categories.is_empty() || categories.iter().any(lab) {
        Ok(())
    } else {
        Err(no_page("Observation", categories))
    }
}

/// No page shows this category of a type yet.
fn no_page(kind: &str, categories: &[CodeableConcept<'_>]) -> LeftOut {
    LeftOut::NoPageYet(format!("{kind} {}", category(categories)))
}

fn category(categories: &[CodeableConcept<'_>]) -> String {
    let code = |category: &CodeableConcept<'_>| {
        category
            .coding
            .iter()
            .find_map(|coding| sent::words(coding.code.as_deref()))
    };
    let coded = categories.iter().find_map(code);
    coded
        .or_else(|| categories.iter().find_map(sent::said))
        .unwrap_or_default()
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

/// Something that fills a section of its own.
pub trait Listed: Keyed + Any + Send + Sync {
    /// Takes those of an answer out of it.
    fn listed(taken: &mut Taken) -> Vec<Self>
    where
        Self: Sized;
}

impl Taken {
    /// What the answer brings to one section.
    pub fn delivery<T: Listed>(mut self) -> Delivery {
        Delivery {
            items: T::listed(&mut self).into_iter().map(Item::of).collect(),
            withdrawn: self.withdrawn,
            receipt: self.receipt,
            complete: self.complete,
        }
    }
}

impl Listed for Person {
    fn listed(taken: &mut Taken) -> Vec<Person> {
        std::mem::take(&mut taken.people)
    }
}

impl Listed for LabResult {
    fn listed(taken: &mut Taken) -> Vec<LabResult> {
        std::mem::take(&mut taken.results)
    }
}

impl Listed for Paper {
    fn listed(taken: &mut Taken) -> Vec<Paper> {
        std::mem::take(&mut taken.papers)
    }
}

impl Listed for Visit {
    fn listed(taken: &mut Taken) -> Vec<Visit> {
        std::mem::take(&mut taken.visits)
    }
}

impl Listed for Medicine {
    fn listed(taken: &mut Taken) -> Vec<Medicine> {
        std::mem::take(&mut taken.medicines)
    }
}

impl Listed for Allergy {
    fn listed(taken: &mut Taken) -> Vec<Allergy> {
        std::mem::take(&mut taken.allergies)
    }
}

impl Listed for Document {
    fn listed(taken: &mut Taken) -> Vec<Document> {
        std::mem::take(&mut taken.documents)
    }
}

impl Listed for Message {
    fn listed(taken: &mut Taken) -> Vec<Message> {
        std::mem::take(&mut taken.messages)
    }
}

impl Listed for Team {
    fn listed(taken: &mut Taken) -> Vec<Team> {
        std::mem::take(&mut taken.teams)
    }
}
