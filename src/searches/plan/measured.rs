//! What was measured, found or asked.

use record::labs::Shelf;
use record::{Class, Part};

use super::{COUNT, ORIGIN, part};
use crate::searches::{Form, Search};

const LAB: (&str, &str) = (
    "category",
    "http://terminology.hl7.org/CodeSystem/v2-0074|LAB",
);
const RADIOLOGY: (&str, &str) = ("category", "http://loinc.org|LP29684-5");
const CARDIOLOGY: (&str, &str) = ("category", "http://loinc.org|LP29708-2");
const PATHOLOGY: (&str, &str) = ("category", "http://loinc.org|LP7839-6");
const EVERY_STATUS: (&str, &str) = (
    "status",
    "registered,partial,preliminary,final,amended,corrected,appended,cancelled,entered-in-error,unknown",
);

/// The forms for one category. A server that knows none gives everything with the last two; what belongs to another
/// part is left out there and counted.
macro_rules! of_category {
    ($category:literal) => {
        &[
            &[("category", $category), COUNT, ORIGIN],
            &[("category", $category), COUNT],
            &[("category", $category)],
            &[COUNT],
            &[],
        ]
    };
}

pub(super) static VALUES: [Search; 1] = [Search::of(
    1,
    Class::Results(Shelf::Lab),
    "Observation",
    of_category!("laboratory"),
)
.first()
.dated()];

pub(super) static VITALS: [Search; 1] = [Search::of(
    40,
    Class::Results(Shelf::Vitals),
    "Observation",
    of_category!("vital-signs"),
)
.dated()];

pub(super) static SOCIAL: [Search; 2] = [
    Search::of(
        41,
        Class::Results(Shelf::Social),
        "Observation",
        of_category!("social-history"),
    ),
    finding(42, Shelf::Social, &[&[("category", "sdoh"), COUNT]]),
];

pub(super) static SURVEYS: [Search; 4] = [
    Search::of(
        43,
        Class::Results(Shelf::Surveys),
        "Observation",
        of_category!("survey"),
    ),
    finding(
        44,
        Shelf::Surveys,
        &[&[("category", "functional-status"), COUNT]],
    ),
    finding(
        45,
        Shelf::Surveys,
        &[&[("category", "disability-status"), COUNT]],
    ),
    finding(
        46,
        Shelf::Surveys,
        &[&[("category", "cognitive-status"), COUNT]],
    ),
];

pub(super) static FINDINGS: [Search; 9] = [
    Search::of(
        47,
        Class::Results(Shelf::Findings),
        "Observation",
        of_category!("imaging"),
    )
    .often_unknown(),
    finding(48, Shelf::Findings, &[&[("category", "procedure"), COUNT]]),
    finding(49, Shelf::Findings, &[&[("category", "exam"), COUNT]]),
    finding(50, Shelf::Findings, &[&[("category", "therapy"), COUNT]]),
    finding(51, Shelf::Findings, &[&[("category", "activity"), COUNT]]),
    finding(
        52,
        Shelf::Findings,
        &[&[("category", "clinical-test"), COUNT]],
    ),
    finding(
        53,
        Shelf::Findings,
        &[&[("category", "treatment-intervention-preference"), COUNT]],
    ),
    finding(
        54,
        Shelf::Findings,
        &[&[("category", "care-experience-preference"), COUNT]],
    ),
    finding(
        55,
        Shelf::Findings,
        &[&[("category", "observation-adi-documentation"), COUNT]],
    ),
];

pub(super) static LAB_REPORTS: [Search; 1] = [Search::of(
    2,
    Class::Papers,
    "DiagnosticReport",
    &[
        &[LAB, COUNT, ORIGIN],
        &[LAB, COUNT],
        &[LAB, EVERY_STATUS],
        &[COUNT],
    ],
)
.first()
.dated()];

/// The lab's reports come again with all others: a hospital may send reports of any department, and notes as reports.
pub(super) static OTHER_REPORTS: [Search; 1] = [Search::of(
    31,
    Class::Papers,
    "DiagnosticReport",
    &[&[COUNT], &[], &[RADIOLOGY, COUNT], &[RADIOLOGY]],
)
.narrow(
    2,
    &[
        Search::of(
            4,
            Class::Papers,
            "DiagnosticReport",
            &[&[CARDIOLOGY, COUNT], &[CARDIOLOGY]],
        )
        .dated(),
        Search::of(
            5,
            Class::Papers,
            "DiagnosticReport",
            &[&[PATHOLOGY, COUNT], &[PATHOLOGY]],
        )
        .dated(),
    ],
)
.dated()];

pub(super) static SAMPLES: [Search; 1] = [part(61, Part::Samples, "Specimen", &[&[COUNT], &[]])];

pub(super) static IMAGES: [Search; 2] = [
    part(62, Part::Images, "ImagingStudy", &[&[COUNT], &[]]).only_if_granted(),
    part(63, Part::Images, "Media", &[&[COUNT], &[]]).only_if_granted(),
];

const fn finding(number: u8, shelf: Shelf, forms: &'static [Form]) -> Search {
    Search::of(number, Class::Results(shelf), "Observation", forms).often_unknown()
}
