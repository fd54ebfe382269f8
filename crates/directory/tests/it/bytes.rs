//! Bytes that are no shard, no list of issuers, or not the right one, are refused by name; nothing panics.

use std::collections::BTreeMap;

use directory::publish;
use directory::{Base, Directory, Issuers, Manifest, Near, NotReadable, Shard};

use crate::samples;

fn shard() -> Vec<u8> {
    publish::shard(&samples::merged(samples::rows()).organizations).expect("a shard")
}

fn issuers() -> Vec<u8> {
    let addresses = [
        ("https://a.sample.org/r4", Some("epic")),
        ("https://b.sample.org", None),
    ];
    publish::issuers(&BTreeMap::from(addresses))
}

/// FNV-1a over what follows the envelope, so that a changed file looks whole.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() < 14 {
        return bytes;
    }
    let sum = bytes[14..]
        .iter()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    bytes[6..14].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Numbers without order, the same every time. <https://prng.di.unimi.it/splitmix64.c>
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

fn mutated(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] = random.below(256) as u8,
            1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes.truncate(at.max(1)),
            _ => bytes.insert(at, random.below(256) as u8),
        }
    }
    bytes
}

#[test]
fn damage_is_noticed() {
    let mut random = Random(1);
    for whole in [shard(), issuers()] {
        for _ in 0..2000 {
            let bytes = mutated(&whole, &mut random);
            let is_read = Shard::read(&bytes).is_ok() || Issuers::read(&bytes).is_ok();
            assert!(!is_read || bytes == whole);
        }
    }
}

#[test]
fn damage_that_looks_whole_never_panics_and_can_be_searched() {
    let (mut random, mut survived) = (Random(2), 0);
    let (shard, issuers) = (shard(), issuers());
    for _ in 0..4000 {
        if let Ok(shard) = Shard::read(&resealed(mutated(&shard, &mut random))) {
            survived += 1;
            shard.organizations().for_each(drop);
            let mut directory = Directory::default();
            directory.join(shard);
            for typed in ["sample heart", "smaple", "59101", "ohio mychart"] {
                directory.search(typed, &Near::default());
            }
        }
        if let Ok(issuers) = Issuers::read(&resealed(mutated(&issuers, &mut random))) {
            issuers.contains(&Base::new("https://a.sample.org/r4").expect("a base"));
        }
    }
    assert!(survived > 100, "{survived}");
}

#[test]
fn foreign_and_newer_files_are_told_apart() {
    assert_eq!(Shard::read(b"").err(), Some(NotReadable::Foreign));
    assert_eq!(
        Shard::read(b"<!doctype html><title>Not found").err(),
        Some(NotReadable::Foreign)
    );
    assert_eq!(Shard::read(b"SDIR").err(), Some(NotReadable::Damaged));
    assert_eq!(Shard::read(&issuers()).err(), Some(NotReadable::OtherKind));
    assert_eq!(Issuers::read(&shard()).err(), Some(NotReadable::OtherKind));
    let mut newer = shard();
    newer[4] += 1;
    assert_eq!(Shard::read(&newer).err(), Some(NotReadable::Newer));
}

#[test]
fn a_launch_may_come_only_from_a_listed_address() {
    let merged = samples::merged(samples::rows());
    let files = publish::files(merged.organizations.clone()).expect("files");
    let manifest = Manifest::read(&files.manifest).expect("a manifest");
    let answer = |base: &Base| {
        let part = manifest.issuers(base).expect("a file");
        let (_, bytes) = files
            .files
            .iter()
            .find(|(name, _)| *name == part.file)
            .expect("its bytes");
        let issuers = Issuers::read(bytes).expect("issuers");
        (
            issuers.contains(base),
            issuers.vendor(base).map(str::to_owned),
        )
    };
    for organization in &merged.organizations {
        let base = Base::new(&organization.base).expect("a base");
        assert_eq!(answer(&base), (true, organization.vendor.clone()), "{base}");
    }
    for other in [
        "https://ehr.sample.org/surgical",
        "https://ehr.sample.org/surgical/r4/x",
        "https://ehr.sample.org.evil.org/surgical/r4",
    ] {
        assert_eq!(
            answer(&Base::new(other).expect("a base")),
            (false, None),
            "{other}"
        );
    }
}
