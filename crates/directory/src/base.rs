//! A FHIR base address in the one spelling that is compared: what a list says and what a launch says meet here.

use std::fmt;

/// An https address without user name, query, fragment and final slash, its host in small letters, its port only when
/// it is not 443.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base(String);

/// Why an address cannot be a hospital's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unusable {
    /// There is none.
    Missing,
    /// It is no web address.
    NotAnAddress,
    /// Plain `http://`: a token would be sent in the clear.
    NotSecure,
    /// It has a user name or a password.
    UserInfo,
    /// It has a question mark or a number sign: a base is a folder, not a question.
    Query,
    /// The host is a number, a single word, `localhost`, `.local`, or a placeholder: nothing a patient can reach.
    PrivateHost,
    /// The path has empty, dotted or disguised segments, which servers and browsers may read differently.
    OddPath,
}

/// Last labels of names that no public server has. <https://www.rfc-editor.org/rfc/rfc6761>, RFC 8375, RFC 9476
const PRIVATE: [&str; 10] = [
    "local",
    "localhost",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "invalid",
    "test",
    "alt",
];

impl Base {
    /// Reads an address of a public server.
    pub fn new(text: &str) -> Result<Base, Unusable> {
        Base::read(text, false)
    }

    /// Reads an address as [`Base::new`] does, and those of this very machine, where http will do: for development.
    pub fn or_local(text: &str) -> Result<Base, Unusable> {
        Base::read(text, true)
    }

    fn read(text: &str, local: bool) -> Result<Base, Unusable> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Unusable::Missing);
        }
        let (scheme, rest) = text.split_once("://").ok_or(Unusable::NotAnAddress)?;
        if rest.contains(['?', '#']) {
            return Err(Unusable::Query);
        }
        if !rest.bytes().all(|b| b.is_ascii_graphic())
            || rest.contains(['\\', '"', '<', '>', '`', '{', '}'])
        {
            return Err(Unusable::NotAnAddress);
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        if authority.contains('@') {
            return Err(Unusable::UserInfo);
        }
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port_number(port)?)),
            None => (authority, None),
        };
        let host = host.to_ascii_lowercase();
        let this_machine = local && (host == "localhost" || host == "127.0.0.1");
        let default_port = match scheme.to_ascii_lowercase().as_str() {
            "https" => 443,
            "http" if this_machine => 80,
            "http" => return Err(Unusable::NotSecure),
            _ => return Err(Unusable::NotAnAddress),
        };
        if !this_machine {
            public(&host)?;
        }
        let path = path.strip_suffix('/').unwrap_or(path);
        plain(path)?;
        let mut text = format!("{}://{host}", scheme.to_ascii_lowercase());
        if let Some(port) = port.filter(|port| *port != default_port) {
            text.push_str(&format!(":{port}"));
        }
        if !path.is_empty() {
            text.push('/');
            text.push_str(path);
        }
        Ok(Base(text))
    }

    /// The address as it is used in every call.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port when it has one of its own.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn port_number(text: &str) -> Result<u16, Unusable> {
    match text.parse() {
        Ok(0) | Err(_) => Err(Unusable::NotAnAddress),
        Ok(port) => Ok(port),
    }
}

fn public(host: &str) -> Result<(), Unusable> {
    let is_label = |label: &str| {
        let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(inner)
    };
    if host.is_empty() || !host.split('.').all(is_label) {
        return Err(Unusable::NotAnAddress);
    }
    let Some((_, last)) = host.rsplit_once('.') else {
        return Err(Unusable::PrivateHost);
    };
    let is_number = last.starts_with("0x") || last.bytes().all(|b| b.is_ascii_digit());
    if is_number || PRIVATE.contains(&last) {
        return Err(Unusable::PrivateHost);
    }
    Ok(())
}

/// The same rule that `smart` has for a base: no proxy behind the address may read its path as another.
fn plain(path: &str) -> Result<(), Unusable> {
    let lower = path.to_ascii_lowercase();
    let disguised = ["%2f", "%5c", "%25", "%2e", "%0", "%1"]
        .iter()
        .any(|odd| lower.contains(odd));
    let odd_segment = |segment: &str| segment.is_empty() || segment == "." || segment == "..";
    if disguised || (!path.is_empty() && path.split('/').any(odd_segment)) {
        return Err(Unusable::OddPath);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, Unusable>) {
        assert_eq!(
            Base::new(text).as_ref().map(Base::as_str),
            expected.as_ref().map(|text| *text),
            "{text}"
        );
    }

    #[test]
    fn one_address_has_one_spelling() {
        check(
            "https://FHIR.Example.org/R4/",
            Ok("https://fhir.example.org/R4"),
        );
        check(
            " Https://fhir.example.org:443/R4 ",
            Ok("https://fhir.example.org/R4"),
        );
        check(
            "https://fhir.example.org:8443",
            Ok("https://fhir.example.org:8443"),
        );
        check("https://fhir.example.org/", Ok("https://fhir.example.org"));
        check(
            "https://fhir.example.org/r4/-KzIo_3/",
            Ok("https://fhir.example.org/r4/-KzIo_3"),
        );
    }

    #[test]
    fn what_no_patient_can_reach_safely_is_refused() {
        check("", Err(Unusable::Missing));
        check("fhir.example.org", Err(Unusable::NotAnAddress));
        check("ftp://fhir.example.org", Err(Unusable::NotAnAddress));
        check("https://fhir example.org", Err(Unusable::NotAnAddress));
        check("https://fhir.example.org:0/", Err(Unusable::NotAnAddress));
        check("https://-a.example.org/", Err(Unusable::NotAnAddress));
        check("Http://fhir.example.org", Err(Unusable::NotSecure));
        check(
            "https://user:word@fhir.example.org",
            Err(Unusable::UserInfo),
        );
        check("https://fhir.example.org/R4?x=1", Err(Unusable::Query));
        check("https://fhir.example.org/R4#x", Err(Unusable::Query));
        for host in [
            "null",
            "ehr",
            "10.0.0.7",
            "192.168.1.2",
            "0x7f.1",
            "ehr.hospital.local",
            "localhost",
            "a.internal",
        ] {
            check(&format!("https://{host}/r4"), Err(Unusable::PrivateHost));
        }
        for path in ["a//b", "/fhir", "a/../b", "./b", "a%2fb", "a/%2E%2e/b"] {
            check(
                &format!("https://fhir.example.org/{path}"),
                Err(Unusable::OddPath),
            );
        }
    }

    #[test]
    fn this_machine_is_an_address_only_for_development() {
        assert_eq!(
            Base::new("http://localhost:8600/fhir"),
            Err(Unusable::NotSecure)
        );
        let local = Base::or_local("http://localhost:8600/fhir/");
        assert_eq!(
            local.as_ref().map(Base::as_str),
            Ok("http://localhost:8600/fhir")
        );
        assert_eq!(
            Base::or_local("http://fhir.example.org"),
            Err(Unusable::NotSecure)
        );
    }
}
