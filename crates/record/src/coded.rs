//! Reads coded instructions, or says that they are not understood: then they are shown as sent (reference §4.2).

use fhir::{CodeableConcept, Decimal, Dosage, Repeat, Timing};

use crate::{
    codes::{DAYS, EVENTS, METHODS, ROUTES, SPANS, Table, UNITS},
    sent,
    sig::{AsNeeded, Dose, Event, Lasts, Method, Often, Route, Sig, Span, Unit},
};

/// The instruction, if every populated element of it is understood.
pub(crate) fn understood(dosage: &Dosage<'_>) -> Option<Sig> {
    if dosage.has_more || dosage.site.is_some() {
        return None;
    }
    let mut sig = Sig {
        as_needed: as_needed(dosage)?,
        ..Sig::default()
    };
    if let Some(method) = &dosage.method {
        sig.method = Some(found(method, METHODS)?);
    }
    if let Some(route) = &dosage.route {
        sig.route = Some(found(route, ROUTES)?);
    }
    match dosage.dose_and_rate.as_slice() {
        [] => {}
        [one] => sig.dose = Some(dose(one)?),
        _ => return None,
    }
    if let Some(timing) = &dosage.timing {
        time(timing, &mut sig)?;
    }
    if let Some(most) = &dosage.max_dose_per_period {
        let (above, below) = (most.numerator.as_ref()?, most.denominator.as_ref()?);
        let span = span(below.code.as_deref().or(below.unit.as_deref())?)?;
        sig.most = Some((single(above)?, number(below.value?)?, span));
    }
    let by_mouth = matches!(sig.route, Some(Route::Mouth | Route::UnderTongue));
    let swallowed = sig.dose.as_ref().and_then(|dose| dose.unit);
    let swallowed = matches!(swallowed, Some(Unit::Tablet | Unit::Capsule));
    if sig.method.is_none() && (by_mouth || swallowed && sig.route.is_none()) {
        sig.method = Some(Method::Take);
    }
    Some(sig)
}

fn as_needed(dosage: &Dosage<'_>) -> Option<Option<AsNeeded>> {
    let reason = dosage.as_needed_codeable_concept.as_ref();
    match (reason, dosage.as_needed_boolean) {
        (None, None | Some(false)) => Some(None),
        (None, Some(true)) => Some(Some(AsNeeded::Plain)),
        (Some(reason), None | Some(true)) => Some(Some(AsNeeded::For(sent::said(reason)?))),
        (Some(_), Some(false)) => None,
    }
}

fn dose(sent: &fhir::DoseAndRate<'_>) -> Option<Dose> {
    let known_kind = |kind: &CodeableConcept<'_>| kind.has_code("ordered");
    if sent.has_more || !sent.kind.as_ref().is_none_or(known_kind) {
        return None;
    }
    match (&sent.dose_quantity, &sent.dose_range) {
        (Some(quantity), None) => single(quantity),
        (None, Some(range)) => {
            let (low, high) = (single(range.low.as_ref()?)?, single(range.high.as_ref()?)?);
            (low.unit == high.unit).then_some(Dose {
                low: low.low,
                high: Some(high.low),
                unit: low.unit,
            })
        }
        _ => None,
    }
}

fn single(quantity: &fhir::Quantity<'_>) -> Option<Dose> {
    if quantity.comparator.is_some() {
        return None;
    }
    let unit = match quantity.unit_words() {
        None => None,
        Some(words) => {
            let code = quantity.code.as_deref().unwrap_or(words);
            Some(of(words, UNITS).or_else(|| of(code, UNITS))?)
        }
    };
    Some(Dose {
        low: number(quantity.value?)?,
        high: None,
        unit,
    })
}

fn time(timing: &Timing<'_>, sig: &mut Sig) -> Option<()> {
    if timing.has_more {
        return None;
    }
    if let Some(repeat) = &timing.repeat {
        rule(repeat, sig)?;
    }
    let Some(code) = &timing.code else {
        return Some(());
    };
    let (often, event) = abbreviation(code)?;
    let events: Vec<Event> = event.into_iter().collect();
    if sig.often.is_none() && sig.events.is_empty() && sig.times.is_empty() {
        (sig.often, sig.events) = (Some(often), events);
        return Some(());
    }
    // A code and a rule that say two different things are not understood.
    (sig.often == Some(often) && sig.events == events && sig.times.is_empty()).then_some(())
}

fn rule(repeat: &Repeat<'_>, sig: &mut Sig) -> Option<()> {
    if repeat.has_more {
        return None;
    }
    sig.often = often(repeat)?;
    for day in &repeat.day_of_week {
        sig.days.push(of(day.as_deref()?, DAYS)?);
    }
    for event in &repeat.when {
        sig.events.push(of(event.as_deref()?, EVENTS)?);
    }
    for time in &repeat.time_of_day {
        let mut parts = time.as_deref()?.split(':');
        let (hour, minute) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        (hour < 24 && minute < 60).then_some(())?;
        sig.times.push((hour, minute));
    }
    if let Some(duration) = &repeat.bounds_duration {
        let unit = duration.code.as_deref().or(duration.unit.as_deref())?;
        duration.comparator.is_none().then_some(())?;
        sig.lasts
            .push(Lasts::For(number(duration.value?)?, span(unit)?));
    }
    if let Some(period) = &repeat.bounds_period {
        let start = sent::when(period.start.as_deref()).map(Lasts::From);
        let end = sent::when(period.end.as_deref()).map(Lasts::Until);
        sig.lasts.extend(start.into_iter().chain(end));
    }
    if let Some(count) = repeat.count {
        sig.lasts.push(Lasts::Times(whole(count)?));
    }
    Some(())
}

/// The outer `None`: not understood.
fn often(repeat: &Repeat<'_>) -> Option<Option<Often>> {
    let (Some(frequency), Some(period)) = (repeat.frequency, repeat.period) else {
        let nothing = repeat.frequency.is_none()
            && repeat.period.is_none()
            && repeat.frequency_max.is_none()
            && repeat.period_max.is_none()
            && repeat.period_unit.is_none();
        return nothing.then_some(None);
    };
    let span = span(repeat.period_unit.as_deref()?)?;
    let (times, period) = (whole(frequency)?, number(period)?);
    match (repeat.frequency_max, repeat.period_max) {
        (None, Some(to)) if times == "1" => {
            Some(Some(Often::Every(period, Some(number(to)?), span)))
        }
        (None, None) if times == "1" && (period != "1" || span == Span::Hour) => {
            Some(Some(Often::Every(period, None, span)))
        }
        (to, None) if period == "1" && span != Span::Hour => {
            let to = match to {
                Some(to) => Some(whole(to)?),
                None => None,
            };
            Some(Some(Often::Times(times, to, span)))
        }
        _ => None,
    }
}

/// <https://terminology.hl7.org/CodeSystem-v3-GTSAbbreviation.html>
fn abbreviation(code: &CodeableConcept<'_>) -> Option<(Often, Option<Event>)> {
    let coding = code.coding.first();
    let text = code.text.as_deref().map(str::trim);
    let display = coding.and_then(|coding| coding.display.as_deref());
    let code = coding.and_then(|coding| coding.code.as_deref()).or(text)?;
    if text.is_some_and(|text| text != code && Some(text) != display) {
        return None;
    }
    let times = |times: &str| Often::Times(times.to_owned(), None, Span::Day);
    let every = |hours: &str| Often::Every(hours.to_owned(), None, Span::Hour);
    Some(match code.trim().to_ascii_uppercase().as_str() {
        "QD" => (times("1"), None),
        "BID" => (times("2"), None),
        "TID" => (times("3"), None),
        "QID" => (times("4"), None),
        "QOD" => (Often::Every("2".to_owned(), None, Span::Day), None),
        "Q1H" => (every("1"), None),
        "Q2H" => (every("2"), None),
        "Q3H" => (every("3"), None),
        "Q4H" => (every("4"), None),
        "Q6H" => (every("6"), None),
        "Q8H" => (every("8"), None),
        "AM" => (times("1"), Some(Event::Morning)),
        "PM" => (times("1"), Some(Event::Afternoon)),
        "BED" => (times("1"), Some(Event::Bedtime)),
        "WK" => (Often::Times("1".to_owned(), None, Span::Week), None),
        "MO" => (Often::Times("1".to_owned(), None, Span::Month), None),
        _ => return None,
    })
}

/// A number to read: `0.5`, not `.5` or `0.50`.
fn number(decimal: Decimal<'_>) -> Option<String> {
    let digits = decimal.as_str();
    let plain = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    if !digits.bytes().all(plain) {
        return None;
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let whole = if whole.is_empty() { "0" } else { whole };
    let dot = if fraction.is_empty() { "" } else { "." };
    let number = format!("{whole}{dot}{fraction}");
    (number != "0").then_some(number)
}

fn whole(decimal: Decimal<'_>) -> Option<String> {
    number(decimal).filter(|number| !number.contains('.'))
}

fn span(unit: &str) -> Option<Span> {
    of(unit, SPANS)
}

/// What a concept means, if its own words and every code of it that is known say the same. Words that are not known
/// may say more than the code does.
fn found<T: Copy + PartialEq>(concept: &CodeableConcept<'_>, table: Table<T>) -> Option<T> {
    let text = sent::words(concept.text.as_deref());
    let said = match text {
        Some(text) => Some(of(&text, table)?),
        None => None,
    };
    let coded = concept.coding.iter().flat_map(|coding| {
        let display = coding.display.as_deref();
        coding.code.as_deref().into_iter().chain(display)
    });
    let coded = coded.filter_map(|word| of(word, table));
    let mut meanings = said.into_iter().chain(coded);
    let first = meanings.next()?;
    meanings.all(|other| other == first).then_some(first)
}

fn of<T: Copy>(word: &str, table: Table<T>) -> Option<T> {
    let word = word.trim().to_lowercase();
    let word = word.split(" (").next().unwrap_or_default();
    table
        .iter()
        .find(|(_, words)| words.contains(&word))
        .map(|(meaning, _)| *meaning)
}
