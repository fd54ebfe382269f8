//! What a record says of a medicine, line by line: for the page, and for the message that quotes it.

use record::instruction::How;
use record::medicine::Group;
use record::merging::{Field, Side};
use record::rxnorm::{Ingredient, Name};
use record::{Medicine, When};

use crate::asking::Cited;
use crate::browser::format;
use crate::chart::Chart;
use crate::pages::medicines::{called, group_name, standing};
use crate::parts::instructions::{in_short, is_written};
use crate::parts::terms::name;
use crate::reader::Reader;
use crate::session::Session;
use crate::words::Language;

/// A line.
#[derive(Clone, PartialEq)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// What is said of that.
    pub value: String,
    /// Whether these are the hospital's own words.
    pub is_theirs: bool,
    /// Whether another record says something else.
    pub differs: bool,
}

/// All lines of a side; what is not recorded is told as that. Tracked.
pub fn lines(
    side: &Side,
    differing: &[Field],
    (reader, chart, session): (Reader, Chart, Session),
) -> Vec<Line> {
    let language = reader.language();
    let Some(first) = side.versions.first() else {
        return Vec::new();
    };
    let medicines = &reader.words().rooms().medicines;
    let not_given = || reader.words().lab.none_given.to_owned();
    let of = |field: Field, value: Option<String>, is_theirs: bool| Line {
        label: language.field(field).to_owned(),
        is_theirs: is_theirs && value.is_some(),
        value: value.unwrap_or_else(not_given),
        differs: differing.contains(&field),
    };
    let mut lines: Vec<Line> = NAMED
        .into_iter()
        .filter_map(|field| {
            let value = side
                .name
                .as_ref()
                .and_then(|name| named(name, field, language));
            let value = value.or_else(|| numbers(side, field, language));
            let is_told = differing.contains(&field)
                || value.is_some() && matches!(field, Field::Strength | Field::Form);
            is_told.then(|| of(field, value, field != Field::Strength))
        })
        .collect();
    let day = |when: &When| format::day(when, language);
    lines.push(of(
        Field::HowToTake,
        Some(in_short(first, reader)),
        is_written(first),
    ));
    lines.push(of(Field::Status, Some(status(first, reader)), false));
    lines.push(of(Field::Stops, first.ends.as_ref().map(day), false));
    let plain = |label: &str, value: String| Line {
        label: label.to_owned(),
        value,
        is_theirs: false,
        differs: false,
    };
    let several = side.sources().len() > 1;
    // Each order has its own; several hospitals say whose is whose.
    let each = |told: &dyn Fn(&Medicine) -> Option<String>| {
        let all = side.versions.iter().map(|version| {
            let told = told(version).unwrap_or_else(not_given);
            match several {
                true => format!("{told} ({})", session.hospital_name(version.source)),
                false => told,
            }
        });
        all.collect::<Vec<_>>().join("; ")
    };
    let who = |one: &Medicine| {
        let prescriber = one.prescriber.as_ref();
        prescriber.map(|prescriber| name(prescriber, chart, reader.words()))
    };
    lines.push(plain(medicines.prescriber, each(&who)));
    lines.push(plain(
        medicines.written,
        each(&|one| one.written.as_ref().map(day)),
    ));
    lines
}

/// What a name says.
const NAMED: [Field; 5] = [
    Field::Strength,
    Field::Form,
    Field::Salt,
    Field::Quantity,
    Field::Brand,
];

fn named(name: &Name, field: Field, language: Language) -> Option<String> {
    let each = |of: &dyn Fn(&Ingredient) -> Option<String>| {
        let told: Vec<String> = name.ingredients.iter().filter_map(of).collect();
        (!told.is_empty()).then(|| told.join(" / "))
    };
    let strength = |one: &Ingredient| {
        let strength = language.strength(one.strength.as_ref()?.written());
        Some(match name.ingredients.len() {
            1 => strength,
            _ => format!("{} {strength}", one.name),
        })
    };
    match field {
        Field::Strength => each(&strength),
        Field::Salt => each(&|one| Some(one.name.clone())),
        Field::Form => name.form.clone(),
        Field::Quantity => name.quantity.clone(),
        Field::Brand => name.brand.clone(),
        _ => None,
    }
}

/// The strengths of a name that does not follow the grammar.
fn numbers(side: &Side, field: Field, language: Language) -> Option<String> {
    let written = side.amounts.written();
    let is_told = field == Field::Strength && !written.is_empty();
    is_told.then(|| {
        let told = written.iter().map(|one| language.strength(one));
        told.collect::<Vec<_>>().join("; ")
    })
}

/// Where it stands, in the words of the list.
fn status(one: &Medicine, reader: Reader) -> String {
    match one.group() {
        Group::Taking | Group::Past | Group::OnHold => standing(&one.status, reader),
        group => group_name(group)(reader.words()).to_owned(),
    }
}

/// An order as a message quotes it; tracked.
pub fn cited(one: &Medicine, (reader, chart, session): (Reader, Chart, Session)) -> Cited {
    let (language, medicines) = (reader.language(), &reader.words().rooms().medicines);
    let day = |when: &When| format::day(when, language);
    let who = one.prescriber.as_ref();
    let lines = [
        (language.field(Field::Status), Some(status(one, reader))),
        (language.field(Field::HowToTake), instructions(one, reader)),
        (language.field(Field::Stops), one.ends.as_ref().map(day)),
        (
            medicines.prescriber,
            who.map(|who| name(who, chart, reader.words())),
        ),
        (medicines.written, one.written.as_ref().map(day)),
    ];
    let said = lines.into_iter();
    let said = said.filter_map(|(label, value)| Some((label.to_owned(), value?)));
    Cited {
        hospital: session.hospital_name(one.source),
        name: called(one, reader, chart),
        lines: said.collect(),
    }
}

/// What is only coded and can't be read is no quotation.
fn instructions(one: &Medicine, reader: Reader) -> Option<String> {
    let is_told = |how: &How| matches!(how, How::Written(_) | How::PutTogether(_));
    let told = one.do_not_take || one.instructions.iter().any(|step| is_told(&step.how));
    told.then(|| in_short(one, reader))
}
