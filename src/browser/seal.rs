//! Sealing what is kept, by the browser's own cryptography: AES-256-GCM under a key that only the browser sees. A
//! secret does not seal anything itself; it wraps that key, so that several can open the same vault.

use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto, window};

use super::clock;
use super::object::{bytes, object};
use super::secret::Secret;

/// The 96 bits that no two seals under one key share.
pub type Iv = [u8; 12];

/// What the key that wraps is for, so that the same secret never gives the same key for something else.
const PURPOSE: &[u8] = b"satchel key";

/// Seals and opens values. Its bytes never leave the browser.
#[derive(Clone)]
pub struct DataKey(CryptoKey);

/// A data key as it lies on the disk: only the secret that wrapped it opens it, and only beside the same additional
/// data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// It was wrapped with this.
    pub iv: Iv,
    /// The wrapped key, with its tag.
    pub bytes: Vec<u8>,
}

/// The secret does not open this key, or the wrapped key was changed: which of the two, nobody can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongKey;

impl DataKey {
    /// A fresh key, and the same wrapped; `None` where the browser has no cryptography to offer.
    pub async fn make(secret: &Secret, additional: &[u8]) -> Option<(DataKey, Wrapped)> {
        let key = generated(true).await.ok()?;
        let wrapped = wrapped(&key, secret, additional).await?;
        let key = DataKey::unwrap(secret, additional, &wrapped).await.ok()?;
        Some((key, wrapped))
    }

    /// The key that this secret wrapped.
    pub async fn unwrap(
        secret: &Secret,
        additional: &[u8],
        wrapped: &Wrapped,
    ) -> Result<DataKey, WrongKey> {
        let key = unwrapped(secret, additional, wrapped, false).await;
        key.map(DataKey).map_err(|_| WrongKey)
    }

    /// A key that nothing keeps: what it seals can be opened in this tab, until the key is dropped.
    pub async fn of_this_tab() -> Option<DataKey> {
        generated(false).await.ok().map(DataKey)
    }

    /// Seals the bytes; the additional data is not in the result, and must be the same when it is opened.
    pub async fn seal(&self, additional: &[u8], plain: &[u8]) -> Option<(Iv, Vec<u8>)> {
        let iv = clock::random()?;
        let sealed = subtle().ok()?.encrypt_with_object_and_u8_array(
            &aes_gcm(&iv, additional),
            &self.0,
            plain,
        );
        let sealed = JsFuture::from(sealed.ok()?).await.ok()?;
        Some((iv, bytes(&sealed)))
    }

    /// What was sealed; `None` if this is not exactly it, or not where it belongs.
    pub async fn open(&self, additional: &[u8], iv: &Iv, sealed: &[u8]) -> Option<Vec<u8>> {
        let plain = subtle().ok()?.decrypt_with_object_and_u8_array(
            &aes_gcm(iv, additional),
            &self.0,
            sealed,
        );
        let plain = JsFuture::from(plain.ok()?).await.ok()?;
        Some(bytes(&plain))
    }
}

impl Wrapped {
    /// The same key wrapped by another secret as well, or in the place of the first.
    pub async fn again(
        &self,
        secret: &Secret,
        additional: &[u8],
        new_secret: &Secret,
        new_additional: &[u8],
    ) -> Result<Wrapped, WrongKey> {
        let key = unwrapped(secret, additional, self, true).await;
        let key = key.map_err(|_| WrongKey)?;
        wrapped(&key, new_secret, new_additional)
            .await
            .ok_or(WrongKey)
    }
}

async fn generated(extractable: bool) -> Result<CryptoKey, JsValue> {
    key(subtle()?.generate_key_with_object(&aes(), extractable, &uses(["encrypt", "decrypt"])))
        .await
}

async fn wrapped(key: &CryptoKey, secret: &Secret, additional: &[u8]) -> Option<Wrapped> {
    let iv = clock::random()?;
    let wrapping = wrapping_key(secret).await.ok()?;
    let wrapped = subtle()
        .ok()?
        .wrap_key_with_object("raw", key, &wrapping, &aes_gcm(&iv, additional))
        .ok()?;
    Some(Wrapped {
        iv,
        bytes: bytes(&JsFuture::from(wrapped).await.ok()?),
    })
}

async fn unwrapped(
    secret: &Secret,
    additional: &[u8],
    wrapped: &Wrapped,
    extractable: bool,
) -> Result<CryptoKey, JsValue> {
    let wrapping = wrapping_key(secret).await?;
    key(subtle()?.unwrap_key_with_u8_array_and_object_and_object(
        "raw",
        &wrapped.bytes,
        &wrapping,
        &aes_gcm(&wrapped.iv, additional),
        &aes(),
        extractable,
        &uses(["encrypt", "decrypt"]),
    ))
    .await
}

/// The key that a secret wraps with: HKDF-SHA-256 (RFC 5869). It needs no salt, because a passphrase or a passkey has
/// had one of its own.
async fn wrapping_key(secret: &Secret) -> Result<CryptoKey, JsValue> {
    let subtle = subtle()?;
    let raw = Uint8Array::from(secret.bytes());
    // The browser has its own copy as soon as it is asked.
    let base = subtle.import_key_with_str("raw", &raw, "HKDF", false, &uses(["deriveKey"]));
    raw.fill(0, 0, raw.length());
    let hkdf = object(&[
        ("name", &"HKDF".into()),
        ("hash", &"SHA-256".into()),
        ("salt", &Uint8Array::new_with_length(0)),
        ("info", &Uint8Array::from(PURPOSE)),
    ]);
    let (base, uses) = (key(base).await?, uses(["wrapKey", "unwrapKey"]));
    key(subtle.derive_key_with_object_and_object(&hkdf, &base, &aes(), false, &uses)).await
}

async fn key(asked: Result<Promise, JsValue>) -> Result<CryptoKey, JsValue> {
    JsFuture::from(asked?).await.map(JsCast::unchecked_into)
}

fn aes() -> Object {
    object(&[("name", &"AES-GCM".into()), ("length", &256.into())])
}

fn aes_gcm(iv: &Iv, additional: &[u8]) -> Object {
    object(&[
        ("name", &"AES-GCM".into()),
        ("iv", &Uint8Array::from(&iv[..])),
        ("additionalData", &Uint8Array::from(additional)),
    ])
}

fn uses<const N: usize>(names: [&str; N]) -> JsValue {
    names
        .into_iter()
        .map(JsValue::from_str)
        .collect::<Array>()
        .into()
}

/// Undefined on a page that did not come over a secure connection.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let crypto = window().ok_or(JsValue::UNDEFINED)?.crypto()?;
    Ok(crypto.subtle())
}
