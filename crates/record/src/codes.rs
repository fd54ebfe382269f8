//! The codes and words of instructions that are understood. What is not in these tables is not guessed.

use crate::sig::{Event, Method, Route, Span, Unit, Weekday};

/// Each meaning with its words in lower case and its codes.
pub(crate) type Table<T> = &'static [(T, &'static [&'static str])];

/// Words in lower case, and codes of SNOMED CT.
pub(crate) const METHODS: Table<Method> = &[
    (Method::Take, &["take", "419652001"]),
    (Method::Swallow, &["swallow"]),
    (Method::Chew, &["chew"]),
    (Method::Inject, &["inject", "422145002"]),
    (Method::Apply, &["apply"]),
    (Method::Inhale, &["inhale"]),
];

pub(crate) const ROUTES: Table<Route> = &[
    (
        Route::Mouth,
        &[
            "oral",
            "oral route",
            "orally",
            "by mouth",
            "po",
            "26643006",
            "260548002",
        ],
    ),
    (
        Route::UnderTongue,
        &["sublingual", "sublingual route", "37839007"],
    ),
    (
        Route::Skin,
        &[
            "topical",
            "topical route",
            "transdermal",
            "transdermal route",
            "6064005",
            "45890007",
        ],
    ),
    (
        Route::UnderSkin,
        &["subcutaneous", "subcutaneous route", "34206005"],
    ),
    (
        Route::Muscle,
        &["intramuscular", "intramuscular route", "78421000"],
    ),
    (
        Route::Vein,
        &["intravenous", "intravenous route", "47625008"],
    ),
    (Route::Nose, &["nasal", "nasal route", "46713006"]),
    (Route::Eye, &["ophthalmic", "ophthalmic route", "54485002"]),
    (Route::Ear, &["otic", "otic route", "10547007"]),
    (
        Route::Lungs,
        &["inhalation", "respiratory tract route", "447694001"],
    ),
    (Route::Rectum, &["rectal", "rectal route", "37161004"]),
    (Route::Vagina, &["vaginal", "vaginal route", "16857009"]),
];

pub(crate) const UNITS: Table<Unit> = &[
    (
        Unit::Tablet,
        &["tablet", "tablets", "tab", "{tablet}", "{tbl}"],
    ),
    (Unit::Capsule, &["capsule", "capsules", "cap", "{capsule}"]),
    (Unit::Milliliter, &["ml"]),
    (Unit::Milligram, &["mg"]),
    (Unit::Microgram, &["mcg", "ug"]),
    (Unit::Gram, &["g"]),
    (Unit::Puff, &["puff", "puffs", "{puff}"]),
    (Unit::Drop, &["drop", "drops", "[drp]"]),
    (Unit::Spray, &["spray", "sprays", "{spray}"]),
    (Unit::Patch, &["patch", "patches", "{patch}"]),
    (Unit::Unit, &["unit", "units", "u", "[iu]", "[u]"]),
];

pub(crate) const SPANS: Table<Span> = &[
    (Span::Hour, &["h", "hour", "hours"]),
    (Span::Day, &["d", "day", "days"]),
    (Span::Week, &["wk", "week", "weeks"]),
    (Span::Month, &["mo", "month", "months"]),
];

pub(crate) const DAYS: Table<Weekday> = &[
    (Weekday::Monday, &["mon"]),
    (Weekday::Tuesday, &["tue"]),
    (Weekday::Wednesday, &["wed"]),
    (Weekday::Thursday, &["thu"]),
    (Weekday::Friday, &["fri"]),
    (Weekday::Saturday, &["sat"]),
    (Weekday::Sunday, &["sun"]),
];

/// <https://hl7.org/fhir/R4/valueset-event-timing.html>
pub(crate) const EVENTS: Table<Event> = &[
    (Event::Morning, &["morn"]),
    (Event::Afternoon, &["aft"]),
    (Event::Evening, &["eve"]),
    (Event::Night, &["night"]),
    (Event::Bedtime, &["hs"]),
    (Event::BeforeMeals, &["ac"]),
    (Event::BeforeBreakfast, &["acm"]),
    (Event::BeforeLunch, &["acd"]),
    (Event::BeforeDinner, &["acv"]),
    (Event::AfterMeals, &["pc"]),
    (Event::AfterBreakfast, &["pcm"]),
    (Event::AfterLunch, &["pcd"]),
    (Event::AfterDinner, &["pcv"]),
    (Event::WithMeals, &["c"]),
    (Event::WithBreakfast, &["cm"]),
    (Event::WithLunch, &["cd"]),
    (Event::WithDinner, &["cv"]),
];
