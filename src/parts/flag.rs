//! How a result stands: a tag of word and shape, and the sentences below the value (design §6.2).

use leptos::prelude::*;
use record::flag::{Flag, Mark};
use record::standing::{Attention, Standing};
use record::status::Status;

use crate::parts::dynamic::text;
use crate::reader::reader;
use crate::words::catalogue::Words;
use crate::words::fill;

/// What a tag looks like: its colour class, and the shape that says the same without colour.
struct Look {
    class: &'static str,
    shape: Option<(&'static str, &'static str)>,
}

const UP: &str = "M6 1l5.5 10H.5z";
const DOWN: &str = "M6 11L.5 1h11z";
const DOT: &str = "M1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
const DIAMOND: &str = "M6 0l6 6-6 6-6-6z";
const TWICE_UP: &str = "M6 1l5.5 10H.5zM18 1l5.5 10h-11z";
const TWICE_DOWN: &str = "M6 11L.5 1h11zM18 11L12.5 1h11z";
const ONE: &str = "0 0 12 12";
const TWO: &str = "0 0 24 12";

fn look(flag: Flag) -> Look {
    let (class, shape) = match flag {
        Flag::InRange => ("ok", Some((ONE, DOT))),
        Flag::Above | Flag::WellAbove => ("warn", Some((ONE, UP))),
        Flag::Below | Flag::WellBelow => ("warn", Some((ONE, DOWN))),
        Flag::NotTypical => ("warn", Some((ONE, DIAMOND))),
        Flag::NotTypicalUrgent => ("crit", Some((ONE, DIAMOND))),
        Flag::FarAbove => ("crit", Some((TWO, TWICE_UP))),
        Flag::FarBelow => ("crit", Some((TWO, TWICE_DOWN))),
        _ => ("", None),
    };
    Look { class, shape }
}

/// The words of a tag: ours where the meaning is known, else the lab's own.
pub fn tag_words(flag: Flag, mark: Option<&Mark>, words: &'static Words) -> String {
    let (lab, flags) = (&words.lab, &words.flags);
    let ours = match flag {
        Flag::InRange => lab.in_range,
        Flag::Above => lab.above,
        Flag::Below => lab.below,
        Flag::WellAbove => lab.well_above,
        Flag::WellBelow => lab.well_below,
        Flag::FarAbove => lab.far_above,
        Flag::FarBelow => lab.far_below,
        Flag::NotTypical => lab.not_typical,
        Flag::NotTypicalUrgent => lab.quick,
        Flag::Positive => flags.positive,
        Flag::Negative => flags.negative,
        Flag::Detected => flags.detected,
        Flag::NotDetected => flags.not_detected,
        Flag::Indeterminate => flags.indeterminate,
        Flag::Equivocal => flags.equivocal,
        Flag::Reactive => flags.reactive,
        Flag::WeaklyReactive => flags.weakly_reactive,
        Flag::NonReactive => flags.not_reactive,
        Flag::Rising => flags.rising,
        Flag::Falling => flags.falling,
        Flag::Better => flags.better,
        Flag::Worse => flags.worse,
        Flag::Susceptible => flags.susceptible,
        Flag::Intermediate => flags.intermediate,
        Flag::Resistant => flags.resistant,
        _ => return mark.map(|mark| mark.words.clone()).unwrap_or_default(),
    };
    ours.to_owned()
}

/// The tag of a value; nothing where nothing can be said.
#[component]
pub fn FlagTag(standing: Standing, #[prop(default = "tag")] kind: &'static str) -> impl IntoView {
    let reader = reader();
    let Some(flag) = standing.flag() else {
        return ().into_any();
    };
    let Look { class, shape } = look(flag);
    let words = text(move || tag_words(flag, mark_of(&standing), reader.words()));
    let shape = shape.map(|(frame, path)| {
        let class = if frame == TWO { "shape two" } else { "shape" };
        view! { <svg class=class viewBox=frame aria-hidden="true"><path d=path></path></svg> }
    });
    view! { <span class=format!("{kind} {class}")>{shape}{words}</span> }.into_any()
}

/// What is said below a value, sentence by sentence; tracked.
pub fn sentences(
    standing: &Standing,
    attention: Option<Attention>,
    words: &'static Words,
) -> Vec<String> {
    let lab = &words.lab;
    let mut said = Vec::new();
    let flag = standing.flag();
    match flag {
        Some(Flag::InRange) => said.push(lab.say_in_range.to_owned()),
        Some(Flag::Above | Flag::WellAbove | Flag::FarAbove) => said.push(lab.say_above.to_owned()),
        Some(Flag::Below | Flag::WellBelow | Flag::FarBelow) => said.push(lab.say_below.to_owned()),
        Some(Flag::NotTypical | Flag::NotTypicalUrgent) => {
            said.push(lab.say_not_typical.to_owned())
        }
        Some(flag) => {
            let note = tag_words(flag, mark_of(standing), words);
            said.push(fill(lab.lab_note, &[("note", &note)]));
        }
        None => {}
    }
    match attention {
        Some(Attention::Now) => said.push(lab.say_quick_now.to_owned()),
        Some(Attention::AtTheTime) => said.push(lab.say_quick_then.to_owned()),
        None => {}
    }
    match standing {
        Standing::Marked { differs: true, .. } => said.push(lab.say_disagree.to_owned()),
        Standing::Compared(_) => said.push(lab.say_computed.to_owned()),
        Standing::NoRange => said.push(lab.say_no_range.to_owned()),
        Standing::Marked { differs: false, .. } | Standing::NotCompared | Standing::NoValue => {}
    }
    said
}

/// The tag for a status that is not simply final; and the sentence for it.
pub fn status_words(
    status: &Status,
    words: &'static Words,
) -> Option<(&'static str, &'static str)> {
    match status {
        Status::Waiting => Some((words.results.waiting, words.lab.pending)),
        Status::Early => Some((words.results.early, words.lab.early)),
        Status::Partial => Some((words.results.early, words.lab.partial)),
        Status::Amended | Status::Corrected => Some((words.results.corrected, words.lab.corrected)),
        Status::Appended => Some((words.results.corrected, words.lab.appended)),
        Status::Canceled => Some((words.results.canceled, words.lab.canceled)),
        Status::Unknown => Some((words.lab.none_given, words.lab.unknown_status)),
        Status::Final | Status::Mistake | Status::Other(_) => None,
    }
}

fn mark_of(standing: &Standing) -> Option<&Mark> {
    match standing {
        Standing::Marked { mark, .. } => Some(mark),
        Standing::Compared(_) | Standing::NotCompared | Standing::NoRange | Standing::NoValue => {
            None
        }
    }
}
