//! How to take a medicine: as written, or else as coded (reference §4.2).

use fhir::{CodeableConcept, Dosage};

use crate::{coded::understood, order::sort, sent, sig::Sig};

/// One instruction of a medicine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Instruction {
    /// How it goes on from the one before.
    pub joint: Joint,
    /// The instruction.
    pub how: How,
    /// What else was written, where it says something else.
    pub also: Vec<String>,
}

/// How an instruction goes on from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Joint {
    /// Not said, or it is the first.
    Unsaid,
    /// Both together.
    Together,
    /// This one after that.
    Then,
}

/// An instruction in the form it was sent in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// In words: shown as written, never translated.
    Written(String),
    /// Only in codes, and every one of them is understood.
    PutTogether(Box<Sig>),
    /// Only in codes, and some are not understood: what is there, part by part.
    Codes(Vec<(Part, String)>),
}

/// What a coded part is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// By which act.
    Method,
    /// How much.
    Dose,
    /// By which way into the body.
    Route,
    /// Where on the body.
    Site,
    /// When and how often.
    Timing,
    /// As needed.
    AsNeeded,
    /// No more than.
    Most,
}

/// All instructions, in their order. `damaged`: a part of them could not be read, so no sentence is put together.
pub(crate) fn instructions(sent: &[Dosage<'_>], damaged: bool) -> Vec<Instruction> {
    let dosages = in_order(sent);
    let alone = dosages.len() == 1 && !damaged;
    let mut instructions = Vec::new();
    let mut before = None;
    for dosage in dosages {
        let joint = match (before, sequence(dosage)) {
            (Some(before), Some(own)) if before == own => Joint::Together,
            (Some(before), Some(own)) if before < own => Joint::Then,
            _ => Joint::Unsaid,
        };
        if let Some((how, also)) = instruction(dosage, alone) {
            instructions.push(Instruction { joint, how, also });
            before = sequence(dosage);
        }
    }
    instructions
}

/// In their sequence, if all have one; else as sent.
pub(crate) fn in_order<'d, 'a>(sent: &'d [Dosage<'a>]) -> Vec<&'d Dosage<'a>> {
    let mut dosages: Vec<&Dosage<'a>> = sent.iter().collect();
    if dosages.iter().all(|dosage| sequence(dosage).is_some()) {
        sort(&mut dosages, |a, b| sequence(a).cmp(&sequence(b)));
    }
    dosages
}

fn sequence(dosage: &Dosage<'_>) -> Option<i64> {
    dosage.sequence?.as_str().parse().ok()
}

/// The text, else the text for the patient, else the codes; then whatever else was written. Codes become a sentence
/// only if it stands `alone`.
pub(crate) fn instruction(dosage: &Dosage<'_>, alone: bool) -> Option<(How, Vec<String>)> {
    let more = dosage.additional_instruction.iter().filter_map(sent::said);
    let texts = [&dosage.text, &dosage.patient_instruction];
    let texts = texts
        .into_iter()
        .filter_map(|text| sent::words(text.as_deref()));
    let mut written: Vec<String> = Vec::new();
    for text in texts {
        add(&mut written, text);
    }
    let how = if written.is_empty() {
        coded(dosage, alone)
    } else {
        Some(How::Written(written.remove(0)))
    };
    let mut all: Vec<String> = match &how {
        Some(How::Written(text)) => vec![text.clone()],
        Some(How::PutTogether(_) | How::Codes(_)) | None => Vec::new(),
    };
    let first = all.len();
    for text in written.into_iter().chain(more) {
        add(&mut all, text);
    }
    let mut also = all.split_off(first);
    match how {
        Some(how) => Some((how, also)),
        None if also.is_empty() => None,
        None => Some((How::Written(also.remove(0)), also)),
    }
}

/// Adds a text unless one that is there says it already.
fn add(texts: &mut Vec<String>, text: String) {
    let plain = |text: &str| text.trim_end_matches('.').to_lowercase();
    let own = plain(&text);
    if !texts.iter().any(|known| plain(known).contains(&own)) {
        texts.push(text);
    }
}

fn coded(dosage: &Dosage<'_>, alone: bool) -> Option<How> {
    let parts = parts(dosage);
    let timed = dosage
        .timing
        .as_ref()
        .is_some_and(|timing| timing.repeat.is_some() || timing.has_more);
    let says_something = timed || !parts.is_empty() || dosage.as_needed_boolean == Some(true);
    if !says_something && !dosage.has_more {
        return None;
    }
    let sig = understood(dosage).filter(|_| alone);
    Some(sig.map_or(How::Codes(parts), |sig| How::PutTogether(Box::new(sig))))
}

/// What stands there, in the hospital's own words and numbers.
fn parts(dosage: &Dosage<'_>) -> Vec<(Part, String)> {
    let mut parts = Vec::new();
    let mut put =
        |part: Part, words: Option<String>| parts.extend(words.map(|words| (part, words)));
    let concept = |concept: &Option<CodeableConcept<'_>>| concept.as_ref().and_then(sent::said);
    put(Part::Method, concept(&dosage.method));
    for dose in &dosage.dose_and_rate {
        put(Part::Dose, dose.dose_quantity.as_ref().and_then(amount));
        let range = dose.dose_range.as_ref();
        let low = range.and_then(|range| range.low.as_ref()).and_then(amount);
        let high = range.and_then(|range| range.high.as_ref()).and_then(amount);
        let ends: Vec<String> = low.into_iter().chain(high).collect();
        put(Part::Dose, (!ends.is_empty()).then(|| ends.join(" – ")));
    }
    put(Part::Route, concept(&dosage.route));
    put(Part::Site, concept(&dosage.site));
    let timing = dosage.timing.as_ref();
    put(
        Part::Timing,
        timing.and_then(|timing| concept(&timing.code)),
    );
    if let Some(repeat) = timing.and_then(|timing| timing.repeat.as_ref()) {
        put(Part::Timing, rule(repeat));
        let listed = |list: &[Option<fhir::Text<'_>>]| {
            let words: Vec<&str> = list.iter().flatten().map(|word| word.as_str()).collect();
            (!words.is_empty()).then(|| words.join(", "))
        };
        put(Part::Timing, listed(&repeat.day_of_week));
        put(Part::Timing, listed(&repeat.time_of_day));
        put(Part::Timing, listed(&repeat.when));
    }
    put(Part::AsNeeded, concept(&dosage.as_needed_codeable_concept));
    let most = dosage.max_dose_per_period.as_ref();
    let most = most.and_then(|ratio| {
        let (above, below) = (ratio.numerator.as_ref()?, ratio.denominator.as_ref()?);
        Some(format!("{} / {}", amount(above)?, amount(below)?))
    });
    put(Part::Most, most);
    parts
}

/// A rule in numbers: `2 / 3 d` for twice in three days.
fn rule(repeat: &fhir::Repeat<'_>) -> Option<String> {
    let ends = |from: Option<fhir::Decimal<'_>>, to: Option<fhir::Decimal<'_>>| {
        let ends: Vec<&str> = from.iter().chain(&to).map(fhir::Decimal::as_str).collect();
        ends.join("–")
    };
    repeat.frequency.or(repeat.period)?;
    let unit = repeat.period_unit.as_deref().unwrap_or_default();
    let times = ends(repeat.frequency, repeat.frequency_max);
    let period = ends(repeat.period, repeat.period_max);
    Some(format!("{times} / {period} {unit}").trim().to_owned())
}

/// An amount as sent: `480 mL`.
pub(crate) fn amount(quantity: &fhir::Quantity<'_>) -> Option<String> {
    let number = quantity.value?;
    let comparator = quantity.comparator.as_deref().unwrap_or_default();
    let unit = quantity.unit_words().unwrap_or_default();
    Some(format!("{comparator}{number} {unit}").trim().to_owned())
}
