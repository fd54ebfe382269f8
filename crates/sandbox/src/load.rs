//! Reads charts from files: Bundles, single resources and NDJSON, each also as `.gz`; folders wholly.
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::chart::Raw;

/// Everything under these paths.
pub(crate) fn all(paths: &[PathBuf]) -> anyhow::Result<Vec<Raw>> {
    let mut all = Vec::new();
    for path in paths {
        all.extend(self::path(path)?);
    }
    Ok(all)
}

/// Everything under a path. A file that was named must be FHIR; in a folder, other files are passed over.
fn path(path: &Path) -> anyhow::Result<Vec<Raw>> {
    if !path.is_dir() {
        return file(path).with_context(|| format!("{} cannot be loaded", path.display()));
    }
    let mut files = Vec::new();
    add_files(path, &mut files)?;
    files.sort();
    Ok(files
        .iter()
        .filter_map(|path| file(path).ok())
        .flatten()
        .collect())
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("{} cannot be opened", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            add_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn file(path: &Path) -> anyhow::Result<Vec<Raw>> {
    let bytes = fs::read(path)?;
    let text = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut text = String::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        text
    } else {
        String::from_utf8(bytes)?
    };
    let text = text.trim_start_matches('\u{feff}');
    if path.to_string_lossy().contains(".ndjson") {
        return Ok(text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(alone)
            .collect());
    }
    bundle(text)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bundle<'a> {
    resource_type: String,
    #[serde(borrow, default)]
    entry: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    full_url: Option<String>,
    #[serde(borrow)]
    resource: Option<&'a RawValue>,
}

fn bundle(text: &str) -> anyhow::Result<Vec<Raw>> {
    let bundle: Bundle<'_> = serde_json::from_str(text).context("it is not FHIR in JSON")?;
    match bundle.resource_type.as_str() {
        "Bundle" => Ok(bundle.entry.into_iter().filter_map(entry).collect()),
        "" => bail!("it has no resourceType"),
        _ => Ok(vec![alone(text)]),
    }
}

fn entry(entry: Entry<'_>) -> Option<Raw> {
    Some(Raw {
        full_url: entry.full_url,
        text: entry.resource?.get().to_owned(),
    })
}

fn alone(text: &str) -> Raw {
    Raw {
        full_url: None,
        text: text.to_owned(),
    }
}
