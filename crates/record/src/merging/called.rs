//! What several records call one thing.

use super::claim::folded;

/// The names by which something is called beside its first, each once and as written. Case, spaces and the word in
/// brackets that SNOMED CT puts behind its names make no other name.
pub fn other_names(first: Option<&str>, all: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut known: Vec<String> = first.and_then(plain).into_iter().collect();
    let mut others = Vec::new();
    for name in all {
        let Some(plain) = plain(&name).filter(|plain| !known.contains(plain)) else {
            continue;
        };
        known.push(plain);
        others.push(name);
    }
    others
}

fn plain(name: &str) -> Option<String> {
    let name = folded(name)?;
    let bare = TAGS.iter().find_map(|tag| name.strip_suffix(tag));
    Some(bare.unwrap_or(&name).trim_end().to_owned())
}

const TAGS: [&str; 7] = [
    "(disorder)",
    "(finding)",
    "(substance)",
    "(product)",
    "(procedure)",
    "(situation)",
    "(event)",
];

#[cfg(test)]
mod tests {
    use super::other_names;

    #[test]
    fn every_other_name_is_told_once_as_it_is_written() {
        for (first, all, others) in [
            (
                Some("Penicillin G"),
                "Penicillin|penicillin  g|Penicillin",
                "Penicillin",
            ),
            (Some("Asthma"), "Asthma (disorder)|ASTHMA", ""),
            (Some("Hypertension (disorder)"), "Hypertension", ""),
            (Some("Peanut"), "Latex|Peanuts", "Latex|Peanuts"),
            (None, "Latex|unknown", "Latex"),
        ] {
            let told = other_names(first, all.split('|').map(str::to_owned));
            assert_eq!(told.join("|"), others, "{first:?} beside {all}");
        }
    }
}
