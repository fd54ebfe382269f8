//! What the pages about allergies say, and the one sentence about all of them. The five situations have words of their
//! own, so that none reads like another.

mod en;
mod es;

use record::{
    Allergy, SourceId, When,
    allergies::{Reach, Situation},
    allergy::{About, Scope, Verification},
    names::Mention,
};

use super::{Counted, fill};

pub(super) use en::ENGLISH;
pub(super) use es::SPANISH;

/// The allergies.
#[derive(Debug)]
pub struct Allergies {
    pub title: &'static str,
    pub listed: &'static str,
    pub unclear_count: Counted,
    pub only_unclear: Counted,
    pub none_any: &'static str,
    pub none_medicine: &'static str,
    pub none_food: &'static str,
    pub none_environment: &'static str,
    pub none_latex: &'static str,
    pub none_as_sent: &'static str,
    pub only_this_kind: &'static str,
    pub recorded_by: &'static str,
    pub recorded_at: &'static str,
    pub not_confirmed: &'static str,
    pub none_beside: &'static str,
    pub nothing: &'static str,
    pub not_asked: &'static str,
    pub only_past: &'static str,
    pub failed: &'static str,
    pub loading: &'static str,
    pub more_loading: &'static str,
    pub partly: &'static str,
    pub also_called: &'static str,
    pub unnamed: &'static str,
    pub current: &'static str,
    pub none_known: &'static str,
    pub past: &'static str,
    pub ruled_out: &'static str,
    pub unclear: &'static str,
    pub asked: &'static str,
    pub reaction: &'static str,
    pub mild: &'static str,
    pub moderate: &'static str,
    pub severe: &'static str,
    pub criticality: &'static str,
    pub low: &'static str,
    pub high: &'static str,
    pub not_known: &'static str,
    pub kind: &'static str,
    pub allergy: &'static str,
    pub intolerance: &'static str,
    pub category: &'static str,
    pub food: &'static str,
    pub medicine: &'static str,
    pub environment: &'static str,
    pub biologic: &'static str,
    pub status: &'static str,
    pub inactive: &'static str,
    pub resolved: &'static str,
    pub refuted: &'static str,
    pub unconfirmed: &'static str,
    pub onset: &'static str,
    pub last: &'static str,
    pub recorded: &'static str,
    pub recorder: &'static str,
    pub notes: &'static str,
    pub incomplete: &'static str,
}

/// What a sentence needs to know of the app: names and dates.
pub struct Told<'a> {
    /// The name of a hospital.
    pub hospital: &'a dyn Fn(SourceId) -> String,
    /// The name of a person, if it is known.
    pub person: &'a dyn Fn(&Mention) -> Option<String>,
    /// What else records call an allergy.
    pub also: &'a dyn Fn(&Allergy) -> Vec<String>,
    /// A day.
    pub day: &'a dyn Fn(&When) -> String,
}

impl Allergies {
    /// What may be said of all allergies together.
    pub fn sentence(&self, situation: &Situation, told: &Told<'_>) -> String {
        match situation {
            Situation::Loading => self.loading.to_owned(),
            Situation::Failed => self.failed.to_owned(),
            Situation::Nothing { not_asked: false } => self.nothing.to_owned(),
            Situation::Nothing { not_asked: true } => {
                format!("{} {}", self.not_asked, self.nothing)
            }
            Situation::OnlyPast => self.only_past.to_owned(),
            Situation::NoneKnown { none, reach } => {
                let mut said: Vec<String> = none.iter().map(|one| self.none(one, told)).collect();
                let whole =
                    |one: &std::sync::Arc<Allergy>| one.about == About::NoneKnown(Scope::Any);
                if !none.iter().any(whole) {
                    said.push(self.only_this_kind.to_owned());
                }
                said.extend(self.reach(*reach));
                said.join(" ")
            }
            Situation::Listed {
                listed,
                unclear,
                none,
                reach,
            } => {
                let names: Vec<String> = listed
                    .iter()
                    .map(|one| self.every_name(one, &(told.also)(one)))
                    .collect();
                let mut said = Vec::new();
                match (names.is_empty(), *unclear) {
                    (false, 0) => said.push(fill(self.listed, &[("names", &names.join(", "))])),
                    (true, unclear) => said.push(self.only_unclear.of(unclear)),
                    (false, unclear) => {
                        said.push(fill(self.listed, &[("names", &names.join(", "))]));
                        said.push(self.unclear_count.of(unclear));
                    }
                }
                said.extend(
                    none.iter()
                        .map(|one| fill(self.none_beside, &[("none", &self.none(one, told))])),
                );
                said.extend(self.reach(*reach));
                said.join(" ")
            }
        }
    }

    /// What it is called, and whether it is sure.
    pub fn name(&self, allergy: &Allergy) -> String {
        let name = allergy.name.as_deref().unwrap_or(self.unnamed);
        match allergy.verification {
            Verification::Unconfirmed => format!("{name} ({})", self.not_confirmed),
            _ => name.to_owned(),
        }
    }

    /// By the names of all records: none of them is behind another.
    pub fn every_name(&self, allergy: &Allergy, others: &[String]) -> String {
        let name = self.name(allergy);
        match others.is_empty() {
            true => name,
            false => fill(
                self.also_called,
                &[("name", &name), ("names", &others.join("; "))],
            ),
        }
    }

    /// "No known medicine allergies, recorded by Kenji Ito, St. Mary's Hospital, on Oct 6, 2026."
    pub fn none(&self, allergy: &Allergy, told: &Told<'_>) -> String {
        let what = match &allergy.about {
            About::NoneKnown(Scope::Medicine) => self.none_medicine.to_owned(),
            About::NoneKnown(Scope::Food) => self.none_food.to_owned(),
            About::NoneKnown(Scope::Environment) => self.none_environment.to_owned(),
            About::NoneKnown(Scope::Latex) => self.none_latex.to_owned(),
            About::NoneKnown(Scope::AsSent(words)) => fill(self.none_as_sent, &[("words", words)]),
            About::NoneKnown(Scope::Any) | About::One | About::NotAsked => self.none_any.to_owned(),
        };
        let unsure = match allergy.verification {
            Verification::Unconfirmed => format!(" ({})", self.not_confirmed),
            _ => String::new(),
        };
        let hospital = (told.hospital)(allergy.source);
        let person = allergy.recorder.as_ref().and_then(|one| (told.person)(one));
        let who = match person {
            Some(person) => format!("{person}, {hospital}"),
            None => hospital,
        };
        let by = match &allergy.recorded {
            Some(when) => fill(
                self.recorded_at,
                &[("who", &who), ("date", &(told.day)(when))],
            ),
            None => fill(self.recorded_by, &[("who", &who)]),
        };
        format!("{what}{unsure}{by}")
    }

    fn reach(&self, reach: Reach) -> Option<String> {
        match reach {
            Reach::Whole => None,
            Reach::Loading => Some(self.more_loading.to_owned()),
            Reach::Partly => Some(self.partly.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use record::{
        Allergy, Asked, SourceId, When,
        allergies::{Reach, situation},
        names::Mention,
        take,
    };

    use super::Told;
    use crate::words::Language;

    const PENICILLIN: &str = r#""code":{"text":"Penicillin"}"#;
    const LATEX: &str =
        r#""code":{"text":"Latex"},"verificationStatus":{"coding":[{"code":"unconfirmed"}]}"#;
    const NO_MEDICINE: &str = r#""code":{"coding":[{"code":"409137002"}]},"recordedDate":"2026","recorder":{"display":"Kenji Ito"}"#;
    const NONE: &str = r#""code":{"coding":[{"code":"716186003"}]}"#;
    const NO_FOOD: &str = r#""code":{"coding":[{"code":"429625007"}]}"#;
    const REFUTED_KIND: &str = r#""code":{"coding":[{"code":"416098002"}]},"verificationStatus":{"coding":[{"code":"refuted"}]}"#;
    const CONTRAST: &str = r#""code":{"text":"No known contrast allergy (situation)"}"#;
    const REFUTED: &str =
        r#""code":{"text":"Eggs"},"verificationStatus":{"coding":[{"code":"refuted"}]}"#;
    const NOT_ASKED: &str = r#""code":{"coding":[{"code":"1631000175102"}],"text":"Not on File"}"#;
    const UNCLEAR: &str = r#""code":{"text":"Iodine"},"modifierExtension":[{"url":"urn:x"}]"#;

    fn allergies(entries: &[&str]) -> Vec<Arc<Allergy>> {
        let entry = |(id, rest): (usize, &&str)| {
            format!(r#"{{"resource":{{"resourceType":"AllergyIntolerance","id":"{id}",{rest}}}}}"#)
        };
        let entries: Vec<String> = entries.iter().enumerate().map(entry).collect();
        let json = format!(
            r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]}}"#,
            entries.join(",")
        );
        let answer = fhir::Answer::new(json);
        let page = fhir::read::page(&answer).expect("an answer in FHIR");
        let asked = Asked {
            source: SourceId(0),
            base: "https://ehr.example/fhir",
            patient: "maria",
        };
        take(&page, &asked)
            .allergies
            .into_iter()
            .map(Arc::new)
            .collect()
    }

    #[track_caller]
    fn check(entries: &[&str], reach: Reach, english: &str, spanish: &str) {
        let told = Told {
            hospital: &|_| "Lakeside".to_owned(),
            person: &|mention: &Mention| mention.name.clone(),
            also: &|allergy: &Allergy| match allergy.name.as_deref() {
                Some("Shellfish") => vec!["Shrimp".to_owned(), "Crab".to_owned()],
                _ => Vec::new(),
            },
            day: &|when: &When| when.year().unwrap_or_default().to_string(),
        };
        let situation = situation(&allergies(entries), reach);
        let said = [Language::English, Language::Spanish].map(|language| {
            language
                .words()
                .rooms()
                .allergies
                .sentence(&situation, &told)
        });
        assert_eq!(said, [english, spanish]);
    }

    const NOTHING: [&str; 2] = [
        "No allergies are recorded. This doesn't mean you have none. Tell your care team about any you have.",
        "No hay alergias registradas. Esto no significa que no tenga ninguna. Diga a su equipo médico si tiene alguna.",
    ];
    const FAILED: [&str; 2] = [
        "We couldn't get all of your allergies. This doesn't mean you have none.",
        "No pudimos obtener todas sus alergias. Esto no significa que no tenga ninguna.",
    ];
    const LOADING: [&str; 2] = ["Loading allergies", "Cargando las alergias"];

    #[test]
    fn allergies_that_are_listed_are_named() {
        check(
            &[PENICILLIN, LATEX],
            Reach::Whole,
            "Allergies: Latex (not confirmed), Penicillin.",
            "Alergias: Latex (sin confirmar), Penicillin.",
        );
        check(
            &[PENICILLIN],
            Reach::Loading,
            "Allergies: Penicillin. More may still come.",
            "Alergias: Penicillin. Pueden llegar más.",
        );
        check(
            &[PENICILLIN, REFUTED],
            Reach::Partly,
            "Allergies: Penicillin. Some allergies couldn't be loaded, so this may not be all.",
            "Alergias: Penicillin. Algunas alergias no se pudieron cargar; puede que no estén todas.",
        );
        check(
            &[PENICILLIN, UNCLEAR],
            Reach::Whole,
            "Allergies: Penicillin. 1 more entry can't be read safely here.",
            "Alergias: Penicillin. Hay 1 registro más que no se puede leer aquí con seguridad.",
        );
    }

    #[test]
    fn an_allergy_is_told_by_every_name_that_a_record_gives_it() {
        check(
            &[PENICILLIN, r#""code":{"text":"Shellfish"}"#],
            Reach::Whole,
            "Allergies: Penicillin, Shellfish (also called Shrimp; Crab).",
            "Alergias: Penicillin, Shellfish (también se llama Shrimp; Crab).",
        );
    }

    #[test]
    fn none_known_says_of_what_by_whom_and_when() {
        check(
            &[NO_MEDICINE],
            Reach::Whole,
            "No known medicine allergies, recorded by Kenji Ito, Lakeside, on 2026. Nothing is recorded about other kinds of allergies.",
            "Sin alergias conocidas a medicinas; lo registró Kenji Ito, Lakeside el 2026. No hay nada registrado sobre otros tipos de alergias.",
        );
        check(
            &[NONE],
            Reach::Whole,
            "No known allergies, recorded by Lakeside.",
            "Sin alergias conocidas; lo registró Lakeside.",
        );
        check(
            &[NO_FOOD],
            Reach::Partly,
            "No known food allergies, recorded by Lakeside. Nothing is recorded about other kinds of allergies. Some allergies couldn't be loaded, so this may not be all.",
            "Sin alergias conocidas a alimentos; lo registró Lakeside. No hay nada registrado sobre otros tipos de alergias. Algunas alergias no se pudieron cargar; puede que no estén todas.",
        );
        check(
            &[REFUTED_KIND],
            Reach::Whole,
            "No known medicine allergies, recorded by Lakeside. Nothing is recorded about other kinds of allergies.",
            "Sin alergias conocidas a medicinas; lo registró Lakeside. No hay nada registrado sobre otros tipos de alergias.",
        );
        check(
            &[CONTRAST],
            Reach::Whole,
            "Your hospital wrote: No known contrast allergy (situation), recorded by Lakeside. Nothing is recorded about other kinds of allergies.",
            "Su hospital escribió: No known contrast allergy (situation); lo registró Lakeside. No hay nada registrado sobre otros tipos de alergias.",
        );
    }

    #[test]
    fn none_known_beside_an_allergy_takes_nothing_away() {
        check(
            &[PENICILLIN, NONE],
            Reach::Whole,
            "Allergies: Penicillin. Your records don't match, so ask your care team. Another entry says: No known allergies, recorded by Lakeside.",
            "Alergias: Penicillin. Sus expedientes no coinciden; pregunte a su equipo médico. Otro registro dice: Sin alergias conocidas; lo registró Lakeside.",
        );
        check(
            &[UNCLEAR],
            Reach::Whole,
            "1 allergy entry is recorded in a way that can't be read safely here. Ask your hospital.",
            "Hay 1 registro de alergia que no se puede leer aquí con seguridad. Pregunte a su hospital.",
        );
    }

    #[test]
    fn nothing_recorded_failed_and_loading_are_three_different_things() {
        check(&[], Reach::Whole, NOTHING[0], NOTHING[1]);
        check(&[], Reach::Partly, FAILED[0], FAILED[1]);
        check(&[NOT_ASKED], Reach::Partly, FAILED[0], FAILED[1]);
        check(&[], Reach::Loading, LOADING[0], LOADING[1]);
        check(
            &[NOT_ASKED],
            Reach::Whole,
            &format!(
                "Your hospital notes that it has not asked you about allergies. {}",
                NOTHING[0]
            ),
            &format!(
                "Su hospital anotó que no le ha preguntado por alergias. {}",
                NOTHING[1]
            ),
        );
        check(
            &[REFUTED],
            Reach::Whole,
            "No current allergies are recorded. Earlier entries, or ones that were ruled out, are in your list of allergies. Tell your care team about any you have.",
            "No hay alergias actuales registradas. Los registros anteriores o descartados están en su lista de alergias. Diga a su equipo médico si tiene alguna.",
        );
    }
}
