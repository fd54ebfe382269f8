//! What the people who run this site decided: its name, its hospitals, and whether a directory of others and a table of
//! medicines are served beside it, from `public/satchel.json`.
//!
//! It knows the file, not where it comes from. A mistake names the field and the reason, because the
//! reader of that page is the person who can mend it.

mod group;
mod hospital;
mod mistake;

use std::sync::OnceLock;

use serde_json::Value;

use group::Group;
pub use hospital::{Hospital, ScopeSyntax};
use mistake::mistake;
pub use mistake::{Mistake, Why};

/// The settings of one deployment, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// What this portal is called.
    pub name: String,
    /// Who answers for it, if they say so.
    pub operator: Option<Operator>,
    /// The hospitals that are named, in the order written, keys unique; at least one unless there is a directory.
    pub hospitals: Vec<Hospital>,
    /// Does the site serve a directory of hospitals, under `/directory/`?
    pub directory: bool,
    /// The file of this site in which medicines are looked up, if it has one: its path, as `crates/rxnorm` says.
    pub medicines: Option<String>,
    /// May a patient give the address of a hospital that is listed nowhere?
    pub allow_own_address: bool,
    /// What differs from the table of vendors, as written: [`smart::Overrides::read`] reads it.
    pub ehr: Value,
}

/// The people who run this site.
#[derive(Clone, Debug, PartialEq)]
pub struct Operator {
    /// A person, a clinic, a club.
    pub name: String,
    /// Where to write to, if given.
    pub email: Option<String>,
    /// A phone number, if given.
    pub phone: Option<String>,
    /// A page about them, if given.
    pub website: Option<String>,
}

/// Reads and checks the file.
pub fn settings(file: &[u8]) -> Result<Settings, Mistake> {
    let mut file: Value = serde_json::from_str(&String::from_utf8_lossy(file))
        .map_err(|error| mistake("satchel.json", Why::NotReadable(error.to_string())))?;
    let ehr = file.get_mut("ehr").map(Value::take).unwrap_or_default();
    if !matches!(ehr, Value::Null | Value::Object(_)) {
        return Err(mistake("ehr", Why::WrongShape));
    }
    let known = [
        "name",
        "operator",
        "hospitals",
        "directory",
        "medicines",
        "allow_own_address",
        "ehr",
    ];
    let file = Group::new(&file, String::new(), &known)?;
    let name = file.text("name")?;
    let operator = match file.fields.get("operator") {
        None | Some(Value::Null) => None,
        Some(written) => Some(operator(written)?),
    };
    let directory = file.flag("directory")?;
    let written = match file.fields.get("hospitals") {
        Some(Value::Array(written)) if directory || !written.is_empty() => written.as_slice(),
        None | Some(Value::Null) if directory => &[],
        None | Some(Value::Null | Value::Array(_)) => {
            return Err(mistake("hospitals", Why::Missing));
        }
        Some(_) => return Err(mistake("hospitals", Why::WrongShape)),
    };
    let mut hospitals: Vec<Hospital> = Vec::with_capacity(written.len());
    for (index, written) in written.iter().enumerate() {
        let hospital = Hospital::read(written, format!("hospitals[{index}]."))?;
        if hospitals.iter().any(|known| known.key == hospital.key) {
            return Err(mistake(&format!("hospitals[{index}].key"), Why::Twice));
        }
        hospitals.push(hospital);
    }
    Ok(Settings {
        name,
        operator,
        hospitals,
        directory,
        medicines: file.own_file("medicines")?,
        allow_own_address: file.flag("allow_own_address")?,
        ehr,
    })
}

static SITE_NAME: OnceLock<String> = OnceLock::new();

/// What this portal is called, once its settings are read.
pub fn site_name() -> &'static str {
    SITE_NAME.get().map_or("Satchel", String::as_str)
}

impl Settings {
    /// Makes its name the one that [`site_name`] gives.
    pub fn name_the_site(&self) {
        // Set once at the start; a second time changes nothing.
        let _ = SITE_NAME.set(self.name.clone());
    }

    /// The hospital with this key.
    pub fn hospital(&self, key: &str) -> Option<&Hospital> {
        self.hospitals.iter().find(|hospital| hospital.key == key)
    }
}

fn operator(written: &Value) -> Result<Operator, Mistake> {
    let known = ["name", "email", "phone", "website"];
    let operator = Group::new(written, "operator.".to_owned(), &known)?;
    Ok(Operator {
        name: operator.text("name")?,
        email: operator.optional("email")?,
        phone: operator.optional("phone")?,
        website: operator.address("website")?,
    })
}

#[cfg(test)]
mod tests {
    use smart::Obstacle;

    use super::*;

    const GOOD: &str = r#"{"name":"Satchel","hospitals":[{"key":"st-marys","name":"St. Mary's","fhir":"https://ehr.example.org/fhir","client_id":"satchel"}]}"#;

    #[track_caller]
    fn check(from: &str, to: &str, field: &str, why: Why) {
        let file = GOOD.replace(from, to);
        assert_ne!(file, GOOD, "the change must change something");
        assert_eq!(settings(file.as_bytes()), Err(mistake(field, why)));
    }

    #[test]
    fn a_good_file_is_read() {
        let settings = settings(GOOD.as_bytes()).unwrap();
        assert_eq!(settings.hospital("st-marys").unwrap().name, "St. Mary's");
    }

    #[test]
    fn a_mistake_names_the_field_and_the_reason() {
        check(r#""name":"Satchel","#, "", "name", Why::Missing);
        check(r#""name":"Satchel""#, r#""name":" ""#, "name", Why::Missing);
        check(r#""Satchel""#, "7", "name", Why::NotText);
        check(
            r#""client_id":"satchel""#,
            r#""client_id":7"#,
            "hospitals[0].client_id",
            Why::NotText,
        );
        check(
            r#""hospitals""#,
            r#""directory":"yes","hospitals""#,
            "directory",
            Why::NotYesOrNo,
        );
        check(
            r#""hospitals""#,
            r#""allow_own_address":1,"hospitals""#,
            "allow_own_address",
            Why::NotYesOrNo,
        );
        check(
            r#""hospitals""#,
            r#""ehr":[],"hospitals""#,
            "ehr",
            Why::WrongShape,
        );
        check(
            "https://ehr",
            "http://ehr",
            "hospitals[0].fhir",
            Why::NotAnAddress,
        );
        check(
            "https://ehr",
            "javascript:ehr",
            "hospitals[0].fhir",
            Why::NotAnAddress,
        );
        check(
            "/fhir\"",
            "/fhir?x=1\"",
            "hospitals[0].fhir",
            Why::NotAnAddress,
        );
        check(
            "https://ehr",
            "https://me@ehr",
            "hospitals[0].fhir",
            Why::NotAnAddress,
        );
        check("st-marys", "St Marys", "hospitals[0].key", Why::NotAKey);
        check(
            r#""key""#,
            r#""scopes":"v3","key""#,
            "hospitals[0].scopes",
            Why::NotAScopeSyntax,
        );
        check(
            r#""hospitals""#,
            r#""operator":{"email":"a@example.org"},"hospitals""#,
            "operator.name",
            Why::Missing,
        );
        check(
            r#""hospitals""#,
            r#""operator":{"name":"Us","website":"javascript:alert(1)"},"hospitals""#,
            "operator.website",
            Why::NotAnAddress,
        );
    }

    #[test]
    fn the_table_of_medicines_is_a_file_of_this_site() {
        let with = |path: &str| {
            let medicines = format!(r#""medicines":{path},"hospitals""#);
            settings(GOOD.replace(r#""hospitals""#, &medicines).as_bytes())
        };
        for (path, read) in [
            (r#""/medicines.table""#, Some("/medicines.table")),
            (
                r#""/data/rxnorm-2026_11.table""#,
                Some("/data/rxnorm-2026_11.table"),
            ),
            ("null", None),
        ] {
            let settings = with(path).unwrap();
            assert_eq!(settings.medicines.as_deref(), read, "{path}");
        }
        assert_eq!(settings(GOOD.as_bytes()).unwrap().medicines, None);
        for path in [
            "medicines.table",
            "https://example.org/medicines.table",
            "//example.org/medicines.table",
            "/../medicines.table",
            "/data/./medicines.table",
            "/data//medicines.table",
            "/medicines.table/",
            "/medicines.table?patient=1",
            "/medicines.table#x",
            "/medicines table",
            "/%2e%2e/medicines.table",
            "\\\\example.org",
            "/",
        ] {
            let refused = with(&format!("\"{path}\""));
            assert_eq!(refused, Err(mistake("medicines", Why::NotAPath)), "{path}");
        }
        assert_eq!(with("true"), Err(mistake("medicines", Why::NotText)));
    }

    #[test]
    fn no_hospital_need_be_named_where_there_is_a_directory() {
        let read = |file: &str| settings(file.as_bytes());
        assert_eq!(
            read(r#"{"name":"Satchel"}"#),
            Err(mistake("hospitals", Why::Missing))
        );
        assert_eq!(
            read(r#"{"name":"Satchel","hospitals":[]}"#),
            Err(mistake("hospitals", Why::Missing))
        );
        for hospitals in ["", r#","hospitals":[]"#, r#","hospitals":null"#] {
            let alone = read(&format!(
                r#"{{"name":"Satchel","directory":true{hospitals}}}"#
            ));
            assert!(alone.is_ok_and(|alone| alone.directory && alone.hospitals.is_empty()));
        }
    }

    #[test]
    fn a_hospital_without_a_client_id_is_not_set_up_yet() {
        let obstacle = |file: &str| {
            let settings = settings(file.as_bytes()).unwrap();
            let overrides = smart::Overrides::read(&settings.ehr).unwrap_or_default();
            let hospital = &settings.hospitals[0];
            let base = smart::FhirBase::listed(&hospital.fhir).unwrap();
            hospital.obstacle(&overrides.rules(&base, None))
        };
        assert_eq!(obstacle(GOOD), None);
        let without = GOOD.replace(r#","client_id":"satchel""#, "");
        assert_eq!(obstacle(&without), Some(Obstacle::NotRegistered));
        let by_address =
            r#""ehr":{"bases":{"https://ehr.example.org/fhir":{"client_id":"own"}}},"hospitals""#;
        let given = without.replace(r#""hospitals""#, by_address);
        assert_eq!(obstacle(&given), None);
    }

    #[test]
    fn a_broken_file_says_where() {
        let Err(Mistake {
            why: Why::NotReadable(words),
            ..
        }) = settings(GOOD.replace("]}", "]").as_bytes())
        else {
            panic!("should not be readable")
        };
        assert!(words.contains("line 1 column"), "{words}");
    }

    #[test]
    fn a_misspelt_field_is_named() {
        check(
            "client_id",
            "client-id",
            "hospitals[0].client-id",
            Why::Unknown,
        );
        check("[{", r#"["st-marys",{"#, "hospitals[0]", Why::WrongShape);
    }

    #[test]
    fn two_hospitals_with_one_key_are_refused() {
        let hospital = GOOD.split_once('[').unwrap().1.trim_end_matches("]}");
        let file = GOOD.replace("}]}", &format!("}},{hospital}]}}"));
        assert_eq!(
            settings(file.as_bytes()),
            Err(mistake("hospitals[1].key", Why::Twice))
        );
    }
}
