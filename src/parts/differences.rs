//! What records that stand as one say differently, side by side. Nothing is chosen.

use leptos::prelude::*;
use record::allergy::{Clinical, Criticality, Verification};
use record::document::Standing as DocumentStanding;
use record::flag::Mark;
use record::merging::{Conflict, Field, Said, Stated};
use record::{Class, LocalId};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::pages::medicines;
use crate::parts::dynamic::text;
use crate::parts::facts::{printed_range, status};
use crate::parts::flag::tag_words;
use crate::parts::icon::Icon;
use crate::parts::instructions::steps_in_short;
use crate::parts::source::SourceChip;
use crate::parts::told::told;
use crate::reader::{Reader, reader};

/// Field by field what each record says, and that somebody has to be asked. Nothing where nothing differs.
pub fn differences(conflicts: &[Conflict]) -> AnyView {
    if conflicts.is_empty() {
        return ().into_any();
    }
    let reader = reader();
    let is_medicine = conflicts.iter().any(is_of_medicine);
    let asks = text(move || {
        let words = &reader.words().rooms().merging;
        match is_medicine {
            true => words.mismatch_medicine.to_owned(),
            false => words.mismatch.to_owned(),
        }
    });
    view! {
        <div class="differ">
            {conflicts.iter().map(field).collect_view()}
            <p class="note warn"><Icon name="triangle-alert" /><span>{asks}</span></p>
        </div>
    }
    .into_any()
}

/// One field: who says what.
fn field(conflict: &Conflict) -> AnyView {
    let reader = reader();
    let of = conflict.field;
    let name = text(move || reader.language().field(of).to_owned());
    view! {
        <p><strong>{name}</strong>" "<span class="tag warn">{reader.say(|words| words.rooms().merging.different)}</span></p>
        <dl class="two">{conflict.said.iter().map(|said| one(of, said)).collect_view()}</dl>
    }
    .into_any()
}

fn one(of: Field, said: &Said) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let (id, source) = (said.id, said.source);
    let is_theirs = is_theirs(&said.stated) && of != Field::Strength;
    let language = is_theirs.then_some("en");
    let stated = said.stated.clone();
    let said = text(move || in_words((of, &stated), id, reader, chart));
    view! {
        <div>
            <dt><SourceChip source /></dt>
            <dd lang=language><bdi class="asis">{said}</bdi></dd>
        </div>
    }
    .into_any()
}

/// Whether only an order of a medicine can differ so.
fn is_of_medicine(conflict: &Conflict) -> bool {
    let is_order = |said: &Said| matches!(said.stated, Stated::Standing(_) | Stated::DoNotTake);
    match conflict.field {
        Field::HowToTake
        | Field::Stops
        | Field::Strength
        | Field::Form
        | Field::Salt
        | Field::Brand
        | Field::Quantity => true,
        Field::Status
        | Field::Certainty
        | Field::Criticality
        | Field::Reactions
        | Field::Code
        | Field::Name
        | Field::Marks
        | Field::Ranges
        | Field::Conclusion
        | Field::Results => conflict.said.iter().any(is_order),
    }
}

/// Whether it is the hospital's own text.
fn is_theirs(stated: &Stated) -> bool {
    matches!(stated, Stated::Words(_))
}

/// In the words that the pages of its class use; tracked.
fn in_words(
    (field, stated): (Field, &Stated),
    id: LocalId,
    reader: Reader,
    chart: Chart,
) -> String {
    let words = reader.words();
    let (own, merging) = (&words.rooms().allergies, &words.rooms().merging);
    match stated {
        Stated::Clinical(clinical) => match clinical {
            Clinical::Active => merging.active.to_owned(),
            Clinical::Inactive => own.inactive.to_owned(),
            Clinical::Resolved => own.resolved.to_owned(),
            Clinical::NotGiven => words.lab.none_given.to_owned(),
            Clinical::Other(sent) => sent.clone(),
        },
        Stated::Verification(verification) => match verification {
            Verification::Confirmed => merging.confirmed.to_owned(),
            Verification::Unconfirmed => own.unconfirmed.to_owned(),
            Verification::Refuted => own.refuted.to_owned(),
            Verification::NotGiven => words.lab.none_given.to_owned(),
            Verification::Other(sent) => sent.clone(),
        },
        Stated::Criticality(criticality) => match criticality {
            Criticality::Low => own.low.to_owned(),
            Criticality::High => own.high.to_owned(),
            Criticality::NotKnown => own.not_known.to_owned(),
            Criticality::Other(sent) => sent.clone(),
        },
        Stated::Place(place) => {
            let class = chart.merged(|merging| merging.class(id)).flatten();
            let Some(Class::Part(part)) = class else {
                return words.lab.none_given.to_owned();
            };
            reader.language().standing(part, *place).to_owned()
        }
        Stated::Told(line) => list(line.iter().map(|one| told(one, reader, chart))),
        Stated::Standing(standing) => medicines::standing(standing, reader),
        Stated::DoNotTake => words.rooms().medicines.do_not_take.to_owned(),
        Stated::HowToTake(steps) => steps_in_short(steps, reader),
        Stated::When(when) => format::day(when, reader.language()),
        Stated::Status(sent) => status(sent, words),
        Stated::Marks(marks) => {
            let mark = |mark: &Mark| tag_words(mark.flag, Some(mark), words);
            list(marks.iter().map(mark))
        }
        Stated::Ranges(ranges) => list(ranges.iter().map(|range| printed_range(range, words))),
        Stated::Stands(standing) => match standing {
            DocumentStanding::Current => merging.current.to_owned(),
            DocumentStanding::Superseded => words.rooms().documents.replaced.to_owned(),
            DocumentStanding::Unknown => words.lab.none_given.to_owned(),
            DocumentStanding::Other(sent) => sent.clone(),
        },
        Stated::Words(said) if field == Field::Strength => {
            list(said.iter().map(|one| reader.language().strength(one)))
        }
        Stated::Words(said) => list(said.iter().cloned()),
    }
}

fn list(said: impl Iterator<Item = String>) -> String {
    said.collect::<Vec<_>>().join("; ")
}
