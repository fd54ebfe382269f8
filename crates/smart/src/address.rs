//! Absolute web addresses, read strictly: what is accepted here means the same to every browser, and what might mean
//! something else is refused. It covers a small part of <https://url.spec.whatwg.org/>, because a portal needs no more
//! and a whole parser is a large download.

use std::fmt::Write;

/// The one IPv6 address that is read: this machine. Hospitals have names.
const LOOPBACK: &str = "[::1]";

/// An http or https address without user name and fragment, in the one spelling a browser gives it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    text: String,
    host_end: usize,
    origin_end: usize,
    path_end: usize,
}

impl Address {
    /// Reads an address; `None` when it is none, or one that software might disagree about.
    pub(crate) fn parse(text: &str) -> Option<Address> {
        let (scheme, rest) = text.split_once("://")?;
        let mut text = scheme.to_ascii_lowercase();
        let default_port = match text.as_str() {
            "https" => 443,
            "http" => 80,
            _ => return None,
        };
        if !rest.bytes().all(|b| b.is_ascii_graphic()) || rest.contains(['\\', '#']) {
            return None;
        }
        let (place, query) = match rest.split_once('?') {
            Some((place, query)) => (place, Some(query)),
            None => (rest, None),
        };
        let (authority, path) = place.split_once('/').unwrap_or((place, ""));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, number(port)?),
            _ => (authority, default_port),
        };
        let host = host.to_ascii_lowercase();
        if !is_host(&host) || port == 0 || !is_resolved(path) {
            return None;
        }
        text.push_str("://");
        text.push_str(&host);
        let host_end = text.len();
        if port != default_port {
            text.push(':');
            text.push_str(&port.to_string());
        }
        let origin_end = text.len();
        text.push('/');
        push_encoded(&mut text, path, "\"<>`{}");
        let path_end = text.len();
        if let Some(query) = query {
            text.push('?');
            push_encoded(&mut text, query, "\"<>'");
        }
        Some(Address {
            text,
            host_end,
            origin_end,
            path_end,
        })
    }

    /// The whole address.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Scheme, host and port: `https://ehr.example.org`.
    pub(crate) fn origin(&self) -> &str {
        self.text.get(..self.origin_end).unwrap_or_default()
    }

    /// The host: a name, four numbers, or `[::1]`.
    pub(crate) fn host(&self) -> &str {
        let named = self.text.get(..self.host_end).unwrap_or_default();
        named.split_once("://").map_or("", |(_, host)| host)
    }

    /// The path; it begins with a slash.
    pub(crate) fn path(&self) -> &str {
        let path = self.text.get(self.origin_end..self.path_end);
        path.unwrap_or_default()
    }

    /// Does a question mark follow the path, even with nothing behind it?
    pub(crate) fn has_query(&self) -> bool {
        self.path_end < self.text.len()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.text.starts_with("https:")
    }

    /// Is the host a number and not a name?
    pub(crate) fn is_numeric(&self) -> bool {
        self.host() == LOOPBACK || ends_in_a_number(self.host())
    }

    /// Browsers treat these hosts as this machine. <https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.host();
        host == "localhost" || host == LOOPBACK || (self.is_numeric() && host.starts_with("127."))
    }

    /// Could no server or proxy behind it read the path as another? No empty segments, no slash, backslash, per cent
    /// sign or control character in disguise.
    pub(crate) fn is_plain(&self) -> bool {
        let path = self.path().to_ascii_lowercase();
        !["//", "%2f", "%5c", "%25", "%0", "%1"]
            .iter()
            .any(|odd| path.contains(odd))
    }
}

/// Letters, digits and hyphens in labels as names have them. Other alphabets come as `xn--`, which is not decoded: where
/// it is no name, a browser opens nothing. A host that a browser would read as a number must be four plain ones.
/// <https://url.spec.whatwg.org/#concept-host-parser>
fn is_host(host: &str) -> bool {
    let mut labels = host.split('.');
    let named = labels.all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    host == LOOPBACK || (named && (!ends_in_a_number(host) || is_ipv4(host)))
}

/// <https://url.spec.whatwg.org/#ends-in-a-number-checker>, and every name whose last label begins like a number.
fn ends_in_a_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    last.starts_with("0x") || last.bytes().all(|b| b.is_ascii_digit())
}

fn is_ipv4(host: &str) -> bool {
    host.split('.').count() == 4
        && host
            .split('.')
            .all(|part| number(part).is_some_and(|part| part < 256))
}

/// A number as it would be printed: no sign, no zero in front.
fn number(text: &str) -> Option<u16> {
    let printed =
        text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| printed)
}

/// No dot segments, which a browser would take out, nor a dot in disguise; nor `^`, which some browsers encode.
fn is_resolved(path: &str) -> bool {
    let mut segments = path.split('/');
    !path.contains('^')
        && !path.to_ascii_lowercase().contains("%2e")
        && !segments.any(|segment| segment == "." || segment == "..")
}

/// Adds a text as a browser writes it, with these characters percent-encoded.
fn push_encoded(out: &mut String, text: &str, encoded: &str) {
    for c in text.chars() {
        if encoded.contains(c) {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use url::{Host, ParseError, Url};

    use super::*;

    /// Where our reader accepts a text, a browser must read the very same address in it; or none, but only where an
    /// `xn--` label is no name.
    #[track_caller]
    fn is_accepted_as_a_browser_would(text: &str) -> bool {
        let Some(address) = Address::parse(text) else {
            return false;
        };
        let url = match Url::parse(text) {
            Err(ParseError::IdnaError) if address.host().contains("xn--") => return false,
            read => read.unwrap_or_else(|error| panic!("{text}: {error}")),
        };
        assert_eq!(address.as_str(), url.as_str(), "{text}");
        assert_eq!(
            address.origin(),
            url.origin().ascii_serialization(),
            "{text}"
        );
        assert_eq!(Some(address.host()), url.host_str(), "{text}");
        assert_eq!(address.path(), url.path(), "{text}");
        assert_eq!(address.has_query(), url.query().is_some(), "{text}");
        assert_eq!(address.is_https(), url.scheme() == "https", "{text}");
        assert!(
            url.username().is_empty() && url.password().is_none() && url.fragment().is_none(),
            "{text}"
        );
        let (numeric, loopback) = match url.host() {
            Some(Host::Ipv4(host)) => (true, host.is_loopback()),
            Some(Host::Ipv6(host)) => (true, host.is_loopback()),
            Some(Host::Domain(host)) => (false, host == "localhost"),
            None => (false, false),
        };
        assert_eq!(address.is_numeric(), numeric, "{text}");
        assert_eq!(address.is_loopback(), loopback, "{text}");
        assert_eq!(
            Address::parse(address.as_str())
                .as_ref()
                .map(Address::as_str),
            Some(address.as_str()),
            "{text}"
        );
        true
    }

    /// A small generator (xorshift64*), so that every run meets the same addresses.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, end: usize) -> usize {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16) as usize % end
        }

        /// Mostly one of the ordinary pieces, now and then an odd one.
        fn piece<'a>(&mut self, ordinary: &[&'a str], odd: &[&'a str]) -> &'a str {
            let pieces = if self.below(8) == 0 { odd } else { ordinary };
            pieces[self.below(pieces.len())]
        }

        fn address(&mut self) -> String {
            let mut text = self.piece(&["https", "http", "HTTPS"], SCHEMES).to_owned();
            text.push_str(self.piece(&["://"], &[":", ":/", ":///", ":\\\\", "//", ""]));
            text.push_str(self.piece(HOSTS, ODD_HOSTS));
            text.push_str(self.piece(&["", "", ":443", ":80", ":8443", ":65535"], ODD_PORTS));
            for _ in 0..self.below(4) {
                text.push('/');
                text.push_str(self.piece(SEGMENTS, ODD_SEGMENTS));
            }
            text.push_str(self.piece(&["", "", "?", "?a=b&c=d"], ODD_ENDS));
            if self.below(8) == 0 {
                let place = self.below(text.len() + 1);
                let odd = char::from(self.below(256) as u8);
                if text.is_char_boundary(place) {
                    text.insert(place, odd);
                }
            }
            if self.below(16) == 0 {
                let kept = self.below(text.chars().count() + 1);
                text = text.chars().take(kept).collect();
            }
            if self.below(8) == 0 {
                text.make_ascii_uppercase();
            }
            text
        }
    }

    #[rustfmt::skip]
    const SCHEMES: &[&str] = &["ftp", "ws", "wss", "file", "javascript", "data", "", " https", "h\nttps", "https:", "blob:https"];
    #[rustfmt::skip]
    const HOSTS: &[&str] = &[
        "ehr.example.org", "EHR.Example.ORG", "localhost", "127.0.0.1", "192.0.2.255", "[::1]", "org", "a-b.c--d.e1",
        "xn--bcher-kva.example", "1.example", "0x7f.example", "127.0.0.1.example", "localhost.example", "3com",
    ];
    #[rustfmt::skip]
    const ODD_HOSTS: &[&str] = &[
        "", ".", "..", "a..b", ".a", "a.", "127.0.0.1.", "127.1", "1", "2130706433", "0x7f000001", "0x7f.1", "0x", "a.0x",
        "a.0x7g", "0X7F.0.0.1", "127.0.0.0x1", "0177.0.0.1", "127.0.0.08", "256.0.0.1", "1.2.3.4.5", "1.2.3.999", "a.1",
        "+1.2.3.4", "[", "]", "[]", "[::]", "[::1", "::1", "[::01]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::1]a",
        "[::1%25lo]", "[fe80::1]", "[2001:DB8::1]", "[::1]]", "-a", "a-", "xn--", "a_b", "a%2eb", "%61", "bücher.example",
        "ehr.example.org。evil", "ｅｈｒ.example", "me@ehr.example.org", "me:x@ehr.example.org", "@ehr.example.org", "a b",
        "a\tb", "a\\b", "a|b", "a^b", "a<b", "a,b", "a;b", "a&b", "a=b", "a!b", "a*b", "a~b", "a$b", "a(b)", "a'b", "a\0b",
        "a\u{7f}b", "a\u{ad}b", "ß.example", "ehr.example.org\u{200b}",
    ];
    #[rustfmt::skip]
    const ODD_PORTS: &[&str] = &[":", ":0", ":00", ":0443", ":65536", ":99999999999", ":+80", ":-1", ":8 0", ":80:80", ":x", ":0x50", ":８０", ":80@evil.example"];
    #[rustfmt::skip]
    const SEGMENTS: &[&str] = &["fhir", "R4", "Patient", "$everything", "a.b", "...", "a:b", "@me", "~x", "%41", "%zz", "%", "a|b", "(x)", "[0]", "a;b=c,d"];
    #[rustfmt::skip]
    const ODD_SEGMENTS: &[&str] = &[
        "", ".", "..", "%2e", "%2E%2e", ".%2E", "%2e.", "%2f", "%5C", "%252e", "%00", "a%2eb", "\\", "a\\..\\b", "..;", ".. ",
        "^", "{x}", "<x>", "\"", "`", "'", " ", "\t", "\r\n", "é", "\u{7f}", "|", "C|", "C:",
    ];
    #[rustfmt::skip]
    const ODD_ENDS: &[&str] = &["#", "#x", "?#", "?x#y", "??", "?/../..", "?\\", "?'", "?\"<>", "?{}|^`", "?é", "? ", "?%zz", "?://", " ", "\n", "/?/"];

    #[test]
    fn what_our_reader_accepts_a_browser_reads_the_same_way() {
        let mut chance = Chance(9);
        let rounds = 20_000;
        let texts = (0..rounds).map(|_| chance.address());
        let accepted = texts
            .filter(|text| is_accepted_as_a_browser_would(text))
            .count();
        assert!(
            (rounds / 4..rounds * 3 / 4).contains(&accepted),
            "{accepted} of {rounds}"
        );
    }

    #[test]
    fn every_single_odd_piece_is_refused_or_read_the_same_way() {
        let mut refused = 0;
        let mut read =
            |text: String| refused += usize::from(!is_accepted_as_a_browser_would(&text));
        for host in ODD_HOSTS {
            read(format!("https://{host}/fhir"));
            read(format!("https://{host}"));
        }
        for port in ODD_PORTS {
            read(format!("http://localhost{port}/fhir"));
        }
        for segment in ODD_SEGMENTS.iter().chain(SEGMENTS) {
            read(format!("https://ehr.example.org/fhir/{segment}/x"));
            read(format!("https://ehr.example.org/{segment}"));
        }
        for end in ODD_ENDS {
            read(format!("https://ehr.example.org/fhir{end}"));
            read(format!("https://ehr.example.org{end}"));
        }
        for byte in 0..=u8::MAX {
            let c = char::from(byte);
            read(format!("https://ehr{c}example.org/fhir"));
            read(format!("https://ehr.example.org{c}"));
            read(format!("https://ehr.example.org/a{c}b"));
            read(format!("https://ehr.example.org/?a{c}b"));
            read(format!("{c}https://ehr.example.org/"));
        }
        assert!(refused > 500, "{refused}");
    }

    #[test]
    fn a_host_that_may_be_read_as_another_is_refused() {
        for host in ODD_HOSTS {
            for text in [
                format!("https://{host}/fhir"),
                format!("HTTPS://{host}:8443"),
            ] {
                assert!(Address::parse(&text).is_none(), "{text}");
            }
        }
        for host in HOSTS {
            assert!(
                Address::parse(&format!("https://{host}")).is_some(),
                "{host}"
            );
        }
    }

    #[test]
    fn an_address_has_one_spelling() {
        for (text, expected) in [
            ("HTTPS://EHR.Example.org:443", "https://ehr.example.org/"),
            ("http://LOCALHOST:80/A?B", "http://localhost/A?B"),
            (
                "https://a.b:80/{x}?'y'={z}",
                "https://a.b:80/%7Bx%7D?%27y%27={z}",
            ),
        ] {
            let address = Address::parse(text);
            assert_eq!(address.as_ref().map(Address::as_str), Some(expected));
        }
    }
}
