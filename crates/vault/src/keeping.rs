//! The three ways of keeping.

/// What stays where, as the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Others use this device: nothing stays, and each page says so.
    SharedComputer,
    /// Nothing stays once the tab is closed.
    ThisVisit,
    /// The vault.
    ThisDevice,
}

impl Keeping {
    /// In the order in which they are offered.
    pub const ALL: [Keeping; 3] = [
        Keeping::SharedComputer,
        Keeping::ThisVisit,
        Keeping::ThisDevice,
    ];

    /// The word for it in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Keeping::SharedComputer => "shared",
            Keeping::ThisVisit => "visit",
            Keeping::ThisDevice => "device",
        }
    }

    /// The way of this word; `None` when it is none of them.
    pub fn read(code: &str) -> Option<Keeping> {
        Keeping::ALL
            .into_iter()
            .find(|keeping| keeping.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_of_keeping_comes_back_from_its_word_and_from_no_other() {
        for keeping in Keeping::ALL {
            assert_eq!(Keeping::read(keeping.code()), Some(keeping));
        }
        for other in ["", "Shared", "device ", "vault"] {
            assert_eq!(Keeping::read(other), None, "{other}");
        }
    }
}
