//! A secret from a passkey: WebAuthn with the extension PRF, which gives the same 32 bytes for the same salt to whoever
//! unlocks the device. <https://www.w3.org/TR/webauthn-3/#prf-extension>

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::JsValue;

use super::clock;
use super::object::{bytes, call, called, error_name, field, object};
use super::secret::Secret;

/// How many bytes PRF gives.
const LENGTH: usize = 32;
/// The signatures that every passkey knows one of: ES256 and RS256. Nobody checks them here.
const ALGORITHMS: [i32; 2] = [-7, -257];

/// Why there is no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyError {
    /// The person did not go on, or took too long, or no such passkey is on this device: browsers do not tell which.
    Cancelled,
    /// There is a passkey, but it gives no secret, or not the same one twice.
    NoPrf,
    /// This device or browser makes no passkeys for this site.
    NotHere,
    /// Something else.
    Trouble,
}

/// Whether it is worth offering: this device can check who unlocks it, and the browser does not say that it lacks PRF.
/// Whether it works is known when it was tried.
pub async fn can_try() -> bool {
    let passkeys = field(&js_sys::global(), "PublicKeyCredential");
    let name = "isUserVerifyingPlatformAuthenticatorAvailable";
    let verifies = called(&passkeys, name, &[]).await;
    if !verifies.is_ok_and(|verifies| verifies.is_truthy()) {
        return false;
    }
    match called(&passkeys, "getClientCapabilities", &[]).await {
        Ok(capabilities) => field(&capabilities, "extension:prf") != JsValue::FALSE,
        // An older browser does not know.
        Err(_) => true,
    }
}

/// A fresh passkey under this name, as its id, and the secret it gives for the salt. It is asked for the secret a
/// second time, so the person may have to say yes twice; one that does not give the same is taken back where the
/// browser can do that.
pub async fn make(user_name: &str, salt: &[u8; 32]) -> Result<(Vec<u8>, Secret), PasskeyError> {
    let credential = request("create", &creation(user_name, salt)?).await?;
    let id = bytes(&field(&credential, "rawId"));
    let secret = proven(&credential, &id, salt).await;
    if secret.is_err() {
        take_back(&credential).await;
    }
    Ok((id, secret?))
}

/// What a fresh passkey gives twice. Some give it for the first time when they are asked the second time.
async fn proven(fresh: &JsValue, id: &[u8], salt: &[u8; 32]) -> Result<Secret, PasskeyError> {
    if !field(&prf_of(fresh), "enabled").is_truthy() {
        return Err(PasskeyError::NoPrf);
    }
    let (_, again) = secret(&[(id.to_vec(), *salt)]).await?;
    match given(fresh) {
        Some(first) if first.bytes() != again.bytes() => Err(PasskeyError::NoPrf),
        Some(_) | None => Ok(again),
    }
}

/// The secret of one of these passkeys, each with its salt, and which of them it was.
pub async fn secret(credentials: &[(Vec<u8>, [u8; 32])]) -> Result<(usize, Secret), PasskeyError> {
    let credential = request("get", &assertion(credentials)?).await?;
    let id = bytes(&field(&credential, "rawId"));
    let place = credentials.iter().position(|(known, _)| *known == id);
    let place = place.ok_or(PasskeyError::Trouble)?;
    Ok((place, given(&credential).ok_or(PasskeyError::NoPrf)?))
}

/// <https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialcreationoptions>
fn creation(user_name: &str, salt: &[u8; 32]) -> Result<Object, PasskeyError> {
    let name = JsValue::from_str(user_name);
    let user = object(&[("id", &random()?), ("name", &name), ("displayName", &name)]);
    let algorithms: Array = ALGORITHMS
        .iter()
        .map(|algorithm| object(&[("type", &public_key()), ("alg", &(*algorithm).into())]))
        .collect();
    let authenticator = object(&[
        ("residentKey", &"preferred".into()),
        ("userVerification", &"required".into()),
    ]);
    let site = object(&[("id", &host()), ("name", &"Satchel".into())]);
    Ok(object(&[
        ("rp", &site),
        ("user", &user),
        ("challenge", &random()?),
        ("pubKeyCredParams", &algorithms),
        ("authenticatorSelection", &authenticator),
        ("extensions", &prf("eval", &first(salt))),
    ]))
}

/// <https://www.w3.org/TR/webauthn-3/#dictdef-publickeycredentialrequestoptions>
fn assertion(credentials: &[(Vec<u8>, [u8; 32])]) -> Result<Object, PasskeyError> {
    let allowed: Array = credentials
        .iter()
        .map(|(id, _)| object(&[("type", &public_key()), ("id", &Uint8Array::from(&id[..]))]))
        .collect();
    let salts: Vec<(String, JsValue)> = credentials
        .iter()
        .map(|(id, salt)| (BASE64_URL_SAFE_NO_PAD.encode(id), first(salt).into()))
        .collect();
    let salts: Vec<(&str, &JsValue)> = salts.iter().map(|(id, salt)| (id.as_str(), salt)).collect();
    Ok(object(&[
        ("challenge", &random()?),
        ("rpId", &host()),
        ("allowCredentials", &allowed),
        ("userVerification", &"required".into()),
        ("extensions", &prf("evalByCredential", &object(&salts))),
    ]))
}

/// What is asked of the extension.
fn prf(how: &str, salts: &JsValue) -> Object {
    object(&[("prf", &object(&[(how, salts)]))])
}

fn first(salt: &[u8; 32]) -> Object {
    object(&[("first", &Uint8Array::from(&salt[..]))])
}

/// Nobody checks the answer to a challenge, nor knows a person by the id: both are random.
fn random() -> Result<JsValue, PasskeyError> {
    let random: [u8; 32] = clock::random().ok_or(PasskeyError::NotHere)?;
    Ok(Uint8Array::from(&random[..]).into())
}

fn public_key() -> JsValue {
    "public-key".into()
}

fn host() -> JsValue {
    field(&field(&js_sys::global(), "location"), "hostname")
}

async fn request(how: &str, options: &Object) -> Result<JsValue, PasskeyError> {
    let credentials = field(&field(&js_sys::global(), "navigator"), "credentials");
    if credentials.is_undefined() {
        return Err(PasskeyError::NotHere);
    }
    let options = object(&[("publicKey", options)]);
    let credential = called(&credentials, how, &[&options]).await;
    credential.map_err(|error| match error_name(&error).as_str() {
        "AbortError" | "NotAllowedError" => PasskeyError::Cancelled,
        "ConstraintError" | "NotSupportedError" | "SecurityError" => PasskeyError::NotHere,
        _ => PasskeyError::Trouble,
    })
}

/// What PRF gave, if it gave anything.
fn given(credential: &JsValue) -> Option<Secret> {
    let first = field(&field(&prf_of(credential), "results"), "first");
    let raw = Uint8Array::new(&first);
    let secret = Secret::new(raw.to_vec());
    raw.fill(0, 0, raw.length());
    (secret.bytes().len() == LENGTH).then_some(secret)
}

/// What a credential says of the extension.
fn prf_of(credential: &JsValue) -> JsValue {
    let extensions = call(credential, "getClientExtensionResults", &[]);
    extensions.map_or(JsValue::UNDEFINED, |said| field(&said, "prf"))
}

/// Tells whoever keeps the passkey that nothing knows it.
/// <https://www.w3.org/TR/webauthn-3/#sctn-signalUnknownCredential>
async fn take_back(credential: &JsValue) {
    let passkeys = field(&js_sys::global(), "PublicKeyCredential");
    let unknown = object(&[
        ("rpId", &host()),
        ("credentialId", &field(credential, "id")),
    ]);
    // A browser that cannot leaves it in the person's list, where it opens nothing.
    let _ = called(&passkeys, "signalUnknownCredential", &[&unknown]).await;
}
