//! What a sandbox is started with.
use std::path::PathBuf;
use std::time::Duration;

use crate::personality::Personality;

/// Start with `Options::new` and change what differs.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built site: a folder with `index.html` and `satchel.json`.
    pub site: PathBuf,
    /// The site's port; the hospitals take the next ones. 0: any free ports.
    pub port: u16,
    /// Real charts, served at St. Mary's: files or folders.
    pub data: Vec<PathBuf>,
    /// Charts that every hospital with sample charts of its own keeps too: one person has them as often.
    pub everywhere: Vec<PathBuf>,
    /// Hillside and Riverside run too, behind Lakeside.
    pub four: bool,
    /// Hospitals beside these, in the order of their ports.
    pub personalities: Vec<Personality>,
    /// A folder of recorded exchanges with real servers, each answered by a hospital of its own.
    pub replay: Option<PathBuf>,
    /// The file with the site's security headers.
    pub security_headers: PathBuf,
    /// How long every request waits before it is answered, preflights and the site's files included.
    pub delay: Duration,
    /// The most records on one page of a search.
    pub page_limit: usize,
    /// How long an access token works.
    pub token_life: Duration,
    /// Adds `report-uri` to the site's policy, and keeps what browsers report.
    pub collect_csp_reports: bool,
}

impl Options {
    /// A sandbox for tests: any free ports, no delay, the repository's own security headers.
    pub fn new(site: impl Into<PathBuf>) -> Self {
        Self {
            site: site.into(),
            port: 0,
            data: Vec::new(),
            everywhere: Vec::new(),
            four: false,
            personalities: Vec::new(),
            replay: None,
            security_headers: PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../security-headers.txt"
            )),
            delay: Duration::ZERO,
            page_limit: 200,
            token_life: Duration::from_secs(300),
            collect_csp_reports: false,
        }
    }

    /// The same with Hillside and Riverside: Elena Torres has a record at each of the four.
    pub fn with_four(self) -> Self {
        Self { four: true, ..self }
    }

    /// The same with these personalities: [`crate::PERSONALITIES`], some of them, or others.
    pub fn with(self, personalities: impl IntoIterator<Item = Personality>) -> Self {
        Self {
            personalities: personalities.into_iter().collect(),
            ..self
        }
    }
}
