use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use satchel::browser::database::{self, Database, NotRead, NotWritten};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::bent::{Bent, field};

const OURS: &[u8] = b"ours";
const OTHERS: &[u8] = b"others";

/// A fresh vault, held under `OURS`, that goes when the next is made.
async fn vault() -> Database {
    assert!(Database::delete().await);
    let database = opened().await;
    database.on_lost(|| {});
    assert_eq!(database.make_vault(b"header", OURS).await, Ok(()));
    database
}

async fn opened() -> Database {
    let database = Database::open().await;
    database.expect("this browser has databases")
}

fn put(key: &str, value: &[u8]) -> (String, Option<Vec<u8>>) {
    (key.to_owned(), Some(value.to_vec()))
}

async fn values(database: &Database) -> Vec<(String, Option<Vec<u8>>)> {
    database.all_values().await.expect("the values can be read")
}

/// The databases that this site has.
async fn names() -> Vec<String> {
    let all = js_sys::eval("indexedDB.databases()").expect("databases can be listed");
    let all = JsFuture::from(js_sys::Promise::resolve(&all)).await;
    Array::from(&all.expect("databases can be listed"))
        .iter()
        .filter_map(|database| field(&database, "name").as_string())
        .collect()
}

#[wasm_bindgen_test]
async fn looking_for_a_vault_leaves_nothing_behind() {
    assert!(Database::delete().await);
    assert_eq!(database::header().await, Ok(None));
    assert_eq!(names().await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn where_the_browser_says_that_there_is_no_database_none_is_opened() {
    assert!(Database::delete().await);
    let _opening = Bent::new("IDBFactory", "open", "throw new Error('opened')");
    assert_eq!(database::header().await, Ok(None));
}

#[wasm_bindgen_test]
async fn where_the_browser_lists_no_databases_looking_leaves_nothing_behind_either() {
    assert!(Database::delete().await);
    let listing = Bent::new("IDBFactory", "databases", "throw new Error('unknown')");
    assert_eq!(database::header().await, Ok(None));
    drop(listing);
    assert_eq!(names().await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn looking_ends_where_the_database_never_answers() {
    let database = vault().await;
    let opening = Bent::new("IDBFactory", "open", "return {}");
    assert_eq!(database::header().await, Err(NotRead));
    drop(opening);
    assert_eq!(database::header().await, Ok(Some(b"header".to_vec())));
    database.close();
}

#[wasm_bindgen_test]
async fn a_vault_is_found_by_its_header_until_it_is_deleted() {
    let database = vault().await;
    assert_eq!(database::header().await, Ok(Some(b"header".to_vec())));
    assert_eq!(database.write_header(OURS, b"another").await, Ok(()));
    assert_eq!(database::header().await, Ok(Some(b"another".to_vec())));
    database.close();
    assert!(Database::delete().await);
    assert_eq!(database::header().await, Ok(None));
    assert_eq!(names().await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn what_was_written_is_there_and_what_was_deleted_is_not() {
    let database = vault().await;
    let first = [put("r/2", b"two"), put("r/1", b"one"), put("d/1", b"")];
    assert_eq!(database.write(OURS, &first).await, Ok(()));
    let second = [put("r/2", b"zwei"), ("r/1".to_owned(), None)];
    assert_eq!(database.write(OURS, &second).await, Ok(()));
    let expected = [put("d/1", b""), put("r/2", b"zwei")];
    assert_eq!(values(&database).await, expected);
    assert_eq!(database.write_head("failed", b"1").await, Ok(()));
    assert_eq!(database.head("failed").await, Ok(Some(b"1".to_vec())));
    assert_eq!(database.head("nothing").await, Ok(None));
}

#[wasm_bindgen_test]
async fn who_does_not_hold_the_vault_writes_nothing() {
    let database = vault().await;
    let before = [put("r/1", b"before")];
    assert_eq!(database.write(OURS, &before).await, Ok(()));
    assert_eq!(database.hold(OTHERS).await, Ok(()));
    let late = [put("r/1", b"late"), put("r/2", b"late")];
    assert_eq!(
        database.write(OURS, &late).await,
        Err(NotWritten::Elsewhere)
    );
    assert_eq!(
        database.write_header(OURS, b"late").await,
        Err(NotWritten::Elsewhere)
    );
    assert_eq!(values(&database).await, [put("r/1", b"before")]);
    assert_eq!(database::header().await, Ok(Some(b"header".to_vec())));
    assert_eq!(database.write(OTHERS, &late).await, Ok(()));
    assert_eq!(values(&database).await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_vault_that_is_there_is_not_made_anew() {
    let database = vault().await;
    assert_eq!(
        database.make_vault(b"another", OTHERS).await,
        Err(NotWritten::Elsewhere)
    );
    assert_eq!(database::header().await, Ok(Some(b"header".to_vec())));
    assert_eq!(database.write(OURS, &[put("r/1", b"still")]).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_write_that_breaks_off_half_way_leaves_the_last_good_state() {
    let database = vault().await;
    let before = [put("r/1", b"before")];
    assert_eq!(database.write(OURS, &before).await, Ok(()));
    let changes = [put("r/1", b"after"), put("r/2", b"after"), put("r/3", b"")];
    // The two ways in which a browser says no: at once, and later.
    for (refuses, because) in [
        (
            "throw new DOMException('', 'UnknownError')",
            NotWritten::Trouble,
        ),
        ("return this.add(1, 'r/1')", NotWritten::Elsewhere),
    ] {
        let script =
            format!("if (arguments[1] === 'r/3') {{ {refuses} }} return this.real(...arguments)");
        let bent = Bent::new("IDBObjectStore", "put", &script);
        assert_eq!(database.write(OURS, &changes).await, Err(because));
        drop(bent);
        let expected = [put("r/1", b"before")];
        assert_eq!(values(&database).await, expected);
    }
    assert_eq!(database.write(OURS, &changes).await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_vault_deleted_by_another_tab_is_known_to_be_gone() {
    let database = vault().await;
    let lost = Rc::new(Cell::new(0));
    let counts = lost.clone();
    database.on_lost(move || counts.set(counts.get() + 1));
    assert!(Database::delete().await);
    assert_eq!(lost.get(), 1);
    assert_eq!(
        database.write(OURS, &[put("r/1", b"late")]).await,
        Err(NotWritten::Gone)
    );
    assert_eq!(names().await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn deleting_waits_for_no_tab_that_has_it_open() {
    let database = vault().await;
    let kept = opened().await;
    assert_eq!(database.write(OURS, &[put("r/1", b"value")]).await, Ok(()));
    assert!(Database::delete().await);
    assert_eq!(names().await, Vec::<String>::new());
    assert_eq!(
        kept.write(OURS, &[put("r/1", b"late")]).await,
        Err(NotWritten::Gone)
    );
    assert_eq!(names().await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn what_is_no_bytes_has_a_name_and_no_value() {
    let database = vault().await;
    assert_eq!(database.write(OURS, &[put("r/1", b"value")]).await, Ok(()));
    let bent = Bent::new(
        "IDBObjectStore",
        "put",
        "return this.real('text', arguments[1])",
    );
    assert_eq!(database.write(OURS, &[put("r/2", b"value")]).await, Ok(()));
    drop(bent);
    let expected = [put("r/1", b"value"), ("r/2".to_owned(), None)];
    assert_eq!(values(&database).await, expected);
}

#[wasm_bindgen_test]
async fn times_that_were_noted_are_told_once() {
    let database = vault().await;
    assert_eq!(database.noted_times("failed").await, Vec::<u64>::new());
    for at in [1.8e12, 1.9e12] {
        database.note_time("failed", at).await;
    }
    assert_eq!(
        database.noted_times("failed").await,
        [1_800_000_000_000, 1_900_000_000_000]
    );
    assert_eq!(database.noted_times("failed").await, Vec::<u64>::new());
}
