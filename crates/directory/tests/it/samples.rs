//! Lists in every published form, of hospitals that do not exist, made into a directory and searched.

use directory::publish::{self, Merged, Reason, Row, Source, Vendors};
use directory::{Directory, Near, Organization, Shard, State, Unusable};

const FILES: [(&str, &str); 7] = [
    (
        "bundle-contained.json",
        include_str!("../samples/bundle-contained.json"),
    ),
    (
        "bundle-separate.json",
        include_str!("../samples/bundle-separate.json"),
    ),
    ("brands.json", include_str!("../samples/brands.json")),
    ("lantern.json", include_str!("../samples/lantern.json")),
    (
        "lantern-lists.json",
        include_str!("../samples/lantern-lists.json"),
    ),
    (
        "plain-list.json",
        include_str!("../samples/plain-list.json"),
    ),
    ("names.json", include_str!("../samples/names.json")),
];

const SHARED_BASE: &str = "https://practices.sample.org/fhir/r4";

pub(crate) fn rows() -> Vec<Row> {
    let read = |(name, json): &(&str, &str)| {
        let lent_address = (*name == "names.json").then_some(SHARED_BASE);
        let source = Source {
            name,
            bytes: json.as_bytes(),
            lent_address,
        };
        publish::read(source).expect(name)
    };
    FILES.iter().flat_map(read).collect()
}

pub(crate) fn merged(rows: Vec<Row>) -> Merged {
    publish::merged(rows, &Vendors::built_in().expect("the table"), false)
}

fn directory() -> Directory {
    opened(&publish::files(merged(rows()).organizations).expect("files"))
}

/// All the places of what was written, as the browser reads them.
pub(crate) fn opened(files: &publish::Files) -> Directory {
    let mut directory = Directory::default();
    for (_, bytes) in files
        .files
        .iter()
        .filter(|(name, _)| name.ends_with(".shard"))
    {
        directory.join(Shard::read(bytes).expect("a shard"));
    }
    directory
}

#[track_caller]
fn organization(name: &str) -> Organization {
    let mut all = merged(rows())
        .organizations
        .into_iter()
        .filter(|it| it.name == name);
    let found = all.next().expect(name);
    assert!(all.next().is_none(), "{name} is there twice");
    found
}

#[track_caller]
fn check(typed: &str, near: &Near, expected: &str) {
    let found = directory().search(typed, near);
    let first = found.first().map(|found| found.organization.name.as_str());
    assert_eq!(first, Some(expected), "{typed}");
}

#[track_caller]
fn finds(typed: &str, expected: &str) {
    check(typed, &Near::default(), expected);
}

#[test]
fn every_row_is_kept_joined_or_dropped_for_a_reason() {
    let account = merged(rows()).account;
    assert!(account.is_balanced(), "{account}");
    let dropped: Vec<(Reason, usize)> = account.dropped.clone().into_iter().collect();
    let expected = [
        (Reason::NoEndpoint, 1),
        (Reason::Address(Unusable::NotSecure), 1),
        (Reason::Address(Unusable::Query), 1),
        (Reason::Address(Unusable::PrivateHost), 3),
        (Reason::Dstu2, 4),
        (Reason::Stu3, 1),
        (Reason::NotActive, 1),
        (Reason::NoName, 1),
        (Reason::CodeName, 1),
        (Reason::NameOfNothing, 1),
        (Reason::TestName, 1),
        (Reason::Moved, 1),
    ];
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(dropped, expected, "{account}");
}

#[test]
fn an_endpoint_and_its_organization_find_each_other_in_every_form() {
    for name in [
        "Sample Bare Id Hospital",
        "Sample Hash Id Hospital",
        "Sample Fragment Hospital",
        "Sample Identifier Hospital",
    ] {
        assert!(
            organization(name)
                .base
                .starts_with("https://ehr.sample.org/"),
            "{name}"
        );
    }
    assert_eq!(
        organization("Sample Listing Hospital").base,
        "https://ehr.sample.org/listed/r4"
    );
    let house = organization("Sample House of the Listing");
    assert_eq!(house.base, "https://ehr.sample.org/listed/r4");
    assert_eq!(house.parent.as_deref(), Some("Sample Listing Hospital"));
    assert!(organization("Sample Listing Hospital").is_parent);
}

#[test]
fn a_brand_brings_its_other_names_its_portal_and_its_cities() {
    let brand = organization("Sample Lakes Health");
    assert_eq!(brand.aliases, ["Sample Waters Clinic"]);
    assert_eq!(brand.portal.as_deref(), Some("My Sample Lakes"));
    assert_eq!(brand.place.city.as_deref(), Some("Madison"));
    assert_eq!(brand.other_cities, ["Anamosa", "Cedar Rapids"]);
    let clinic = organization("Sample Lakes Physicians");
    assert_eq!(clinic.portal.as_deref(), Some("My Sample Lakes"));
    assert_eq!(clinic.parent.as_deref(), Some("Sample Lakes Health"));
}

#[test]
fn an_older_list_gives_a_place_its_former_name_and_its_city() {
    let hospital = organization("Sample New Name Hospital");
    assert_eq!(hospital.aliases, ["Sample Former Name Hospital"]);
    assert_eq!(hospital.place.city.as_deref(), Some("Lake Worth"));
    assert_eq!(hospital.place.state.map(State::code), Some("FL"));
}

#[test]
fn many_practices_at_one_address_stay_apart() {
    let mut names: Vec<String> = merged(rows())
        .organizations
        .into_iter()
        .filter(|it| it.base == SHARED_BASE)
        .map(|it| it.name)
        .collect();
    names.sort();
    let expected = [
        "<NSP> Sample Partners",
        "Sample Foot & Ankle",
        "Sample Heart Group",
        "Sample Heart Group, PC",
        "Sample Pediatrics",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let forward = publish::files(merged(rows()).organizations).expect("files");
    let mut turned = rows();
    turned.reverse();
    assert_eq!(
        publish::files(merged(turned).organizations).expect("files"),
        forward
    );
    let mut rotated = rows();
    rotated.rotate_left(7);
    assert_eq!(
        publish::files(merged(rotated).organizations).expect("files"),
        forward
    );
}

#[test]
fn a_place_is_found_by_all_that_patients_call_it() {
    finds("sample lakes", "Sample Lakes Health");
    finds("waters clinic", "Sample Lakes Health");
    finds("my sample lakes", "Sample Lakes Health");
    finds("sfa", "Sample Foot & Ankle");
    finds("sample former name", "Sample New Name Hospital");
    finds("lake worth", "Sample New Name Hospital");
    finds("corazon", "Sample Corazón Clínica");
    finds("clínica corazón", "Sample Corazón Clínica");
    finds("59101", "Sample Surgical Associates");
    finds("sample surgical montana", "Sample Surgical Associates");
    finds("pediatrics nc", "Sample Pediatrics");
    finds("st elsewhere", "Sample Saint Elsewhere");
    finds("samplefoot ankle", "Sample Foot & Ankle");
    finds("pedi atrics", "Sample Pediatrics");
    finds("nsp", "<NSP> Sample Partners");
}

#[test]
fn one_typo_is_forgiven() {
    for typed in [
        "surgcal",
        "surgicall",
        "surgikal",
        "sugrical",
        "usrgical",
        "surggical",
        "surgicla as",
    ] {
        finds(typed, "Sample Surgical Associates");
    }
}

#[test]
fn the_other_name_is_said_when_it_is_what_was_found() {
    let found = directory().search("waters clinic", &Near::default());
    assert_eq!(found[0].other_name.as_deref(), Some("Sample Waters Clinic"));
    let found = directory().search("sample lakes health", &Near::default());
    assert_eq!(found[0].other_name, None);
}

#[test]
fn what_is_near_comes_first() {
    let state = |code: &str| Near {
        state: State::named(code),
        ..Near::default()
    };
    let place = |code: &str| {
        let found = directory().search("sample heart group", &state(code));
        found[0].organization.place.state.map(State::code)
    };
    assert_eq!((place("OH"), place("TX")), (Some("OH"), Some("TX")));
}

#[test]
fn parents_come_before_their_clinics() {
    let found = directory().search("lakes", &Near::default());
    let names: Vec<&str> = found
        .iter()
        .map(|found| found.organization.name.as_str())
        .collect();
    assert_eq!(
        names[..2],
        ["Sample Lakes Health", "Sample Lakes Physicians"]
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    for typed in ["", "   ", "zzzz", "quantum", "!!"] {
        assert!(
            directory().search(typed, &Near::default()).is_empty(),
            "{typed}"
        );
    }
}

#[test]
fn the_order_in_which_shards_arrive_does_not_matter() {
    let organizations = merged(rows()).organizations;
    let shards: Vec<Vec<u8>> = organizations
        .chunks(5)
        .map(|part| publish::shard(part).expect("a shard"))
        .collect();
    let joined = |order: &mut dyn Iterator<Item = &Vec<u8>>| {
        let mut directory = Directory::default();
        order.for_each(|bytes| directory.join(Shard::read(bytes).expect("a shard")));
        directory
    };
    let forward = joined(&mut shards.iter());
    let backward = joined(&mut shards.iter().rev());
    for typed in [
        "sample",
        "sample heart",
        "lakes",
        "hospital",
        "59101",
        "smaple pediatrics",
    ] {
        assert_eq!(
            forward.search(typed, &Near::default()),
            backward.search(typed, &Near::default()),
            "{typed}"
        );
    }
    assert!(forward.search("sample", &Near::default()).len() <= directory::RESULTS);
}

#[test]
fn an_organization_is_the_same_after_writing_and_reading() {
    let organizations = merged(rows()).organizations;
    let bytes = publish::shard(&organizations).expect("a shard");
    let read: Vec<Organization> = Shard::read(&bytes)
        .expect("a shard")
        .organizations()
        .collect();
    assert_eq!(read, organizations);
    let directory = directory();
    for organization in organizations {
        assert_eq!(
            directory.organization(organization.id()),
            Some(organization)
        );
    }
}

#[test]
fn a_shard_that_stands_in_no_file_is_searched_like_one_that_does() {
    let organizations = merged(rows()).organizations;
    let shard = Shard::of(&organizations);
    let read: Vec<Organization> = shard.organizations().collect();
    assert_eq!(read, organizations);
    let mut alone = Directory::default();
    alone.join(shard);
    for typed in [
        "sample waters",
        "smaple heart",
        "madison",
        "my sample lakes",
    ] {
        let found = alone.search(typed, &Near::default());
        assert!(!found.is_empty(), "{typed}");
        assert_eq!(
            found,
            directory().search(typed, &Near::default()),
            "{typed}"
        );
    }
}
