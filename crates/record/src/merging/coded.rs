//! Codes as they are compared.

use super::claim::{Aspect, Claim, hashed};
use crate::identity::{Code, System};

/// Where both have codes of one system, they have one in common; and what it is called.
pub(crate) fn aspects(claim: &mut Claim, codes: &[Code], name: Option<&str>) {
    for code in codes {
        let aspect = Aspect::Code(code.system);
        claim.aspects.push((aspect, hashed("code", &[&code.code])));
    }
    if let Some(name) = name {
        claim.aspects.push((Aspect::Name, hashed("name", &[name])));
    }
}

/// A code for a key.
pub(crate) fn parts(code: &Code) -> [&str; 3] {
    ["code", system(code.system), &code.code]
}

fn system(system: System) -> &'static str {
    match system {
        System::Snomed => "snomed",
        System::Icd10Cm => "icd-10-cm",
        System::Icd10 => "icd-10",
        System::Icd9Cm => "icd-9-cm",
        System::Icd10Pcs => "icd-10-pcs",
        System::RxNorm => "rxnorm",
        System::Ndc => "ndc",
        System::Loinc => "loinc",
        System::Cvx => "cvx",
        System::Cpt => "cpt",
        System::Hcpcs => "hcpcs",
        System::Cdt => "cdt",
    }
}
