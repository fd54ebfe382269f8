//! Coded instructions as a sentence, in the reader's language (reference §4.2). Hospital text is never in here: a
//! sentence is only made where every code is understood.

mod en;
mod es;

use record::sig::{AsNeeded, Dose, Event, Lasts, Method, Often, Route, Span, Unit, Weekday};

use super::{Counted, fill};

pub(super) use en::ENGLISH;
pub(super) use es::SPANISH;

/// The words of coded instructions.
#[derive(Debug)]
pub struct Sig {
    pub acts: Acts,
    pub units: Units,
    pub routes: Routes,
    pub often: Rhythm,
    pub days: Days,
    pub events: Events,
    pub range: &'static str,
    pub list: &'static str,
    pub as_needed: &'static str,
    pub as_needed_for: &'static str,
    pub lasts: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub doses: Counted,
    pub most: &'static str,
}

/// How a sentence begins.
#[derive(Debug)]
pub struct Acts {
    pub using: &'static str,
    pub take: &'static str,
    pub swallow: &'static str,
    pub chew: &'static str,
    pub inject: &'static str,
    pub apply: &'static str,
    pub inhale: &'static str,
}

/// Of what a dose is.
#[derive(Debug)]
pub struct Units {
    pub none: &'static str,
    pub tablet: Counted,
    pub capsule: Counted,
    pub milliliter: Counted,
    pub milligram: Counted,
    pub microgram: Counted,
    pub gram: Counted,
    pub puff: Counted,
    pub drop: Counted,
    pub spray: Counted,
    pub patch: Counted,
    pub unit: Counted,
}

/// By which way into the body.
#[derive(Debug)]
pub struct Routes {
    pub mouth: &'static str,
    pub under_tongue: &'static str,
    pub skin: &'static str,
    pub under_skin: &'static str,
    pub muscle: &'static str,
    pub vein: &'static str,
    pub nose: &'static str,
    pub eye: &'static str,
    pub ear: &'static str,
    pub lungs: &'static str,
    pub rectum: &'static str,
    pub vagina: &'static str,
}

/// How often, and spans of time.
#[derive(Debug)]
pub struct Rhythm {
    pub times_hour: Counted,
    pub times_day: Counted,
    pub times_week: Counted,
    pub times_month: Counted,
    pub every_hours: Counted,
    pub every_days: Counted,
    pub every_weeks: Counted,
    pub every_months: Counted,
    pub hours: Counted,
    pub span_days: Counted,
    pub weeks: Counted,
    pub months: Counted,
}

/// Days of the week.
#[derive(Debug)]
pub struct Days {
    pub on: &'static str,
    pub monday: &'static str,
    pub tuesday: &'static str,
    pub wednesday: &'static str,
    pub thursday: &'static str,
    pub friday: &'static str,
    pub saturday: &'static str,
    pub sunday: &'static str,
}

/// Events and times of the day.
#[derive(Debug)]
pub struct Events {
    pub at: &'static str,
    pub before_noon: &'static str,
    pub after_noon: &'static str,
    pub morning: &'static str,
    pub afternoon: &'static str,
    pub evening: &'static str,
    pub night: &'static str,
    pub bedtime: &'static str,
    pub before_meals: &'static str,
    pub before_breakfast: &'static str,
    pub before_lunch: &'static str,
    pub before_dinner: &'static str,
    pub after_meals: &'static str,
    pub after_breakfast: &'static str,
    pub after_lunch: &'static str,
    pub after_dinner: &'static str,
    pub with_meals: &'static str,
    pub with_breakfast: &'static str,
    pub with_lunch: &'static str,
    pub with_dinner: &'static str,
}

impl Sig {
    /// "Take 1 tablet by mouth twice a day with meals."
    pub fn sentence(
        &self,
        sig: &record::sig::Sig,
        date: &dyn Fn(&record::When) -> String,
    ) -> String {
        let mut parts: Vec<String> = vec![self.act(sig.method).to_owned()];
        parts.extend(sig.dose.as_ref().map(|dose| self.dose(dose)));
        parts.extend(sig.route.map(|route| self.route(route).to_owned()));
        parts.extend(sig.often.as_ref().map(|often| self.often(often)));
        let days: Vec<String> = sig
            .days
            .iter()
            .map(|day| self.day(*day).to_owned())
            .collect();
        parts.extend(
            self.listed(days)
                .map(|days| fill(self.days.on, &[("days", &days)])),
        );
        let times = sig.times.iter().map(|time| self.time(*time)).collect();
        parts.extend(
            self.listed(times)
                .map(|times| fill(self.events.at, &[("time", &times)])),
        );
        let events = sig.events.iter().map(|event| self.event(*event).to_owned());
        parts.extend(self.listed(events.collect()));
        parts.extend(sig.as_needed.as_ref().map(|needed| match needed {
            AsNeeded::Plain => self.as_needed.to_owned(),
            AsNeeded::For(reason) => fill(self.as_needed_for, &[("reason", reason)]),
        }));
        parts.extend(sig.lasts.iter().map(|lasts| match lasts {
            Lasts::For(count, span) => fill(self.lasts, &[("span", &self.span(count, *span))]),
            Lasts::From(when) => fill(self.from, &[("date", &date(when))]),
            Lasts::Until(when) => fill(self.until, &[("date", &date(when))]),
            Lasts::Times(count) => self.doses.with(count),
        }));
        let mut sentence = format!("{}.", parts.join(" "));
        if let Some((dose, count, span)) = &sig.most {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("dose", &self.dose(dose)),
                ("span", &self.span(count, *span)),
            ];
            sentence.push(' ');
            sentence.push_str(&fill(self.most, &values));
        }
        sentence
    }

    fn act(&self, method: Option<Method>) -> &'static str {
        match method {
            None => self.acts.using,
            Some(Method::Take) => self.acts.take,
            Some(Method::Swallow) => self.acts.swallow,
            Some(Method::Chew) => self.acts.chew,
            Some(Method::Inject) => self.acts.inject,
            Some(Method::Apply) => self.acts.apply,
            Some(Method::Inhale) => self.acts.inhale,
        }
    }

    fn dose(&self, dose: &Dose) -> String {
        let count = self.ends(&dose.low, dose.high.as_deref());
        let unit = match dose.unit {
            None => return fill(self.units.none, &[("count", &count)]),
            Some(Unit::Tablet) => &self.units.tablet,
            Some(Unit::Capsule) => &self.units.capsule,
            Some(Unit::Milliliter) => &self.units.milliliter,
            Some(Unit::Milligram) => &self.units.milligram,
            Some(Unit::Microgram) => &self.units.microgram,
            Some(Unit::Gram) => &self.units.gram,
            Some(Unit::Puff) => &self.units.puff,
            Some(Unit::Drop) => &self.units.drop,
            Some(Unit::Spray) => &self.units.spray,
            Some(Unit::Patch) => &self.units.patch,
            Some(Unit::Unit) => &self.units.unit,
        };
        unit.with(&count)
    }

    fn route(&self, route: Route) -> &'static str {
        match route {
            Route::Mouth => self.routes.mouth,
            Route::UnderTongue => self.routes.under_tongue,
            Route::Skin => self.routes.skin,
            Route::UnderSkin => self.routes.under_skin,
            Route::Muscle => self.routes.muscle,
            Route::Vein => self.routes.vein,
            Route::Nose => self.routes.nose,
            Route::Eye => self.routes.eye,
            Route::Ear => self.routes.ear,
            Route::Lungs => self.routes.lungs,
            Route::Rectum => self.routes.rectum,
            Route::Vagina => self.routes.vagina,
        }
    }

    fn often(&self, often: &Often) -> String {
        let (low, high, counted) = match often {
            Often::Times(low, high, Span::Hour) => (low, high, &self.often.times_hour),
            Often::Times(low, high, Span::Day) => (low, high, &self.often.times_day),
            Often::Times(low, high, Span::Week) => (low, high, &self.often.times_week),
            Often::Times(low, high, Span::Month) => (low, high, &self.often.times_month),
            Often::Every(low, high, Span::Hour) => (low, high, &self.often.every_hours),
            Often::Every(low, high, Span::Day) => (low, high, &self.often.every_days),
            Often::Every(low, high, Span::Week) => (low, high, &self.often.every_weeks),
            Often::Every(low, high, Span::Month) => (low, high, &self.often.every_months),
        };
        counted.with(&self.ends(low, high.as_deref()))
    }

    fn span(&self, count: &str, span: Span) -> String {
        match span {
            Span::Hour => self.often.hours.with(count),
            Span::Day => self.often.span_days.with(count),
            Span::Week => self.often.weeks.with(count),
            Span::Month => self.often.months.with(count),
        }
    }

    fn day(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.days.monday,
            Weekday::Tuesday => self.days.tuesday,
            Weekday::Wednesday => self.days.wednesday,
            Weekday::Thursday => self.days.thursday,
            Weekday::Friday => self.days.friday,
            Weekday::Saturday => self.days.saturday,
            Weekday::Sunday => self.days.sunday,
        }
    }

    fn event(&self, event: Event) -> &'static str {
        let words = &self.events;
        match event {
            Event::Morning => words.morning,
            Event::Afternoon => words.afternoon,
            Event::Evening => words.evening,
            Event::Night => words.night,
            Event::Bedtime => words.bedtime,
            Event::BeforeMeals => words.before_meals,
            Event::BeforeBreakfast => words.before_breakfast,
            Event::BeforeLunch => words.before_lunch,
            Event::BeforeDinner => words.before_dinner,
            Event::AfterMeals => words.after_meals,
            Event::AfterBreakfast => words.after_breakfast,
            Event::AfterLunch => words.after_lunch,
            Event::AfterDinner => words.after_dinner,
            Event::WithMeals => words.with_meals,
            Event::WithBreakfast => words.with_breakfast,
            Event::WithLunch => words.with_lunch,
            Event::WithDinner => words.with_dinner,
        }
    }

    /// "8:00 AM"
    fn time(&self, (hour, minute): (u8, u8)) -> String {
        let half = match hour {
            0..12 => self.events.before_noon,
            _ => self.events.after_noon,
        };
        let hour = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{minute:02} {half}")
    }

    fn ends(&self, low: &str, high: Option<&str>) -> String {
        match high {
            Some(high) => fill(self.range, &[("low", &low), ("high", &high)]),
            None => low.to_owned(),
        }
    }

    /// "Monday, Wednesday and Friday"
    fn listed(&self, mut words: Vec<String>) -> Option<String> {
        let last = words.pop()?;
        if words.is_empty() {
            return Some(last);
        }
        Some(fill(
            self.list,
            &[("first", &words.join(", ")), ("last", &last)],
        ))
    }
}

const fn counted(one: &'static str, many: &'static str) -> Counted {
    Counted { one, many }
}

#[cfg(test)]
mod tests {
    use record::{instruction::How, take};

    use crate::words::Language;

    #[track_caller]
    fn check(dosage: &str, english: &str, spanish: &str) {
        let json = format!(
            r#"{{"resourceType":"MedicationRequest","id":"1","dosageInstruction":[{{{dosage}}}]}}"#
        );
        let answer = fhir::Answer::new(json);
        let page = fhir::read::page(&answer).expect("an answer in FHIR");
        let asked = record::Asked {
            source: record::SourceId(0),
            base: "https://ehr.example/fhir",
            patient: "maria",
        };
        let taken = take(&page, &asked);
        let How::PutTogether(sig) = &taken.medicines[0].instructions[0].how else {
            panic!("{dosage} is not understood")
        };
        let date = |when: &record::When| format!("{}", when.year().unwrap_or_default());
        let said = [Language::English, Language::Spanish]
            .map(|language| language.words().rooms().sig.sentence(sig, &date));
        assert_eq!(said, [english, spanish]);
    }

    #[test]
    fn coded_instructions_are_said_in_both_languages() {
        check(
            r#""method":{"text":"Take"},"doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"tablet"}}],"route":{"text":"Oral"},"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d","when":["C"]}}"#,
            "Take 1 tablet by mouth 2 times a day with meals.",
            "Tome 1 tableta por la boca 2 veces al día con las comidas.",
        );
        check(
            r#""doseAndRate":[{"doseRange":{"low":{"value":1,"unit":"puff"},"high":{"value":2,"unit":"puff"}}}],"timing":{"repeat":{"frequency":1,"period":4,"periodMax":6,"periodUnit":"h"}},"asNeededCodeableConcept":{"text":"wheezing"}"#,
            "Use 1 to 2 puffs every 4 to 6 hours as needed for: wheezing.",
            "Use 1 a 2 inhalaciones cada 4 a 6 horas cuando lo necesite para: wheezing.",
        );
        check(
            r#""doseAndRate":[{"doseQuantity":{"value":0.50,"unit":"mL"}}],"route":{"coding":[{"code":"34206005"}]},"method":{"text":"Inject"},"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"wk","dayOfWeek":["mon","thu"],"timeOfDay":["08:00:00","20:30:00"],"boundsDuration":{"value":10,"code":"d"}}}"#,
            "Inject 0.5 mL under the skin once a week on Monday and Thursday at 8:00 AM and 8:30 PM for 10 days.",
            "Inyecte 0.5 mL debajo de la piel una vez a la semana los días: lunes y jueves a esta hora: 8:00 a. m. y 8:30 p. m. durante 10 días.",
        );
        check(
            r#""doseAndRate":[{"doseQuantity":{"value":1}}],"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}}"#,
            "Use 1 (unit not given) once a day.",
            "Use 1 (sin unidad indicada) una vez al día.",
        );
        check(
            r#""doseAndRate":[{"doseQuantity":{"value":2,"unit":"tablets"}}],"timing":{"code":{"text":"Q8H"},"repeat":{"boundsPeriod":{"start":"2026","end":"2027"},"count":6}},"maxDosePerPeriod":{"numerator":{"value":4,"unit":"tablets"},"denominator":{"value":24,"unit":"h"}}"#,
            "Take 2 tablets every 8 hours starting 2026 until 2027 for 6 doses. No more than 4 tablets in 24 hours.",
            "Tome 2 tabletas cada 8 horas a partir del 2026 hasta el 2027 6 dosis en total. No más de 4 tabletas en 24 horas.",
        );
        check(
            r#""asNeededBoolean":true"#,
            "Use as needed.",
            "Use cuando lo necesite.",
        );
    }
}
