//! `rxnorm --out FILE FOLDER`: makes a table of medicines from RxNorm's Prescribable Content.
#![expect(clippy::print_stdout, reason = "the account is what this program says")]

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, Result, bail};

const USAGE: &str = "\
usage: rxnorm --out FILE FOLDER

Reads RXNCONSO.RRF and RXNREL.RRF in FOLDER, where RxNorm's Prescribable Content (or its full release)
was unpacked, and writes the table that the portal looks medicines up in.

  --out FILE   where to write
  --help       this text";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("rxnorm: {}", reasons.join(": "));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let (mut out, mut folder) = (None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => {
                println!("{USAGE}");
                return Ok(());
            }
            "--out" => out = words.next().map(PathBuf::from),
            option if option.starts_with('-') => bail!("{option} is not known\n{USAGE}"),
            path => folder = Some(PathBuf::from(path)),
        }
    }
    let out = out.with_context(|| format!("where to write? --out is missing\n{USAGE}"))?;
    let folder = folder.with_context(|| format!("nothing to read\n{USAGE}"))?;
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    };
    let (concepts, relations) = (read("RXNCONSO.RRF")?, read("RXNREL.RRF")?);
    let (contents, account) = rxnorm::table(concepts.lines(), relations.lines());
    print!("{account}");
    if contents.products.is_empty() {
        bail!("no product is left to write");
    }
    let bytes = contents.written();
    fs::write(&out, &bytes).with_context(|| format!("{} cannot be written", out.display()))?;
    println!("{} bytes in {}", bytes.len(), out.display());
    Ok(())
}
