//! Words for the lists of the record that are made by one pattern: English, Spanish. One row for each class, so that
//! none can lack its words.

use record::entry::Place;
use record::labs::Shelf;
use record::{Class, Part};

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
        let [english, spanish] = match class {
            Class::People => PEOPLE,
            Class::Results(shelf) => shelf_words(shelf),
            Class::Papers => PAPERS,
            Class::Visits => VISITS,
            Class::Medicines => MEDICINES,
            Class::Allergies => ALLERGIES,
            Class::Documents => DOCUMENTS,
            Class::Messages => MESSAGES,
            Class::Teams => TEAMS,
            Class::Part(part) => part_words(part),
        };
        match self {
            Language::English => english,
            Language::Spanish => spanish,
        }
    }

    /// The heading over the entries that stand in a place of a list.
    pub fn place(self, part: Part, place: Place) -> &'static str {
        let [english, spanish] = match (part, place) {
            (Part::Vaccines, Place::Done) => ["Given", "Aplicadas"],
            (Part::Vaccines, Place::NotDone) => ["Not given", "No aplicadas"],
            (Part::Conditions, Place::Current) => ["Now", "Actuales"],
            (Part::Conditions, Place::Unsaid) => ["No status was sent", "No se indicó su estado"],
            (Part::Appointments, Place::Coming) => ["Booked", "Programadas"],
            (Part::Appointments, Place::NotDone) => ["Did not happen", "No se realizaron"],
            (Part::Goals, Place::NotDone) => ["Given up", "Descartadas"],
            (Part::Orders | Part::Fills, Place::NotDone) => {
                ["Canceled or not done", "Canceladas o no realizadas"]
            }
            (_, Place::Current) => ["Current", "Actuales"],
            (_, Place::Coming) => ["Planned", "Planeados"],
            (_, Place::Done) => ["Done", "Realizados"],
            (_, Place::Unsaid) => ["Without a status", "Sin estado"],
            (_, Place::Unclear) => [
                "Can't be read safely here",
                "No se puede leer aquí con seguridad",
            ],
            (_, Place::Past) => ["Past", "Anteriores"],
            (_, Place::NotDone) => ["Not done", "No realizados"],
            (_, Place::RuledOut) => ["Ruled out", "Descartados"],
        };
        match self {
            Language::English => english,
            Language::Spanish => spanish,
        }
    }

    /// The same of one entry.
    pub fn standing(self, part: Part, place: Place) -> &'static str {
        let [english, spanish] = match (part, place) {
            (Part::Vaccines, Place::Done) => ["Given", "Aplicada"],
            (Part::Vaccines, Place::NotDone) => ["Not given", "No aplicada"],
            (Part::Conditions, Place::Current) => ["Now", "Actual"],
            (_, Place::Current) => ["Current", "Actual"],
            (_, Place::Coming) => ["Planned", "Por venir"],
            (_, Place::Done) => ["Done", "Ya hecho"],
            (_, Place::Past) => ["Past", "Anterior"],
            (_, Place::NotDone) => ["Not done", "No se hizo"],
            (_, Place::RuledOut) => ["Ruled out", "Se descartó"],
            (_, Place::Unsaid | Place::Unclear) => return self.place(part, place),
        };
        match self {
            Language::English => english,
            Language::Spanish => spanish,
        }
    }
}

const PEOPLE: [List; 2] = [
    list("About you", "", "", ""),
    list("Sobre usted", "", "", ""),
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

fn part_words(part: Part) -> [List; 2] {
    match part {
        Part::Conditions => [
            list(
                "Health problems",
                "1 health problem",
                "{count} health problems",
                "No health problems are recorded. This doesn't mean that you have none. Tell your care team.",
            ),
            list(
                "Problemas de salud",
                "1 problema de salud",
                "{count} problemas de salud",
                "No hay problemas de salud registrados. Esto no significa que no tenga ninguno. Dígaselo a su equipo médico.",
            ),
        ],
        Part::Vaccines => [
            list(
                "Vaccines",
                "1 dose",
                "{count} doses",
                "No vaccines are in these records. You may have others recorded elsewhere.",
            ),
            list(
                "Vacunas",
                "1 dosis",
                "{count} dosis",
                "No hay vacunas en estos expedientes. Puede tener otras registradas en otro lugar.",
            ),
        ],
        Part::Procedures => [
            list(
                "Procedures",
                "1 procedure",
                "{count} procedures",
                "No procedures are in these records.",
            ),
            list(
                "Procedimientos",
                "1 procedimiento",
                "{count} procedimientos",
                "No hay procedimientos en estos expedientes.",
            ),
        ],
        Part::Fills => [
            list(
                "Fills and doses given",
                "1 fill or dose",
                "{count} fills and doses",
                "No fills and no doses given are in these records. Pharmacies often don't report them to hospitals.",
            ),
            list(
                "Surtidos y dosis aplicadas",
                "1 surtido o dosis",
                "{count} surtidos y dosis",
                "No hay surtidos ni dosis aplicadas en estos expedientes. Las farmacias a menudo no los informan a los hospitales.",
            ),
        ],
        Part::Plans => [
            list(
                "Care plans",
                "1 care plan",
                "{count} care plans",
                "No care plans are in these records.",
            ),
            list(
                "Planes de atención",
                "1 plan de atención",
                "{count} planes de atención",
                "No hay planes de atención en estos expedientes.",
            ),
        ],
        Part::Goals => [
            list(
                "Goals",
                "1 goal",
                "{count} goals",
                "No goals are in these records.",
            ),
            list(
                "Metas",
                "1 meta",
                "{count} metas",
                "No hay metas en estos expedientes.",
            ),
        ],
        Part::Devices => [
            list(
                "Implants and devices",
                "1 device",
                "{count} devices",
                "No implants or devices are in these records. Tell your care team if you have one.",
            ),
            list(
                "Implantes y dispositivos",
                "1 dispositivo",
                "{count} dispositivos",
                "No hay implantes ni dispositivos en estos expedientes. Si tiene uno, dígaselo a su equipo médico.",
            ),
        ],
        Part::Insurance => [
            list(
                "Insurance",
                "1 coverage",
                "{count} coverages",
                "No insurance is in these records.",
            ),
            list(
                "Seguro médico",
                "1 cobertura",
                "{count} coberturas",
                "No hay seguros médicos en estos expedientes.",
            ),
        ],
        Part::Orders => [
            list(
                "Orders and referrals",
                "1 order",
                "{count} orders",
                "No orders or referrals are in these records.",
            ),
            list(
                "Órdenes y referencias",
                "1 orden",
                "{count} órdenes",
                "No hay órdenes ni referencias en estos expedientes.",
            ),
        ],
        Part::Forms => [
            list(
                "Forms you answered",
                "1 form",
                "{count} forms",
                "No forms are in these records.",
            ),
            list(
                "Formularios contestados",
                "1 formulario",
                "{count} formularios",
                "No hay formularios en estos expedientes.",
            ),
        ],
        Part::Appointments => [
            list(
                "Appointments",
                "1 appointment",
                "{count} appointments",
                "No appointments are in these records. Your hospital may keep them elsewhere.",
            ),
            list(
                "Citas",
                "1 cita",
                "{count} citas",
                "No hay citas en estos expedientes. Su hospital puede tenerlas en otro lugar.",
            ),
        ],
        Part::Relations => [
            list(
                "Family and contacts",
                "1 person",
                "{count} people",
                "No family members or contacts are in these records.",
            ),
            list(
                "Familiares y contactos",
                "1 persona",
                "{count} personas",
                "No hay familiares ni contactos en estos expedientes.",
            ),
        ],
        Part::Family => [
            list(
                "Family health history",
                "1 family member",
                "{count} family members",
                "No family health history is in these records. This doesn't mean that there is none.",
            ),
            list(
                "Antecedentes familiares",
                "1 familiar",
                "{count} familiares",
                "No hay antecedentes familiares en estos expedientes. Esto no significa que no los haya.",
            ),
        ],
        Part::Samples => [
            list(
                "Samples",
                "1 sample",
                "{count} samples",
                "No samples are in these records.",
            ),
            list(
                "Muestras",
                "1 muestra",
                "{count} muestras",
                "No hay muestras en estos expedientes.",
            ),
        ],
        Part::Images => [
            list(
                "Images",
                "1 study",
                "{count} studies",
                "No images are in these records.",
            ),
            list(
                "Imágenes",
                "1 estudio",
                "{count} estudios",
                "No hay imágenes en estos expedientes.",
            ),
        ],
        Part::Claims => [
            list(
                "Insurance claims",
                "1 claim",
                "{count} claims",
                "No insurance claims are in these records.",
            ),
            list(
                "Reclamos al seguro",
                "1 reclamo",
                "{count} reclamos",
                "No hay reclamos al seguro en estos expedientes.",
            ),
        ],
        Part::Others => [
            list(
                "Everything else",
                "1 entry",
                "{count} entries",
                "Your hospitals sent nothing else.",
            ),
            list(
                "Todo lo demás",
                "1 registro",
                "{count} registros",
                "Sus hospitales no enviaron nada más.",
            ),
        ],
    }
}
