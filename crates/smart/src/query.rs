//! The query of an address that somebody else wrote.

use crate::LaunchError;

/// More than any hospital sends.
const LONGEST: usize = 16 * 1024;

/// Its parameters, in the order written.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads it, with or without its question mark.
    pub(crate) fn read(text: &str) -> Result<Query, LaunchError> {
        if text.len() > LONGEST {
            return Err(LaunchError::Malformed);
        }
        let text = text.strip_prefix('?').unwrap_or(text);
        Ok(Query(
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        ))
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
}
