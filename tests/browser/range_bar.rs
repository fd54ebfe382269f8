use leptos::prelude::*;
use record::number::Number;
use record::range::Band;
use record::value::Quantity;
use satchel::parts::range_bar::RangeBar;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{Mounted, drawn};

fn percent(number: &str) -> Quantity {
    Quantity {
        number: Number(number.to_owned()),
        comparator: None,
        unit: Some("%".to_owned()),
        code: Some("%".to_owned()),
    }
}

fn bar(value: &'static str) -> Mounted {
    Mounted::new(move || {
        let band = Band {
            low: Some(percent("4.0")),
            high: Some(percent("5.6")),
        };
        view! { <RangeBar quantity=percent(value) band /> }
    })
}

/// Where the band begins and ends and where the value stands, in percent of the width.
fn positions(mounted: &Mounted) -> [f64; 3] {
    let style = mounted
        .one("[role=img]")
        .get_attribute("style")
        .unwrap_or_default();
    ["--from", "--to", "--at"].map(|name| {
        let value = style.split(';').filter_map(|one| one.split_once(':'));
        let found = value.into_iter().find(|(own, _)| own.trim() == name);
        let number = found.and_then(|(_, value)| value.trim().trim_end_matches('%').parse().ok());
        number.expect("the position is a percentage")
    })
}

#[wasm_bindgen_test]
fn a_bar_says_in_words_what_it_draws() {
    let mounted = bar("6.8");
    let label = mounted.one("[role=img]").get_attribute("aria-label");
    assert_eq!(
        label.as_deref(),
        Some("6.8 is above the lab's range of 4.0 to 5.6\u{a0}%")
    );
    let [from, to, at] = positions(&mounted);
    assert!(
        0.0 < from && from < to && to < at && at <= 100.0,
        "{from} {to} {at}"
    );

    let [from, to, at] = positions(&bar("4.8"));
    assert!(
        ((from + to) / 2.0 - at).abs() < 0.2,
        "in the middle of the range: {from} {to} {at}"
    );
}

#[wasm_bindgen_test]
async fn another_language_changes_the_words_and_nothing_else() {
    let mounted = bar("6.8");
    let before = mounted.one("[role=img]");
    mounted.reader.switch_language();
    drawn().await;
    let after = mounted.one("[role=img]");
    assert!(before.is_same_node(Some(&after)), "the bar was drawn again");
    let label = after.get_attribute("aria-label").unwrap_or_default();
    assert!(label.contains("por encima"), "{label}");
    assert_eq!(
        document()
            .document_element()
            .and_then(|root| root.get_attribute("lang"))
            .as_deref(),
        Some("es")
    );
    mounted.reader.switch_language();
}
