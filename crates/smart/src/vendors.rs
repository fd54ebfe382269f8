//! The table of vendors (`vendors.toml`). It knows which row an address belongs to; no code does.

use crate::{FhirBase, Rules};

/// Made of `vendors.toml` by the build script.
static VENDORS: &[Vendor] = include!(concat!(env!("OUT_DIR"), "/vendors.rs"));

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vendor {
    /// What settings and directory call it: `epic`.
    pub name: &'static str,
    /// What the people who run the portal call it.
    pub title: &'static str,
    /// Patterns of the addresses of its hospitals: host and path, `*` for anything.
    pub bases: &'static [&'static str],
    /// The same for its test servers.
    pub sandboxes: &'static [&'static str],
    /// How it wants to be spoken to.
    pub rules: Rules,
}

/// All rows, by name.
pub fn vendors() -> &'static [Vendor] {
    VENDORS
}

impl Vendor {
    /// The row of this name; without a name, the one an address belongs to by its patterns.
    pub(crate) fn of<'v>(
        vendors: &'v [Vendor],
        base: &FhirBase,
        named: Option<&str>,
    ) -> Option<&'v Vendor> {
        vendors.iter().find(|vendor| match named {
            Some(name) => vendor.name == name,
            None => vendor.has(base),
        })
    }

    /// The rules for one of its hospitals.
    pub(crate) fn rules_at(&self, base: &FhirBase) -> Rules {
        let mut rules = self.rules;
        if self.is_sandbox(base) {
            rules.client_id = rules.sandbox_client_id.take();
        }
        rules
    }

    fn has(&self, base: &FhirBase) -> bool {
        is_any(self.bases, base) || self.is_sandbox(base)
    }

    /// Is this one of the vendor's test servers?
    pub fn is_sandbox(&self, base: &FhirBase) -> bool {
        is_any(self.sandboxes, base)
    }
}

fn is_any(patterns: &[&str], base: &FhirBase) -> bool {
    let address = base.as_str();
    let place = address
        .split_once("://")
        .map_or(address, |(_, place)| place);
    let fits = |pattern: &&str| fits(pattern.as_bytes(), place.as_bytes());
    patterns.iter().any(fits)
}

/// Does a text fit a pattern in which each `*` stands for anything? Letters of either case count as the same.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([b'*', behind @ ..], _) if fits(behind, text) => true,
        ([b'*', ..], [_, rest @ ..]) => fits(pattern, rest),
        ([wanted, behind @ ..], [found, rest @ ..]) => {
            wanted.eq_ignore_ascii_case(found) && fits(behind, rest)
        }
        (pattern, text) => pattern.is_empty() && text.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::*;

    fn base(text: &str) -> FhirBase {
        FhirBase::listed(text).unwrap()
    }

    #[test]
    fn the_table_has_these_rows() {
        let names: Vec<&str> = vendors().iter().map(|vendor| vendor.name).collect();
        assert_eq!(
            names.join(" "),
            "athena epic healow meditech medplum modmed nextgen oracle practice-fusion veradigm"
        );
    }

    #[test]
    fn every_row_means_what_it_would_mean_in_the_settings() {
        let table: toml::Table = include_str!("../vendors.toml").parse().unwrap();
        for vendor in vendors() {
            let row = table[vendor.name].as_table().unwrap().iter();
            let rules =
                row.filter(|(name, _)| !["title", "bases", "sandboxes"].contains(&name.as_str()));
            let rules =
                rules.map(|(name, value)| (name.clone(), serde_json::to_value(value).unwrap()));
            let rules: &'static Map<String, Value> = Box::leak(Box::new(rules.collect()));
            assert_eq!(Rules::PLAIN.changed(rules, vendor.name), Ok(vendor.rules));
        }
    }

    #[test]
    fn every_vendor_has_a_way_back_of_its_own_and_no_client_id() {
        for (place, vendor) in vendors().iter().enumerate() {
            let others = vendors().iter().skip(place + 1);
            let redirect = vendor.rules.redirect;
            assert_eq!(redirect, format!("/callback/{}", vendor.name));
            assert!(others.clone().all(|other| other.rules.redirect != redirect));
            assert_eq!(vendor.rules.client_id, None, "{}", vendor.name);
            assert_eq!(vendor.rules.sandbox_client_id, None, "{}", vendor.name);
            assert!(!vendor.bases.is_empty() && !vendor.title.is_empty());
            assert!(!vendor.rules.patient.is_empty() && !vendor.rules.accept.is_empty());
        }
    }

    #[test]
    fn an_address_leads_to_one_row_at_most() {
        for (address, name) in [
            (
                "https://fhir.hospital.example/FHIRProxy/api/FHIR/R4",
                "epic",
            ),
            (
                "https://fhir.epic.com/interconnect-fhir-oauth/api/FHIR/R4",
                "epic",
            ),
            ("https://fhir-myrecord.cerner.com/r4/9a7b", "oracle"),
            ("https://api.platform.athenahealth.com/fhir/r4", "athena"),
            (
                "https://api.preview.platform.athenahealth.com/fhir/r4",
                "athena",
            ),
            ("https://fhir4.healow.com/fhir/r4/ABCDEF", "healow"),
            ("https://hospital.example/v1/uscore/R4", "meditech"),
            (
                "https://fhir.nextgen.com/nge/prod/fhir-api-r4/fhir/r4",
                "nextgen",
            ),
            (
                "https://fhir.fhirpoint.open.allscripts.com/fhirroute/fhir/10028551",
                "veradigm",
            ),
            ("https://open.platform.veradigm.com/fhir/x", "veradigm"),
            ("https://api.practicefusion.com/fhir/r4", "practice-fusion"),
            ("https://pbd.mmi.prod.fhir.ema-api.com/fhir/r4", "modmed"),
            ("https://api.medplum.com/fhir/R4", "medplum"),
            ("https://ehr.example.org/fhir", ""),
            ("https://fhir.epic.com.evil.example/fhir", ""),
            ("https://evil.example/fhir-myrecord.cerner.com/r4/x", ""),
        ] {
            let base = base(address);
            let rows = vendors().iter().filter(|vendor| vendor.has(&base));
            let names: Vec<&str> = rows.map(|vendor| vendor.name).collect();
            assert_eq!(names.join(" "), name, "{address}");
        }
    }

    #[test]
    fn a_pattern_is_fitted_from_end_to_end() {
        for (pattern, text, expected) in [
            ("a/b", "a/b", true),
            ("a/b", "a/bc", false),
            ("a/b", "xa/b", false),
            ("*/b", "a/b", true),
            ("*/b", "a/b/c", false),
            ("a/*", "a/", true),
            ("a/*", "a", false),
            ("*.x/*", "a.x/b", true),
            ("*.x/*", ".x/", true),
            ("a*a", "a", false),
            ("A/B", "a/b", true),
            ("*", "", true),
        ] {
            let found = fits(pattern.as_bytes(), text.as_bytes());
            assert_eq!(found, expected, "{pattern} {text}");
        }
    }
}
