//! The grammar of RxNorm's names, by names as hospitals send them.

use record::rxnorm::Name;

/// `quantity | ingredients with strengths | form | brand`; `-` for a name that does not follow the rules.
fn told(text: &str) -> String {
    let Some(name) = Name::read(text) else {
        return "-".to_owned();
    };
    if !name.pack.is_empty() {
        let packed: Vec<String> = name
            .pack
            .iter()
            .map(|(count, name)| format!("{count} x {}", plain(name)))
            .collect();
        return format!(
            "pack of {} | {}",
            packed.join(", "),
            name.brand.unwrap_or_default()
        );
    }
    plain(&name)
}

fn plain(name: &Name) -> String {
    let ingredients = name.ingredients.iter().map(|one| match &one.strength {
        Some(strength) => format!("{} {strength}", one.name),
        None => one.name.clone(),
    });
    let ingredients: Vec<String> = ingredients.collect();
    let mut parts = name.qualifiers.clone();
    parts.extend(name.quantity.clone());
    parts.push(ingredients.join(" + "));
    parts.extend(name.form.clone());
    parts.extend(name.brand.as_ref().map(|brand| format!("[{brand}]")));
    parts.join(" | ")
}

const NAMES: &str = include_str!("fixtures/rxnorm.txt");

#[test]
fn names_as_hospitals_send_them_are_read_by_the_rules() {
    let mut wrong = String::new();
    for line in NAMES.lines() {
        let (name, expected) = line.split_once(" => ").expect("a name and what it says");
        let is = told(name);
        if is != expected {
            wrong += &format!("{name} => {is}\n");
        }
    }
    assert!(NAMES.lines().count() > 60);
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_product_is_the_same_in_any_order_and_case_and_another_in_anything_else() {
    let product = |text: &str| Name::read(text).expect("a name").product();
    let one = product("Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet");
    assert!(one.is_some());
    for same in [
        "oxyCODONE hydrochloride 5 MG / acetaminophen 325 MG Oral Tablet",
        "acetaminophen 0.325 G / oxycodone hydrochloride 5 MG oral tablet [Percocet]",
    ] {
        assert_eq!(product(same), one, "{same}");
    }
    for other in [
        "Acetaminophen 325 MG / Oxycodone Hydrochloride 10 MG Oral Tablet",
        "Acetaminophen 325 MG / Hydrocodone Bitartrate 5 MG Oral Tablet",
        "Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Capsule",
        "12 HR Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet",
        "Acetaminophen 325 MG / Oxycodone 5 MG Oral Tablet",
        "Oxycodone Hydrochloride 325 MG / Acetaminophen 5 MG Oral Tablet",
    ] {
        assert_ne!(product(other), one, "{other}");
    }
    for less in [
        "Acetaminophen 325 MG",
        "Acetaminophen Oral Tablet",
        "Acetaminophen",
    ] {
        assert_eq!(product(less), None, "{less}");
    }
}
