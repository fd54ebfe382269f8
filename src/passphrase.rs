//! How good a new passphrase is, told while it is typed: by its length and by what is plain to guess, never by the kinds
//! of its characters (NIST SP 800-63B-4 §3.1.1.2).

/// A new passphrase has at least so many characters.
pub const LEAST: usize = 12;
/// From so many on it is long.
const LONG: usize = 20;
/// So many words are as good as a long one.
const WORDS: usize = 4;
/// With fewer different characters it is plain.
const DIFFERENT: usize = 6;

/// What can be said of a passphrase that somebody thinks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Nothing is typed.
    Empty,
    /// So many characters are missing.
    Short(usize),
    /// Long enough, but the same few characters again, or characters in their order.
    Plain,
    /// Long enough.
    Enough,
    /// Long.
    Strong,
}

impl Strength {
    /// What can be said of this one.
    pub fn of(typed: &str) -> Strength {
        let characters: Vec<char> = typed.trim().chars().collect();
        let words = typed.split_whitespace().count();
        match characters.len() {
            0 => Strength::Empty,
            length if length < LEAST => Strength::Short(LEAST - length),
            _ if is_plain(&characters) => Strength::Plain,
            length if length >= LONG || words >= WORDS => Strength::Strong,
            _ => Strength::Enough,
        }
    }
}

/// Few different characters, or most of them next to the one before in the alphabet or among the digits.
fn is_plain(characters: &[char]) -> bool {
    let mut different = characters.to_vec();
    different.sort_unstable();
    different.dedup();
    let neighbors = characters.iter().zip(characters.iter().skip(1));
    let in_order = neighbors
        .filter(|(one, next)| u32::from(**one).abs_diff(u32::from(**next)) <= 1)
        .count();
    different.len() < DIFFERENT || in_order * 2 > characters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_judged_by_its_length_and_by_what_is_plain() {
        for (typed, expected) in [
            ("", Strength::Empty),
            ("    ", Strength::Empty),
            ("Tr0ub4dor&3", Strength::Short(1)),
            ("short", Strength::Short(7)),
            ("   short    ", Strength::Short(7)),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength::Plain),
            ("abcabcabcabcabc", Strength::Plain),
            ("123456789012", Strength::Plain),
            ("abcdefghijklmnop", Strength::Plain),
            ("aa bb aa bb aa bb", Strength::Plain),
            ("lemon-violin", Strength::Enough),
            ("cinco ñandúes", Strength::Enough),
            ("sol mar pan luz", Strength::Strong),
            ("correct horse battery staple", Strength::Strong),
            ("onelongwordwithoutspaces", Strength::Strong),
        ] {
            assert_eq!(Strength::of(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert_eq!(Strength::of("ñññ"), Strength::Short(9));
    }
}
