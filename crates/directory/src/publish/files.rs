//! Decides what goes into which file.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use super::write::{issuers, shard};
use crate::base::Base;
use crate::fold;
use crate::manifest::{Manifest, Part, issuers_part};
use crate::organization::{Organization, Place};

/// The first shard is downloaded before the first answer: in bytes, compressed.
const FIRST_LIMIT: usize = 140_000;
/// So many organizations are tried for the first shard.
const FIRST: usize = 5000;
/// So many are in each of the others: few enough to be joined between two frames of a slow machine.
const FURTHER: usize = 6000;
/// So many base addresses are in a file of issuers, about.
const ISSUERS: usize = 2000;

/// A directory, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// The text of `manifest.txt`.
    pub manifest: String,
    /// Names and contents of the other files, in the order of the manifest.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Files {
    /// What a browser downloads, in bytes: the first shard, and all shards.
    pub fn compressed(&self) -> Result<(usize, usize)> {
        let shards = self
            .files
            .iter()
            .filter(|(name, _)| name.ends_with(".shard"));
        let sizes: Vec<usize> = shards
            .map(|(_, bytes)| compressed(bytes))
            .collect::<Result<_>>()?;
        Ok((sizes.first().copied().unwrap_or(0), sizes.iter().sum()))
    }
}

/// Divides organizations into files. The same organizations give the same bytes.
pub fn files(mut organizations: Vec<Organization>) -> Result<Files> {
    organizations.sort_by(|a, b| order(a).cmp(&order(b)));
    let issuers = issuer_files(&organizations)?;
    organizations.sort_by(|a, b| {
        b.weight
            .cmp(&a.weight)
            .then_with(|| order(a).cmp(&order(b)))
    });
    let mut count = FIRST.min(organizations.len());
    let mut first = sorted_shard(organizations.get(..count).unwrap_or_default())?;
    while count > 100 && compressed(&first)? > FIRST_LIMIT {
        count -= count / 10;
        first = sorted_shard(organizations.get(..count).unwrap_or_default())?;
    }
    let mut rest = organizations.split_off(count);
    rest.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut shards = vec![(first, count)];
    for part in rest.chunks(FURTHER) {
        shards.push((shard(part)?, part.len()));
    }
    let named = |(bytes, count): (Vec<u8>, usize), kind: &str| {
        let part = Part {
            file: format!("{}.{kind}", name_of(&bytes)),
            entries: count as u32,
        };
        ((part.file.clone(), bytes), part)
    };
    let (mut files, shard_parts): (Vec<_>, Vec<_>) = shards
        .into_iter()
        .map(|shard| named(shard, "shard"))
        .unzip();
    let (issuer_files, issuer_parts): (Vec<_>, Vec<_>) = issuers
        .into_iter()
        .map(|file| named(file, "issuers"))
        .unzip();
    files.extend(issuer_files);
    let manifest = Manifest::of(shard_parts, issuer_parts).written();
    Ok(Files { manifest, files })
}

fn order(organization: &Organization) -> (&str, Vec<String>, &str, &Place) {
    (
        &organization.base,
        fold::words(&organization.name),
        &organization.name,
        &organization.place,
    )
}

fn sorted_shard(organizations: &[Organization]) -> Result<Vec<u8>> {
    let mut sorted = organizations.to_vec();
    sorted.sort_by(|a, b| order(a).cmp(&order(b)));
    shard(&sorted)
}

fn issuer_files(organizations: &[Organization]) -> Result<Vec<(Vec<u8>, usize)>> {
    let mut all: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for organization in organizations {
        all.insert(&organization.base, organization.vendor.as_deref());
    }
    let count = all.len().div_ceil(ISSUERS);
    let mut parts: Vec<BTreeMap<&str, Option<&str>>> = vec![BTreeMap::new(); count];
    for (address, vendor) in all {
        let base = Base::or_local(address)
            .ok()
            .filter(|base| base.as_str() == address);
        let base = base.context("an organization has an address that is not normal")?;
        parts
            .get_mut(issuers_part(&base, count))
            .context("no such file of issuers")?
            .insert(address, vendor);
    }
    Ok(parts
        .iter()
        .map(|part| (issuers(part), part.len()))
        .collect())
}

/// The name of a file: the first half of the SHA-256 of its contents.
fn name_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).context("cannot be compressed")?;
    Ok(out.len())
}
