//! Words for medicines of several records side by side, and for what one may ask about them: English, Spanish.

use record::merging::{Compared, Likeness};

use super::{Counted, Language};

/// The page that compares, and what leads to it.
#[derive(Debug)]
pub struct Compare {
    pub title: &'static str,
    pub see: &'static str,
    pub lead: &'static str,
    pub loading: &'static str,
    pub nothing: &'static str,
    pub not_here: &'static str,
    pub all: &'static str,
    pub orders: Counted,
    pub notice: Counted,
    pub notice_one: &'static str,
    pub may_ask: Counted,
    pub see_questions: &'static str,
    pub differ: &'static str,
    pub one_record: &'static str,
    pub same: &'static str,
    pub over: &'static str,
    pub say_same: &'static str,
    pub say_less: &'static str,
    pub say_one_record: &'static str,
    pub says: &'static str,
    pub say: &'static str,
    pub also_written: &'static str,
    pub older: Counted,
    pub together: &'static str,
    pub related: &'static str,
    pub related_say: &'static str,
    pub compared: &'static str,
    pub how: &'static str,
    pub how_same: &'static str,
    pub how_names: &'static str,
    pub how_never: &'static str,
    pub table: &'static str,
    pub no_table: &'static str,
    pub table_missing: &'static str,
    pub unknown: Counted,
    pub ask: Ask,
}

/// Questions, and the message that asks one.
#[derive(Debug)]
pub struct Ask {
    pub title: &'static str,
    pub none: &'static str,
    pub not_all: &'static str,
    pub limits: &'static str,
    pub twice: &'static str,
    pub ordered: Counted,
    pub allergy: &'static str,
    pub differs: &'static str,
    pub hospital: &'static str,
    pub both: &'static str,
    pub all: Counted,
    pub quotes: &'static str,
    pub subject: &'static str,
    pub hello: &'static str,
    pub context: &'static str,
    pub records: &'static str,
    pub on_list: &'static str,
    pub thanks: &'static str,
    pub begun: &'static str,
    pub begun_elsewhere: &'static str,
    pub signed_out: &'static str,
}

pub(super) const ENGLISH: Compare = Compare {
    title: "Compare medicines",
    see: "Compare",
    lead: "What your records say about the same medicine, side by side.",
    loading: "Your hospitals are still answering. There may be more to compare and to ask.",
    nothing: "We found no medicine in more than one of your records.",
    not_here: "There is nothing to compare for this medicine now.",
    all: "Compare all medicines",
    orders: Counted {
        one: "from 1 order",
        many: "from {count} orders",
    },
    notice: Counted {
        one: "1 medicine is written differently in your records.",
        many: "{count} medicines are written differently in your records.",
    },
    notice_one: "1 medicine is written differently in {records} records.",
    may_ask: Counted {
        one: "1 question you may ask about your medicines.",
        many: "{count} questions you may ask about your medicines.",
    },
    see_questions: "See what to ask",
    differ: "Written differently",
    one_record: "Same ingredient, in one record",
    same: "Nothing written differently",
    over: "Stopped or finished",
    say_same: "These records say the same.",
    say_less: "Nothing that these records say is different. Some of them say less.",
    say_one_record: "One hospital lists more than one product with this ingredient.",
    says: "{hospitals} says",
    say: "{hospitals} say",
    also_written: "Also written as: {names}",
    older: Counted {
        one: "1 older order is not compared here.",
        many: "{count} older orders are not compared here.",
    },
    together: "The same medicine in your records",
    related: "Other medicines with the same ingredient",
    related_say: "They have the same ingredients. Your records don't show that they are the same product.",
    compared: "What was compared: {what}.",
    how: "How medicines are compared",
    how_same: "Medicines stand together here if they have the same prescription number, the same product code, or the same full name.",
    how_names: "Some names follow the rules of RxNorm, a national list of medicine names. From such a name we know the ingredients, the strength and the form. A brand counts as its ingredient only if a record gives both names.",
    how_never: "Any other name must be the same, letter by letter. Names that only look or sound alike are never put together.",
    table: "Codes and brand names are also looked up in a copy of that list on this site. Nobody is asked, so nobody learns what you take.",
    no_table: "This site has no copy of that list. A code alone doesn't tell us what is in a medicine.",
    table_missing: "This site's copy of that list did not load. Some medicines may not be compared.",
    unknown: Counted {
        one: "For 1 medicine, your records don't say in a way we can read what is in it. It was not compared by ingredient.",
        many: "For {count} medicines, your records don't say in a way we can read what is in them. They were not compared by ingredient.",
    },
    ask: Ask {
        title: "Questions you may ask",
        none: "Nothing to ask was found in what was compared.",
        not_all: "Not everything could be compared: a list of medicines or allergies is still loading, or a part of it is missing.",
        limits: "Only ingredient names are compared. No question here does not mean these medicines are safe together.",
        twice: "More than one current medicine in these records has this ingredient: {ingredient}. Is that right?",
        ordered: Counted {
            one: "This medicine has 1 current order. Is that right?",
            many: "This medicine has {count} current orders. Is it one order, or more than one?",
        },
        allergy: "A current medicine has an ingredient that is on the allergy list: {ingredient}. Is that right?",
        differs: "The records say different things about this medicine. Which is right?",
        hospital: "Ask {hospital}",
        both: "Write the same question to both",
        all: Counted {
            one: "Write this question to 1 hospital",
            many: "Write the same question to all {count}",
        },
        quotes: "The message quotes these records. You can change it before you send it.",
        subject: "Question about {what}",
        hello: "Hello,",
        context: "I read records from more than one place. I have a question about them.",
        records: "This is what they say:",
        on_list: "On the allergy list",
        thanks: "Thank you",
        begun: "A message to {hospital} is also begun and not sent.",
        begun_elsewhere: "Another message is also begun and not sent.",
        signed_out: "You aren't signed in to the hospital this message is for. Your text is still here. To send it, sign in there again, or copy it into a new message.",
    },
};

pub(super) const SPANISH: Compare = Compare {
    title: "Comparar medicinas",
    see: "Comparar",
    lead: "Lo que dicen sus expedientes sobre la misma medicina, lado a lado.",
    loading: "Sus hospitales todavía están respondiendo. Puede haber más que comparar y preguntar.",
    nothing: "No encontramos ninguna medicina en más de uno de sus expedientes.",
    not_here: "Ahora no hay nada que comparar de esta medicina.",
    all: "Comparar todas las medicinas",
    orders: Counted {
        one: "de 1 receta",
        many: "de {count} recetas",
    },
    notice: Counted {
        one: "1 medicina está escrita de forma distinta en sus expedientes.",
        many: "{count} medicinas están escritas de forma distinta en sus expedientes.",
    },
    notice_one: "1 medicina está escrita de forma distinta en {records} expedientes.",
    may_ask: Counted {
        one: "1 pregunta que puede hacer sobre sus medicinas.",
        many: "{count} preguntas que puede hacer sobre sus medicinas.",
    },
    see_questions: "Ver qué preguntar",
    differ: "Escritas de forma distinta",
    one_record: "El mismo ingrediente, en un expediente",
    same: "Nada escrito de forma distinta",
    over: "Suspendidas o terminadas",
    say_same: "Estos expedientes dicen lo mismo.",
    say_less: "Nada de lo que dicen estos expedientes es distinto. Alguno dice menos.",
    say_one_record: "Un hospital tiene más de un producto con este ingrediente.",
    says: "{hospitals} dice",
    say: "{hospitals} dicen",
    also_written: "También escrita como: {names}",
    older: Counted {
        one: "1 receta anterior no se compara aquí.",
        many: "{count} recetas anteriores no se comparan aquí.",
    },
    together: "La misma medicina en sus expedientes",
    related: "Otras medicinas con el mismo ingrediente",
    related_say: "Tienen los mismos ingredientes. Sus expedientes no muestran que sean el mismo producto.",
    compared: "Qué se comparó: {what}.",
    how: "Cómo se comparan las medicinas",
    how_same: "Aquí las medicinas van juntas si tienen el mismo número de receta, el mismo código de producto o el mismo nombre completo.",
    how_names: "Algunos nombres siguen las reglas de RxNorm, una lista nacional de nombres de medicinas. Por un nombre así sabemos los ingredientes, la concentración y la forma. Una marca cuenta como su ingrediente solo si un expediente da los dos nombres.",
    how_never: "Cualquier otro nombre tiene que ser igual, letra por letra. Los nombres que solo se parecen o suenan parecido nunca se juntan.",
    table: "Los códigos y las marcas también se buscan en una copia de esa lista en este sitio. No se le pregunta a nadie, así que nadie sabe lo que usted toma.",
    no_table: "Este sitio no tiene una copia de esa lista. Un código solo no nos dice qué contiene una medicina.",
    table_missing: "La copia de esa lista de este sitio no se cargó. Puede que algunas medicinas no se comparen.",
    unknown: Counted {
        one: "De 1 medicina, sus expedientes no dicen de forma que podamos leer qué contiene. No se comparó por ingrediente.",
        many: "De {count} medicinas, sus expedientes no dicen de forma que podamos leer qué contienen. No se compararon por ingrediente.",
    },
    ask: Ask {
        title: "Preguntas que puede hacer",
        none: "En lo que se comparó no se encontró nada que preguntar.",
        not_all: "No se pudo comparar todo: una lista de medicinas o de alergias todavía se está cargando o le falta una parte.",
        limits: "Solo se comparan nombres de ingredientes. Que aquí no haya preguntas no quiere decir que sea seguro tomar juntas estas medicinas.",
        twice: "Más de una medicina actual de estos expedientes tiene este ingrediente: {ingredient}. ¿Es correcto?",
        ordered: Counted {
            one: "Esta medicina tiene 1 receta actual. ¿Es correcto?",
            many: "Esta medicina tiene {count} recetas actuales. ¿Es una sola receta o más de una?",
        },
        allergy: "Una medicina actual tiene un ingrediente que está en la lista de alergias: {ingredient}. ¿Es correcto?",
        differs: "Los expedientes dicen cosas distintas sobre esta medicina. ¿Qué es lo correcto?",
        hospital: "Preguntar a {hospital}",
        both: "Escribir la misma pregunta a los dos",
        all: Counted {
            one: "Escribir esta pregunta a 1 hospital",
            many: "Escribir la misma pregunta a los {count}",
        },
        quotes: "El mensaje cita estos expedientes. Puede cambiarlo antes de enviarlo.",
        subject: "Pregunta sobre {what}",
        hello: "Hola:",
        context: "Leo expedientes de más de un lugar. Tengo una pregunta sobre ellos.",
        records: "Esto es lo que dicen:",
        on_list: "En la lista de alergias",
        thanks: "Gracias",
        begun: "También empezó un mensaje para {hospital} y no lo ha enviado.",
        begun_elsewhere: "También empezó otro mensaje y no lo ha enviado.",
        signed_out: "No ha iniciado sesión en el hospital al que va este mensaje. Su texto sigue aquí. Para enviarlo, inicie sesión allí otra vez o cópielo en un mensaje nuevo.",
    },
};

impl Language {
    /// How sure it is that orders are of one medicine; nothing of one alone.
    pub fn likeness(self, likeness: Likeness) -> Option<&'static str> {
        Some(self.pick(match likeness {
            // In what they differ is told below.
            Likeness::Single | Likeness::Differs => return None,
            Likeness::SameProduct => ["The same product.", "El mismo producto."],
            Likeness::PossiblySame => [
                "Possibly the same: only the name could be compared.",
                "Posiblemente la misma: solo se pudo comparar el nombre.",
            ],
        }))
    }

    /// What was compared.
    pub fn compared(self, compared: Compared) -> &'static str {
        self.pick(match compared {
            Compared::Number => ["the prescription number", "el número de receta"],
            Compared::Code => ["the product code", "el código de producto"],
            Compared::Table => [
                "the product code, by a table of codes",
                "el código de producto, con una tabla de códigos",
            ],
            Compared::Grammar => [
                "what the name says is in it, the strength and the form",
                "los ingredientes, la concentración y la forma que dice el nombre",
            ],
            Compared::Brand => [
                "the brand, by a record that gives both names",
                "la marca, por un expediente que da los dos nombres",
            ],
            Compared::ExactName => ["the name, letter by letter", "el nombre, letra por letra"],
        })
    }
}
