//! Words of the record where they must not be: in the values of a database, in the files of a browser.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;

/// No file of the browser's profile holds one of these words.
pub(crate) fn nothing_is_on_disk(profile: &Path, words: &[&str]) {
    let mut open = vec![profile.to_owned()];
    let mut files = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                files += 1;
                let found = word_in(&bytes, words);
                assert_eq!(found, None, "in {}", path.display());
            }
        }
    }
    assert!(files > 0, "the profile is at {}", profile.display());
}

/// The first of these words in the bytes, in any of the forms in which a browser or a careless program may have written
/// them: as they are, in two bytes a letter, in base64, and packed with gzip.
pub(crate) fn word_in<'w>(bytes: &[u8], words: &[&'w str]) -> Option<&'w str> {
    let mut by_first: Vec<Vec<(&str, Vec<u8>)>> = vec![Vec::new(); 256];
    for word in words {
        assert!(
            word.len() >= 6,
            "{word:?} may stand among sealed bytes by chance"
        );
        for form in forms(word) {
            by_first[usize::from(form[0])].push((word, form));
        }
    }
    let plain = |bytes: &[u8]| {
        bytes.iter().enumerate().find_map(|(at, first)| {
            let forms = by_first[usize::from(*first)].iter();
            let mut here = forms.filter(|(_, form)| bytes[at..].starts_with(form));
            here.next().map(|(word, _)| *word)
        })
    };
    plain(bytes).or_else(|| unpacked(bytes).iter().find_map(|bytes| plain(bytes)))
}

fn forms(word: &str) -> Vec<Vec<u8>> {
    let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Base64 looks different after zero, one and two other bytes; letters that it shares with them are left out.
    let base64 = (0..3).map(|before| {
        let all = [&vec![0; before], word.as_bytes()].concat();
        let own = (before * 8).div_ceil(6)..all.len() * 8 / 6;
        BASE64_STANDARD.encode(&all).as_bytes()[own].to_vec()
    });
    [word.as_bytes().to_vec(), wide]
        .into_iter()
        .chain(base64)
        .collect()
}

/// What comes out wherever gzip may begin.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    const BEGIN: [u8; 3] = [0x1f, 0x8b, 8];
    const MOST: u64 = 64 << 20;
    let begins = bytes.windows(BEGIN.len()).enumerate();
    let begins = begins.filter(|(_, window)| *window == BEGIN);
    begins
        .map(|(at, _)| {
            let mut text = Vec::new();
            // Half of it is as telling as all.
            let _ = GzDecoder::new(&bytes[at..])
                .take(MOST)
                .read_to_end(&mut text);
            text
        })
        .collect()
}

#[test]
fn a_word_is_found_in_every_form() {
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    let mut packed = GzEncoder::new(b"before".to_vec(), flate2::Compression::default());
    packed
        .write_all(b"Dr. Okafor, and again Dr. Okafor")
        .expect("memory takes it");
    let mut written = vec![b"Dr. Okafor".to_vec(), packed.finish().expect("likewise")];
    written.push("Okafor".encode_utf16().flat_map(u16::to_le_bytes).collect());
    for before in ["", "a", "ab", "abc"] {
        let text = BASE64_STANDARD.encode(format!("{before}Okafor and more"));
        written.push(text.into_bytes());
    }
    for bytes in written {
        assert_eq!(word_in(&bytes, &["Lisinopril", "Okafor"]), Some("Okafor"));
        assert_eq!(word_in(&bytes, &["Lisinopril"]), None);
    }
}
