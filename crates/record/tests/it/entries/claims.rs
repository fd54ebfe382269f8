//! Claims, and what insurances say to them.

use record::entry::Place;

use super::{entry, told};

fn claim(kind: &str, rest: &str) -> String {
    format!(
        r#"{{"resourceType":"{kind}","id":"1","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn a_claim_says_for_what_and_how_much() {
    let json = claim(
        "Claim",
        r#""status":"active","type":{"coding":[{"code":"institutional"}]},"use":"claim",
        "billablePeriod":{"start":"2011-04-30T16:57:25-04:00","end":"2011-04-30T17:12:25-04:00"},"created":"2011-04-30T17:12:25-04:00",
        "provider":{"reference":"urn:uuid:7a0b9372","display":"Lakeside"},"insurance":[{"sequence":1,"focal":true,"coverage":{"display":"Acme Health"}}],
        "item":[{"sequence":1,"productOrService":{"coding":[{"code":"162673000","display":"General examination of patient (procedure)"}],"text":"General examination of patient (procedure)"}},
                {"sequence":2,"productOrService":{"text":"Influenza, seasonal"},"net":{"value":140.52,"currency":"USD"}},
                {"sequence":3,"productOrService":{"text":"Hidden"},"modifierExtension":[{"url":"urn:x"}]}],
        "total":{"value":129.16,"currency":"USD"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Claims / Done: General examination of patient (procedure)
      on 2011-04-30 16:57
      in the list: Bill
      Use: Bill
      Status: InForce
      Kind: HospitalBill
      CareGiven: 2011-04-30 16:57 to 2011-04-30 17:12
      Date: 2011-04-30 17:12
      Provider: Lakeside
      Coverage: "Acme Health"
      Item:
        Sequence: "1"
        Service: "General examination of patient (procedure)"
      Item:
        Sequence: "2"
        Service: "Influenza, seasonal"
        Amount: "140.52 USD"
      Total: "129.16 USD"
      incomplete
    "#);
}

#[test]
fn an_explanation_of_benefit_says_what_was_decided_and_what_is_paid() {
    let json = claim(
        "ExplanationOfBenefit",
        r##""contained":[{"resourceType":"Coverage","id":"coverage","status":"active"}],"status":"active","type":{"coding":[{"code":"professional","display":"Professional"}]},"use":"claim",
        "billablePeriod":{"start":"2018-07-29","end":"2018-07-29"},"created":"2018-08-01T00:00:00-07:00",
        "insurer":{"reference":"Organization/3/_history/1"},"provider":{"reference":"Organization/0/_history/1"},
        "outcome":"complete","disposition":"PAID","insurance":[{"focal":true,"coverage":{"reference":"#coverage","display":"Acme Health"}}],
        "item":[{"sequence":1,"productOrService":{"coding":[{"code":"A0426","display":"AMB SRVC ALS"}]},"servicedDate":"2018-07-29","net":{"value":1234567.00,"currency":"USD"}}],
        "total":[{"category":{"coding":[{"code":"submitted"}]},"amount":{"value":129.16,"currency":"USD"}},{"category":{"text":"Line"},"amount":{"value":0}}],
        "payment":{"type":{"coding":[{"code":"partial"}]},"amount":{"value":103.3,"currency":"USD"},"date":"2018-08-09"},
        "processNote":[{"number":1,"text":"Paid by check"},{"text":"Hidden","modifierExtension":[{"url":"urn:x"}]}]"##,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Claims / Done: AMB SRVC ALS
      on 2018-07-29
      in the list: Bill; Decided
      Use: Bill
      Status: InForce
      Decision: Decided
      Decision: "PAID"
      Kind: DoctorBill
      CareGiven: 2018-07-29 to 2018-07-29
      Date: 2018-08-01 00:00
      Provider: (by reference)
      Insurer: (by reference)
      Coverage: "Acme Health"
      Item:
        Sequence: "1"
        Service: "AMB SRVC ALS"
        CareGiven: 2018-07-29
        Amount: "1234567.00 USD"
      Total:
        Kind: Billed
        Amount: "129.16 USD"
      Total:
        Kind: "Line"
        Amount: "0"
      Payment:
        Kind: PaidInPart
        Amount: "103.3 USD"
        Date: 2018-08-09
      Comment: "Paid by check"
      incomplete
    "#);
}

#[test]
fn a_claim_whose_items_have_no_words_is_named_by_who_asks() {
    let json = claim(
        "Claim",
        r#""use":"claim","provider":{"display":"Lakeside"},"item":[{"productOrService":{"coding":[{"code":"99213"}]}}]"#,
    );
    let entry = entry(&json);
    let by = entry.named_by.and_then(|one| one.name);
    assert_eq!((entry.name, by.as_deref()), (None, Some("Lakeside")));
}

#[test]
fn only_a_claim_for_care_that_was_given_is_done() {
    for kind in ["Claim", "ExplanationOfBenefit"] {
        let stands = |status: &str, usage: &str, expected: Place| {
            let json = claim(kind, &format!(r#""status":"{status}","use":"{usage}""#));
            assert_eq!(entry(&json).place, expected, "{kind} {status} {usage}");
        };
        stands("active", "claim", Place::Done);
        stands("active", "preauthorization", Place::Current);
        stands("active", "predetermination", Place::Current);
        stands("active", "other", Place::Unsaid);
        for usage in ["claim", "preauthorization", "predetermination"] {
            stands("draft", usage, Place::Coming);
            stands("cancelled", usage, Place::NotDone);
        }
    }
}

#[test]
fn a_damaged_amount_never_reads_as_another_one() {
    for (kind, rest) in [
        ("Claim", r#""total":{"value":"12,50"}"#),
        ("ExplanationOfBenefit", r#""item":[{"net":{"value":true}}]"#),
        (
            "ExplanationOfBenefit",
            r#""payment":{"amount":{"value":[]}}"#,
        ),
    ] {
        let json = claim(kind, &format!(r#""status":"active","use":"claim",{rest}"#));
        assert_eq!(entry(&json).place, Place::Unclear, "{kind} {rest}");
    }
}
