//! Which files a directory consists of: the one file with a fixed name, a few lines of text.
//!
//! ```text
//! satchel-directory 1
//! shard 6f0c….shard 8000
//! shard 91aa….shard 8000
//! issuers 03bd….issuers 2041
//! ```
//! Kind, file name (a hash of its contents), number of entries. The first shard holds what is looked for most. The
//! issuers stand in the order of [`Manifest::issuers`].

use crate::base::Base;
use crate::bytes::{NotReadable, fnv};

/// The first line.
const TITLE: &str = "satchel-directory ";
/// The version that is read and written.
const VERSION: u32 = 1;

/// The files of a directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Organizations, the most wanted first.
    pub shards: Vec<Part>,
    issuers: Vec<Part>,
}

/// One file of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, beside the manifest.
    pub file: String,
    /// How many entries it has.
    pub entries: u32,
}

impl Manifest {
    /// Reads the manifest. File names can only lead to files beside it.
    pub fn read(text: &str) -> Result<Manifest, NotReadable> {
        let mut lines = text.lines();
        let title = lines
            .next()
            .and_then(|line| line.strip_prefix(TITLE))
            .ok_or(NotReadable::Foreign)?;
        let version: u32 = title.parse().map_err(|_| NotReadable::Foreign)?;
        if version != VERSION {
            return Err(if version > VERSION {
                NotReadable::Newer
            } else {
                NotReadable::Foreign
            });
        }
        let mut manifest = Manifest::default();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let &[kind, file, entries] = words.as_slice() else {
                return Err(NotReadable::Damaged);
            };
            let entries = entries.parse().map_err(|_| NotReadable::Damaged)?;
            let part = Part {
                file: beside(file)?,
                entries,
            };
            match kind {
                "shard" => manifest.shards.push(part),
                "issuers" => manifest.issuers.push(part),
                _ => return Err(NotReadable::Damaged),
            }
        }
        Ok(manifest)
    }

    /// The one file that tells whether a launch may come from this address; `None` when none may.
    pub fn issuers(&self, base: &Base) -> Option<&Part> {
        self.issuers.get(issuers_part(base, self.issuers.len()))
    }

    /// The manifest of these files.
    #[cfg(feature = "publish")]
    pub(crate) fn of(shards: Vec<Part>, issuers: Vec<Part>) -> Manifest {
        Manifest { shards, issuers }
    }

    /// The text that [`Manifest::read`] reads.
    #[cfg(feature = "publish")]
    pub(crate) fn written(&self) -> String {
        let line = |kind: &str, part: &Part| format!("{kind} {} {}\n", part.file, part.entries);
        let shards = self.shards.iter().map(|part| line("shard", part));
        let issuers = self.issuers.iter().map(|part| line("issuers", part));
        let lines: String = shards.chain(issuers).collect();
        format!("{TITLE}{VERSION}\n{lines}")
    }
}

/// In which of so many files an address stands.
pub(crate) fn issuers_part(base: &Base, parts: usize) -> usize {
    (fnv(base.as_str().as_bytes()) % parts.max(1) as u64) as usize
}

fn beside(file: &str) -> Result<String, NotReadable> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
    if file.is_empty() || file.starts_with('.') || !file.bytes().all(plain) {
        return Err(NotReadable::Damaged);
    }
    Ok(file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_files_beside_it_and_nothing_else() {
        let manifest =
            Manifest::read("satchel-directory 1\nshard a1.shard 3\nissuers b2.issuers 2\n")
                .expect("a manifest");
        assert_eq!(
            manifest.shards,
            [Part {
                file: "a1.shard".to_owned(),
                entries: 3
            }]
        );
        let base = Base::new("https://fhir.example.org").expect("a base");
        assert_eq!(
            manifest.issuers(&base).map(|part| part.file.as_str()),
            Some("b2.issuers")
        );
        for line in [
            "shard ../x 3",
            "shard https://x.example 3",
            "shard .. 3",
            "shard a",
            "other a 3",
            "shard a b",
            "",
        ] {
            let text = format!("satchel-directory 1\n{line}\n");
            assert_eq!(Manifest::read(&text), Err(NotReadable::Damaged), "{line}");
        }
    }

    #[test]
    fn other_files_and_newer_ones_are_told_apart() {
        assert_eq!(Manifest::read("<!doctype html>"), Err(NotReadable::Foreign));
        assert_eq!(
            Manifest::read("satchel-directory 2\nanything"),
            Err(NotReadable::Newer)
        );
        assert_eq!(Manifest::read(""), Err(NotReadable::Foreign));
    }

    #[test]
    fn without_files_no_launch_is_allowed() {
        let manifest = Manifest::read("satchel-directory 1\n").expect("a manifest");
        let base = Base::new("https://fhir.example.org").expect("a base");
        assert_eq!(manifest.issuers(&base), None);
    }
}
