//! What happens to records between two readings: one is corrected, withdrawn, gone or new. Only tests make it happen.
use std::sync::Arc;

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use crate::chart::Chart;
use crate::held::held;
use crate::hospital::Hospital;
use crate::resource::Resource;

impl Hospital {
    /// The chart as it is now.
    pub(crate) fn chart(&self) -> Arc<Chart> {
        Arc::clone(&held(&self.chart))
    }

    /// From now on this record is kept, in JSON: in place of the one of its type and id, or as a new one.
    pub fn put(&self, record: &str) -> anyhow::Result<()> {
        let resource = Resource::read(record.to_owned());
        self.keep(resource.context("it is no record with an id")?);
        Ok(())
    }

    /// From now on a record, such as `Observation/a1c-2026-11-a1c`, says something else. Its numbers may lose
    /// trailing zeros; `put` leaves every digit.
    pub fn change(&self, name: &str, change: impl FnOnce(&mut Value)) -> anyhow::Result<()> {
        let mut record = serde_json::from_str(&self.kept(name)?.text)?;
        change(&mut record);
        self.put(&record.to_string())
    }

    /// From now on a record was entered in error. As US Core asks of servers, nothing stays but its id and its
    /// status; it is still found by whatever found it.
    pub fn withdraw(&self, name: &str) -> anyhow::Result<()> {
        let earlier = self.kept(name)?;
        let withdrawn = entered_in_error(&earlier.kind, &earlier.id)?;
        let withdrawn = Resource::read(withdrawn.to_string()).context("it is no record")?;
        let is_new = |parameter: &str| {
            let mut new = withdrawn.tokens.iter();
            new.any(|token| token.parameter == parameter)
        };
        let found = earlier.tokens.iter();
        let found = found.filter(|token| !is_new(token.parameter)).cloned();
        let tokens = found.chain(withdrawn.tokens.iter().cloned()).collect();
        self.keep(Resource {
            patients: earlier.patients.clone(),
            dates: earlier.dates.clone(),
            tokens,
            ..withdrawn
        });
        Ok(())
    }

    /// From now on nobody finds or reads a record: it was deleted, moved to another chart, or made confidential.
    pub fn remove(&self, name: &str) -> anyhow::Result<()> {
        self.kept(name)?;
        let mut chart = held(&self.chart);
        *chart = Arc::new(chart.without(name));
        Ok(())
    }

    fn keep(&self, resource: Resource) {
        let mut chart = held(&self.chart);
        *chart = Arc::new(chart.with(resource));
    }

    fn kept(&self, name: &str) -> anyhow::Result<Arc<Resource>> {
        let chart = self.chart();
        let place = chart.place(name);
        let record = place.and_then(|place| chart.at(place)).cloned();
        record.with_context(|| format!("{name} is not kept here"))
    }
}

fn entered_in_error(kind: &str, id: &str) -> anyhow::Result<Value> {
    let coded = |system: &str| {
        let system = format!("http://terminology.hl7.org/CodeSystem/{system}");
        json!({ "coding": [{ "system": system, "code": "entered-in-error" }] })
    };
    let (element, status) = match kind {
        "AllergyIntolerance" => (
            "verificationStatus",
            coded("allergyintolerance-verification"),
        ),
        "Condition" => ("verificationStatus", coded("condition-ver-status")),
        "Goal" => ("lifecycleStatus", "entered-in-error".into()),
        "Patient" | "RelatedPerson" | "Provenance" | "Practitioner" | "PractitionerRole"
        | "Organization" | "Location" => bail!("{kind} has no such status"),
        _ => ("status", "entered-in-error".into()),
    };
    Ok(json!({ "resourceType": kind, "id": id, element: status }))
}
