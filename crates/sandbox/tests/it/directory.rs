//! The hospitals as vendors publish theirs, and the directory that the site serves of them.
use std::path::PathBuf;

use directory::publish::{self, Source, Vendors};
use directory::{Base, Directory, Issuers, Manifest, Near, Organization, Shard};
use sandbox::{Options, PERSONALITIES, Sandbox};
use serde_json::Value;

use crate::http::get;
use crate::person::{dist, sandbox};

/// The built site of a deployment that wants a directory.
fn wanting(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let settings = include_str!("../../../../public/satchel.json");
    let settings = settings.replacen('{', "{ \"directory\": true,", 1);
    std::fs::write(folder.join("satchel.json"), settings).unwrap();
    std::fs::write(folder.join("index.html"), "<!DOCTYPE html>").unwrap();
    folder
}

/// What a browser would have after fetching everything.
async fn fetched(sandbox: &Sandbox) -> (Manifest, Directory) {
    let folder = format!("{}/directory", sandbox.site());
    let manifest = get(&format!("{folder}/manifest.txt"), &[]).await;
    assert_eq!(manifest.header("cache-control"), Some("no-cache"));
    let manifest = Manifest::read(manifest.text()).unwrap();
    let mut directory = Directory::default();
    for part in &manifest.shards {
        let file = get(&format!("{folder}/{}", part.file), &[]).await;
        let cache = file.header("cache-control").unwrap();
        assert!(cache.ends_with("immutable"), "{cache}");
        directory.join(Shard::read(&file.body).unwrap());
    }
    (manifest, directory)
}

fn found(directory: &Directory, typed: &str) -> Vec<Organization> {
    let found = directory.search(typed, &Near::default()).into_iter();
    found.map(|one| one.organization).collect()
}

#[tokio::test]
async fn every_hospital_publishes_the_brands_of_all_for_everyone() {
    let options = Options::new(dist()).with(PERSONALITIES.iter().copied());
    let sandbox = Sandbox::start(options).await.unwrap();
    let bundle = get(&format!("{}/brands.json", sandbox.lakeside().origin()), &[]).await;
    assert_eq!(bundle.header("access-control-allow-origin"), Some("*"));
    let source = Source {
        name: "brands.json",
        bytes: &bundle.body,
        lent_address: None,
    };
    let rows = publish::read(source).unwrap();
    let merged = publish::merged(rows, &Vendors::built_in().unwrap(), true);
    assert!(merged.account.is_balanced(), "{}", merged.account);
    for hospital in sandbox.hospitals() {
        let listed = merged.organizations.iter();
        let is_there = listed.clone().any(|one| one.base == hospital.base());
        let is_r4 = hospital.settings().discovery.version.number() == "4.0.1";
        assert_eq!(is_there, is_r4, "{}: {}", hospital.key(), merged.account);
    }
}

#[tokio::test]
async fn a_site_that_wants_a_directory_finds_its_hospitals_in_it() {
    let sandbox = Sandbox::start(Options::new(wanting("finding")))
        .await
        .unwrap();
    let (manifest, directory) = fetched(&sandbox).await;
    assert_eq!(directory.len(), 3);
    let (st_marys, lakeside) = (sandbox.st_marys(), sandbox.lakeside());
    for (typed, base, city) in [
        ("st marys hospital", st_marys.base(), "Boston"),
        ("Saint Mary's hosptal", st_marys.base(), "Boston"),
        ("charity infirmary", st_marys.base(), "Boston"),
        ("boston", st_marys.base(), "Boston"),
        ("eye clinc", st_marys.base(), "Cambridge"),
        ("02139", st_marys.base(), "Cambridge"),
        ("lakside", lakeside.base(), "Quincy"),
        ("quincy ma", lakeside.base(), "Quincy"),
        ("02169", lakeside.base(), "Quincy"),
    ] {
        let all = found(&directory, typed);
        let first = all
            .first()
            .unwrap_or_else(|| panic!("{typed} finds nothing"));
        let at = (first.base.as_str(), first.place.city.as_deref());
        assert_eq!(at, (base, Some(city)), "{typed}");
        let again = directory.organization(first.id());
        assert_eq!(again.as_ref(), Some(first), "{typed}");
    }
    assert_eq!(found(&directory, "sample portal").len(), 3);
    let parents = found(&directory, "st marys");
    let names: Vec<&str> = parents.iter().map(|one| one.name.as_str()).collect();
    let hospital_first = [
        "St. Mary’s Hospital (sample)",
        "St. Mary’s Eye Clinic (sample)",
    ];
    assert_eq!(names, hospital_first);

    let base = Base::or_local(lakeside.base()).unwrap();
    let part = manifest.issuers(&base).unwrap();
    let address = format!("{}/directory/{}", sandbox.site(), part.file);
    let issuers = Issuers::read(&get(&address, &[]).await.body).unwrap();
    assert!(issuers.contains(&base));
}

#[tokio::test]
async fn a_directory_opens_the_policy_for_https_and_for_nothing_else_on_this_machine() {
    let policy = async |sandbox: &Sandbox| {
        let page = get(sandbox.site(), &[]).await;
        let policy = page.header("content-security-policy").unwrap().to_owned();
        let mut parts = policy
            .split("; ")
            .filter(|part| part.starts_with("connect-src"));
        parts.next().unwrap().to_owned()
    };
    let open = Sandbox::start(Options::new(wanting("policy")))
        .await
        .unwrap();
    let mut origins = [open.st_marys().origin(), open.lakeside().origin()];
    origins.sort_unstable();
    let [first, second] = origins;
    let expected = format!("connect-src 'self' {first} {second} https:");
    assert_eq!(policy(&open).await, expected);
    assert!(!policy(&sandbox().await).await.contains("https:"));
}

#[tokio::test]
async fn without_the_wish_there_is_no_directory_and_a_built_one_is_served_as_it_is() {
    let address = |sandbox: &Sandbox| format!("{}/directory/manifest.txt", sandbox.site());
    let plain = sandbox().await;
    let settings = get(&format!("{}/satchel.json", plain.site()), &[]).await;
    assert_eq!(settings.json()["directory"], Value::Null);
    assert_eq!(get(&address(&plain), &[]).await.status, 404);

    let folder = wanting("built");
    std::fs::create_dir_all(folder.join("directory")).unwrap();
    let manifest = folder.join("directory/manifest.txt");
    std::fs::write(manifest, "satchel-directory 1\n").unwrap();
    let built = Sandbox::start(Options::new(folder)).await.unwrap();
    assert_eq!(
        get(&address(&built), &[]).await.text(),
        "satchel-directory 1\n"
    );
}
