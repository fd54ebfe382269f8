//! What a table of RxNorm adds.

use std::sync::Arc;

use record::{
    Merging,
    rxnorm::{Contents, Table},
};

use super::{chart, told};

fn table() -> Table {
    let mut contents = Contents::default();
    let lisinopril = || vec!["lisinopril".to_owned()];
    for (code, generic) in [
        (314_076, Some(314_076)),
        (206_765, Some(314_076)),
        (29_046, None),
    ] {
        contents.products.insert(code, (generic, lisinopril()));
    }
    let ibuprofen = vec!["ibuprofen".to_owned()];
    contents
        .products
        .insert(310_965, (Some(310_965), ibuprofen));
    let heparin = vec!["heparin".to_owned()];
    contents
        .products
        .insert(1_361_615, (Some(1_361_615), heparin));
    contents.brands.insert("prinivil".to_owned(), lisinopril());
    Table::read(contents.written().into()).expect("a table")
}

#[track_caller]
fn check(lines: &[&str], without: &str, with: &str) {
    let items = chart::items(&lines.join("\n"));
    let called = chart::called(&items);
    let mut merging = chart::merged(&items);
    assert_eq!(told::told(&merging, &called), without);
    merging.table(table());
    merging.settle();
    assert_eq!(told::told(&merging, &called), with);

    // It makes no difference when the table comes.
    let mut early: Merging = chart::hospitals();
    early.table(table());
    for item in items.iter().rev() {
        chart::put(
            &mut early,
            item.source,
            &mut chart::answer(item.source, &[item]),
        );
    }
    early.settle();
    assert_eq!(told::told(&early, &called), with);
}

#[test]
fn bare_codes_of_brand_and_generic_are_one_product() {
    check(
        &[
            "A medicine m1 rxnorm=314076",
            "B medicine m1 rxnorm=206765 reported=1",
        ],
        "",
        "A.m1 + B.m1: SameProduct by Table",
    );
}

#[test]
fn a_brand_without_a_code_is_known() {
    check(
        &[
            r#"A medicine m1 rxnorm="314076:lisinopril 10 MG Oral Tablet""#,
            r#"B medicine m1 "Prinivil 10 MG Oral Tablet" reported=1"#,
        ],
        "",
        "A.m1 + B.m1: SameProduct by Brand",
    );
}

#[test]
fn a_code_of_an_ingredient_is_no_product() {
    check(
        &[
            "A medicine m1 rxnorm=314076",
            "B medicine m1 rxnorm=29046 reported=1",
        ],
        "",
        "? lisinopril twice: A.m1, B.m1\n~ lisinopril: A.m1 | B.m1 differ in ",
    );
}

#[test]
fn a_bare_code_is_compared_with_the_list_of_allergies() {
    check(
        &[r#"A allergy a1 "Ibuprofen""#, "B medicine m1 rxnorm=310965"],
        "",
        "? ibuprofen is on the allergy list: B.m1 and A.a1",
    );
}

#[test]
fn a_name_that_does_not_belong_to_its_code_is_not_believed() {
    check(
        &[
            r#"A medicine m1 "hydralazine 25 mg tablet" rxnorm=314076"#,
            "B medicine m1 rxnorm=206765",
        ],
        "",
        "? lisinopril twice: A.m1, B.m1",
    );
}

#[test]
fn a_name_may_say_more_of_an_ingredient_than_the_table() {
    check(
        &[
            r#"A medicine m1 rxnorm="1361615:heparin sodium, porcine 10,000 UNT/ML Injectable Solution""#,
            "B medicine m1 rxnorm=1361615 reported=1",
        ],
        "A.m1 + B.m1: SameProduct by Code",
        "A.m1 + B.m1: SameProduct by Code, Table",
    );
}

#[test]
fn two_strengths_under_the_code_of_what_is_in_them_are_two_products() {
    check(
        &[
            r#"A medicine m1 "LISINOPRIL 10MG TAB" rxnorm=29046"#,
            r#"B medicine m1 "LISINOPRIL 40MG TAB" rxnorm=29046 reported=1"#,
            r#"C medicine m1 "Blood pressure pill" rxnorm=29046 status=stopped"#,
        ],
        "",
        "? lisinopril twice: A.m1, B.m1\n~ lisinopril: A.m1 | B.m1 | C.m1 differ in Strength",
    );
}

#[test]
fn an_allergy_is_known_by_its_code_and_by_its_brand() {
    check(
        &[
            r#"A allergy a1 "Prinivil""#,
            "B allergy a1 rxnorm=310965",
            "C medicine m1 rxnorm=314076",
            "D medicine m1 rxnorm=310965",
        ],
        "",
        "? ibuprofen is on the allergy list: D.m1 and B.a1\n\
         ? lisinopril is on the allergy list: C.m1 and A.a1",
    );
}

#[test]
fn a_table_that_is_cut_short_is_none() {
    let whole = Contents::default().written();
    let short: Arc<[u8]> = whole.split_last().expect("bytes").1.into();
    assert!(Table::read(short).is_err());
}
