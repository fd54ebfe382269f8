//! What plans and orders have in common: where they stand, what they are meant as, how urgent they are.
//! <https://hl7.org/fhir/R4/request.html>

use crate::{entry::Place, term::Term};

/// Where a request belongs. One that says what is *not* to be done never stands among the orders.
pub(crate) fn place(status: Option<&str>, do_not_perform: Option<bool>) -> Place {
    if do_not_perform == Some(true) {
        return Place::NotDone;
    }
    match status {
        Some("draft") => Place::Coming,
        Some("active" | "on-hold") => Place::Current,
        Some("completed") => Place::Past,
        Some("revoked") => Place::NotDone,
        Some(_) | None => Place::Unsaid,
    }
}

/// <http://hl7.org/fhir/R4/valueset-request-status.html>
pub(crate) const STATUS: [(&str, Term); 6] = [
    ("draft", Term::Draft),
    ("active", Term::Active),
    ("on-hold", Term::OnHold),
    ("revoked", Term::Revoked),
    ("completed", Term::Completed),
    ("unknown", Term::NotKnown),
];

/// <http://hl7.org/fhir/R4/valueset-request-intent.html>
pub(crate) const INTENT: [(&str, Term); 9] = [
    ("proposal", Term::Proposal),
    ("plan", Term::PlanOnly),
    ("directive", Term::Directive),
    ("order", Term::Order),
    ("original-order", Term::OriginalOrder),
    ("reflex-order", Term::ReflexOrder),
    ("filler-order", Term::FillerOrder),
    ("instance-order", Term::InstanceOrder),
    ("option", Term::Choice),
];

/// <http://hl7.org/fhir/R4/valueset-request-priority.html>
pub(crate) const PRIORITY: [(&str, Term); 4] = [
    ("routine", Term::Routine),
    ("urgent", Term::Urgent),
    ("asap", Term::Asap),
    ("stat", Term::Stat),
];
