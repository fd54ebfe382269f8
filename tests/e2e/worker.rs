//! The one worker: it makes a secret of a passphrase, and nothing else may be a worker.

use serde_json::json;

use crate::journey::{Journey, journey};

/// What the worker derives from a vector of the reference implementation
/// (<https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c>), and then from a cost that is none.
const DERIVED: &str = "
    const bytes = (text) => new TextEncoder().encode(text);
    const asked = (memory) => new Promise((answer, fail) => {
        const worker = startArgon2id();
        worker.onmessage = ({ data: { derived } }) => {
            worker.terminate();
            answer(derived ? [...derived].map((byte) => byte.toString(16).padStart(2, '0')).join('') : null);
        };
        worker.onerror = fail;
        worker.postMessage({ passphrase: bytes('password'), salt: bytes('somesalt'), memory, passes: 2, lanes: 1 });
    });
    return Promise.all([asked(256), asked(0)]);
";

#[tokio::test]
async fn a_passphrase_becomes_a_secret_in_a_worker() {
    journey(|page| async move {
        page.open("/").await;
        page.sees("Satchel").await;
        let known = "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe";
        assert_eq!(page.run(DERIVED, vec![]).await, json!([known, null]));
    })
    .await;
}

#[tokio::test]
async fn no_other_script_becomes_a_worker() {
    Journey::new()
        .breaks_in()
        .walk(|page| async move {
            page.open("/help").await;
            page.sees_heading("Help").await;
            let own = "[...document.scripts].find(({ src }) => src.includes('/start-')).src";
            for address in ["'/satchel.json'", "'data:text/javascript,'", own] {
                let start = format!(
                    "try {{ new Worker({address}); }} catch (error) {{ return error.name; }}"
                );
                assert_eq!(page.run(&start, vec![]).await, "TypeError", "{address}");
            }
        })
        .await;
}
