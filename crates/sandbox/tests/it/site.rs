//! The site's server: headers, caching, fallbacks, addresses.
use sandbox::{Options, Sandbox};

use crate::http::{ask, get};
use crate::person::{dist, sandbox};

#[tokio::test]
async fn the_policy_names_exactly_the_running_hospitals() {
    let sandbox = sandbox().await;
    let page = get(&format!("{}/results/1", sandbox.site()), &[]).await;
    let policy = page.header("content-security-policy").unwrap();
    let mut origins = [sandbox.st_marys().origin(), sandbox.lakeside().origin()];
    origins.sort_unstable();
    assert!(
        policy.contains(&format!(
            "connect-src 'self' {} {};",
            origins[0], origins[1]
        )),
        "{policy}"
    );
    assert!(
        policy.contains("require-trusted-types-for 'script'") && !policy.contains("unsafe-inline")
    );
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    let settings = get(&format!("{}/satchel.json", sandbox.site()), &[])
        .await
        .json();
    assert_eq!(settings["hospitals"][0]["fhir"], sandbox.st_marys().base());
}

#[tokio::test]
async fn unknown_pages_are_the_app_and_unknown_files_are_not() {
    let sandbox = sandbox().await;
    let site = sandbox.site();
    let ask_for =
        async |path: &str| get(&format!("{site}{path}"), &[("Accept-Encoding", "gzip, br")]).await;
    for (path, status, cache) in [
        ("/", 200, Some("no-cache")),
        ("/results/abc/def", 200, Some("no-cache")),
        ("/callback?code=1&state=2", 200, Some("no-store")),
        ("/satchel.json", 200, Some("no-cache")),
        (
            "/app-0123456789abcdef.js",
            200,
            Some("public, max-age=31536000, immutable"),
        ),
        (
            "/app-0123456789abcdef_bg.wasm",
            200,
            Some("public, max-age=31536000, immutable"),
        ),
        ("/missing.js", 404, None),
        ("/../Cargo.toml", 404, None),
    ] {
        let answer = ask_for(path).await;
        assert_eq!(
            (answer.status, answer.header("cache-control")),
            (status, cache),
            "{path}"
        );
    }
    assert_eq!(
        ask_for("/app-0123456789abcdef_bg.wasm")
            .await
            .header("content-type"),
        Some("application/wasm")
    );
    let script = ask_for("/app-0123456789abcdef.js").await;
    assert_eq!(
        (script.header("content-encoding"), script.text()),
        (Some("br"), "brotli")
    );
    assert_eq!(ask("POST", &format!("{site}/"), &[], "").await.status, 405);
}

#[tokio::test]
async fn reports_against_the_policy_are_kept_when_asked_for() {
    let sandbox = sandbox().await;
    assert_eq!(
        ask("POST", &format!("{}/csp-report", sandbox.site()), &[], "{}")
            .await
            .status,
        405
    );
    let options = Options {
        collect_csp_reports: true,
        ..Options::new(dist())
    };
    let sandbox = Sandbox::start(options).await.unwrap();
    let page = get(sandbox.site(), &[]).await;
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .ends_with("report-uri /csp-report")
    );
    ask(
        "POST",
        &format!("{}/csp-report", sandbox.site()),
        &[],
        "{\"a\":1}",
    )
    .await;
    assert_eq!(sandbox.csp_reports(), ["{\"a\":1}"]);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Sandbox::start(Options {
        port,
        ..Options::new(dist())
    })
    .await
    .err()
    .unwrap();
    assert!(
        error
            .to_string()
            .starts_with(&format!("port {port} is taken"))
    );
}

#[tokio::test]
async fn a_dropped_sandbox_answers_no_more() {
    let sandbox = sandbox().await;
    let address = sandbox
        .st_marys()
        .origin()
        .trim_start_matches("http://")
        .to_owned();
    drop(sandbox);
    let mut tries = 0;
    while tokio::net::TcpStream::connect(&address).await.is_ok() {
        tries += 1;
        assert!(tries < 100);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
