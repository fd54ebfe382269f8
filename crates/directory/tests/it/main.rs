//! The directory from published lists to what a patient finds.

mod bytes;
mod drawn;
mod folder;
mod quality;
mod samples;
mod shared;
