//! What journeys rely on, seen to work: a kill kills, a device for passkeys gives secrets, minutes pass, storage fills up.

use std::time::Duration;

use serde_json::json;

use crate::journey::journey;
use crate::page::Page;
use crate::passkeys::Passkeys;
use crate::profile::End;
use crate::storage::kept;
use crate::traces::nothing_is_on_disk;

/// Opens the database `trial` for the script behind it.
const DATABASE: &str = "
    const finished = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const opened = indexedDB.open('trial', 1);
    opened.onupgradeneeded = () => ['head', 'values'].map((name) => opened.result.createObjectStore(name));
    const database = await finished(opened);
    const write = (store, key, value) => new Promise((resolve, reject) => {
        const transaction = database.transaction(store, 'readwrite');
        for (const name of [store].flat()) transaction.objectStore(name).put(value, key);
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
    });";

async fn with_database(page: &Page, script: &str) -> serde_json::Value {
    let script = format!("return (async () => {{ {DATABASE} {script} }})()");
    page.run(&script, Vec::new()).await
}

#[tokio::test]
async fn all_that_is_kept_is_listed_and_searched() {
    journey(|page| async move {
        page.open("/help").await;
        page.sees_heading("Help").await;
        assert_eq!(kept(&page).await.to_string(), "nothing");
        with_database(
            &page,
            "
            localStorage.setItem('a', 'local');
            sessionStorage.setItem('keeping', 'device');
            sessionStorage.setItem('long', 'x'.repeat(30));
            document.cookie = 'c=1';
            window.name = 'w';
            await write('head', 'holder', 4);
            await write('values', 'r/2', new Uint8Array([1, 2, 3]));
            await write('values', 'r/1', new TextEncoder().encode('seen by Dr. Okafor'));
            await write('values', 's/1', { bytes: new ArrayBuffer(4) });
            database.close();",
        )
        .await;
        let kept = kept(&page).await;
        let all = "local storage: a=local\n\
            tab: keeping=device, long of 30 bytes\n\
            trial head: holder\n\
            trial values: r/…, s/…\n\
            cookies: c=1\n\
            window: w";
        assert_eq!(kept.to_string(), all);
        assert!(format!("{kept:#}").contains("trial values: r/1 of 18 bytes, r/2 of 3 bytes"));
        kept.holds_no_word_of(&["Lisinopril"]);
        let found = std::panic::catch_unwind(|| kept.holds_no_word_of(&["Okafor"]));
        assert!(found.is_err(), "the word is there");

        let page = page.opens_again_after(End::Killed).await;
        let profile = page.browser.profile();
        nothing_is_on_disk(&profile, &["Lisinopril"]);
        let found = std::panic::catch_unwind(|| nothing_is_on_disk(&profile, &["Okafor"]));
        assert!(found.is_err(), "the word is there");
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_is_killed_has_what_it_had_finished_and_nothing_by_half() {
    journey(|mut page| async move {
        for moment in moments() {
            page.open("/help").await;
            let begin = "
                (async () => {
                    for (let count = Date.now(); ; count++) {
                        await write(['head', 'values'], 'count', count);
                        globalThis.finished = count;
                    }
                })();";
            with_database(&page, begin).await;
            tokio::time::sleep(moment).await;
            let finished = page.run("return globalThis.finished", Vec::new()).await;
            page = page.opens_again_after(End::Killed).await;
            page.open("/help").await;
            let found = with_database(
                &page,
                "
                const read = (name) => finished(database.transaction(name).objectStore(name).get('count'));
                return [await read('head'), await read('values')];",
            )
            .await;
            assert_eq!(found[0], found[1], "after {moment:?}");
            assert!(
                found[0].as_u64() >= finished.as_u64(),
                "{found} but {finished} was finished, after {moment:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_is_closed_keeps_what_is_on_disk_only() {
    journey(|page| async move {
        page.open("/help").await;
        page.run(
            "localStorage.setItem('stays', 'yes'); sessionStorage.setItem('goes', 'yes')",
            Vec::new(),
        )
        .await;
        page.opens_another_tab("/about").await;
        let page = page.opens_again_after(End::Closed).await;
        page.open("/help").await;
        assert_eq!(kept(&page).await.to_string(), "local storage: stays=yes");
        assert_eq!(page.tabs().await.len(), 1);
    })
    .await;
}

/// Makes a passkey, or uses the one with this id; gives its id and the secret, or why there is none.
const SECRET: &str = "
    const [id] = arguments;
    const extensions = { prf: { eval: { first: new Uint8Array(32).fill(7) } } };
    const challenge = new Uint8Array(32);
    const making = {
        challenge, extensions, rp: { name: 'Satchel' },
        user: { id: new Uint8Array(16), name: 'Satchel', displayName: 'Satchel' },
        pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { userVerification: 'required' },
    };
    const using = id && {
        challenge, extensions, userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64(id) }],
    };
    const given = id
        ? navigator.credentials.get({ publicKey: using })
        : navigator.credentials.create({ publicKey: making });
    return given.then(
        (passkey) => {
            const { first } = passkey.getClientExtensionResults().prf?.results ?? {};
            return [new Uint8Array(passkey.rawId).toBase64(), first ? new Uint8Array(first).toHex() : 'no secret'];
        },
        ({ name }) => name,
    );";

#[tokio::test]
async fn a_device_for_passkeys_gives_the_same_secret_again() {
    journey(|page| async move {
        page.open("/help").await;
        let device = page.has_a_passkey_device(Passkeys::WithSecrets).await;
        let made = page.run(SECRET, Vec::new()).await;
        assert_eq!(made[1].as_str().map(str::len), Some(64), "{made}");
        let again = vec![made[0].clone()];
        page.open("/about").await;
        assert_eq!(page.run(SECRET, again.clone()).await, made);
        page.agrees(false).await;
        let refused = page.run(SECRET, again.clone()).await;
        assert_eq!(refused, "NotAllowedError");
        page.agrees(true).await;
        assert_eq!(page.run(SECRET, again.clone()).await, made);
        page.is_unknown_to(&device).await;
        assert_eq!(page.run(SECRET, again).await, "NotAllowedError");
        page.loses(device).await;

        page.has_a_passkey_device(Passkeys::SigningOnly).await;
        let made = page.run(SECRET, Vec::new()).await;
        assert_eq!(made[1], "no secret");
    })
    .await;
}

#[tokio::test]
async fn minutes_pass_in_every_tab_and_go_on_after_a_reload() {
    const MINUTES: &str = "return [Date.now(), new Date().getTime()].map((time) => Math.round((time - performance.timeOrigin) / 60000))";
    journey(|page| async move {
        page.open("/help").await;
        let first = page.tab().await;
        page.opens_another_tab("/about").await;
        page.passes(13).await;
        page.looks_at(&first).await;
        assert_eq!(page.run(MINUTES, Vec::new()).await, json!([13, 13]));
        page.passes(2).await;
        page.open("/help").await;
        assert_eq!(page.run(MINUTES, Vec::new()).await, json!([15, 15]));
        page.opens_another_tab("/help").await;
        assert_eq!(page.run(MINUTES, Vec::new()).await, json!([15, 15]));
        let page = page.opens_again_after(End::Killed).await;
        page.open("/help").await;
        assert_eq!(page.run(MINUTES, Vec::new()).await, json!([15, 15]));
    })
    .await;
}

#[tokio::test]
async fn storage_that_is_full_takes_no_more() {
    journey(|page| async move {
        page.open("/help").await;
        page.has_room_for(200_000).await;
        let write = "
            const bytes = crypto.getRandomValues(new Uint8Array(60000));
            const keys = Array(10).keys();
            for (const key of keys) {
                const failed = await write('values', key, bytes).catch((error) => error.name);
                if (failed) return failed;
            }";
        assert_eq!(with_database(&page, write).await, "QuotaExceededError");
    })
    .await;
}

#[tokio::test]
async fn a_frozen_tab_stands_still() {
    journey(|page| async move {
        page.open("/help").await;
        let listen = "
            globalThis.heard = [];
            for (const name of ['freeze', 'resume']) document.addEventListener(name, () => heard.push(name));
            globalThis.ticks = 0;
            setInterval(() => ticks++, 10);";
        page.run(listen, Vec::new()).await;
        page.becomes("it runs", "return ticks > 3", json!(true)).await;
        page.freezes().await;
        let ticks = page.run("return ticks", Vec::new()).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(page.run("return ticks", Vec::new()).await, ticks);
        page.thaws().await;
        page.becomes("what it heard", "return heard", json!(["freeze", "resume"]))
            .await;
        page.becomes("it is seen", "return document.visibilityState", json!("visible"))
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_discarded_tab_hears_nothing_of_it_and_keeps_what_is_the_tabs() {
    journey(|page| async move {
        page.can_be_discarded().await;
        page.open("/help").await;
        let listen = "
            sessionStorage.setItem('stays', 'yes');
            const hear = ({ type }) => sessionStorage.setItem('heard', type);
            for (const name of ['beforeunload', 'pagehide']) addEventListener(name, hear);
            for (const name of ['visibilitychange', 'freeze']) document.addEventListener(name, hear);";
        page.run(listen, Vec::new()).await;
        page.is_discarded().await;
        page.sees_heading("Help").await;
        assert_eq!(kept(&page).await.to_string(), "tab: stays=yes");
    })
    .await;
}

/// When browsers are killed: five moments in a second, or as many as `SATCHEL_KILLS` says.
pub(crate) fn moments() -> impl Iterator<Item = Duration> {
    let kills = std::env::var("SATCHEL_KILLS").ok();
    let kills = kills.map_or(5, |kills| kills.parse().expect("SATCHEL_KILLS is a number"));
    // Steps of the golden ratio lie everywhere, never twice, and are the same every time.
    (1..=kills).map(|kill| Duration::from_secs(1).mul_f64(f64::from(kill) * 0.618_034 % 1.0))
}
