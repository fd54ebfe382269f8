//! A medicine as one hospital recorded it: ordered, suggested or reported (reference §4.1).

use crate::{
    identity::Identity,
    ids::{Keyed, LocalId, SourceId},
    instruction::Instruction,
    names::Mention,
    note::Note,
    value::Unreadable,
    when::{Day, When},
};

/// One MedicationRequest.
/// <https://hl7.org/fhir/R4/medicationrequest.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medicine {
    /// Which request of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// What tells it from others: for comparing only.
    pub identity: Identity,
    /// What it is called: [`crate::Names::medicine`].
    pub name: MedicineName,
    /// Where it stands.
    pub status: Standing,
    /// Why, in the hospital's words.
    pub status_reason: Option<String>,
    /// Ordered, suggested or reported.
    pub intent: Intent,
    /// For a stay in hospital.
    pub inpatient: bool,
    /// The meaning is turned around: do not take this.
    pub do_not_take: bool,
    /// The patient or another clinic reported it.
    pub reported: bool,
    /// Who reported it, if that is said.
    pub reported_by: Option<Mention>,
    /// How to take it; none if nothing was sent.
    pub instructions: Vec<Instruction>,
    /// Who prescribed it.
    pub prescriber: Option<Mention>,
    /// When it was written.
    pub written: Option<When>,
    /// When the instructions end, if all of them do.
    pub ends: Option<When>,
    /// From when the pharmacy may give it.
    pub valid_from: Option<When>,
    /// Until when the pharmacy may give it.
    pub valid_until: Option<When>,
    /// Refills that were authorised; how many are left is not known here (reference §4.3).
    pub refills: Option<usize>,
    /// How much is given each time, as sent.
    pub amount: Option<String>,
    /// How long that lasts, as sent.
    pub lasts: Option<String>,
    /// The pharmacy.
    pub pharmacy: Option<Mention>,
    /// What it is for, in the hospital's words.
    pub reasons: Vec<String>,
    /// What the hospital wrote beside it.
    pub notes: Vec<Note>,
    /// A part of it could not be read.
    pub incomplete: bool,
    /// Set if it can't be read safely here: then only its name and text are shown.
    pub unreadable: Option<Unreadable>,
}

/// What a medicine is called, by the order of reference §4.1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MedicineName {
    /// Words of the request itself.
    pub own: Option<String>,
    /// The Medication it refers to, whose name may come with it or later.
    pub reference: Option<LocalId>,
    /// Words beside that reference.
    pub display: Option<String>,
    /// A code, where there are no words at all.
    pub code: Option<String>,
}

/// Where a medicine stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// active
    Active,
    /// on-hold
    OnHold,
    /// completed
    Finished,
    /// stopped
    Stopped,
    /// cancelled
    Canceled,
    /// draft: not sent yet.
    Draft,
    /// unknown, or none was sent.
    Unknown,
    /// Another word, as sent.
    Other(String),
}

/// What kind of request it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Intent {
    /// order and its kinds.
    Order,
    /// plan: what the patient or someone else said.
    Plan,
    /// proposal, option: suggested, not ordered.
    Suggestion,
    /// None was sent, or a word that we do not know.
    Unknown,
}

/// The parts of the list, in its order. Every medicine is in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Ordered and active.
    Taking,
    /// Active, and the order is not to take it.
    DoNotTake,
    /// On hold.
    OnHold,
    /// Active as reported by the patient or another clinic.
    Reported,
    /// Suggested, not ordered.
    Suggested,
    /// Active orders of a stay in hospital.
    InHospital,
    /// It is not said whether it is active, or whether it was ordered.
    NotStated,
    /// It can't be read safely here.
    Unclear,
    /// Stopped, finished or canceled.
    Past,
}

/// Why an active medicine may not be current any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its instructions ended then.
    Ended(When),
    /// The pharmacy could give it until then.
    Expired(When),
    /// It was written more than 18 months ago.
    Old(When),
}

impl Medicine {
    /// The part of the list it belongs to.
    pub fn group(&self) -> Group {
        if self.unreadable.is_some() {
            return Group::Unclear;
        }
        match (&self.status, &self.intent) {
            (Standing::Finished | Standing::Stopped | Standing::Canceled, _) => Group::Past,
            (Standing::Unknown | Standing::Other(_), _) => Group::NotStated,
            _ if self.do_not_take => Group::DoNotTake,
            (Standing::Draft, _) | (_, Intent::Suggestion) => Group::Suggested,
            _ if self.inpatient => Group::InHospital,
            (Standing::OnHold, _) => Group::OnHold,
            (Standing::Active, Intent::Unknown) => Group::NotStated,
            (Standing::Active, Intent::Plan) => Group::Reported,
            (Standing::Active, Intent::Order) if self.reported => Group::Reported,
            (Standing::Active, Intent::Order) => Group::Taking,
        }
    }

    /// Why it may not be current any more; it is never left out for that (reference §4.1).
    pub fn doubt(&self, today: Day) -> Option<Doubt> {
        if matches!(self.group(), Group::Past | Group::Unclear) {
            return None;
        }
        let over = |when: &&When| last_day(when).is_some_and(|last| last < today.number());
        if let Some(end) = self.ends.as_ref().filter(over) {
            return Some(Doubt::Ended(end.clone()));
        }
        if let Some(end) = self.valid_until.as_ref().filter(over) {
            return Some(Doubt::Expired(end.clone()));
        }
        let written = self.written.as_ref()?;
        let old = last_day(written)? < eighteen_months_before(today);
        old.then(|| Doubt::Old(written.clone()))
    }
}

impl Keyed for Medicine {
    fn key(&self) -> LocalId {
        self.id
    }
}

/// The last day that a date can mean.
fn last_day(when: &When) -> Option<i64> {
    let before = |year, month| Some(Day::new(year, month, 1)?.number() - 1);
    match when {
        When::Year(year) => before(year.checked_add(1)?, 1),
        When::Month(year, 12) => before(year.checked_add(1)?, 1),
        When::Month(year, month) => before(*year, month + 1),
        When::Day(day) => Some(day.number()),
        When::Moment(moment) => Some(moment.day.number()),
        When::AsSent(_) => None,
    }
}

fn eighteen_months_before(today: Day) -> i64 {
    let months = i32::from(today.year) * 12 + i32::from(today.month) - 1 - 18;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let first = Day::new(year as i16, month as u8, 1).map_or(0, Day::number);
    first + i64::from(today.day) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_ends_with_the_last_day_it_can_mean() {
        let number = |text: &str| last_day(&When::read(text));
        let day = |text: &str| When::read(text).day().map(Day::number);
        assert_eq!(number("2024"), day("2024-12-31"));
        assert_eq!(number("2024-02"), day("2024-02-29"));
        assert_eq!(number("2024-12"), day("2024-12-31"));
        assert_eq!(number("2024-12-03T23:00:00-05:00"), day("2024-12-03"));
        assert_eq!(number("some time"), None);
    }

    #[test]
    fn eighteen_months_are_counted_by_the_calendar() {
        let today = Day::new(2026, 11, 21).expect("a day");
        let then = Day::new(2025, 5, 21).expect("a day");
        assert_eq!(eighteen_months_before(today), then.number());
    }
}
