//! Scopes: what to ask for, and what was granted, in both syntaxes of SMART.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html>

use crate::{Entry, Rules};

/// The syntax of a resource scope. One request never mixes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `patient/Observation.read`
    V1,
    /// `patient/Observation.rs`
    V2,
}

/// Something done with a resource type; the order is the order of a v2 suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interaction {
    /// `c`
    Create,
    /// `r`
    Read,
    /// `u`
    Update,
    /// `d`
    Delete,
    /// `s`
    Search,
}

impl Interaction {
    const ALL: [Interaction; 5] = [
        Interaction::Create,
        Interaction::Read,
        Interaction::Update,
        Interaction::Delete,
        Interaction::Search,
    ];

    pub(crate) fn letter(self) -> char {
        match self {
            Interaction::Create => 'c',
            Interaction::Read => 'r',
            Interaction::Update => 'u',
            Interaction::Delete => 'd',
            Interaction::Search => 's',
        }
    }

    pub(crate) fn of_letter(letter: char) -> Option<Interaction> {
        Self::ALL.into_iter().find(|one| one.letter() == letter)
    }

    /// Whether a refusal of this is one of the other too: who may not read or search a type may do nothing with it,
    /// while a refused change leaves it readable.
    fn shuts(self, other: Interaction) -> bool {
        self == other || matches!(self, Interaction::Read | Interaction::Search)
    }
}

/// The scope of a sign-in at a plain SMART server that reads these types and also writes some of them: who the patient
/// is, which patient, renewal, then each type. Where the server is known, see [`Rules::scope`].
pub fn wanted(types: &[&str], written: &[&str], style: Style) -> String {
    Rules::PLAIN.scope(style, types, written, Entry::Standalone)
}

/// Adds a word to a scope.
pub(crate) fn add(scope: &mut String, parts: &[&str]) {
    if !scope.is_empty() {
        scope.push(' ');
    }
    for part in parts {
        scope.push_str(part);
    }
}

/// What the hospital granted, and what it refused since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Granted {
    text: String,
    scopes: Vec<Scope>,
    pub(crate) refused: Vec<(String, Interaction)>,
}

/// How much of a resource type may be read or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everything.
    Whole,
    /// Only what one of these conditions matches, such as `category=…|laboratory`.
    Only(Vec<String>),
    /// Nothing: not shared, which is not the same as "none recorded".
    None,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Scope {
    resource_type: String,
    interactions: Vec<Interaction>,
    condition: Option<String>,
}

impl Granted {
    /// Reads the `scope` of a token answer. What is not a resource scope about the patient is only kept as text.
    pub fn read(text: &str) -> Granted {
        Granted {
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            scopes: text.split_whitespace().filter_map(Scope::read).collect(),
            refused: Vec::new(),
        }
    }

    /// The scopes as the hospital wrote them.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Is this very word among them, such as `offline_access`?
    pub fn has(&self, word: &str) -> bool {
        self.text.split(' ').any(|scope| scope == word)
    }

    /// May any of this type be read, searched or changed?
    pub fn allows(&self, resource_type: &str, interaction: Interaction) -> bool {
        self.access(resource_type, interaction) != Access::None
    }

    /// How much of this type may be read, searched or changed?
    pub fn access(&self, resource_type: &str, interaction: Interaction) -> Access {
        let is_refused = |(name, refused): &(String, Interaction)| {
            name == resource_type && refused.shuts(interaction)
        };
        if self.refused.iter().any(is_refused) {
            return Access::None;
        }
        let mut conditions = Vec::new();
        for scope in self
            .scopes
            .iter()
            .filter(|scope| scope.covers(resource_type, interaction))
        {
            match &scope.condition {
                None => return Access::Whole,
                Some(condition) => conditions.push(condition.clone()),
            }
        }
        if conditions.is_empty() {
            Access::None
        } else {
            Access::Only(conditions)
        }
    }

    /// May resources of this type and category (`laboratory`) be read, searched or changed?
    pub fn allows_category(
        &self,
        resource_type: &str,
        interaction: Interaction,
        category: &str,
    ) -> bool {
        match self.access(resource_type, interaction) {
            Access::Whole => true,
            Access::Only(conditions) => conditions
                .iter()
                .any(|condition| names_category(condition, category)),
            Access::None => false,
        }
    }

    /// The types that were asked for in this scope and cannot be read: the patient may have unticked them.
    pub fn withheld(&self, asked: &str) -> Vec<String> {
        let asked = Granted::read(asked).scopes;
        let mut withheld: Vec<String> = Vec::new();
        for Scope { resource_type, .. } in asked {
            let is_open = self.allows(&resource_type, Interaction::Read)
                || self.allows(&resource_type, Interaction::Search);
            if !is_open && !withheld.contains(&resource_type) {
                withheld.push(resource_type);
            }
        }
        withheld
    }

    /// The server answered 403 for this: it is believed over its own scope string.
    pub fn refuse(&mut self, resource_type: &str, interaction: Interaction) {
        let refused = (resource_type.to_owned(), interaction);
        if !self.refused.contains(&refused) {
            self.refused.push(refused);
        }
    }

    /// The same refusals, with the scopes of a renewed token.
    pub(crate) fn renewed(&self, text: &str) -> Granted {
        Granted {
            refused: self.refused.clone(),
            ..Granted::read(text)
        }
    }
}

impl Scope {
    fn read(word: &str) -> Option<Scope> {
        let (context, rest) = word.split_once('/')?;
        let (name, condition) = match rest.split_once('?') {
            Some((name, condition)) => (name, Some(condition.to_owned())),
            None => (rest, None),
        };
        let (resource_type, suffix) = name.split_once('.')?;
        let is_type = resource_type == "*"
            || (!resource_type.is_empty()
                && resource_type.bytes().all(|b| b.is_ascii_alphabetic()));
        (matches!(context, "patient" | "user") && is_type).then_some(Scope {
            resource_type: resource_type.to_owned(),
            interactions: interactions(suffix)?,
            condition,
        })
    }

    fn covers(&self, resource_type: &str, interaction: Interaction) -> bool {
        (self.resource_type == "*" || self.resource_type == resource_type)
            && self.interactions.contains(&interaction)
    }
}

/// The words of v1 come first, so that `read` is never taken for r, e, a, d. The letters of v2 are taken in any order:
/// asking out of order may be rejected, but what a server grants is believed.
fn interactions(suffix: &str) -> Option<Vec<Interaction>> {
    use Interaction::{Create, Delete, Read, Search, Update};
    match suffix {
        "read" => return Some(vec![Read, Search]),
        "write" => return Some(vec![Create, Update, Delete]),
        "*" => return Some(vec![Create, Read, Update, Delete, Search]),
        "" => return None,
        _ => {}
    }
    suffix.chars().map(Interaction::of_letter).collect()
}

/// `category=http://…/observation-category|laboratory`, `category=laboratory`, several with commas.
fn names_category(condition: &str, category: &str) -> bool {
    form_urlencoded::parse(condition.as_bytes())
        .filter(|(name, _)| name == "category")
        .any(|(_, value)| {
            value
                .split(',')
                .any(|token| token.rsplit('|').next() == Some(category))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Interaction::{Create, Delete, Read, Search, Update};

    #[track_caller]
    fn check(scope: &str, expected: &[Interaction]) {
        let granted = Granted::read(scope);
        let all = [Create, Read, Update, Delete, Search];
        let allowed: Vec<Interaction> = all
            .into_iter()
            .filter(|i| granted.allows("Observation", *i))
            .collect();
        assert_eq!(allowed, expected, "{scope}");
    }

    #[test]
    fn each_syntax_is_read_as_itself() {
        check("patient/Observation.read", &[Read, Search]);
        check("patient/Observation.write", &[Create, Update, Delete]);
        check(
            "patient/Observation.*",
            &[Create, Read, Update, Delete, Search],
        );
        check("patient/*.read", &[Read, Search]);
        check("patient/*.*", &[Create, Read, Update, Delete, Search]);
        check("patient/Observation.rs", &[Read, Search]);
        check("patient/Observation.r", &[Read]);
        check("patient/*.cruds", &[Create, Read, Update, Delete, Search]);
        check("user/Observation.rs", &[Read, Search]);
    }

    #[test]
    fn a_server_that_grants_out_of_order_is_believed() {
        check("patient/Observation.sr", &[Read, Search]);
    }

    #[test]
    fn what_is_not_a_scope_of_the_patient_grants_nothing() {
        for scope in [
            "",
            "openid",
            "launch/patient",
            "system/Observation.rs",
            "patient/Observation",
            "patient/Observation.",
            "patient/Observation.reads",
            "patient/Observation.x",
            "patient/.rs",
            "patient/Condition.rs",
            "Observation.rs",
            "patient/observation.rs",
            "patient/Observation.READ",
            "patient/Obs?x.rs",
            "/.",
            "?",
            "patient/?.",
        ] {
            check(scope, &[]);
        }
    }

    #[test]
    fn a_granular_scope_grants_a_part() {
        let granted = Granted::read(
            "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
        );
        assert!(granted.allows("Observation", Read));
        assert!(granted.allows_category("Observation", Search, "laboratory"));
        assert!(!granted.allows_category("Observation", Search, "vital-signs"));
        assert!(
            matches!(granted.access("Observation", Read), Access::Only(conditions) if conditions.len() == 1)
        );
        assert_eq!(granted.access("Condition", Read), Access::None);
    }

    #[test]
    fn a_whole_grant_beside_a_granular_one_wins() {
        let granted =
            Granted::read("patient/Observation.rs?category=laboratory patient/Observation.rs");
        assert_eq!(granted.access("Observation", Read), Access::Whole);
    }

    #[test]
    fn the_first_403_is_believed_over_the_scope_even_after_a_renewal() {
        let mut granted = Granted::read("patient/*.rs");
        granted.refuse("Observation", Read);
        assert!(!granted.allows("Observation", Read));
        assert!(!granted.allows("Observation", Search));
        assert!(granted.allows("Patient", Search));
        assert!(granted.allows("Patient", Read));
        assert!(!granted.renewed("patient/*.rs").allows("Observation", Read));
    }

    #[test]
    fn a_type_that_may_not_be_read_is_shut_and_one_that_may_not_be_written_stays_readable() {
        let mut granted = Granted::read("patient/*.cruds");
        granted.refuse("Communication", Create);
        assert!(!granted.allows("Communication", Create));
        assert!(granted.allows("Communication", Search));
        granted.refuse("Communication", Search);
        granted.refuse("Observation", Read);
        assert!(!granted.allows("Communication", Read));
        assert!(!granted.allows("Observation", Create));
        assert!(granted.allows("Patient", Create));
    }

    #[test]
    fn what_was_unticked_has_a_name() {
        for (asked, granted, withheld) in [
            (
                "openid patient/Patient.rs patient/Observation.rs",
                "patient/Patient.rs",
                "Observation",
            ),
            (
                "patient/Patient.read patient/Condition.read",
                "patient/*.read",
                "",
            ),
            (
                "patient/Patient.rs patient/Condition.rs",
                "",
                "Patient Condition",
            ),
            (
                "patient/Communication.read patient/Communication.write",
                "openid",
                "Communication",
            ),
            (
                "patient/Observation.rs",
                "patient/Observation.rs?category=laboratory",
                "",
            ),
        ] {
            let found = Granted::read(granted).withheld(asked);
            assert_eq!(found.join(" "), withheld, "{asked} / {granted}");
        }
    }

    #[test]
    fn one_request_speaks_one_syntax() {
        let types = ["Patient", "Observation"];
        assert_eq!(
            wanted(&types, &[], Style::V1),
            "openid fhirUser launch/patient offline_access patient/Patient.read patient/Observation.read"
        );
        assert_eq!(
            wanted(&types, &[], Style::V2),
            "openid fhirUser launch/patient offline_access patient/Patient.rs patient/Observation.rs"
        );
    }

    #[test]
    fn writing_is_asked_for_only_where_something_is_written() {
        for style in [Style::V1, Style::V2] {
            let types = ["Patient", "Communication"];
            let granted = Granted::read(&wanted(&types, &["Communication"], style));
            let may = |kind, interaction| granted.allows(kind, interaction);
            assert!(may("Communication", Create) && may("Communication", Search));
            assert!(!may("Patient", Create) && !may("Patient", Update));
        }
        let v2 = wanted(&["Communication"], &["Communication"], Style::V2);
        assert!(v2.ends_with(" patient/Communication.crs"), "{v2}");
    }

    #[test]
    fn everything_that_is_asked_for_can_be_read_back() {
        for style in [Style::V1, Style::V2] {
            let granted = Granted::read(&wanted(&["Patient", "DiagnosticReport"], &[], style));
            for resource_type in ["Patient", "DiagnosticReport"] {
                assert_eq!(granted.access(resource_type, Read), Access::Whole);
                assert_eq!(granted.access(resource_type, Search), Access::Whole);
                assert_eq!(granted.access(resource_type, Create), Access::None);
            }
            assert!(granted.has("offline_access"));
        }
    }
}
