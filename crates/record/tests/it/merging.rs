//! The records of several hospitals as one.

mod apart;
mod chart;
mod properties;
mod real;
mod scale;
mod sides;
mod stories;
mod tables;
mod told;
mod words;
