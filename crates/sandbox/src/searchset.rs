//! A page of a search as the text of a Bundle. Records are copied as they were written, never rebuilt;
//! no `total`, because real servers leave it out or count wrongly.
use crate::access::{allowances, lies_within, permitted};
use crate::chart::Place;
use crate::files;
use crate::grants::Access;
use crate::hospital::Hospital;
use crate::outcome;
use crate::query::Include;
use crate::secret;
use crate::settings::{Modes, Remarks};

pub(crate) struct Page {
    pub(crate) own: String,
    pub(crate) kind: String,
    pub(crate) matches: Vec<Place>,
    pub(crate) include: Include,
    pub(crate) next: Option<String>,
    pub(crate) total: Option<usize>,
}

pub(crate) fn text(hospital: &Hospital, access: &Access, page: &Page) -> String {
    let mut entries = Vec::new();
    for &place in &page.matches {
        entries.extend(entry(hospital, place, "match"));
    }
    for place in included(hospital, access, page) {
        entries.extend(entry(hospital, place, "include"));
    }
    entries.extend(remark(hospital, page));
    let mut links = format!(r#"{{"relation":"self","url":{}}}"#, quoted(&page.own));
    if let Some(next) = &page.next {
        links.push_str(&format!(r#",{{"relation":"next","url":{}}}"#, quoted(next)));
    }
    let id = secret::text();
    let total = page.total.map(|total| format!(r#","total":{total}"#));
    let total = total.unwrap_or_default();
    let start = format!(
        r#"{{"resourceType":"Bundle","id":"{id}","type":"searchset"{total},"link":[{links}]"#
    );
    if entries.is_empty() {
        start + "}"
    } else {
        format!("{start},\"entry\":[{}]}}", entries.join(","))
    }
}

/// What belongs to the matches and may be seen; each once per page.
fn included(hospital: &Hospital, access: &Access, page: &Page) -> Vec<Place> {
    let mut places = Vec::new();
    let chart = hospital.chart();
    if page.include.medication {
        let medications = page
            .matches
            .iter()
            .filter_map(|&place| hospital.at(place)?.medication.clone());
        places.extend(medications.filter_map(|name| chart.place(&name)));
    }
    if page.include.provenance {
        places.extend(
            page.matches
                .iter()
                .flat_map(|&place| chart.provenance_of(place)),
        );
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|&place| may_see(hospital, access, place));
    places
}

fn may_see(hospital: &Hospital, access: &Access, place: Place) -> bool {
    hospital.at(place).is_some_and(|resource| {
        let allowed = allowances(hospital, access, &resource.kind, |allowance| {
            allowance.read || allowance.search
        });
        lies_within(&resource, access)
            && allowed.is_ok_and(|allowed| permitted(&resource, &allowed))
    })
}

fn entry(hospital: &Hospital, place: Place, mode: &str) -> Option<String> {
    let resource = hospital.at(place)?;
    let (base, name) = (&hospital.base, resource.name());
    let text = files::with_addresses(hospital, &resource.text);
    Some(match hospital.settings.records.modes {
        Modes::Written => format!(
            r#"{{"fullUrl":"{base}/{name}","resource":{text},"search":{{"mode":"{mode}"}}}}"#
        ),
        Modes::Absent => format!(r#"{{"fullUrl":"{base}/{name}","resource":{text}}}"#),
    })
}

/// Some servers add a remark to what they found: a message, never a record.
fn remark(hospital: &Hospital, page: &Page) -> Option<String> {
    let is_last = page.next.is_none();
    let remarks = matches!(
        page.kind.as_str(),
        "DiagnosticReport" | "Encounter" | "MedicationRequest"
    );
    match hospital.settings.records.remarks {
        Remarks::Written if is_last && (remarks || page.matches.is_empty()) => {
            let text = if page.matches.is_empty() {
                "Resource request returns no results."
            } else {
                "This response includes information available to the authorized user at the time of the request. \
                 It may not contain the entire record available in the system."
            };
            let outcome = outcome::outcome("information", "informational", text);
            Some(format!(
                r#"{{"resource":{outcome},"search":{{"mode":"outcome"}}}}"#
            ))
        }
        Remarks::Written | Remarks::Absent => None,
    }
}

pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
