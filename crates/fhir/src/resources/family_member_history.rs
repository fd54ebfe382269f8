//! What a relative has or had.
//! <https://hl7.org/fhir/R4/familymemberhistory.html>

use crate::{
    Annotation, CodeableConcept, Contained, Reference, Text, Timed,
    slot::{Element, Slot},
    timed::choice,
};

/// The health of one relative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FamilyMemberHistory<'a> {
    /// Logical id.
    pub id: Option<Text<'a>>,
    /// Whether rules or extensions may change the meaning. Modifiers.
    pub has_unknown_modifier: bool,
    /// Resources inside.
    pub contained: Vec<Contained<'a>>,
    /// `partial`, `completed`, `entered-in-error`, `health-unknown`. A modifier.
    pub status: Option<Text<'a>>,
    /// `subject-unknown`, `withheld`, `unable-to-obtain`, `deferred`.
    pub data_absent_reason: Option<CodeableConcept<'a>>,
    /// Whose relative it is.
    pub patient: Option<Reference<'a>>,
    /// When it was recorded.
    pub date: Option<Text<'a>>,
    /// What the relative is called.
    pub name: Option<Text<'a>>,
    /// Mother, brother, …
    pub relationship: Option<CodeableConcept<'a>>,
    /// `male`, `female`, `other`, `unknown`.
    pub sex: Option<CodeableConcept<'a>>,
    /// `born[x]`
    pub born: Timed<'a>,
    /// `age[x]`
    pub age: Timed<'a>,
    /// Whether the age is an estimate. A modifier.
    pub estimated_age: Option<bool>,
    /// `deceasedBoolean`
    pub is_deceased: Option<bool>,
    /// The other forms of `deceased[x]`.
    pub deceased: Timed<'a>,
    /// Why it was recorded.
    pub reason_code: Vec<CodeableConcept<'a>>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
    /// What the relative has or had.
    pub condition: Vec<FamilyCondition<'a>>,
}

impl<'a> Element<'a> for FamilyMemberHistory<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "id" => Slot::Text(&mut self.id),
            "implicitRules" | "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "contained" => Slot::Many(&mut self.contained),
            "status" => Slot::Text(&mut self.status),
            "dataAbsentReason" => Slot::One(&mut self.data_absent_reason),
            "patient" => Slot::One(&mut self.patient),
            "date" => Slot::Text(&mut self.date),
            "name" => Slot::Text(&mut self.name),
            "relationship" => Slot::One(&mut self.relationship),
            "sex" => Slot::One(&mut self.sex),
            "estimatedAge" => Slot::Flag(&mut self.estimated_age),
            "deceasedBoolean" => Slot::Flag(&mut self.is_deceased),
            "reasonCode" => Slot::Many(&mut self.reason_code),
            "note" => Slot::Many(&mut self.note),
            "condition" => Slot::Many(&mut self.condition),
            _ => choice(
                name,
                [
                    ("born", &mut self.born),
                    ("age", &mut self.age),
                    ("deceased", &mut self.deceased),
                ],
            ),
        }
    }
}

/// Something a relative has or had.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FamilyCondition<'a> {
    /// Whether extensions may change the meaning. A modifier.
    pub has_unknown_modifier: bool,
    /// What it is.
    pub code: Option<CodeableConcept<'a>>,
    /// What came of it.
    pub outcome: Option<CodeableConcept<'a>>,
    /// Whether the relative died of it, among other things.
    pub contributed_to_death: Option<bool>,
    /// `onset[x]`
    pub onset: Timed<'a>,
    /// Remarks.
    pub note: Vec<Annotation<'a>>,
}

impl<'a> Element<'a> for FamilyCondition<'a> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        match name {
            "modifierExtension" => Slot::Noted(&mut self.has_unknown_modifier),
            "code" => Slot::One(&mut self.code),
            "outcome" => Slot::One(&mut self.outcome),
            "contributedToDeath" => Slot::Flag(&mut self.contributed_to_death),
            "note" => Slot::Many(&mut self.note),
            _ => choice(name, [("onset", &mut self.onset)]),
        }
    }
}
