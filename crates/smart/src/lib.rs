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
mod description;
mod diagnosis;
mod discovery;
mod fields;
mod identity;
mod keeper;
mod kept;
mod launch;
mod launch_error;
mod offer;
mod overrides;
mod query;
mod relay;
mod renewal;
mod request;
mod revoke;
mod rules;
mod scopes;
mod token;
mod vendors;

pub use attempt::{Attempt, Client, KEY_PREFIX, ReturnPath, SignInTab, Standing};
pub use base::{FhirBase, NotABase};
pub use callback::Callback;
pub use diagnosis::{Diagnosis, Heard, Next, Part, Seen, diagnose};
pub use discovery::{Discovery, DiscoveryError, Endpoint, Missing, SmartConfiguration};
pub use fields::{RuleMistake, RuleWhy};
pub use identity::{FhirUser, PatientId, UserKind};
pub use keeper::{Ending, Event, Keeper, Step};
pub use launch::Launch;
pub use launch_error::{LaunchError, RefreshError, Refusal};
pub use oauth2::{AccessToken, RefreshToken};
pub use offer::{FhirVersion, Offer, OfferedResource};
pub use overrides::Overrides;
pub use relay::{RELAY_PATIENCE_MS, Relay};
pub use renewal::Renewal;
pub use request::{Method, Request};
pub use rules::{Cors, Entry, OWN_TYPE, Obstacle, PatientSource, Refresh, Rules};
pub use scopes::{Access, Granted, Interaction, Style, wanted};
pub use token::{Exchange, Tokens};
pub use vendors::{Vendor, vendors};
