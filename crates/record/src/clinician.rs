//! Somebody who gives care, as one hospital lists them, with their national number.

use fhir::{Identifier, Practitioner};

use crate::{
    ids::{Keyed, LocalId, SourceId},
    reader::Reader,
    written::systems,
};

/// One Practitioner who has an NPI.
/// <https://hl7.org/fhir/R4/practitioner.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clinician {
    /// Which Practitioner of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// The name on one line.
    pub name: Option<String>,
    /// The National Provider Identifier.
    pub npi: String,
}

impl Clinician {
    pub(crate) fn read(
        practitioner: &Practitioner<'_>,
        id: LocalId,
        reader: &Reader<'_>,
    ) -> Option<Self> {
        let is_npi = |one: &&Identifier<'_>| {
            let system = one.system.as_deref().unwrap_or_default();
            systems::short(system) == "NPI" && one.usage.as_deref() != Some("old")
        };
        let mut numbers = practitioner.identifier.iter().filter(is_npi);
        let npi = numbers.find_map(|one| {
            one.value
                .as_deref()
                .map(str::trim)
                .filter(|one| is_real(one))
        });
        let modified =
            practitioner.implicit_rules.is_some() || !practitioner.modifier_extension.is_empty();
        Some(Self {
            id,
            source: reader.asked.source,
            name: practitioner.line(),
            npi: npi.filter(|_| !modified)?.to_owned(),
        })
    }
}

/// Ten digits whose check digit is right: what stands where none is known has mostly none.
/// <https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf>
fn is_real(npi: &str) -> bool {
    let is_number = npi.len() == 10 && npi.bytes().all(|byte| byte.is_ascii_digit());
    let weighed = |(place, byte): (usize, u8)| {
        let digit = u32::from(byte.saturating_sub(b'0'));
        match place.is_multiple_of(2) {
            true => digit,
            false => digit * 2 / 10 + digit * 2 % 10,
        }
    };
    // 24 is what the prefix 80840 adds.
    let sum: u32 = npi.bytes().rev().enumerate().map(weighed).sum();
    is_number && (sum + 24).is_multiple_of(10)
}

impl Keyed for Clinician {
    fn key(&self) -> LocalId {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::is_real;

    #[test]
    fn a_national_number_has_a_check_digit() {
        assert!(is_real("1234567893"));
        for not in [
            "1234567890",
            "9999999999",
            "0000000000",
            "123456789",
            "12345678933",
            "123456789x",
            "",
        ] {
            assert!(!is_real(not), "{not}");
        }
    }
}
