use js_sys::{Function, Reflect, global};
use wasm_bindgen::JsValue;

/// One of the browser's own functions, replaced by a script that can still call it as `this.real`, until this is
/// dropped.
pub(crate) struct Bent {
    prototype: JsValue,
    name: &'static str,
}

impl Bent {
    pub(crate) fn new(class: &str, name: &'static str, script: &str) -> Bent {
        let prototype = field(&field(&global(), class), "prototype");
        let bent = Bent { prototype, name };
        bent.set("real", &field(&bent.prototype, name));
        bent.set(name, &Function::new_no_args(script));
        bent
    }

    fn set(&self, name: &str, function: &JsValue) {
        Reflect::set(&self.prototype, &name.into(), function).expect("a class takes functions");
    }
}

impl Drop for Bent {
    fn drop(&mut self) {
        self.set(self.name, &field(&self.prototype, "real"));
    }
}

pub(crate) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect("this is an object")
}
