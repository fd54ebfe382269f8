//! A merged record as text: what stands as one and why, in what versions differ, what may be asked.

use std::collections::BTreeMap;

use record::{
    LocalId, Merging, Shelf,
    entry::Part,
    merging::{
        Card, Conflict, Contradiction, Merged, Question, Reason, Related, Said, Stated, Version,
    },
};

pub(crate) type Called = BTreeMap<LocalId, String>;

fn name(called: &Called, id: LocalId) -> String {
    called.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

pub(crate) fn names(called: &Called, ids: impl IntoIterator<Item = LocalId>) -> Vec<String> {
    let mut names: Vec<String> = ids.into_iter().map(|id| name(called, id)).collect();
    names.sort();
    names
}

/// Everything that is not alone, what is related, asked and contradicted; a line for each, sorted.
pub(crate) fn told(merging: &Merging, called: &Called) -> String {
    let mut lines = groups(merging, called);
    lines.retain(|line| line.contains(" + ") || line.contains(" = "));
    lines.extend(merging.related().iter().map(|one| related(one, called)));
    lines.extend(merging.questions().iter().map(|one| question(one, called)));
    lines.extend(
        merging
            .contradictions()
            .iter()
            .map(|one| contradiction(one, called)),
    );
    lines.sort();
    lines.join("\n")
}

/// Every group, those of one item too.
pub(crate) fn groups(merging: &Merging, called: &Called) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(merging.allergies().iter().map(|one| merged(one, called)));
    lines.extend(merging.clinicians().iter().map(|one| merged(one, called)));
    lines.extend(merging.documents().iter().map(|one| merged(one, called)));
    lines.extend(merging.papers().iter().map(|one| merged(one, called)));
    lines.extend(merging.visits().iter().map(|one| merged(one, called)));
    for shelf in Shelf::ALL {
        lines.extend(merging.results(shelf).iter().map(|one| merged(one, called)));
    }
    for part in Part::ALL {
        lines.extend(merging.entries(part).iter().map(|one| merged(one, called)));
    }
    lines.extend(merging.medicines().iter().map(|one| card(one, called)));
    lines.sort();
    lines
}

fn merged<T: Version>(merged: &Merged<T>, called: &Called) -> String {
    let versions = names(called, merged.versions.iter().map(|version| version.key()));
    let mut line = versions.join(" + ");
    line += &reasons(&merged.reasons);
    line + &conflicts(&merged.conflicts, called)
}

fn reasons(reasons: &[Reason]) -> String {
    let words: Vec<String> = reasons.iter().map(|reason| format!("{reason:?}")).collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(": {}", words.join(", ")),
    }
}

fn card(card: &Card, called: &Called) -> String {
    let mut orders: Vec<String> = card
        .orders
        .iter()
        .map(|order| {
            let versions = names(called, order.versions.iter().map(|version| version.id));
            match versions.len() {
                1 => versions.concat(),
                _ => format!("({}{})", versions.join(" = "), reasons(&order.reasons)),
            }
        })
        .collect();
    orders.sort();
    let compared: Vec<String> = card.compared.iter().map(|one| format!("{one:?}")).collect();
    let by = match compared.is_empty() {
        true => String::new(),
        false => format!(": {:?} by {}", card.likeness, compared.join(", ")),
    };
    format!(
        "{}{by}{}",
        orders.join(" + "),
        conflicts(&card.conflicts, called)
    )
}

fn conflicts(conflicts: &[Conflict], called: &Called) -> String {
    let told = conflicts.iter().map(|conflict| {
        let mut said: Vec<String> = conflict
            .said
            .iter()
            .map(|said| stated(said, called))
            .collect();
        said.sort();
        format!("! {:?} {}", conflict.field, said.join(" / "))
    });
    told.map(|one| format!(" {one}")).collect()
}

fn stated(said: &Said, called: &Called) -> String {
    let words = match &said.stated {
        Stated::Clinical(one) => format!("{one:?}"),
        Stated::Verification(one) => format!("{one:?}"),
        Stated::Criticality(one) => format!("{one:?}"),
        Stated::Place(one) => format!("{one:?}"),
        Stated::Standing(one) => format!("{one:?}"),
        Stated::Status(one) => format!("{one:?}"),
        Stated::Stands(one) => format!("{one:?}"),
        Stated::DoNotTake => "do not take".to_owned(),
        Stated::When(one) => crate::page::date(Some(one)),
        Stated::Words(words) => words.join(", "),
        Stated::HowToTake(instructions) => {
            let texts = instructions.iter().map(|one| match &one.how {
                record::instruction::How::Written(text) => text.clone(),
                other => format!("{other:?}"),
            });
            texts.collect::<Vec<_>>().join("; ")
        }
        Stated::Told(told) => {
            let terms = told.iter().filter_map(|one| match one {
                record::entry::Told::Term(term) => Some(format!("{term:?}")),
                _ => None,
            });
            terms.collect::<Vec<_>>().join(", ")
        }
        Stated::Marks(_) => String::new(),
        Stated::Ranges(ranges) => {
            let texts = ranges.iter().filter_map(|range| range.text.clone());
            texts.collect::<Vec<_>>().join("; ")
        }
    };
    format!("{} {words}", name(called, said.id))
}

fn related(related: &Related, called: &Called) -> String {
    let cards = related
        .cards
        .iter()
        .map(|card| names(called, card.versions().map(|version| version.id)).join(" "));
    let mut cards: Vec<String> = cards.collect();
    cards.sort();
    let fields = related
        .differences
        .iter()
        .map(|one| format!("{:?}", one.field));
    let fields: Vec<String> = fields.collect();
    format!(
        "~ {}: {} differ in {}",
        related.ingredients.join(", "),
        cards.join(" | "),
        fields.join(", ")
    )
}

fn question(question: &Question, called: &Called) -> String {
    match question {
        Question::SameIngredientTwice {
            ingredient,
            medicines,
        } => {
            format!(
                "? {ingredient} twice: {}",
                names(called, medicines.clone()).join(", ")
            )
        }
        Question::OrderedTwice { orders } => {
            format!(
                "? ordered twice: {}",
                names(called, orders.clone()).join(", ")
            )
        }
        Question::OnAllergyList {
            ingredient,
            medicines,
            allergies,
        } => format!(
            "? {ingredient} is on the allergy list: {} and {}",
            names(called, medicines.clone()).join(", "),
            names(called, allergies.clone()).join(", "),
        ),
    }
}

fn contradiction(one: &Contradiction, called: &Called) -> String {
    format!(
        "! none known of {:?}: {} beside {}",
        one.scope,
        names(called, one.none.clone()).join(", "),
        names(called, one.listed.clone()).join(", "),
    )
}
