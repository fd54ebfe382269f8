//! What is new since the person last looked, and what became of something: English, Spanish.

use super::Counted;

/// What is new, and what became of something.
#[derive(Debug)]
pub struct News {
    pub title: &'static str,
    pub see_all: &'static str,
    pub new: &'static str,
    pub changed: &'static str,
    pub new_in: &'static str,
    pub changed_in: &'static str,
    pub reports: Told,
    pub messages: Told,
    pub medicines: Told,
    pub visits: Told,
    pub documents: Told,
    pub gone: &'static str,
    pub gone_list: &'static str,
    pub gone_say: &'static str,
    pub changed_on: &'static str,
    pub before: &'static str,
    pub removed: &'static str,
    pub removed_say: &'static str,
    pub how_to_take: &'static str,
    pub place: &'static str,
    pub date: &'static str,
    pub value: &'static str,
}

/// How many of a list are new, and how many have changed.
#[derive(Debug)]
pub struct Told {
    pub new: Counted,
    pub changed: Counted,
}

pub(super) const ENGLISH: News = News {
    title: "New since you last looked",
    see_all: "See the whole record",
    new: "New",
    changed: "Changed",
    new_in: "New in {list}: {count}",
    changed_in: "Changed in {list}: {count}",
    reports: Told {
        new: Counted {
            one: "1 new test result",
            many: "{count} new test results",
        },
        changed: Counted {
            one: "1 test result changed",
            many: "{count} test results changed",
        },
    },
    messages: Told {
        new: Counted {
            one: "1 new message",
            many: "{count} new messages",
        },
        changed: Counted {
            one: "1 message changed",
            many: "{count} messages changed",
        },
    },
    medicines: Told {
        new: Counted {
            one: "1 new medicine",
            many: "{count} new medicines",
        },
        changed: Counted {
            one: "1 medicine changed",
            many: "{count} medicines changed",
        },
    },
    visits: Told {
        new: Counted {
            one: "1 new visit",
            many: "{count} new visits",
        },
        changed: Counted {
            one: "1 visit changed",
            many: "{count} visits changed",
        },
    },
    documents: Told {
        new: Counted {
            one: "1 new document",
            many: "{count} new documents",
        },
        changed: Counted {
            one: "1 document changed",
            many: "{count} documents changed",
        },
    },
    gone: "No longer provided by {hospital} since {date}",
    gone_list: "No longer provided",
    gone_say: "It stays here as it was last sent. Ask the hospital if it still holds.",
    changed_on: "Changed on {date}",
    before: "Before {date}, the hospital had this:",
    removed: "Removed by {hospital} on {date}: entered by mistake.",
    removed_say: "The hospital took this back. It is not part of your record. It said:",
    how_to_take: "How to take it",
    place: "Status",
    date: "Date",
    value: "Value",
};

pub(super) const SPANISH: News = News {
    title: "Nuevo desde la última vez que miró",
    see_all: "Ver todo el expediente",
    new: "Nuevo",
    changed: "Cambió",
    new_in: "Nuevo en {list}: {count}",
    changed_in: "Cambió en {list}: {count}",
    reports: Told {
        new: Counted {
            one: "1 resultado nuevo",
            many: "{count} resultados nuevos",
        },
        changed: Counted {
            one: "Cambió 1 resultado",
            many: "Cambiaron {count} resultados",
        },
    },
    messages: Told {
        new: Counted {
            one: "1 mensaje nuevo",
            many: "{count} mensajes nuevos",
        },
        changed: Counted {
            one: "Cambió 1 mensaje",
            many: "Cambiaron {count} mensajes",
        },
    },
    medicines: Told {
        new: Counted {
            one: "1 medicina nueva",
            many: "{count} medicinas nuevas",
        },
        changed: Counted {
            one: "Cambió 1 medicina",
            many: "Cambiaron {count} medicinas",
        },
    },
    visits: Told {
        new: Counted {
            one: "1 visita nueva",
            many: "{count} visitas nuevas",
        },
        changed: Counted {
            one: "Cambió 1 visita",
            many: "Cambiaron {count} visitas",
        },
    },
    documents: Told {
        new: Counted {
            one: "1 documento nuevo",
            many: "{count} documentos nuevos",
        },
        changed: Counted {
            one: "Cambió 1 documento",
            many: "Cambiaron {count} documentos",
        },
    },
    gone: "{hospital} ya no lo comparte desde el {date}",
    gone_list: "Ya no se comparte",
    gone_say: "Se queda aquí como se envió la última vez. Pregunte al hospital si sigue siendo así.",
    changed_on: "Cambió el {date}",
    before: "Antes del {date}, el hospital tenía esto:",
    removed: "{hospital} lo retiró el {date}: se registró por error.",
    removed_say: "El hospital lo retiró. No es parte de su expediente. Decía:",
    how_to_take: "Cómo tomarla",
    place: "Estado",
    date: "Fecha",
    value: "Valor",
};
