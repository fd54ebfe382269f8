//! One thing that a hospital recorded, of the many classes that are a name, a date and some lines: problems, vaccines,
//! procedures, plans, devices, insurance, … One file for each type of resource says what its lines are
//! (`entries/condition.rs` and its neighbours); the app has one page for all of them.

use std::sync::Arc;

use crate::{
    identity::Identity,
    ids::{Keyed, LocalId, SourceId},
    label::Label,
    names::Mention,
    note::Note,
    order::sort_ranked,
    term::Term,
    value::{Quantity, Unreadable, Value},
    when::When,
};

/// One entry of a part of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which entry of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What tells it from others: for comparing only.
    pub identity: Identity,
    /// The part of the record it stands in.
    pub part: Part,
    /// What it is, in the hospital's words.
    pub name: Option<String>,
    /// Its name as somebody else wrote it, who is mentioned; for where the entry has no words of its own.
    pub named_by: Option<Mention>,
    /// Another name of it, in the words of a code.
    pub also: Option<String>,
    /// What makes entries of the same thing one row of the list, such as the doses of one vaccine.
    pub group: Option<String>,
    /// What a list says beside the name, in a few words; those of a group with their labels.
    pub line: Vec<Told>,
    /// The day it belongs to: that of the list.
    pub when: Option<When>,
    /// Where it belongs on the list.
    pub place: Place,
    /// What was recorded about it.
    pub facts: Vec<Fact>,
    /// What the hospital wrote beside it.
    pub notes: Vec<Note>,
    /// Other items that it is about or that belong to it.
    pub links: Vec<LocalId>,
    /// A part of it could not be read.
    pub incomplete: bool,
    /// Set if it can't be read safely here: then nothing but its name and notes is shown.
    pub unreadable: Option<Unreadable>,
}

/// A part of the record: a list of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Problems, diagnoses and health concerns: Condition.
    Conditions,
    /// Immunization.
    Vaccines,
    /// Procedure.
    Procedures,
    /// What was dispensed, given or is said to be taken: MedicationDispense, MedicationAdministration,
    /// MedicationStatement.
    Fills,
    /// CarePlan.
    Plans,
    /// Goal.
    Goals,
    /// Device, DeviceUseStatement.
    Devices,
    /// Coverage.
    Insurance,
    /// ServiceRequest and other requests.
    Orders,
    /// QuestionnaireResponse.
    Forms,
    /// Appointment.
    Appointments,
    /// RelatedPerson.
    Relations,
    /// FamilyMemberHistory.
    Family,
    /// Specimen.
    Samples,
    /// ImagingStudy, Media.
    Images,
    /// Claim, ExplanationOfBenefit.
    Claims,
    /// Everything that has no list of its own.
    Others,
}

impl Part {
    /// All, in the order of the record's own page.
    pub const ALL: [Part; 17] = [
        Part::Conditions,
        Part::Vaccines,
        Part::Procedures,
        Part::Fills,
        Part::Plans,
        Part::Goals,
        Part::Devices,
        Part::Insurance,
        Part::Orders,
        Part::Forms,
        Part::Appointments,
        Part::Relations,
        Part::Family,
        Part::Samples,
        Part::Images,
        Part::Claims,
        Part::Others,
    ];
}

/// Where an entry belongs on its list. What is not a plain fact never stands among those that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// True now: an active problem, a current plan.
    Current,
    /// To come: planned, booked, ordered.
    Coming,
    /// It happened: a vaccine given, a procedure done.
    Done,
    /// The hospital does not say where it stands.
    Unsaid,
    /// It can't be read safely here.
    Unclear,
    /// Over: resolved, ended, inactive.
    Past,
    /// It did not happen: not done, canceled, declined.
    NotDone,
    /// It turned out not to be so.
    RuledOut,
}

impl Place {
    /// Whether a list folds away what stands here: it is over, and something else is what the list is read for. Of
    /// what is done, only appointments are: a vaccine that was given is no thing of the past.
    pub fn is_over(self, part: Part) -> bool {
        match self {
            Place::Past => true,
            Place::Done => part == Part::Appointments,
            Place::Current
            | Place::Coming
            | Place::Unsaid
            | Place::Unclear
            | Place::NotDone
            | Place::RuledOut => false,
        }
    }
}

/// A line: what it is about, and what is told.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Fact {
    /// What it is about.
    pub label: Label,
    /// What is told, one or several.
    pub told: Vec<Told>,
}

/// Something told on a line.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Told {
    /// The hospital's own words.
    Words(String),
    /// A coded word for which the app has words in each language.
    Term(Term),
    /// A date.
    When(When),
    /// From, to.
    During(Option<When>, Option<When>),
    /// Somebody or some place.
    Who(Mention),
    /// An amount.
    Amount(Quantity),
    /// From an amount, to an amount.
    Between(Option<Quantity>, Option<Quantity>),
    /// An answer, or why there is none.
    Value(Value),
    /// Lines that belong together, such as one question with its answers.
    Group(Vec<Fact>),
    /// Another item of the record.
    Link(LocalId, Option<String>),
}

impl Keyed for Entry {
    fn key(&self) -> LocalId {
        self.id
    }
}

/// By place, then the newest first, then by name: the order of a list. What is to come begins with what comes next;
/// what has no date comes last.
pub fn sorted(entries: &mut Vec<Arc<Entry>>) {
    let rank = |entry: &Arc<Entry>| {
        let when = When::from_newest(entry.when.as_ref());
        let is_dated = when != i64::MAX;
        match entry.place {
            Place::Coming if is_dated => (entry.place as u8, when.saturating_neg()),
            place => (place as u8, when),
        }
    };
    sort_ranked(entries, rank, |a, b| {
        a.name.cmp(&b.name).then(a.id.cmp(&b.id))
    });
}

impl Entry {
    /// Whether it is one of those that a count speaks of: nothing that did not happen, is not so, or cannot be read.
    pub fn is_counted(&self) -> bool {
        !matches!(
            self.place,
            Place::NotDone | Place::RuledOut | Place::Unclear
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Place};

    #[test]
    fn what_is_over_is_folded_away_and_what_a_list_is_read_for_is_not() {
        for part in Part::ALL {
            assert!(Place::Past.is_over(part), "{part:?}");
            assert!(!Place::Current.is_over(part), "{part:?}");
            // What did not happen stands apart, and in the open.
            assert!(!Place::NotDone.is_over(part), "{part:?}");
            let is_over = Place::Done.is_over(part);
            assert_eq!(is_over, part == Part::Appointments, "{part:?}");
        }
    }
}
