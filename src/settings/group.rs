//! A group of fields of the settings, read with the names of those that are wrong.

use serde_json::{Map, Value};

use super::mistake::{Mistake, Why, mistake};

/// Fields that belong together, as somebody wrote them.
pub(super) struct Group<'f> {
    pub(super) fields: &'f Map<String, Value>,
    /// What stands before the name of a field: `hospitals[1].`
    path: String,
}

impl<'f> Group<'f> {
    pub(super) fn new(written: &'f Value, path: String, known: &[&str]) -> Result<Self, Mistake> {
        let Value::Object(fields) = written else {
            return Err(mistake(path.trim_end_matches('.'), Why::WrongShape));
        };
        let group = Group { fields, path };
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(group.mistake(unknown, Why::Unknown)),
            None => Ok(group),
        }
    }

    pub(super) fn text(&self, name: &str) -> Result<String, Mistake> {
        let text = self.optional(name)?;
        text.ok_or_else(|| self.mistake(name, Why::Missing))
    }

    pub(super) fn optional(&self, name: &str) -> Result<Option<String>, Mistake> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.mistake(name, Why::NotText)),
        }
    }

    pub(super) fn address(&self, name: &str) -> Result<Option<String>, Mistake> {
        match self.optional(name)? {
            Some(address) if !is_address(&address) => Err(self.mistake(name, Why::NotAnAddress)),
            address => Ok(address),
        }
    }

    pub(super) fn own_file(&self, name: &str) -> Result<Option<String>, Mistake> {
        match self.optional(name)? {
            Some(path) if !is_own_file(&path) => Err(self.mistake(name, Why::NotAPath)),
            path => Ok(path),
        }
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Mistake> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(said)) => Ok(*said),
            Some(_) => Err(self.mistake(name, Why::NotYesOrNo)),
        }
    }

    pub(super) fn mistake(&self, name: &str, why: Why) -> Mistake {
        mistake(&format!("{}{name}", self.path), why)
    }
}

/// https anywhere, http on loopback; no user, query or fragment.
fn is_address(address: &str) -> bool {
    let (rest, loopback_only) = match (
        address.strip_prefix("https://"),
        address.strip_prefix("http://"),
    ) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        (None, None) => return false,
    };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let clean = !rest.contains(['?', '#', '@', '\\', ' ']) && !host.is_empty();
    clean && (!loopback_only || matches!(host, "localhost" | "127.0.0.1"))
}

/// One slash, and plain names behind it: no other site, nothing outside this one, no question to a server.
fn is_own_file(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_name =
        |name: &str| !name.is_empty() && !name.starts_with('.') && name.bytes().all(plain);
    let names = path.strip_prefix('/');
    names.is_some_and(|names| names.split('/').all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_counts_only_on_this_machine() {
        assert!(is_address("http://127.0.0.1:8601/fhir"));
        assert!(is_address("http://localhost:8601/fhir"));
        assert!(!is_address("http://127.0.0.1.example.org/fhir"));
        assert!(!is_address("http://hospital.local/fhir"));
    }
}
