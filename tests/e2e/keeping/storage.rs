//! What is in every kind of storage, for each way of keeping, after each way to leave.

use serde_json::json;

use super::{LOCKED, NEVER, PASSPHRASE, SHARED, VISIT};
use crate::journey::journey;
use crate::looks::check;
use crate::messages::writes;
use crate::page::Page;
use crate::profile::End;
use crate::storage::kept;
use crate::traces::nothing_is_on_disk;

/// The vault of a person with one hospital who has written nothing: nobody's name, opaque places.
const VAULT: &str = "satchel head: header, holder\nsatchel values: a/…, c/…, n/…, r/…, s/…";

/// What the next person in this tab finds.
const DELETED: &str = "nothing";

/// With what a device keeps in the clear so that the locked page can be read.
fn with_vault(tab: &str) -> String {
    format!("local storage: kept=yes{tab}\n{VAULT}")
}

#[tokio::test]
async fn what_is_not_to_be_kept_is_nowhere() {
    for (answer, tab, end) in [
        (SHARED, "tab: keeping=shared", End::Closed),
        (SHARED, "tab: keeping=shared", End::Killed),
        (VISIT, "tab: keeping=visit", End::Closed),
        (VISIT, "tab: keeping=visit", End::Killed),
    ] {
        journey(move |page| async move {
            page.can_be_discarded().await;
            page.signs_in_and_chooses(answer).await;
            assert_eq!(kept(&page).await.to_string(), tab, "{answer}");
            let first = page.tab().await;
            page.opens_another_tab("/home").await;
            page.sees("For your privacy nothing was kept.").await;
            let second = kept(&page).await.to_string();
            assert_eq!(second, "nothing", "{answer}, a second tab");
            page.looks_at(&first).await;
            page.is_discarded().await;
            page.sees("For your privacy nothing was kept.").await;
            assert_eq!(kept(&page).await.to_string(), tab, "{answer}, discarded");
            page.open("/home").await;
            page.sees("For your privacy nothing was kept.").await;
            assert_eq!(kept(&page).await.to_string(), tab, "{answer}, reloaded");

            page.open("/connect/st-marys").await;
            page.click("Continue to").await;
            page.sees_heading("Share your records?").await;
            page.click("Allow").await;
            page.sees("Signed in").await;
            page.settles().await;
            writes(&page, "Pharmacy team", "May I swim?").await;
            page.passes(16).await;
            page.sees("You were signed out to keep your record private.")
                .await;
            assert_eq!(kept(&page).await.to_string(), tab, "{answer}, timed out");
            let page = page.opens_again_after(end).await;
            page.open("/home").await;
            assert_eq!(kept(&page).await.to_string(), "nothing", "{answer}, ended");

            page.signs_in_and_chooses(answer).await;
            page.visits("/more").await;
            page.click("Sign out").await;
            page.sees_heading("You are signed out").await;
            assert_eq!(kept(&page).await.to_string(), tab, "{answer}, signed out");
            page.visits("/settings/delete").await;
            page.deletes().await;
            assert_eq!(kept(&page).await.to_string(), DELETED, "{answer}");
            nothing_is_on_disk(&page.browser.profile(), &NEVER);
            nothing_is_on_disk(&page.browser.profile(), &["May I swim"]);
        })
        .await;
    }
}

#[tokio::test]
async fn who_goes_back_to_a_page_on_a_shared_computer_finds_no_record() {
    for (answer, is_there) in [(SHARED, false), (VISIT, true)] {
        journey(move |page| async move {
            page.signs_in_and_chooses(answer).await;
            page.visits("/medicines").await;
            page.sees("Lisinopril").await;
            page.is_put_aside().await;
            if is_there {
                page.sees("Lisinopril").await;
            } else {
                page.sees("For your privacy nothing was kept.").await;
                page.misses("Lisinopril").await;
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_is_kept_is_sealed_and_goes_when_it_is_deleted() {
    journey(|page| async move {
        page.can_be_discarded().await;
        page.keeps_with_a_passphrase().await;
        let with_tab = with_vault("\ntab: keeping=device");
        let all = |page: Page| async move { kept(&page).await.to_string() };
        assert_eq!(all(page.clone()).await, with_tab, "open");
        kept(&page).await.holds_no_word_of(&NEVER);
        page.is_discarded().await;
        page.sees_heading(LOCKED).await;
        assert_eq!(all(page.clone()).await, with_tab, "discarded");
        page.unlocks().await;
        page.visits("/more").await;
        page.click("Lock now").await;
        page.sees_heading(LOCKED).await;
        page.misses("Maria").await;
        assert_eq!(all(page.clone()).await, with_tab, "locked");

        let page = page.opens_again_after(End::Closed).await;
        page.open("/home").await;
        assert_eq!(all(page.clone()).await, with_vault(""), "closed");
        page.unlocks().await;
        page.settles().await;
        let page = page.opens_again_after(End::Killed).await;
        page.open("/more").await;
        assert_eq!(all(page.clone()).await, with_vault(""), "killed");
        page.unlocks().await;
        page.settles().await;

        page.click("Sign out").await;
        page.sees_heading("You are signed out").await;
        page.sees("What is kept on this device stays here, locked.")
            .await;
        assert_eq!(all(page.clone()).await, with_tab, "signed out");
        page.visits("/home").await;
        page.unlocks().await;
        page.sees("Newest test results").await;
        page.sees("Sign in again").await;
        nothing_is_on_disk(&page.browser.profile(), &NEVER);

        page.visits("/more").await;
        page.click("Lock now").await;
        page.sees_heading(LOCKED).await;
        page.visits("/settings/delete").await;
        page.deletes().await;
        assert_eq!(all(page.clone()).await, DELETED, "deleted");
        page.open("/home").await;
        page.sees("For your privacy nothing was kept.").await;
    })
    .await;
}

#[tokio::test]
async fn who_stops_keeping_has_nothing_left_on_the_device_and_the_record_on_the_screen() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        writes(&page, "Pharmacy team", "May I swim?").await;
        page.visits("/settings/keeping").await;
        page.chooses(VISIT).await;
        page.click("Stop and delete").await;
        page.becomes("nothing is kept", "return localStorage.length", json!(0))
            .await;
        assert_eq!(kept(&page).await.to_string(), "tab: keeping=visit");
        page.visits("/messages/new").await;
        page.sees("Pharmacy team").await;
        page.visits("/home").await;
        page.sees("Newest test results").await;
    })
    .await;
}

#[tokio::test]
async fn a_hospital_that_is_disconnected_leaves_nothing_in_the_vault() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/settings/sources").await;
        page.click("Disconnect: St. Mary's Hospital (sample)").await;
        page.click("Yes, disconnect").await;
        page.sees_heading("You are signed out").await;
        page.becomes(
            "only the log and the settings are left",
            "return new Promise((done) => { const opened = indexedDB.open('satchel'); opened.onsuccess = () => {
                const keys = opened.result.transaction('values').objectStore('values').getAllKeys();
                keys.onsuccess = () => { opened.result.close(); done([...new Set(keys.result.map((key) => key[0]))].join('')); };
            }; })",
            json!("as"),
        )
        .await;
    })
    .await;
}

/// Changes a bit in the middle of the first value of a table.
const DAMAGE: &str = "
    const [table] = arguments;
    const finished = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const opened = indexedDB.open('satchel');
    return (async () => {
        const database = await finished(opened);
        const values = database.transaction('values', 'readwrite').objectStore('values');
        const key = (await finished(values.getAllKeys())).find((key) => key.startsWith(table));
        const bytes = await finished(values.get(key));
        bytes[bytes.length >> 1] ^= 4;
        await finished(values.put(bytes, key));
        await finished(values.put(new Uint8Array([9, 9]), 'z/1'));
        database.close();
        return key;
    })();";

#[tokio::test]
async fn a_damaged_value_is_named_and_the_rest_opens() {
    journey(|page| async move {
        page.keeps_with_a_passphrase().await;
        page.open("/help").await;
        page.run(DAMAGE, vec![json!("r/")]).await;
        page.open("/home").await;
        page.unlocks().await;
        page.sees("2 parts of what was kept here could not be read:")
            .await;
        page.sees("Something without a name").await;
        page.sees("St. Mary's Hospital (sample)").await;
        page.settles().await;
        page.sees("Newest test results").await;
        page.click("Remove what can't be read").await;
        check(&page, "the question before what can't be read is removed").await;
        page.click("Remove it").await;
        page.stops_saying("of what was kept here").await;
        page.visits("/more").await;
        page.click("Lock now").await;
        page.unlocks().await;
        page.visits("/home").await;
        page.sees("Newest test results").await;
        page.misses("of what was kept here").await;
    })
    .await;
}

/// Does something with the stores of the vault, and gives what came of it.
fn with_stores(work: &str) -> String {
    format!(
        "const finished = (request) => new Promise((resolve) => {{ request.onsuccess = () => resolve(request.result); }});
        return (async () => {{
            const database = await finished(indexedDB.open('satchel'));
            const store = (name) => database.transaction(name, 'readwrite').objectStore(name);
            const given = await (async () => {{ {work} }})();
            database.close();
            return given;
        }})();"
    )
}

#[tokio::test]
async fn what_a_newer_version_wrote_is_left_as_it_is() {
    let header = "const newer = new TextEncoder().encode('{\"version\":99,\"ways\":[]}');
        await finished(store('head').put(newer, 'header'));";
    let value = "const values = store('values');
        const key = (await finished(values.getAllKeys())).find((key) => key.startsWith('r/'));
        const bytes = await finished(values.get(key));
        bytes[0] = 2;
        await finished(values.put(bytes, key));";
    let listed = "const values = store('values');
        const keys = (await finished(values.getAllKeys())).filter((key) => !key.startsWith('a/'));
        const all = [];
        for (const key of keys) all.push(key + ' ' + await finished(store('values').get(key)));
        return all.join();";
    for (newer, has_ways) in [(header, false), (value, true)] {
        journey(move |page| async move {
            page.keeps_with_a_passphrase().await;
            page.open("/help").await;
            page.run(&with_stores(newer), Vec::new()).await;
            let before = page.run(&with_stores(listed), Vec::new()).await;
            page.open("/home").await;
            if has_ways {
                page.tries(PASSPHRASE).await;
            }
            page.sees("A newer version of this site keeps it.").await;
            page.misses("Newest test results").await;
            assert_eq!(page.run(&with_stores(listed), Vec::new()).await, before);
        })
        .await;
    }
}

#[tokio::test]
async fn what_the_browser_has_deleted_is_said() {
    let deleted = "return new Promise((done) => {
        const gone = indexedDB.deleteDatabase('satchel');
        gone.onsuccess = () => done(true);
    });";
    let told = "What was kept on this device was deleted by your browser, or in another tab.";
    journey(move |page| async move {
        page.keeps_with_a_passphrase().await;
        page.visits("/medicines").await;
        page.run(deleted, Vec::new()).await;
        page.sees(told).await;
        page.sees("What you see stays while this page is open.")
            .await;
        page.sees("Lisinopril").await;
        page.open("/home").await;
        page.sees(told).await;
        page.sees("Your hospitals still have your record. Sign in again to see it.")
            .await;
        page.sees("Your record is not on this device any more.")
            .await;
        page.misses("not kept on this device yet").await;
        page.misses("What you see stays").await;
    })
    .await;
}

#[tokio::test]
async fn a_database_that_never_answers_is_said_and_keeps_nobody_waiting() {
    let stuck = json!({ "source": "IDBFactory.prototype.open = () => new EventTarget();" });
    journey(move |page| async move {
        page.keeps_with_a_passphrase().await;
        page.browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", stuck)
            .await;
        page.open("/home").await;
        page.sees_heading(LOCKED).await;
        page.sees("Your browser doesn't let this site keep anything.")
            .await;
        page.click("I can't open it").await;
        page.click("Go on without it").await;
        page.visits("/connect/st-marys").await;
        page.sees("Continue to").await;
    })
    .await;
}
