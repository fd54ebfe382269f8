//! What tells one item from another beyond its words: codes of systems that are the same everywhere, and business
//! identifiers. Nobody reads them; they are only compared, when the records of several hospitals are put side by side
//! (reference §8.2).

use fhir::{CodeableConcept, Identifier, Medication, MedicationIngredient};

use crate::{
    ids::{LocalId, SourceId},
    reader::Reader,
    sent,
    written::systems,
};

/// Codes and numbers of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Codes for what it is.
    pub codes: Vec<Code>,
    /// Business identifiers, hashed: an equal one is the same number of the same giver of numbers.
    pub identifiers: Vec<u128>,
}

/// A code of a system that is the same everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// Whose code it is.
    pub system: System,
    /// The code as it is compared: an NDC with its eleven digits, a CVX code without leading zeros.
    pub code: String,
    /// The system's words for it, as sent.
    pub display: Option<String>,
}

/// A system of codes that is the same everywhere. Codes of other systems say nothing beyond their hospital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// SNOMED CT
    Snomed,
    /// ICD-10-CM
    Icd10Cm,
    /// ICD-10
    Icd10,
    /// ICD-9-CM
    Icd9Cm,
    /// ICD-10-PCS
    Icd10Pcs,
    /// RxNorm
    RxNorm,
    /// National Drug Code
    Ndc,
    /// LOINC
    Loinc,
    /// The CDC's list of vaccines
    Cvx,
    /// CPT
    Cpt,
    /// HCPCS
    Hcpcs,
    /// CDT, of dentists
    Cdt,
}

/// A Medication that is known by reference: what is compared of it. Its name is told by [`crate::Names`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substance {
    /// Which Medication of which hospital.
    pub id: LocalId,
    /// Codes for what it is.
    pub codes: Vec<Code>,
    /// What it is called.
    pub name: Option<String>,
    /// What does its work, each by name, if all that is in it is told in words.
    pub ingredients: Vec<String>,
}

impl Substance {
    pub(crate) fn read(medication: &Medication<'_>, id: LocalId, reader: &Reader<'_>) -> Self {
        let listed = medication.ingredient.iter();
        let listed = listed.filter(|one| one.is_active != Some(false));
        let name = |one: &MedicationIngredient<'_>| {
            let item = one.item.as_ref().filter(|_| !one.has_unknown_modifier)?;
            sent::medicine(item)
        };
        let ingredients: Option<Vec<String>> = listed.map(name).collect();
        Self {
            id,
            codes: Identity::read(medication.code.as_ref(), &[], reader.asked.source).codes,
            name: medication.code.as_ref().and_then(sent::medicine),
            ingredients: ingredients.unwrap_or_default(),
        }
    }
}

impl Identity {
    /// What a concept and business identifiers say.
    pub(crate) fn read(
        concept: Option<&CodeableConcept<'_>>,
        identifiers: &[Identifier<'_>],
        source: SourceId,
    ) -> Self {
        let codings = concept.into_iter().flat_map(|concept| &concept.coding);
        let mut codes: Vec<Code> = codings.filter_map(Code::read).collect();
        codes.sort();
        codes.dedup();
        Self {
            codes,
            identifiers: sent::identifiers(source, identifiers),
        }
    }
}

impl Code {
    fn read(coding: &fhir::Coding<'_>) -> Option<Self> {
        let system = System::read(coding.system.as_deref()?)?;
        Some(Self {
            code: system.plain(coding.code.as_deref()?)?,
            system,
            display: sent::words(coding.display.as_deref()),
        })
    }
}

impl System {
    fn read(address: &str) -> Option<Self> {
        match systems::short(address) {
            "SNOMED CT" => Some(Self::Snomed),
            "ICD-10-CM" => Some(Self::Icd10Cm),
            "ICD-10" => Some(Self::Icd10),
            "ICD-9-CM" => Some(Self::Icd9Cm),
            "ICD-10-PCS" => Some(Self::Icd10Pcs),
            "RxNorm" => Some(Self::RxNorm),
            "NDC" => Some(Self::Ndc),
            "LOINC" => Some(Self::Loinc),
            "CVX" => Some(Self::Cvx),
            "CPT" => Some(Self::Cpt),
            "HCPCS" => Some(Self::Hcpcs),
            "CDT" => Some(Self::Cdt),
            _ => None,
        }
    }

    /// A code as it is compared; `None` if it says nothing.
    fn plain(self, code: &str) -> Option<String> {
        let code = code.trim();
        match self {
            Self::Ndc => ndc(code),
            Self::Cvx => {
                let plain = code.trim_start_matches('0');
                (!NO_VACCINE.contains(&plain)).then(|| plain.to_owned())
            }
            _ => (!code.is_empty()).then(|| code.to_owned()),
        }
    }
}

/// No code; "no vaccine administered"; "unknown vaccine".
const NO_VACCINE: [&str; 3] = ["", "998", "999"];

/// The eleven digits of an NDC, by where the hyphens of the shorter forms stand (reference §4.1). Ten digits without
/// hyphens can be three different codes, so they are none.
fn ndc(code: &str) -> Option<String> {
    let digits = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts: Vec<&str> = code.split('-').collect();
    match parts.as_slice() {
        [whole] => (whole.len() == 11 && digits(whole, 11)).then(|| (*whole).to_owned()),
        [labeler, product, package] => {
            let lengths = (labeler.len(), product.len(), package.len());
            let is_known = matches!(lengths, (4, 4, 2) | (5, 3, 2) | (5, 4, 1) | (5, 4, 2));
            let is_whole =
                is_known && digits(labeler, 5) && digits(product, 4) && digits(package, 2);
            is_whole.then(|| format!("{labeler:0>5}{product:0>4}{package:0>2}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ndc_has_eleven_digits_in_every_form() {
        for (sent, expected) in [
            ("0777-3105-02", Some("00777310502")),
            ("50242-040-62", Some("50242004062")),
            ("60575-4112-1", Some("60575411201")),
            ("60575-4112-01", Some("60575411201")),
            ("00777310502", Some("00777310502")),
            ("0777310502", None),
            ("777-3105-02", None),
            ("0777-31O5-02", None),
            ("", None),
        ] {
            assert_eq!(ndc(sent).as_deref(), expected, "{sent}");
        }
    }

    #[test]
    fn a_code_of_one_hospital_alone_is_no_code() {
        let code = |system: &str, code: &str| {
            Code::read(&fhir::Coding {
                system: Some(system.to_owned().into()),
                code: Some(code.to_owned().into()),
                display: None,
            })
            .map(|code| (code.system, code.code))
        };
        assert_eq!(
            code("urn:oid:2.16.840.1.113883.6.96", " 73211009 "),
            Some((System::Snomed, "73211009".to_owned()))
        );
        assert_eq!(
            code("http://hl7.org/fhir/sid/cvx", "008"),
            Some((System::Cvx, "8".to_owned()))
        );
        for (system, sent) in [
            ("urn:oid:1.2.840.114350.1.13", "8"),
            ("http://hl7.org/fhir/sid/cvx", "999"),
            (
                "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                "unknown",
            ),
            ("http://snomed.info/sct", ""),
        ] {
            assert_eq!(code(system, sent), None, "{system}");
        }
    }
}
