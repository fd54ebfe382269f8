//! The shared lists, when there are any: real names, which are not in this repository.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use directory::publish::{self, Merged, Row, Source, Vendors};

/// The one list of the shared data that has names but no address.
const NAMES: &str = "athena-Organizations.json.gz";
const NAMES_ARE_AT: &str = "https://api.platform.athenahealth.com/fhir/r4";

/// All rows of the shared lists, or a word about why there are none.
pub(crate) fn rows() -> Option<Vec<Row>> {
    let Some(data) = std::env::var_os("SATCHEL_DATA").map(PathBuf::from) else {
        println!("skipped: SATCHEL_DATA is not set");
        return None;
    };
    let mut rows = Vec::new();
    for path in files(&data.join("endpoints")) {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let mut bytes = fs::read(&path).expect("a file");
        if name.ends_with(".gz") {
            let mut unpacked = Vec::new();
            let mut packed = flate2::read::GzDecoder::new(bytes.as_slice());
            packed.read_to_end(&mut unpacked).expect("a whole file");
            bytes = unpacked;
        }
        let lent_address = (name == NAMES).then_some(NAMES_ARE_AT);
        let source = Source {
            name: &name,
            bytes: &bytes,
            lent_address,
        };
        // Two of the files are about products.
        rows.extend(publish::read(source).into_iter().flatten());
    }
    assert!(rows.len() > 90_000, "{}", rows.len());
    Some(rows)
}

/// The organizations of the shared lists.
pub(crate) fn merged() -> Option<Merged> {
    Some(publish::merged(
        rows()?,
        &Vendors::built_in().expect("the table"),
        false,
    ))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)),
            path => found.push(path),
        }
    }
    found.sort();
    found
}
