//! What the people who run this site decided: its name, its hospitals, and whether a directory of others is served
//! beside it, from `public/satchel.json`.
//!
//! It knows the file, not where it comes from. A mistake names the field and the reason, because the
//! reader of that page is the person who can mend it.

use std::sync::OnceLock;

use serde_json::{Map, Value};
use smart::{FhirBase, Obstacle, RuleMistake, RuleWhy, Rules, Style};

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

/// One hospital or clinic, of the settings or of the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Hospital {
    /// Its name in our own addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// Its name as patients know it.
    pub name: String,
    /// City and state, if given.
    pub place: Option<String>,
    /// The brand of its own portal, because patients know that name, if given.
    pub portal: Option<String>,
    /// A phone number to call instead, if given.
    pub phone: Option<String>,
    /// Its own web site, if given.
    pub website: Option<String>,
    /// FHIR base URL: https, or http on this very machine.
    pub fhir: String,
    /// Its row in the table of vendors, where its address does not tell.
    pub vendor: Option<String>,
    /// The client id it gave to this site; without one nobody can sign in there yet.
    pub client_id: Option<String>,
    /// The scope syntax its registration fixed, if it did.
    pub scopes: Option<ScopeSyntax>,
}

/// Which way of writing SMART scopes a registration fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeSyntax {
    /// `patient/Observation.read`
    V1,
    /// `patient/Observation.rs`
    V2,
}

/// Why the settings cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The field, as a path: `hospitals[1].fhir`.
    pub field: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What can be wrong with a field of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file could not be fetched.
    NoFile,
    /// The file is not JSON; the parser's words, with line and column.
    NotReadable(String),
    /// Something else than the group of fields, or the list, that belongs there.
    WrongShape,
    /// A field that means nothing here: often a slip of the pen.
    Unknown,
    /// The field is missing or empty.
    Missing,
    /// The field is not text.
    NotText,
    /// An address that is neither https nor http on this machine, or carries more than host and path.
    NotAnAddress,
    /// A key with other characters than `a` to `z`, digits and hyphens.
    NotAKey,
    /// Two hospitals have this key.
    Twice,
    /// Neither `v1` nor `v2`.
    NotAScopeSyntax,
    /// Neither `true` nor `false`.
    NotYesOrNo,
    /// A word that means nothing here.
    NotAChoice,
    /// Not a path of this site.
    NotAPath,
    /// No row of the table of vendors has this name.
    NoSuchVendor,
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
        let hospital = hospital(written, format!("hospitals[{index}]."))?;
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

/// What is wrong with what the settings change in the table of vendors.
impl From<RuleMistake> for Mistake {
    fn from(RuleMistake { field, why }: RuleMistake) -> Mistake {
        let why = match why {
            RuleWhy::Unknown => Why::Unknown,
            RuleWhy::WrongShape => Why::WrongShape,
            RuleWhy::NotAChoice => Why::NotAChoice,
            RuleWhy::NotAPath => Why::NotAPath,
            RuleWhy::NotAnAddress => Why::NotAnAddress,
            RuleWhy::NoSuchVendor => Why::NoSuchVendor,
        };
        mistake(&format!("ehr.{field}"), why)
    }
}

impl Hospital {
    /// One that is listed nowhere: all that is known of it is what the patient typed.
    pub fn at_own_address(base: &FhirBase, client_id: &str) -> Hospital {
        let origin = base.origin();
        let host = origin
            .split_once("://")
            .map_or(origin.as_str(), |(_, host)| host);
        Hospital {
            // No key of the settings or the directory looks like this.
            key: base.as_str().to_owned(),
            name: host.to_owned(),
            place: None,
            portal: None,
            phone: None,
            website: None,
            fhir: base.as_str().to_owned(),
            vendor: None,
            client_id: Some(client_id.to_owned()),
            scopes: None,
        }
    }

    /// How its server wants to be spoken to: the table of vendors, and what is said of the hospital itself.
    pub fn rules(&self, base: &FhirBase) -> Rules {
        self.own(Rules::at(base, self.vendor.as_deref()))
    }

    /// The same with what is said of the hospital itself.
    pub fn own(&self, mut rules: Rules) -> Rules {
        match self.scopes {
            Some(ScopeSyntax::V1) => rules.scopes = Some(Style::V1),
            Some(ScopeSyntax::V2) => rules.scopes = Some(Style::V2),
            None => {}
        }
        rules
    }

    /// Why nobody can sign in there yet, as far as its rules say beforehand.
    pub fn obstacle(&self, rules: &Rules) -> Option<Obstacle> {
        let own_id = self.client_id.is_some();
        rules
            .obstacle()
            .filter(|obstacle| !own_id || *obstacle != Obstacle::NotRegistered)
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

fn hospital(written: &Value, path: String) -> Result<Hospital, Mistake> {
    let known = [
        "key",
        "name",
        "place",
        "portal",
        "phone",
        "website",
        "fhir",
        "vendor",
        "client_id",
        "scopes",
    ];
    let hospital = Group::new(written, path, &known)?;
    let key = hospital.text("key")?;
    if !key
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    {
        return Err(hospital.mistake("key", Why::NotAKey));
    }
    let scopes = match hospital.optional("scopes")?.as_deref() {
        None => None,
        Some("v1") => Some(ScopeSyntax::V1),
        Some("v2") => Some(ScopeSyntax::V2),
        Some(_) => return Err(hospital.mistake("scopes", Why::NotAScopeSyntax)),
    };
    let fhir = hospital.address("fhir")?;
    Ok(Hospital {
        key,
        name: hospital.text("name")?,
        place: hospital.optional("place")?,
        portal: hospital.optional("portal")?,
        phone: hospital.optional("phone")?,
        website: hospital.address("website")?,
        fhir: fhir.ok_or_else(|| hospital.mistake("fhir", Why::Missing))?,
        vendor: hospital.optional("vendor")?,
        client_id: hospital.optional("client_id")?,
        scopes,
    })
}

/// Fields that belong together, as somebody wrote them.
struct Group<'f> {
    fields: &'f Map<String, Value>,
    /// What stands before the name of a field: `hospitals[1].`
    path: String,
}

impl<'f> Group<'f> {
    fn new(written: &'f Value, path: String, known: &[&str]) -> Result<Self, Mistake> {
        let Value::Object(fields) = written else {
            return Err(mistake(path.trim_end_matches('.'), Why::WrongShape));
        };
        let group = Group { fields, path };
        match fields.keys().find(|name| !known.contains(&name.as_str())) {
            Some(unknown) => Err(group.mistake(unknown, Why::Unknown)),
            None => Ok(group),
        }
    }

    fn text(&self, name: &str) -> Result<String, Mistake> {
        let text = self.optional(name)?;
        text.ok_or_else(|| self.mistake(name, Why::Missing))
    }

    fn optional(&self, name: &str) -> Result<Option<String>, Mistake> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.mistake(name, Why::NotText)),
        }
    }

    fn address(&self, name: &str) -> Result<Option<String>, Mistake> {
        match self.optional(name)? {
            Some(address) if !is_address(&address) => Err(self.mistake(name, Why::NotAnAddress)),
            address => Ok(address),
        }
    }

    fn flag(&self, name: &str) -> Result<bool, Mistake> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(said)) => Ok(*said),
            Some(_) => Err(self.mistake(name, Why::NotYesOrNo)),
        }
    }

    fn mistake(&self, name: &str, why: Why) -> Mistake {
        mistake(&format!("{}{name}", self.path), why)
    }
}

/// https anywhere, http on loopback; no user, query or fragment.
fn is_address(address: &str) -> bool {
    let (rest, loopback_only) = match (
        address.strip_prefix("https://"),
        address.strip_prefix("http://"),
    ) {
        (Some(rest), _) => (rest, false),
        (_, Some(rest)) => (rest, true),
        (None, None) => return false,
    };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let clean = !rest.contains(['?', '#', '@', '\\', ' ']) && !host.is_empty();
    clean && (!loopback_only || matches!(host, "localhost" | "127.0.0.1"))
}

fn mistake(field: &str, why: Why) -> Mistake {
    Mistake {
        field: field.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn plain_http_counts_only_on_this_machine() {
        assert!(is_address("http://127.0.0.1:8601/fhir"));
        assert!(is_address("http://localhost:8601/fhir"));
        assert!(!is_address("http://127.0.0.1.example.org/fhir"));
        assert!(!is_address("http://hospital.local/fhir"));
    }
}
