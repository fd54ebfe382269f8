//! The records of every personality: what can be searched, by whom, and on pages of what size.
use sandbox::settings::*;

use crate::person::{entries, next};
use crate::personalities::{KINDS, each, readers};

#[tokio::test]
async fn records_come_as_the_settings_say() {
    each(async |key, visitor| {
        let settings = visitor.settings();
        let rules = &settings.records;
        let me = visitor.patient();
        let tokens = visitor.tokens(&visitor.scopes(KINDS)).await;
        let get = async |path: String| visitor.get(&tokens, &path).await;

        let labs = get(format!(
            "Observation?patient={me}&category=laboratory&_count=2"
        ))
        .await;
        assert_eq!(
            (labs.status, readers(&labs)),
            (200, settings.cors.records),
            "{key}"
        );
        let bundle = labs.json();
        let first = &bundle["entry"][0];
        assert_eq!(
            first["search"]["mode"].is_string(),
            rules.modes == Modes::Written,
            "{key}"
        );
        assert_eq!(
            bundle["total"].is_number(),
            rules.total == Total::OfThePage,
            "{key}"
        );
        let next = next(&bundle).unwrap();
        match rules.paging {
            Paging::Kept(parameter) => {
                let (_, query) = next.split_once('?').unwrap();
                assert!(
                    query.starts_with(&format!("{parameter}=")) && !query.contains('&'),
                    "{key}"
                );
            }
            Paging::Offset => assert!(next.contains("_offset=2") && next.contains(me), "{key}"),
        }
        let second = visitor.get(&tokens, &next).await.json();
        assert!(
            !entries(&second).is_empty() && second["entry"][0] != *first,
            "{key}"
        );

        let exact = get(format!("Encounter?patient={me}&_total=accurate")).await;
        match (rules.total, rules.unknown_parameters) {
            (Total::WhenAsked, _) => {
                let found = entries(&exact.json()).len();
                assert_eq!(exact.json()["total"], found, "{key}");
            }
            (_, UnknownParameters::Ignored) => assert_eq!(exact.status, 200, "{key}"),
            (_, UnknownParameters::Refused) => assert_eq!(exact.status, 400, "{key}"),
        }

        for kind in ["Observation", "CarePlan", "CareTeam", "MedicationRequest"] {
            let alone = get(format!("{kind}?patient={me}")).await.status;
            let rule = rules.required.iter().find(|rule| rule.kind == kind);
            assert_eq!(alone, rule.map_or(200, |rule| rule.status), "{key} {kind}");
        }
        for kind in ["Practitioner", "Organization"] {
            let status = get(format!("{kind}?_id=x")).await.status;
            let expected = if rules.withheld.contains(&kind) {
                403
            } else {
                200
            };
            assert_eq!(status, expected, "{key} {kind}");
        }
        let forbidden = get(format!("Goal?patient={me}")).await;
        let empty = forbidden.body.is_empty();
        assert_eq!(
            (forbidden.status, empty),
            (403, rules.forbidden == Forbidden::Empty),
            "{key}"
        );

        visitor.rested();
        let alone = visitor.bare(&tokens, &format!("Patient/{me}")).await.status;
        let expected = if rules.practice_parameter.is_some() {
            400
        } else {
            200
        };
        assert_eq!(alone, expected, "{key}");
        let none = get(format!("Encounter?patient={me}&date=lt1900-01-01"))
            .await
            .json();
        let remarks = entries(&none).len() == 1;
        assert_eq!(remarks, rules.remarks == Remarks::Written, "{key}");
    })
    .await;
}

#[tokio::test]
async fn pages_are_as_large_as_the_settings_say() {
    each(async |key, visitor| {
        let pages = &visitor.settings().records.pages;
        let me = visitor.patient();
        let tokens = visitor.tokens(&visitor.scopes(KINDS)).await;
        let limits = |kind: &str| {
            let own = pages.of_type.iter().find(|(name, _, _)| *name == kind);
            own.map_or((pages.usual, pages.most), |&(_, usual, most)| (usual, most))
        };
        for (kind, query) in [
            ("DiagnosticReport", ""),
            ("DocumentReference", ""),
            ("Observation", "&category=laboratory"),
        ] {
            let count = async |form: &str| {
                let path = format!("{kind}?patient={me}{query}{form}");
                let bundle = visitor.get(&tokens, &path).await.json();
                let records = entries(&bundle);
                let matches = records.iter().filter(|one| one["resourceType"] == kind);
                matches.count()
            };
            let all = count("&_count=1000").await;
            let usual = count("").await;
            assert_eq!(usual, all.min(limits(kind).0), "{key} {kind}");
            assert!(all <= limits(kind).1, "{key} {kind}");
        }
    })
    .await;
}
