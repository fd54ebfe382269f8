//! A place where a patient can sign in, as the list knows it.

use crate::bytes::fnv;
use crate::fold;
use crate::state::State;

/// A hospital, a group of hospitals, or a practice, with the address of its records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organization {
    /// As the list writes it, cleaned of numbers and repetitions. Text, never markup.
    pub name: String,
    /// Former and other names of the same place.
    pub aliases: Vec<String>,
    /// Where it is.
    pub place: Place,
    /// Further cities where it has houses.
    pub other_cities: Vec<String>,
    /// Its FHIR base address. Many practices may share one: the practice is chosen when signing in.
    pub base: String,
    /// The row of the vendor table that its address points to: a hint, to be confirmed by discovery.
    pub vendor: Option<String>,
    /// What its patient portal is called, because patients know that name: `MyChart`.
    pub portal: Option<String>,
    /// The name of what it is a part of, if its publisher says so.
    pub parent: Option<String>,
    /// Is it the head of others?
    pub is_parent: bool,
    /// How likely it is looked for, 0 to 100.
    pub weight: u8,
}

/// City, state and ZIP code, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The city as written.
    pub city: Option<String>,
    /// The state, also when only the ZIP code tells it.
    pub state: Option<State>,
    /// Five digits.
    pub zip: Option<u32>,
}

impl Organization {
    /// The same for the same place whenever the list is made anew: made from base address, name and state.
    pub fn id(&self) -> u64 {
        let name = fold::words(&self.name).join(" ");
        let state = self.place.state.map_or("", State::code);
        fnv(format!("{}\n{name}\n{state}", self.base).as_bytes())
    }
}
