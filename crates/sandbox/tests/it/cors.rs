//! Cross-origin rules: who may read what.
use crate::http::{ask, get};
use crate::person::{Person, sandbox};

#[tokio::test]
async fn only_the_registered_origin_reads_records_and_tokens() {
    let sandbox = sandbox().await;
    let hospital = sandbox.st_marys();
    let maria = Person::new(hospital, "maria").await;
    let bearer = format!("Bearer {}", maria.access);
    let url = format!("{}/Patient/maria-lopez", hospital.base());
    let own = get(
        &url,
        &[("Origin", sandbox.site()), ("Authorization", &bearer)],
    )
    .await;
    assert_eq!(
        own.header("access-control-allow-origin"),
        Some(sandbox.site())
    );
    let other = get(
        &url,
        &[
            ("Origin", "https://evil.example"),
            ("Authorization", &bearer),
        ],
    )
    .await;
    assert_eq!(other.header("access-control-allow-origin"), None);
    let refused = get(&url, &[("Origin", sandbox.site())]).await;
    assert_eq!(
        refused.header("access-control-allow-origin"),
        Some(sandbox.site()),
        "errors are readable too"
    );
    for path in [
        "/fhir/metadata",
        "/fhir/.well-known/smart-configuration",
        "/auth/jwks",
    ] {
        let open = get(
            &format!("{}{path}", hospital.origin()),
            &[("Origin", "https://anyone.example")],
        )
        .await;
        assert_eq!(
            (open.status, open.header("access-control-allow-origin")),
            (200, Some("*")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn preflights_are_answered_for_the_registered_origin_only() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let preflight = async |path: &str, origin: &str| {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "authorization"),
        ];
        ask(
            "OPTIONS",
            &format!("{}{path}", hospital.origin()),
            &headers,
            "",
        )
        .await
    };
    for path in [
        "/fhir/Observation?patient=x&category=laboratory",
        "/fhir/Patient/x",
        "/auth/token",
    ] {
        let own = preflight(path, sandbox.site()).await;
        assert_eq!(own.status, 204, "{path}");
        assert!(
            own.header("access-control-allow-headers")
                .unwrap()
                .contains("Authorization")
        );
        let other = preflight(path, "https://evil.example").await;
        assert_eq!(
            (other.status, other.header("access-control-allow-origin")),
            (403, None),
            "{path}"
        );
    }
    assert_eq!(
        preflight("/auth/authorize", sandbox.site()).await.status,
        403
    );
}

#[tokio::test]
async fn a_silent_hospital_gives_a_browser_nothing_until_it_is_mended() {
    let sandbox = sandbox().await;
    let hospital = sandbox.lakeside();
    let url = format!("{}/metadata", hospital.base());
    hospital.silence();
    let answer = get(&url, &[("Origin", sandbox.site())]).await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (503, None)
    );
    assert_eq!(
        get(&format!("{}/metadata", sandbox.st_marys().base()), &[])
            .await
            .status,
        200
    );
    hospital.hang();
    let waiting = tokio::spawn(async move { get(&url, &[]).await.status });
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(!waiting.is_finished());
    hospital.mend();
    assert_eq!(waiting.await.unwrap(), 200);
    let asked = sandbox.requests();
    assert_eq!(
        asked
            .iter()
            .filter(|asked| asked.server == "lakeside" && asked.status == Some(503))
            .count(),
        1
    );
}
