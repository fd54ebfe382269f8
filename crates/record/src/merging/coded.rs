//! Codes as they are compared.

use super::claim::{Aspect, Claim, hashed};
use crate::{
    identity::{Code, System},
    sensitivity,
};

/// Where both have codes of one system, they have one in common; and what it is called.
pub(crate) fn aspects(claim: &mut Claim, codes: &[Code], name: Option<&str>) {
    for code in codes {
        let hash = hashed("code", &[&code.code]);
        claim.aspects.push((Aspect::Code(code.system), hash));
        if is_of_a_kind(code) {
            claim.kinds.push(hash);
        }
    }
    if let Some(name) = name {
        claim.aspects.push((Aspect::Name, hashed("name", &[name])));
    }
}

/// The codes for keys: those that say what something is.
pub(crate) fn keyed(codes: &[Code]) -> impl Iterator<Item = [&str; 3]> {
    let codes = codes.iter().filter(|code| !is_of_a_kind(code));
    codes.map(parts)
}

/// A code for a key.
pub(crate) fn parts(code: &Code) -> [&str; 3] {
    ["code", system(code.system), &code.code]
}

/// A code that stands on different things: it says only of what kind they are.
fn is_of_a_kind(code: &Code) -> bool {
    match code.system {
        System::Snomed => {
            sensitivity::is_of_a_kind(&code.code) || KINDS.contains(&code.code.as_str())
        }
        System::Icd10Cm | System::Icd10 | System::Icd9Cm => is_of_the_rest(&code.code),
        System::Icd10Pcs
        | System::RxNorm
        | System::Ndc
        | System::Loinc
        | System::Cvx
        | System::Cpt
        | System::Hcpcs
        | System::Cdt => false,
    }
}

/// Substance, medicine, pharmaceutical product, food, disease, finding, problem.
const KINDS: [&str; 7] = [
    "105590001",
    "410942007",
    "373873005",
    "255620007",
    "64572001",
    "404684003",
    "55607006",
];

/// What has no class of its own in ICD: "other" of anything (`…8`, `…89`, `…899`), "unspecified" of tumors and of what
/// is no disease (`D48.9`, `Z88.9`), and a medicine, or an allergy, of whatever kind (`Z79`, `T78.4`).
fn is_of_the_rest(code: &str) -> bool {
    let plain: String = code.chars().filter(|one| *one != '.').collect();
    let plain = plain.to_uppercase();
    let (class, detail) = (plain.get(..3), plain.get(3..).unwrap_or_default());
    let class = class.unwrap_or_default();
    let is_wide = class.starts_with(['C', 'Z', 'V'])
        || ("D00".."D50").contains(&class)
        || ("140".."240").contains(&class);
    let ends = |with: &[&str]| with.iter().any(|end| detail.ends_with(end));
    ends(&["8", "89", "890", "899"])
        || is_wide && ends(&["9"])
        || OF_ANYTHING.iter().any(|class| plain.starts_with(class))
}

const OF_ANYTHING: [&str; 6] = ["Z79", "V586", "T784", "T887", "9952", "9953"];

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
