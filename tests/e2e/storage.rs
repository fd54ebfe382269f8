//! What a browser has kept of a visit, in every kind of storage there is.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use crate::page::Page;
use crate::traces::word_in;

const KEPT: &str = include_str!("kept.js");

/// Words of Maria's record that must stand nowhere but on the page.
const RECORD: [&str; 7] = [
    "Maria",
    "Lopez",
    "1961",
    "A1c",
    "4548-4",
    "Okafor",
    "maria-lopez",
];

/// Every kind of storage of the site, as the tab at hand sees it. Printed, it is one line for each that is not empty:
/// names and small values, of a database the tables; `{:#}` lists each value of a database with its size.
pub(crate) struct Kept(Value);

pub(crate) async fn kept(page: &Page) -> Kept {
    let script = format!("return (async () => {{ {KEPT} }})()");
    Kept(page.run(&script, Vec::new()).await)
}

impl Kept {
    /// The values of all databases: where each stands, and its bytes.
    pub(crate) fn values(&self) -> Vec<(String, Vec<u8>)> {
        let mut values = Vec::new();
        for database in list(&self.0["databases"]) {
            for store in list(&database["stores"]) {
                for entry in list(&store["entries"]) {
                    let bytes = BASE64_STANDARD.decode(text(&entry[1]));
                    let place = [&database["name"], &store["name"], &entry[0]].map(text);
                    values.push((place.join(" "), bytes.expect("the script writes base64")));
                }
            }
        }
        values
    }

    /// No value of a database holds one of these words.
    pub(crate) fn holds_no_word_of(&self, words: &[&str]) {
        for (place, bytes) in self.values() {
            let found = word_in(&bytes, words);
            assert_eq!(found, None, "in {place}");
        }
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        let kept = &self.0;
        for (name, field) in [("local storage", "local"), ("tab", "session")] {
            let entries = list(&kept[field]).iter().map(small).collect();
            lines.push((name.to_owned(), entries));
        }
        for database in list(&kept["databases"]) {
            for store in list(&database["stores"]) {
                let name = format!("{} {}", text(&database["name"]), text(&store["name"]));
                let entries = match list(&store["entries"]) {
                    [] => vec!["empty".to_owned()],
                    entries if f.alternate() => entries.iter().map(sized).collect(),
                    entries => entries.iter().map(by_table).collect(),
                };
                lines.push((name, entries));
            }
        }
        for field in ["caches", "files", "workers", "cookies"] {
            let names = list(&kept[field]).iter().map(|name| text(name).to_owned());
            lines.push((field.to_owned(), names.collect()));
        }
        if kept["window"] != "" {
            lines.push(("window".to_owned(), vec![text(&kept["window"]).to_owned()]));
        }
        if !kept["history"].is_null() {
            lines.push(("history".to_owned(), vec![kept["history"].to_string()]));
        }
        lines.retain(|(_, entries)| !entries.is_empty());
        if lines.is_empty() {
            return f.write_str("nothing");
        }
        let lines: Vec<String> = lines
            .into_iter()
            .map(|(name, mut entries)| {
                entries.sort();
                entries.dedup();
                format!("{name}: {}", entries.join(", "))
            })
            .collect();
        f.write_str(&lines.join("\n"))
    }
}

/// A name with its value, where that is a word; an attempt to sign in is named after a random number.
fn small(entry: &Value) -> String {
    let (name, value) = (text(&entry[0]), text(&entry[1]));
    if name.starts_with(smart::KEY_PREFIX) {
        "an attempt to sign in".to_owned()
    } else if value.len() <= 20 {
        format!("{name}={value}")
    } else {
        format!("{name} of {} bytes", value.len())
    }
}

fn sized(entry: &Value) -> String {
    let bytes = BASE64_STANDARD.decode(text(&entry[1])).unwrap_or_default();
    format!("{} of {} bytes", text(&entry[0]), bytes.len())
}

/// Each name once; of the places of one table (`r/1`, `r/7`) the table.
fn by_table(entry: &Value) -> String {
    let name = text(&entry[0]);
    match name.split_once('/') {
        Some((table, _)) => format!("{table}/…"),
        None => name.to_owned(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The tab holds nothing but the language, the look and, on the way to the hospital, the attempt to sign in.
pub(crate) async fn nothing_is_kept(page: &Page) {
    let kept = kept(page).await.0;
    for empty in [
        "local",
        "databases",
        "caches",
        "files",
        "workers",
        "cookies",
    ] {
        assert_eq!(kept[empty], Value::Array(Vec::new()), "{empty}: {kept:#}");
    }
    for entry in list(&kept["session"]) {
        let (key, value) = (text(&entry[0]), text(&entry[1]));
        match key {
            "look.size" | "look.text" | "look.theme" | "look.contrast" => {
                assert!(
                    matches!(
                        value,
                        "125" | "150" | "200" | "xl" | "light" | "dark" | "more"
                    ),
                    "{kept:#}"
                );
            }
            "keeping" => assert!(matches!(value, "shared" | "visit" | "device"), "{kept:#}"),
            "language" => assert!(matches!(value, "en" | "es"), "{kept:#}"),
            key => assert!(key.starts_with(smart::KEY_PREFIX), "{kept:#}"),
        }
        assert!(
            !value.contains("access_token") && !value.contains("refresh_token"),
            "{kept:#}"
        );
    }
    let all = kept.to_string();
    for word in RECORD {
        assert!(
            !all.contains(word),
            "{word} is kept or shown in the address or title: {kept:#}"
        );
    }
    assert!(!all.contains("code="), "{kept:#}");
}
