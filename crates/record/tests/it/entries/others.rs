//! Types that have no list of their own.

use super::{entry, told};

#[test]
fn a_type_without_a_list_is_named_by_its_code_else_by_its_type() {
    let json = r#"{"resourceType":"Task","id":"1","status":"requested","for":{"reference":"Patient/maria"},
                   "code":{"text":"Call the clinic"},"authoredOn":"2026-11-02","description":"About the results"}"#;
    insta::assert_snapshot!(told(&entry(json)), @r#"
    Others / Unsaid: Call the clinic
      on 2026-11-02
      in the list: "Task"
      Kind: "Task"
      Status: "requested"
      Description: "About the results"
      Date: 2026-11-02
    "#);
    let bare = r#"{"resourceType":"SupplyDelivery","id":"1"}"#;
    assert_eq!(entry(bare).name, None);
}

#[test]
fn what_is_about_someone_else_is_left_out_in_whichever_element_it_says_so() {
    for element in ["subject", "patient", "beneficiary", "for"] {
        let json = format!(
            r#"{{"resourceType":"Task","id":"1","{element}":{{"reference":"Patient/mario"}}}}"#
        );
        assert!(crate::given::taken(&json).entries.is_empty(), "{element}");
    }
}
