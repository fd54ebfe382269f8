//! The hospitals of the settings and those of the directory as one list: found by what people type, and by key.

use directory::{Base, Directory, Near, Organization, RESULTS, Shard, State};
use smart::{FhirBase, Obstacle, Overrides, Rules};

use crate::settings::{Hospital, Settings};

/// Every place that is known so far.
pub struct Places {
    listed: Vec<Listed>,
    overrides: Overrides,
    directory: Directory,
}

/// A hospital of the settings, as the directory would know it.
struct Listed {
    id: u64,
    base: String,
    hospital: Hospital,
}

/// What was found for a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The likeliest first.
    pub found: Vec<Found>,
    /// There may be others, which a longer text would find.
    pub may_be_more: bool,
}

/// One place that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The hospital.
    pub hospital: Hospital,
    /// The other name it was found by.
    pub other_name: Option<String>,
}

impl Places {
    /// Those of the settings; shards are joined as they come.
    pub fn new(settings: &Settings) -> Places {
        let organizations: Vec<Organization> =
            settings.hospitals.iter().map(organization).collect();
        let mut directory = Directory::default();
        directory.join(Shard::of(&organizations));
        let listed = organizations.into_iter().zip(&settings.hospitals);
        let listed = listed.map(|(organization, hospital)| Listed {
            id: organization.id(),
            base: organization.base,
            hospital: hospital.clone(),
        });
        Places {
            listed: listed.collect(),
            // What cannot be read changes nothing: then these hospitals are not set up.
            overrides: Overrides::read(&settings.ehr).unwrap_or_default(),
            directory,
        }
    }

    /// More of the directory.
    pub fn join(&mut self, shard: Shard) {
        self.directory.join(shard);
    }

    /// The likeliest places for what was typed.
    pub fn search(&self, typed: &str) -> Results {
        let all = self.directory.search(typed, &Near::default());
        let may_be_more = all.len() == RESULTS;
        let mut found: Vec<Found> = Vec::with_capacity(all.len());
        for one in all {
            let hospital = self.hospital(one.organization);
            // A hospital of the settings may stand in the directory, too.
            if found.iter().all(|it| it.hospital.key != hospital.key) {
                found.push(Found {
                    hospital,
                    other_name: one.other_name,
                });
            }
        }
        Results { found, may_be_more }
    }

    /// The hospital with this key, as far as the directory has come.
    pub fn by_key(&self, key: &str) -> Option<Hospital> {
        let listed = self.listed.iter().find(|one| one.hospital.key == key);
        match listed {
            Some(one) => Some(self.completed(one.hospital.clone())),
            None => Some(self.hospital(self.directory.organization(id(key)?)?)),
        }
    }

    /// The hospital with this key in a shard that is not joined.
    pub fn by_key_in(&self, shard: &Shard, key: &str) -> Option<Hospital> {
        let id = id(key)?;
        let mut organizations = shard.organizations();
        let found = organizations.find(|organization| organization.id() == id)?;
        Some(self.hospital(found))
    }

    /// The hospital of the settings whose server this is.
    pub fn listed_at(&self, base: &FhirBase) -> Option<Hospital> {
        let is_it = |one: &&Listed| FhirBase::listed(&one.hospital.fhir).as_ref() == Ok(base);
        let listed = self.listed.iter().find(is_it)?;
        Some(self.completed(listed.hospital.clone()))
    }

    /// A place of a shard whose server this is, one that stands for others first.
    pub fn at_in(&self, shard: &Shard, base: &Base) -> Option<Hospital> {
        let places = shard.organizations();
        let found = places
            .filter(|one| one.base == base.as_str())
            .max_by_key(|one| one.is_parent)?;
        Some(self.hospital(found))
    }

    /// How a hospital wants to be spoken to.
    pub fn rules(&self, hospital: &Hospital) -> Rules {
        let base = FhirBase::listed(&hospital.fhir);
        base.map_or(Rules::PLAIN, |base| {
            let vendor = hospital.vendor.as_deref();
            hospital.own(self.overrides.rules(&base, vendor))
        })
    }

    /// Why nobody can sign in there yet.
    pub fn obstacle(&self, hospital: &Hospital) -> Option<Obstacle> {
        hospital.obstacle(&self.rules(hospital))
    }

    /// What the settings name is as they name it. A registration counts for everyone at the same address.
    fn hospital(&self, organization: Organization) -> Hospital {
        let id = organization.id();
        if let Some(one) = self.listed.iter().find(|one| one.id == id) {
            return self.completed(one.hospital.clone());
        }
        let mut listed = self.listed.iter();
        let neighbor = listed.find(|one| one.base == organization.base);
        let neighbor = neighbor.map(|one| &one.hospital);
        self.completed(Hospital {
            key: key(id),
            place: place_name(&organization),
            name: organization.name,
            portal: organization.portal,
            phone: None,
            website: None,
            fhir: organization.base,
            // The one that its registration is for.
            vendor: neighbor
                .and_then(|one| one.vendor.clone())
                .or(organization.vendor),
            client_id: neighbor.and_then(|neighbor| neighbor.client_id.clone()),
            scopes: neighbor.and_then(|neighbor| neighbor.scopes),
        })
    }

    /// With the client id of its vendor, where it has none of its own.
    fn completed(&self, hospital: Hospital) -> Hospital {
        let client_id = match &hospital.client_id {
            Some(own) => Some(own.clone()),
            None => self.rules(&hospital).client_id.map(str::to_owned),
        };
        Hospital {
            client_id,
            ..hospital
        }
    }
}

/// May this be the key of a place in the directory?
pub fn is_key(text: &str) -> bool {
    id(text).is_some()
}

/// The key of a place in the directory: the same whenever the directory is made anew.
fn key(id: u64) -> String {
    format!("{id:016x}")
}

fn id(key: &str) -> Option<u64> {
    let is_plain = key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_plain
        .then(|| u64::from_str_radix(key, 16).ok())
        .flatten()
}

/// A hospital of the settings in the words of the directory. Among equals it comes first.
fn organization(hospital: &Hospital) -> Organization {
    let base = Base::or_local(&hospital.fhir);
    Organization {
        name: hospital.name.clone(),
        place: hospital.place.as_deref().map(place).unwrap_or_default(),
        base: base.map_or_else(|_| hospital.fhir.clone(), |base| base.as_str().to_owned()),
        portal: hospital.portal.clone(),
        is_parent: true,
        weight: 100,
        ..Organization::default()
    }
}

/// `Boston, MA 02115`
fn place(text: &str) -> directory::Place {
    let (city, rest) = text.rsplit_once(',').unwrap_or((text, ""));
    let state = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let zip = rest.strip_prefix(state).and_then(|zip| zip.parse().ok());
    directory::Place {
        city: Some(city.trim().to_owned()),
        state: State::named(state).or_else(|| State::of_zip(zip?)),
        zip,
    }
}

/// `Boston, MA`
fn place_name(organization: &Organization) -> Option<String> {
    let place = &organization.place;
    match (&place.city, place.state) {
        (Some(city), Some(state)) => Some(format!("{city}, {}", state.code())),
        (Some(city), None) => Some(city.clone()),
        (None, state) => state.map(|state| state.name().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::settings;

    const SETTINGS: &str = r#"{
        "name": "Satchel",
        "directory": true,
        "hospitals": [
            {"key": "st-marys", "name": "St. Mary's Sample Hospital", "place": "Boston, MA 02115",
             "phone": "555-0100", "fhir": "https://ehr.sample.org/marys/", "client_id": "own", "scopes": "v1"},
            {"key": "later", "name": "Sample Later Clinic", "fhir": "https://later.sample.org/r4"}
        ],
        "ehr": {"vendors": {"oracle": {"client_id": "of-oracle"}}}
    }"#;

    fn row(name: &str, city: &str, base: &str, vendor: Option<&str>) -> Organization {
        Organization {
            name: name.to_owned(),
            place: place(city),
            base: base.to_owned(),
            vendor: vendor.map(str::to_owned),
            portal: Some("My Sample".to_owned()),
            ..Organization::default()
        }
    }

    fn rows() -> [Organization; 4] {
        let marys = "https://ehr.sample.org/marys";
        [
            row("St Marys Sample Hospital", "Boston, MA", marys, None),
            row(
                "St. Mary’s Sample Eye Clinic",
                "Cambridge, MA 02139",
                marys,
                None,
            ),
            row(
                "Sample Heart Group",
                "Madison, WI",
                "https://fhir-myrecord.cerner.com/r4/heart",
                Some("oracle"),
            ),
            row(
                "Sample Lakes Pediatrics",
                "Anamosa, IA",
                "https://fhir4.healow.com/fhir/r4/LAKES",
                Some("healow"),
            ),
        ]
    }

    fn places() -> Places {
        let mut places = Places::new(&settings(SETTINGS.as_bytes()).unwrap());
        places.join(Shard::of(&rows()));
        places
    }

    #[track_caller]
    fn first(typed: &str) -> Hospital {
        let results = places().search(typed);
        let first = results.found.into_iter().next();
        first
            .unwrap_or_else(|| panic!("{typed} finds nothing"))
            .hospital
    }

    #[test]
    fn a_hospital_of_the_settings_is_found_once_and_as_they_name_it() {
        for typed in ["st marys", "saint marys sample hospitl", "02115"] {
            let results = places().search(typed);
            let keys = results.found.iter().map(|one| one.hospital.key.as_str());
            let listed = keys.filter(|key| *key == "st-marys").count();
            assert_eq!((listed, results.may_be_more), (1, false), "{typed}");
            let first = results.found.first().map(|one| &one.hospital);
            assert_eq!(first.and_then(|it| it.phone.as_deref()), Some("555-0100"));
        }
        assert_eq!(first("sample later").key, "later");
    }

    #[test]
    fn what_is_named_and_what_is_in_the_directory_are_one_list() {
        let results = places().search("st marys");
        let names: Vec<&str> = results
            .found
            .iter()
            .map(|one| one.hospital.name.as_str())
            .collect();
        let expected = ["St. Mary's Sample Hospital", "St. Mary’s Sample Eye Clinic"];
        assert_eq!(names, expected);
    }

    #[test]
    fn a_place_is_found_by_its_name_its_city_and_its_zip() {
        for typed in ["eye clinc", "cambridge", "02139", "st marys eye"] {
            let found = first(typed);
            let shown = (found.name.as_str(), found.place.as_deref());
            let expected = ("St. Mary’s Sample Eye Clinic", Some("Cambridge, MA"));
            assert_eq!(shown, expected, "{typed}");
        }
    }

    #[test]
    fn a_registration_counts_for_everyone_at_its_address_and_of_its_vendor() {
        let eye = first("eye clinic");
        assert_eq!(eye.client_id.as_deref(), Some("own"));
        assert_eq!(eye.scopes, Some(crate::settings::ScopeSyntax::V1));
        assert_eq!(first("heart group").client_id.as_deref(), Some("of-oracle"));
        assert_eq!(first("lakes pediatrics").client_id, None);
    }

    #[test]
    fn whoever_uses_a_registration_speaks_as_its_vendor_wants() {
        let named = SETTINGS.replace(r#""scopes": "v1""#, r#""vendor": "medplum""#);
        let mut places = Places::new(&settings(named.as_bytes()).unwrap());
        places.join(Shard::of(&rows()));
        let results = places.search("eye clinic");
        let eye = &results.found.first().unwrap().hospital;
        assert_eq!(eye.vendor.as_deref(), Some("medplum"));
        assert_eq!(places.rules(eye).redirect, "/callback/medplum");
    }

    #[test]
    fn why_nobody_can_sign_in_yet_is_known_and_nothing_is_hidden() {
        let places = places();
        for (typed, expected) in [
            ("eye clinic", None),
            ("heart group", None),
            ("lakes pediatrics", Some(Obstacle::NoBrowserApps)),
            ("later clinic", Some(Obstacle::NotRegistered)),
        ] {
            assert_eq!(places.obstacle(&first(typed)), expected, "{typed}");
        }
    }

    #[test]
    fn a_key_leads_back_to_its_place_also_when_only_its_shard_is_there() {
        let alone = Places::new(&settings(SETTINGS.as_bytes()).unwrap());
        let shard = Shard::of(&rows());
        for typed in ["eye clinic", "heart group", "lakes pediatrics"] {
            let found = first(typed);
            assert!(is_key(&found.key), "{typed}");
            assert_eq!(places().by_key(&found.key), Some(found.clone()), "{typed}");
            assert_eq!(alone.by_key(&found.key), None, "{typed}");
            let key = found.key.clone();
            assert_eq!(alone.by_key_in(&shard, &key), Some(found), "{typed}");
        }
        for key in ["st-marys", "later"] {
            assert_eq!(alone.by_key(key).map(|one| one.key).as_deref(), Some(key));
        }
        for key in ["", "none", "0000000000000000", "+123456789abcdef"] {
            assert_eq!(places().by_key(key), None, "{key}");
        }
    }

    #[test]
    fn places_are_said_as_far_as_they_are_known() {
        for (text, said) in [
            ("Boston, MA", Some("Boston, MA")),
            ("Charlotte, North Carolina 28202", Some("Charlotte, NC")),
            ("Quincy, 02169", Some("Quincy, MA")),
            ("Somewhere", Some("Somewhere")),
        ] {
            let organization = row("Sample", text, "https://a.sample.org", None);
            assert_eq!(place_name(&organization).as_deref(), said, "{text}");
        }
        let nowhere = Organization {
            place: directory::Place {
                state: State::named("WI"),
                ..directory::Place::default()
            },
            ..Organization::default()
        };
        assert_eq!(place_name(&nowhere).as_deref(), Some("Wisconsin"));
    }
}
