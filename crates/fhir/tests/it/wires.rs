//! Answers as bytes: from files, plain or gzipped, one per line or one per file.

use fhir::{Account, Answer, NotFhir, Page, read};
use std::{
    env, fs,
    io::Read,
    path::{Path, PathBuf},
};

/// The folder of sample data, if this machine has it.
pub(crate) fn sample_data() -> Option<PathBuf> {
    let folder = env::var_os("SATCHEL_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: SATCHEL_DATA is not set");
    }
    folder
}

/// Every answer in the files under a folder, in the order of their names.
pub(crate) fn answers(folder: &Path) -> Vec<(PathBuf, Answer)> {
    let mut answers = Vec::new();
    for file in files(folder) {
        let name = file.to_string_lossy().into_owned();
        let bytes = fs::read(&file).expect("a readable file");
        let bytes = if name.ends_with(".gz") {
            unpacked(&bytes)
        } else {
            bytes
        };
        if name.contains(".ndjson") {
            let lines = bytes
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.is_empty());
            answers.extend(lines.map(|line| (file.clone(), Answer::new(line))));
        } else if name.ends_with(".json") || name.ends_with(".json.gz") {
            answers.push((file, Answer::new(bytes)));
        }
    }
    answers
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .expect("a readable folder")
        .map(|entry| entry.expect("an entry").path())
    {
        if entry.is_dir() {
            files.extend(self::files(&entry))
        } else {
            files.push(entry)
        }
    }
    files.retain(|file| file.file_name().is_some_and(|name| name != "index.json"));
    files.sort();
    files
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(bytes)
        .read_to_end(&mut unpacked)
        .expect("gzip");
    unpacked
}

/// Reads, checks that the account balances, and hands the page over.
pub(crate) fn with_page<T>(
    answer: &Answer,
    look: impl FnOnce(&Page<'_>) -> T,
) -> Result<T, NotFhir> {
    let page = read::page(answer)?;
    let mut account = Account::default();
    account.add(&page);
    assert!(account.balances(), "{account}");
    Ok(look(&page))
}
