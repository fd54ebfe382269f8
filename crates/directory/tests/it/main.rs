//! The directory from published lists to what a patient finds.

mod drawn;
mod shared;
