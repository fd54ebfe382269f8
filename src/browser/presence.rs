//! Whether somebody is there: what the person does, and when the page is hidden, shown or put to sleep.

use std::cell::Cell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use super::clock;
use super::object::{call, field, object};

/// Calls back when the person does something here, once a second at the most.
pub fn on_activity(callback: impl Fn() + 'static) {
    let told = Cell::new(f64::NEG_INFINITY);
    let signs = ["pointerdown", "keydown", "scroll", "touchstart", "wheel"];
    on(&signs, move || {
        let now = clock::now();
        // A clock that was set back must not silence this.
        if (now - told.get()).abs() >= 1000.0 {
            told.set(now);
            callback();
        }
    });
}

/// Calls back when the page can no longer be seen.
pub fn on_hide(callback: impl Fn() + 'static) {
    on(&["visibilitychange"], move || {
        if is_hidden() {
            callback();
        }
    });
}

/// Calls back when the page can be seen again.
pub fn on_show(callback: impl Fn() + 'static) {
    on(&["visibilitychange"], move || {
        if !is_hidden() {
            callback();
        }
    });
}

/// Calls back before the browser puts the page to sleep or takes it away: there may be no later moment.
pub fn on_freeze(callback: impl Fn() + 'static) {
    on(&["freeze", "pagehide"], callback);
}

/// Calls back when the page is closed, or left for another one.
pub fn on_leave(callback: impl Fn() + 'static) {
    on(&["pagehide"], callback);
}

fn is_hidden() -> bool {
    field(&document(), "hidden").is_truthy()
}

fn document() -> JsValue {
    field(&js_sys::global(), "document")
}

/// On the way down to wherever they happen, so that no part of the page can keep them to itself; without holding up
/// scrolling.
fn on(events: &[&str], callback: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(callback).into_js_value();
    let early = object(&[("capture", &true.into()), ("passive", &true.into())]);
    for event in events {
        let arguments = [&JsValue::from_str(event), &listener, &early];
        // A browser that does not know such an event never sends it.
        let _ = call(&js_sys::global(), "addEventListener", &arguments);
    }
}
