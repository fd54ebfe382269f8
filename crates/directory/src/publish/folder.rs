//! Puts a directory into a folder, and touches no folder that holds anything else.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::files::Files;
use crate::manifest::Manifest;

/// The one file with a fixed name.
const MANIFEST: &str = "manifest.txt";

/// Writes the files, the manifest last, and removes those of the directory that was there before. The folder may be
/// missing, empty, or hold an earlier directory.
pub fn write_folder(folder: &Path, files: &Files) -> Result<()> {
    let shown = folder.display();
    if folder.exists() {
        refuse_foreign(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("{shown} cannot be made"))?;
    let before = names(folder)?;
    for (name, bytes) in &files.files {
        fs::write(folder.join(name), bytes)
            .with_context(|| format!("{name} cannot be written into {shown}"))?;
    }
    fs::write(folder.join(MANIFEST), &files.manifest)
        .with_context(|| format!("{MANIFEST} cannot be written into {shown}"))?;
    let is_old =
        |name: &&String| *name != MANIFEST && !files.files.iter().any(|(new, _)| new == *name);
    for name in before.iter().filter(is_old) {
        fs::remove_file(folder.join(name))
            .with_context(|| format!("the old {name} cannot be removed"))?;
    }
    Ok(())
}

fn refuse_foreign(folder: &Path) -> Result<()> {
    let shown = folder.display();
    let names = names(folder)?;
    let is_ours = |name: &&String| {
        *name == MANIFEST || name.ends_with(".shard") || name.ends_with(".issuers")
    };
    if let Some(foreign) = names.iter().find(|name| !is_ours(name)) {
        bail!("{shown} holds {foreign}, which is no part of a directory; choose an empty folder");
    }
    if names.is_empty() {
        return Ok(());
    }
    let manifest = fs::read_to_string(folder.join(MANIFEST))
        .with_context(|| format!("{shown} is not empty and has no {MANIFEST}"))?;
    match Manifest::read(&manifest) {
        Ok(_) => Ok(()),
        Err(_) => bail!("{shown} holds a {MANIFEST} of something else; choose an empty folder"),
    }
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
