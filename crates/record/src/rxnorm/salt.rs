//! The base of an ingredient without the salt it comes as: what is called the same ingredient, never the same product.
//! Two salts of one base differ in how they work (metoprolol tartrate and succinate), so a product keeps its own.

/// `metformin hydrochloride` is metformin. What begins with the ion, such as `potassium chloride`, is all base.
pub(super) fn base(ingredient: &str) -> &str {
    let first = ingredient.split(' ').next().unwrap_or_default();
    if IONS.contains(&first) {
        return ingredient;
    }
    let mut base = ingredient;
    while let Some((rest, last)) = base.rsplit_once(' ') {
        if !SALTS.contains(&last) {
            break;
        }
        base = rest.trim_end_matches(',');
    }
    base
}

/// What a name of a salt begins with that has no other base.
const IONS: [&str; 24] = [
    "aluminum",
    "ammonium",
    "barium",
    "bismuth",
    "calcium",
    "chromium",
    "copper",
    "cupric",
    "ferric",
    "ferrous",
    "gold",
    "hydrogen",
    "iron",
    "lithium",
    "magnesium",
    "manganese",
    "potassium",
    "selenium",
    "silver",
    "sodium",
    "strontium",
    "zinc",
    "sodium,",
    "potassium,",
];

/// Words for acids, ions and water that stand behind the base. Those that make another ingredient of it in RxNorm, such
/// as `mofetil`, `disoproxil`, `dinitrate` and `mononitrate`, are none of them.
const SALTS: [&str; 58] = [
    "acetate",
    "anhydrous",
    "aspartate",
    "besylate",
    "bitartrate",
    "bromide",
    "butyrate",
    "calcium",
    "camsylate",
    "chloride",
    "citrate",
    "cypionate",
    "decanoate",
    "dihydrate",
    "dihydrochloride",
    "dipropionate",
    "disodium",
    "edisylate",
    "enanthate",
    "erbumine",
    "esylate",
    "fumarate",
    "furoate",
    "gluconate",
    "hbr",
    "hcl",
    "hemihydrate",
    "hyclate",
    "hydrobromide",
    "hydrochloride",
    "lactate",
    "magnesium",
    "malate",
    "maleate",
    "mesylate",
    "monohydrate",
    "napsylate",
    "nitrate",
    "oxalate",
    "palmitate",
    "pamoate",
    "phosphate",
    "potassium",
    "propionate",
    "saccharate",
    "sodium",
    "stearate",
    "succinate",
    "sulfate",
    "sulphate",
    "tartrate",
    "tosylate",
    "trihydrate",
    "tromethamine",
    "valerate",
    "xinafoate",
    "zinc",
    "lysine",
];

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_base_is_the_ingredient_without_its_salt() {
        for (ingredient, expected) in [
            ("metformin hydrochloride", "metformin"),
            ("metoprolol succinate", "metoprolol"),
            ("penicillin v potassium", "penicillin v"),
            ("tenofovir disoproxil fumarate", "tenofovir disoproxil"),
            ("amoxicillin trihydrate", "amoxicillin"),
            ("naproxen sodium", "naproxen"),
            ("aspirin", "aspirin"),
        ] {
            assert_eq!(base(ingredient), expected);
        }
    }

    #[test]
    fn what_is_all_salt_stays_whole() {
        for ingredient in [
            "potassium chloride",
            "calcium carbonate",
            "sodium bicarbonate",
            "ferrous sulfate",
            "lithium carbonate",
            "isosorbide dinitrate",
            "isosorbide mononitrate",
            "mycophenolate mofetil",
            "sulfate",
        ] {
            assert_eq!(base(ingredient), ingredient);
        }
    }
}
