//! The command's folder: an earlier directory is replaced, anything else is left alone.

use std::fs;
use std::path::PathBuf;

use directory::publish::{self, Files};

use crate::samples;

fn files(count: usize) -> Files {
    let mut organizations = samples::merged(samples::rows()).organizations;
    organizations.truncate(count);
    publish::files(organizations).expect("files")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("removed");
    }
    folder
}

fn names(folder: &PathBuf) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_new_directory_takes_the_place_of_an_earlier_one() {
    let folder = folder("replaced");
    publish::write_folder(&folder, &files(4)).expect("written");
    let later = files(9);
    publish::write_folder(&folder, &later).expect("written");
    let mut expected: Vec<String> = later.files.iter().map(|(name, _)| name.clone()).collect();
    expected.push("manifest.txt".to_owned());
    expected.sort();
    assert_eq!(names(&folder), expected);
}

#[test]
fn a_folder_with_anything_else_is_left_alone() {
    for (name, file, content) in [
        ("foreign", "letter.txt", "Dear"),
        ("other-manifest", "manifest.txt", "Manifest-Version: 1.0"),
        ("no-manifest", "a.shard", "SDIR"),
    ] {
        let folder = folder(name);
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join(file), content).expect("written");
        assert!(publish::write_folder(&folder, &files(4)).is_err(), "{name}");
        assert_eq!(names(&folder), [file], "{name}");
    }
}
