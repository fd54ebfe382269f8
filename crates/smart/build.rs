//! Writes the table of vendors as constants, so that a browser reads nothing and carries no reader. A field or a word
//! that does not exist fails to compile; that each means what it means in satchel.json is a test's business
//! (src/vendors.rs).

use std::{env, error::Error, fs, path::Path};

use toml::{Table, Value};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=vendors.toml");
    let table: Table = fs::read_to_string("vendors.toml")?.parse()?;
    let mut rows = String::new();
    for (name, row) in &table {
        let row = row.as_table().ok_or("a vendor is a table")?;
        rows += &vendor(name, row);
    }
    let folder = env::var("OUT_DIR")?;
    let file = Path::new(&folder).join("vendors.rs");
    fs::write(file, format!("&[{rows}]"))?;
    Ok(())
}

/// One row: what says which hospitals are meant, then the rules.
fn vendor(name: &str, row: &Table) -> String {
    let about = |field| {
        row.get(field)
            .map_or("&[]".to_owned(), |value| constant(field, value))
    };
    let (title, bases, sandboxes) = (about("title"), about("bases"), about("sandboxes"));
    let is_rule = |field: &str| !["title", "bases", "sandboxes"].contains(&field);
    let rules = row.iter().filter(|(field, _)| is_rule(field));
    let rules: String = rules
        .map(|(field, value)| format!("{field}: {}, ", constant(field, value)))
        .collect();
    format!(
        "Vendor {{ name: {name:?}, title: {title}, bases: {bases}, sandboxes: {sandboxes}, \
         rules: Rules {{ {rules}..Rules::PLAIN }} }},\n"
    )
}

/// What a field is set to.
fn constant(field: &str, value: &Value) -> String {
    let plain = listed(field, value);
    match field {
        "scopes" | "portal" | "portal_url" | "sign_out" => format!("Some({plain})"),
        _ => plain,
    }
}

/// A value of this field, or one of the values in its list or group.
fn listed(field: &str, value: &Value) -> String {
    match value {
        Value::String(word) => text(field, word),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| listed(field, item)).collect();
            format!("&[{}]", items.join(","))
        }
        Value::Table(group) => {
            let pair =
                |(name, value): (&String, &Value)| format!("({name:?}, {})", listed(field, value));
            let pairs: Vec<String> = group.iter().map(pair).collect();
            format!("&[{}]", pairs.join(","))
        }
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        // No field is one; the compiler says so.
        Value::Float(_) | Value::Datetime(_) => "()".to_owned(),
    }
}

fn text(field: &str, word: &str) -> String {
    match (field, word.split_once(':')) {
        ("scopes", _) => case("Style", word),
        ("refresh", _) => case("Refresh", word),
        ("cors", _) => case("Cors", word),
        ("tolerates", _) => case("Missing", word),
        ("refusals", _) => case("Refusal", word),
        ("patient", Some((kind, name))) => format!("{}({name:?})", case("PatientSource", kind)),
        ("patient", None) => case("PatientSource", word),
        _ => format!("{word:?}"),
    }
}

/// `crate::Cors::NoToken` for `no-token`.
fn case(of: &str, word: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    let parts: Vec<String> = word.split('-').map(capital).collect();
    format!("crate::{of}::{}", parts.concat())
}
