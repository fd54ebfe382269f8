//! What a browser has kept of a visit: it must be nothing of the record and no token.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::page::Page;

/// Everything that a page can keep, and what others may see of it.
const KEPT: &str = "
    const session = Object.entries(sessionStorage);
    return {
        local: Object.entries(localStorage),
        session,
        databases: (await indexedDB.databases()).map((one) => one.name),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        cookies: document.cookie,
        window: window.name,
        history: history.state,
        shown: [location.href, document.title, document.referrer],
    };";

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

/// The tab holds nothing but the language, the look and, on the way to the hospital, the attempt to sign in.
pub(crate) async fn nothing_is_kept(page: &Page) {
    let kept = page
        .run(&format!("return (async () => {{ {KEPT} }})()"), vec![])
        .await;
    for empty in ["local", "databases", "caches"] {
        assert_eq!(kept[empty], Value::Array(Vec::new()), "{empty}: {kept:#}");
    }
    assert_eq!(kept["workers"], 0, "{kept:#}");
    assert_eq!(kept["cookies"], "", "{kept:#}");
    for entry in kept["session"].as_array().into_iter().flatten() {
        let key = entry[0].as_str().unwrap_or_default();
        let value = entry[1].as_str().unwrap_or_default();
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

/// The files of the browser's profile hold no word of the record, in any of the forms that browsers write.
pub(crate) fn nothing_is_on_disk(profile: &Path, words: &[&str]) {
    let mut open = vec![profile.to_owned()];
    let mut files = 0;
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                files += 1;
                for word in words {
                    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
                    for form in [word.as_bytes(), &wide] {
                        let found = bytes.windows(form.len()).any(|window| window == form);
                        assert!(!found, "{word:?} stands in {}", path.display());
                    }
                }
            }
        }
    }
    assert!(files > 0, "the profile is at {}", profile.display());
}
