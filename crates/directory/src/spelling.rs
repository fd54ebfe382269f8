//! Words that are nearly the same: doubled letters count once, and one letter may be wrong, missing, too much, or in its
//! neighbor's place.

/// The word with every doubled letter once: `cincinatti` is then the same as `cincinnati`.
pub(crate) fn skeleton(word: &str) -> String {
    let mut last = None;
    word.chars()
        .filter(|letter| last.replace(*letter) != Some(*letter))
        .collect()
}

/// Which of the 26 letters and of the digits (together) occur.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |mask, byte| match byte {
        b'a'..=b'z' => mask | 1 << (byte - b'a'),
        _ => mask | 1 << 26,
    })
}

/// How near two words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// One typo in the beginning.
    Begins,
    /// One typo.
    Typo,
    /// The same.
    Same,
}

/// Is `typed` the word, or (when more may follow) its beginning, but for one typo?
pub(crate) fn nearness(typed: &[u8], word: &[u8], may_go_on: bool) -> Option<Nearness> {
    let common = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (typed.get(common..)?, word.get(common..)?);
    if typed.is_empty() && word.is_empty() {
        return Some(Nearness::Same);
    }
    // After the first difference: one letter of either side, or two that changed places, are passed over.
    let rests = [
        (typed.get(1..), word.get(1..)),
        (typed.get(1..), Some(word)),
        (Some(typed), word.get(1..)),
        swapped(typed, word),
    ];
    let rests = || rests.iter().filter_map(|(typed, word)| typed.zip(*word));
    if rests().any(|(typed, word)| typed == word) {
        Some(Nearness::Typo)
    } else if may_go_on && rests().any(|(typed, word)| word.starts_with(typed)) {
        Some(Nearness::Begins)
    } else {
        None
    }
}

fn swapped<'a>(typed: &'a [u8], word: &'a [u8]) -> (Option<&'a [u8]>, Option<&'a [u8]>) {
    match (typed, word) {
        ([a, b, typed @ ..], [c, d, word @ ..]) if a == d && b == c => (Some(typed), Some(word)),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, word: &str, expected: Option<Nearness>) {
        assert_eq!(
            nearness(typed.as_bytes(), word.as_bytes(), true),
            expected,
            "{typed} {word}"
        );
    }

    #[test]
    fn one_typo_of_every_kind_is_forgiven() {
        check("cleveland", "cleveland", Some(Nearness::Same));
        check("clevland", "cleveland", Some(Nearness::Typo));
        check("clevveland", "cleveland", Some(Nearness::Typo));
        check("clebeland", "cleveland", Some(Nearness::Typo));
        check("clveeland", "cleveland", Some(Nearness::Typo));
        check("lceveland", "cleveland", Some(Nearness::Typo));
        check("clevelan", "cleveland", Some(Nearness::Typo));
    }

    #[test]
    fn two_typos_are_another_word() {
        check("clvlnd", "cleveland", None);
        check("glevelant", "cleveland", None);
    }

    #[test]
    fn a_typo_is_forgiven_before_the_word_is_finished() {
        check("clvel", "cleveland", Some(Nearness::Begins));
        check("celev", "cleveland", Some(Nearness::Begins));
        assert_eq!(nearness(b"clvel", b"cleveland", false), None);
    }

    #[test]
    fn doubled_letters_count_once() {
        assert_eq!(skeleton("cincinnati"), "cincinati");
        assert_eq!(skeleton("cincinatti"), "cincinati");
    }
}
