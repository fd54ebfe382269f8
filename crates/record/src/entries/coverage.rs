//! A Coverage in the patient's words.
//! <https://hl7.org/fhir/R4/coverage.html>

use fhir::{Coverage, CoverageClass, CoverageCost, CoverageException, Flaw, Identifier};

use crate::{
    entry::{Entry, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    reader::Reader,
    sent,
    term::Term,
};

/// Reads one.
pub(crate) fn entry(
    coverage: &Coverage<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let unreadable = facts::unreadable(
        coverage.has_unknown_modifier,
        flaws,
        &["type", "beneficiary", "payor"],
        &[],
    );
    let name = name(coverage);
    let payor = coverage.payor.first().filter(|_| name.is_none());
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::read(None, &coverage.identifier, reader.asked.source),
        part: Part::Insurance,
        named_by: payor.and_then(|payor| reader.mention(payor, &coverage.contained)),
        name,
        group: None,
        also: None,
        line: facts::term(coverage.status.as_deref(), &STATUS)
            .into_iter()
            .collect(),
        when: coverage
            .period
            .as_ref()
            .and_then(|period| sent::when(period.start.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(coverage.status.as_deref()),
        },
        facts: lines(coverage, reader).0,
        notes: Vec::new(),
        links: Vec::new(),
        incomplete: !flaws.is_empty() || has_hidden(coverage),
        unreadable,
    }
}

fn lines(coverage: &Coverage<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &coverage.contained;
    let mut lines = Facts::default();
    lines.code(Label::Status, coverage.status.as_deref(), &STATUS);
    lines.people(Label::Payor, &coverage.payor, inside, reader);
    lines.concepts(Label::Kind, &coverage.kind);
    let numbers = coverage.identifier.iter().filter_map(member_number);
    lines.put(Label::MemberNumber, numbers);
    let number = coverage.subscriber_id.as_deref();
    lines.words(Label::SubscriberNumber, number);
    lines.people(Label::Subscriber, &coverage.subscriber, inside, reader);
    lines.coded(Label::Relationship, &coverage.relationship, &RELATIONS);
    lines.words(Label::Dependent, coverage.dependent.as_deref());
    lines.people(Label::PolicyHolder, &coverage.policy_holder, inside, reader);
    lines.period(Label::Period, coverage.period.as_ref());
    let classes = coverage.class.iter();
    let classes = classes.filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Plan, classes.map(class));
    lines.words(Label::Network, coverage.network.as_deref());
    let order = coverage.order.map(|order| order.as_str());
    lines.words(Label::PayOrder, order);
    let costs = coverage.cost_to_beneficiary.iter();
    let costs = costs.filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Cost, costs.map(cost));
    lines
}

fn class(class: &CoverageClass<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.coded(Label::Kind, &class.kind, &CLASSES);
    lines.words(Label::Name, class.name.as_deref());
    lines.words(Label::Number, class.value.as_deref());
    lines
}

fn cost(cost: &CoverageCost<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.coded(Label::Kind, &cost.kind, &COSTS);
    lines.amount(Label::Amount, cost.value_quantity.as_ref());
    lines.money(Label::Amount, cost.value_money.as_ref());
    let exceptions = cost.exception.iter();
    let exceptions = exceptions.filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Exception, exceptions.map(exception));
    lines
}

fn exception(exception: &CoverageException<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.concepts(Label::Kind, &exception.kind);
    lines.period(Label::Period, exception.period.as_ref());
    lines
}

/// The number on the card; one that is `old` is on no card any more.
fn member_number(identifier: &Identifier<'_>) -> Option<Told> {
    let kind = identifier.kind.as_deref()?;
    let is_current = identifier.usage.as_deref() != Some("old");
    let number = sent::words(identifier.value.as_deref())?;
    (kind.has_code("MB") && is_current).then_some(Told::Words(number))
}

/// What kind of plan it is in words; else the plan's own name; else its first code, unless the payor gives the name.
fn name(coverage: &Coverage<'_>) -> Option<String> {
    let kind = coverage.kind.as_ref();
    let words = kind.and_then(|kind| kind.words().map(str::to_owned));
    let is_plan = |class: &&CoverageClass<'_>| {
        let kind = class.kind.as_ref();
        !class.has_unknown_modifier && kind.is_some_and(|kind| kind.has_code("plan"))
    };
    let plan = || coverage.class.iter().find(is_plan);
    words
        .or_else(|| sent::words(plan()?.name.as_deref()))
        .or_else(|| {
            kind.filter(|_| coverage.payor.is_empty())
                .and_then(sent::said)
        })
}

fn has_hidden(coverage: &Coverage<'_>) -> bool {
    let costs = &coverage.cost_to_beneficiary;
    let exceptions = || costs.iter().flat_map(|cost| &cost.exception);
    coverage.class.iter().any(|one| one.has_unknown_modifier)
        || costs.iter().any(|one| one.has_unknown_modifier)
        || exceptions().any(|one| one.has_unknown_modifier)
}

fn place(status: Option<&str>) -> Place {
    match status {
        Some("active") => Place::Current,
        Some("draft") => Place::Coming,
        Some("cancelled") => Place::Past,
        Some(_) | None => Place::Unsaid,
    }
}

const STATUS: [(&str, Term); 3] = [
    ("active", Term::Active),
    ("draft", Term::Draft),
    ("cancelled", Term::Canceled),
];

/// <http://hl7.org/fhir/R4/valueset-subscriber-relationship.html>
const RELATIONS: [(&str, Term); 6] = [
    ("self", Term::Oneself),
    ("spouse", Term::Spouse),
    ("child", Term::Child),
    ("parent", Term::Parent),
    ("common", Term::Partner),
    ("injured", Term::Injured),
];

/// <http://hl7.org/fhir/R4/valueset-coverage-class.html>
const CLASSES: [(&str, Term); 11] = [
    ("group", Term::PlanGroup),
    ("subgroup", Term::PlanSubgroup),
    ("plan", Term::PlanName),
    ("subplan", Term::Subplan),
    ("class", Term::PlanClass),
    ("subclass", Term::PlanSubclass),
    ("sequence", Term::PlanSequence),
    ("rxbin", Term::RxBin),
    ("rxpcn", Term::RxPcn),
    ("rxid", Term::RxId),
    ("rxgroup", Term::RxGroup),
];

/// <http://hl7.org/fhir/R4/valueset-coverage-copay-type.html>
const COSTS: [(&str, Term); 10] = [
    ("gpvisit", Term::FamilyDoctorVisit),
    ("spvisit", Term::SpecialistVisit),
    ("emergency", Term::EmergencyVisit),
    ("inpthosp", Term::HospitalStay),
    ("televisit", Term::VideoVisit),
    ("urgentcare", Term::UrgentCare),
    ("copay", Term::Copay),
    ("copaypct", Term::CopayPercent),
    ("deductible", Term::Deductible),
    ("maxoutofpocket", Term::MostPaid),
];
