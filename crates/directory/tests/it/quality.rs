//! Do patients find the right place among the first five?

use std::collections::HashSet;
use std::time::Instant;

use directory::{Directory, Found, Near};

use crate::{drawn, samples, shared};

const CHOSEN: &str = include_str!("../queries/chosen.tsv");

#[test]
fn nineteen_of_twenty_queries_find_the_right_place_among_the_first_five() {
    let Some(directory) = directory() else {
        return;
    };
    let mut total = (0, 0);
    for (name, file, least) in [("chosen", CHOSEN, 200), ("drawn", drawn::FILE, 100)] {
        let queries: Vec<(&str, &str)> = file
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .collect();
        let misses: Vec<&(&str, &str)> = queries
            .iter()
            .filter(|(query, keys)| !is_found(&directory, query, keys))
            .collect();
        for (query, _) in &misses {
            let first = directory.search(query, &Near::default());
            let first: Vec<&str> = first
                .iter()
                .take(3)
                .map(|found| found.organization.name.as_str())
                .collect();
            println!("missed: {query:?}, found instead: {}", first.join(" | "));
        }
        let found = queries.len() - misses.len();
        println!("{name}: {found} of {}", queries.len());
        assert!(
            queries.len() >= least && found * 100 >= queries.len() * 95,
            "{name}: {found} of {}",
            queries.len()
        );
        total = (total.0 + found, total.1 + queries.len());
    }
    println!("in all: {} of {}", total.0, total.1);
}

/// The whole list, through its files.
fn directory() -> Option<Directory> {
    let merged = shared::merged()?;
    let start = Instant::now();
    let files = directory::publish::files(merged.organizations).expect("files");
    println!(
        "written after {:?}; {:?} bytes",
        start.elapsed(),
        files.compressed().expect("sizes")
    );
    Some(samples::opened(&files))
}

fn is_found(directory: &Directory, query: &str, keys: &str) -> bool {
    let keys: HashSet<&str> = keys.split(' ').collect();
    let found = directory.search(query, &Near::default());
    found.iter().take(5).any(|found| is_right(found, &keys))
}

fn is_right(found: &Found, keys: &HashSet<&str>) -> bool {
    let organization = &found.organization;
    let names = std::iter::once(&organization.name).chain(&organization.aliases);
    names
        .into_iter()
        .any(|name| keys.contains(drawn::key(name).as_str()))
        || keys
            .iter()
            .any(|key| key.contains('.') && organization.base.contains(key))
}
