//! What is asked and told about the patient's own word on a medicine.

use record::merging::Taking;

/// Whether the patient takes it, in their own word.
#[derive(Debug)]
pub struct OwnWord {
    /// To the patient.
    own: Asked,
    /// To whoever reads the record for the patient.
    for_another: Asked,
    pub only_you: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub ask_first: &'static str,
    pub kept: &'static str,
    pub not_kept_yet: &'static str,
    pub visit: &'static str,
    pub shared: &'static str,
    pub to_nobody: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub choose: &'static str,
    pub take_back: &'static str,
    pub taken_back: &'static str,
    pub said_yes: &'static str,
    pub said_no: &'static str,
    pub said_differently: &'static str,
    pub said_not_sure: &'static str,
    pub leave: &'static str,
    /// Why words stand apart from the list of medicines.
    pub unlisted: &'static str,
    pub others_loading: &'static str,
    pub others_partly: &'static str,
    pub a_medicine: &'static str,
    pub take_back_of: &'static str,
    pub sure: &'static str,
    pub sure_yes: &'static str,
    pub sure_no: &'static str,
}

/// The question, its answers, and the sentences that tell what was said.
#[derive(Debug)]
pub struct Asked {
    pub title: &'static str,
    yes: &'static str,
    no: &'static str,
    differently: &'static str,
    not_sure: &'static str,
    pub before: &'static str,
    pub said: &'static str,
    pub row: &'static str,
    pub printed: &'static str,
    pub unlisted: &'static str,
    pub others: &'static str,
}

impl Asked {
    /// An answer, as it is offered.
    pub fn offered(&self, taking: Taking) -> &'static str {
        match taking {
            Taking::Yes => self.yes,
            Taking::No => self.no,
            Taking::Differently => self.differently,
            Taking::NotSure => self.not_sure,
        }
    }
}

impl OwnWord {
    /// As it is asked in the record of this person.
    pub fn asked(&self, is_another: bool) -> &Asked {
        match is_another {
            true => &self.for_another,
            false => &self.own,
        }
    }

    /// An answer as it was said.
    pub fn said(&self, taking: Taking) -> &'static str {
        match taking {
            Taking::Yes => self.said_yes,
            Taking::No => self.said_no,
            Taking::Differently => self.said_differently,
            Taking::NotSure => self.said_not_sure,
        }
    }
}

pub(super) const ENGLISH: OwnWord = OwnWord {
    own: Asked {
        title: "Do you take it?",
        yes: "I take it as written",
        no: "I don't take it",
        differently: "I take it differently",
        not_sure: "I'm not sure",
        before: "What you said before",
        said: "You said on {date}: {said}",
        row: "You: {said} · {date}",
        printed: "You said ({date}): {said}",
        unlisted: "What you said of medicines that no hospital lists now",
        others: "What you said of other medicines",
    },
    for_another: Asked {
        title: "Is it taken?",
        yes: "Taken as written",
        no: "Not taken",
        differently: "Taken differently",
        not_sure: "Not sure",
        before: "What was noted before",
        said: "Noted on {date}: {said}",
        row: "Noted: {said} · {date}",
        printed: "Noted ({date}): {said}",
        unlisted: "What was noted of medicines that no hospital lists now",
        others: "What was noted of other medicines",
    },
    only_you: "A note that only you see.",
    note: "Your note (optional)",
    note_hint: "For example, how much you take and when.",
    ask_first: "Ask your care team before you stop or change a medicine.",
    kept: "Kept on this device, locked with the rest of your record.",
    not_kept_yet: "Not saved on this device yet. We'll keep trying. Don't close this page.",
    visit: "Kept until you sign out or close this page.",
    shared: "It goes when you sign out or close this page. Nothing stays on this computer.",
    to_nobody: "No hospital is told.",
    save: "Save",
    saved: "Noted: {said}",
    choose: "Choose one of the answers.",
    take_back: "Take this back",
    taken_back: "You took it back.",
    said_yes: "taking it as written",
    said_no: "not taking it",
    said_differently: "taking it differently",
    said_not_sure: "not sure",
    leave: "What you said about your medicines is only here. If you sign out, it is gone.",
    unlisted: "No hospital that is connected here lists them. One that you disconnected may still list them.",
    others_loading: "The medicines are still loading. Some of these may be on the list.",
    others_partly: "The list may lack something. A hospital may still list these medicines.",
    a_medicine: "A medicine",
    take_back_of: "Take this back: {name}, {date}",
    sure: "It goes from here, with its note. You can't undo this.",
    sure_yes: "Yes, take it back",
    sure_no: "No, keep it",
};

pub(super) const SPANISH: OwnWord = OwnWord {
    own: Asked {
        title: "¿La toma usted?",
        yes: "La tomo como está escrito",
        no: "No la tomo",
        differently: "La tomo de otra manera",
        not_sure: "No lo sé con seguridad",
        before: "Lo que dijo antes",
        said: "El {date} usted dijo: {said}",
        row: "Usted: {said} · {date}",
        printed: "Usted dijo ({date}): {said}",
        unlisted: "Lo que dijo de medicinas que ningún hospital tiene ahora en su lista",
        others: "Lo que dijo de otras medicinas",
    },
    for_another: Asked {
        title: "¿Se toma esta medicina?",
        yes: "Se toma como está escrito",
        no: "No se toma",
        differently: "Se toma de otra manera",
        not_sure: "No se sabe con seguridad",
        before: "Lo que se anotó antes",
        said: "Anotado el {date}: {said}",
        row: "Anotado: {said} · {date}",
        printed: "Anotado ({date}): {said}",
        unlisted: "Lo que se anotó de medicinas que ningún hospital tiene ahora en su lista",
        others: "Lo que se anotó de otras medicinas",
    },
    only_you: "Una nota que solo usted ve.",
    note: "Su nota (opcional)",
    note_hint: "Por ejemplo, cuánto toma y cuándo.",
    ask_first: "Pregunte a su equipo médico antes de dejar o cambiar una medicina.",
    kept: "Se guarda en este dispositivo, bajo llave con el resto de su expediente.",
    not_kept_yet: "Aún no se guardó en este dispositivo. Seguiremos intentando. No cierre esta página.",
    visit: "Se guarda hasta que cierre la sesión o esta página.",
    shared: "Se borra cuando cierra la sesión o esta página. Nada queda en esta computadora.",
    to_nobody: "No se avisa a ningún hospital.",
    save: "Guardar",
    saved: "Anotado: {said}",
    choose: "Elija una de las respuestas.",
    take_back: "Retirar lo dicho",
    taken_back: "Retiró lo que dijo.",
    said_yes: "la toma como está escrito",
    said_no: "no la toma",
    said_differently: "la toma de otra manera",
    said_not_sure: "no lo sabe con seguridad",
    leave: "Lo que dijo sobre sus medicinas solo está aquí. Si cierra la sesión, se pierde.",
    unlisted: "Ningún hospital conectado aquí las tiene en su lista. Uno que usted desconectó todavía puede tenerlas.",
    others_loading: "Las medicinas todavía se están cargando. Algunas de estas pueden estar en la lista.",
    others_partly: "Puede que falte algo en la lista. Algún hospital todavía puede tener estas medicinas.",
    a_medicine: "Una medicina",
    take_back_of: "Retirar lo dicho: {name}, {date}",
    sure: "Desaparece de aquí, junto con su nota. No se puede deshacer.",
    sure_yes: "Sí, retirarlo",
    sure_no: "No, dejarlo",
};
