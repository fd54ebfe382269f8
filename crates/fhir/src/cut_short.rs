//! An answer that breaks off: what came of its Bundle whole.

/// The Bundle up to its last whole entry, closed as JSON wants it. Nothing if no entry came whole.
pub(crate) fn whole_entries(text: &str) -> Option<String> {
    let (end, closing) = last_whole(text)?;
    Some(format!("{}{closing}", text.get(..end)?))
}

/// Where the last whole entry ends, or the list of entries, and what is missing behind it.
fn last_whole(text: &str) -> Option<(usize, &'static str)> {
    let (mut depth, mut in_text, mut escaped, mut in_entries) = (0_usize, false, false, false);
    let (mut text_from, mut name, mut found) = (0, "", None);
    for (at, byte) in text.bytes().enumerate() {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    in_text = false;
                    if depth == 1 {
                        name = text.get(text_from..at).unwrap_or_default();
                    }
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => (in_text, text_from) = (true, at + 1),
            b'{' | b'[' => {
                depth += 1;
                in_entries |= depth == 2 && byte == b'[' && name == "entry";
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if in_entries && depth == 2 {
                    found = Some((at + 1, "]}"));
                } else if in_entries && depth == 1 {
                    (in_entries, found) = (false, Some((at + 1, "}")));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::whole_entries;

    const WHOLE: &str = r#"{"resourceType":"Bundle","link":[{"url":"entry"}],"entry":[{"resource":{"id":"a\"}]"}},{"resource":{"id":"b"}}],"total":2}"#;

    #[test]
    fn what_came_whole_is_kept_wherever_the_answer_breaks_off() {
        for end in 0..WHOLE.len() {
            let kept = whole_entries(WHOLE.get(..end).expect("it is ASCII"));
            let ids = kept.map(|kept| {
                let bundle: serde_json::Value = serde_json::from_str(&kept).expect("it is JSON");
                bundle["entry"].as_array().map_or(0, Vec::len)
            });
            let expected = ["\"a\\\"}]\"}}", "\"b\"}}"].iter().filter(|entry| {
                WHOLE
                    .find(**entry)
                    .is_some_and(|from| from + entry.len() <= end)
            });
            assert_eq!(ids.unwrap_or(0), expected.count(), "cut at {end}");
        }
    }
}
