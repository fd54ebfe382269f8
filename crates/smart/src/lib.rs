//! SMART App Launch 2.2 for a portal that lives in the browser and keeps no secret of its own.
//!
//! Every step is a value and a function: a [`Request`] to send, and a function that reads the answer
//! (status and bytes). Nothing here sends, reads a clock or draws a random number; those are arguments.
//!
//! ```text
//! Discovery::well_known ─▶ SmartConfiguration ─▶ Attempt::begin ─▶ authorize_url  (the hospital's own page)
//!     Callback::read ─▶ Callback::redeem ─▶ Exchange::request ─▶ Exchange::tokens ─▶ Tokens
//! ```
//!
//! Messages never contain an address, an id, a code or a token.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/>
#![warn(missing_docs)]

mod address;
mod attempt;
mod base;
mod callback;
mod discovery;
mod identity;
mod launch_error;
mod offer;
mod request;
mod revoke;
mod scopes;
mod token;

pub use attempt::{Attempt, Client, KEY_PREFIX, ReturnPath};
pub use base::{FhirBase, NotABase};
pub use callback::Callback;
pub use discovery::{Discovery, DiscoveryError, Endpoint, Missing, SmartConfiguration};
pub use identity::{FhirUser, PatientId, UserKind};
pub use launch_error::{LaunchError, RefreshError, Refusal};
pub use oauth2::{AccessToken, RefreshToken};
pub use offer::{Offer, OfferedResource};
pub use request::{Method, Request};
pub use scopes::{Access, Granted, Interaction, Style, wanted};
pub use token::{Exchange, Tokens};
