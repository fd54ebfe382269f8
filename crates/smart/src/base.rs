//! A hospital's FHIR address, checked once, and the question whether another address lies under it.

use std::fmt;

use oauth2::url::{Host, Origin, Url, form_urlencoded};
use serde::{Deserialize, Serialize};

/// The base address of a FHIR server, without a slash at its end. It is also the `aud` of a launch.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FhirBase {
    text: String,
    url: Url,
}

/// The text is no address a portal may send a patient's token to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a usable FHIR base address")]
pub struct NotABase;

impl FhirBase {
    /// An address from a directory: https only.
    pub fn new(text: &str) -> Result<FhirBase, NotABase> {
        let base = FhirBase::listed(text)?;
        if base.url.scheme() == "https" {
            Ok(base)
        } else {
            Err(NotABase)
        }
    }

    /// An address that the deployment's own settings list: https, or plain http on this very machine.
    pub fn listed(text: &str) -> Result<FhirBase, NotABase> {
        if !is_plain(text) {
            return Err(NotABase);
        }
        let url = Url::parse(text).map_err(|_| NotABase)?;
        let secure = url.scheme() == "https" || is_loopback_http(&url);
        if !secure || url.query().is_some() || url.fragment().is_some() {
            return Err(NotABase);
        }
        let path = url.path().strip_suffix('/').unwrap_or(url.path());
        let text = format!("{}{path}", url.origin().ascii_serialization());
        let url = Url::parse(&text).map_err(|_| NotABase)?;
        Ok(FhirBase { text, url })
    }

    /// The address as it is used in every call.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port: `https://ehr.example.org`.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The address of something below the base: `join("Patient/1")`.
    pub fn join(&self, path: &str) -> String {
        format!("{}/{}", self.text, path.strip_prefix('/').unwrap_or(path))
    }

    /// A search below the base, its values encoded: `search("Observation", &[("category", "laboratory")])`.
    pub fn search(&self, resource_type: &str, parameters: &[(&str, &str)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(parameters)
            .finish();
        format!("{}/{resource_type}?{query}", self.text)
    }

    /// A link from an answer, as an absolute address below the base; `None` when it leads anywhere else.
    pub fn resolve(&self, link: &str) -> Option<String> {
        let absolute = if has_scheme(link) {
            link.to_owned()
        } else if link.starts_with("//") {
            return None;
        } else if link.starts_with('/') {
            format!("{}{link}", self.origin())
        } else if link.starts_with('?') {
            format!("{}{link}", self.text)
        } else {
            self.join(link)
        };
        self.covers(&absolute).then_some(absolute)
    }

    /// Is this absolute address under the base? Same origin, same path up to a whole segment, and written so plainly
    /// that no server or proxy could read it as something else.
    pub fn covers(&self, url: &str) -> bool {
        if !is_plain(url) {
            return false;
        }
        let Ok(parsed) = Url::parse(url) else {
            return false;
        };
        let base_path = self.url.path().strip_suffix('/').unwrap_or(self.url.path());
        let below = parsed.path().strip_prefix(base_path);
        parsed.fragment().is_none()
            && parsed.origin() == self.url.origin()
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Resolves an endpoint of the server's metadata and applies the same rule to it: https, or the loopback
    /// origin of the base itself.
    pub(crate) fn endpoint(&self, text: &str) -> Option<Url> {
        if !text.is_ascii() {
            return None;
        }
        let folder = Url::parse(&format!("{}/", self.text)).ok()?;
        let url = folder.join(text.trim()).ok()?;
        let secure = url.scheme() == "https"
            || (is_loopback_http(&url) && url.origin() == self.url.origin());
        let plain =
            url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        (secure && plain && matches!(url.origin(), Origin::Tuple(..))).then_some(url)
    }
}

/// ASCII only (other host names come as `xn--`), no spaces, backslashes, user names, empty or dot segments, nor any of them percent-encoded in the path.
fn is_plain(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("://") else {
        return false;
    };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.to_ascii_lowercase();
    url.is_ascii()
        && !url
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
        && !authority.is_empty()
        && !authority.contains(['@', '%'])
        && !path.starts_with('/')
        && !path.contains("//")
        && !["%2e", "%2f", "%5c", "%25", "%0", "%1"]
            .iter()
            .any(|code| path.contains(code))
        && !path
            .split('/')
            .any(|segment| segment == "." || segment == "..")
}

/// `https://…`, but not `Patient?link=https://…`.
fn has_scheme(link: &str) -> bool {
    let scheme = link.split_once("://").map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Browsers treat these hosts as this machine. <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
fn is_loopback_http(url: &Url) -> bool {
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
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

impl TryFrom<String> for FhirBase {
    type Error = NotABase;

    fn try_from(text: String) -> Result<FhirBase, NotABase> {
        FhirBase::listed(&text)
    }
}

impl From<FhirBase> for String {
    fn from(base: FhirBase) -> String {
        base.text
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
        let endpoint = |text| base.endpoint(text).map(String::from);
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
}
