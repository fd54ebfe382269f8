//! Text and signs stand out from what is behind them, in every theme (WCAG 2.2, 1.4.3 and 1.4.11; design §2.1).
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot read the colours ends there"
)]

use std::collections::HashMap;

type Colors = HashMap<String, [u8; 3]>;

/// Text on what lies behind it: at least 4.5 to 1.
const TEXT: [(&str, &[&str]); 16] = [
    ("ink", &["canvas", "surface", "sunken", "primary-tint"]),
    ("ink", &["ok-tint", "warn-tint", "crit-tint", "info-tint"]),
    ("ink-2", &["canvas", "surface", "sunken"]),
    ("primary", &["surface", "canvas", "primary-tint"]),
    ("on-primary", &["primary", "primary-hover"]),
    ("on-hero", &["hero"]),
    ("link", &["surface", "canvas"]),
    ("ok", &["ok-tint", "surface"]),
    ("warn", &["warn-tint", "surface"]),
    ("crit", &["crit-tint", "surface"]),
    ("info", &["info-tint", "surface"]),
    ("proxy", &["proxy-tint"]),
    ("surface", &["proxy"]),
    ("badge", &["surface", "canvas"]),
    ("on-src", &["src-1", "src-2", "src-3"]),
    ("on-src", &["src-4", "src-5", "src-6"]),
];
/// Edges and signs: at least 3 to 1.
const SIGNS: [(&str, &[&str]); 5] = [
    ("line-strong", &["surface", "canvas"]),
    ("band-line", &["band", "surface"]),
    ("chart", &["band", "surface"]),
    ("warn", &["band"]),
    ("focus-halo", &["focus"]),
];

fn sheet() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css");
    std::fs::read_to_string(path).expect("the tokens are there")
}

/// The colours of the light theme with those of other blocks laid over them, one after another.
fn theme(selectors: &[&str]) -> Colors {
    let sheet = sheet();
    let mut colors = Colors::new();
    for selector in ["\n  :root"].iter().chain(selectors) {
        let (_, after) = sheet.split_once(&format!("{selector} {{")).expect(selector);
        let (block, _) = after.split_once('}').expect("a block ends");
        for declaration in block.split(';') {
            // What stands before the name is a comment.
            let named = declaration
                .split_once(": ")
                .and_then(|(before, value)| Some((before.rsplit_once("--")?.1, value)));
            let Some((name, value)) = named else {
                continue;
            };
            let color = match (value.strip_prefix('#'), value.strip_prefix("var(--")) {
                (Some(digits), _) => {
                    let number = u32::from_str_radix(digits, 16).expect("six digits");
                    let [_, red, green, blue] = number.to_be_bytes();
                    Some([red, green, blue])
                }
                (_, Some(other)) => colors.get(other.trim_end_matches(')')).copied(),
                (None, None) => None,
            };
            colors.extend(color.map(|color| (name.to_owned(), color)));
        }
    }
    colors
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn too_faint(colors: &Colors, pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let color = |name: &str| *colors.get(name).unwrap_or_else(|| panic!("no --{name}"));
    let mut faint = Vec::new();
    for (front, backs) in pairs {
        for back in *backs {
            let ratio = contrast(color(front), color(back));
            if ratio < least {
                faint.push(format!("--{front} on --{back}: {ratio:.2}, not {least}"));
            }
        }
    }
    faint
}

const DARK: &str = ":root[data-theme=dark]";
const MORE: &str = ":root[data-contrast=more][data-contrast=more]";

#[test]
fn every_theme_has_the_contrast_that_people_need() {
    for selectors in [&[][..], &[DARK], &[MORE], &[DARK, MORE]] {
        let colors = theme(selectors);
        assert!(colors.len() > 35, "only {} colours read", colors.len());
        let mut faint = too_faint(&colors, &TEXT, 4.5);
        faint.extend(too_faint(&colors, &SIGNS, 3.0));
        assert_eq!(faint, Vec::<String>::new(), "{selectors:?}");
    }
}

#[test]
fn a_theme_is_the_same_by_the_device_and_by_choice() {
    assert_eq!(theme(&[":root:not([data-theme=light])"]), theme(&[DARK]));
    assert_eq!(theme(&[":root:root:root"]), theme(&[MORE]));
    assert_ne!(theme(&[]), theme(&[DARK]));
    assert_ne!(theme(&[]), theme(&[MORE]));
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}
