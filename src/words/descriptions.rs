//! What a test looks at, in one plain line, by LOINC code. A test without an entry gets no line.
//!
//! Drafts until a clinician and a health translator have signed them off. A line says what is measured,
//! never what a value means.

use super::Language;

/// The line for a test, if there is one.
pub fn description(loinc: &str, language: Language) -> Option<&'static str> {
    let described = DESCRIBED
        .iter()
        .find(|described| described.codes.contains(&loinc))?;
    Some(match language {
        Language::English => described.english,
        Language::Spanish => described.spanish,
    })
}

struct Described {
    codes: &'static [&'static str],
    english: &'static str,
    spanish: &'static str,
}

const fn of(
    codes: &'static [&'static str],
    english: &'static str,
    spanish: &'static str,
) -> Described {
    Described {
        codes,
        english,
        spanish,
    }
}

static DESCRIBED: [Described; 28] = [
    of(
        &["4548-4"],
        "Your average blood sugar over about 3 months",
        "Su promedio de azúcar en la sangre durante unos 3 meses",
    ),
    of(
        &["2345-7", "2339-0"],
        "Sugar in your blood",
        "Azúcar en la sangre",
    ),
    of(
        &["2160-0", "38483-4"],
        "A waste product that your kidneys filter",
        "Un desecho que filtran los riñones",
    ),
    of(
        &["33914-3"],
        "How well your kidneys filter",
        "Qué tan bien filtran sus riñones",
    ),
    of(
        &["3094-0", "6299-2"],
        "Another waste product that your kidneys filter",
        "Otro desecho que filtran los riñones",
    ),
    of(
        &["2951-2", "2947-0"],
        "A salt that balances water in your body",
        "Una sal que equilibra el agua del cuerpo",
    ),
    of(
        &["2823-3", "6298-4"],
        "A mineral that nerves, muscles and heart need",
        "Un mineral que necesitan los nervios, los músculos y el corazón",
    ),
    of(
        &["2075-0", "2069-3"],
        "A mineral that balances fluids in your body",
        "Un mineral que equilibra los líquidos del cuerpo",
    ),
    of(
        &["2028-9", "20565-8"],
        "A part of the acid balance of your blood",
        "Parte del equilibrio ácido de la sangre",
    ),
    of(
        &["17861-6", "49765-1"],
        "A mineral that bones, nerves and muscles need",
        "Un mineral que necesitan los huesos, los nervios y los músculos",
    ),
    of(
        &["2093-3"],
        "All the cholesterol in your blood",
        "Todo el colesterol en la sangre",
    ),
    of(
        &["2085-9"],
        "HDL, often called good cholesterol",
        "HDL, a menudo llamado colesterol bueno",
    ),
    of(
        &["18262-6", "2089-1"],
        "LDL, often called bad cholesterol",
        "LDL, a menudo llamado colesterol malo",
    ),
    of(
        &["2571-8"],
        "A kind of fat in your blood",
        "Un tipo de grasa en la sangre",
    ),
    of(
        &["6690-2"],
        "White blood cells, which fight germs",
        "Glóbulos blancos, que combaten los gérmenes",
    ),
    of(
        &["789-8"],
        "Red blood cells, which carry oxygen",
        "Glóbulos rojos, que llevan el oxígeno",
    ),
    of(
        &["718-7"],
        "The part of red blood cells that holds oxygen",
        "La parte de los glóbulos rojos que lleva el oxígeno",
    ),
    of(
        &["4544-3"],
        "How much of your blood is red blood cells",
        "Qué parte de la sangre son glóbulos rojos",
    ),
    of(
        &["777-3"],
        "Platelets, which help blood to clot",
        "Plaquetas, que ayudan a que la sangre coagule",
    ),
    of(
        &["787-2"],
        "The average size of your red blood cells",
        "El tamaño promedio de los glóbulos rojos",
    ),
    of(
        &["1742-6", "1920-8"],
        "An enzyme found mostly in the liver",
        "Una enzima que está sobre todo en el hígado",
    ),
    of(
        &["6768-6"],
        "An enzyme from liver and bones",
        "Una enzima del hígado y de los huesos",
    ),
    of(
        &["1975-2"],
        "A yellow substance that the liver clears",
        "Una sustancia amarilla que elimina el hígado",
    ),
    of(
        &["1751-7"],
        "A protein made by your liver",
        "Una proteína que produce el hígado",
    ),
    of(
        &["2885-2"],
        "All the protein in your blood",
        "Toda la proteína en la sangre",
    ),
    of(
        &["3016-3"],
        "The hormone that steers your thyroid",
        "La hormona que dirige la tiroides",
    ),
    of(
        &["6301-6"],
        "How long your blood takes to clot",
        "Cuánto tarda la sangre en coagular",
    ),
    of(
        &["2276-4"],
        "How much iron your body has stored",
        "Cuánto hierro tiene guardado el cuerpo",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_described_twice() {
        let mut codes: Vec<_> = DESCRIBED
            .iter()
            .flat_map(|described| described.codes)
            .collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }

    #[test]
    fn a_test_without_an_entry_gets_no_line() {
        assert_eq!(
            description("4548-4", Language::Spanish),
            Some("Su promedio de azúcar en la sangre durante unos 3 meses")
        );
        assert_eq!(description("12809", Language::English), None);
    }
}
