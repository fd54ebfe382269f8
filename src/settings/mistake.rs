//! Why settings cannot be used: the field, and what is wrong with it.

use smart::{RuleMistake, RuleWhy};

/// Why the settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The field, as a path: `hospitals[1].fhir`.
    pub field: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What can be wrong with a field of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file could not be fetched.
    NoFile,
    /// The file is not JSON; the parser's words, with line and column.
    NotReadable(String),
    /// Something else than the group of fields, or the list, that belongs there.
    WrongShape,
    /// A field that means nothing here: often a slip of the pen.
    Unknown,
    /// The field is missing or empty.
    Missing,
    /// The field is not text.
    NotText,
    /// An address that is neither https nor http on this machine, or carries more than host and path.
    NotAnAddress,
    /// A key with other characters than `a` to `z`, digits and hyphens.
    NotAKey,
    /// Two hospitals have this key.
    Twice,
    /// Neither `v1` nor `v2`.
    NotAScopeSyntax,
    /// Neither `true` nor `false`.
    NotYesOrNo,
    /// A word that means nothing here.
    NotAChoice,
    /// Not a path of this site.
    NotAPath,
    /// No row of the table of vendors has this name.
    NoSuchVendor,
}

/// What is wrong with what the settings change in the table of vendors.
impl From<RuleMistake> for Mistake {
    fn from(RuleMistake { field, why }: RuleMistake) -> Mistake {
        let why = match why {
            RuleWhy::Unknown => Why::Unknown,
            RuleWhy::WrongShape => Why::WrongShape,
            RuleWhy::NotAChoice => Why::NotAChoice,
            RuleWhy::NotAPath => Why::NotAPath,
            RuleWhy::NotAnAddress => Why::NotAnAddress,
            RuleWhy::NoSuchVendor => Why::NoSuchVendor,
        };
        mistake(&format!("ehr.{field}"), why)
    }
}

/// A mistake in this field.
pub(super) fn mistake(field: &str, why: Why) -> Mistake {
    Mistake {
        field: field.to_owned(),
        why,
    }
}
