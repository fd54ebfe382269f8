//! `keystrokes [--json] FOLDER QUERIES…`: how long a directory takes to open, and each keystroke of the queries to answer.
//!
//! FOLDER is what the command wrote; QUERIES are files of `tests/queries`. Every beginning of every query is typed.
#![expect(clippy::print_stdout, reason = "the times are what this program says")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use directory::{Directory, Manifest, Near, Shard};

fn main() -> Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let as_json = words.iter().any(|word| word == "--json");
    words.retain(|word| word != "--json");
    let [folder, files @ ..] = words.as_slice() else {
        bail!("usage: keystrokes [--json] FOLDER QUERIES…");
    };
    let folder = Path::new(folder);
    let manifest = fs::read_to_string(folder.join("manifest.txt"))
        .context("the folder has no manifest.txt")?;
    let manifest = Manifest::read(&manifest)
        .ok()
        .context("the manifest cannot be read")?;
    let mut directory = Directory::default();
    let mut joins = Vec::new();
    for part in &manifest.shards {
        let bytes = fs::read(folder.join(&part.file))
            .with_context(|| format!("{} is missing", part.file))?;
        let start = Instant::now();
        directory.join(Shard::read(&bytes).ok().context("a shard cannot be read")?);
        joins.push(start.elapsed());
    }
    let texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).with_context(|| format!("{file} cannot be read")))
        .collect::<Result<_>>()?;
    let mut times = Vec::new();
    for text in &texts {
        let queries = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next());
        for query in queries {
            for (end, letter) in query.char_indices() {
                let typed = query.get(..end + letter.len_utf8()).unwrap_or_default();
                let start = Instant::now();
                std::hint::black_box(directory.search(typed, &Near::default()));
                times.push((start.elapsed(), typed));
            }
        }
    }
    ensure!(!times.is_empty(), "nothing was typed");
    times.sort();
    let at = |percent: usize| {
        times
            .get((times.len() - 1) * percent / 100)
            .map_or(Duration::ZERO, |(time, _)| *time)
    };
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let opened: Duration = joins.iter().sum();
    let [opened, longest, median, p95, p99, worst] = [
        opened,
        joins.iter().max().copied().unwrap_or_default(),
        at(50),
        at(95),
        at(99),
        at(100),
    ]
    .map(milliseconds);
    if as_json {
        println!(
            r#"{{"organizations":{},"opened_ms":{opened:.1},"longest_join_ms":{longest:.1},"keystrokes":{},"median_ms":{median:.3},"p95_ms":{p95:.3},"p99_ms":{p99:.3},"worst_ms":{worst:.3}}}"#,
            directory.len(),
            times.len(),
        );
    } else {
        println!(
            "{} organizations, opened in {opened:.1} ms, {longest:.1} ms for the largest shard",
            directory.len()
        );
        println!(
            "{} keystrokes: median {median:.3} ms, p95 {p95:.3} ms, p99 {p99:.3} ms, worst {worst:.3} ms",
            times.len()
        );
        let slowest: Vec<&str> = times
            .iter()
            .rev()
            .take(8)
            .map(|(_, typed)| *typed)
            .collect();
        println!("slowest: {}", slowest.join(" · "));
    }
    Ok(())
}
