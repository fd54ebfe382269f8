//! One page per address; `app.rs` lists the addresses.

pub mod about;
pub mod allergies;
pub mod arrival;
pub mod compose;
pub mod connect;
pub mod document;
pub mod documents;
pub mod end;
pub mod help;
pub mod home;
pub mod lab;
pub mod labs;
pub mod launch;
pub mod medicine;
pub mod medicines;
pub mod messages;
pub mod more;
pub mod preferences;
pub mod privacy;
pub mod report;
pub mod thread;
pub mod trouble;
pub mod visit;
pub mod visits;
pub mod welcome;
pub mod wrong;
