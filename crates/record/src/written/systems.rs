//! Short names for systems of codes and numbers. They are proper names, the same in every language.
//! <https://hl7.org/fhir/R4/terminologies-systems.html>

const SYSTEMS: [(&str, &str); 32] = [
    ("http://loinc.org", "LOINC"),
    ("http://snomed.info/sct", "SNOMED CT"),
    ("http://www.nlm.nih.gov/research/umls/rxnorm", "RxNorm"),
    ("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10-CM"),
    ("http://hl7.org/fhir/sid/icd-10", "ICD-10"),
    ("http://hl7.org/fhir/sid/icd-9-cm", "ICD-9-CM"),
    ("http://www.cms.gov/Medicare/Coding/ICD10", "ICD-10-PCS"),
    ("http://hl7.org/fhir/sid/cvx", "CVX"),
    ("http://hl7.org/fhir/sid/ndc", "NDC"),
    ("http://hl7.org/fhir/sid/us-npi", "NPI"),
    ("http://hl7.org/fhir/sid/us-ssn", "SSN"),
    ("http://www.ama-assn.org/go/cpt", "CPT"),
    ("http://www.ada.org/cdt", "CDT"),
    (
        "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
        "HCPCS",
    ),
    ("http://unitsofmeasure.org", "UCUM"),
    ("http://nucc.org/provider-taxonomy", "NUCC"),
    ("urn:ietf:bcp:47", "BCP 47"),
    ("urn:iso:std:iso:3166", "ISO 3166"),
    ("urn:oid:2.16.840.1.113883.6.1", "LOINC"),
    ("urn:oid:2.16.840.1.113883.6.96", "SNOMED CT"),
    ("urn:oid:2.16.840.1.113883.6.88", "RxNorm"),
    ("urn:oid:2.16.840.1.113883.6.90", "ICD-10-CM"),
    ("urn:oid:2.16.840.1.113883.6.103", "ICD-9-CM"),
    ("urn:oid:2.16.840.1.113883.6.104", "ICD-9-CM"),
    ("urn:oid:2.16.840.1.113883.6.4", "ICD-10-PCS"),
    ("urn:oid:2.16.840.1.113883.12.292", "CVX"),
    ("urn:oid:2.16.840.1.113883.6.12", "CPT"),
    ("urn:oid:2.16.840.1.113883.6.285", "HCPCS"),
    ("urn:oid:2.16.840.1.113883.6.69", "NDC"),
    ("urn:oid:2.16.840.1.113883.6.8", "UCUM"),
    ("urn:oid:2.16.840.1.113883.4.6", "NPI"),
    (super::secret::SSN_OID, "SSN"),
];

/// Whatever is below these is HL7's own.
const OF_HL7: [&str; 5] = [
    "http://terminology.hl7.org/",
    "https://terminology.hl7.org/",
    "http://hl7.org/fhir/",
    "urn:oid:2.16.840.1.113883.5.",
    "urn:oid:2.16.840.1.113883.12.",
];

/// The short name, or the address as sent where there is none.
pub(crate) fn short(system: &str) -> &str {
    let system = system.trim();
    let bare = system.trim_end_matches('/');
    let known = SYSTEMS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(bare));
    let of_hl7 = || OF_HL7.iter().any(|start| system.starts_with(start));
    match known {
        Some((_, name)) => name,
        None if of_hl7() => "HL7",
        None => system,
    }
}

#[cfg(test)]
mod tests {
    use super::{SYSTEMS, short};

    #[test]
    fn a_system_has_one_short_name() {
        let mut known: Vec<&str> = SYSTEMS.iter().map(|(system, _)| *system).collect();
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), SYSTEMS.len());
        for (system, expected) in [
            ("http://loinc.org", "LOINC"),
            ("http://loinc.org/", "LOINC"),
            ("HTTP://LOINC.ORG", "LOINC"),
            ("http://terminology.hl7.org/CodeSystem/v2-0203", "HL7"),
            ("http://hl7.org/fhir/sid/cvx", "CVX"),
            ("urn:oid:1.2.3", "urn:oid:1.2.3"),
            (
                "https://h.example/codeSet/72",
                "https://h.example/codeSet/72",
            ),
        ] {
            assert_eq!(short(system), expected);
        }
    }
}
