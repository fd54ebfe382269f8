//! The directory from published lists to what a patient finds.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests may fail and speak as tests do"
)]

mod bytes;
mod drawn;
mod folder;
mod quality;
mod samples;
mod shared;
