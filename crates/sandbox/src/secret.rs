//! Random text for codes, tokens, sessions and cursors.
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// 32 random bytes as base64url: 43 characters that nobody guesses.
pub(crate) fn text() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes())
}

/// At least so many characters that nobody guesses.
pub(crate) fn text_of(length: usize) -> String {
    let mut whole = text();
    while whole.len() < length {
        whole.push_str(&text());
    }
    whole
}

#[expect(
    clippy::expect_used,
    reason = "a machine without random numbers cannot run hospitals"
)]
pub(crate) fn bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
