//! A request as a value: what to send, where, with which headers. Sending it is somebody else's work.

use std::fmt;

use oauth2::AccessToken;

use crate::{FhirBase, query};

/// How a request is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Ask for something.
    Get,
    /// Hand over a form or a resource.
    Post,
}

impl Method {
    /// The method's name as HTTP spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
        }
    }
}

/// One request, ready to be sent as it is: no header may be added, none left out. Send it without cookies
/// (`credentials: "omit"`), without following a redirect away, and without a cache.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// How it is sent.
    pub method: Method,
    /// The absolute address.
    pub url: String,
    /// Header names and values. `Authorization` is among them where a token is needed.
    pub headers: Vec<(&'static str, String)>,
    /// The body, a form or FHIR; `None` for a `GET`.
    pub body: Option<String>,
}

impl Request {
    /// Reads from the hospital's FHIR server with the patient's token; `None` when the address is not under the
    /// base, so that a token can go nowhere but to the server it was given for.
    pub fn read(base: &FhirBase, url: &str, access: &AccessToken) -> Option<Request> {
        base.covers(url).then(|| Request {
            method: Method::Get,
            url: url.to_owned(),
            headers: vec![
                ("Accept", "application/fhir+json".to_owned()),
                ("Authorization", format!("Bearer {}", access.secret())),
            ],
            body: None,
        })
    }

    /// The same search with its parameters in a form, for a server that takes none in an address, or no long one; `None`
    /// when there are none.
    /// <https://hl7.org/fhir/R4/http.html#search>
    pub fn search_by_form(base: &FhirBase, url: &str, access: &AccessToken) -> Option<Request> {
        let mut request = Request::read(base, url, access)?;
        let (address, parameters) = url.split_once('?')?;
        request.method = Method::Post;
        request.url = [address, "/_search"].concat();
        let kind = "application/x-www-form-urlencoded".to_owned();
        request.headers.push(("Content-Type", kind));
        request.body = Some(parameters.to_owned());
        Some(request)
    }

    /// Hands a resource to the hospital's FHIR server with the patient's token; `None` when the address is not under
    /// the base. With a condition, the server keeps it only if it has none like it.
    /// <https://hl7.org/fhir/R4/http.html#ccreate>
    pub fn create(
        base: &FhirBase,
        url: &str,
        access: &AccessToken,
        json: String,
        condition: Option<String>,
    ) -> Option<Request> {
        let mut request = Request::read(base, url, access)?;
        request.method = Method::Post;
        let kind = ("Content-Type", "application/fhir+json".to_owned());
        request.headers.push(kind);
        request
            .headers
            .extend(condition.map(|condition| ("If-None-Exist", condition)));
        request.body = Some(json);
        Some(request)
    }

    /// A plain question for public JSON.
    pub(crate) fn get(url: String, accept: &'static str) -> Request {
        Request {
            method: Method::Get,
            url,
            headers: vec![("Accept", accept.to_owned())],
            body: None,
        }
    }

    /// A form. Only headers that need no preflight are set (reference: a CORS "simple" request).
    pub(crate) fn form(url: &str, fields: &[(&str, &str)]) -> Request {
        Request {
            method: Method::Post,
            url: url.to_owned(),
            headers: vec![
                ("Accept", "application/json".to_owned()),
                (
                    "Content-Type",
                    "application/x-www-form-urlencoded".to_owned(),
                ),
            ],
            body: Some(query::form(fields)),
        }
    }
}

/// An address names a patient and a body holds a code: neither is printed.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} …)", self.method.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> FhirBase {
        FhirBase::new("https://ehr.example.org/fhir").unwrap()
    }

    #[test]
    fn a_token_goes_only_to_its_own_server() {
        let access = AccessToken::new("abc".into());
        let request =
            Request::read(&base(), "https://ehr.example.org/fhir/Patient/1", &access).unwrap();
        assert!(
            request
                .headers
                .contains(&("Authorization", "Bearer abc".to_owned()))
        );
        assert_eq!(
            Request::read(
                &base(),
                "https://elsewhere.example.org/fhir/Patient/1",
                &access
            ),
            None
        );
        assert_eq!(
            Request::read(&base(), "https://ehr.example.org/fhirx/Patient/1", &access),
            None
        );
    }

    #[test]
    fn what_is_written_goes_only_to_its_own_server() {
        let access = AccessToken::new("abc".into());
        let create = |url: &str| {
            let condition = Some("identifier=a|b".to_owned());
            Request::create(&base(), url, &access, "{}".to_owned(), condition)
        };
        let request = create("https://ehr.example.org/fhir/Communication").unwrap();
        assert_eq!(request.method, Method::Post);
        let condition = ("If-None-Exist", "identifier=a|b".to_owned());
        assert!(request.headers.contains(&condition));
        assert_eq!(
            create("https://elsewhere.example.org/fhir/Communication"),
            None
        );
    }

    #[test]
    fn a_form_is_encoded_and_asks_for_no_preflight() {
        let request = Request::form(
            "https://ehr.example.org/token",
            &[("code", "a b&c=d"), ("x", "é")],
        );
        assert_eq!(request.body.as_deref(), Some("code=a+b%26c%3Dd&x=%C3%A9"));
        assert!(
            request
                .headers
                .iter()
                .all(|(name, _)| ["Accept", "Content-Type"].contains(name))
        );
    }

    #[test]
    fn printing_a_request_shows_neither_address_nor_body() {
        let request = Request::form("https://ehr.example.org/token", &[("code", "secret")]);
        assert_eq!(format!("{request:?}"), "Request(POST …)");
    }
}
