use js_sys::{Promise, eval};
use satchel::browser::seal::{DataKey, Wrapped, WrongKey};
use satchel::browser::secret::Secret;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::bent::{Bent, field};

const PLACE: &[u8] = b"r/1";
const PLAIN: &[u8] = b"a value of the record";

fn secret(first: u8) -> Secret {
    Secret::new(vec![first; 32])
}

async fn made(secret: &Secret) -> (DataKey, Wrapped) {
    let made = DataKey::make(secret, b"way 1").await;
    made.expect("this browser has cryptography")
}

#[wasm_bindgen_test]
async fn what_was_sealed_is_opened_where_it_belongs_and_nowhere_else() {
    let (key, _) = made(&secret(1)).await;
    for plain in [b"", PLAIN, &[7; 1_000_000]] {
        let (iv, sealed) = key.seal(PLACE, plain).await.expect("it is sealed");
        assert_eq!(
            sealed.len(),
            plain.len() + 16,
            "nothing but the tag is added"
        );
        assert_eq!(key.open(PLACE, &iv, &sealed).await.as_deref(), Some(plain));
        assert_eq!(key.open(b"r/2", &iv, &sealed).await, None);
        assert_eq!(key.open(b"", &iv, &sealed).await, None);
    }
}

#[wasm_bindgen_test]
async fn the_same_value_is_never_sealed_the_same_twice() {
    let (key, _) = made(&secret(1)).await;
    let first = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    let second = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    assert_ne!(first.0, second.0);
    assert_ne!(first.1, second.1);
}

#[wasm_bindgen_test]
async fn a_bit_that_was_flipped_is_refused() {
    let (key, _) = made(&secret(1)).await;
    let (iv, sealed) = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    for bit in 0..8 * sealed.len() {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(key.open(PLACE, &iv, &flipped).await, None, "bit {bit}");
    }
    for bit in 0..8 * iv.len() {
        let mut flipped = iv;
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(key.open(PLACE, &flipped, &sealed).await, None, "bit {bit}");
    }
    for length in 0..sealed.len() {
        let short = &sealed[..length];
        assert_eq!(key.open(PLACE, &iv, short).await, None, "{length} bytes");
    }
}

#[wasm_bindgen_test]
async fn only_its_secret_opens_a_wrapped_key_and_only_where_it_belongs() {
    let (key, wrapped) = made(&secret(1)).await;
    let (iv, sealed) = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    let again = DataKey::unwrap(&secret(1), b"way 1", &wrapped).await;
    let again = again.expect("this is the secret");
    assert_eq!(
        again.open(PLACE, &iv, &sealed).await.as_deref(),
        Some(PLAIN)
    );
    let refused = |result: Result<DataKey, WrongKey>| result.is_err();
    assert!(refused(
        DataKey::unwrap(&secret(2), b"way 1", &wrapped).await
    ));
    assert!(refused(
        DataKey::unwrap(&secret(1), b"way 2", &wrapped).await
    ));
    for bit in 0..8 * wrapped.bytes.len() {
        let mut flipped = wrapped.clone();
        flipped.bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(refused(
            DataKey::unwrap(&secret(1), b"way 1", &flipped).await
        ));
    }
}

#[wasm_bindgen_test]
async fn a_second_secret_opens_the_same_vault() {
    let (key, wrapped) = made(&secret(1)).await;
    let (iv, sealed) = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    let again = wrapped
        .again(&secret(1), b"way 1", &secret(2), b"way 2")
        .await;
    let again = again.expect("this is the secret");
    let second = DataKey::unwrap(&secret(2), b"way 2", &again).await;
    let second = second.expect("this is the second secret");
    assert_eq!(
        second.open(PLACE, &iv, &sealed).await.as_deref(),
        Some(PLAIN)
    );
    let first = DataKey::unwrap(&secret(1), b"way 1", &wrapped).await;
    assert!(first.is_ok(), "the first goes on opening it");
    assert!(DataKey::unwrap(&secret(1), b"way 2", &again).await.is_err());
    let wrong = wrapped
        .again(&secret(3), b"way 1", &secret(2), b"way 2")
        .await;
    assert_eq!(wrong, Err(WrongKey));
}

#[wasm_bindgen_test]
async fn no_key_in_use_can_be_taken_out_of_the_browser() {
    let (made, wrapped) = made(&secret(1)).await;
    let unwrapped = DataKey::unwrap(&secret(1), b"way 1", &wrapped).await;
    let of_this_tab = DataKey::of_this_tab().await;
    for key in [Some(made), unwrapped.ok(), of_this_tab] {
        let key = key.expect("this browser has cryptography");
        let tells = "globalThis.inUse = arguments[1]; return this.real(...arguments)";
        let bent = Bent::new("SubtleCrypto", "encrypt", tells);
        key.seal(PLACE, PLAIN).await.expect("it is sealed");
        drop(bent);
        let in_use = eval("inUse").expect("the key was seen");
        assert_eq!(field(&in_use, "extractable"), JsValue::FALSE);
        let exported = eval("crypto.subtle.exportKey('raw', inUse)");
        let exported = Promise::resolve(&exported.expect("the browser was asked"));
        assert!(JsFuture::from(exported).await.is_err());
    }
}

#[wasm_bindgen_test]
async fn what_one_tab_sealed_no_other_key_opens() {
    let key = DataKey::of_this_tab().await.expect("there is a key");
    let other = DataKey::of_this_tab().await.expect("there is a key");
    let (iv, sealed) = key.seal(PLACE, PLAIN).await.expect("it is sealed");
    assert_eq!(key.open(PLACE, &iv, &sealed).await.as_deref(), Some(PLAIN));
    assert_eq!(other.open(PLACE, &iv, &sealed).await, None);
}
