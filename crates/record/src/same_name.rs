//! How well the names of two people fit: by their letters only, in every use a hospital sent (old and maiden names too).
//! There is no list of nicknames: a given name counts as the same when one is the beginning of the other ("Rob",
//! "Robert") and nothing else speaks against it; "Bill" and "William" are a question.

use crate::{
    person::{Person, PersonName},
    same_person::Doubt,
};

/// Fewer letters are an initial or say too little.
const SHORT: usize = 3;

/// The fewest doubts that any name of the one leaves beside any name of the other; `None` when nothing fits.
pub(crate) fn names(known: &Person, new: &Person, sexes: Option<bool>) -> Option<Vec<Doubt>> {
    if known.names.is_empty() || new.names.is_empty() {
        return Some(vec![Doubt::NoName]);
    }
    // A family name may be of one use and a given name of another: an old name is often sent without the given one.
    let parts = |person: &Person| -> (Vec<Name>, Vec<Vec<String>>) {
        let names = person.names.iter();
        let families = names.clone().filter_map(family).collect();
        (
            families,
            names.map(given).filter(|given| !given.is_empty()).collect(),
        )
    };
    let ((families, givens), (other_families, other_givens)) = (parts(known), parts(new));
    let family = best(&families, &other_families, family_fit);
    let given = best(&givens, &other_givens, |one, two| {
        given_fit(one, two, sexes)
    });
    match (family, given) {
        (Some(Doubt::FamilyName), Some(Doubt::GivenName)) => {
            is_swapped(known, new).then(|| vec![Doubt::Swapped])
        }
        (family, given) => Some(family.into_iter().chain(given).collect()),
    }
}

/// A family name as its words.
type Name = Vec<String>;

/// The best of all pairs: the least doubt, in the order of [`weight`].
fn best<T>(ones: &[T], twos: &[T], fit: impl Fn(&T, &T) -> Option<Doubt>) -> Option<Doubt> {
    let pairs = ones
        .iter()
        .flat_map(|one| twos.iter().map(move |two| (one, two)));
    let doubts = pairs.map(|(one, two)| fit(one, two));
    doubts.min_by_key(weight).unwrap_or(Some(Doubt::NoName))
}

/// How much a doubt weighs beside others about the same part of a name.
fn weight(doubt: &Option<Doubt>) -> u8 {
    match doubt {
        None => 0,
        Some(Doubt::ShortGivenName) => 1,
        Some(Doubt::LaterGivenName | Doubt::PartOfFamilyName) => 2,
        Some(Doubt::Initial) => 3,
        Some(_) => 4,
    }
}

fn family_fit(one: &Name, two: &Name) -> Option<Doubt> {
    let is_within = |part: &Name, whole: &Name| part.iter().all(|word| whole.contains(word));
    if one.concat() == two.concat() {
        None
    } else if is_within(one, two) || is_within(two, one) {
        Some(Doubt::PartOfFamilyName)
    } else {
        Some(Doubt::FamilyName)
    }
}

fn given_fit(one: &Name, two: &Name, sexes: Option<bool>) -> Option<Doubt> {
    let (Some(first), Some(second)) = (one.first(), two.first()) else {
        return Some(Doubt::NoName);
    };
    let (short, long) = match first.len() <= second.len() {
        true => (first, second),
        false => (second, first),
    };
    if first == second || one.concat() == two.concat() {
        None
    } else if long.starts_with(short.as_str()) && short.chars().count() < SHORT {
        Some(Doubt::Initial)
    } else if long.starts_with(short.as_str()) {
        (sexes != Some(true)).then_some(Doubt::ShortGivenName)
    } else if one.contains(second) || two.contains(first) {
        Some(Doubt::LaterGivenName)
    } else {
        Some(Doubt::GivenName)
    }
}

fn is_swapped(known: &Person, new: &Person) -> bool {
    let halves = |person: &Person| {
        let first = person.names.first()?;
        Some((family(first)?.concat(), given(first).concat()))
    };
    let (one, two) = (halves(known), halves(new));
    one.zip(two)
        .is_some_and(|((family, given), (other_family, other_given))| {
            family == other_given && given == other_family
        })
}

/// The family name; where the hospital sent only the whole name, its last word.
fn family(name: &PersonName) -> Option<Name> {
    let words = match &name.family {
        Some(family) => words(family),
        None if name.given.is_empty() => words(&name.full).pop().into_iter().collect(),
        None => Vec::new(),
    };
    (!words.is_empty()).then_some(words)
}

/// The given names; where the hospital sent only the whole name, all words but the last.
fn given(name: &PersonName) -> Name {
    if name.given.is_empty() && name.family.is_none() {
        let mut words = words(&name.full);
        words.pop();
        return words;
    }
    name.given.iter().flat_map(|given| words(given)).collect()
}

/// The words of a name by their letters: no accents, capitals, apostrophes or points.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == ',');
    let letters = |word: &str| -> String {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        letters.flat_map(char::to_lowercase).map(plain).collect()
    };
    words.map(letters).filter(|word| !word.is_empty()).collect()
}

/// A lower-case letter of a European alphabet without its mark; a mark that comes as a character of its own is no
/// letter and is gone already.
fn plain(letter: char) -> char {
    const MARKED: &[(char, &str)] = &[
        ('a', "àáâãäåāăą"),
        ('c', "çćĉċč"),
        ('d', "ďđð"),
        ('e', "èéêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('h', "ĥħ"),
        ('i', "ìíîïĩīĭįı"),
        ('j', "ĵ"),
        ('k', "ķ"),
        ('l', "ĺļľł"),
        ('n', "ñńņňŉ"),
        ('o', "òóôõöøōŏő"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťŧț"),
        ('u', "ùúûüũūŭůűų"),
        ('w', "ŵ"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
    ];
    let marked = MARKED.iter().find(|(_, marked)| marked.contains(letter));
    marked.map_or(letter, |(plain, _)| *plain)
}
