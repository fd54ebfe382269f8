//! The records of several hospitals as one.

mod apart;
mod chart;
mod elena;
mod properties;
mod real;
mod safety;
mod scale;
mod sides;
mod stories;
mod tables;
mod together;
mod told;
mod words;
