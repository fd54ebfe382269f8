//! A headless Chromium of one's own, driven by chromedriver; nothing in it can leave this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use url::{ParseError, Url};

use crate::processes;

/// Parts of the folder.
const PROFILE: &str = "profile";
const DOWNLOADS: &str = "downloads";

const ARGUMENTS: [&str; 10] = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-features=OptimizationHints,MediaRouter",
    "--disable-quic",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--lang=en-US",
    "--no-first-run",
];

/// One browser session in a folder that outlives it; `close` or `kill` ends it, and the driver goes when this is dropped.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    folder: PathBuf,
}

impl Browser {
    /// The profile and the downloads in this folder, in a window of this size.
    pub(crate) async fn start((width, height): (u32, u32), folder: &Path) -> Browser {
        let (driver, port) = driver().await;
        let folder = folder.to_owned();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&folder.join(PROFILE)))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("chromedriver starts a Chromium");
        let browser = Browser {
            client,
            driver,
            folder,
        };
        browser.resize(width, height).await;
        browser.keep_downloads().await;
        browser
    }

    /// What was saved, by name; files that are still being written are not counted.
    pub(crate) fn saved(&self) -> Vec<(String, Vec<u8>)> {
        let files = fs::read_dir(self.folder.join(DOWNLOADS))
            .into_iter()
            .flatten()
            .flatten();
        let mut saved: Vec<_> = files
            .filter_map(|file| {
                let name = file.file_name().into_string().ok()?;
                let is_whole = !name.ends_with(".crdownload") && !name.starts_with('.');
                is_whole.then(|| Some((name, fs::read(file.path()).ok()?)))?
            })
            .collect();
        saved.sort();
        saved
    }

    async fn keep_downloads(&self) {
        let path = self.folder.join(DOWNLOADS).display().to_string();
        let params = json!({ "behavior": "allow", "downloadPath": path });
        self.devtools("Browser.setDownloadBehavior", params).await;
    }

    /// Where everything is that it writes of its own accord.
    pub(crate) fn profile(&self) -> PathBuf {
        self.folder.join(PROFILE)
    }

    /// A command of the DevTools protocol.
    pub(crate) async fn devtools(&self, cmd: &str, params: Value) -> Value {
        let body = json!({ "cmd": cmd, "params": params });
        self.post("goog/cdp/execute", body).await
    }

    /// The entries of a log since it was last read: `browser` is the console, `performance` the network.
    pub(crate) async fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.post("se/log", json!({ "type": kind })).await;
        entries.as_array().cloned().unwrap_or_default()
    }

    /// The size of the viewport in CSS pixels, however small.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// The pointer lies on nothing.
    pub(crate) async fn leaves_the_pointer(&self) {
        let corner = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
        self.devtools("Input.dispatchMouseEvent", corner).await;
    }

    /// `light` or `dark`, as the system would say.
    pub(crate) async fn colors(&self, scheme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// What is asked for at these addresses (with `*`) does not come.
    pub(crate) async fn block(&self, addresses: &[&str]) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setBlockedURLs", json!({ "urls": addresses }))
            .await;
    }

    /// Whether the system forces its own few colours on every page; nothing moves either way.
    pub(crate) async fn forced_colors(&self, forced: bool) {
        let features = json!([
            { "name": "forced-colors", "value": if forced { "active" } else { "none" } },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// The size of letters, in pixels, as people set it for all sites.
    pub(crate) async fn letters(&self, size: u32) {
        let sizes = json!({ "fontSizes": { "standard": size, "fixed": size } });
        self.devtools("Page.setFontSizes", sizes).await;
    }

    /// Closes every tab, and with the last one the browser.
    pub(crate) async fn close(&self) {
        let processes = self.processes().await;
        for tab in self.client.windows().await.unwrap_or_default() {
            let _ = self.client.switch_to_window(tab).await;
            let _ = self.client.close_window().await;
        }
        processes::have_ended(&processes).await;
    }

    /// Stops the browser at once. The driver stays, to say what was logged.
    pub(crate) async fn kill(&self) {
        let processes = self.processes().await;
        processes::kill(&processes).await;
        processes::have_ended(&processes).await;
    }

    async fn processes(&self) -> Vec<u32> {
        let driver = self.driver.id().expect("the driver runs");
        processes::started_by(driver).await
    }

    async fn post(&self, path: &'static str, body: Value) -> Value {
        let command = Post {
            path,
            body: body.to_string(),
        };
        let answer = self.client.issue_cmd(command).await;
        answer.unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// chromedriver, and the port it chose. It takes one that is free for IPv4 and ends when another
/// program has the same for IPv6, which among many drivers happens; then it is asked again.
async fn driver() -> (Child, u16) {
    for _ in 0..10 {
        if let Some(started) = started().await {
            return started;
        }
    }
    panic!("chromedriver ended ten times without taking a port");
}

/// One attempt: nothing when the program ended instead of taking a port.
async fn started() -> Option<(Child, u16)> {
    let program = std::env::var("CHROMEDRIVER")
        .ok()
        .filter(|path| !path.is_empty());
    let mut driver = Command::new(program.as_deref().unwrap_or("chromedriver"))
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("chromedriver is there: scripts/prepare browser brings it");
    let mut lines = BufReader::new(driver.stdout.take().expect("its output is piped")).lines();
    let port = tokio::time::timeout(Duration::from_secs(20), async {
        while let Ok(Some(line)) = lines.next_line().await {
            let port = line.split("successfully on port ").nth(1);
            if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
                return Some(port);
            }
            eprintln!("chromedriver: {line}");
        }
        None
    });
    let port = port.await.expect("chromedriver says which port it chose")?;
    // Nobody reads on, but the pipe stays open.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Some((driver, port))
}

/// Those of `webdriver.json`, which the DOM tests use too, and what only journeys need.
fn capabilities(profile: &Path) -> serde_json::Map<String, Value> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/webdriver.json");
    let text = std::fs::read_to_string(file).expect("webdriver.json is there");
    let mut capabilities: Value = serde_json::from_str(&text).expect("webdriver.json is JSON");
    let arguments = capabilities["goog:chromeOptions"]["args"].as_array_mut();
    let arguments = arguments.expect("webdriver.json has arguments");
    arguments.extend(ARGUMENTS.map(Value::from));
    arguments.push(format!("--user-data-dir={}", profile.display()).into());
    capabilities["goog:chromeOptions"]["prefs"] = json!({
        "intl.accept_languages": "en-US",
        // After a kill Chromium would open a page of its own.
        "session.restore_on_startup": 4,
        "session.startup_urls": ["about:blank"],
    });
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL", "performance": "ALL" });
    let Value::Object(capabilities) = capabilities else {
        panic!("webdriver.json is an object")
    };
    capabilities
}

/// A command that only chromedriver has.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: String,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.clone()))
    }
}
