//! Social Security numbers: found wherever the resource says that a number is one, and never shown in full.

use fhir::written::{Line, Written};

use super::parts::{Parts, leaf};

const SSN: &str = "http://hl7.org/fhir/sid/us-ssn";
pub(crate) const SSN_OID: &str = "urn:oid:2.16.840.1.113883.4.1";

/// So many digits a whole number has.
const DIGITS: usize = 9;
/// So many spellings are looked for in other texts: a person has one number.
const MOST: usize = 100;
/// So many of its last letters are shown.
const SHOWN: usize = 4;

/// The numbers of one resource, in the ways in which they are written.
#[derive(Debug, Default)]
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn of(sent: &[Line]) -> Secrets {
        let mut secrets = Secrets::default();
        secrets.look_at(sent);
        // The longest first, so that none is left over beside a shorter one.
        secrets
            .0
            .sort_unstable_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
        secrets.0.dedup();
        secrets.0.truncate(MOST);
        secrets
    }

    fn look_at(&mut self, lines: &[Line]) {
        let parts = Parts::of(lines);
        if is_ssn(&parts) {
            self.keep(parts.peek("value"));
        }
        lines.iter().for_each(|line| self.look_into(&line.value));
    }

    fn look_into(&mut self, value: &Written) {
        match value {
            Written::Lines(lines) => self.look_at(lines),
            Written::Many(many) => many.iter().for_each(|one| self.look_into(one)),
            Written::With(value, lines) => {
                self.look_into(value);
                self.look_at(lines);
            }
            Written::Text(_) | Written::Word(_) | Written::File { .. } | Written::More => {}
        }
    }

    fn keep(&mut self, value: Option<&Written>) {
        match value {
            Some(Written::With(value, _)) => self.keep(Some(value)),
            Some(Written::Many(many)) => many.iter().for_each(|one| self.keep(Some(one))),
            Some(value) => self
                .0
                .extend(leaf(value).map(spellings).unwrap_or_default()),
            None => {}
        }
    }

    /// The text with all but the last letters of such a number as asterisks.
    pub(crate) fn masked(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for secret in &self.0 {
            let is_whole = secret.chars().filter(char::is_ascii_digit).count() >= DIGITS;
            if masked == *secret || is_whole && masked.contains(secret.as_str()) {
                masked = masked.replace(secret.as_str(), &mask(secret));
            }
        }
        masked
    }
}

/// By its system, or by what its type says.
pub(crate) fn is_ssn(parts: &Parts<'_>) -> bool {
    let is_known = |system: &str| {
        let system = system.trim().trim_end_matches('/');
        [SSN, SSN_OID]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(system))
    };
    parts.peek_text("system").is_some_and(is_known)
        || parts.has("value") && parts.peek("type").is_some_and(says_so)
}

/// `SS` of <http://terminology.hl7.org/CodeSystem/v2-0203>, or the words for it.
fn says_so(kind: &Written) -> bool {
    match kind {
        Written::Lines(lines) => lines
            .iter()
            .any(|line| match (&*line.name, leaf(&line.value)) {
                ("code", Some("SS")) => true,
                ("text" | "display", Some(words)) => {
                    words.to_ascii_lowercase().contains("social security")
                }
                _ => says_so(&line.value),
            }),
        Written::Many(many) => many.iter().any(says_so),
        _ => false,
    }
}

/// As sent, and with and without its dashes.
fn spellings(sent: &str) -> Vec<String> {
    let mut spellings = vec![sent.to_owned()];
    let digits: String = sent.chars().filter(char::is_ascii_digit).collect();
    if let (DIGITS, Some((area, rest))) = (digits.len(), digits.split_at_checked(3))
        && let Some((group, serial)) = rest.split_at_checked(2)
    {
        spellings.extend(["-", " "].map(|dash| [area, group, serial].join(dash)));
        spellings.push(digits.clone());
    }
    spellings
}

/// All but the last letters as asterisks; nothing of what has no more than those.
pub(crate) fn mask(secret: &str) -> String {
    let count = secret
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count();
    let hidden = if count > SHOWN { count - SHOWN } else { count };
    let mut seen = 0;
    let hide = |letter: char| {
        seen += usize::from(letter.is_alphanumeric());
        match letter.is_alphanumeric() && seen <= hidden {
            true => '*',
            false => letter,
        }
    };
    secret.chars().map(hide).collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn all_but_the_last_four_are_masked() {
        for (secret, expected) in [
            ("999-12-3456", "***-**-3456"),
            ("999123456", "*****3456"),
            ("1234", "****"),
            ("", ""),
        ] {
            assert_eq!(mask(secret), expected);
        }
    }
}
