//! What is the matter, and what is done about it.

use record::{Class, Part};

use super::{COUNT, ORIGIN, PLAIN, part};
use crate::searches::{Form, Search};

pub(super) static CONDITIONS: [Search; 1] = [part(
    64,
    Part::Conditions,
    "Condition",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("category", "problem-list-item"), COUNT],
    ],
)
.narrow(
    3,
    &[
        part(
            65,
            Part::Conditions,
            "Condition",
            &[&[("category", "encounter-diagnosis"), COUNT]],
        )
        .often_unknown(),
        part(
            66,
            Part::Conditions,
            "Condition",
            &[&[("category", "health-concern"), COUNT]],
        )
        .often_unknown(),
    ],
)];

pub(super) static ALLERGIES: [Search; 1] = [Search::of(
    11,
    Class::Allergies,
    "AllergyIntolerance",
    &[&[COUNT, ORIGIN], &[COUNT], &[]],
)];

const WHAT_IT_IS: (&str, &str) = ("_include", "MedicationRequest:medication");
/// Active proposals and reflex orders are in real charts, so all intents are asked for where a server takes them.
const EVERY_INTENT: (&str, &str) = (
    "intent",
    "proposal,plan,order,original-order,reflex-order,filler-order,instance-order,option",
);
const ORDER_OR_PLAN: (&str, &str) = ("intent", "order,plan");
const EVERY_MEDICINE_STATUS: (&str, &str) = (
    "status",
    "active,on-hold,cancelled,completed,entered-in-error,stopped,draft,unknown",
);

pub(super) static MEDICINES: [Search; 1] = [Search::of(
    10,
    Class::Medicines,
    "MedicationRequest",
    &[
        &[EVERY_INTENT, WHAT_IT_IS, COUNT],
        &[EVERY_INTENT],
        &[ORDER_OR_PLAN, WHAT_IT_IS],
        &[ORDER_OR_PLAN],
        &[ORDER_OR_PLAN, EVERY_MEDICINE_STATUS],
        &[],
    ],
)];

pub(super) static FILLS: [Search; 3] = [
    part(
        67,
        Part::Fills,
        "MedicationDispense",
        &[
            &[COUNT],
            &[],
            &[(
                "status",
                "preparation,in-progress,cancelled,on-hold,completed,entered-in-error,stopped,declined,unknown",
            )],
        ],
    ),
    part(
        68,
        Part::Fills,
        "MedicationAdministration",
        &[&[COUNT], &[]],
    )
    .only_if_granted(),
    part(69, Part::Fills, "MedicationStatement", &[&[COUNT], &[]]).only_if_granted(),
];

pub(super) static VACCINES: [Search; 1] = [part(
    70,
    Part::Vaccines,
    "Immunization",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[("status", "completed,entered-in-error,not-done")],
    ],
)];

pub(super) static PROCEDURES: [Search; 1] = [part(
    71,
    Part::Procedures,
    "Procedure",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "status",
            "preparation,in-progress,not-done,on-hold,stopped,completed,entered-in-error,unknown",
        )],
    ],
)
.dated()];

pub(super) static DEVICES: [Search; 1] = [part(72, Part::Devices, "Device", PLAIN)];

pub(super) static ORDERS: [Search; 1] = [part(
    73,
    Part::Orders,
    "ServiceRequest",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "status",
            "draft,active,on-hold,revoked,completed,entered-in-error,unknown",
        )],
    ],
)];

/// What a plan is of, where it must be said; a server knows some of them.
const PLAN: &str = "category";

pub(super) static PLANS: [Search; 1] = [part(
    74,
    Part::Plans,
    "CarePlan",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(PLAN, "assess-plan"), COUNT],
    ],
)
.often_unknown()
.narrow(
    3,
    &[
        plan(80, &[&[(PLAN, "734163000"), COUNT]]),
        plan(81, &[&[(PLAN, "38717003"), COUNT]]),
        plan(82, &[&[(PLAN, "736271009"), COUNT]]),
        plan(83, &[&[(PLAN, "736353004"), COUNT]]),
        plan(84, &[&[(PLAN, "738906000"), COUNT]]),
        plan(85, &[&[(PLAN, "736378000"), COUNT]]),
        plan(86, &[&[(PLAN, "409073007"), COUNT]]),
        plan(87, &[&[(PLAN, "care-path"), COUNT]]),
        plan(88, &[&[(PLAN, "inpatient-pathway"), COUNT]]),
    ],
)];

pub(super) static GOALS: [Search; 1] = [part(
    75,
    Part::Goals,
    "Goal",
    &[
        &[COUNT, ORIGIN],
        &[COUNT],
        &[],
        &[(
            "lifecycle-status",
            "proposed,planned,accepted,active,on-hold,completed,cancelled,entered-in-error,rejected",
        )],
    ],
)];

pub(super) static FAMILY: [Search; 1] = [part(
    76,
    Part::Family,
    "FamilyMemberHistory",
    &[&[COUNT], &[]],
)];

const fn plan(number: u8, forms: &'static [Form]) -> Search {
    part(number, Part::Plans, "CarePlan", forms).often_unknown()
}
