//! The table of vendors (`vendors.toml`). It knows which row an address belongs to; no code does.

use serde_json::{Map, Value};

use crate::{FhirBase, RuleMistake, RuleWhy, Rules, rules::texts};

/// Made of `vendors.toml` by the build script.
const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/vendors.json"));

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vendor {
    /// What settings and directory call it: `epic`.
    pub name: String,
    /// What the people who run the portal call it.
    pub title: String,
    /// Patterns of the addresses of its hospitals: host and path, `*` for anything.
    pub bases: Vec<String>,
    /// The same for its test servers.
    pub sandboxes: Vec<String>,
    /// How it wants to be spoken to.
    pub rules: Rules,
}

impl Vendor {
    /// The row an address belongs to by its patterns.
    pub(crate) fn has(&self, base: &FhirBase) -> bool {
        is_any(&self.bases, base) || self.is_sandbox(base)
    }

    /// Is this one of the vendor's test servers?
    pub fn is_sandbox(&self, base: &FhirBase) -> bool {
        is_any(&self.sandboxes, base)
    }

    fn read(name: &str, row: &Value) -> Result<Vendor, RuleMistake> {
        let wrong = |field: &str, why| mistake(&[name, field], why);
        let mut fields = object(row).map_err(|why| mistake(&[name], why))?.clone();
        let title = fields.remove("title");
        let title = title.as_ref().and_then(Value::as_str);
        let mut patterns = |field| match fields.remove(field) {
            Some(written) => texts(&written).map_err(|why| wrong(field, why)),
            None => Ok(Vec::new()),
        };
        Ok(Vendor {
            name: name.to_owned(),
            title: title
                .map(str::to_owned)
                .ok_or_else(|| wrong("title", RuleWhy::WrongShape))?,
            bases: patterns("bases")?,
            sandboxes: patterns("sandboxes")?,
            rules: Rules::default().changed(&fields, name)?,
        })
    }
}

/// All rows, by name.
pub fn vendors() -> Vec<Vendor> {
    // A test reads every row; one that could not be read would be left out, not stop the portal.
    rows(TABLE).into_iter().flatten().collect()
}

fn rows(json: &str) -> Vec<Result<Vendor, RuleMistake>> {
    let table: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    let rows = table.iter();
    rows.map(|(name, row)| Vendor::read(name, row)).collect()
}

pub(crate) fn object(value: &Value) -> Result<&Map<String, Value>, RuleWhy> {
    value.as_object().ok_or(RuleWhy::WrongShape)
}

pub(crate) fn mistake(path: &[&str], why: RuleWhy) -> RuleMistake {
    RuleMistake {
        field: path.join("."),
        why,
    }
}

fn is_any(patterns: &[String], base: &FhirBase) -> bool {
    let address = base.as_str();
    let place = address
        .split_once("://")
        .map_or(address, |(_, place)| place);
    patterns.iter().any(|pattern| fits(pattern, place))
}

/// Does a text fit a pattern in which each `*` stands for anything? Letters of either case count as the same.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_ascii_lowercase(), text.to_ascii_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> FhirBase {
        FhirBase::listed(text).unwrap()
    }

    #[test]
    fn every_row_of_the_table_can_be_read() {
        let rows = rows(TABLE);
        let names: Vec<String> = rows.into_iter().map(|row| row.unwrap().name).collect();
        assert_eq!(
            names.join(" "),
            "athena epic healow meditech medplum modmed nextgen oracle practice-fusion veradigm"
        );
    }

    #[test]
    fn every_vendor_has_a_way_back_of_its_own_and_no_client_id() {
        let vendors = vendors();
        for (place, vendor) in vendors.iter().enumerate() {
            let others = vendors.iter().skip(place + 1);
            let redirect = &vendor.rules.redirect;
            assert_eq!(*redirect, format!("/callback/{}", vendor.name));
            assert!(
                others
                    .clone()
                    .all(|other| other.rules.redirect != *redirect)
            );
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
            let rows = vendors().into_iter().filter(|vendor| vendor.has(&base));
            let names: Vec<String> = rows.map(|vendor| vendor.name).collect();
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
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
