//! How long it takes to merge one chart at several hospitals, at three sizes, and what a late page and a hospital that
//! leaves cost:
//! `merging CHART.json.gz`.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        clippy::expect_used,
        clippy::print_stdout,
        reason = "this is a measurement"
    )
)]

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    use std::{io::Read as _, time::Instant};

    let path = std::env::args().nth(1).expect("the path of a chart");
    let file = std::fs::read(path).expect("a file");
    let mut json = Vec::new();
    let mut unpacked = flate2::read::GzDecoder::new(file.as_slice());
    unpacked.read_to_end(&mut json).expect("a chart in gzip");
    // In one slice, as in src/chart/merged.rs.
    const STEPS: usize = 256;
    for part in [4, 2, 1] {
        let mut charts = merging::Charts::new(json.clone(), part);
        let size = charts.size();
        let began = Instant::now();
        charts.put();
        charts.settle_some(usize::MAX);
        let whole = began.elapsed();
        let steps = charts.work();
        let began = Instant::now();
        charts.put_late();
        charts.settle_some(usize::MAX);
        let late = began.elapsed();
        let began = Instant::now();
        charts.leave();
        let mut longest = began.elapsed();
        while {
            let slice = Instant::now();
            let is_done = charts.settle_some(STEPS);
            longest = longest.max(slice.elapsed());
            !is_done
        } {}
        let left = began.elapsed();
        let all = 4.0 * size as f64;
        println!(
            "4 x {size} resources: merged in {:.0} ms, {:.2} steps for each n log n; a late page of 100 in {:.1} ms; a hospital leaves in {:.0} ms, the longest slice {:.1} ms",
            whole.as_secs_f64() * 1000.0,
            steps as f64 / (all * all.log2()),
            late.as_secs_f64() * 1000.0,
            left.as_secs_f64() * 1000.0,
            longest.as_secs_f64() * 1000.0,
        );
    }
}

/// There the page measures.
#[cfg(target_arch = "wasm32")]
fn main() {}
