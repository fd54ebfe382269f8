//! Which vendor an address points to: a table, `vendors.json`, in which the first row that fits counts.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::base::Base;

/// The table.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Vendors(Vec<Vendor>);

/// One row. `vendor` is the key of the vendor table of `smart`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vendor {
    pub(crate) vendor: String,
    /// What its portal is called where the hospital's own list does not say it.
    #[serde(default)]
    pub(crate) portal: Option<String>,
    /// Ends of host names.
    hosts: Vec<String>,
    /// Ends of paths, in any case.
    #[serde(default)]
    paths: Vec<String>,
    /// Are most of its customers hospitals?
    #[serde(default)]
    pub(crate) hospitals: bool,
    /// Beginnings of addresses, without `https://`: where they were, and where they are now.
    #[serde(default)]
    moved: Vec<(String, String)>,
}

impl Vendors {
    /// The table that comes with the command.
    pub fn built_in() -> Result<Vendors> {
        Vendors::read(include_str!("../../vendors.json"))
    }

    /// Another table of the same form.
    pub fn read(json: &str) -> Result<Vendors> {
        serde_json::from_str(json).context("the table of vendors is not as it should be")
    }

    /// The row for an address.
    pub(crate) fn of(&self, base: &Base) -> Option<&Vendor> {
        let host = base.host().split(':').next().unwrap_or_default();
        let path = base.as_str().to_ascii_lowercase();
        let at_host = |end: &String| {
            let before = host.strip_suffix(end.as_str());
            before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        let at_path = |end: &String| path.ends_with(&end.to_ascii_lowercase());
        self.0
            .iter()
            .find(|row| row.hosts.iter().any(at_host) || row.paths.iter().any(at_path))
    }

    /// Where the same place may be found now: by the vendor's table, or (for an address of DSTU2) beside it.
    pub(crate) fn newer(&self, base: &Base) -> Vec<Base> {
        let text = base.as_str().strip_prefix("https://").unwrap_or_default();
        let moved = self.0.iter().flat_map(|row| &row.moved);
        let by_table = moved
            .filter_map(|(old, new)| Some(format!("{new}{}", text.strip_prefix(old.as_str())?)));
        let by_version = [("dstu2", "r4"), ("DSTU2", "R4")]
            .into_iter()
            .filter(|(old, _)| text.contains(old));
        let by_version = by_version.map(|(old, new)| text.replacen(old, new, 1));
        let all = by_table.chain(by_version);
        all.filter_map(|text| Base::new(&format!("https://{text}")).ok())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_by_its_host_and_then_by_its_path() {
        let vendors = Vendors::built_in().expect("the table");
        let check = |address: &str, expected: Option<&str>| {
            let base = Base::new(address).expect("a base");
            assert_eq!(
                vendors.of(&base).map(|row| row.vendor.as_str()),
                expected,
                "{address}"
            );
        };
        check(
            "https://epicproxy.et0001.epichosted.com/FHIRProxy/api/FHIR/R4/",
            Some("epic"),
        );
        check("https://mychart.hospital.org/prd/api/fhir/r4", Some("epic"));
        check(
            "https://applications.op.healthcare/2198/api/FHIR/R4",
            Some("office-practicum"),
        );
        check("https://notcerner.com/r4/1", None);
        check("https://fhir-myrecord.cerner.com/r4/1", Some("oracle"));
    }

    #[test]
    fn an_older_address_leads_to_the_newer_one() {
        let vendors = Vendors::built_in().expect("the table");
        let base = Base::new("https://fhir-myrecord.cerner.com/dstu2/abc/").expect("a base");
        let newer = vendors.newer(&base);
        assert_eq!(
            newer.iter().map(Base::as_str).collect::<Vec<_>>(),
            ["https://fhir-myrecord.cerner.com/r4/abc"]
        );
    }
}
