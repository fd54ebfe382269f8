//! A Device in the patient's words.
//! <https://hl7.org/fhir/R4/device.html>

use fhir::{Device, Flaw, UdiCarrier};

use crate::{
    entries::event,
    entry::{Entry, Fact, Part, Place, Told},
    facts::{self, Facts},
    identity::Identity,
    ids::LocalId,
    label::Label,
    note::Note,
    reader::Reader,
    sent,
    term::Term,
};

/// Reads one.
pub(crate) fn entry(
    device: &Device<'_>,
    flaws: &[Flaw],
    id: LocalId,
    reader: &mut Reader<'_>,
) -> Entry {
    let notes = Note::read(&device.note, &device.contained, reader);
    let name = name(device);
    let carriers = ["type", "deviceName", "patient"];
    let unreadable = facts::unreadable(device.has_unknown_modifier, flaws, &carriers, &notes);
    let place = match unreadable {
        Some(_) => Place::Unclear,
        None => place(device),
    };
    let hidden = device
        .udi_carrier
        .iter()
        .any(|one| one.has_unknown_modifier)
        || device
            .device_name
            .iter()
            .any(|one| one.has_unknown_modifier);
    Entry {
        id,
        source: reader.asked.source,
        identity: Identity::default(),
        part: Part::Devices,
        also: facts::also(device.kind.as_ref(), name.as_deref()),
        group: None,
        name,
        named_by: None,
        line: line(device, place),
        when: None,
        place,
        facts: told(device, reader),
        notes,
        links: Vec::new(),
        incomplete: !flaws.is_empty() || hidden,
        unreadable,
    }
}

/// What it is called: what kind of device it is, else a name of it, else a bare code or number.
pub(crate) fn name(device: &Device<'_>) -> Option<String> {
    let kind = device.kind.as_ref();
    let words = kind.and_then(|kind| kind.words().map(str::to_owned));
    words
        .or_else(|| names(device).next())
        .or_else(|| kind.and_then(sent::said))
        .or_else(|| sent::words(device.model_number.as_deref()))
}

/// Its names, those that are meant for people first.
fn names(device: &Device<'_>) -> impl Iterator<Item = String> {
    let for_people =
        |kind: Option<&str>| matches!(kind, Some("user-friendly-name" | "patient-reported-name"));
    let of = move |wanted: bool| {
        let readable = device.device_name.iter();
        let readable = readable.filter(|one| !one.has_unknown_modifier);
        readable
            .filter(move |one| for_people(one.kind.as_deref()) == wanted)
            .filter_map(|one| sent::words(one.name.as_deref()))
    };
    of(true).chain(of(false))
}

fn place(device: &Device<'_>) -> Place {
    let place = match device.status.as_deref() {
        Some("active") => Place::Current,
        Some("inactive") => Place::Past,
        Some(_) | None => Place::Unsaid,
    };
    event::absent(device.kind.as_ref()).unwrap_or(place)
}

/// What a list says beside the name: what tells it from another one of its kind.
fn line(device: &Device<'_>, place: Place) -> Vec<Told> {
    if place == Place::Unclear {
        return Vec::new();
    }
    let status = event::said(device.status.as_deref(), "active", &STATUS);
    let made = [&device.manufacturer, &device.model_number];
    let made = made
        .into_iter()
        .filter_map(|text| sent::words(text.as_deref()));
    status.into_iter().chain(made.map(Told::Words)).collect()
}

fn told(device: &Device<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let inside = &device.contained;
    let mut lines = Facts::default();
    if event::absent(device.kind.as_ref()).is_none() {
        lines.code(Label::Status, device.status.as_deref(), &STATUS);
    }
    lines.concepts(Label::StatusReason, &device.status_reason);
    lines.concepts(Label::Kind, &device.kind);
    lines.put(Label::Name, names(device).map(Told::Words));
    lines.words(Label::Manufacturer, device.manufacturer.as_deref());
    lines.words(Label::Model, device.model_number.as_deref());
    lines.words(Label::SerialNumber, device.serial_number.as_deref());
    lines.words(Label::Lot, device.lot_number.as_deref());
    lines.date(Label::Made, device.manufacture_date.as_deref());
    lines.date(Label::Expires, device.expiration_date.as_deref());
    lines.concepts(Label::Safety, &device.safety);
    lines.put(
        Label::Barcode,
        carried(device, |one| one.carrier_hrf.as_deref()),
    );
    let identifiers = carried(device, |one| one.device_identifier.as_deref());
    lines.put(Label::DeviceIdentifier, identifiers);
    let donation = device.distinct_identifier.as_deref();
    lines.words(Label::DonationIdentifier, donation);
    lines.who(Label::Owner, &device.owner, inside, reader);
    lines.who(Label::Location, &device.location, inside, reader);
    lines.0
}

/// What each barcode says.
fn carried<'d>(
    device: &'d Device<'_>,
    what: impl Fn(&'d UdiCarrier<'_>) -> Option<&'d str>,
) -> impl Iterator<Item = Told> {
    let readable = device.udi_carrier.iter();
    let readable = readable.filter(|one| !one.has_unknown_modifier);
    readable.filter_map(move |one| sent::words(what(one)).map(Told::Words))
}

const STATUS: [(&str, Term); 3] = [
    ("active", Term::Active),
    ("inactive", Term::Inactive),
    ("unknown", Term::NotKnown),
];
