//! A secret from a passphrase. Argon2id is a program of its own (crates/argon2id): it is fetched only now, and runs in
//! a worker, which is ended when it has answered, so that its memory goes.

use js_sys::{Array, JsString, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Worker;

use super::object::{call, field, object};
use super::secret::Secret;

/// The program did not come, or did not get the memory it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoModule;

/// The 32 bytes that the passphrase stands for, and how many milliseconds that took. The passphrase is normalized
/// (NFKC): keyboards differ in how they write an accent.
pub async fn argon2id(
    passphrase: &str,
    salt: &[u8; 16],
    memory_kib: u32,
    passes: u32,
    lanes: u32,
) -> Result<(Secret, f64), NoModule> {
    let passphrase = Secret::new(String::from(JsString::from(passphrase).normalize("NFKC")).into());
    let typed = Uint8Array::from(passphrase.bytes());
    let question = object(&[
        ("passphrase", &typed),
        ("salt", &Uint8Array::from(&salt[..])),
        ("memory", &memory_kib.into()),
        ("passes", &passes.into()),
        ("lanes", &lanes.into()),
    ]);
    let answer = answer(&question, &typed).await.map_err(|_| NoModule)?;
    let derived: Uint8Array = field(&answer, "derived").dyn_into().map_err(|_| NoModule)?;
    let secret = Secret::new(derived.to_vec());
    derived.fill(0, 0, derived.length());
    let took = field(&answer, "took").as_f64().ok_or(NoModule)?;
    Ok((secret, took))
}

/// What a worker answers. The passphrase moves to it; no copy stays in this page.
async fn answer(question: &JsValue, passphrase: &Uint8Array) -> Result<JsValue, JsValue> {
    let worker = Ended::started()?;
    let answered = Promise::new(&mut |resolve, reject| {
        worker.0.set_onmessage(Some(&resolve));
        worker.0.set_onerror(Some(&reject));
    });
    let moves = Array::of1(&passphrase.buffer());
    worker.0.post_message_with_transfer(question, &moves)?;
    Ok(field(&JsFuture::from(answered).await?, "data"))
}

/// A worker that ends when nobody waits for it any more.
struct Ended(Worker);

impl Ended {
    /// `scripts/hooks/start.js` knows its address, and lets no other script become a worker.
    fn started() -> Result<Ended, JsValue> {
        let worker = call(&js_sys::global(), "startArgon2id", &[])?;
        Ok(Ended(worker.dyn_into()?))
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.terminate();
    }
}
