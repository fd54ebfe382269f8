//! Coded instructions as a sentence, in the reader's language (reference §4.2). Hospital text is never in here: a
//! sentence is only made where every code is understood.

use record::sig::{AsNeeded, Dose, Event, Lasts, Method, Often, Route, Span, Unit, Weekday};

use super::{Counted, fill};

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

pub(super) const ENGLISH: Sig = Sig {
    acts: Acts {
        using: "Use",
        take: "Take",
        swallow: "Swallow",
        chew: "Chew",
        inject: "Inject",
        apply: "Apply",
        inhale: "Inhale",
    },
    units: Units {
        none: "{count} (unit not given)",
        tablet: counted("1 tablet", "{count} tablets"),
        capsule: counted("1 capsule", "{count} capsules"),
        milliliter: counted("1 mL", "{count} mL"),
        milligram: counted("1 mg", "{count} mg"),
        microgram: counted("1 mcg", "{count} mcg"),
        gram: counted("1 gram", "{count} grams"),
        puff: counted("1 puff", "{count} puffs"),
        drop: counted("1 drop", "{count} drops"),
        spray: counted("1 spray", "{count} sprays"),
        patch: counted("1 patch", "{count} patches"),
        unit: counted("1 unit", "{count} units"),
    },
    routes: Routes {
        mouth: "by mouth",
        under_tongue: "under the tongue",
        skin: "on the skin",
        under_skin: "under the skin",
        muscle: "into a muscle",
        vein: "into a vein",
        nose: "in the nose",
        eye: "in the eye",
        ear: "in the ear",
        lungs: "by breathing it in",
        rectum: "in the rectum",
        vagina: "in the vagina",
    },
    often: Rhythm {
        times_hour: counted("once an hour", "{count} times an hour"),
        times_day: counted("once a day", "{count} times a day"),
        times_week: counted("once a week", "{count} times a week"),
        times_month: counted("once a month", "{count} times a month"),
        every_hours: counted("every hour", "every {count} hours"),
        every_days: counted("every day", "every {count} days"),
        every_weeks: counted("every week", "every {count} weeks"),
        every_months: counted("every month", "every {count} months"),
        hours: counted("1 hour", "{count} hours"),
        span_days: counted("1 day", "{count} days"),
        weeks: counted("1 week", "{count} weeks"),
        months: counted("1 month", "{count} months"),
    },
    days: Days {
        on: "on {days}",
        monday: "Monday",
        tuesday: "Tuesday",
        wednesday: "Wednesday",
        thursday: "Thursday",
        friday: "Friday",
        saturday: "Saturday",
        sunday: "Sunday",
    },
    events: Events {
        at: "at {time}",
        before_noon: "AM",
        after_noon: "PM",
        morning: "in the morning",
        afternoon: "in the afternoon",
        evening: "in the evening",
        night: "at night",
        bedtime: "at bedtime",
        before_meals: "before meals",
        before_breakfast: "before breakfast",
        before_lunch: "before the midday meal",
        before_dinner: "before the evening meal",
        after_meals: "after meals",
        after_breakfast: "after breakfast",
        after_lunch: "after the midday meal",
        after_dinner: "after the evening meal",
        with_meals: "with meals",
        with_breakfast: "with breakfast",
        with_lunch: "with the midday meal",
        with_dinner: "with the evening meal",
    },
    range: "{low} to {high}",
    list: "{first} and {last}",
    as_needed: "as needed",
    as_needed_for: "as needed for: {reason}",
    lasts: "for {span}",
    from: "starting {date}",
    until: "until {date}",
    doses: counted("for 1 dose", "for {count} doses"),
    most: "No more than {dose} in {span}.",
};

pub(super) const SPANISH: Sig = Sig {
    acts: Acts {
        using: "Use",
        take: "Tome",
        swallow: "Trague",
        chew: "Mastique",
        inject: "Inyecte",
        apply: "Aplique",
        inhale: "Inhale",
    },
    units: Units {
        none: "{count} (sin unidad indicada)",
        tablet: counted("1 tableta", "{count} tabletas"),
        capsule: counted("1 cápsula", "{count} cápsulas"),
        milliliter: counted("1 mL", "{count} mL"),
        milligram: counted("1 mg", "{count} mg"),
        microgram: counted("1 mcg", "{count} mcg"),
        gram: counted("1 gramo", "{count} gramos"),
        puff: counted("1 inhalación", "{count} inhalaciones"),
        drop: counted("1 gota", "{count} gotas"),
        spray: counted("1 rociada", "{count} rociadas"),
        patch: counted("1 parche", "{count} parches"),
        unit: counted("1 unidad", "{count} unidades"),
    },
    routes: Routes {
        mouth: "por la boca",
        under_tongue: "debajo de la lengua",
        skin: "sobre la piel",
        under_skin: "debajo de la piel",
        muscle: "en un músculo",
        vein: "en una vena",
        nose: "en la nariz",
        eye: "en el ojo",
        ear: "en el oído",
        lungs: "al respirar",
        rectum: "en el recto",
        vagina: "en la vagina",
    },
    often: Rhythm {
        times_hour: counted("una vez por hora", "{count} veces por hora"),
        times_day: counted("una vez al día", "{count} veces al día"),
        times_week: counted("una vez a la semana", "{count} veces a la semana"),
        times_month: counted("una vez al mes", "{count} veces al mes"),
        every_hours: counted("cada hora", "cada {count} horas"),
        every_days: counted("cada día", "cada {count} días"),
        every_weeks: counted("cada semana", "cada {count} semanas"),
        every_months: counted("cada mes", "cada {count} meses"),
        hours: counted("1 hora", "{count} horas"),
        span_days: counted("1 día", "{count} días"),
        weeks: counted("1 semana", "{count} semanas"),
        months: counted("1 mes", "{count} meses"),
    },
    days: Days {
        on: "los días: {days}",
        monday: "lunes",
        tuesday: "martes",
        wednesday: "miércoles",
        thursday: "jueves",
        friday: "viernes",
        saturday: "sábado",
        sunday: "domingo",
    },
    events: Events {
        at: "a esta hora: {time}",
        before_noon: "a. m.",
        after_noon: "p. m.",
        morning: "por la mañana",
        afternoon: "por la tarde",
        evening: "al anochecer",
        night: "por la noche",
        bedtime: "al acostarse",
        before_meals: "antes de las comidas",
        before_breakfast: "antes del desayuno",
        before_lunch: "antes de la comida del mediodía",
        before_dinner: "antes de la cena",
        after_meals: "después de las comidas",
        after_breakfast: "después del desayuno",
        after_lunch: "después de la comida del mediodía",
        after_dinner: "después de la cena",
        with_meals: "con las comidas",
        with_breakfast: "con el desayuno",
        with_lunch: "con la comida del mediodía",
        with_dinner: "con la cena",
    },
    range: "{low} a {high}",
    list: "{first} y {last}",
    as_needed: "cuando lo necesite",
    as_needed_for: "cuando lo necesite para: {reason}",
    lasts: "durante {span}",
    from: "a partir del {date}",
    until: "hasta el {date}",
    doses: counted("1 sola dosis", "{count} dosis en total"),
    most: "No más de {dose} en {span}.",
};

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
            .map(|language| language.words().sig.sentence(sig, &date));
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
