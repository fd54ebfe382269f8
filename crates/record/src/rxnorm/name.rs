//! The grammar of RxNorm's names of medicines, read from words alone.
//!
//! ```text
//! [qualifier] [quantity] ingredient [strength] { " / " ingredient [strength] } [form] ["[" brand "]"]
//! "{" count " (" name ")" { " / " count " (" name ")" } "}" " Pack" ["[" brand "]"]
//! ```

use super::{amounts::Amounts, salt, strength::Strength};

/// A name that follows the rules, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// What stands before everything else: `nda020503`, `abuse-deterrent`.
    pub qualifiers: Vec<String>,
    /// How much is in one, or for how long it works: `24 hr`, `10 ml`, `120 actuat`.
    pub quantity: Option<String>,
    /// What is in it, sorted; nothing of a pack.
    pub ingredients: Vec<Ingredient>,
    /// `oral tablet`
    pub form: Option<String>,
    /// What it is sold as.
    pub brand: Option<String>,
    /// What a pack holds: how many of each, sorted.
    pub pack: Vec<(String, Name)>,
}

/// One ingredient of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ingredient {
    /// With its salt: `metformin hydrochloride`.
    pub name: String,
    /// How much of it.
    pub strength: Option<Strength>,
}

impl Ingredient {
    /// Without its salt: `metformin`.
    pub fn base(&self) -> &str {
        salt::base(&self.name)
    }
}

impl Name {
    /// Reads a name. `None`: it does not follow the rules.
    pub fn read(text: &str) -> Option<Self> {
        let folded = folded(text);
        let (rest, brand) = branded(&folded)?;
        let name = match rest.strip_prefix('{') {
            Some(rest) => pack(rest)?,
            None => plain(rest)?,
        };
        Some(Self { brand, ..name })
    }

    /// It says everything that makes one product: each ingredient with its strength, and the form; or it is a pack of
    /// such products.
    pub fn is_product(&self) -> bool {
        if !self.pack.is_empty() {
            return self.pack.iter().all(|(_, name)| name.is_product());
        }
        let has_strength = |ingredient: &Ingredient| ingredient.strength.is_some();
        self.form.is_some() && self.ingredients.iter().all(has_strength)
    }

    /// What the product is beside its brand: two names with the same are of the same product. `None` if it is not said.
    pub fn product(&self) -> Option<String> {
        self.is_product().then(|| self.told())
    }

    /// Everything but the brand, in one order.
    fn told(&self) -> String {
        let ingredients = self.ingredients.iter().map(|one| match &one.strength {
            Some(strength) => format!("{} {strength}", one.name),
            None => one.name.clone(),
        });
        let packed = self.pack.iter();
        let packed = packed.map(|(count, name)| format!("{count}({})", name.told()));
        let inside: Vec<String> = ingredients.chain(packed).collect();
        let before = self.qualifiers.join(" ");
        let quantity = self.quantity.as_deref().unwrap_or_default();
        let form = self.form.as_deref().unwrap_or_default();
        format!("{before}|{quantity}|{}|{form}", inside.join(" / "))
    }

    /// What is in it, without salts, each once, sorted.
    pub fn bases(&self) -> Vec<String> {
        let own = self.ingredients.iter().map(|one| one.base().to_owned());
        let packed = self.pack.iter().flat_map(|(_, name)| name.bases());
        let mut bases: Vec<String> = own.chain(packed).collect();
        bases.sort();
        bases.dedup();
        bases
    }

    /// It tells only what is in it, not how much nor as what it comes.
    pub(crate) fn is_ingredient_only(&self) -> bool {
        let none = self.ingredients.iter().all(|one| one.strength.is_none());
        none && self.pack.is_empty() && self.form.is_none()
    }

    /// All its strengths, those of what a pack holds too.
    pub(crate) fn amounts(&self) -> Amounts {
        let own = self.ingredients.iter();
        let own = own.filter_map(|one| one.strength.clone());
        let packed = self.pack.iter().flat_map(|(_, name)| name.amounts());
        own.chain(packed).collect()
    }

    /// The strength of a name with one ingredient.
    pub fn strength(&self) -> Option<&Strength> {
        match self.ingredients.as_slice() {
            [one] => one.strength.as_ref(),
            _ => None,
        }
    }
}

/// In lower case, with single spaces, without marks of registration.
fn folded(text: &str) -> String {
    let marked = |letter: char| matches!(letter, '®' | '™' | '©');
    let text: String = text.chars().filter(|letter| !marked(*letter)).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The name without its brand, and the brand; `None` if brackets stand anywhere else.
fn branded(folded: &str) -> Option<(&str, Option<String>)> {
    let (rest, brand) = match folded.strip_suffix(']') {
        None => (folded, None),
        Some(open) => {
            let (rest, brand) = open.rsplit_once(" [")?;
            (rest, Some(brand.trim().to_owned()))
        }
    };
    let is_odd = |letter: char| matches!(letter, '[' | ']');
    let brand = brand.filter(|brand| !brand.is_empty());
    (!rest.contains(is_odd)).then_some((rest, brand))
}

/// What follows the brace of a pack.
fn pack(rest: &str) -> Option<Name> {
    let inside = rest.strip_suffix("} pack")?;
    let mut pack = Vec::new();
    let mut left = inside.trim();
    while !left.is_empty() {
        let (count, rest) = left.split_once(" (")?;
        let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
        let (name, rest) = match rest.split_once(") / ") {
            Some((name, rest)) => (name, rest),
            None => (rest.strip_suffix(')')?, ""),
        };
        is_count.then_some(())?;
        pack.push((count.to_owned(), plain(name)?));
        left = rest;
    }
    pack.sort_by_key(|(count, name)| (name.told(), count.clone()));
    (!pack.is_empty()).then(|| Name {
        pack,
        ..Name::default()
    })
}

fn plain(text: &str) -> Option<Name> {
    if text.contains(['(', ')', '{', '}', ';', ':']) {
        return None;
    }
    let (qualifiers, rest) = qualified(text);
    let (quantity, rest) = quantified(rest);
    let mut parts: Vec<&str> = rest.split(" / ").collect();
    let last = parts.pop()?;
    let mut ingredients = Vec::with_capacity(parts.len() + 1);
    for part in parts {
        let (ingredient, behind) = ingredient(part)?;
        behind.is_empty().then_some(())?;
        ingredients.push(ingredient);
    }
    let (ingredient, behind) = ingredient(last)?;
    let form = form(behind);
    // What follows a strength and is no form is not understood, and could be anything.
    (form.is_some() || behind.is_empty()).then_some(())?;
    let (ingredient, form) = match ingredient.strength {
        None => formed(ingredient),
        Some(_) => (ingredient, form),
    };
    // A form alone names nothing that is in it.
    let is_form = |one: &Ingredient| one.strength.is_none() && self::form(&one.name).is_some();
    (!is_form(&ingredient)).then_some(())?;
    ingredients.push(ingredient);
    ingredients.sort();
    Some(Name {
        qualifiers,
        quantity,
        ingredients,
        form,
        ..Name::default()
    })
}

fn qualified(text: &str) -> (Vec<String>, &str) {
    let mut qualifiers = Vec::new();
    let mut rest = text;
    while let Some((first, behind)) = rest.split_once(' ') {
        let number = ["anda", "nda", "bla"]
            .into_iter()
            .find_map(|start| first.strip_prefix(start));
        let is_number = number.is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        if !is_number && first != "abuse-deterrent" {
            break;
        }
        qualifiers.push(first.to_owned());
        rest = behind;
    }
    (qualifiers, rest)
}

/// `24 hr`, if an ingredient follows.
fn quantified(text: &str) -> (Option<String>, &str) {
    let read = || {
        let (number, rest) = text.split_once(' ')?;
        let (unit, rest) = rest.split_once(' ')?;
        Some((Strength::read(number, unit)?.to_string(), rest))
    };
    match read() {
        Some((quantity, rest)) => (Some(quantity.to_lowercase()), rest),
        None => (None, text),
    }
}

/// An ingredient with its strength, and what stands behind the strength.
fn ingredient(part: &str) -> Option<(Ingredient, &str)> {
    let mut end = 0;
    loop {
        let space = part.get(end..)?.find(' ').map(|space| end + space);
        let Some(space) = space else { break };
        let (name, rest) = part.split_at_checked(space)?;
        let rest = rest.trim_start();
        if let Some((strength, behind)) = strength(rest) {
            let name = name.trim_end_matches(',');
            let strength = Some(strength);
            return is_name(name).then(|| {
                (
                    Ingredient {
                        name: name.to_owned(),
                        strength,
                    },
                    behind,
                )
            });
        }
        end = space + 1;
    }
    // A number without a strength is a strength that is not understood.
    let has_digit = part.bytes().any(|byte| byte.is_ascii_digit());
    let name = part.trim_end_matches(',');
    (is_name(name) && !has_digit).then(|| {
        let name = name.to_owned();
        (
            Ingredient {
                name,
                strength: None,
            },
            "",
        )
    })
}

/// `500 mg …` or `500mg …`
fn strength(text: &str) -> Option<(Strength, &str)> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let end = first.find(|letter: char| !digits(letter));
    if let Some(end) = end {
        let (number, unit) = first.split_at_checked(end)?;
        return Some((Strength::read(number, unit)?, rest));
    }
    let (unit, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    Some((Strength::read(first, unit)?, rest))
}

/// Something to call an ingredient by, and no word that stands where nothing is known.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 3 && !NO_NAMES.contains(&name)
}

const NO_NAMES: [&str; 12] = [
    "unknown",
    "other",
    "none",
    "misc",
    "miscellaneous",
    "medication",
    "medicine",
    "unspecified",
    "not specified",
    "not on file",
    "see notes",
    "see comments",
];

/// A form: words that end with what a medicine comes as.
fn form(text: &str) -> Option<String> {
    let last = text.rsplit(' ').next()?;
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    (FORMS.contains(&last) && !has_digit).then(|| text.to_owned())
}

/// `metformin oral tablet`: without a strength, only the words that begin a form tell where it begins.
fn formed(ingredient: Ingredient) -> (Ingredient, Option<String>) {
    let Ingredient { name, .. } = &ingredient;
    let begins = |way: &&str| name.find(&format!(" {way} "));
    let Some(place) = WAYS.iter().filter_map(begins).min() else {
        return (ingredient, None);
    };
    let split = name.split_at_checked(place);
    let found = split.and_then(|(name, rest)| Some((name, form(rest.trim_start())?)));
    match found {
        Some((name, form)) if is_name(name) => {
            let name = name.to_owned();
            (
                Ingredient {
                    name,
                    strength: None,
                },
                Some(form),
            )
        }
        _ => (ingredient, None),
    }
}

/// Words with which the form begins in a name without strengths.
const WAYS: [&str; 20] = [
    "oral",
    "topical",
    "injectable",
    "ophthalmic",
    "otic",
    "nasal",
    "rectal",
    "vaginal",
    "transdermal",
    "sublingual",
    "buccal",
    "inhalation",
    "chewable",
    "metered dose",
    "dry powder",
    "prefilled",
    "extended release",
    "delayed release",
    "disintegrating",
    "mucosal",
];

/// The last word of a form.
const FORMS: [&str; 58] = [
    "aerosol",
    "bar",
    "capsule",
    "cartridge",
    "cement",
    "cream",
    "crystals",
    "douche",
    "drops",
    "elixir",
    "emulsion",
    "enema",
    "film",
    "flakes",
    "foam",
    "gel",
    "granules",
    "gum",
    "implant",
    "inhaler",
    "inhalant",
    "injection",
    "injector",
    "insert",
    "irrigation",
    "jelly",
    "kit",
    "lotion",
    "lozenge",
    "mouthwash",
    "oil",
    "ointment",
    "pad",
    "paste",
    "patch",
    "pellet",
    "pen",
    "pill",
    "powder",
    "ring",
    "shampoo",
    "soap",
    "solution",
    "spray",
    "sponge",
    "strip",
    "suppository",
    "suspension",
    "swab",
    "syringe",
    "syrup",
    "system",
    "tablet",
    "tape",
    "tincture",
    "toothpaste",
    "wafer",
    "pack",
];
