//! How far something has come that is done to or for a patient, in the codes that many types share.
//! <https://hl7.org/fhir/R4/valueset-event-status.html>

use fhir::CodeableConcept;

use crate::{
    entry::{Place, Told},
    facts,
    term::Term,
};

/// The codes that the app has words for.
pub(crate) const EVENT: [(&str, Term); 7] = [
    ("preparation", Term::Preparation),
    ("in-progress", Term::InProgress),
    ("not-done", Term::NotDone),
    ("on-hold", Term::OnHold),
    ("stopped", Term::Stopped),
    ("completed", Term::Completed),
    ("unknown", Term::NotKnown),
];

/// Where it belongs on a list.
pub(crate) fn place(status: Option<&str>) -> Place {
    match status {
        Some("preparation" | "in-progress") => Place::Current,
        Some("completed") => Place::Done,
        Some("not-done") => Place::NotDone,
        Some("on-hold" | "stopped") => Place::Past,
        Some(_) | None => Place::Unsaid,
    }
}

/// What a list says of a status: nothing of the plain one, by which a thing is simply there.
pub(crate) fn said(status: Option<&str>, plain: &str, table: &[(&str, Term)]) -> Option<Told> {
    facts::term(status.filter(|status| *status != plain), table)
}

/// Where a statement belongs that there is nothing, which some send as an item of the list; `None` of a real item.
/// <https://hl7.org/fhir/uv/ips/CodeSystem-absent-unknown-uv-ips.html>
pub(crate) fn absent(code: Option<&CodeableConcept<'_>>) -> Option<Place> {
    let codings = code.into_iter().flat_map(|code| &code.coding);
    let absent = |coding: &fhir::Coding<'_>| {
        let asked = coding.code.as_deref()?.strip_prefix("no-")?;
        match asked.starts_with("known-") {
            true => Some(Place::NotDone),
            false => asked.ends_with("-info").then_some(Place::Unsaid),
        }
    };
    codings.filter_map(absent).max()
}
