//! What a deployment changes in the table of vendors, and the rules that follow for one address.

use serde_json::{Map, Value};

use crate::{
    FhirBase, RuleMistake, RuleWhy, Rules, Vendor,
    vendors::{mistake, object, vendors},
};

/// What a deployment changes in the table: `{"vendors": {"epic": {…}}, "bases": {"https://…/R4": {…}}}`, each with the
/// fields of `vendors.toml` that describe behavior. A base may also name its `vendor`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    vendors: Map<String, Value>,
    bases: Map<String, Value>,
}

impl Overrides {
    /// Reads and checks what the settings say; a mistake names its field.
    pub fn read(settings: &Value) -> Result<Overrides, RuleMistake> {
        let settings = object(settings).map_err(|why| mistake(&["ehr"], why))?;
        let mut overrides = Overrides::default();
        for (part, written) in settings {
            let fields = object(written)
                .map_err(|why| mistake(&[part], why))?
                .clone();
            match part.as_str() {
                "vendors" => overrides.vendors = fields,
                "bases" => overrides.bases = fields,
                _ => return Err(mistake(&[part], RuleWhy::Unknown)),
            }
        }
        let known = vendors();
        let is_known = |name: &str| known.iter().any(|vendor| vendor.name == name);
        for (name, fields) in &overrides.vendors {
            if !is_known(name) {
                return Err(mistake(&["vendors", name], RuleWhy::NoSuchVendor));
            }
            let fields = object(fields).map_err(|why| mistake(&["vendors", name], why))?;
            Rules::default().changed(fields, &format!("vendors.{name}"))?;
        }
        for (base, fields) in &overrides.bases {
            let path = ["bases", base.as_str()];
            FhirBase::listed(base).map_err(|_| mistake(&path, RuleWhy::NotAnAddress))?;
            let fields = object(fields).map_err(|why| mistake(&path, why))?;
            if vendor_named(fields).is_some_and(|name| !is_known(name)) {
                return Err(mistake(&["bases", base, "vendor"], RuleWhy::NoSuchVendor));
            }
            Rules::default().changed(&behavior(fields), &path.join("."))?;
        }
        Ok(overrides)
    }

    /// How the server at this address wants to be spoken to. `named` is the vendor the directory gives it; without
    /// one, its address decides.
    pub fn rules(&self, base: &FhirBase, named: Option<&str>) -> Rules {
        let own = self.of_base(base);
        let named = own.and_then(vendor_named).or(named);
        let vendor = vendors().into_iter().find(|vendor| match named {
            Some(name) => vendor.name == name,
            None => vendor.has(base),
        });
        let rules = match vendor {
            Some(vendor) => self.of_vendor(vendor, base),
            None => Rules::default(),
        };
        match own {
            Some(fields) => changed(rules, &behavior(fields)),
            None => rules,
        }
    }

    fn of_vendor(&self, vendor: Vendor, base: &FhirBase) -> Rules {
        let is_sandbox = vendor.is_sandbox(base);
        let own = self.vendors.get(&vendor.name).and_then(Value::as_object);
        let mut rules = match own {
            Some(fields) => changed(vendor.rules, fields),
            None => vendor.rules,
        };
        if is_sandbox {
            rules.client_id = rules.sandbox_client_id.take();
        }
        rules
    }

    fn of_base(&self, base: &FhirBase) -> Option<&Map<String, Value>> {
        let same = |written: &str| FhirBase::listed(written).as_ref() == Ok(base);
        let own = self.bases.iter().find(|(written, _)| same(written));
        own.and_then(|(_, fields)| fields.as_object())
    }
}

/// What was checked when it was read cannot fail any more.
fn changed(rules: Rules, fields: &Map<String, Value>) -> Rules {
    rules.clone().changed(fields, "").unwrap_or(rules)
}

fn vendor_named(fields: &Map<String, Value>) -> Option<&str> {
    fields.get("vendor")?.as_str()
}

/// The fields of a base without the name of its vendor.
fn behavior(fields: &Map<String, Value>) -> Map<String, Value> {
    let own = fields.iter().filter(|(name, _)| *name != "vendor");
    own.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> FhirBase {
        FhirBase::listed(text).unwrap()
    }

    const SETTINGS: &str = r#"{
        "vendors": {"epic": {"client_id": "live", "sandbox_client_id": "test", "scopes": "v1"}},
        "bases": {
            "https://ehr.example.org/r4/": {"vendor": "medplum", "client_id": "own", "page_size": {"*": 7}},
            "https://one.example/api/FHIR/R4": {"cors": "none", "refresh": "rotating"}
        }
    }"#;

    #[track_caller]
    fn read(json: &str) -> Result<Overrides, RuleMistake> {
        Overrides::read(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn a_base_is_heard_before_its_vendor_and_the_vendor_before_the_table() {
        let overrides = read(SETTINGS).unwrap();
        let of = |address: &str, named| overrides.rules(&base(address), named);
        let own = of("https://EHR.example.org/r4", None);
        assert_eq!(own.client_id.as_deref(), Some("own"));
        assert!(own.prompt_login && own.page_size("Observation") == Some(7));
        let live = of("https://two.example/api/FHIR/R4", None);
        assert_eq!(live.client_id.as_deref(), Some("live"));
        assert_eq!(live.scopes, Some(crate::Style::V1));
        let test = of("https://fhir.epic.com/x/api/FHIR/R4", None);
        assert_eq!(test.client_id.as_deref(), Some("test"));
        let odd = of("https://one.example/api/FHIR/R4", None);
        assert_eq!(odd.obstacle(), Some(crate::Obstacle::NoBrowserApps));
        assert_eq!(
            (odd.client_id.as_deref(), odd.refresh),
            (Some("live"), crate::Refresh::Rotating)
        );
        let named = of("https://three.example/fhir", Some("healow"));
        assert_eq!(named.cors, crate::Cors::None);
        assert_eq!(of("https://three.example/fhir", None), Rules::default());
    }

    #[test]
    fn a_mistake_in_the_settings_names_its_field() {
        for (from, to, field, why) in [
            ("\"vendors\"", "\"vendor\"", "vendor", RuleWhy::Unknown),
            (
                "\"epic\"",
                "\"epik\"",
                "vendors.epik",
                RuleWhy::NoSuchVendor,
            ),
            (
                "\"v1\"",
                "\"v3\"",
                "vendors.epic.scopes",
                RuleWhy::NotAChoice,
            ),
            (
                "\"scopes\"",
                "\"scope\"",
                "vendors.epic.scope",
                RuleWhy::Unknown,
            ),
            (
                "\"live\"",
                "7",
                "vendors.epic.client_id",
                RuleWhy::WrongShape,
            ),
            (
                "\"medplum\"",
                "\"x\"",
                "bases.https://ehr.example.org/r4/.vendor",
                RuleWhy::NoSuchVendor,
            ),
            (
                "https://ehr",
                "http://ehr",
                "bases.http://ehr.example.org/r4/",
                RuleWhy::NotAnAddress,
            ),
            (
                "{\"*\": 7}",
                "{\"*\": 0}",
                "bases.https://ehr.example.org/r4/.page_size",
                RuleWhy::WrongShape,
            ),
            (
                "\"cors\": \"none\"",
                "\"redirect\": \"//evil.example\"",
                "bases.https://one.example/api/FHIR/R4.redirect",
                RuleWhy::NotAPath,
            ),
            (
                "\"cors\": \"none\"",
                "\"sign_out\": \"javascript:x\"",
                "bases.https://one.example/api/FHIR/R4.sign_out",
                RuleWhy::NotAnAddress,
            ),
        ] {
            let json = SETTINGS.replace(from, to);
            assert_ne!(json, SETTINGS, "{from}");
            let expected = RuleMistake {
                field: field.to_owned(),
                why,
            };
            assert_eq!(read(&json), Err(expected), "{to}");
        }
    }

    #[test]
    fn an_obstacle_is_known_before_anything_is_asked() {
        use crate::Obstacle;
        for (address, named, expected) in [
            ("https://two.example/api/FHIR/R4", None, None),
            (
                "https://fhir4.healow.com/fhir/r4/A",
                None,
                Some(Obstacle::NoBrowserApps),
            ),
            (
                "https://fhir.nextgen.com/r4",
                None,
                Some(Obstacle::NeedsSecret),
            ),
            (
                "https://fhir-myrecord.cerner.com/r4/a",
                None,
                Some(Obstacle::NotRegistered),
            ),
            (
                "https://three.example/fhir",
                Some("modmed"),
                Some(Obstacle::NeedsSecret),
            ),
        ] {
            let rules = read(SETTINGS).unwrap().rules(&base(address), named);
            assert_eq!(rules.obstacle(), expected, "{address}");
        }
    }
}
