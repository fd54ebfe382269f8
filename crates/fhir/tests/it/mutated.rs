//! Answers broken at random, from fixed seeds: reading never panics, and the account always balances.

use crate::wires::with_page;
use fhir::Answer;

const FIXTURES: [&str; 3] = [
    include_str!("fixtures/labs.json"),
    include_str!("fixtures/report.json"),
    include_str!("fixtures/patient.json"),
];

#[test]
fn sound_fixtures_are_read_without_flaws() {
    for fixture in FIXTURES {
        let flaws = with_page(&Answer::new(fixture), |page| {
            page.entries
                .iter()
                .map(|entry| entry.flaws.len() + usize::from(entry.resource.is_err()))
                .sum::<usize>()
        });
        assert_eq!(flaws, Ok(0));
    }
}

#[test]
fn cut_short_anywhere_it_says_so() {
    for fixture in FIXTURES {
        let fixture = fixture.trim_end();
        for end in 0..fixture.len() {
            let read = with_page(&Answer::new(&fixture.as_bytes()[..end]), |page| {
                page.is_cut_short
            });
            assert!(read.unwrap_or(true), "cut at {end}");
        }
    }
}

#[test]
fn flipped_bytes_never_make_it_panic() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    each_mutation(1_500, &mut random, |bytes, random| {
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = random.below(256) as u8;
        }
    });
}

#[test]
fn values_of_the_wrong_type_never_make_it_panic() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    each_mutation(1_500, &mut random, |bytes, random| {
        for _ in 0..=random.below(3) {
            put_another_value(bytes, random);
        }
    });
}

#[test]
fn pieces_moved_about_never_make_it_panic() {
    let mut random = Random(0xda94_2042_e4dd_58b5);
    each_mutation(1_500, &mut random, |bytes, random| {
        let from = random.below(bytes.len());
        let piece = bytes[from..(from + random.below(80)).min(bytes.len())].to_vec();
        let to = random.below(bytes.len());
        bytes.splice(to..(to + random.below(80)).min(bytes.len()), piece);
    });
}

fn each_mutation(rounds: usize, random: &mut Random, mutate: impl Fn(&mut Vec<u8>, &mut Random)) {
    for round in 0..rounds {
        let mut bytes = FIXTURES[round % FIXTURES.len()].as_bytes().to_vec();
        mutate(&mut bytes, random);
        // Whether it reads is not asked: only that it returns, and that what it returns balances.
        let _refused = with_page(&Answer::new(bytes), |_| ());
    }
}

/// Replaces one value behind a colon, up to the next comma or bracket, with one of another kind.
fn put_another_value(bytes: &mut Vec<u8>, random: &mut Random) {
    const OTHERS: [&str; 12] = [
        "null",
        "true",
        "7",
        "-1.50e9999",
        "\"text\"",
        "[]",
        "{}",
        "[[{}]]",
        "{\"a\":{\"b\":[1]}}",
        "NaN",
        "\"\\ud800\"",
        "[1,\"a\",null]",
    ];
    let colons: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b':').collect();
    let from = colons[random.below(colons.len())] + 1;
    let length = bytes[from..]
        .iter()
        .position(|byte| b",}]".contains(byte))
        .unwrap_or(0);
    bytes.splice(
        from..from + length,
        OTHERS[random.below(OTHERS.len())].bytes(),
    );
}

/// Marsaglia's xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}
