//! Insurance.

use record::entry::Place;

use super::{entry, told};

fn coverage(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Coverage","id":"1","beneficiary":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn an_insurance_says_who_pays_and_what_stands_on_the_card() {
    let json = coverage(
        r#""status":"active","identifier":[{"type":{"coding":[{"code":"MB","display":"Member Number"}]},"system":"urn:m","value":"88800933501"},
             {"use":"old","type":{"coding":[{"code":"MB"}]},"value":"1"},{"type":{"coding":[{"code":"SN"}]},"value":"2"}],
        "type":{"coding":[{"code":"3712","display":"PPO"}],"text":"PPO"},"subscriberId":"888009335","dependent":"01",
        "subscriber":{"reference":"RelatedPerson/luis"},"policyHolder":{"reference":"Patient/maria"},
        "relationship":{"coding":[{"code":"spouse"}],"text":"Husband or wife"},"payor":[{"reference":"Organization/o"},{"display":"Acme Health"}],
        "period":{"start":"2020-01-01","end":"2020-12-31"},"network":"Acme North","order":1,
        "class":[{"type":{"coding":[{"code":"group","display":"Group"}],"text":"An employee group"},"value":"xyz","name":"XYZ employee Group Plan"},
                 {"type":{"coding":[{"code":"rxbin"}]},"value":"004336"},{"type":{"text":"Color"},"name":"Gold"},
                 {"value":"hidden","modifierExtension":[{"url":"urn:x"}]}],
        "costToBeneficiary":[{"type":{"coding":[{"code":"copay"}]},"valueMoney":{"value":20.00,"currency":"USD"}},
                             {"type":{"coding":[{"code":"copaypct"}]},"valueQuantity":{"value":20,"unit":"%"},"exception":[{"type":{"text":"Retired"},"period":{"start":"2019"}}]}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Insurance / Current: PPO
      on 2020-01-01
      in the list: Active
      Status: Active
      Payor: (by reference); Acme Health
      Kind: "PPO"
      MemberNumber: "88800933501"
      SubscriberNumber: "888009335"
      Subscriber: link to None
      Relationship: Spouse
      Dependent: "01"
      PolicyHolder: Patient
      Period: 2020-01-01 to 2020-12-31
      Plan:
        Kind: PlanGroup
        Name: "XYZ employee Group Plan"
        Number: "xyz"
      Plan:
        Kind: RxBin
        Number: "004336"
      Plan:
        Kind: "Color"
        Name: "Gold"
      Network: "Acme North"
      PayOrder: "1"
      Cost:
        Kind: Copay
        Amount: "20.00 USD"
      Cost:
        Kind: CopayPercent
        Amount: 20 %
        Exception:
          Kind: "Retired"
          Period: 2019 to 
      incomplete
    "#);
}

#[test]
fn an_insurance_is_named_by_its_kind_else_by_its_plan_else_by_who_pays() {
    let payor = r#""payor":[{"display":"Acme Health"}]"#;
    let plan = r#""class":[{"type":{"coding":[{"code":"plan"}]},"name":"Gold"}]"#;
    let code = r#""type":{"coding":[{"code":"3712"}]}"#;
    let name = |rest: &str| entry(&coverage(rest)).name;
    assert_eq!(
        name(&format!("{plan},{code},{payor}")).as_deref(),
        Some("Gold")
    );
    assert_eq!(name(code).as_deref(), Some("3712"));
    let paid = entry(&coverage(&format!("{code},{payor}")));
    let by = paid.named_by.and_then(|one| one.name);
    assert_eq!((paid.name, by.as_deref()), (None, Some("Acme Health")));
}

#[test]
fn an_insurance_stands_where_its_own_status_says() {
    for (code, place) in [
        ("active", Place::Current),
        ("draft", Place::Coming),
        ("cancelled", Place::Past),
    ] {
        let ended = r#""period":{"end":"1999"}"#;
        let json = coverage(&format!(r#""status":"{code}",{ended}"#));
        assert_eq!(entry(&json).place, place, "{code}");
    }
}

#[test]
fn a_number_that_came_without_quotes_keeps_its_digits() {
    let json = coverage(
        r#""subscriberId":888009335,"costToBeneficiary":[{"valueMoney":{"value":1234567.80}}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Insurance / Unsaid: (no name)
      SubscriberNumber: "888009335"
      Cost:
        Amount: "1234567.80"
    "#);
}
