//! Failures that can be met by hand: what a server does wrong, and for whom.
//! Named sample patients carry one each (`accounts.rs`); tests switch them on per type with `Hospital::fail`.
use std::collections::HashMap;
use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::grants::Access;
use crate::held::held;
use crate::hospital::Hospital;
use crate::outcome;
use crate::query::{self, Pairs};
use crate::searchset::Page;

/// One way in which a server can go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// 500 with an OperationOutcome.
    Broken,
    /// The right answer, eight seconds late.
    Slow,
    /// 403 with an empty body.
    Forbidden,
    /// 404 with a page of HTML.
    NotFoundPage,
    /// 200, and the JSON ends in the middle.
    CutShort,
    /// 302 to another origin.
    SentElsewhere,
    /// A `next` link to another origin.
    NextElsewhere,
    /// A `next` link that leads back to the same page for ever.
    NextLoop,
    /// An OperationOutcome with severity `error` among the entries of a 200.
    ErrorInside,
    /// The same with severity `warning`.
    WarningInside,
    /// So many times 500 with an OperationOutcome; then all is well.
    BrokenAtFirst(u32),
    /// No answer at all until a test mends it.
    Hangs,
    /// 429 with `Retry-After: 1`, twice; then all is well.
    TooManyRequests,
    /// 400 whenever a category is asked for; without one all is well.
    RefusesCategory,
    /// The first access token stops working after four requests; renewing helps.
    TokenEnds,
    /// The first access token stops working after four requests; renewing is refused.
    SignInEnds,
    /// A message is kept, and the answer that says so never arrives.
    AnswerLost,
    /// The first message of a sign-in is lost on its way; the second arrives.
    MessageLost,
    /// `If-None-Exist` is listed and ignored: the same message twice is two messages.
    IgnoresCondition,
}

impl Failure {
    /// Whether a sample patient whose failure is about one type of record meets it with this type.
    pub(crate) fn touches(self, kind: &str, about: &str) -> bool {
        match self {
            Self::TokenEnds | Self::SignInEnds => true,
            Self::AnswerLost | Self::MessageLost | Self::IgnoresCondition => {
                kind == "Communication"
            }
            Self::Broken
            | Self::Slow
            | Self::Forbidden
            | Self::NotFoundPage
            | Self::CutShort
            | Self::SentElsewhere
            | Self::NextElsewhere
            | Self::NextLoop
            | Self::ErrorInside
            | Self::WarningInside
            | Self::BrokenAtFirst(_)
            | Self::Hangs
            | Self::TooManyRequests
            | Self::RefusesCategory => kind == about,
        }
    }

    pub(crate) fn lets_category_out(self) -> bool {
        self == Self::RefusesCategory
    }
}

/// What tests have switched on: a type, or one search of it like `Observation?category=vital-signs`.
pub(crate) type Failures = HashMap<String, Failure>;

/// The failure that a test has switched on for this request: one search goes before its whole type.
fn switched_on(failures: &Failures, kind: &str, pairs: &Pairs) -> Option<Failure> {
    let narrow = failures.iter().find(|(about, _)| {
        let search = about.split_once('?').filter(|(of, _)| *of == kind);
        search.is_some_and(|(_, search)| asks(pairs, search))
    });
    narrow
        .map(|(_, failure)| *failure)
        .or_else(|| failures.get(kind).copied())
}

fn asks(pairs: &Pairs, search: &str) -> bool {
    let (name, code) = search.split_once('=').unwrap_or((search, ""));
    pairs
        .iter()
        .any(|(own, value)| own == name && query::asks_for(value, code))
}

/// The failure that a request meets: one a test has switched on, else that of the patient.
pub(crate) fn of(
    hospital: &Hospital,
    access: &Access,
    kind: &str,
    pairs: &Pairs,
) -> Option<Failure> {
    let switched_on = switched_on(&hospital.failures.borrow(), kind, pairs);
    switched_on.or_else(|| {
        let patient = access.patient.as_ref()?;
        let account = hospital
            .accounts
            .iter()
            .find(|account| account.patient == *patient)?;
        account
            .failure
            .filter(|failure| failure.touches(kind, account.fails))
    })
}

/// The answer that a failure gives in place of records, if it does.
pub(crate) async fn instead(
    hospital: &Hospital,
    access: &Access,
    kind: &str,
    pairs: &Pairs,
) -> Option<Response> {
    match of(hospital, access, kind, pairs)? {
        Failure::Broken => Some(broken()),
        Failure::BrokenAtFirst(times) if times_met(hospital, access, kind) <= times => {
            Some(broken())
        }
        Failure::Hangs => {
            let mut failures = hospital.failures.subscribe();
            let mended = |now: &Failures| switched_on(now, kind, pairs) != Some(Failure::Hangs);
            // The sender lives in the hospital, which is alive: waiting cannot fail.
            let _ = failures.wait_for(mended).await;
            None
        }
        Failure::Slow => {
            tokio::time::sleep(SLOW).await;
            None
        }
        Failure::Forbidden => Some(StatusCode::FORBIDDEN.into_response()),
        Failure::NotFoundPage => {
            let page = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1></body></html>";
            Some(
                (
                    StatusCode::NOT_FOUND,
                    [(header::CONTENT_TYPE, "text/html")],
                    page,
                )
                    .into_response(),
            )
        }
        Failure::SentElsewhere => Some(
            (
                StatusCode::FOUND,
                [(header::LOCATION, format!("{}/{kind}", hospital.elsewhere))],
            )
                .into_response(),
        ),
        Failure::TooManyRequests if times_met(hospital, access, kind) <= 2 => Some(
            (
                StatusCode::TOO_MANY_REQUESTS,
                [(header::RETRY_AFTER, "1")],
                "Too many requests",
            )
                .into_response(),
        ),
        Failure::RefusesCategory if pairs.iter().any(|(name, _)| name == "category") => {
            Some(outcome::answer(
                StatusCode::BAD_REQUEST,
                "not-supported",
                "category is not supported here",
            ))
        }
        Failure::TokenEnds => token_ended(hospital, access, Afterwards::CanRenew),
        Failure::SignInEnds => token_ended(hospital, access, Afterwards::IsOver),
        Failure::CutShort
        | Failure::NextElsewhere
        | Failure::NextLoop
        | Failure::ErrorInside
        | Failure::WarningInside
        | Failure::BrokenAtFirst(_)
        | Failure::TooManyRequests
        | Failure::RefusesCategory
        | Failure::AnswerLost
        | Failure::MessageLost
        | Failure::IgnoresCondition => None,
    }
}

fn broken() -> Response {
    outcome::answer(
        StatusCode::INTERNAL_SERVER_ERROR,
        "exception",
        "Something went wrong in the laboratory system",
    )
}

const SLOW: Duration = Duration::from_secs(8);
/// What a first look asks: whose record it is, the results, and the reports they came in.
const REQUESTS_BEFORE_THE_END: u32 = 3;

enum Afterwards {
    CanRenew,
    IsOver,
}

fn token_ended(hospital: &Hospital, access: &Access, afterwards: Afterwards) -> Option<Response> {
    if times_met(hospital, access, "any") != REQUESTS_BEFORE_THE_END + 1 {
        return None;
    }
    match afterwards {
        Afterwards::CanRenew => held(&hospital.grants).expire_access(Some(access.grant)),
        Afterwards::IsOver => held(&hospital.grants).end(access.grant),
    }
    Some(outcome::Refusal::StaleToken(hospital.settings.records.expired).into_response())
}

/// How often this grant has come to this failure, this time included.
pub(crate) fn times_met(hospital: &Hospital, access: &Access, kind: &str) -> u32 {
    let mut met = held(&hospital.met);
    let times = met.entry((access.grant, kind.to_owned())).or_default();
    *times += 1;
    *times
}

/// The page as the failure bends it.
pub(crate) fn page(failure: Option<Failure>, hospital: &Hospital, mut page: Page) -> Page {
    match failure {
        Some(Failure::NextElsewhere) => {
            page.next = Some(format!(
                "{}/{}?cursor=astray",
                hospital.elsewhere, page.kind
            ))
        }
        Some(Failure::NextLoop) => page.next = Some(page.own.clone()),
        _ => {}
    }
    page
}

/// The body as the failure bends it.
pub(crate) fn body(failure: Option<Failure>, text: String) -> String {
    match failure {
        Some(Failure::CutShort) => {
            let half = text.len() * 2 / 3;
            text.chars().take(half).collect()
        }
        Some(Failure::ErrorInside) => {
            with_remark(&text, "error", "Some results could not be retrieved")
        }
        Some(Failure::WarningInside) => {
            with_remark(&text, "warning", "Some records may be missing")
        }
        _ => text,
    }
}

/// A list with a remark of the server as its last entry.
fn with_remark(text: &str, severity: &str, words: &str) -> String {
    let remark = outcome::outcome(severity, "incomplete", words);
    let entry = format!(r#"{{"resource":{remark},"search":{{"mode":"outcome"}}}}"#);
    if text.contains(r#""entry":["#) {
        let start = text.strip_suffix("]}").unwrap_or(text);
        format!("{start},{entry}]}}")
    } else {
        let start = text.strip_suffix('}').unwrap_or(text);
        format!("{start},\"entry\":[{entry}]}}")
    }
}
