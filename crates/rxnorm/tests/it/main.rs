//! From rows of RxNorm to a table that can be looked up.
#![expect(clippy::expect_used, reason = "these are tests")]

use record::rxnorm::Table;

const CONCEPTS: &str = include_str!("../samples/RXNCONSO.RRF");
const RELATIONS: &str = include_str!("../samples/RXNREL.RRF");

fn table() -> Table {
    let (contents, _) = rxnorm::table(CONCEPTS.lines(), RELATIONS.lines());
    Table::read(contents.written().into()).expect("a table")
}

#[test]
fn a_code_leads_to_what_is_in_it_and_to_the_generic_product() {
    let table = table();
    for (code, generic, ingredients) in [
        (314_076, Some(314_076), "lisinopril"),
        (206_765, Some(314_076), "lisinopril"),
        (197_885, Some(197_885), "hydrochlorothiazide, lisinopril"),
        (861_007, Some(861_007), "metformin"),
        (900_001, Some(900_001), "lisinopril, metformin"),
        (900_002, Some(900_001), "lisinopril, metformin"),
        (316_151, None, "lisinopril"),
        (563_611, None, "lisinopril"),
        (29_046, None, "lisinopril"),
        (235_743, None, "metformin"),
        (214_618, None, "hydrochlorothiazide, lisinopril"),
    ] {
        let known = table.ingredients(code).map(|names| names.join(", "));
        assert_eq!(known.as_deref(), Some(ingredients), "{code}");
        assert_eq!(table.generic(code), generic, "{code}");
    }
}

#[test]
fn what_is_out_of_use_unknown_or_of_another_kind_is_not_in_it() {
    let table = table();
    for code in [900_003, 900_004, 317_541, 203_644, 1] {
        assert_eq!(table.ingredients(code), None, "{code}");
        assert_eq!(table.generic(code), None, "{code}");
    }
    assert_eq!(table.len(), 15);
}

#[test]
fn a_brand_leads_to_what_is_in_it() {
    let table = table();
    assert_eq!(table.brand("prinivil"), Some(vec!["lisinopril".to_owned()]));
    assert_eq!(
        table.brand("glucophage"),
        Some(vec!["metformin".to_owned()])
    );
    assert_eq!(table.brand("lisinopril"), None);
}

#[test]
fn every_row_is_accounted_for() {
    let (_, account) = rxnorm::table(CONCEPTS.lines(), RELATIONS.lines());
    assert!(account.balances(), "{account}");
    assert_eq!((account.concepts, account.used_concepts), (24, 18));
    assert_eq!((account.of_others, account.other_kinds), (1, 2));
    assert_eq!((account.suppressed, account.damaged), (1, 3));
    assert_eq!((account.relations, account.other_relations), (25, 4));
    assert_eq!(account.without_ingredients, 1);
}

#[test]
fn the_same_rows_in_any_order_give_the_same_bytes() {
    let (contents, account) = rxnorm::table(CONCEPTS.lines(), RELATIONS.lines());
    let (other, same) = rxnorm::table(CONCEPTS.lines().rev(), RELATIONS.lines().rev());
    assert_eq!(contents.written(), other.written());
    assert_eq!(account, same);
}

#[test]
fn a_brand_of_two_different_things_is_none() {
    let concepts = "\
1|ENG||||||1|||1|RXNORM|IN|1|one||N||
2|ENG||||||2|||2|RXNORM|IN|2|two||N||
3|ENG||||||3|||3|RXNORM|BN|3|Same||N||
4|ENG||||||4|||4|RXNORM|BN|4|Same||N||";
    let relations = "\
1||CUI|RO|3||CUI|tradename_of|||RXNORM|RXNORM||||
2||CUI|RO|4||CUI|tradename_of|||RXNORM|RXNORM||||";
    let (contents, _) = rxnorm::table(concepts.lines(), relations.lines());
    assert!(contents.brands.is_empty());
    assert_eq!(contents.products.len(), 2);
}
