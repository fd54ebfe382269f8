//! To whom something is written.

use std::fmt;
use std::str::FromStr;

use record::LocalId;

/// A record at a hospital, and who signed in to it: the same however often they connect. The number of a connection is
/// another one each time, and may be somebody else's in the next sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addressee(LocalId);

impl Addressee {
    /// The record of `patient` below `base`, opened by `user`, where the hospital says who that is: a parent and the
    /// patient do not share what they type.
    pub fn new(base: &str, patient: &str, user: Option<&str>) -> Addressee {
        Addressee(LocalId::new(base, patient, user.unwrap_or_default()))
    }
}

impl fmt::Display for Addressee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Addressee {
    type Err = <LocalId as FromStr>::Err;

    fn from_str(text: &str) -> Result<Addressee, Self::Err> {
        text.parse().map(Addressee)
    }
}
