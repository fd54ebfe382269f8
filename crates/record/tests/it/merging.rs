//! The records of several hospitals as one.

mod apart;
mod chart;
mod elena;
mod properties;
mod real;
mod scale;
mod stories;
mod tables;
mod together;
mod told;
mod words;
