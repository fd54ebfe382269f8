//! Journeys through the built site, beside the sample hospitals, in a real browser.
//! A journey knows only what a patient sees: labels, roles, words and keys.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a journey that cannot go on ends there"
)]

mod browser;
mod clock;
mod journey;
mod page;
mod passkeys;
mod processes;
mod profile;
mod storage;
mod tabs;
mod traces;

mod callback;
mod charts;
mod comfort;
mod crash;
mod diagnoses;
mod directory;
mod documents;
mod failures;
mod harness;
mod keeping;
mod keyboard;
mod later;
mod launch;
mod leaving;
mod looks;
mod medicines;
mod merging;
mod merging_medicines;
mod messages;
mod narrow;
mod own_address;
mod own_word;
mod paper;
mod personalities;
mod preferences;
mod reading;
mod record;
mod screens;
mod setup;
mod together;
mod tokens;
mod worker;
