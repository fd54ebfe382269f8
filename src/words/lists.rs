//! Words for the lists of the record that are made by one pattern: English, Spanish. One row for each class, so that
//! none can lack its words.

mod parts;

use record::Class;
use record::labs::Shelf;

use super::catalogue::Words;
use super::{Counted, Language};
use crate::searches::Domain;

/// The words of one list.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its heading, and its name wherever it is mentioned.
    pub title: &'static str,
    /// How many there are.
    pub count: Counted,
    /// That every hospital answered and there is nothing.
    pub empty: &'static str,
}

const fn list(
    title: &'static str,
    one: &'static str,
    many: &'static str,
    empty: &'static str,
) -> List {
    List {
        title,
        count: Counted { one, many },
        empty,
    }
}

impl Domain {
    /// What it is called on the loading page, if it has a row there.
    pub fn first_name(self, words: &'static Words) -> Option<&'static str> {
        let loading = &words.loading;
        Some(match self {
            Domain::Person => loading.person,
            Domain::Medicines => loading.medicines,
            Domain::Allergies => loading.allergies,
            Domain::Results => loading.results,
            Domain::LabReports => loading.lab_reports,
            Domain::OtherReports => loading.other_reports,
            Domain::Visits => loading.visits,
            Domain::Documents => loading.documents,
            Domain::Messages => loading.messages,
            Domain::Teams => loading.teams,
            Domain::Vitals
            | Domain::Social
            | Domain::Surveys
            | Domain::Findings
            | Domain::Part(_) => return None,
        })
    }

    /// What it is called.
    pub fn name(self, language: Language) -> &'static str {
        let first = self.first_name(language.words());
        first.unwrap_or_else(|| language.list(self.class()).title)
    }
}

impl Language {
    /// The words of a list. Classes with a page of their own have only a title here.
    pub fn list(self, class: Class) -> List {
        self.pick(match class {
            Class::People => PEOPLE,
            Class::Results(shelf) => shelf_words(shelf),
            Class::Papers => PAPERS,
            Class::Visits => VISITS,
            Class::Medicines => MEDICINES,
            Class::Allergies => ALLERGIES,
            Class::Documents => DOCUMENTS,
            Class::Messages => MESSAGES,
            Class::Teams => TEAMS,
            Class::Part(part) => parts::words(part),
        })
    }
}

const PEOPLE: [List; 2] = [
    list(
        "About you",
        "",
        "",
        "Your hospitals sent nothing about who you are.",
    ),
    list(
        "Sobre usted",
        "",
        "",
        "Sus hospitales no enviaron datos sobre usted.",
    ),
];
const PAPERS: [List; 2] = [list("Reports", "", "", ""), list("Informes", "", "", "")];
const VISITS: [List; 2] = [list("Visits", "", "", ""), list("Visitas", "", "", "")];
const MEDICINES: [List; 2] = [list("Medicines", "", "", ""), list("Medicinas", "", "", "")];
const ALLERGIES: [List; 2] = [list("Allergies", "", "", ""), list("Alergias", "", "", "")];
const DOCUMENTS: [List; 2] = [
    list("Documents", "", "", ""),
    list("Documentos", "", "", ""),
];
const MESSAGES: [List; 2] = [list("Messages", "", "", ""), list("Mensajes", "", "", "")];
const TEAMS: [List; 2] = [
    list(
        "Care team",
        "1 team",
        "{count} teams",
        "No care team is in these records.",
    ),
    list(
        "Equipo médico",
        "1 equipo",
        "{count} equipos",
        "No hay un equipo médico en estos expedientes.",
    ),
];

fn shelf_words(shelf: Shelf) -> [List; 2] {
    match shelf {
        Shelf::Lab => [
            list("Test results", "", "", ""),
            list("Resultados", "", "", ""),
        ],
        Shelf::Vitals => [
            list(
                "Vital signs",
                "1 measurement",
                "{count} measurements",
                "No vital signs are in these records.",
            ),
            list(
                "Signos vitales",
                "1 medición",
                "{count} mediciones",
                "No hay signos vitales en estos expedientes.",
            ),
        ],
        Shelf::Social => [
            list(
                "Social history",
                "1 answer",
                "{count} answers",
                "Nothing about smoking, work, home or other parts of your life is in these records.",
            ),
            list(
                "Historia social",
                "1 respuesta",
                "{count} respuestas",
                "No hay nada sobre tabaco, trabajo, vivienda u otros aspectos de su vida en estos expedientes.",
            ),
        ],
        Shelf::Surveys => [
            list(
                "Surveys and daily living",
                "1 answer",
                "{count} answers",
                "No surveys, and nothing about how you manage day to day, are in these records.",
            ),
            list(
                "Cuestionarios y vida diaria",
                "1 respuesta",
                "{count} respuestas",
                "No hay cuestionarios ni información sobre su vida diaria en estos expedientes.",
            ),
        ],
        Shelf::Findings => [
            list(
                "Other findings",
                "1 finding",
                "{count} findings",
                "No other findings are in these records.",
            ),
            list(
                "Otros hallazgos",
                "1 hallazgo",
                "{count} hallazgos",
                "No hay otros hallazgos en estos expedientes.",
            ),
        ],
    }
}
