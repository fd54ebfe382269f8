//! Whether some tab of this site has the vault open. The browser itself lets go when a tab is closed, loaded anew or
//! killed. <https://www.w3.org/TR/web-locks/>

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use super::object::{call, called, field, object};

const NAME: &str = "satchel";

/// This tab has it open until this is dropped.
pub struct Held(Option<Function>);

/// Says so to every tab that asks.
pub fn hold() -> Held {
    let end = Rc::new(RefCell::new(None));
    let ends = Rc::clone(&end);
    let open = Promise::new(&mut |resolve, _| {
        ends.replace(Some(resolve));
    });
    // Whoever comes later does not wait for it: the number in the vault keeps two tabs apart.
    let shared = object(&[("mode", &"shared".into())]);
    let while_open = Closure::once_into_js(move || -> JsValue { open.into() });
    // A browser without locks never says that one is held.
    let _ = call(&locks(), "request", &[&NAME.into(), &shared, &while_open]);
    Held(end.take())
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Whether a tab holds it; `None` where the browser can't tell.
pub async fn is_held() -> Option<bool> {
    let held = called(&locks(), "query", &[]).await.ok()?;
    let held = Array::from(&field(&held, "held"));
    Some(held.iter().any(|lock| field(&lock, "name") == NAME))
}

fn locks() -> JsValue {
    field(&field(&js_sys::global(), "navigator"), "locks")
}
