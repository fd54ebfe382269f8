//! Orders of tests, treatments and devices.

use record::entry::Place;

use super::{entry, told};

fn order(kind: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"{kind}","id":"1","subject":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

fn service(rest: &str) -> String {
    order("ServiceRequest", rest)
}

#[test]
fn an_order_says_what_for_whom_and_why() {
    let json = service(
        r##""contained":[{"resourceType":"Specimen","id":"s"}],"status":"active","intent":"order","priority":"urgent",
        "category":[{"coding":[{"code":"108252007","display":"Laboratory procedure (procedure)"}],"text":"Laboratory Order"}],
        "code":{"coding":[{"code":"58410-2","display":"CBC panel - Blood by Automated count"}],"text":"CBC"},
        "orderDetail":[{"text":"Fasting"}],"quantityQuantity":{"value":2,"unit":"tubes"},
        "occurrencePeriod":{"start":"2024-10-20","end":"2024-11"},"asNeededCodeableConcept":{"text":"Fever"},
        "authoredOn":"2024-10-13T10:59:38-08:00","requester":{"reference":"Practitioner/practitioner-1"},
        "performer":[{"display":"Lakeside Lab"}],"reasonCode":[{"text":"Anemia"}],"reasonReference":[{"reference":"Condition/c","display":"Low iron"}],
        "bodySite":[{"text":"Left arm"}],"specimen":[{"reference":"#s"},{"reference":"Specimen/2","display":"Blood"}],
        "patientInstruction":"Drink water before.","note":[{"text":"Second try."}],"locationCode":[{"text":"Clinic"}],
        "encounter":{"reference":"Encounter/e"}"##,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Orders / Current: CBC
      also: CBC panel - Blood by Automated count
      on 2024-10-13 10:59
      in the list: Active; Order
      Status: Active
      Intent: Order
      Priority: Urgent
      Category: "Laboratory Order"
      OrderDetail: "Fasting"
      Quantity: 2 tubes
      Planned: 2024-10-20 to 2024-11
      AsNeeded: "Fever"
      Reason: "Anemia"; link to Some("Low iron")
      BodySite: "Left arm"
      Sample: link to Some("Blood")
      Instructions: "Drink water before."
      Ordered: 2024-10-13 10:59
      Requester: (by reference)
      Performer: Lakeside Lab
      Location: "Clinic"
      note: Second try.
      links: 2
    "#);
}

#[test]
fn an_order_not_to_resuscitate_is_told_in_its_own_words() {
    let json = service(
        r#""status":"active","intent":"directive","code":{"text":"No CPR: Do Not Attempt Resuscitation"},
        "occurrencePeriod":{"start":"2025-08-26"},"authoredOn":"2025-08-26","reasonCode":[{"text":"Terminal illness"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Orders / Current: No CPR: Do Not Attempt Resuscitation
      on 2025-08-26
      in the list: Active; Directive
      Status: Active
      Intent: Directive
      Planned: 2025-08-26 to 
      Reason: "Terminal illness"
      Ordered: 2025-08-26
    "#);
}

#[test]
fn what_is_not_to_be_done_never_stands_among_the_orders() {
    let json = service(
        r#""status":"active","intent":"order","doNotPerform":true,"code":{"text":"Blood transfusion"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Orders / NotDone: Blood transfusion
      in the list: NotToBeDone
      Activity: NotToBeDone; "Blood transfusion"
      Status: Active
      Intent: Order
    "#);
    let allowed = service(r#""status":"active","doNotPerform":false"#);
    assert_eq!(entry(&allowed).place, Place::Current);
    let damaged = service(r#""status":"active","doNotPerform":"true","code":{"text":"CPR"}"#);
    assert_eq!(entry(&damaged).place, Place::Unclear);
}

#[test]
fn an_order_stands_where_its_own_status_says() {
    for (code, place) in [
        ("draft", Place::Coming),
        ("active", Place::Current),
        ("on-hold", Place::Current),
        ("revoked", Place::NotDone),
        ("completed", Place::Past),
        ("unknown", Place::Unsaid),
    ] {
        for kind in ["ServiceRequest", "DeviceRequest"] {
            let json = order(kind, &format!(r#""status":"{code}""#));
            assert_eq!(entry(&json).place, place, "{kind} {code}");
        }
    }
}

#[test]
fn a_device_is_named_by_its_code_or_by_whoever_mentions_it() {
    let json = order(
        "DeviceRequest",
        r#""status":"completed","intent":"order","codeCodeableConcept":{"text":"Glasses"},"authoredOn":"2026-03",
        "parameter":[{"code":{"text":"Lens"},"valueCodeableConcept":{"text":"Bifocal"}},
                     {"code":{"text":"Power"},"valueQuantity":{"value":-2.00,"unit":"diopters"}},
                     {"code":{"text":"Hidden"},"modifierExtension":[{"url":"urn:x"}]}],
        "requester":{"display":"Dr. Okafor"},"reasonCode":[{"text":"Nearsighted"}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Orders / Past: Glasses
      on 2026-03
      in the list: Completed; Order
      Status: Completed
      Intent: Order
      Setting:
        Kind: "Lens"
        Setting: "Bifocal"
      Setting:
        Kind: "Power"
        Setting: -2.00 diopters
      Reason: "Nearsighted"
      Ordered: 2026-03
      Requester: Dr. Okafor
      incomplete
    "#);
    let mentioned = order(
        "DeviceRequest",
        r#""status":"active","codeReference":{"reference":"Device/d","display":"Walker"}"#,
    );
    insta::assert_snapshot!(told(&entry(&mentioned)), @r#"
    Orders / Current: (no name)
      named by Walker
      in the list: Active
      Status: Active
      Product: link to Some("Walker")
      links: 1
    "#);
}

#[test]
fn a_schedule_that_is_not_read_is_said_to_be_missing() {
    for kind in ["ServiceRequest", "DeviceRequest"] {
        let json = order(
            kind,
            r#""status":"active","occurrenceTiming":{"repeat":{"count":3}}"#,
        );
        assert!(entry(&json).incomplete, "{kind}");
    }
}
