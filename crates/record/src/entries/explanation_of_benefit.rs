//! An ExplanationOfBenefit in the patient's words.
//! <https://hl7.org/fhir/R4/explanationofbenefit.html>

use fhir::{BenefitPayment, BenefitTotal, ExplanationOfBenefit, Flaw};

use super::claim;
use crate::{
    entry::{Entry, Part, Place},
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
    benefit: &ExplanationOfBenefit<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let unreadable = facts::unreadable(
        benefit.has_unknown_modifier,
        flaws,
        &["use", "patient", "item", "total", "payment", "outcome"],
        &[],
    );
    let (status, usage) = (benefit.status.as_deref(), benefit.usage.as_deref());
    let name = claim::name(&benefit.item);
    let provider = benefit.provider.as_ref().filter(|_| name.is_none());
    let outcome = facts::term(benefit.outcome.as_deref(), &OUTCOMES);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Claims,
        named_by: provider.and_then(|one| reader.mention(one, &benefit.contained)),
        name,
        group: None,
        also: None,
        line: claim::line(usage, status)
            .into_iter()
            .chain(outcome)
            .collect(),
        when: benefit
            .billable_period
            .as_ref()
            .and_then(|period| sent::when(period.start.as_deref()))
            .or_else(|| sent::when(benefit.created.as_deref())),
        place: match unreadable {
            Some(_) => Place::Unclear,
            None => claim::place(status, usage),
        },
        facts: lines(benefit, reader).0,
        notes: Vec::new(),
        links: Vec::new(),
        incomplete: !flaws.is_empty() || has_hidden(benefit),
        unreadable,
    }
}

fn lines(benefit: &ExplanationOfBenefit<'_>, reader: &mut Reader<'_>) -> Facts {
    let inside = &benefit.contained;
    let mut lines = Facts::default();
    lines.code(Label::Use, benefit.usage.as_deref(), &claim::USES);
    lines.code(Label::Status, benefit.status.as_deref(), &claim::STATUS);
    lines.code(Label::Decision, benefit.outcome.as_deref(), &OUTCOMES);
    lines.words(Label::Decision, benefit.disposition.as_deref());
    lines.coded(Label::Kind, &benefit.kind, &claim::KINDS);
    lines.period(Label::CareGiven, benefit.billable_period.as_ref());
    lines.date(Label::Date, benefit.created.as_deref());
    lines.people(Label::Provider, &benefit.provider, inside, reader);
    lines.people(Label::Insurer, &benefit.insurer, inside, reader);
    claim::insurances(&benefit.insurance, inside, reader, &mut lines);
    claim::items(&benefit.item, &mut lines);
    let totals = benefit.total.iter();
    let totals = totals.filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Total, totals.map(total));
    let payments = benefit.payment.iter();
    let payments = payments.filter(|one| !one.has_unknown_modifier);
    lines.groups(Label::Payment, payments.map(payment));
    let remarks = benefit.process_note.iter();
    for remark in remarks.filter(|one| !one.has_unknown_modifier) {
        lines.words(Label::Comment, remark.text.as_deref());
    }
    lines
}

fn total(total: &BenefitTotal<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.coded(Label::Kind, &total.category, &SUMS);
    lines.money(Label::Amount, total.amount.as_ref());
    lines
}

fn payment(payment: &BenefitPayment<'_>) -> Facts {
    let mut lines = Facts::default();
    lines.coded(Label::Kind, &payment.kind, &PAYMENTS);
    lines.money(Label::Amount, payment.amount.as_ref());
    lines.date(Label::Date, payment.date.as_deref());
    lines
}

fn has_hidden(benefit: &ExplanationOfBenefit<'_>) -> bool {
    let remarks = &benefit.process_note;
    claim::has_hidden(&benefit.insurance, &benefit.item)
        || benefit.total.iter().any(|one| one.has_unknown_modifier)
        || benefit.payment.iter().any(|one| one.has_unknown_modifier)
        || remarks.iter().any(|one| one.has_unknown_modifier)
}

/// <http://hl7.org/fhir/R4/valueset-remittance-outcome.html>
const OUTCOMES: [(&str, Term); 4] = [
    ("queued", Term::NotDecidedYet),
    ("complete", Term::Decided),
    ("error", Term::NotProcessed),
    ("partial", Term::PartlyDecided),
];

/// <http://hl7.org/fhir/R4/valueset-adjudication.html>,
/// <http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudication>
const SUMS: [(&str, Term); 17] = [
    ("submitted", Term::Billed),
    ("eligible", Term::Eligible),
    ("eligpercent", Term::EligiblePercent),
    ("copay", Term::Copay),
    ("deductible", Term::Deductible),
    ("unallocdeduct", Term::DeductibleApart),
    ("tax", Term::Tax),
    ("benefit", Term::Paid),
    ("coinsurance", Term::Coinsurance),
    ("noncovered", Term::NotCovered),
    ("memberliability", Term::PatientsPart),
    ("priorpayerpaid", Term::OtherPaid),
    ("paidbypatient", Term::PatientPaid),
    ("paidtopatient", Term::PaidToPatient),
    ("paidtoprovider", Term::PaidToProvider),
    ("discount", Term::Discount),
    ("drugcost", Term::DrugCost),
];

/// <http://hl7.org/fhir/R4/valueset-payment-type.html>
const PAYMENTS: [(&str, Term); 2] = [
    ("complete", Term::PaidInFull),
    ("partial", Term::PaidInPart),
];
