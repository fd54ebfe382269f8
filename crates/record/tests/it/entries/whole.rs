//! What holds for every type of plans, goals, orders, forms, relations, insurance, appointments and claims.

use record::{entry::Place, receipt::LeftOut};

use super::entry;
use crate::given;

/// Each type, the element with its status, and the one that says whom it is about.
const TYPES: [(&str, &str, &str); 10] = [
    ("Goal", "lifecycleStatus", "subject"),
    ("CarePlan", "status", "subject"),
    ("ServiceRequest", "status", "subject"),
    ("DeviceRequest", "status", "subject"),
    ("QuestionnaireResponse", "status", "subject"),
    ("RelatedPerson", "active", "patient"),
    ("Coverage", "status", "beneficiary"),
    ("Appointment", "status", "participant"),
    ("Claim", "status", "patient"),
    ("ExplanationOfBenefit", "status", "patient"),
];

fn resource(kind: &str, rest: &str) -> String {
    format!(r#"{{"resourceType":"{kind}","id":"1"{rest}}}"#)
}

#[test]
fn what_says_nothing_claims_nothing() {
    for (kind, ..) in TYPES {
        let entry = entry(&resource(kind, ""));
        assert_eq!(entry.place, Place::Unsaid, "{kind}");
        assert!(entry.name.is_none() && entry.facts.is_empty(), "{kind}");
        assert!(!entry.incomplete && entry.unreadable.is_none(), "{kind}");
    }
}

#[test]
fn what_something_unknown_may_change_is_never_a_fact() {
    for (kind, status, _) in TYPES {
        let code = if status == "active" {
            "true"
        } else {
            r#""active""#
        };
        for unknown in [
            r#""modifierExtension":[{"url":"urn:x"}]"#,
            r#""implicitRules":"urn:y""#,
        ] {
            let entry = entry(&resource(kind, &format!(r#","{status}":{code},{unknown}"#)));
            assert_eq!(entry.place, Place::Unclear, "{kind} {unknown}");
        }
    }
}

#[test]
fn a_damaged_status_leaves_it_unclear() {
    for (kind, status, _) in TYPES {
        let entry = entry(&resource(kind, &format!(r#","{status}":{{"x":1}}"#)));
        assert_eq!(entry.place, Place::Unclear, "{kind}");
        assert!(entry.incomplete, "{kind}");
    }
}

#[test]
fn a_status_nobody_knows_is_shown_as_sent_and_claims_nothing() {
    for (kind, status, _) in TYPES.iter().filter(|(_, status, _)| *status != "active") {
        let entry = entry(&resource(kind, &format!(r#","{status}":"sleeping""#)));
        assert_eq!(entry.place, Place::Unsaid, "{kind}");
        assert!(super::told(&entry).contains("\"sleeping\""), "{kind}");
    }
}

#[test]
fn what_was_entered_by_mistake_is_withdrawn() {
    for (kind, status, _) in TYPES.iter().filter(|(_, status, _)| *status != "active") {
        let json = resource(kind, &format!(r#","{status}":"entered-in-error""#));
        let taken = given::taken(&json);
        assert!(taken.entries.is_empty(), "{kind}");
        assert_eq!(taken.withdrawn.len(), 1, "{kind}");
    }
}

#[test]
fn what_is_about_someone_else_is_left_out() {
    for (kind, _, subject) in TYPES {
        let whose = |id: &str| {
            let patient = format!(r#"{{"reference":"Patient/{id}"}}"#);
            let element = match subject {
                "participant" => format!(r#"[{{"actor":{patient}}}]"#),
                _ => patient,
            };
            given::taken(&resource(kind, &format!(r#","{subject}":{element}"#)))
        };
        assert_eq!(whose("maria").entries.len(), 1, "{kind}");
        let other = whose("mario");
        assert!(other.entries.is_empty(), "{kind}");
        let why = other.receipt.left_out.keys().next();
        assert_eq!(why, Some(&LeftOut::OtherPerson), "{kind}");
    }
}
