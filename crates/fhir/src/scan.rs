//! Walks JSON bytes without reading them, sound or not: where a value ends, and what stands right inside it. Knows
//! brackets, commas and quotes; nothing of FHIR. It never goes deeper than one level, so no nesting can hurt it.

use crate::Text;

/// One value as it was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    pub(crate) bytes: &'a [u8],
    /// It does not break off.
    pub(crate) is_whole: bool,
}

/// The first value, and what stands behind it.
pub(crate) fn value(json: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let json = json.trim_ascii_start();
    let length = match json.first()? {
        b'"' => text_length(json),
        b'{' | b'[' => nested_length(json),
        b'}' | b']' | b',' | b':' => return None,
        _ => Some(word_length(json)),
    };
    let (bytes, rest) = json
        .split_at_checked(length.unwrap_or(json.len()))
        .unwrap_or((json, &[]));
    let is_whole = length.is_some();
    Some((Value { bytes, is_whole }, rest))
}

fn text_length(json: &[u8]) -> Option<usize> {
    let mut escaped = false;
    let ends = |byte: &u8| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    };
    json.iter().skip(1).position(ends).map(|at| at + 2)
}

fn nested_length(json: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, byte) in json.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn word_length(json: &[u8]) -> usize {
    json.iter()
        .take_while(|byte| !b" \t\r\n:,{}[]\"".contains(byte))
        .count()
}

impl<'a> Value<'a> {
    pub(crate) fn is_object(self) -> bool {
        self.bytes.starts_with(b"{")
    }

    pub(crate) fn is_array(self) -> bool {
        self.bytes.starts_with(b"[")
    }

    pub(crate) fn is_text(self) -> bool {
        self.bytes.starts_with(b"\"")
    }

    pub(crate) fn is_null(self) -> bool {
        self.bytes == b"null"
    }

    /// The members of an object, in the order sent, those that are there twice too.
    pub(crate) fn members(self) -> Members<'a> {
        Members(self.bytes.strip_prefix(b"{").unwrap_or_default())
    }

    /// The items of an array.
    pub(crate) fn items(self) -> Items<'a> {
        Items(self.bytes.strip_prefix(b"[").unwrap_or_default())
    }

    /// What stands between the quotes, as sent.
    pub(crate) fn inside(self) -> &'a [u8] {
        let inside = self.bytes.strip_prefix(b"\"").unwrap_or(self.bytes);
        match self.is_whole && self.is_text() {
            true => inside.strip_suffix(b"\"").unwrap_or(inside),
            false => inside,
        }
    }

    /// Text, or a whole number without quotes: what an id is made of.
    pub(crate) fn text(self) -> Option<Text<'a>> {
        let text = std::str::from_utf8(self.bytes).ok();
        match text {
            Some(text) => serde_json::from_str(text).ok(),
            None => {
                let mended = String::from_utf8_lossy(self.bytes);
                let text: Text<'_> = serde_json::from_str(&mended).ok()?;
                Some(Text::from(text.into_owned()))
            }
        }
    }
}

/// Goes through an object. What is no member is passed over.
pub(crate) struct Members<'a>(&'a [u8]);

impl<'a> Iterator for Members<'a> {
    type Item = (Value<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (name, rest) = value(past_separators(self.0))?;
            self.0 = rest;
            let colon = rest.trim_ascii_start().strip_prefix(b":");
            let (true, Some(behind)) = (name.is_text(), colon) else {
                continue;
            };
            if let Some((member, rest)) = value(behind) {
                self.0 = rest;
                return Some((name, member));
            }
        }
    }
}

/// Goes through an array.
pub(crate) struct Items<'a>(&'a [u8]);

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let (item, rest) = value(past_separators(self.0))?;
        self.0 = rest;
        Some(item)
    }
}

fn past_separators(json: &[u8]) -> &[u8] {
    let is_separator = |byte: &u8| matches!(byte, b',' | b':') || byte.is_ascii_whitespace();
    let count = json.iter().take_while(|byte| is_separator(byte)).count();
    json.get(count..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Value, value};

    fn whole(json: &str) -> Value<'_> {
        value(json.as_bytes()).expect("a value").0
    }

    fn shown(value: Value<'_>) -> String {
        String::from_utf8_lossy(value.bytes).into_owned()
    }

    fn members(json: &str) -> Vec<(String, String)> {
        let members = whole(json).members();
        members
            .map(|(name, value)| (shown(name), shown(value)))
            .collect()
    }

    fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into()
    }

    #[test]
    fn a_value_ends_where_it_ends() {
        let json = br#" {"a":"}\"","b":[1,{}]} , 2"#;
        let (first, rest) = value(json).expect("a value");
        assert_eq!(shown(first), r#"{"a":"}\"","b":[1,{}]}"#);
        assert!(first.is_whole);
        assert_eq!(rest, b" , 2");
    }

    #[test]
    fn members_come_in_order_and_as_often_as_they_were_sent() {
        assert_eq!(
            members(r#"{"a":1.50,"a":"x","b":{"c":[]}}"#),
            pairs([
                ("\"a\"", "1.50"),
                ("\"a\"", "\"x\""),
                ("\"b\"", r#"{"c":[]}"#)
            ])
        );
    }

    #[test]
    fn what_is_no_member_is_passed_over() {
        assert_eq!(
            members(r#"{7, "a" "b":NaN, "c":, "d":.5}"#),
            pairs([("\"b\"", "NaN"), ("\"d\"", ".5")])
        );
    }

    #[test]
    fn what_breaks_off_says_so() {
        for json in [r#"{"a":[1,2"#, r#""tex\""#, "["] {
            assert!(!whole(json).is_whole, "{json}");
        }
        let (_, cut) = whole(r#"{"a":"tex"#).members().next().expect("a member");
        assert_eq!((cut.inside(), cut.is_whole), (&b"tex"[..], false));
    }

    #[test]
    fn nothing_is_no_value() {
        for json in ["", "  ", "}", ",", ":"] {
            assert!(value(json.as_bytes()).is_none(), "{json}");
        }
    }
}
