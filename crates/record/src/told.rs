//! More ways to build the lines of an entry: spans, money, people, other items of the record, lines within lines.

use fhir::{CodeableConcept, Contained, Money, Period, Reference};

use crate::{
    entry::Told,
    facts::{self, Facts},
    label::Label,
    reader::Reader,
    sent,
    term::Term,
    value::Value,
};

impl Facts {
    /// Yes or no.
    pub(crate) fn flag(&mut self, label: Label, flag: Option<bool>) {
        self.put(label, flag.map(|flag| Told::Value(Value::Boolean(flag))));
    }

    /// An amount.
    pub(crate) fn amount(&mut self, label: Label, quantity: Option<&fhir::Quantity<'_>>) {
        self.put(label, quantity.and_then(sent::quantity).map(Told::Amount));
    }

    /// A value in whichever form.
    pub(crate) fn value(&mut self, label: Label, values: &fhir::Values<'_>) {
        self.put(label, value(values));
    }

    /// Money, to the cent as sent: an amount of anything else may be shown rounded.
    pub(crate) fn money(&mut self, label: Label, money: Option<&Money<'_>>) {
        self.put(label, money.and_then(self::money));
    }

    /// From when to when.
    pub(crate) fn period(&mut self, label: Label, period: Option<&Period<'_>>) {
        self.put(label, period.and_then(during));
    }

    /// Lines that belong together, several times.
    pub(crate) fn groups(&mut self, label: Label, groups: impl IntoIterator<Item = Facts>) {
        let groups = groups.into_iter().filter(|lines| !lines.0.is_empty());
        self.put(label, groups.map(|lines| Told::Group(lines.0)));
    }

    /// People, of whom one may be the patient.
    pub(crate) fn people<'r, 'a: 'r>(
        &mut self,
        label: Label,
        references: impl IntoIterator<Item = &'r Reference<'a>>,
        contained: &[Contained<'_>],
        reader: &mut Reader<'_>,
    ) {
        let told = |reference| person(reference, contained, reader);
        self.put(label, references.into_iter().filter_map(told));
    }

    /// Other items of the record.
    pub(crate) fn items<'r, 'a: 'r>(
        &mut self,
        label: Label,
        references: impl IntoIterator<Item = &'r Reference<'a>>,
        contained: &[Contained<'_>],
        reader: &Reader<'_>,
    ) {
        let told = |reference| item(reference, contained, reader);
        self.put(label, references.into_iter().filter_map(told));
    }

    /// Concepts, and other items of the record that say the same.
    pub(crate) fn concepts_and_items(
        &mut self,
        label: Label,
        concepts: &[CodeableConcept<'_>],
        references: &[Reference<'_>],
        contained: &[Contained<'_>],
        reader: &Reader<'_>,
    ) {
        let items = references
            .iter()
            .filter_map(|one| item(one, contained, reader));
        let coded = concepts.iter().filter_map(facts::said);
        self.put(label, coded.chain(items));
    }

    /// Why: in words, and by what else the record says.
    pub(crate) fn reasons(
        &mut self,
        codes: &[CodeableConcept<'_>],
        references: &[Reference<'_>],
        contained: &[Contained<'_>],
        reader: &Reader<'_>,
    ) {
        self.concepts_and_items(Label::Reason, codes, references, contained, reader);
    }

    /// As one thing told, unless there are no lines.
    pub(crate) fn group(self) -> Option<Told> {
        (!self.0.is_empty()).then_some(Told::Group(self.0))
    }
}

/// Somebody: the patient, one who is named or whose name will come, or else an item of the record.
pub(crate) fn person(
    reference: &Reference<'_>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Option<Told> {
    if reader.is_the_patient(reference) {
        return Some(Told::Term(Term::Patient));
    }
    let mention = reader.mention(reference, contained)?;
    let local = reference.local(reader.asked.base);
    let gives_care = local.is_none_or(|(kind, _)| CARE.contains(&kind));
    match (&mention.name, mention.reference) {
        // Whoever has no name is taken for one of the care team: a relative must not be.
        (None, Some(id)) if !gives_care => Some(Told::Link(id, None)),
        _ => Some(Told::Who(mention)),
    }
}

const CARE: [&str; 6] = [
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "CareTeam",
    "HealthcareService",
];

/// Another item of the record, by its words where it came with some.
pub(crate) fn item(
    reference: &Reference<'_>,
    contained: &[Contained<'_>],
    reader: &Reader<'_>,
) -> Option<Told> {
    let inside = Contained::find(contained, reference)
        .filter(|one| one.status.as_deref() != Some("entered-in-error"))
        .filter(|one| !one.has_unknown_modifier);
    let coded = || sent::said(inside?.code.as_deref()?);
    let named = || inside.and_then(Contained::line);
    let words = reference.words().map(str::to_owned);
    let words = words.or_else(named).or_else(coded);
    match reader.local(reference) {
        Some(id) => Some(Told::Link(id, words)),
        None => words.map(Told::Words),
    }
}

/// A value in the simplest form that says the same.
pub(crate) fn value(values: &fhir::Values<'_>) -> Option<Told> {
    Some(match sent::value(values.value()?)? {
        Value::Measured(quantity) => Told::Amount(quantity),
        Value::Between(low, high) => Told::Between(low, high),
        Value::Found(words) | Value::Text(words) => Told::Words(words),
        Value::At(when) => Told::When(when),
        Value::During(start, end) => Told::During(start, end),
        other => Told::Value(other),
    })
}

/// From when to when, either of which may be missing.
pub(crate) fn during(period: &Period<'_>) -> Option<Told> {
    let start = sent::when(period.start.as_deref());
    let end = sent::when(period.end.as_deref());
    (start.is_some() || end.is_some()).then_some(Told::During(start, end))
}

/// The digits as sent, then the currency.
pub(crate) fn money(money: &Money<'_>) -> Option<Told> {
    let digits = money.value?.as_str();
    Some(Told::Words(match sent::words(money.currency.as_deref()) {
        Some(currency) => format!("{digits} {currency}"),
        None => digits.to_owned(),
    }))
}

/// Somebody who took part; with what they did and for whom, where that was sent.
pub(crate) fn performer(
    actor: Option<&Reference<'_>>,
    function: Option<&CodeableConcept<'_>>,
    on_behalf_of: Option<&Reference<'_>>,
    contained: &[Contained<'_>],
    reader: &mut Reader<'_>,
) -> Option<Told> {
    let mut lines = Facts::default();
    lines.concepts(Label::Role, function);
    lines.who(Label::OnBehalfOf, on_behalf_of, contained, reader);
    let who = actor.and_then(|actor| reader.mention(actor, contained));
    if lines.0.is_empty() {
        return who.map(Told::Who);
    }
    let mut whole = Facts::default();
    whole.put(Label::Name, who.map(Told::Who));
    whole.0.append(&mut lines.0);
    whole.group()
}
