use leptos::prelude::*;
use satchel::parts::damaged_note::DamagedNames;
use satchel::safe::Damaged;
use satchel::searches::Domain;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{Mounted, drawn};

fn lines(mounted: &Mounted) -> Vec<String> {
    let rows = mounted.one("ul").children();
    let row = |index| rows.item(index)?.text_content();
    (0..rows.length()).filter_map(row).collect()
}

#[wasm_bindgen_test]
async fn what_could_not_be_read_is_named_in_the_language_that_is_chosen_later() {
    let hospital = Some("St. Mary's".to_owned());
    let damaged = vec![
        Damaged::Unknown,
        Damaged::Answers(Some(Domain::Medicines), hospital),
        Damaged::Answers(None, None),
    ];
    let mounted = Mounted::new(move || view! { <DamagedNames damaged=Signal::stored(damaged) /> });
    assert_eq!(
        lines(&mounted),
        [
            "Medicines, St. Mary's",
            "Names of people and places",
            "Something without a name"
        ]
    );
    mounted.reader.switch_language();
    drawn().await;
    assert_eq!(
        lines(&mounted),
        [
            "Algo sin nombre",
            "Medicinas, St. Mary's",
            "Nombres de personas y lugares"
        ]
    );
}
