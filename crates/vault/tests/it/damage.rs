//! What is damaged, cut, moved or foreign is refused, and nothing panics.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use vault::archive::{Ended, Page};
use vault::audit::{Act, By, Entry};
use vault::{Archive, Cost, Header, Opener, Place, Sealed, Table, Unreadable, Way, Word};

use crate::chance::{Chance, seeds};

/// A vault's key, and the keys of two secrets.
const DATA_KEY: [u8; 32] = [1; 32];
const PASSPHRASE: [u8; 32] = [2; 32];
const PASSKEY: [u8; 32] = [3; 32];

const IV: [u8; 12] = [4; 12];

const DRAFT: Place = Place {
    table: Table::Drafts,
    number: 7,
};

fn encrypted(key: &[u8; 32], aad: &[u8], msg: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new(key.into());
    cipher.encrypt(&IV.into(), Payload { msg, aad }).unwrap()
}

fn decrypted(key: &[u8; 32], iv: [u8; 12], aad: &[u8], msg: &[u8]) -> Option<Vec<u8>> {
    let cipher = Aes256Gcm::new(key.into());
    cipher.decrypt(&iv.into(), Payload { msg, aad }).ok()
}

fn kept(place: Place, plain: &[u8]) -> Vec<u8> {
    let ciphertext = encrypted(&DATA_KEY, &place.additional_data(Sealed::VERSION), plain);
    Sealed::new(IV, ciphertext).to_bytes()
}

fn opened(place: Place, bytes: &[u8]) -> Option<Vec<u8>> {
    let sealed = Sealed::read(bytes).ok()?;
    let additional = place.additional_data(sealed.version);
    decrypted(&DATA_KEY, sealed.iv, &additional, &sealed.ciphertext)
}

fn way(id: u32, opener: Opener, secret: &[u8; 32]) -> Way {
    let wrapped = encrypted(secret, &opener.additional_data(id), &DATA_KEY);
    Way {
        id,
        made_ms: 1_800_000_000_000,
        opener,
        iv: IV,
        wrapped: wrapped.try_into().unwrap(),
    }
}

fn unwrapped(way: &Way, secret: &[u8; 32]) -> Option<Vec<u8>> {
    decrypted(secret, way.iv, &way.additional_data(), &way.wrapped)
}

fn phrase() -> Opener {
    Opener::Passphrase {
        salt: [5; 16],
        cost: Cost::LEAST,
    }
}

fn passkey() -> Opener {
    Opener::Passkey {
        credential: (0..64).collect(),
        salt: [6; 32],
    }
}

fn header() -> Header {
    Header {
        ways: vec![way(1, phrase(), &PASSPHRASE), way(2, passkey(), &PASSKEY)],
    }
}

fn archive(length: usize) -> Archive {
    let page = |number: usize| Page {
        address: format!("https://ehr.example.org/fhir/Observation?page={number}"),
        packed: (0..length).map(|at| (at * 31 + number) as u8).collect(),
    };
    Archive {
        at_ms: 1_800_000_000_000,
        ended: Ended::Whole,
        pages: (0..3).map(page).collect(),
    }
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

#[test]
fn a_value_opens_where_it_was_kept_and_nowhere_else() {
    let bytes = kept(DRAFT, b"Dear Dr. Lin");
    assert_eq!(opened(DRAFT, &bytes).unwrap(), b"Dear Dr. Lin");
    for (table, number) in [(Table::Drafts, 8), (Table::Seen, 7), (Table::Drafts, 77)] {
        let elsewhere = Place { table, number };
        assert_eq!(opened(elsewhere, &bytes), None, "{elsewhere:?}");
    }
}

#[test]
fn no_bit_of_what_is_kept_can_be_changed() {
    let mut chance = Chance::seeded(5);
    let large = archive(20_000).to_bytes();
    for (what, plain, samples) in [
        ("nothing", Vec::new(), None),
        ("a draft", b"Dear Dr. Lin".to_vec(), None),
        ("an archive", large, Some(40)),
    ] {
        let bytes = kept(DRAFT, &plain);
        assert_eq!(opened(DRAFT, &bytes), Some(plain), "{what}");
        let bits = bytes.len() * 8;
        let sampled = (0..samples.unwrap_or(0)).map(|_| chance.below(bits as u64) as usize);
        let positions: Vec<usize> = match samples {
            Some(_) => (0..13 * 8).chain(sampled).chain(bits - 8..bits).collect(),
            None => (0..bits).collect(),
        };
        for bit in positions {
            let read = opened(DRAFT, &flipped(&bytes, bit));
            assert_eq!(read, None, "{what}, bit {bit}");
        }
    }
}

#[test]
fn no_bit_of_the_header_can_be_changed() {
    let bytes = header().to_bytes();
    assert_eq!(Header::read(&bytes), Ok(header()));
    for bit in 0..bytes.len() * 8 {
        let read = Header::read(&flipped(&bytes, bit));
        assert_eq!(read, Err(Unreadable::Damaged), "bit {bit}");
    }
    for length in 0..bytes.len() {
        let read = Header::read(&bytes[..length]);
        assert_eq!(read, Err(Unreadable::Damaged), "{length} bytes");
    }
}

#[test]
fn each_way_unlocks_with_its_own_secret_only() {
    let header = Header::read(&header().to_bytes()).unwrap();
    let [first, second] = header.ways.as_slice() else {
        panic!("two ways")
    };
    assert_eq!(unwrapped(first, &PASSPHRASE).unwrap(), DATA_KEY);
    assert_eq!(unwrapped(second, &PASSKEY).unwrap(), DATA_KEY);
    assert_eq!(unwrapped(first, &PASSKEY), None);
    assert_eq!(unwrapped(second, &PASSPHRASE), None);
}

#[test]
fn a_wrapped_key_cannot_be_moved_nor_made_cheaper_to_guess() {
    let honest = way(1, phrase(), &PASSPHRASE);
    let cost = Cost {
        passes: 3,
        ..Cost::LEAST
    };
    let salt = [5; 16];
    for (id, opener) in [
        (2, phrase()),
        (1, passkey()),
        (1, Opener::Passphrase { salt, cost }),
        (
            1,
            Opener::Passphrase {
                salt: [0; 16],
                cost: Cost::LEAST,
            },
        ),
    ] {
        let moved = Way {
            id,
            opener,
            ..honest.clone()
        };
        assert_eq!(unwrapped(&moved, &PASSPHRASE), None, "{moved:?}");
    }
}

/// What earlier versions kept, made with another program: these bytes never change.
const FIRST_HEADER: &str = concat!(
    r#"{"version":0,"made":1800000000000,"salt":"BQUFBQUFBQUFBQUFBQUFBQ==","memory":19456,"passes":2,"lanes":1,"#,
    r#""iv":"BAQEBAQEBAQEBAQE","wrapped":"BU3QD/9KkVucX9bht0IYpxqz2MiDKpp6v8M52Mq6CNi6Qw/DM7MqRyxXAXrWP5qr"}"#,
);
const SECOND_HEADER: &str = concat!(
    r#"{"version":1,"ways":[{"id":1,"made":1800000000000,"kind":"passphrase","salt":"BQUFBQUFBQUFBQUFBQUFBQ==","#,
    r#""memory":19456,"passes":2,"lanes":1,"iv":"BAQEBAQEBAQEBAQE","#,
    r#""wrapped":"BU3QD/9KkVucX9bht0IYpxqz2MiDKpp6v8M52Mq6CNhDkHUL6oujgjw/BhlMJZXS"},"#,
    r#"{"id":2,"made":1800000000000,"kind":"passkey","credential":"Y3JlZGVudGlhbA==","#,
    r#""salt":"BgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgY=","iv":"BAQEBAQEBAQEBAQE","#,
    r#""wrapped":"QSYSzKyfBh+YFYFfcFU4cZB9jm1CwkbjKWkGkCKP6F1nDvi7LFKS5QYqG5Ay8r45"}]}"#,
    "\n510a6fb6",
);
const FIRST_VALUE: [u8; 41] = [
    0x01, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04, 0xab, 0xc4, 0x3a,
    0x32, 0xb9, 0xfc, 0xc9, 0x67, 0x87, 0x00, 0xf7, 0xd2, 0x77, 0xf1, 0xef, 0x9a, 0xe2, 0xbe, 0xd3,
    0x0c, 0x9a, 0x78, 0xd0, 0x3d, 0x93, 0x14, 0x1c, 0x24,
];

#[test]
fn what_earlier_versions_kept_opens_with_their_secrets() {
    let first = Header::read(FIRST_HEADER.as_bytes()).unwrap();
    assert_eq!(unwrapped(&first.ways[0], &PASSPHRASE).unwrap(), DATA_KEY);
    let second = Header::read(SECOND_HEADER.as_bytes()).unwrap();
    assert_eq!(unwrapped(&second.ways[0], &PASSPHRASE).unwrap(), DATA_KEY);
    assert_eq!(unwrapped(&second.ways[1], &PASSKEY).unwrap(), DATA_KEY);
    assert_eq!(opened(DRAFT, &FIRST_VALUE).unwrap(), b"Dear Dr. Lin");
}

/// Reads it as everything; what it is is not asked.
fn read_as_all(bytes: &[u8]) {
    let _ = Sealed::read(bytes);
    let _ = Header::read(bytes);
    let _ = Archive::read(bytes);
    let _ = Entry::read(bytes);
    let text = String::from_utf8_lossy(bytes);
    let _ = (Word::from_json(&text), Place::read(&text));
}

#[test]
fn no_damage_makes_anything_panic() {
    let entry = Entry {
        at_ms: 1_800_000_000_000,
        act: Act::Opened(By::Passkey),
    };
    let whole = [
        kept(DRAFT, b"Dear Dr. Lin"),
        header().to_bytes(),
        archive(40).to_bytes(),
        entry.to_bytes(),
        Word::LetGo { who: 7 }.to_json().into_bytes(),
        DRAFT.key().into_bytes(),
    ];
    for bytes in &whole {
        for bit in 0..bytes.len() * 8 {
            read_as_all(&flipped(bytes, bit));
        }
        for length in 0..bytes.len() {
            read_as_all(&bytes[..length]);
        }
    }
    for seed in seeds(20_000, 3_000_000) {
        let mut chance = Chance::seeded(seed);
        let mut bytes = whole[chance.below(whole.len() as u64) as usize].clone();
        for _ in 0..1 + chance.below(6) {
            let at = chance.below(bytes.len() as u64) as usize;
            match chance.below(4) {
                0 => bytes[at] = chance.below(256) as u8,
                1 => bytes.truncate(at + 1),
                2 => bytes[at..].fill(chance.pick(&[0, b'0', 0x7f, 0xff])),
                _ => bytes.extend_from_within(at..),
            }
        }
        read_as_all(&bytes);
    }
}
