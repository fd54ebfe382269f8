//! A hospital before it opens, and the two that always do.
use crate::brands::Place;
use crate::personalities::PERSONALITIES;
use crate::settings::{
    Cors, FileForms, FileRules, Forbidden, Modes, Order, RecordRules, Remarks, Settings,
};

/// A hospital before it opens: who it is, whose charts it keeps, and how it behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Personality {
    /// As in `satchel.json`: lower-case letters, digits, hyphens.
    pub key: &'static str,
    /// The name its pages show.
    pub name: &'static str,
    /// What can be met there.
    pub shows: &'static str,
    /// Whose sample patients it keeps.
    pub samples: SampleCharts,
    /// How it behaves.
    pub settings: Settings,
}

/// One of the two sets of sample patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleCharts {
    /// Maria's full chart, and everyone who can sign in at St. Mary's.
    StMarys,
    /// Maria's small chart, and Mario.
    Lakeside,
}

impl SampleCharts {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::StMarys => "st-marys",
            Self::Lakeside => "lakeside",
        }
    }

    /// Where the hospital is that keeps them.
    pub(crate) fn place(self) -> Place {
        match self {
            Self::StMarys => ("Boston", "MA", "02115"),
            Self::Lakeside => ("Quincy", "MA", "02169"),
        }
    }
}

/// The personality with this key, of [`PERSONALITIES`].
pub fn personality(key: &str) -> Option<Personality> {
    PERSONALITIES.iter().find(|one| one.key == key).copied()
}

const STRICT: Settings = Settings::STRICT;

pub(crate) const ST_MARYS: Personality = Personality {
    key: "st-marys",
    name: "St. Mary’s Hospital (sample)",
    shows: "SMART App Launch 2.2 to the letter",
    samples: SampleCharts::StMarys,
    settings: STRICT,
};

pub(crate) const LAKESIDE: Personality = Personality {
    key: "lakeside",
    name: "Lakeside Clinic (sample)",
    shows: "The same with other manners, and without messages",
    samples: SampleCharts::Lakeside,
    settings: Settings {
        records: RecordRules {
            absent: &["Communication"],
            order: Order::AsKept,
            modes: Modes::Absent,
            remarks: Remarks::Absent,
            forbidden: Forbidden::Outcome,
            ..STRICT.records
        },
        files: FileRules {
            forms: FileForms::Json,
            ..STRICT.files
        },
        cors: Cors {
            exposed: &[],
            ..STRICT.cors
        },
        ..STRICT
    },
};
