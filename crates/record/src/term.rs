//! Coded words of FHIR's own code systems for which the app has words in each language. Any other word is shown as
//! sent.

/// A coded word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// `active`
    Active,
    /// `recurrence`
    Recurrence,
    /// `relapse`
    Relapse,
    /// `inactive`
    Inactive,
    /// `remission`
    Remission,
    /// `resolved`
    Resolved,
    /// `unconfirmed`
    Unconfirmed,
    /// `provisional`
    Provisional,
    /// `differential`
    Differential,
    /// `confirmed`
    Confirmed,
    /// `refuted`
    Refuted,
    /// `problem-list-item`
    Problem,
    /// `encounter-diagnosis`
    Diagnosis,
    /// `health-concern`
    Concern,
    /// `unknown`
    NotKnown,
    /// `completed` of a vaccine
    Given,
    /// `not-done` of a vaccine
    NotGiven,
    /// `primarySource` false: not recorded by whoever gave it
    ReportedByOthers,
    /// `reaction.reported` true
    ToldByPatient,
    /// `isSubpotent` true
    NotFullStrength,
    /// A MedicationDispense
    Fill,
    /// A MedicationAdministration
    DoseInCare,
    /// A MedicationStatement
    ReportedMedicine,
    /// `preparation`
    Preparation,
    /// `in-progress`
    InProgress,
    /// `not-done`
    NotDone,
    /// `on-hold`
    OnHold,
    /// `stopped`
    Stopped,
    /// `completed`
    Completed,
    /// `available`
    Available,
    /// `unavailable`
    Unavailable,
    /// `unsatisfactory`
    Unsatisfactory,
    /// `partial`
    Partial,
    /// `completed` of a family history
    Complete,
    /// `health-unknown`
    HealthNotKnown,
    /// `subject-unknown`
    RelativeNotKnown,
    /// `withheld`
    Withheld,
    /// `unable-to-obtain`
    NotObtained,
    /// `deferred`
    ToldLater,
    /// `estimatedAge` true
    Estimated,
    /// `female`
    /// `F`, 248152002
    Female,
    /// `male`
    /// `M`, 248153007
    Male,
    /// `other`
    OtherSex,
    /// `registered`
    Registered,
    /// `cancelled`
    Canceled,
    /// `CR`, `DX`
    XRay,
    /// `CT`
    CtScan,
    /// `MG`
    Mammogram,
    /// `MR`
    Mri,
    /// `NM`
    NuclearScan,
    /// `PT`
    PetScan,
    /// `US`
    Ultrasound,
    /// `image`
    Picture,
    /// `video`
    Video,
    /// `audio`
    Sound,
    /// `content.data` or `content.url`
    FileSent,
    /// `declined`
    Declined,
    /// `not-done` of a MedicationAdministration
    DoseNotGiven,
    /// `active` of a MedicationStatement
    Taking,
    /// `intended`
    Intended,
    /// `not-taken`
    NotTaken,
    /// `true`
    Yes,
    /// `false`
    No,
    /// `home`
    Home,
    /// `work`
    Work,
    /// `mobile`
    Mobile,
    /// `temp`
    Temporary,
    /// `old`
    NoLongerUsed,
    /// `billing`
    Billing,
    /// `preferred`
    Preferred,
    /// `M` of v3-MaritalStatus
    Married,
    /// `S` of v3-MaritalStatus
    NeverMarried,
    /// `D` of v3-MaritalStatus
    Divorced,
    /// `W` of v3-MaritalStatus
    Widowed,
    /// `L` of v3-MaritalStatus
    Separated,
    /// `T` of v3-MaritalStatus
    Partnered,
    /// `isEnrolled`
    Enrolled,
    /// `proposed`
    Proposed,
    /// `planned`
    Planned,
    /// `accepted`
    Accepted,
    /// `rejected`
    Rejected,
    /// `improving`
    Improving,
    /// `worsening`
    Worsening,
    /// `no-change`
    NoChange,
    /// `achieved`
    Achieved,
    /// `sustaining`
    Sustaining,
    /// `not-achieved`
    NotAchieved,
    /// `no-progress`
    NoProgress,
    /// `not-attainable`
    NotAttainable,
    /// `high-priority`
    HighPriority,
    /// `medium-priority`
    MediumPriority,
    /// `low-priority`
    LowPriority,
    /// `draft`
    Draft,
    /// `revoked`
    Revoked,
    /// `proposal` of an intent
    Proposal,
    /// `plan` of an intent
    PlanOnly,
    /// `directive`
    Directive,
    /// `order`
    Order,
    /// `original-order`
    OriginalOrder,
    /// `reflex-order`
    ReflexOrder,
    /// `filler-order`
    FillerOrder,
    /// `instance-order`
    InstanceOrder,
    /// `option`
    Choice,
    /// `routine`
    Routine,
    /// `urgent`
    Urgent,
    /// `asap`
    Asap,
    /// `stat`
    Stat,
    /// `assess-plan`
    AssessPlan,
    /// `doNotPerform`
    NotToBeDone,
    /// `not-started`
    NotStarted,
    /// `scheduled`
    Scheduled,
    /// A reference to the patient
    Patient,
    /// `amended`
    Amended,
    /// A question without an answer
    NotAnswered,
    /// An attachment without a title
    File,
    /// `home`
    AtHome,
    /// `work`
    AtWork,
    /// `temp`
    ForNow,
    /// `old`, `active` that is false
    NotInUse,
    /// `billing`
    ForBills,
    /// `maiden`
    BirthName,
    /// `other`
    Other,
    /// `MTH`
    Mother,
    /// `FTH`
    Father,
    /// `PRN`, `parent`
    Parent,
    /// `SPS`, `spouse`
    Spouse,
    /// `HUSB`
    Husband,
    /// `WIFE`
    Wife,
    /// `DOMPART`, `SIGOTHR`, `common`
    Partner,
    /// `CHILD`, `child`
    Child,
    /// `SON`
    Son,
    /// `DAU`
    Daughter,
    /// `SIB`
    Sibling,
    /// `BRO`
    Brother,
    /// `SIS`
    Sister,
    /// `GRPRN`
    Grandparent,
    /// `GRMTH`
    Grandmother,
    /// `GRFTH`
    Grandfather,
    /// `GRNDCHILD`
    Grandchild,
    /// `AUNT`
    Aunt,
    /// `UNCLE`
    Uncle,
    /// `NIECE`
    Niece,
    /// `NEPH`
    Nephew,
    /// `COUSN`
    Cousin,
    /// `FRND`
    Friend,
    /// `NBOR`
    Neighbor,
    /// `GUARD`
    Guardian,
    /// `C` of v2-0131, `ECON`
    EmergencyContact,
    /// `N` of v2-0131, `NOK`
    NextOfKin,
    /// `E` of v2-0131
    Employer,
    /// `self`
    Oneself,
    /// `injured`
    Injured,
    /// `group`
    PlanGroup,
    /// `subgroup`
    PlanSubgroup,
    /// `plan` of a class
    PlanName,
    /// `subplan`
    Subplan,
    /// `class`
    PlanClass,
    /// `subclass`
    PlanSubclass,
    /// `sequence`
    PlanSequence,
    /// `rxbin`
    RxBin,
    /// `rxpcn`
    RxPcn,
    /// `rxid`
    RxId,
    /// `rxgroup`
    RxGroup,
    /// `gpvisit`
    FamilyDoctorVisit,
    /// `spvisit`
    SpecialistVisit,
    /// `emergency`
    EmergencyVisit,
    /// `inpthosp`
    HospitalStay,
    /// `televisit`
    VideoVisit,
    /// `urgentcare`
    UrgentCare,
    /// `copay`
    Copay,
    /// `copaypct`
    CopayPercent,
    /// `deductible`
    Deductible,
    /// `maxoutofpocket`
    MostPaid,
    /// `pending` of an appointment
    NotBookedYet,
    /// `booked`
    Booked,
    /// `arrived`
    Arrived,
    /// `checked-in`
    CheckedIn,
    /// `waitlist`
    OnWaitlist,
    /// `fulfilled`
    TookPlace,
    /// `noshow`
    NoShow,
    /// `tentative`
    Tentative,
    /// `needs-action`
    NoAnswerYet,
    /// `optional`
    Optional,
    /// `information-only`
    Informed,
    /// `claim`
    Bill,
    /// `preauthorization`
    ApprovalRequest,
    /// `predetermination`
    CostQuestion,
    /// `active` of a claim
    InForce,
    /// `institutional`
    HospitalBill,
    /// `oral`
    DentalBill,
    /// `pharmacy`
    PharmacyBill,
    /// `professional`
    DoctorBill,
    /// `vision`
    VisionBill,
    /// `queued`
    NotDecidedYet,
    /// `complete` of an outcome
    Decided,
    /// `error` of an outcome
    NotProcessed,
    /// `partial` of an outcome
    PartlyDecided,
    /// `submitted`
    Billed,
    /// `eligible`
    Eligible,
    /// `eligpercent`
    EligiblePercent,
    /// `unallocdeduct`
    DeductibleApart,
    /// `tax`
    Tax,
    /// `benefit`
    Paid,
    /// `coinsurance`
    Coinsurance,
    /// `noncovered`
    NotCovered,
    /// `memberliability`
    PatientsPart,
    /// `priorpayerpaid`
    OtherPaid,
    /// `paidbypatient`
    PatientPaid,
    /// `paidtopatient`
    PaidToPatient,
    /// `paidtoprovider`
    PaidToProvider,
    /// `discount`
    Discount,
    /// `drugcost`
    DrugCost,
    /// `complete` of a payment
    PaidInFull,
    /// `partial` of a payment
    PaidInPart,
}
