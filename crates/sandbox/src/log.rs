//! What the servers were asked: the requests of this process, in order of arrival.
//! Holds no token and no body; only whether a token came along.
use std::sync::Mutex;

use axum::extract::Request;
use axum::http::header;

use crate::held::held;

/// One request, as it arrived and as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The hospital's key, or `site`.
    pub server: String,
    /// `GET`, `POST`, `OPTIONS`…
    pub method: String,
    /// Path and query, as sent.
    pub path: String,
    /// The status answered; `None` while the answer is still out.
    pub status: Option<u16>,
    /// Whether an `Authorization: Bearer` header came along.
    pub bearer: bool,
    /// The `Origin` header.
    pub origin: Option<String>,
}

#[derive(Default)]
pub(crate) struct Log {
    asked: Mutex<Vec<Asked>>,
}

impl Log {
    /// Notes a request and gives its number, for the answer.
    pub(crate) fn arrived(&self, server: &str, request: &Request) -> usize {
        let header = |name| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let asked = Asked {
            server: server.to_owned(),
            method: request.method().to_string(),
            path: request
                .uri()
                .path_and_query()
                .map_or("/", |path| path.as_str())
                .to_owned(),
            status: None,
            bearer: header(header::AUTHORIZATION).is_some_and(|value| value.starts_with("Bearer ")),
            origin: header(header::ORIGIN).map(str::to_owned),
        };
        let mut log = held(&self.asked);
        log.push(asked);
        log.len() - 1
    }

    pub(crate) fn answered(&self, number: usize, status: u16) {
        if let Some(asked) = held(&self.asked).get_mut(number) {
            asked.status = Some(status);
        }
    }

    pub(crate) fn all(&self) -> Vec<Asked> {
        held(&self.asked).clone()
    }
}
