//! The records of several hospitals as one.

mod apart;
mod chart;
mod properties;
mod scale;
mod stories;
mod told;
mod words;
