//! What a patient typed, word by word, with everything a word may mean.

use crate::fold;
use crate::spelling;
use crate::state::State;

/// More words than this are not looked at.
const WORDS: usize = 8;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// As typed, in small letters.
    pub(crate) word: String,
    /// In the one spelling of the index: `saint` for `st`.
    pub(crate) canonical: String,
    /// Without doubled letters.
    pub(crate) skeleton: String,
    /// It may go on: the word under the cursor.
    pub(crate) is_last: bool,
    /// It tells little: `the`, `inc`.
    pub(crate) is_idle: bool,
    /// The state it names, alone or with its neighbors.
    pub(crate) state: Option<State>,
    /// The ZIP codes it may be the beginning of, from and to.
    pub(crate) zips: Option<(u32, u32)>,
}

impl Term {
    /// Is it long enough, and a word, so that it may be misspelled?
    pub(crate) fn may_be_misspelled(&self) -> bool {
        self.word.len() > 3 && !self.is_idle && !self.word.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Reads what was typed. An empty list asks for nothing.
pub(crate) fn terms(text: &str) -> Vec<Term> {
    let mut words = fold::words(text);
    words.truncate(WORDS);
    let last = words.len().saturating_sub(1);
    let finished = text.ends_with(char::is_whitespace);
    let mut terms: Vec<Term> = words
        .iter()
        .enumerate()
        .map(|(place, word)| Term {
            canonical: fold::canonical(word).to_owned(),
            skeleton: spelling::skeleton(word),
            is_last: place == last && !finished,
            is_idle: (fold::is_filler(word) || fold::is_form(word))
                && words.len() > 1
                && (place != last || finished),
            state: State::named(word),
            zips: zips(word),
            word: word.clone(),
        })
        .collect();
    for length in [2, 3] {
        for start in 0..words.len() {
            let Some(span) = words.get(start..start + length) else {
                continue;
            };
            if let Some(state) = State::named(&span.join(" ")) {
                terms
                    .iter_mut()
                    .skip(start)
                    .take(length)
                    .for_each(|term| term.state = Some(state));
            }
        }
    }
    terms
}

fn zips(word: &str) -> Option<(u32, u32)> {
    if !(3..=5).contains(&word.len()) {
        return None;
    }
    let number: u32 = word.parse().ok()?;
    let step = 10u32.pow(5 - word.len() as u32);
    Some((number * step, number * step + step - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_name_a_state_alone_or_with_its_neighbors() {
        let states = |text: &str| {
            terms(text)
                .iter()
                .map(|term| term.state.map_or("-", State::code))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(states("mercy ohio"), "- OH");
        assert_eq!(states("mercy new york"), "- NY NY");
        assert_eq!(states("new hampshire clinic tx"), "NH NH - TX");
    }

    #[test]
    fn digits_may_begin_a_zip_code() {
        assert_eq!(
            terms("02139").first().and_then(|term| term.zips),
            Some((2139, 2139))
        );
        assert_eq!(
            terms("770").first().and_then(|term| term.zips),
            Some((77000, 77099))
        );
        assert_eq!(terms("77").first().and_then(|term| term.zips), None);
    }

    #[test]
    fn the_word_under_the_cursor_may_go_on() {
        let last = |text: &str| terms(text).last().map(|term| (term.is_last, term.is_idle));
        assert_eq!(last("clinic of"), Some((true, false)));
        assert_eq!(last("clinic of "), Some((false, true)));
    }
}
