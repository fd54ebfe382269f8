//! Sample hospitals for development and tests: SMART App Launch and FHIR R4 search.
//! They speak only what the specifications say; no app needs to know that they are samples.
//!
//! ```no_run
//! # async fn journey() -> anyhow::Result<()> {
//! use sandbox::{Failure, Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::new("dist")).await?;
//! println!("open {} and sign in as maria, password sample", sandbox.site());
//! sandbox.lakeside().silence();
//! sandbox.st_marys().fail("DiagnosticReport", Failure::Broken);
//! assert!(sandbox.requests().iter().all(|asked| asked.server != "lakeside" || !asked.bearer));
//! # Ok(())
//! # }
//! ```
#![warn(missing_docs)]

mod access;
mod accounts;
mod authorize;
mod binary;
mod brands;
mod builder;
mod changes;
mod chart;
mod clock;
mod consent;
mod create;
mod cursor;
mod dates;
mod discovery;
mod ehr;
mod failure;
mod files;
mod gate;
mod grants;
mod held;
mod hospital;
mod identity;
mod load;
mod log;
mod options;
mod outcome;
mod pages;
mod pdf;
mod personalities;
mod personality;
mod post;
mod provenance;
mod query;
mod quota;
mod recording;
mod references;
mod resource;
mod sandbox;
mod scope;
mod search;
mod searchset;
mod secret;
mod security;
mod seeds;
pub mod settings;
mod site;
mod spelled;
mod token;
mod types;

pub use accounts::{SignIn, sample_sign_ins};
pub use failure::Failure;
pub use grants::Counts;
pub use hospital::Hospital;
pub use log::Asked;
pub use options::Options;
pub use personalities::PERSONALITIES;
pub use personality::{Personality, SampleCharts, personality};
pub use sandbox::Sandbox;
pub use settings::Settings;
