//! The query of an address, and the forms that are written in the same way.

use crate::LaunchError;

/// More than any hospital sends.
const LONGEST: usize = 16 * 1024;

/// Its parameters, in the order written.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what somebody else wrote, with or without its question mark.
    pub(crate) fn read(text: &str) -> Result<Query, LaunchError> {
        if text.len() > LONGEST {
            return Err(LaunchError::Malformed);
        }
        Ok(Query::own(text.strip_prefix('?').unwrap_or(text)))
    }

    /// Reads what [`form`] wrote.
    pub(crate) fn own(text: &str) -> Query {
        let pairs = form_urlencoded::parse(text.as_bytes());
        Query(pairs.into_owned().collect())
    }

    /// The value of a parameter that may come at most once; an empty value counts as none.
    pub(crate) fn once(&self, name: &str) -> Result<Option<&str>, LaunchError> {
        let of_name = self.0.iter().filter(|(key, _)| key == name);
        let mut values = of_name.map(|(_, value)| value.as_str());
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(LaunchError::Malformed),
            (value, None) => Ok(value.filter(|value| !value.is_empty())),
        }
    }

    /// The same, where one that comes twice is as good as none.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.once(name).ok().flatten()
    }
}

/// These parameters as a query or the body of a form.
pub(crate) fn form(parameters: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish()
}
