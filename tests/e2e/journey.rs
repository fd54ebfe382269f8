//! How every journey begins and ends: servers and a browser of its own, two at a time; and at the end nothing in the
//! console, nothing stopped by the security policy, nothing asked of a stranger.

use std::path::PathBuf;
use std::sync::Arc;

use sandbox::{Options, Sandbox};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::page::Page;
use crate::profile::{Profile, Said};

/// Two cores.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Patients come with a phone.
const PHONE: (u32, u32) = (360, 740);

/// What differs from one journey to the next.
pub(crate) struct Journey {
    options: Options,
    refusals: bool,
    fault: bool,
    break_in: bool,
}

/// A journey on a phone, to hospitals without a fault.
pub(crate) async fn journey<W>(walk: impl FnOnce(Page) -> W)
where
    W: Future<Output = ()> + Send + 'static,
{
    Journey::new().walk(walk).await;
}

impl Journey {
    pub(crate) fn new() -> Journey {
        let options = Options {
            collect_csp_reports: true,
            ..Options::new(site())
        };
        Journey {
            options,
            refusals: false,
            fault: false,
            break_in: false,
        }
    }

    /// With other servers.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Options)) -> Journey {
        change(&mut self.options);
        self
    }

    /// With these hospitals of the sandbox's table beside the two that always are.
    pub(crate) fn beside(self, keys: &[&str]) -> Journey {
        let known = |key: &&str| sandbox::personality(key).expect("the table has it");
        let personalities = keys.iter().map(known).collect();
        self.with(|options| options.personalities = personalities)
    }

    /// Hospitals refuse something on this journey, which Chromium writes to the console.
    pub(crate) fn meets_refusals(mut self) -> Journey {
        self.refusals = true;
        self
    }

    /// The app itself fails on this journey, which Chromium writes to the console.
    pub(crate) fn meets_a_fault(mut self) -> Journey {
        self.fault = true;
        self
    }

    /// Something on this journey must be stopped by the security policy, which says so in the console.
    pub(crate) fn breaks_in(mut self) -> Journey {
        self.break_in = true;
        self
    }

    pub(crate) async fn walk<W>(self, walk: impl FnOnce(Page) -> W)
    where
        W: Future<Output = ()> + Send + 'static,
    {
        let _turn = TURNS.acquire().await.expect("turns are never closed");
        let sandbox = Arc::new(
            Sandbox::start(self.options)
                .await
                .expect("the sandbox starts"),
        );
        let profile = Arc::new(Profile::new(PHONE));
        let page = Page {
            browser: profile.opens().await,
            sandbox: Arc::clone(&sandbox),
            profile: Arc::clone(&profile),
        };
        // In a task of its own, so that the browser is closed after a panic too.
        let walked = tokio::spawn(walk(page)).await;
        let Said { console, network } = profile.is_thrown_away().await;
        let asked = asked(&network);
        if let Err(error) = walked {
            println!("the console said: {console:#?}");
            std::panic::resume_unwind(error.into_panic());
        }
        if self.break_in {
            assert!(
                !sandbox.csp_reports().is_empty(),
                "the security policy let it pass"
            );
        } else {
            nothing_was_logged(&console, self.refusals, self.fault);
            assert_eq!(
                sandbox.csp_reports(),
                Vec::<String>::new(),
                "the security policy stopped something"
            );
        }
        nobody_else_was_asked(&sandbox, &asked);
    }
}

/// The built site; `scripts/test` builds it before.
pub(crate) fn site() -> PathBuf {
    let site = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/dist"));
    assert!(
        site.join("index.html").exists(),
        "the site is not built: scripts/test --only site"
    );
    site
}

fn nothing_was_logged(console: &[Value], refusals: bool, fault: bool) {
    let of_a_refusal = |entry: &&Value| {
        let message = entry["message"].as_str().unwrap_or_default();
        entry["source"] == "network" || message.contains("blocked by CORS policy")
    };
    // Chromium takes the font from the page before this one, and then wonders why it was asked for.
    let of_a_known_font = |entry: &&Value| {
        let message = entry["message"].as_str().unwrap_or_default();
        message.contains(".woff2 was preloaded using link preload but not used")
    };
    let unexpected: Vec<&Value> = console
        .iter()
        .filter(|entry| !of_a_known_font(entry))
        .filter(|entry| !(refusals && of_a_refusal(entry)))
        .filter(|entry| !(fault && entry["source"] == "javascript"))
        .collect();
    assert!(unexpected.is_empty(), "the console says: {unexpected:#?}");
}

/// Every address that a page asked for, from the network events in the log.
fn asked(log: &[Value]) -> Vec<String> {
    let messages = log
        .iter()
        .filter_map(|entry| serde_json::from_str::<Value>(entry["message"].as_str()?).ok());
    messages
        .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
        .filter_map(|event| {
            event["message"]["params"]["request"]["url"]
                .as_str()
                .map(str::to_owned)
        })
        .collect()
}

fn nobody_else_was_asked(sandbox: &Sandbox, asked: &[String]) {
    // A hospital's sign-in page may stand under its other name.
    let other_name = |origin: &str| origin.replace("127.0.0.1", "localhost");
    let mut ours = vec![sandbox.site().to_owned()];
    for hospital in sandbox.hospitals() {
        ours.extend([hospital.origin().to_owned(), other_name(hospital.origin())]);
    }
    let known = |url: &&String| {
        ours.iter()
            .any(|origin| url.starts_with(&format!("{origin}/")))
            || url.starts_with("data:")
            || url.starts_with("blob:")
            // Pages of the browser's own, which it may show when it was killed before.
            || url.starts_with("chrome://")
            || url.starts_with("chrome-untrusted://")
    };
    let strangers: Vec<&String> = asked.iter().filter(|url| !known(url)).collect();
    assert!(strangers.is_empty(), "strangers were asked: {strangers:?}");
    assert!(!asked.is_empty(), "the network log is being read");
}
