//! Keeping what was received, byte for byte, in little room.

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableWritablePair, Response};

/// One answer as it came, gzipped, outside the app's own memory.
#[derive(Clone)]
pub struct Original(ArrayBuffer);

impl Original {
    /// Packs the bytes; `None` where the browser has no `CompressionStream`.
    pub async fn pack(bytes: &[u8]) -> Option<Original> {
        let plain = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))
            .ok()?
            .body()?;
        let packed = plain.pipe_through(&gzip()?);
        let whole = Response::new_with_opt_readable_stream(Some(&packed))
            .ok()?
            .array_buffer()
            .ok()?;
        Some(Original(JsFuture::from(whole).await.ok()?.unchecked_into()))
    }

    /// How many bytes it takes.
    pub fn size(&self) -> usize {
        self.0.byte_length() as usize
    }
}

/// `new CompressionStream("gzip")`, which `web_sys` does not know yet.
fn gzip() -> Option<ReadableWritablePair> {
    let name = JsValue::from_str("CompressionStream");
    let constructor: Function = Reflect::get(&js_sys::global(), &name)
        .ok()?
        .dyn_into()
        .ok()?;
    Some(
        Reflect::construct(&constructor, &Array::of1(&JsValue::from_str("gzip")))
            .ok()?
            .unchecked_into(),
    )
}
