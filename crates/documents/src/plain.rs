//! Plain text for showing: in whatever letters it was written.

/// The text of a file. UTF-8, else UTF-16 by its byte order mark, else Windows-1252, which every byte is
/// a letter of.
/// <https://encoding.spec.whatwg.org/#bom-sniff>
pub fn readable(bytes: &[u8]) -> String {
    if let Some(text) = utf16(bytes) {
        return text;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

/// The beginning of a file as text; `None` if it is none: texts have no control characters but breaks and tabs.
pub(crate) fn decoded_head(head: &[u8]) -> Option<String> {
    let text = readable(head);
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}');
    // The last letter of the head may be cut in two; then it all was read as single bytes, which hurts no tag.
    let odd = text.chars().filter(|c| is_odd(*c)).count();
    (odd == 0).then_some(text)
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (pairs, swapped) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest.as_chunks::<2>().0, false),
        [0xfe, 0xff, rest @ ..] => (rest.as_chunks::<2>().0, true),
        _ => return None,
    };
    let units = pairs.iter().map(|pair| match swapped {
        true => u16::from_be_bytes(*pair),
        false => u16::from_le_bytes(*pair),
    });
    let letters = char::decode_utf16(units);
    Some(letters.map(|letter| letter.unwrap_or('\u{fffd}')).collect())
}

/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn letters_are_read_in_the_way_they_were_written() {
        assert_eq!(readable("Señora".as_bytes()), "Señora");
        assert_eq!(readable(b"\xef\xbb\xbfNote"), "Note");
        assert_eq!(readable(b"Se\xf1ora \x93ok\x94 \x80"), "Señora “ok” €");
        assert_eq!(readable(b"\xff\xfeS\0\xf1\0"), "Sñ");
        assert_eq!(readable(b"\xfe\xff\0S\0\xf1"), "Sñ");
        assert_eq!(readable(b"\xff\xfe\x3d\xd8"), "\u{fffd}");
        assert_eq!(readable(b""), "");
    }
}
