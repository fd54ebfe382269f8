//! A hospital's FHIR address, checked once, and the question whether another address lies under it.

use std::fmt;

use crate::{address::Address, query};

/// The base address of a FHIR server, without a slash at its end. It is also the `aud` of a launch.
#[derive(Clone, PartialEq, Eq)]
pub struct FhirBase {
    text: String,
    url: Address,
}

/// The text is no address a portal may send a patient's token to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a usable FHIR base address")]
pub struct NotABase;

impl FhirBase {
    /// An address from a directory: https only.
    pub fn new(text: &str) -> Result<FhirBase, NotABase> {
        let base = FhirBase::listed(text)?;
        if base.url.is_https() {
            Ok(base)
        } else {
            Err(NotABase)
        }
    }

    /// An address that the deployment's own settings list: https, or plain http on this very machine.
    pub fn listed(text: &str) -> Result<FhirBase, NotABase> {
        let url = Address::parse(text).ok_or(NotABase)?;
        let secure = url.is_https() || url.is_loopback();
        if !secure || !url.is_plain() || url.has_query() {
            return Err(NotABase);
        }
        let path = url.path().strip_suffix('/').unwrap_or(url.path());
        let text = format!("{}{path}", url.origin());
        let url = Address::parse(&text).ok_or(NotABase)?;
        Ok(FhirBase { text, url })
    }

    /// The address as it is used in every call.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port: `https://ehr.example.org`.
    pub fn origin(&self) -> String {
        self.url.origin().to_owned()
    }

    /// The address of something below the base: `join("Patient/1")`.
    pub fn join(&self, path: &str) -> String {
        format!("{}/{}", self.text, path.strip_prefix('/').unwrap_or(path))
    }

    /// A search below the base, its values encoded: `search("Observation", &[("category", "laboratory")])`.
    pub fn search(&self, resource_type: &str, parameters: &[(&str, &str)]) -> String {
        let query = query::form(parameters);
        format!("{}/{resource_type}?{query}", self.text)
    }

    /// A link from an answer, as an absolute address below the base; `None` when it leads anywhere else.
    pub fn resolve(&self, link: &str) -> Option<String> {
        let absolute = if link.starts_with('?') {
            format!("{}{link}", self.text)
        } else {
            self.absolute(link)?
        };
        self.covers(&absolute).then_some(absolute)
    }

    /// Is this absolute address under the base? Same origin, same path up to a whole segment, and written so plainly
    /// that no server or proxy could read it as something else.
    pub fn covers(&self, url: &str) -> bool {
        let Some(url) = Address::parse(url) else {
            return false;
        };
        let base_path = self.url.path().strip_suffix('/').unwrap_or(self.url.path());
        let below = url.path().strip_prefix(base_path);
        url.is_plain()
            && url.origin() == self.url.origin()
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Resolves an endpoint of the server's metadata and applies the same rule to it: https, or the loopback
    /// origin of the base itself.
    pub(crate) fn endpoint(&self, text: &str) -> Option<Address> {
        let text = text.trim();
        let absolute = if text.starts_with("../") {
            self.above(text)
        } else {
            self.absolute(text)?
        };
        let url = Address::parse(&absolute)?;
        let secure = url.is_https() || (url.is_loopback() && url.origin() == self.url.origin());
        secure.then_some(url)
    }

    /// The address that a link with steps upwards means; above the host there is nothing.
    fn above(&self, link: &str) -> String {
        let (mut folder, mut rest) = (self.text.as_str(), link);
        while let Some(below) = rest.strip_prefix("../") {
            rest = below;
            if folder != self.url.origin() {
                folder = folder.rsplit_once('/').map_or(folder, |(up, _)| up);
            }
        }
        format!("{folder}/{rest}")
    }

    /// The address a link means, seen from the base; not yet looked at closely.
    fn absolute(&self, link: &str) -> Option<String> {
        let first = link.split(['/', '?']).next().unwrap_or(link);
        if has_scheme(link) {
            Some(link.to_owned())
        } else if link.starts_with("//") || first.contains(':') {
            None
        } else if link.starts_with('/') {
            Some(format!("{}{link}", self.url.origin()))
        } else {
            Some(self.join(link))
        }
    }
}

/// `https://…`, but not `Patient?link=https://…`.
fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once("://").map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
}

impl fmt::Display for FhirBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for FhirBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FhirBase({})", self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            FhirBase::listed(text).ok().as_ref().map(FhirBase::as_str),
            expected,
            "{text}"
        );
    }

    #[test]
    fn an_address_is_kept_in_one_spelling() {
        check(
            "https://ehr.example.org/fhir",
            Some("https://ehr.example.org/fhir"),
        );
        check(
            "https://ehr.example.org/fhir/",
            Some("https://ehr.example.org/fhir"),
        );
        check(
            "HTTPS://EHR.Example.org:443/R4",
            Some("https://ehr.example.org/R4"),
        );
        check("https://ehr.example.org/", Some("https://ehr.example.org"));
        check(
            "https://ehr.example.org:8443",
            Some("https://ehr.example.org:8443"),
        );
        check(
            "http://127.0.0.1:8601/fhir",
            Some("http://127.0.0.1:8601/fhir"),
        );
        check(
            "http://localhost:8601/fhir",
            Some("http://localhost:8601/fhir"),
        );
        check("http://[::1]:8601/fhir", Some("http://[::1]:8601/fhir"));
    }

    #[test]
    fn an_address_that_could_mean_two_things_is_refused() {
        for text in [
            "",
            "ehr.example.org",
            "http://ehr.example.org/fhir",
            "ftp://ehr.example.org",
            "https:ehr.example.org",
            "https://me@ehr.example.org",
            "https://@ehr.example.org",
            "https://ehr.example.org/fhir?x=1",
            "https://ehr.example.org/fhir#x",
            "https://ehr.example.org/a/../b",
            "https://ehr.example.org/a/%2E%2e/b",
            "https://ehr.example.org//fhir",
            "https://ehr.example.org/fhir//",
            "https://ehr.example.org\\fhir",
            "https://ehr.example.org/fh ir",
            " https://ehr.example.org",
            "https://",
            "https:///fhir",
            "http://localhost.example.org/fhir",
            "http://127.0.0.1.example.org/fhir",
            "javascript://ehr/%0aalert(1)",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn plain_http_needs_the_settings() {
        assert_eq!(FhirBase::new("http://127.0.0.1:8601/fhir"), Err(NotABase));
        assert!(FhirBase::new("https://ehr.example.org/fhir").is_ok());
    }

    #[test]
    fn a_base_covers_what_lies_below_it_and_nothing_else() {
        let base = FhirBase::new("https://ehr.example.org/fhir/R4").unwrap();
        for url in [
            "https://ehr.example.org/fhir/R4",
            "https://ehr.example.org/fhir/R4/",
            "https://ehr.example.org:443/fhir/R4/Patient/1",
            "https://EHR.example.org/fhir/R4?_getpages=1",
            "https://ehr.example.org/fhir/R4/Observation?code=http://loinc.org|1-8&x=..",
        ] {
            assert!(base.covers(url), "{url}");
        }
        for url in [
            "https://ehr.example.org/fhir/R4x/Patient",
            "https://ehr.example.org/fhir",
            "http://ehr.example.org/fhir/R4/Patient",
            "https://ehr.example.org:8443/fhir/R4/Patient",
            "https://ehr.example.org.evil.example/fhir/R4/Patient",
            "https://ehr.example.org@evil.example/fhir/R4/Patient",
            "https://evil.example/fhir/R4/Patient",
            "https://ehr.example.org/fhir/R4/../x",
            "https://ehr.example.org/fhir/R4/%2e%2e/x",
            "https://ehr.example.org/fhir/R4/%2E./x",
            "https://ehr.example.org/fhir/R4//x",
            "https://ehr.example.org/fhir\\R4/x",
            "https://ehr.example.org/fhir/R4/..%2fx",
            "https://ehr.example.org/fhir/R4/%252e%252e/x",
            "https://ehr.example.org/fhir/R4/Patient#x",
            "Patient/1",
            "",
            "//ehr.example.org/fhir/R4/Patient",
            "https:/ehr.example.org/fhir/R4/Patient",
            "https://ehr.example.org/FHIR/R4/Patient",
        ] {
            assert!(!base.covers(url), "{url}");
        }
    }

    #[test]
    fn a_link_is_followed_only_below_the_base() {
        let base = FhirBase::new("https://ehr.example.org/fhir").unwrap();
        let expected = Some("https://ehr.example.org/fhir/Patient?page=2".to_owned());
        for link in [
            "https://ehr.example.org/fhir/Patient?page=2",
            "Patient?page=2",
            "/fhir/Patient?page=2",
        ] {
            assert_eq!(base.resolve(link), expected, "{link}");
        }
        assert_eq!(
            base.resolve("?page=2"),
            Some("https://ehr.example.org/fhir?page=2".to_owned())
        );
        assert_eq!(
            base.resolve("Patient?x=http://a"),
            Some("https://ehr.example.org/fhir/Patient?x=http://a".to_owned())
        );
        for link in [
            "//evil.example/fhir",
            "https://evil.example/fhir",
            "/other/Patient",
            "../Patient",
            "javascript:alert(1)//",
        ] {
            assert_eq!(base.resolve(link), None, "{link}");
        }
    }

    #[test]
    fn a_search_encodes_its_values() {
        let base = FhirBase::new("https://ehr.example.org/fhir").unwrap();
        let url = base.search(
            "DiagnosticReport",
            &[
                ("category", "http://loinc.org|LP29684-5"),
                ("_count", "100"),
            ],
        );
        assert_eq!(
            url,
            "https://ehr.example.org/fhir/DiagnosticReport?category=http%3A%2F%2Floinc.org%7CLP29684-5&_count=100"
        );
        assert!(base.covers(&url));
    }

    #[test]
    fn an_endpoint_may_be_relative_and_must_be_secure() {
        let base = FhirBase::listed("http://127.0.0.1:8601/fhir").unwrap();
        let endpoint = |text| base.endpoint(text).map(|url| url.as_str().to_owned());
        assert_eq!(
            endpoint("/token"),
            Some("http://127.0.0.1:8601/token".to_owned())
        );
        assert_eq!(
            endpoint("auth/token"),
            Some("http://127.0.0.1:8601/fhir/auth/token".to_owned())
        );
        assert_eq!(
            endpoint("https://ehr.example.org/token"),
            Some("https://ehr.example.org/token".to_owned())
        );
        for text in [
            "http://127.0.0.1:9/token",
            "http://ehr.example.org/token",
            "javascript:alert(1)",
            "data:,x",
            "https://u:p@ehr.example.org/",
        ] {
            assert_eq!(endpoint(text), None, "{text}");
        }
    }

    #[test]
    fn an_endpoint_is_where_a_browser_would_find_it() {
        let pieces = [
            "../",
            "./",
            "/",
            "//",
            "a",
            "..",
            ".",
            "?x=",
            "#",
            ":",
            "@",
            "\\",
            "\t",
            "https:",
            "http:",
            "ehr.example.org",
            "127.0.0.1:8601",
        ];
        let mut found = 0;
        for base in [
            "http://127.0.0.1:8601",
            "http://127.0.0.1:8601/a/b",
            "https://ehr.example.org/a",
        ] {
            let base = FhirBase::listed(base).unwrap();
            let folder = url::Url::parse(&base.join("")).unwrap();
            for number in 0..pieces.len().pow(4) {
                let digits = (0..4).map(|place| number / pieces.len().pow(place) % pieces.len());
                let text: String = digits.map(|digit| pieces[digit]).collect();
                let Some(endpoint) = base.endpoint(&text) else {
                    continue;
                };
                let url = folder.join(&text).unwrap();
                assert_eq!(endpoint.as_str(), url.as_str(), "{text}");
                assert!(
                    url.scheme() == "https" || url.origin() == folder.origin(),
                    "{text}"
                );
                found += 1;
            }
        }
        assert!(found > 1_000, "{found}");
    }
}
