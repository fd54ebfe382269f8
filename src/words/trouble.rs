//! Why a sign-in did not work, as a patient reads it: what happened in one or two sentences, and what to do.

use smart::{Diagnosis, FhirVersion, Next, Part};

/// What the pages about it say.
#[derive(Debug)]
pub struct Explained {
    pub not_signed_in: &'static str,
    pub not_finished: &'static str,
    pub no_record: &'static str,
    pub your_hospital: &'static str,
    pub their_words: &'static str,
    pub going: &'static str,
    pub called: &'static str,
    pub go_to: &'static str,
    pub sign_out: &'static str,
    pub sign_out_there: &'static str,
    pub not_listed: &'static str,
    pub not_listed_text: &'static str,
    what: What,
    ways: Ways,
}

/// What happened, with a place for the hospital's name.
#[derive(Debug)]
struct What {
    unknown: &'static str,
    offline: &'static str,
    wrong_clock: &'static str,
    down: &'static str,
    closed: &'static str,
    closed_token: &'static str,
    closed_data: &'static str,
    not_registered: &'static str,
    needs_secret: &'static str,
    not_active: &'static str,
    scopes_refused: &'static str,
    nothing_shared: &'static str,
    older: &'static str,
    newer: &'static str,
    not_offered: &'static str,
    not_safe: &'static str,
    canceled: &'static str,
    abandoned: &'static str,
    expired: &'static str,
    not_ours: &'static str,
    no_patient: &'static str,
    refused: &'static str,
}

/// What can be done about it.
#[derive(Debug)]
struct Ways {
    try_again: &'static str,
    try_later: &'static str,
    connect: &'static str,
    set_clock: &'static str,
    sign_in_again: &'static str,
    share_more: &'static str,
    use_portal: &'static str,
    ask_hospital: &'static str,
    tell_operator: &'static str,
}

impl Explained {
    /// What happened. `{hospital}` is its name, `{format}` that of [`format`].
    pub fn what(&self, diagnosis: Diagnosis) -> &'static str {
        let what = &self.what;
        match diagnosis {
            Diagnosis::Unknown => what.unknown,
            Diagnosis::Offline => what.offline,
            Diagnosis::WrongClock => what.wrong_clock,
            Diagnosis::ServerDown(_) => what.down,
            Diagnosis::NoBrowserApps(Part::Discovery) => what.closed,
            Diagnosis::NoBrowserApps(Part::Token) => what.closed_token,
            Diagnosis::NoBrowserApps(Part::Data) => what.closed_data,
            Diagnosis::NotRegistered => what.not_registered,
            Diagnosis::NeedsSecret => what.needs_secret,
            Diagnosis::NotActive => what.not_active,
            Diagnosis::ScopesRefused => what.scopes_refused,
            Diagnosis::NothingShared => what.nothing_shared,
            Diagnosis::OtherFhir(FhirVersion::Dstu2 | FhirVersion::Stu3) => what.older,
            Diagnosis::OtherFhir(FhirVersion::R4 | FhirVersion::Later) => what.newer,
            Diagnosis::NotOffered => what.not_offered,
            Diagnosis::Unsafe => what.not_safe,
            Diagnosis::Canceled => what.canceled,
            Diagnosis::Abandoned => what.abandoned,
            Diagnosis::Expired => what.expired,
            Diagnosis::NotOurs => what.not_ours,
            Diagnosis::NoPatient => what.no_patient,
            Diagnosis::Refused => what.refused,
        }
    }

    /// What the patient can do.
    pub fn way(&self, next: Next) -> &'static str {
        let ways = &self.ways;
        match next {
            Next::TryAgain => ways.try_again,
            Next::TryLater => ways.try_later,
            Next::Connect => ways.connect,
            Next::SetClock => ways.set_clock,
            Next::SignInAgain => ways.sign_in_again,
            Next::ShareMore => ways.share_more,
            Next::UsePortal => ways.use_portal,
            Next::AskHospital => ways.ask_hospital,
            Next::TellOperator => ways.tell_operator,
        }
    }
}

/// The name of the format in which a hospital keeps its records, where that is why they can't be read.
pub fn format(diagnosis: Diagnosis) -> &'static str {
    match diagnosis {
        Diagnosis::OtherFhir(FhirVersion::Dstu2) => "DSTU2",
        Diagnosis::OtherFhir(FhirVersion::Stu3) => "STU3",
        _ => "",
    }
}

pub(super) const ENGLISH: Explained = Explained {
    not_signed_in: "We couldn't sign you in",
    not_finished: "You didn't finish signing in",
    no_record: "Your record couldn't be opened",
    your_hospital: "Your hospital",
    their_words: "What the hospital said",
    going: "Opening the sign-in page of {hospital}",
    called: "Its name is {portal}.",
    go_to: "Go to {portal}",
    sign_out: "Sign out at {portal}",
    sign_out_there: "Open {portal} and sign out there",
    not_listed: "This link does not come from a hospital we know",
    not_listed_text: "For your safety we opened nothing and contacted no one. Find your hospital in our list and sign in from there.",
    what: What {
        unknown: "Something went wrong on the way, and we can't tell what.",
        offline: "This device is not connected to the internet.",
        wrong_clock: "The date or time of this device is wrong, so it can't connect safely.",
        down: "{hospital} isn't answering right now.",
        closed: "{hospital} isn't answering this site right now. Try again in a few minutes. If this goes on, they may not allow websites like this one.",
        closed_token: "{hospital} does not let websites like this one finish signing in.",
        closed_data: "You are signed in, but {hospital} does not let websites like this one read your record.",
        not_registered: "This site is not set up for {hospital} yet.",
        needs_secret: "{hospital} shares records only with apps that keep a secret key. This site runs only on your device, so it has none.",
        not_active: "{hospital} has not turned on this site yet.",
        scopes_refused: "{hospital} did not accept what this site asked to see.",
        nothing_shared: "{hospital} did not share any part of your record with this site.",
        older: "{hospital} keeps records in an older format, {format}, that this site can't read.",
        newer: "{hospital} keeps records in a newer format that this site can't read yet.",
        not_offered: "{hospital} does not offer sign-in for websites like this one.",
        not_safe: "Something about this sign-in was not safe, so we stopped. Nothing was opened.",
        canceled: "Nothing was shared.",
        abandoned: "You came back without signing in at {hospital}. Nothing was shared.",
        expired: "This sign-in took too long or was used before.",
        not_ours: "This sign-in did not start in this tab, so we stopped it. Nothing was opened.",
        no_patient: "{hospital} did not say whose record this is, so we can't show it.",
        refused: "{hospital} did not accept this sign-in.",
    },
    ways: Ways {
        try_again: "You can try again.",
        try_later: "Try again in a few minutes.",
        connect: "Connect it to the internet, then try again.",
        set_clock: "Set its date and time, then try again.",
        sign_in_again: "Start again.",
        share_more: "Sign in again and leave the boxes checked.",
        use_portal: "You can see your record on the hospital's own website or app.",
        ask_hospital: "Ask {hospital} for help. You can also see your record on their own website or app.",
        tell_operator: "Tell the people who run this site. You can also see your record on the hospital's own website or app.",
    },
};

pub(super) const SPANISH: Explained = Explained {
    not_signed_in: "No pudimos iniciar su sesión",
    not_finished: "No terminó de iniciar sesión",
    no_record: "No se pudo abrir su expediente",
    your_hospital: "Su hospital",
    their_words: "Lo que dijo el hospital",
    going: "Abriendo la página de {hospital} para iniciar sesión",
    called: "Se llama {portal}.",
    go_to: "Ir a {portal}",
    sign_out: "Cerrar la sesión en {portal}",
    sign_out_there: "Abrir {portal} y cerrar la sesión allí",
    not_listed: "Este enlace no viene de un hospital que conozcamos",
    not_listed_text: "Para su seguridad no se abrió nada y no se preguntó a nadie. Busque su hospital en nuestra lista e inicie sesión desde allí.",
    what: What {
        unknown: "Algo falló en el camino y no podemos saber qué fue.",
        offline: "Este dispositivo no está conectado a internet.",
        wrong_clock: "La fecha o la hora de este dispositivo no es correcta, así que no puede conectarse de forma segura.",
        down: "{hospital} no responde en este momento.",
        closed: "{hospital} no responde a este sitio en este momento. Intente de nuevo en unos minutos. Si esto sigue, es posible que no permita sitios como este.",
        closed_token: "{hospital} no permite que sitios como este terminen de iniciar sesión.",
        closed_data: "Su sesión está abierta, pero {hospital} no permite que sitios como este lean su expediente.",
        not_registered: "Este sitio todavía no está preparado para {hospital}.",
        needs_secret: "{hospital} comparte expedientes solo con aplicaciones que guardan una clave secreta. Este sitio funciona solo en su dispositivo, así que no tiene ninguna.",
        not_active: "{hospital} todavía no ha activado este sitio.",
        scopes_refused: "{hospital} no aceptó lo que este sitio pidió ver.",
        nothing_shared: "{hospital} no compartió ninguna parte de su expediente con este sitio.",
        older: "{hospital} guarda los expedientes en un formato más antiguo, {format}, que este sitio no puede leer.",
        newer: "{hospital} guarda los expedientes en un formato más nuevo que este sitio todavía no puede leer.",
        not_offered: "{hospital} no ofrece inicio de sesión para sitios como este.",
        not_safe: "Algo de este inicio de sesión no era seguro, así que nos detuvimos. No se abrió nada.",
        canceled: "No se compartió nada.",
        abandoned: "Usted volvió sin iniciar sesión en {hospital}. No se compartió nada.",
        expired: "Este inicio de sesión tardó demasiado o ya se usó.",
        not_ours: "Este inicio de sesión no empezó en esta pestaña, así que lo detuvimos. No se abrió nada.",
        no_patient: "{hospital} no indicó de quién es este expediente, así que no podemos mostrarlo.",
        refused: "{hospital} no aceptó este inicio de sesión.",
    },
    ways: Ways {
        try_again: "Puede intentar de nuevo.",
        try_later: "Intente de nuevo en unos minutos.",
        connect: "Conéctelo a internet e intente de nuevo.",
        set_clock: "Corrija la fecha y la hora e intente de nuevo.",
        sign_in_again: "Empiece de nuevo.",
        share_more: "Inicie sesión otra vez y deje las casillas marcadas.",
        use_portal: "Puede ver su expediente en el sitio web o la aplicación del hospital.",
        ask_hospital: "Pida ayuda a {hospital}. También puede ver su expediente en su propio sitio web o aplicación.",
        tell_operator: "Avise a quienes administran este sitio. También puede ver su expediente en el sitio web o la aplicación del hospital.",
    },
};

#[cfg(test)]
mod tests {
    use Part::{Data, Discovery, Token};

    use super::*;
    use crate::words::{Language, fill};

    /// Each that reads differently.
    const ALL: [Diagnosis; 25] = [
        Diagnosis::Unknown,
        Diagnosis::Offline,
        Diagnosis::WrongClock,
        Diagnosis::ServerDown(Discovery),
        Diagnosis::NoBrowserApps(Discovery),
        Diagnosis::NoBrowserApps(Token),
        Diagnosis::NoBrowserApps(Data),
        Diagnosis::NotRegistered,
        Diagnosis::NeedsSecret,
        Diagnosis::NotActive,
        Diagnosis::ScopesRefused,
        Diagnosis::NothingShared,
        Diagnosis::OtherFhir(FhirVersion::Dstu2),
        Diagnosis::OtherFhir(FhirVersion::Stu3),
        Diagnosis::OtherFhir(FhirVersion::Later),
        Diagnosis::NotOffered,
        Diagnosis::Unsafe,
        Diagnosis::Canceled,
        Diagnosis::Abandoned,
        Diagnosis::Expired,
        Diagnosis::NotOurs,
        Diagnosis::NoPatient,
        Diagnosis::Refused,
        // As that of the description.
        Diagnosis::ServerDown(Token),
        Diagnosis::ServerDown(Data),
    ];
    const ALIKE: usize = 2;

    /// What stands on the page, in whole.
    fn told(language: Language, diagnosis: Diagnosis) -> String {
        let words = &language.rooms().trouble;
        let (what, way) = (words.what(diagnosis), words.way(diagnosis.next()));
        let format = super::format(diagnosis);
        fill(
            &[what, way].join(" "),
            &[("hospital", &"Lakeside"), ("format", &format)],
        )
    }

    #[test]
    fn every_failure_has_sentences_and_a_next_step_in_both_languages() {
        for language in [Language::English, Language::Spanish] {
            let mut told: Vec<String> = ALL.map(|one| told(language, one)).to_vec();
            for text in &told {
                let sentences: Vec<&str> = text.split(". ").collect();
                assert!((2..=5).contains(&sentences.len()), "{text}");
                assert!(text.ends_with('.'), "{text}");
                for sentence in sentences {
                    let words = sentence.split_whitespace().count();
                    assert!((2..=20).contains(&words), "{words} words: {sentence}");
                }
            }
            told.sort();
            told.dedup();
            assert_eq!(told.len(), ALL.len() - ALIKE, "two failures read alike");
        }
    }

    #[test]
    fn a_failure_reads_like_this() {
        let told = |diagnosis| told(Language::English, diagnosis);
        assert_eq!(
            told(Diagnosis::OtherFhir(FhirVersion::Dstu2)),
            "Lakeside keeps records in an older format, DSTU2, that this site can't read. You can see your record on the hospital's own website or app."
        );
        assert_eq!(
            told(Diagnosis::ServerDown(Token)),
            "Lakeside isn't answering right now. Try again in a few minutes."
        );
        assert_eq!(
            told(Diagnosis::NotActive),
            "Lakeside has not turned on this site yet. Ask Lakeside for help. You can also see your record on their own website or app."
        );
    }
}
