//! A Claim in the patient's words.
//! <https://hl7.org/fhir/R4/claim.html>

use fhir::{Claim, ClaimInsurance, ClaimItem, Contained, Flaw};

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
    claim: &Claim<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let unreadable = facts::unreadable(
        claim.has_unknown_modifier,
        flaws,
        &["use", "patient", "item", "total"],
        &[],
    );
    let inside = &claim.contained;
    let mut lines = Facts::default();
    lines.code(Label::Use, claim.usage.as_deref(), &USES);
    lines.code(Label::Status, claim.status.as_deref(), &STATUS);
    lines.coded(Label::Kind, &claim.kind, &KINDS);
    lines.period(Label::CareGiven, claim.billable_period.as_ref());
    lines.date(Label::Date, claim.created.as_deref());
    lines.people(Label::Provider, &claim.provider, inside, reader);
    lines.people(Label::Insurer, &claim.insurer, inside, reader);
    insurances(&claim.insurance, inside, reader, &mut lines);
    items(&claim.item, &mut lines);
    lines.money(Label::Total, claim.total.as_ref());
    let (status, usage) = (claim.status.as_deref(), claim.usage.as_deref());
    let name = name(&claim.item);
    let provider = claim.provider.as_ref().filter(|_| name.is_none());
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Claims,
        named_by: provider.and_then(|one| reader.mention(one, inside)),
        name,
        group: None,
        also: None,
        line: line(usage, status),
        when: claim
            .billable_period
            .as_ref()
            .and_then(|period| sent::when(period.start.as_deref()))
            .or_else(|| sent::when(claim.created.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => place(status, usage),
        },
        facts: lines.0,
        notes: Vec::new(),
        links: Vec::new(),
        incomplete: !flaws.is_empty() || has_hidden(&claim.insurance, &claim.item),
        unreadable,
    }
}

/// By which insurance.
pub(super) fn insurances(
    insurances: &[ClaimInsurance<'_>],
    inside: &[Contained<'_>],
    reader: &Reader<'_>,
    lines: &mut Facts,
) {
    let safe = insurances.iter().filter(|one| !one.has_unknown_modifier);
    let coverages = safe.filter_map(|one| one.coverage.as_ref());
    lines.items(Label::Coverage, coverages, inside, reader);
}

/// What was done or given, line by line.
pub(super) fn items(items: &[ClaimItem<'_>], lines: &mut Facts) {
    let safe = items.iter().filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Item, safe.map(item));
}

fn item(item: &ClaimItem<'_>) -> Facts {
    let mut lines = Facts::default();
    let sequence = item.sequence.map(|number| number.as_str());
    lines.words(Label::Sequence, sequence);
    lines.concepts(Label::Service, &item.product_or_service);
    lines.timed(Label::CareGiven, &item.serviced);
    lines.money(Label::Amount, item.net.as_ref());
    lines
}

/// What was done or given first.
pub(super) fn name(items: &[ClaimItem<'_>]) -> Option<String> {
    let safe = items.iter().filter(|one| !one.has_unknown_modifier);
    let mut services = safe.filter_map(|one| one.product_or_service.as_ref());
    services.find_map(|service| service.words().map(str::to_owned))
}

/// What is asked for, and where it stands if that is not the usual.
pub(super) fn line(usage: Option<&str>, status: Option<&str>) -> Vec<Told> {
    let status = facts::term(status, &STATUS).filter(|one| *one != Told::Term(Term::InForce));
    facts::term(usage, &USES)
        .into_iter()
        .chain(status)
        .collect()
}

/// A line is not shown, because something unknown may change its meaning.
pub(super) fn has_hidden(insurances: &[ClaimInsurance<'_>], items: &[ClaimItem<'_>]) -> bool {
    insurances.iter().any(|one| one.has_unknown_modifier)
        || items.iter().any(|one| one.has_unknown_modifier)
}

/// A claim is for what was done; a request for approval, or a question what would be paid, is not.
pub(super) fn place(status: Option<&str>, usage: Option<&str>) -> Place {
    match (status, usage) {
        (Some("active"), Some("claim")) => Place::Done,
        (Some("active"), Some("preauthorization" | "predetermination")) => Place::Current,
        (Some("draft"), _) => Place::Coming,
        (Some("cancelled"), _) => Place::NotDone,
        (Some(_) | None, _) => Place::Unsaid,
    }
}

/// <http://hl7.org/fhir/R4/valueset-claim-use.html>
pub(super) const USES: [(&str, Term); 3] = [
    ("claim", Term::Bill),
    ("preauthorization", Term::ApprovalRequest),
    ("predetermination", Term::CostQuestion),
];

/// <http://hl7.org/fhir/R4/valueset-fm-status.html>
pub(super) const STATUS: [(&str, Term); 3] = [
    ("active", Term::InForce),
    ("draft", Term::Draft),
    ("cancelled", Term::Canceled),
];

/// <http://hl7.org/fhir/R4/valueset-claim-type.html>
pub(super) const KINDS: [(&str, Term); 5] = [
    ("institutional", Term::HospitalBill),
    ("oral", Term::DentalBill),
    ("pharmacy", Term::PharmacyBill),
    ("professional", Term::DoctorBill),
    ("vision", Term::VisionBill),
];
