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
    /// The words of each portal's name.
    pub(crate) portals: Vec<Vec<String>>,
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
            portals: shard.portals.iter().map(fold::words).collect(),
            name_lengths: Vec::with_capacity(shard.len()),
            shard,
        };
        index.fill();
        index
    }

    fn fill(&mut self) {
        let kinds: Vec<Kind> = self.tokens.iter().map(Kind::of).collect();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut acronyms = Vec::new();
        let mut tokens = Vec::new();
        for place in 0..self.shard.len() {
            let shard = &self.shard;
            let name = shard.names.get(place);
            let aliases = shard
                .alias_ids
                .get(place)
                .iter()
                .map(|alias| shard.aliases.get(*alias as usize));
            let names = std::iter::once((name, Field::Name))
                .chain(aliases.map(|alias| (alias, Field::Alias)));
            let others = [
                (shard.cities.get(place), Field::City),
                (shard.other_cities.get(place), Field::City),
                (shard.parents.get(place), Field::Parent),
            ];
            let first = pairs.len();
            for (words, field) in names.clone().chain(others) {
                tokens.clear();
                tokens.extend(self.tokens_in(words));
                if field == Field::Name {
                    self.name_lengths.push(tokens.len().min(255) as u8);
                }
                for token in &tokens {
                    let pair = (*token, field.packed(place));
                    if pairs.get(first..).is_some_and(|mine| !mine.contains(&pair)) {
                        pairs.push(pair);
                    }
                }
            }
            for (words, _) in names {
                self.initials(words, place, &kinds, &mut acronyms);
            }
        }
        acronyms.sort_unstable();
        acronyms.dedup();
        self.places = Lists::grouped(&pairs, self.tokens.len());
        self.acronyms = acronyms;
    }

    /// The tokens of a list of words.
    pub(crate) fn tokens_in(&self, words: &[u32]) -> impl Iterator<Item = u32> {
        let tokens = words
            .iter()
            .flat_map(|word| self.in_word.get(*word as usize));
        tokens.copied()
    }

    /// First letters, with fillers (`CHOP`) and without (`MIT`), of all words and of those before a dash or bracket.
    fn initials(
        &self,
        words: &[u32],
        place: usize,
        kinds: &[Kind],
        acronyms: &mut Vec<(u64, u32)>,
    ) {
        // Of all words: with fillers, without; of the first: with, without.
        let mut initials = [Initials::default(); 4];
        let mut is_first_part = true;
        for word in words {
            let tokens = self.in_word.get(*word as usize);
            is_first_part &=
                !tokens.is_empty() && !self.shard.words.get(*word as usize).starts_with('(');
            for token in tokens {
                let Some(kind) = kinds.get(*token as usize) else {
                    continue;
                };
                for (initials, (part, fillers)) in initials.iter_mut().zip([
                    (false, true),
                    (false, false),
                    (true, true),
                    (true, false),
                ]) {
                    let counts = (is_first_part || !part) && (fillers || !kind.is_filler);
                    if counts && !kind.is_form {
                        initials.push(kind.initial);
                    }
                }
            }
        }
        let mut last = None;
        for initials in initials.iter().filter_map(Initials::packed) {
            if last.replace(initials) != Some(initials) {
                acronyms.push((initials, place as u32));
            }
        }
    }

    /// Organizations whose first letters these are.
    pub(crate) fn by_acronym(&self, letters: &str) -> &[(u64, u32)] {
        let mut initials = Initials::default();
        letters.bytes().for_each(|letter| initials.push(letter));
        let Some(letters) = initials.packed() else {
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

/// What must be known of a token to make first letters.
struct Kind {
    initial: u8,
    is_filler: bool,
    is_form: bool,
}

impl Kind {
    fn of(token: &str) -> Kind {
        Kind {
            initial: token.bytes().next().unwrap_or(0),
            is_filler: fold::is_filler(token),
            is_form: fold::is_form(token),
        }
    }
}

/// First letters, in one number.
#[derive(Clone, Copy, Default)]
struct Initials {
    letters: u64,
    count: u8,
}

impl Initials {
    fn push(&mut self, letter: u8) {
        self.letters = self.letters << 8 | u64::from(letter);
        self.count = self.count.saturating_add(1);
    }

    /// Two to eight letters are an acronym.
    fn packed(&self) -> Option<u64> {
        (2..=8).contains(&self.count).then_some(self.letters)
    }
}
