//! What a deployment changes in the table of vendors, and the rules that follow for one address.

use serde_json::{Map, Value};

use crate::{FhirBase, RuleMistake, RuleWhy, Rules, Vendor, vendors};

type Fields = Map<String, Value>;

/// What a deployment changes in the table: `{"vendors": {"epic": {…}}, "bases": {"https://…/R4": {…}}}`, each with the
/// fields of `vendors.toml` that describe behavior. A base may also name its `vendor`.
#[derive(Clone, Debug)]
pub struct Overrides {
    vendors: Vec<Vendor>,
    bases: Vec<OwnTable>,
}

/// The table as it is for one base that the settings speak of.
#[derive(Clone, Debug)]
struct OwnTable {
    base: FhirBase,
    vendor: Option<&'static str>,
    vendors: Vec<Vendor>,
    plain: Rules,
}

/// Settings that change nothing.
impl Default for Overrides {
    fn default() -> Overrides {
        Overrides {
            vendors: vendors().to_vec(),
            bases: Vec::new(),
        }
    }
}

impl Overrides {
    /// Reads and checks what the settings say; a mistake names its field. What they say is never let go, so that
    /// [`Rules`] are constants: read them once.
    pub fn read(settings: &Value) -> Result<Overrides, RuleMistake> {
        let settings = object(settings, &["ehr"])?;
        let is_known = |part: &str| ["vendors", "bases"].contains(&part);
        if let Some(unknown) = settings.keys().find(|part| !is_known(part)) {
            return Err(mistake(&[unknown], RuleWhy::Unknown));
        }
        let Overrides { mut vendors, .. } = Overrides::default();
        for (name, fields) in entries(settings, "vendors")? {
            let path = ["vendors", name];
            let vendor = vendors.iter_mut().find(|vendor| vendor.name == name);
            let vendor = vendor.ok_or_else(|| mistake(&path, RuleWhy::NoSuchVendor))?;
            vendor.rules = vendor.rules.changed(leaked(fields), &path.join("."))?;
        }
        let bases = entries(settings, "bases")?.into_iter();
        let bases = bases.map(|(base, fields)| OwnTable::read(base, fields, &vendors));
        Ok(Overrides {
            bases: bases.collect::<Result<_, RuleMistake>>()?,
            vendors,
        })
    }

    /// How the server at this address wants to be spoken to. `named` is the vendor the directory gives it; without
    /// one, its address decides.
    pub fn rules(&self, base: &FhirBase, named: Option<&str>) -> Rules {
        match self.bases.iter().find(|own| own.base == *base) {
            Some(own) => Vendor::of(&own.vendors, base, own.vendor.or(named))
                .map_or(own.plain, |vendor| vendor.rules),
            None => Vendor::of(&self.vendors, base, named)
                .map_or(Rules::PLAIN, |vendor| vendor.rules_at(base)),
        }
    }
}

impl OwnTable {
    /// The table with the fields of this base laid upon every row.
    fn read(base: &str, fields: &Fields, vendors: &[Vendor]) -> Result<OwnTable, RuleMistake> {
        let path = ["bases", base];
        let address = FhirBase::listed(base).map_err(|_| mistake(&path, RuleWhy::NotAnAddress))?;
        let mut fields = fields.clone();
        let named = fields.remove("vendor");
        let vendor = named.map(|named| {
            let vendor = vendors.iter().find(|vendor| named == vendor.name);
            let path = ["bases", base, "vendor"];
            vendor.ok_or_else(|| mistake(&path, RuleWhy::NoSuchVendor))
        });
        let fields = leaked(&fields);
        let own = |rules: Rules| rules.changed(fields, &path.join("."));
        let rows = vendors.iter().map(|vendor| {
            let rules = own(vendor.rules_at(&address))?;
            Ok(Vendor { rules, ..*vendor })
        });
        Ok(OwnTable {
            vendor: vendor.transpose()?.map(|vendor| vendor.name),
            vendors: rows.collect::<Result<_, RuleMistake>>()?,
            plain: own(Rules::PLAIN)?,
            base: address,
        })
    }
}

/// The groups of fields in one part of the settings, by name.
fn entries<'s>(
    settings: &'s Fields,
    part: &str,
) -> Result<Vec<(&'s str, &'s Fields)>, RuleMistake> {
    let Some(written) = settings.get(part) else {
        return Ok(Vec::new());
    };
    let entry = |(name, fields): (&'s String, &'s Value)| {
        Ok((name.as_str(), object(fields, &[part, name])?))
    };
    object(written, &[part])?.iter().map(entry).collect()
}

fn object<'s>(value: &'s Value, path: &[&str]) -> Result<&'s Fields, RuleMistake> {
    let object = value.as_object();
    object.ok_or_else(|| mistake(path, RuleWhy::WrongShape))
}

fn leaked(fields: &Fields) -> &'static Fields {
    Box::leak(Box::new(fields.clone()))
}

fn mistake(path: &[&str], why: RuleWhy) -> RuleMistake {
    RuleMistake {
        field: path.join("."),
        why,
    }
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
        assert_eq!(own.client_id, Some("own"));
        assert!(own.prompt_login && own.page_size("Observation") == Some(7));
        let live = of("https://two.example/api/FHIR/R4", None);
        assert_eq!(live.client_id, Some("live"));
        assert_eq!(live.scopes, Some(crate::Style::V1));
        let test = of("https://fhir.epic.com/x/api/FHIR/R4", None);
        assert_eq!(test.client_id, Some("test"));
        let odd = of("https://one.example/api/FHIR/R4", None);
        assert_eq!(odd.obstacle(), Some(crate::Obstacle::NoBrowserApps));
        assert_eq!(
            (odd.client_id, odd.refresh),
            (Some("live"), crate::Refresh::Rotating)
        );
        let odd = of("https://one.example/api/FHIR/R4", Some("oracle"));
        assert_eq!(
            (odd.redirect, odd.cors),
            ("/callback/oracle", crate::Cors::None)
        );
        let named = of("https://three.example/fhir", Some("healow"));
        assert_eq!(named.cors, crate::Cors::None);
        assert_eq!(of("https://three.example/fhir", None), Rules::PLAIN);
    }

    #[test]
    fn settings_that_say_nothing_leave_the_table_as_it_is() {
        let overrides = read("{}").unwrap();
        let names = vendors().iter().map(|vendor| Some(vendor.name));
        for named in names.chain([None, Some("no-such-vendor")]) {
            for address in ["https://two.example/api/FHIR/R4", "https://x.example/fhir"] {
                let base = base(address);
                let rules = overrides.rules(&base, named);
                assert_eq!(rules, Rules::at(&base, named), "{address} {named:?}");
            }
        }
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
            assert_eq!(read(&json).err(), Some(expected), "{to}");
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
