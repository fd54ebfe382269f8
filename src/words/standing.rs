//! Words for where an entry stands on its list, and for one that has no name: English, Spanish. One row for each, so
//! that none can lack its words.

use record::Part;
use record::entry::Place;

use super::Language;

impl Language {
    /// The heading over the entries that stand in a place of a list.
    pub fn place(self, part: Part, place: Place) -> &'static str {
        self.pick(match (part, place) {
            (Part::Vaccines, Place::Done) => ["Given", "Aplicadas"],
            (Part::Vaccines, Place::NotDone) => ["Not given", "No aplicadas"],
            (Part::Conditions, Place::Current) => ["Now", "Actuales"],
            (Part::Conditions, Place::Unsaid) => ["No status was sent", "No se indicó su estado"],
            (Part::Appointments, Place::Coming) => ["Booked", "Programadas"],
            (Part::Appointments, Place::Done) => ["Past", "Anteriores"],
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
        })
    }

    /// The same of one entry.
    pub fn standing(self, part: Part, place: Place) -> &'static str {
        self.pick(match (part, place) {
            (Part::Vaccines, Place::Done) => ["Given", "Aplicada"],
            (Part::Vaccines, Place::NotDone) => ["Not given", "No aplicada"],
            (Part::Appointments, Place::Done) => ["Past", "Anterior"],
            (Part::Conditions, Place::Current) => ["Now", "Actual"],
            (_, Place::Current) => ["Current", "Actual"],
            (_, Place::Coming) => ["Planned", "Por venir"],
            (_, Place::Done) => ["Done", "Ya hecho"],
            (_, Place::Past) => ["Past", "Anterior"],
            (_, Place::NotDone) => ["Not done", "No se hizo"],
            (_, Place::RuledOut) => ["Ruled out", "Se descartó"],
            (_, Place::Unsaid | Place::Unclear) => return self.place(part, place),
        })
    }

    /// What an entry is, where it has no name.
    pub fn one_of(self, part: Part) -> &'static str {
        self.pick(match part {
            Part::Conditions => ["Health problem", "Problema de salud"],
            Part::Vaccines => ["Vaccine", "Vacuna"],
            Part::Procedures => ["Procedure", "Procedimiento"],
            Part::Fills => ["Medicine", "Medicina"],
            Part::Plans => ["Care plan", "Plan de atención"],
            Part::Goals => ["Goal", "Meta"],
            Part::Devices => ["Device", "Dispositivo"],
            Part::Insurance => ["Insurance", "Seguro médico"],
            Part::Orders => ["Order", "Orden"],
            Part::Forms => ["Form", "Formulario"],
            Part::Appointments => ["Appointment", "Cita"],
            Part::Relations => ["Contact", "Contacto"],
            Part::Family => ["Family member", "Familiar"],
            Part::Samples => ["Sample", "Muestra"],
            Part::Images => ["Images", "Imágenes"],
            Part::Claims => ["Insurance claim", "Reclamo al seguro"],
            Part::Others => ["Entry", "Registro"],
        })
    }
}
