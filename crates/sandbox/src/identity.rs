//! id_tokens: who signed in, signed with ES256, and the public key to check it with.
//! RFC 7515 (JWS), RFC 7518 §3.4 (ES256), RFC 7517 (JWK).
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};

use crate::secret;

/// One hospital's signing key, new at each start.
pub(crate) struct Key(SigningKey);

impl Key {
    pub(crate) fn new() -> Self {
        // All but a few numbers of 2²⁵⁶ are keys: this ends at once.
        loop {
            if let Ok(key) = SigningKey::from_slice(&secret::bytes()) {
                return Self(key);
            }
        }
    }

    /// The claims as a signed token.
    pub(crate) fn signed(&self, claims: &Value) -> String {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": KEY_ID });
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let signature: Signature = self.0.sign(message.as_bytes());
        format!(
            "{message}.{}",
            BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes())
        )
    }

    /// The JSON Web Key Set with the public key.
    pub(crate) fn public(&self) -> Value {
        let point = self.0.verifying_key().to_encoded_point(false);
        let coordinate = |bytes: Option<_>| {
            bytes.map(|bytes: &p256::FieldBytes| BASE64_URL_SAFE_NO_PAD.encode(bytes))
        };
        json!({ "keys": [{
            "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": KEY_ID,
            "x": coordinate(point.x()), "y": coordinate(point.y()),
        }] })
    }
}

const KEY_ID: &str = "sample";
