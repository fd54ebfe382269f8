//! `directory --out FOLDER PATH…`: makes the list of hospitals from the lists that vendors publish.
#![expect(clippy::print_stdout, reason = "the account is what this program says")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use directory::publish::{self, Source, Vendors};

const USAGE: &str = "\
usage: directory --out FOLDER [options] PATH…

Reads lists of FHIR addresses and writes a directory that patients can search.
PATH is a file or a folder: .json or .json.gz, a Bundle of Endpoints and Organizations, a Bundle of
SMART User-Access Brands, a Lantern list, or a list of {url, name}.

  --out FOLDER           where to write: a new or empty folder, or an earlier directory
  --names FILE=ADDRESS   FILE has only names by number; all of them are at ADDRESS
  --vendors FILE         another table of vendors
  --local                keep addresses of this machine and names for tests: for development
  --help                 this text";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("directory: {}", reasons.join(": "));
            ExitCode::FAILURE
        }
    }
}

#[derive(Default)]
struct Wishes {
    out: Option<PathBuf>,
    names: Vec<(String, String)>,
    vendors: Option<PathBuf>,
    local: bool,
    help: bool,
    paths: Vec<PathBuf>,
}

fn run() -> Result<()> {
    let wishes = wishes(std::env::args().skip(1))?;
    if wishes.help {
        println!("{USAGE}");
        return Ok(());
    }
    let out = wishes
        .out
        .as_deref()
        .with_context(|| format!("where to write? --out is missing\n{USAGE}"))?;
    if wishes.paths.is_empty() {
        bail!("nothing to read\n{USAGE}");
    }
    let vendors = match &wishes.vendors {
        Some(path) => Vendors::read(
            &fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?,
        )?,
        None => Vendors::built_in()?,
    };
    let mut rows = Vec::new();
    for path in &wishes.paths {
        for file in files(path)? {
            match read(&file, &wishes.names) {
                Ok(read) => rows.extend(read),
                // A folder of downloads may hold other things; a file that was named may not be one.
                Err(error) if path.is_dir() => println!("left aside: {error:#}"),
                Err(error) => return Err(error),
            }
        }
    }
    let merged = publish::merged(rows, &vendors, wishes.local);
    print!("{}", merged.account);
    if merged.organizations.is_empty() {
        bail!("no organization is left to write");
    }
    let files = publish::files(merged.organizations)?;
    publish::write_folder(out, &files)?;
    let (first, all) = files.compressed()?;
    println!(
        "{} files in {}; compressed, {first} bytes before the first answer, {all} in all",
        files.files.len() + 1,
        out.display()
    );
    Ok(())
}

fn wishes(mut words: impl Iterator<Item = String>) -> Result<Wishes> {
    let mut wishes = Wishes::default();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value\n{USAGE}"))
        };
        match word.as_str() {
            "--out" => wishes.out = Some(value()?.into()),
            "--vendors" => wishes.vendors = Some(value()?.into()),
            "--names" => {
                let value = value()?;
                let pair = value
                    .split_once('=')
                    .with_context(|| format!("--names is FILE=ADDRESS, not {value}"))?;
                wishes.names.push((pair.0.to_owned(), pair.1.to_owned()));
            }
            "--local" => wishes.local = true,
            "--help" | "-h" => wishes.help = true,
            option if option.starts_with('-') => bail!("{option} is not known\n{USAGE}"),
            path => wishes.paths.push(path.into()),
        }
    }
    Ok(wishes)
}

/// The file, or all .json and .json.gz files in and below the folder, by name.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let entries =
        fs::read_dir(path).with_context(|| format!("{} cannot be listed", path.display()))?;
    for entry in entries {
        let entry = entry?.path();
        let name = entry.to_string_lossy();
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else if name.ends_with(".json") || name.ends_with(".json.gz") {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path, names: &[(String, String)]) -> Result<Vec<publish::Row>> {
    let shown = path.display();
    let mut bytes = fs::read(path).with_context(|| format!("{shown} cannot be read"))?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        let unpacking =
            flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked);
        unpacking.with_context(|| format!("{shown} is not whole"))?;
        bytes = unpacked;
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let lent_address = names
        .iter()
        .find(|(file, _)| *file == name)
        .map(|(_, address)| address.as_str());
    publish::read(Source {
        name: &name,
        bytes: &bytes,
        lent_address,
    })
    .with_context(|| shown.to_string())
}
