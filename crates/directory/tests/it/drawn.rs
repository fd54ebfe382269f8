//! A hundred queries that nobody chose: drawn from other names, portals and cities, each with a typo.
//!
//! **The rule.** Organizations in the order of a hash of address and name, those with a name of at least two telling
//! words, the longest of five letters or more:
//! - the first 34 with an alias: its first four words;
//! - the first 33 with a portal: the portal's name and the first four words of the name;
//! - the first 33 with a city: the city and the first four words of the name.
//!
//! The longest word (of alias or name) gets one typo, not at its first letter: the hash mod 4 says which kind (left out, another
//! letter, one too much, two in each other's place), the hash / 256 where.

use directory::{Organization, publish};

use crate::shared;

/// The committed queries.
pub(crate) const FILE: &str = include_str!("../queries/drawn.tsv");

#[test]
fn the_drawn_queries_are_those_of_the_rule() {
    let Some(merged) = shared::merged() else {
        return;
    };
    println!("{}", merged.account);
    let mut organizations = merged.organizations;
    organizations.sort_by_key(lot);
    let lines: Vec<String> = drawn(&organizations)
        .iter()
        .map(|(query, key)| format!("{query}\t{key}"))
        .collect();
    let committed: Vec<&str> = FILE.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, committed);
}

fn drawn(organizations: &[Organization]) -> Vec<(String, String)> {
    let aliases = organizations
        .iter()
        .filter_map(|it| Some((it, String::new(), it.aliases.first()?.clone())));
    let portals = organizations
        .iter()
        .filter_map(|it| Some((it, it.portal.clone()?, it.name.clone())));
    let cities = organizations
        .iter()
        .filter_map(|it| Some((it, it.place.city.clone()?, it.name.clone())));
    let query = |(organization, before, text): (&Organization, String, String)| {
        let words: Vec<String> = words(&text).into_iter().take(4).collect();
        let longest = words
            .iter()
            .enumerate()
            .max_by_key(|(place, word)| (word.len(), usize::MAX - place))?;
        if words.len() < 2 || longest.1.len() < 5 {
            return None;
        }
        let place = longest.0;
        let lot = lot(organization);
        let typed = words.iter().enumerate().map(|(at, word)| {
            if at == place {
                mistyped(word, lot)
            } else {
                word.clone()
            }
        });
        let mut query: Vec<String> = words_of(&before);
        query.extend(typed);
        Some((query.join(" "), key(&organization.name)))
    };
    let aliases = aliases.filter_map(query).take(34);
    let portals = portals.filter_map(query).take(33);
    let cities = cities.filter_map(query).take(33);
    aliases.chain(portals).chain(cities).collect()
}

/// Its lot: FNV-1a, 64 bits.
fn lot(organization: &Organization) -> u64 {
    let text = format!(
        "{}\n{}",
        organization.base,
        publish::folded(&organization.name)
    );
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn words_of(text: &str) -> Vec<String> {
    let plain = text.to_lowercase();
    plain
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words that tell something.
fn words(text: &str) -> Vec<String> {
    let idle = [
        "the", "of", "and", "for", "inc", "llc", "pc", "pa", "md", "do", "pllc", "dpm", "s",
    ];
    words_of(text)
        .into_iter()
        .filter(|word| !idle.contains(&word.as_str()))
        .collect()
}

fn mistyped(word: &str, lot: u64) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + (lot / 256) as usize % (letters.len() - 2);
    let other = char::from(b'a' + (lot / 65536 % 26) as u8);
    match lot % 4 {
        0 => drop(letters.remove(at)),
        1 => letters[at] = other,
        2 => letters.insert(at, other),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// FNV-1a, 32 bits, of the letters and digits of a name.
pub(crate) fn key(name: &str) -> String {
    let plain = publish::folded(name).replace(' ', "");
    let hash = plain.bytes().fold(0x811c_9dc5u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}
