//! JavaScript objects by the names of what is in them. A class of `web_sys` would need a function in the first file
//! for every field.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// `{ name: value, … }`
pub(super) fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes every field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// `object.name`; undefined where there is no such field, or no object.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// `object.name(…)`
pub(super) fn call(
    object: &JsValue,
    name: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let function: Function = field(object, name).dyn_into()?;
    function.apply(object, &arguments.iter().copied().collect::<Array>())
}

/// `await object.name(…)`
pub(super) async fn called(
    object: &JsValue,
    name: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&call(object, name, arguments)?)).await
}

/// `new Name(argument)`
pub(super) fn made(name: &str, argument: &JsValue) -> Option<JsValue> {
    let constructor: Function = field(&js_sys::global(), name).dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of1(argument)).ok()
}

/// What an error of the browser's is called, like `QuotaExceededError`.
pub(super) fn error_name(error: &JsValue) -> String {
    field(error, "name").as_string().unwrap_or_default()
}

/// The bytes of an `ArrayBuffer` or a view of one; none of anything else.
pub(super) fn bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer).to_vec()
}
