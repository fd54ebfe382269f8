//! What a line of an entry is about. The app has words for each in every language; the hospital's own words are never
//! a label, but for the questions of a form.

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// A question of a form, as sent.
    Question(String),
    /// `status` and its like
    Status,
    /// `verificationStatus`
    Certainty,
    /// `statusReason`, `reasonCode` of what was not done
    StatusReason,
    /// `category`
    Category,
    /// `type`
    Kind,
    /// `severity`
    Severity,
    /// `bodySite`
    BodySite,
    /// `stage.summary`
    Stage,
    /// `onset[x]`
    Began,
    /// `abatement[x]`
    Ended,
    /// `recordedDate`, `recorded`
    Recorded,
    /// `recorder`
    Recorder,
    /// `asserter`
    Asserter,
    /// `encounter`
    Visit,
    /// `description`
    Description,
    /// `date`, `created`, `authoredOn`
    Date,
    /// `name` of a part: who, what
    /// `name`
    /// `class.name`
    Name,
    /// `occurrence[x]`, `performed[x]`, `started`
    /// `effective[x]`, `occurrence[x]`
    When,
    /// `primarySource`, `reportOrigin`, `reported`
    Origin,
    /// `isSubpotent`
    Strength,
    /// `subpotentReason`
    StrengthReason,
    /// `protocolApplied.series`
    Series,
    /// `protocolApplied.doseNumber[x]`
    DoseNumber,
    /// `protocolApplied.seriesDoses[x]`
    SeriesDoses,
    /// `protocolApplied.targetDisease`
    TargetDisease,
    /// `doseQuantity`
    DoseAmount,
    /// `route`
    Route,
    /// `manufacturer`
    Manufacturer,
    /// `lotNumber`
    Lot,
    /// `expirationDate`
    Expires,
    /// `performer`, `operator`
    /// `performer`
    Performer,
    /// `performer.function`
    Role,
    /// `performer.onBehalfOf`
    OnBehalfOf,
    /// `location`
    Location,
    /// `reasonCode`, `reasonReference`
    Reason,
    /// `reaction`
    Reaction,
    /// `outcome`
    /// `outcomeCode`, `outcomeReference`
    Outcome,
    /// `complication`, `complicationDetail`
    Complication,
    /// `followUp`
    FollowUp,
    /// `report`
    Report,
    /// `basedOn`, `request`
    Request,
    /// `focalDevice`, `device`, `deviceName`
    Device,
    /// `focalDevice.action`
    Action,
    /// `usedReference`, `usedCode`
    Used,
    /// `modelNumber`
    Model,
    /// `serialNumber`
    SerialNumber,
    /// `manufactureDate`
    Made,
    /// `safety`
    Safety,
    /// `udiCarrier.carrierHRF`
    Barcode,
    /// `udiCarrier.deviceIdentifier`
    DeviceIdentifier,
    /// `distinctIdentifier`
    DonationIdentifier,
    /// `owner`
    Owner,
    /// `Specimen.condition`
    SampleState,
    /// `collection.collected[x]`
    Collected,
    /// `collection.method`
    Method,
    /// `collection.quantity`
    /// `quantity`
    /// `amount`, `net`, `value[x]`
    Amount,
    /// `collection.collector`
    Collector,
    /// `receivedTime`
    Received,
    /// `container.type`
    Container,
    /// `accessionIdentifier`
    LabNumber,
    /// `FamilyMemberHistory.dataAbsentReason`
    NotKnownWhy,
    /// `sex`
    /// US Core `us-core-sex`, `us-core-individual-sex`
    Sex,
    /// `born[x]`
    Born,
    /// `age[x]`
    Age,
    /// `deceased[x]`: whether or when
    Died,
    /// `deceasedAge`, `deceasedRange`
    AgeAtDeath,
    /// `FamilyMemberHistory.condition`
    Condition,
    /// `condition.contributedToDeath`
    DiedOfIt,
    /// `note` of a part
    Remark,
    /// `procedureCode`
    Procedure,
    /// `modality`
    Modality,
    /// `referrer`
    Referrer,
    /// `interpreter`
    Interpreter,
    /// `numberOfSeries`
    SeriesCount,
    /// `numberOfInstances`
    ImageCount,
    /// `ImagingStudy.series`
    ImageSeries,
    /// `laterality`
    Side,
    /// `view`
    View,
    /// `issued`
    Issued,
    /// `duration`
    Length,
    /// `content`
    File,
    /// `dosageInstruction`, `dosage` of a MedicationStatement
    HowToTake,
    /// `dosage.text` of a MedicationAdministration
    Dosage,
    /// `dose`, `doseAndRate.dose[x]`
    Dose,
    /// `dosage.rate[x]`
    Rate,
    /// `method`
    DoseMethod,
    /// `timing`
    Timing,
    /// `asNeeded[x]`
    AsNeeded,
    /// `maxDosePerPeriod`
    Most,
    /// `daysSupply`
    DaysSupply,
    /// `whenPrepared`
    Prepared,
    /// `whenHandedOver`
    HandedOver,
    /// `substitution`
    Substituted,
    /// `authorizingPrescription`, `request`
    Prescription,
    /// `dateAsserted`
    Asserted,
    /// `informationSource`
    InformationSource,
    /// `telecom` with `phone`, `sms`
    /// `telecom` of a phone
    Phone,
    /// `telecom` with `fax`
    /// `telecom` of a fax
    Fax,
    /// `telecom` with `email`
    /// `telecom` of an email address
    Email,
    /// `telecom` with any other `system`, or none
    Telecom,
    /// `address`
    Address,
    /// `communication`
    /// `communication.language`
    Language,
    /// US Core `us-core-interpreter-needed`
    InterpreterNeeded,
    /// `maritalStatus`
    MaritalStatus,
    /// `multipleBirth[x]`
    MultipleBirth,
    /// `generalPractitioner`
    GeneralPractitioner,
    /// `contact`
    ContactPerson,
    /// `relationship`
    Relationship,
    /// `organization`
    Organization,
    /// US Core `us-core-race`
    Race,
    /// US Core `us-core-ethnicity`
    Ethnicity,
    /// US Core `us-core-birthsex`
    BirthSex,
    /// US Core `us-core-genderIdentity` and HL7's own
    GenderIdentity,
    /// HL7 `individual-pronouns`
    Pronouns,
    /// US Core `us-core-tribal-affiliation`
    Tribe,
    /// `intent`
    Intent,
    /// `priority`
    Priority,
    /// `achievementStatus`
    Achievement,
    /// `statusDate`
    StatusSince,
    /// `start`, `start[x]`
    Start,
    /// `end`
    End,
    /// `period`
    Period,
    /// `target`
    Target,
    /// `target.measure`
    Measure,
    /// `target.detail[x]`
    ToReach,
    /// `target.due[x]`
    Due,
    /// `expressedBy`
    ExpressedBy,
    /// `addresses`
    About,
    /// `author`
    Author,
    /// `contributor`
    Contributor,
    /// `careTeam`
    CareTeam,
    /// `goal`
    Goal,
    /// `activity.detail.code`, `activity.reference`
    Activity,
    /// `activity`
    Step,
    /// `activity.progress`
    Progress,
    /// `text`
    Narrative,
    /// `scheduled[x]`, `occurrence[x]`
    Planned,
    /// `performerType`
    PerformerKind,
    /// `product[x]`, `code[x]`
    Product,
    /// `dailyAmount`
    DailyAmount,
    /// `quantity`, `quantity[x]`
    Quantity,
    /// `orderDetail`
    OrderDetail,
    /// `specimen`
    Sample,
    /// `patientInstruction`
    Instructions,
    /// `authoredOn`
    Ordered,
    /// `requester`
    Requester,
    /// `parameter`
    Setting,
    /// `authored`
    FilledIn,
    /// `source`
    AnsweredBy,
    /// `item` without a text
    Answer,
    /// `telecom` of another kind
    Contact,
    /// `name`, when there are several
    OtherName,
    /// `birthDate`
    BirthDate,
    /// `gender`
    Gender,
    /// `payor`
    Payor,
    /// `identifier` of type `MB`
    MemberNumber,
    /// `subscriberId`
    SubscriberNumber,
    /// `subscriber`
    Subscriber,
    /// `dependent`
    Dependent,
    /// `policyHolder`
    PolicyHolder,
    /// `class`
    Plan,
    /// `class.value`
    Number,
    /// `network`
    Network,
    /// `order`
    PayOrder,
    /// `costToBeneficiary`
    Cost,
    /// `costToBeneficiary.exception`
    Exception,
    /// `serviceType`, `productOrService`
    Service,
    /// `specialty`
    Specialty,
    /// `requestedPeriod`
    RequestedTime,
    /// `minutesDuration`
    Duration,
    /// `participant`
    Participant,
    /// `participant.status` of the patient
    PatientAnswer,
    /// `comment`, `processNote`
    Comment,
    /// `use`
    Use,
    /// `billablePeriod`, `serviced[x]`
    CareGiven,
    /// `provider`
    Provider,
    /// `insurer`
    Insurer,
    /// `insurance.coverage`
    Coverage,
    /// `item`
    Item,
    /// `item.sequence`
    Sequence,
    /// `total`
    Total,
    /// `payment`
    Payment,
    /// `outcome`, `disposition`
    Decision,
}
