//! Words for what stands in the records of several hospitals: English, Spanish. What a field and a reason are called is
//! one row for each, so that none can lack its words.

use record::merging::{Field, Reason};
use record::{Class, Part};

use super::{Counted, Language};

/// The records of several hospitals as one.
#[derive(Debug)]
pub struct Merging {
    pub records: Counted,
    pub entries: Counted,
    pub records_and_entries: &'static str,
    pub why: &'static str,
    pub different: &'static str,
    pub also_called: &'static str,
    pub mismatch: &'static str,
    pub mismatch_medicine: &'static str,
    pub each: &'static str,
    pub this_one: &'static str,
    pub open: &'static str,
    pub active: &'static str,
    pub confirmed: &'static str,
    pub current: &'static str,
    pub received: &'static str,
    pub all: &'static str,
    pub filter: &'static str,
    pub which: &'static str,
    pub only: &'static str,
    pub show_all: &'static str,
    pub rows: Counted,
    pub nothing: &'static str,
    pub updated: &'static str,
    pub complete: &'static str,
    pub not_yet: &'static str,
    pub may_lack: &'static str,
    pub clash: &'static str,
    pub clash_listed: &'static str,
    pub clash_question: &'static str,
    pub clash_subject: &'static str,
    pub listed: Counted,
    pub unclear: Counted,
    pub past: Counted,
    pub not_asked: &'static str,
    pub nothing_recorded: &'static str,
}

pub(super) const ENGLISH: Merging = Merging {
    records: Counted {
        one: "In 1 record",
        many: "In {count} records",
    },
    entries: Counted {
        one: "1 entry",
        many: "{count} entries",
    },
    records_and_entries: "{records}, {entries}",
    why: "Why these stand as one",
    different: "Different",
    also_called: "Also called: {names}",
    mismatch: "These records don't match. Ask your care team.",
    mismatch_medicine: "These records don't match. Don't change how you take it. Ask your care team or pharmacist which is right.",
    each: "What each record says",
    this_one: "This is the one shown above.",
    open: "Open what {hospital} has",
    active: "Active",
    confirmed: "Confirmed",
    current: "Current",
    received: "Received here on {date}.",
    all: "All hospitals",
    filter: "From: {hospital}",
    which: "Whose records to show",
    only: "Only what {hospital} has is shown.",
    show_all: "Show all hospitals",
    rows: Counted {
        one: "1 row is shown.",
        many: "{count} rows are shown.",
    },
    nothing: "Nothing matches.",
    updated: "Updated {when}.",
    complete: "Everything it shares is here.",
    not_yet: "Still loading.",
    may_lack: "Some may be missing.",
    clash: "Your records don't match. Ask your care team.",
    clash_listed: "These are listed:",
    clash_question: "These records say different things about allergies. Which is right?",
    clash_subject: "My records about allergies don't match",
    listed: Counted {
        one: "1 listed.",
        many: "{count} listed.",
    },
    unclear: Counted {
        one: "1 entry can't be read safely here.",
        many: "{count} entries can't be read safely here.",
    },
    past: Counted {
        one: "1 earlier or ruled out.",
        many: "{count} earlier or ruled out.",
    },
    not_asked: "It has not asked you.",
    nothing_recorded: "Nothing was ever recorded. This doesn't mean you have none.",
};

pub(super) const SPANISH: Merging = Merging {
    records: Counted {
        one: "En 1 expediente",
        many: "En {count} expedientes",
    },
    entries: Counted {
        one: "1 registro",
        many: "{count} registros",
    },
    records_and_entries: "{records}: {entries}",
    why: "Por qué se muestran como uno",
    different: "Distinto",
    also_called: "También se llama: {names}",
    mismatch: "Estos expedientes no coinciden. Pregunte a su equipo médico.",
    mismatch_medicine: "Estos expedientes no coinciden. No cambie la forma en que la toma. Pregunte a su equipo médico o farmacéutico cuál es la forma correcta.",
    each: "Lo que dice cada expediente",
    this_one: "Es el que se muestra arriba.",
    open: "Abrir lo que tiene {hospital}",
    active: "Activa",
    confirmed: "Confirmada",
    current: "Actual",
    received: "Recibido aquí el {date}.",
    all: "Todos los hospitales",
    filter: "De: {hospital}",
    which: "De qué hospital mostrar los expedientes",
    only: "Solo se muestra lo que tiene {hospital}.",
    show_all: "Mostrar todos los hospitales",
    rows: Counted {
        one: "Se muestra 1 fila.",
        many: "Se muestran {count} filas.",
    },
    nothing: "No hay coincidencias.",
    updated: "Actualizado: {when}.",
    complete: "Está todo lo que comparte.",
    not_yet: "Todavía se está cargando.",
    may_lack: "Puede faltar algo.",
    clash: "Sus expedientes no coinciden. Pregunte a su equipo médico.",
    clash_listed: "Estas están registradas:",
    clash_question: "Estos expedientes dicen cosas distintas sobre las alergias. ¿Qué es lo correcto?",
    clash_subject: "Mis expedientes no coinciden sobre mis alergias",
    listed: Counted {
        one: "1 registrada.",
        many: "{count} registradas.",
    },
    unclear: Counted {
        one: "1 registro no se puede leer aquí con seguridad.",
        many: "{count} registros no se pueden leer aquí con seguridad.",
    },
    past: Counted {
        one: "1 anterior o descartada.",
        many: "{count} anteriores o descartadas.",
    },
    not_asked: "No se lo ha preguntado.",
    nothing_recorded: "Nunca se registró nada. Esto no significa que no tenga ninguna.",
};

impl Merging {
    /// "In 2 records", "2 entries", "In 2 records, 3 entries".
    pub fn standing(&self, records: usize, entries: usize) -> String {
        match (records, entries) {
            (0 | 1, entries) => self.entries.of(entries),
            (records, entries) if entries <= records => self.records.of(records),
            (records, entries) => super::fill(
                self.records_and_entries,
                &[
                    ("records", &self.records.of(records)),
                    ("entries", &self.entries.of(entries)),
                ],
            ),
        }
    }
}

impl Language {
    /// What records can differ in.
    pub fn field(self, field: Field) -> &'static str {
        self.pick(match field {
            Field::Status => ["Status", "Estado"],
            Field::Certainty => ["How sure it is", "Qué tan seguro es"],
            Field::Criticality => ["How serious it could be", "Qué tan grave podría ser"],
            Field::Reactions => ["Reaction", "Reacción"],
            Field::HowToTake => ["How to take it", "Cómo tomarla"],
            Field::Stops => ["When it ends", "Cuándo termina"],
            Field::Strength => ["Strength", "Concentración"],
            Field::Form => ["What it comes as", "En qué forma viene"],
            Field::Salt => ["Form of the ingredient", "Forma del ingrediente"],
            Field::Brand => ["Brand", "Marca"],
            Field::Quantity => [
                "How long it works or what one holds",
                "Cuánto dura o contiene",
            ],
            Field::Code => ["Code", "Código"],
            Field::Name => ["Name", "Nombre"],
            Field::Marks => ["The lab's note", "Nota del laboratorio"],
            Field::Ranges => ["The lab's range", "Rango del laboratorio"],
            Field::Conclusion => ["Summary of the report", "Resumen del informe"],
            Field::Results => ["Results", "Resultados"],
        })
    }

    /// A strength as the record writes it (`4000 UNT/ML`, `25 mcg`), with its units as patients read them; no number is
    /// changed.
    pub fn strength(self, written: &str) -> String {
        let unit = |one: &str| -> Option<&'static str> {
            Some(match one.to_ascii_lowercase().as_str() {
                "mg" => "mg",
                "mcg" => "mcg",
                "ml" => "mL",
                "l" => "L",
                "meq" => "mEq",
                "mmol" => "mmol",
                "iu" => "IU",
                "unt" | "unit" | "units" => self.pick(["units", "unidades"]),
                "hr" | "h" | "hour" => self.pick(["hour", "hora"]),
                "actuat" => self.pick(["puff or spray", "inhalación o rociado"]),
                _ => return None,
            })
        };
        let mut told = String::with_capacity(written.len());
        for word in written.split_inclusive([' ', '/']) {
            let bare = word.trim_end_matches([' ', '/']);
            told.push_str(unit(bare).unwrap_or(bare));
            told.extend(word.chars().skip(bare.chars().count()));
        }
        told
    }

    /// Why things of a class stand as one.
    pub fn reason(self, class: Class, reason: Reason) -> &'static str {
        let is_vaccine = class == Class::Part(Part::Vaccines);
        self.pick(match reason {
            Reason::SameNumber => [
                "The same number, given by the same place",
                "El mismo número, dado por el mismo lugar",
            ],
            Reason::TakenOver => [
                "One hospital says that it took this over from the other",
                "Un hospital dice que lo tomó del otro",
            ],
            Reason::SameCode if is_vaccine => {
                ["The same vaccine code", "El mismo código de vacuna"]
            }
            Reason::SameCode => ["The same code", "El mismo código"],
            Reason::SameCodeAndDay if is_vaccine => [
                "The same vaccine code and day",
                "El mismo código de vacuna y el mismo día",
            ],
            Reason::SameCodeAndDay => ["The same code and day", "El mismo código y el mismo día"],
            Reason::SameCodeADayApart if is_vaccine => [
                "The same vaccine code, a day apart",
                "El mismo código de vacuna, con un día de diferencia",
            ],
            Reason::SameCodeADayApart => [
                "The same code, a day apart",
                "El mismo código, con un día de diferencia",
            ],
            Reason::SameName => [
                "The same name, letter for letter",
                "El mismo nombre, letra por letra",
            ],
            Reason::SameNameAndDay => ["The same name and day", "El mismo nombre y el mismo día"],
            Reason::SameNameADayApart => [
                "The same name, a day apart",
                "El mismo nombre, con un día de diferencia",
            ],
            Reason::SameResult => [
                "The same test, time, value and unit",
                "La misma prueba, hora, valor y unidad",
            ],
            Reason::SameReport => [
                "The same kind of report, of the same time, with the same results",
                "El mismo tipo de informe, de la misma hora, con los mismos resultados",
            ],
            Reason::SameFile => ["The same file", "El mismo archivo"],
            Reason::SameDocument => [
                "The same kind of document, of the same time, by the same author",
                "El mismo tipo de documento, de la misma hora y del mismo autor",
            ],
            Reason::SameMember => [
                "The same insurer and member number",
                "La misma aseguradora y el mismo número de miembro",
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::words::Language;

    #[test]
    fn units_of_strengths_are_spelled_as_patients_read_them() {
        for (written, english, spanish) in [
            ("500 MG", "500 mg", "500 mg"),
            ("25 mcg", "25 mcg", "25 mcg"),
            ("100 units/ml", "100 units/mL", "100 unidades/mL"),
            ("4000 UNT/ML", "4000 units/mL", "4000 unidades/mL"),
            ("0.1 MG/HR", "0.1 mg/hour", "0.1 mg/hora"),
            ("10 %", "10 %", "10 %"),
            ("1 BAU/ML", "1 BAU/mL", "1 BAU/mL"),
        ] {
            assert_eq!(Language::English.strength(written), english);
            assert_eq!(Language::Spanish.strength(written), spanish);
        }
    }
}
