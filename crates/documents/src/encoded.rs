//! Base64, as hospitals send it: with line breaks, with or without padding.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that the text stands for; `None` if it is no base64.
pub fn decoded(text: &str) -> Option<Vec<u8>> {
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    if !text.as_bytes().iter().any(is_space) {
        return LENIENT.decode(text).ok();
    }
    let dense: Vec<u8> = text.bytes().filter(|byte| !is_space(byte)).collect();
    LENIENT.decode(dense).ok()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn line_breaks_and_missing_padding_are_no_matter() {
        for text in ["SGVsbG8=", "SGVsbG8", "SGVs\r\nbG8=\n"] {
            assert_eq!(
                decoded(text).as_deref(),
                Some(b"Hello".as_slice()),
                "{text}"
            );
        }
        assert_eq!(decoded(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_base64_is_not_guessed_at() {
        for text in ["<html>", "SGVsbG8=SGVs", "S", "SGV*"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
