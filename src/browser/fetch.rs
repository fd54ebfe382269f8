//! One request over the network, with the rules that hold for every one of them: no cookies, no redirects,
//! no referrer, no cache, a time limit, a size limit, and an end when the person signs out.
//!
//! It does not know what a hospital is: who may be asked, and with which token, is decided in `hospital.rs`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Date, Uint8Array};
use smart::{Heard, Method, Request};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response,
};

use super::object::field;

/// How long an answer may take, in milliseconds.
const TIME_LIMIT: u32 = 30_000;
/// How large an answer may be, in bytes.
const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// What came back, whole.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The address that answered.
    pub url: String,
    /// How many seconds the server asked to wait, where the browser may read it.
    pub retry_after: Option<u32>,
    /// What the server calls the body.
    pub content_type: Option<String>,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

/// How a large answer is waited for: with a limit of its own, watched while it comes, and ended alone. The time
/// limit then begins again with every piece.
pub struct Watch {
    /// How many bytes it may have.
    pub limit: usize,
    /// Ends this request and no other.
    pub stop: Stop,
    /// Hears how many bytes have come, of how many where the server said that.
    pub came: Box<dyn Fn(usize, Option<usize>)>,
}

/// Why nothing came back. The browser does not tell a refused redirect or a missing CORS header from a
/// broken line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// No connection, or the browser did not let the answer through.
    Unreachable,
    /// The time limit passed.
    TimedOut,
    /// The body was larger than the limit.
    TooLarge,
    /// The connection broke while the body arrived.
    CutShort,
    /// The person signed out.
    Stopped,
}

/// Ends every request that holds it.
#[derive(Clone)]
pub struct Stop(AbortController);

impl Stop {
    /// A fresh one; `None` in a browser without `AbortController`.
    pub fn new() -> Option<Stop> {
        AbortController::new().ok().map(Stop)
    }

    /// Ends the requests, now and later ones.
    pub fn stop(&self) {
        self.0.abort();
    }

    /// Whether it has ended them.
    pub fn is_stopped(&self) -> bool {
        self.0.signal().aborted()
    }
}

/// Sends the request and waits for the whole answer.
pub async fn fetch(request: &Request, stop: &Stop) -> Result<Answer, NoAnswer> {
    fetch_watched(request, stop, None).await
}

/// The same, watched.
pub async fn fetch_watched(
    request: &Request,
    stop: &Stop,
    watch: Option<&Watch>,
) -> Result<Answer, NoAnswer> {
    let is_stopped = || stop.is_stopped() || watch.is_some_and(|watch| watch.stop.is_stopped());
    if is_stopped() {
        return Err(NoAnswer::Stopped);
    }
    let limit = Limit::start(stop, watch).ok_or(NoAnswer::Unreachable)?;
    let answer = send(request, &limit, watch).await;
    if answer.is_err() {
        // What is still on its way is of no use any more.
        limit.controller.abort();
    }
    match answer {
        Err(_) if is_stopped() => Err(NoAnswer::Stopped),
        Err(_) if limit.has_passed() => Err(NoAnswer::TimedOut),
        answer => answer,
    }
}

/// One of this site's own files.
pub async fn own_file(path: &str) -> Result<Vec<u8>, NoAnswer> {
    let response = answer_to(path, &RequestInit::new()).await?;
    if response.ok() {
        body(&response, &|_| {}, SIZE_LIMIT).await
    } else {
        Err(NoAnswer::Unreachable)
    }
}

/// This site itself, asked now, past all caches; and its clock, in milliseconds since 1970.
pub async fn own_site() -> (Heard, Option<f64>) {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    let Ok(response) = answer_to("/satchel.json", &init).await else {
        return (Heard::Nothing, None);
    };
    let date = response.headers().get("Date").ok().flatten();
    let clock = date.map(|date| Date::parse(&date));
    (
        Heard::Status(response.status()),
        clock.filter(|clock| clock.is_finite()),
    )
}

/// Whether a server is there at all: a question that every server answers, and whose answer may not be read. It goes
/// to a public address, and nothing goes with it.
pub async fn is_there(url: &str) -> Heard {
    let Some(limit) = Stop::new().and_then(|stop| Limit::start(&stop, None)) else {
        return Heard::NotAsked;
    };
    let init = limit.init();
    init.set_mode(RequestMode::NoCors);
    match answer_to(url, &init).await.map(|answer| answer.status()) {
        Ok(0) => Heard::Opaque,
        Ok(status) => Heard::Status(status),
        Err(_) => Heard::Nothing,
    }
}

async fn send(request: &Request, limit: &Limit, watch: Option<&Watch>) -> Result<Answer, NoAnswer> {
    let init = limit.init();
    init.set_method(match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
    });
    init.set_redirect(RequestRedirect::Error);
    let headers = Headers::new().map_err(|_| NoAnswer::Unreachable)?;
    for (name, value) in &request.headers {
        headers
            .set(name, value)
            .map_err(|_| NoAnswer::Unreachable)?;
    }
    init.set_headers(&headers);
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    let response = answer_to(&request.url, &init).await?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let length = header("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let most = watch.map_or(SIZE_LIMIT, |watch| watch.limit);
    if length.is_some_and(|length| length > most) {
        return Err(NoAnswer::TooLarge);
    }
    let came = |bytes: usize| {
        if let Some(watch) = watch {
            limit.begin_again();
            (watch.came)(bytes, length);
        }
    };
    Ok(Answer {
        status: response.status(),
        url: response.url(),
        retry_after: header("Retry-After").and_then(|seconds| seconds.parse().ok()),
        content_type: header("Content-Type"),
        body: body(&response, &came, most).await?,
    })
}

/// The address is asked exactly as it is written: links to the next page are opaque.
async fn answer_to(url: &str, init: &RequestInit) -> Result<Response, NoAnswer> {
    let window = web_sys::window().ok_or(NoAnswer::Unreachable)?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, init)).await;
    answer
        .and_then(JsCast::dyn_into)
        .map_err(|_| NoAnswer::Unreachable)
}

/// Everything that comes out of it, told how many bytes have come; no more of them than the limit.
pub(super) async fn body(
    response: &Response,
    came: &dyn Fn(usize),
    most: usize,
) -> Result<Vec<u8>, NoAnswer> {
    let Some(stream) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read())
            .await
            .map_err(|_| NoAnswer::CutShort)?;
        if field(&piece, "done").is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = field(&piece, "value").unchecked_into();
        let start = bytes.len();
        let end = start + chunk.length() as usize;
        if end > most {
            return Err(NoAnswer::TooLarge);
        }
        bytes.resize(end, 0);
        if let Some(room) = bytes.get_mut(start..) {
            chunk.copy_to(room);
        }
        came(end);
    }
}

/// A time limit that also ends when the person signs out.
struct Limit {
    controller: AbortController,
    timer: RefCell<Option<Timeout>>,
    _with_stop: WithStop,
    _with_own_stop: Option<WithStop>,
    passed: Rc<Cell<bool>>,
}

impl Limit {
    fn start(stop: &Stop, watch: Option<&Watch>) -> Option<Limit> {
        let controller = AbortController::new().ok()?;
        let own = watch.map(|watch| WithStop::new(&watch.stop, controller.clone()));
        let limit = Limit {
            timer: RefCell::new(None),
            _with_stop: WithStop::new(stop, controller.clone()),
            _with_own_stop: own,
            controller,
            passed: Rc::new(Cell::new(false)),
        };
        limit.begin_again();
        Some(limit)
    }

    /// A request that ends with it, and brings nothing along.
    fn init(&self) -> RequestInit {
        let init = RequestInit::new();
        init.set_credentials(RequestCredentials::Omit);
        init.set_referrer_policy(ReferrerPolicy::NoReferrer);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&self.controller.signal()));
        init
    }

    fn begin_again(&self) {
        let (at_end, marks) = (self.controller.clone(), self.passed.clone());
        let timer = Timeout::new(TIME_LIMIT, move || {
            marks.set(true);
            at_end.abort();
        });
        // The timer before it is cancelled with this.
        self.timer.replace(Some(timer));
    }

    fn has_passed(&self) -> bool {
        self.passed.get()
    }
}

/// Passes the stop on to one request for as long as that request runs.
struct WithStop {
    signal: web_sys::AbortSignal,
    listener: wasm_bindgen::closure::Closure<dyn FnMut()>,
}

impl WithStop {
    fn new(stop: &Stop, controller: AbortController) -> WithStop {
        let signal = stop.0.signal();
        let listener = wasm_bindgen::closure::Closure::new(move || controller.abort());
        // A browser that cannot listen still has the time limit.
        let _ = signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        WithStop { signal, listener }
    }
}

impl Drop for WithStop {
    fn drop(&mut self) {
        let _ = self
            .signal
            .remove_event_listener_with_callback("abort", self.listener.as_ref().unchecked_ref());
    }
}
