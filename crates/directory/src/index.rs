//! One shard, made searchable: which words occur in it, and where.

use crate::columns::{Lists, Texts};
use crate::fold;
use crate::shard::Shard;
use crate::spelling;

/// Which part of an organization a word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name = 0,
    Alias = 1,
    City = 2,
    Parent = 3,
}

impl Field {
    /// Out of a hundred: what a match here is worth beside one in the name.
    const WORTH: [u32; 4] = [100, 97, 90, 55];

    /// Organization and field in one number.
    fn packed(self, place: usize) -> u32 {
        (place as u32) << 2 | self as u32
    }

    /// The organization, and what a match is worth.
    pub(crate) fn unpacked(packed: u32) -> (usize, u32) {
        let worth = Field::WORTH
            .get((packed & 3) as usize)
            .copied()
            .unwrap_or(0);
        ((packed >> 2) as usize, worth)
    }
}

/// A shard with everything that answers quickly.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    pub(crate) shard: Shard,
    /// All words in one spelling, sorted.
    pub(crate) tokens: Texts,
    /// The same without doubled letters.
    skeletons: Texts,
    /// Which letters are in them.
    letters: Vec<u32>,
    /// Which tokens are in a word as written.
    in_word: Lists,
    /// Where each token stands.
    pub(crate) places: Lists,
    /// First letters of names, and where.
    acronyms: Vec<(u64, u32)>,
    /// How many tokens each name has.
    pub(crate) name_lengths: Vec<u8>,
}

impl Index {
    pub(crate) fn new(shard: Shard) -> Index {
        let spelled: Vec<Vec<String>> = shard.words.iter().map(fold::words).collect();
        let mut all: Vec<&str> = spelled
            .iter()
            .flatten()
            .map(|word| fold::canonical(word))
            .collect();
        all.sort_unstable();
        all.dedup();
        let tokens: Texts = all.iter().copied().collect();
        let mut in_word = Lists::default();
        for words in &spelled {
            in_word.push(
                words
                    .iter()
                    .filter_map(|word| all.binary_search(&fold::canonical(word)).ok())
                    .map(|place| place as u32),
            );
        }
        let mut skeletons = Texts::default();
        all.iter()
            .for_each(|token| skeletons.push(&spelling::skeleton(token)));
        let letters = skeletons.iter().map(spelling::letters).collect();
        let mut index = Index {
            tokens,
            skeletons,
            letters,
            in_word,
            places: Lists::default(),
            acronyms: Vec::new(),
            name_lengths: Vec::with_capacity(shard.len()),
            shard,
        };
        index.fill();
        index
    }

    fn fill(&mut self) {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut acronyms = Vec::new();
        let mut name_lengths = Vec::new();
        for place in 0..self.shard.len() {
            let name = self.tokens_of(self.shard.names.get(place));
            let mut put = |tokens: &[u32], field: Field| {
                pairs.extend(tokens.iter().map(|token| (*token, field.packed(place))))
            };
            put(&name, Field::Name);
            name_lengths.push(name.len().min(255) as u8);
            self.initials(self.shard.names.get(place), place, &mut acronyms);
            for alias in self.shard.alias_ids.get(place) {
                let alias = self.shard.aliases.get(*alias as usize);
                put(&self.tokens_of(alias), Field::Alias);
                self.initials(alias, place, &mut acronyms);
            }
            put(&self.tokens_of(self.shard.cities.get(place)), Field::City);
            put(
                &self.tokens_of(self.shard.other_cities.get(place)),
                Field::City,
            );
            put(
                &self.tokens_of(self.shard.parents.get(place)),
                Field::Parent,
            );
        }
        acronyms.sort_unstable();
        acronyms.dedup();
        self.places = Lists::grouped(pairs, self.tokens.len());
        self.acronyms = acronyms;
        self.name_lengths = name_lengths;
    }

    /// The tokens of a list of words.
    pub(crate) fn tokens_of(&self, words: &[u32]) -> Vec<u32> {
        words
            .iter()
            .flat_map(|word| self.in_word.get(*word as usize))
            .copied()
            .collect()
    }

    /// First letters, with fillers (`CHOP`) and without (`MIT`), of all words and of those before a dash or bracket.
    fn initials(&self, words: &[u32], place: usize, acronyms: &mut Vec<(u64, u32)>) {
        let is_break = |word: &u32| {
            self.in_word.get(*word as usize).is_empty()
                || self.shard.words.get(*word as usize).starts_with('(')
        };
        let before_break = words.split(is_break).next().unwrap_or_default();
        for words in [words, before_break] {
            let tokens = self.tokens_of(words);
            for with_fillers in [true, false] {
                let telling = tokens.iter().map(|token| self.tokens.get(*token as usize));
                let telling = telling.filter(|token| {
                    !fold::is_form(token) && (with_fillers || !fold::is_filler(token))
                });
                let initials: String = telling.filter_map(|token| token.chars().next()).collect();
                acronyms.extend(packed(&initials).map(|initials| (initials, place as u32)));
            }
        }
    }

    /// Organizations whose first letters these are.
    pub(crate) fn by_acronym(&self, letters: &str) -> &[(u64, u32)] {
        let Some(letters) = packed(letters) else {
            return &[];
        };
        let start = self
            .acronyms
            .partition_point(|(initials, _)| *initials < letters);
        let end = self
            .acronyms
            .partition_point(|(initials, _)| *initials <= letters);
        self.acronyms.get(start..end).unwrap_or_default()
    }

    /// Tokens that begin with this text, the text itself first.
    pub(crate) fn beginning(&self, text: &str) -> impl Iterator<Item = (usize, &str)> {
        let start = self.tokens.lower_bound(text);
        let tokens = (start..self.tokens.len()).map(|place| (place, self.tokens.get(place)));
        tokens.take_while(move |(_, token)| token.starts_with(text))
    }

    /// Tokens that are this word but for doubled letters and one typo; `may_go_on`: or begin with it.
    pub(crate) fn nearly(
        &self,
        skeleton: &str,
        may_go_on: bool,
    ) -> Vec<(usize, spelling::Nearness)> {
        let wanted = spelling::letters(skeleton);
        let mut found = Vec::new();
        for (place, letters) in self.letters.iter().enumerate() {
            // One typo brings in at most one letter that is not there.
            if (wanted & !letters).count_ones() > 1 {
                continue;
            }
            let token = self.skeletons.get(place);
            let too_long = !may_go_on && token.len() > skeleton.len() + 1;
            if too_long || token.len() + 1 < skeleton.len() {
                continue;
            }
            let near = spelling::nearness(skeleton.as_bytes(), token.as_bytes(), may_go_on);
            found.extend(near.map(|near| (place, near)));
        }
        found
    }

    /// How much a token tells, 1 to 16: the rarer, the more.
    pub(crate) fn rarity(&self, token: usize) -> u32 {
        rarity(self.shard.len(), self.places.get(token).len())
    }
}

/// How much it tells that a word occurs, when it occurs in so many of all.
pub(crate) fn rarity(all: usize, with: usize) -> u32 {
    1 + (all as u32 + 1)
        .ilog2()
        .saturating_sub((with as u32 + 1).ilog2())
}

/// Two to eight letters in one number.
fn packed(letters: &str) -> Option<u64> {
    let bytes = letters.as_bytes();
    (2..=8).contains(&bytes.len()).then(|| {
        bytes
            .iter()
            .fold(0, |packed, byte| packed << 8 | u64::from(*byte))
    })
}
