//! A search of many pages: nothing lost, nothing twice, nothing for others.
use std::collections::HashSet;

use sandbox::{Options, Sandbox};

use crate::person::{Person, dist, entries, next};

#[tokio::test]
async fn all_pages_together_hold_every_record_once() {
    let options = Options {
        page_limit: 3,
        ..Options::new(dist())
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    for hospital in [sandbox.st_marys(), sandbox.lakeside()] {
        let maria = Person::new(hospital, "maria").await;
        let mut seen = Vec::new();
        let mut page = Some(format!(
            "Observation?patient={}&category=laboratory&_count=200",
            maria.patient
        ));
        while let Some(path) = page {
            let bundle = maria.get(&path).await.json();
            let ids = entries(&bundle)
                .into_iter()
                .filter(|one| one["resourceType"] == "Observation");
            let ids: Vec<String> = ids
                .map(|one| one["id"].as_str().unwrap().to_owned())
                .collect();
            assert!(ids.len() <= 3);
            seen.extend(ids);
            page = next(&bundle);
            assert!(page.as_ref().is_none_or(
                |next| next.starts_with(hospital.base()) && !next.contains(&maria.patient)
            ));
        }
        let distinct: HashSet<&String> = seen.iter().collect();
        assert_eq!(distinct.len(), seen.len());
        assert!(seen.len() > 6);
    }
}

#[tokio::test]
async fn a_next_link_is_good_for_its_own_sign_in_only() {
    let options = Options {
        page_limit: 2,
        ..Options::new(dist())
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let maria = Person::new(sandbox.st_marys(), "maria").await;
    let samuel = Person::new(sandbox.st_marys(), "samuel").await;
    let next = next(&maria.labs().await.json()).unwrap();
    assert_eq!(maria.get(&next).await.status, 200);
    assert_eq!(maria.get(&next).await.status, 200);
    assert_eq!(samuel.get(&next).await.status, 410);
}
