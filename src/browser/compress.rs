//! Keeping what was received, byte for byte, in little room.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, Response};

use super::fetch;
use super::object::made;

/// How large an unpacked answer may be, in bytes: no hospital sends more, and little gzip can stand for very much.
const LIMIT: usize = 200_000_000;

/// One answer as it came, gzipped, outside the app's own memory.
#[derive(Clone)]
pub struct Original(ArrayBuffer);

impl Original {
    /// Packs the bytes; `None` where the browser has no `CompressionStream`.
    pub async fn pack(bytes: &[u8]) -> Option<Original> {
        let packed = piped(bytes, "CompressionStream")?.array_buffer().ok()?;
        Some(Original(
            JsFuture::from(packed).await.ok()?.unchecked_into(),
        ))
    }

    /// What was packed before.
    pub fn packed(gzip: &[u8]) -> Original {
        Original(Uint8Array::from(gzip).buffer())
    }

    /// The gzip.
    pub fn to_vec(&self) -> Vec<u8> {
        Uint8Array::new(&self.0).to_vec()
    }

    /// How many bytes it takes.
    pub fn size(&self) -> usize {
        self.0.byte_length() as usize
    }
}

/// What was packed; `None` if this is no whole gzip, or one of more than 200 MB.
pub async fn unpack(gzip: &[u8]) -> Option<Vec<u8>> {
    let unpacked = piped(gzip, "DecompressionStream")?;
    // It matters to nobody how a broken gzip is broken.
    fetch::body(&unpacked, &|_| {}, LIMIT).await.ok()
}

/// The bytes on their way through `new CompressionStream("gzip")`, or its opposite.
fn piped(bytes: &[u8], through: &str) -> Option<Response> {
    let plain = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes)))
        .ok()?
        .body()?;
    let stream = made(through, &JsValue::from_str("gzip"))?;
    let piped: ReadableStream = plain.pipe_through(stream.unchecked_ref());
    Response::new_with_opt_readable_stream(Some(&piped)).ok()
}
