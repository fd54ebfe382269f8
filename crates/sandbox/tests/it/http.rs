//! The smallest HTTP client that can ask a sandbox: one connection per request.
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.status, self.text()))
    }

    /// A parameter of the `Location` header's query.
    pub(crate) fn sent_with(&self, name: &str) -> Option<String> {
        parameter(self.header("location")?, name)
    }
}

pub(crate) fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    form_urlencoded::parse(query.as_bytes())
        .find(|(own, _)| own == name)
        .map(|(_, value)| value.into_owned())
}

pub(crate) fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

pub(crate) async fn get(url: &str, headers: &[(&str, &str)]) -> Answer {
    ask("GET", url, headers, "").await
}

pub(crate) async fn post(url: &str, headers: &[(&str, &str)], pairs: &[(&str, &str)]) -> Answer {
    let mut headers = headers.to_vec();
    headers.push(("Content-Type", "application/x-www-form-urlencoded"));
    ask("POST", url, &headers, &form(pairs)).await
}

pub(crate) async fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let (_, rest) = url.split_once("://").unwrap();
    let (host, path) = rest
        .split_once('/')
        .map_or((rest, String::from("/")), |(host, path)| {
            (host, format!("/{path}"))
        });
    let address = host.replace("localhost", "127.0.0.1");
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    let request = format!("{request}\r\n{body}");
    // The servers run on this test's own thread: waiting belongs on another.
    let bytes = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    });
    let bytes = bytes.await.unwrap();
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Answer {
        status,
        headers: headers.collect(),
        body: bytes[end + 4..].to_vec(),
    }
}
