//! What somebody is to the patient, in the codes that hospitals use.
//! <http://hl7.org/fhir/R4/valueset-relatedperson-relationshiptype.html>

use fhir::CodeableConcept;

use crate::{entry::Told, facts, term::Term};

/// In our words, else as sent.
pub(super) fn told(concept: &CodeableConcept<'_>) -> Option<Told> {
    // Single letters mean other things in other systems.
    let role = concept.code_in("http://terminology.hl7.org/CodeSystem/v2-0131");
    let role = match role {
        Some("C") => Some(Term::EmergencyContact),
        Some("N") => Some(Term::NextOfKin),
        Some("E") => Some(Term::Employer),
        Some(_) | None => None,
    };
    role.map(Told::Term)
        .or_else(|| facts::term_of(concept, &ROLES))
}

const ROLES: [(&str, Term); 29] = [
    ("MTH", Term::Mother),
    ("FTH", Term::Father),
    ("PRN", Term::Parent),
    ("SPS", Term::Spouse),
    ("HUSB", Term::Husband),
    ("WIFE", Term::Wife),
    ("DOMPART", Term::Partner),
    ("SIGOTHR", Term::Partner),
    ("CHILD", Term::Child),
    ("SON", Term::Son),
    ("DAU", Term::Daughter),
    ("SIB", Term::Sibling),
    ("BRO", Term::Brother),
    ("SIS", Term::Sister),
    ("GRPRN", Term::Grandparent),
    ("GRMTH", Term::Grandmother),
    ("GRFTH", Term::Grandfather),
    ("GRNDCHILD", Term::Grandchild),
    ("AUNT", Term::Aunt),
    ("UNCLE", Term::Uncle),
    ("NIECE", Term::Niece),
    ("NEPH", Term::Nephew),
    ("COUSN", Term::Cousin),
    ("FRND", Term::Friend),
    ("NBOR", Term::Neighbor),
    ("GUARD", Term::Guardian),
    ("ECON", Term::EmergencyContact),
    ("NOK", Term::NextOfKin),
    ("ONESELF", Term::Patient),
];
