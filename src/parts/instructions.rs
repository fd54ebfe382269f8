//! How to take a medicine: as written; put together, and saying so; or the codes that came.

use std::sync::Arc;

use leptos::prelude::*;
use record::Medicine;
use record::instruction::{How, Instruction, Joint, Part};
use record::medicine::Group;
use record::sig::Sig;

use crate::browser::format;
use crate::parts::dynamic::{part, text};
use crate::parts::notes::Verbatim;
use crate::parts::terms::rows_of;
use crate::reader::{Reader, reader};
use crate::words::medicines::Medicines;

/// The instructions on one line, all of them: the first alone could be read as the whole. Tracked.
pub fn in_short(medicine: &Medicine, reader: Reader) -> String {
    let words = &reader.words().rooms().medicines;
    if medicine.do_not_take {
        return words.say_do_not_take.to_owned();
    }
    if medicine.group() == Group::Unclear {
        return words.ask_about.to_owned();
    }
    if medicine.instructions.is_empty() {
        return words.no_instructions.to_owned();
    }
    steps_in_short(&medicine.instructions, reader)
}

/// The same of instructions alone.
pub fn steps_in_short(steps: &[Instruction], reader: Reader) -> String {
    let words = &reader.words().rooms().medicines;
    let one = |step: &Instruction| match &step.how {
        How::Written(text) => text.clone(),
        How::PutTogether(sig) => sentence(sig, reader),
        How::Codes(_) => words.only_codes_row.to_owned(),
    };
    let mut all = String::new();
    for step in steps {
        // In the order of the record: one after the other is not one or the other.
        match step.joint {
            _ if all.is_empty() => {}
            Joint::Then => all.push_str(&format!(" {}: ", words.then)),
            Joint::Together => all.push_str(&format!(" {}: ", words.together)),
            Joint::Unsaid => all.push_str(" / "),
        }
        all.push_str(&one(step));
    }
    all
}

/// Whether that line is the hospital's own.
pub fn is_written(medicine: &Medicine) -> bool {
    let first = medicine.instructions.first();
    !medicine.do_not_take
        && medicine.group() != Group::Unclear
        && first.is_some_and(|first| matches!(first.how, How::Written(_)))
}

fn sentence(sig: &Sig, reader: Reader) -> String {
    let words = &reader.words().rooms().sig;
    words.sentence(sig, &|when| format::day(when, reader.language()))
}

/// All instructions, in their order.
#[component]
pub fn HowToTake(medicine: Arc<Medicine>) -> impl IntoView {
    let reader = reader();
    let steps = medicine.instructions.clone();
    let nothing = steps.is_empty();
    view! {
        <section class="card prose" aria-labelledby="how">
            <h2 id="how">{reader.say(|words| words.rooms().medicines.how)}</h2>
            {nothing.then(|| view! { <p>{reader.say(|words| words.rooms().medicines.no_instructions)}</p> }.into_any())}
            {steps.into_iter().map(|step| view! { <Step step /> }).collect_view()}
        </section>
    }
}

#[component]
fn Step(step: Instruction) -> impl IntoView {
    let reader = reader();
    let Instruction { joint, how, also } = step;
    let joint = match joint {
        Joint::Unsaid => None,
        Joint::Together => Some(reader.say(|words| words.rooms().medicines.together)),
        Joint::Then => Some(reader.say(|words| words.rooms().medicines.then)),
    };
    let also = move || view! { <Verbatim pieces=also.clone() /> }.into_any();
    let told = match how {
        How::Written(written) => view! {
            <p class="small muted">{reader.say(|words| words.rooms().medicines.as_written)}</p>
            <p class="asis big" lang="en">{written}</p>
        }
        .into_any(),
        How::PutTogether(sig) => view! {
            <p class="big">{text(move || sentence(&sig, reader))}</p>
            <p class="small muted">{reader.say(|words| words.rooms().medicines.put_together)}</p>
        }
        .into_any(),
        How::Codes(codes) => {
            let rows = move || {
                let words = &reader.words().rooms().medicines;
                let named = codes
                    .iter()
                    .map(|(part, sent)| (part_name(*part, words), Some(sent.clone())));
                rows_of(named.collect())
            };
            view! {
                <p>{reader.say(|words| words.rooms().medicines.only_codes)}</p>
                <dl class="kv">{part(rows)}</dl>
            }
            .into_any()
        }
    };
    view! {
        {joint.map(|joint| view! { <h3>{joint}</h3> }.into_any())}
        {told}
        {also()}
    }
}

fn part_name(part: Part, words: &Medicines) -> &'static str {
    match part {
        Part::Method => words.method,
        Part::Dose => words.dose,
        Part::Route => words.route,
        Part::Site => words.site,
        Part::Timing => words.timing,
        Part::AsNeeded => words.as_needed,
        Part::Most => words.most,
    }
}
