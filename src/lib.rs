//! Satchel: a patient portal that belongs to the patient.
//!
//! The app exists only in the browser. Natively only what needs no browser is built, for its tests.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod parts;

#[cfg(target_arch = "wasm32")]
pub mod chart;
#[cfg(target_arch = "wasm32")]
pub mod diagnosis;
#[cfg(target_arch = "wasm32")]
pub mod finder;
#[cfg(target_arch = "wasm32")]
pub mod hospital;
#[cfg(target_arch = "wasm32")]
pub mod hospitals;
#[cfg(target_arch = "wasm32")]
pub mod later;
#[cfg(target_arch = "wasm32")]
pub mod mail;
#[cfg(target_arch = "wasm32")]
pub mod people;
#[cfg(target_arch = "wasm32")]
pub mod reader;
#[cfg(target_arch = "wasm32")]
pub mod route;
#[cfg(target_arch = "wasm32")]
pub mod safe;
#[cfg(target_arch = "wasm32")]
pub mod session;

pub mod asking;
pub mod draft;
pub mod kept;
pub mod news;
pub mod outbox;
pub mod passphrase;
pub mod patience;
pub mod places;
pub mod receipt;
pub mod searches;
pub mod settings;
pub mod trail;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod browser;
