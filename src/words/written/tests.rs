use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use record::written::Element;
use serde_json::Value;

use super::{ELEMENTS, EXTENSIONS, KINDS, known, row, rows, split};
use crate::words::Language;

#[test]
fn every_table_is_in_order_and_names_nothing_twice() {
    for table in [ELEMENTS, EXTENSIONS, KINDS] {
        let names: Vec<&str> = rows(table).map(|(name, _)| name).collect();
        assert_eq!(names.len(), table.lines().count(), "a line is no row");
        assert!(names.is_sorted_by(|a, b| a < b));
        for (name, words) in rows(table) {
            assert!(!name.is_empty() && !words.concat().contains(['!', '|']));
            for words in words {
                let is_sentence = words.starts_with(char::is_uppercase) && words.trim() == words;
                assert!(is_sentence, "{name}: {words}");
            }
        }
    }
}

#[test]
fn no_name_uses_a_word_patients_should_not_read() {
    for (name, words) in [ELEMENTS, EXTENSIONS, KINDS].into_iter().flat_map(rows) {
        let words = words.concat().to_lowercase();
        for forbidden in ["normal", "invalid", "inválid", "danger", "peligro", "fhir"] {
            assert!(!words.contains(forbidden), "{name} says {forbidden}");
        }
    }
}

#[test]
fn an_element_is_called_by_its_words_whatever_type_its_name_ends_in() {
    let called = |language: Language, name: &str| {
        let called = language.element(&Element::Named(name.to_owned()));
        called.map(|called| (called.words.into_owned(), called.is_english))
    };
    for (name, english, spanish) in [
        ("effectiveDateTime", "Date", "Fecha"),
        ("effectivePeriod", "Date", "Fecha"),
        ("valueQuantity", "Value", "Valor"),
        ("birthDate", "Date of birth", "Fecha de nacimiento"),
        ("medicationReference", "Medicine", "Medicina"),
        ("status", "Status", "Estado"),
    ] {
        assert_eq!(
            called(Language::English, name),
            Some((english.to_owned(), false))
        );
        assert_eq!(
            called(Language::Spanish, name),
            Some((spanish.to_owned(), false))
        );
    }
    for language in [Language::English, Language::Spanish] {
        let own = called(language, "somethingNew");
        assert_eq!(own, Some(("Something new".to_owned(), true)));
        assert_eq!(language.element(&Element::More), None);
    }
}

#[test]
fn an_extension_is_called_by_its_words_or_as_an_element_is() {
    let called = |name: &str| {
        let called = Language::Spanish.element(&Element::Extension(name.to_owned()));
        called.map(|called| called.words.into_owned())
    };
    assert_eq!(called("us-core-race").as_deref(), Some("Raza"));
    assert_eq!(called("text").as_deref(), Some("Texto"));
    assert_eq!(called("ah-practice").as_deref(), Some("Ah practice"));
}

#[test]
fn a_type_of_resource_is_called_by_its_words() {
    let observation = Language::English.kind("Observation");
    assert_eq!(observation.words, "Result or measurement");
    assert_eq!(
        Language::Spanish.kind("Observation").words,
        "Resultado o medición"
    );
    let new = Language::Spanish.kind("BrandNew");
    assert_eq!((&*new.words, new.is_english), ("Brand new", true));
}

#[test]
fn a_name_is_split_where_its_words_begin() {
    for (name, expected) in [
        ("somethingNew", "Something new"),
        ("carrierAIDC", "Carrier AIDC"),
        ("carrierAIDCode", "Carrier AIDCode"),
        ("us-core-race", "Us core race"),
        ("isA", "Is A"),
        ("x", "X"),
        ("1.2.3", "1 2 3"),
        ("--", "--"),
        ("", ""),
        ("éxitoÚnico", "Éxito único"),
    ] {
        assert_eq!(split(name), expected);
    }
}

/// The resources of a folder of the sample data, whether each is a file or an entry.
fn resources(folder: &Path, found: &mut Vec<Value>) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            resources(&path, found);
            continue;
        }
        let mut bytes = std::fs::read(&path).expect("a file");
        if path.extension().is_some_and(|end| end == "gz") {
            let packed = std::mem::take(&mut bytes);
            flate2::read::GzDecoder::new(packed.as_slice())
                .read_to_end(&mut bytes)
                .expect("gzip");
        }
        let Ok(mut answer) = serde_json::from_slice::<Value>(&bytes) else {
            continue;
        };
        match answer.get_mut("entry").map(Value::take) {
            Some(Value::Array(entries)) => {
                let resource = |mut entry: Value| entry.get_mut("resource").map(Value::take);
                found.extend(entries.into_iter().filter_map(resource));
            }
            _ => found.push(answer),
        }
    }
}

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("SATCHEL_DATA").map(PathBuf::from);
    if data.is_none() {
        println!("skipped: SATCHEL_DATA is not set");
    }
    data
}

fn names<'v>(value: &'v Value, depth: usize, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(members) if depth > 0 => {
            for (name, value) in members {
                found.insert(name.trim_start_matches('_'));
                names(value, depth - 1, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, depth, found)),
        _ => {}
    }
}

#[test]
fn every_element_and_type_of_the_sample_data_has_words() {
    let Some(data) = data() else { return };
    let mut found = Vec::new();
    for folder in ["us-core-examples", "vendor-responses"] {
        resources(&data.join(folder), &mut found);
    }
    let mut missing = BTreeMap::new();
    let (mut count, mut kinds) = (0, BTreeSet::new());
    for resource in &found {
        let Some(kind) = resource["resourceType"].as_str() else {
            continue;
        };
        kinds.insert(kind);
        let mut own = BTreeSet::new();
        names(resource, 2, &mut own);
        count += own.len();
        for name in own.into_iter().filter(|name| known(name).is_none()) {
            missing.entry(name).or_insert(kind);
        }
    }
    for folder in ["fhir-patients", "ips", "messages-scheduling"] {
        let mut more = Vec::new();
        resources(&data.join(folder), &mut more);
        let more = more.iter().filter_map(|one| one["resourceType"].as_str());
        let unknown: Vec<&str> = more.filter(|kind| row(KINDS, kind).is_none()).collect();
        assert_eq!(unknown, Vec::<&str>::new(), "{folder}");
    }
    println!(
        "{count} names in {} types, without words: {missing:?}",
        kinds.len()
    );
    assert!(count > 1_000, "only {count}");
    assert!(missing.is_empty(), "{missing:?}");
    let unknown: Vec<&str> = kinds
        .into_iter()
        .filter(|kind| row(KINDS, kind).is_none())
        .collect();
    assert_eq!(unknown, Vec::<&str>::new());
}
