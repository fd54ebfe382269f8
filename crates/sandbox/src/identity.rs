//! Signed tokens: who signed in, and the public keys to check it with.
//! RFC 7515 (JWS), RFC 7518 §3.3 (RS256) and §3.4 (ES256), RFC 7517 (JWK).
use anyhow::{Context as _, anyhow};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{SignatureEncoding as _, Signer as _};
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, RsaPrivateKey, pkcs1v15};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::secret;
use crate::settings::Algorithm;

/// One hospital's signing key.
pub(crate) enum Key {
    /// New at each start.
    Es256(p256::ecdsa::SigningKey),
    /// Always the sample key: to make one takes seconds.
    Rs256(Box<RsaPrivateKey>),
}

impl Algorithm {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }
}

impl Key {
    pub(crate) fn new(algorithm: Algorithm) -> anyhow::Result<Self> {
        match algorithm {
            Algorithm::Es256 => Ok(Self::Es256(elliptic())),
            Algorithm::Rs256 => Ok(Self::Rs256(Box::new(
                sample().context("seeds/rsa-key.json")?,
            ))),
        }
    }

    /// The claims as a signed token.
    pub(crate) fn signed(&self, claims: &Value) -> String {
        let header = json!({ "alg": self.algorithm().name(), "typ": "JWT", "kid": KEY_ID });
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let signature = match self {
            Self::Es256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message.as_bytes());
                signature.to_vec()
            }
            Self::Rs256(key) => {
                let key = pkcs1v15::SigningKey::<Sha256>::new((**key).clone());
                key.sign(message.as_bytes()).to_vec()
            }
        };
        format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }

    /// The JSON Web Key Set with the public key.
    pub(crate) fn public(&self) -> Value {
        match self {
            Self::Es256(key) => {
                let point = key.verifying_key().to_encoded_point(false);
                let coordinate = |bytes: Option<_>| {
                    bytes.map(|bytes: &p256::FieldBytes| BASE64_URL_SAFE_NO_PAD.encode(bytes))
                };
                json!({ "keys": [{
                    "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": KEY_ID,
                    "x": coordinate(point.x()), "y": coordinate(point.y()),
                }] })
            }
            Self::Rs256(key) => {
                let number = |number: &BigUint| BASE64_URL_SAFE_NO_PAD.encode(number.to_bytes_be());
                json!({ "keys": [{
                    "kty": "RSA", "alg": "RS256", "use": "sig", "kid": KEY_ID,
                    "n": number(key.n()), "e": number(key.e()),
                }] })
            }
        }
    }

    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Es256(_) => Algorithm::Es256,
            Self::Rs256(_) => Algorithm::Rs256,
        }
    }
}

const KEY_ID: &str = "sample";

fn elliptic() -> p256::ecdsa::SigningKey {
    // All but a few numbers of 2²⁵⁶ are keys: this ends at once.
    loop {
        if let Ok(key) = p256::ecdsa::SigningKey::from_slice(&secret::bytes()) {
            return key;
        }
    }
}

/// A private key as RFC 7518 §6.3 writes it. This one is no secret: it signs for sample patients only.
#[derive(Deserialize)]
struct Written {
    n: String,
    e: String,
    d: String,
    p: String,
    q: String,
}

fn sample() -> anyhow::Result<RsaPrivateKey> {
    let key: Written = serde_json::from_str(include_str!("../seeds/rsa-key.json"))?;
    let number = |text: &str| -> anyhow::Result<BigUint> {
        Ok(BigUint::from_bytes_be(
            &BASE64_URL_SAFE_NO_PAD.decode(text)?,
        ))
    };
    let primes = vec![number(&key.p)?, number(&key.q)?];
    let [n, e, d] = [number(&key.n)?, number(&key.e)?, number(&key.d)?];
    RsaPrivateKey::from_components(n, e, d, primes).map_err(|error| anyhow!("{error}"))
}
