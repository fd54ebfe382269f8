use satchel::browser::passkey::{PasskeyError, make, secret};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::bent::Bent;

const SALT: [u8; 32] = [9; 32];
const SEVENS: &str = "{ first: new Uint8Array(32).fill(7).buffer }";
const EIGHTS: &str = "{ first: new Uint8Array(32).fill(8).buffer }";
const SHORT: &str = "{ first: new Uint8Array(31).fill(7).buffer }";

/// A device whose passkey says this when it is made, or when it is asked.
fn device(when: &'static str, says: &str) -> Bent {
    let script = format!(
        "globalThis.asked = arguments[0].publicKey;
        const rawId = Uint8Array.of(251, 255).buffer;
        return Promise.resolve({{ id: '-_8', rawId, getClientExtensionResults: () => ({says}) }});"
    );
    Bent::new("CredentialsContainer", when, &script)
}

fn refusing(when: &'static str, error: &str) -> Bent {
    let script = format!("return Promise.reject(new DOMException('', '{error}'));");
    Bent::new("CredentialsContainer", when, &script)
}

#[wasm_bindgen_test]
async fn a_passkey_is_good_for_the_vault_when_it_gave_the_same_secret_twice() {
    for (made, asked, expected) in [
        (
            format!("{{ prf: {{ enabled: true, results: {SEVENS} }} }}"),
            SEVENS,
            Ok([7; 32]),
        ),
        ("{ prf: { enabled: true } }".to_owned(), SEVENS, Ok([7; 32])),
        (
            format!("{{ prf: {{ enabled: true, results: {EIGHTS} }} }}"),
            SEVENS,
            Err(PasskeyError::NoPrf),
        ),
        (
            "{ prf: { enabled: true } }".to_owned(),
            SHORT,
            Err(PasskeyError::NoPrf),
        ),
        (
            "{ prf: { enabled: true } }".to_owned(),
            "undefined",
            Err(PasskeyError::NoPrf),
        ),
        (
            "{ prf: { enabled: false } }".to_owned(),
            SEVENS,
            Err(PasskeyError::NoPrf),
        ),
        ("{}".to_owned(), SEVENS, Err(PasskeyError::NoPrf)),
    ] {
        let _create = device("create", &made);
        let _get = device("get", &format!("{{ prf: {{ results: {asked} }} }}"));
        let given = make("My records", &SALT).await;
        let given = given.as_ref().map(|(id, secret)| (&id[..], secret.bytes()));
        let expected = expected
            .as_ref()
            .map(|secret| (&[251, 255][..], &secret[..]));
        assert_eq!(given, expected, "{made} and then {asked}");
    }
}

#[wasm_bindgen_test]
async fn what_the_browser_refuses_is_told_apart() {
    for (error, expected) in [
        ("NotAllowedError", PasskeyError::Cancelled),
        ("AbortError", PasskeyError::Cancelled),
        ("NotSupportedError", PasskeyError::NotHere),
        ("ConstraintError", PasskeyError::NotHere),
        ("SecurityError", PasskeyError::NotHere),
        ("UnknownError", PasskeyError::Trouble),
    ] {
        let _create = refusing("create", error);
        let _get = refusing("get", error);
        let made = make("My records", &SALT).await;
        assert_eq!(made.map(|_| ()), Err(expected), "{error}");
        let asked = secret(&[(vec![1], SALT)]).await;
        assert_eq!(asked.map(|_| ()), Err(expected), "{error}");
    }
}

fn holds(claims: &[&str]) {
    for claim in claims {
        let holds = js_sys::eval(claim).expect("something was asked");
        assert!(holds.is_truthy(), "{claim}");
    }
}

#[wasm_bindgen_test]
async fn the_device_is_asked_for_what_the_vault_needs() {
    let _create = device("create", "{ prf: { enabled: false } }");
    let made = make("My records", &SALT).await;
    assert_eq!(made.map(|_| ()), Err(PasskeyError::NoPrf));
    holds(&[
        "asked.rp.id === location.hostname",
        "asked.user.name === 'My records'",
        "asked.user.id.length === 32 && asked.challenge.length === 32",
        "asked.pubKeyCredParams.map(({ type, alg }) => type + alg).join() === 'public-key-7,public-key-257'",
        "asked.authenticatorSelection.residentKey === 'preferred'",
        "asked.authenticatorSelection.userVerification === 'required'",
        "asked.extensions.prf.eval.first.join() === Array(32).fill(9).join()",
    ]);
    let _get = device("get", &format!("{{ prf: {{ results: {SEVENS} }} }}"));
    let known = [(vec![1, 2], [1; 32]), (vec![251, 255], SALT)];
    let (place, given) = secret(&known).await.expect("it is one of them");
    assert_eq!((place, given.bytes()), (1, &[7; 32][..]));
    holds(&[
        "asked.rpId === location.hostname && asked.userVerification === 'required'",
        "asked.allowCredentials.map(({ id }) => id.join('.')).join() === '1.2,251.255'",
        "asked.extensions.prf.evalByCredential['AQI'].first.join() === Array(32).fill(1).join()",
        "asked.extensions.prf.evalByCredential['-_8'].first.join() === Array(32).fill(9).join()",
    ]);
    let of_a_stranger = secret(&[(vec![1, 2], SALT)]).await;
    assert_eq!(of_a_stranger.map(|_| ()), Err(PasskeyError::Trouble));
}
