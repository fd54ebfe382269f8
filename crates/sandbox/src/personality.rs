//! A hospital before it opens, and the four that keep sample charts of their own.
use crate::personalities::PERSONALITIES;
use crate::settings::{
    Cors, FileForms, FileRules, Forbidden, Modes, Order, RecordRules, Remarks, Settings,
};

/// City, state, ZIP code.
pub(crate) type Place = (&'static str, &'static str, &'static str);

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

/// One of the four sets of sample patients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleCharts {
    /// Maria's full chart, and everyone who can sign in at St. Mary's.
    StMarys,
    /// Maria's small chart, Mario and Helena.
    Lakeside,
    /// Elena's chart at her family doctor's.
    Hillside,
    /// Elena's chart at the heart center.
    Riverside,
}

impl SampleCharts {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::StMarys => "st-marys",
            Self::Lakeside => "lakeside",
            Self::Hillside => "hillside",
            Self::Riverside => "riverside",
        }
    }

    /// What is told to patients of the hospital that keeps them.
    pub(crate) fn brand(self) -> Brand {
        let (place, portal, phone) = match self {
            Self::StMarys => (("Boston", "MA", "02115"), PORTAL, "555-0100"),
            Self::Lakeside => (("Quincy", "MA", "02169"), PORTAL, "555-0150"),
            Self::Hillside => (
                ("Milton", "MA", "02186"),
                "Hillside Online (sample)",
                "555-0180",
            ),
            Self::Riverside => (
                ("Cambridge", "MA", "02139"),
                "HeartLink (sample)",
                "555-0190",
            ),
        };
        Brand {
            place,
            portal,
            phone,
        }
    }
}

/// What patients are told of a hospital beside its name.
#[derive(Clone, Copy)]
pub(crate) struct Brand {
    /// Where it is.
    pub(crate) place: Place,
    /// What its portal is called.
    pub(crate) portal: &'static str,
    /// Whom they call.
    pub(crate) phone: &'static str,
}

/// What patients call the portals of all sample hospitals that have no name of their own for it.
pub(crate) const PORTAL: &str = "Sample portal";

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

pub(crate) const HILLSIDE: Personality = Personality {
    key: "hillside",
    name: "Hillside Family Practice (sample)",
    shows: "Elena’s family doctor; as St. Mary’s in every way",
    samples: SampleCharts::Hillside,
    settings: STRICT,
};

pub(crate) const RIVERSIDE: Personality = Personality {
    key: "riverside",
    name: "Riverside Heart Center (sample)",
    shows: "The same without messages",
    samples: SampleCharts::Riverside,
    settings: Settings {
        records: RecordRules {
            absent: &["Communication"],
            ..STRICT.records
        },
        ..STRICT
    },
};
