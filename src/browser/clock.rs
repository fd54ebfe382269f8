//! Time and chance: the only place that reads a clock, waits, or draws random bytes.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;
use js_sys::Date;
use record::when::Day;
use web_sys::js_sys::Uint8Array;

/// Milliseconds since 1970.
pub fn now() -> f64 {
    Date::now()
}

/// Today where the reader is: year, month (1 to 12), day.
pub fn today() -> (i16, u8, u8) {
    let now = Date::new_0();
    (
        now.get_full_year() as i16,
        now.get_month() as u8 + 1,
        now.get_date() as u8,
    )
}

/// Today where the reader is.
pub fn day() -> Day {
    let (year, month, day) = today();
    Day { year, month, day }
}

/// Today where the reader is: `2026-11-22`.
pub fn date() -> String {
    let (year, month, day) = today();
    format!("{year:04}-{month:02}-{day:02}")
}

/// The hour of the day where the reader is.
pub fn hour() -> u32 {
    Date::new_0().get_hours()
}

/// Now, as FHIR writes an instant: `2026-11-21T14:04:05.000Z`.
pub fn instant() -> String {
    Date::new_0().to_iso_string().into()
}

/// Waits.
pub async fn wait(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// What the work comes to, if it does within so many milliseconds; after that nobody goes on with it.
pub async fn within<T>(milliseconds: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut patience) = (pin!(work), pin!(wait(milliseconds)));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => patience.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// So many milliseconds may pass before the browser must draw and listen again.
const BREATH: f64 = 8.0;

thread_local! {
    static BREATHED: Cell<f64> = const { Cell::new(0.0) };
}

/// Lets the browser draw and listen, if it had no chance to for a while. Long work calls it between its steps.
pub async fn breathe() {
    if now() - BREATHED.get() > BREATH {
        wait(0).await;
        BREATHED.set(now());
    }
}

/// A number from 0 to 1, for jitter only.
pub fn jitter() -> f64 {
    js_sys::Math::random()
}

/// Random bytes fit for secrets; `None` where the browser has no source of them.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let crypto = web_sys::window()?.crypto().ok()?;
    let bytes = Uint8Array::new_with_length(N as u32);
    crypto
        .get_random_values_with_array_buffer_view(&bytes)
        .ok()?;
    let mut random = [0; N];
    bytes.copy_to(&mut random);
    Some(random)
}
