//! One person's browser over a whole journey: what it keeps on disk outlives the program, which can be closed or killed
//! and opened again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::Value;

use crate::browser::Browser;
use crate::page::Page;

/// How a browser ends.
#[derive(Clone, Copy)]
pub(crate) enum End {
    /// All its tabs are closed.
    Closed,
    /// All its processes stop at once, as when a device loses its power.
    Killed,
}

/// The folder of a browser, the browser that has it open, and what all that had it open have logged.
pub(crate) struct Profile {
    folder: PathBuf,
    window: (u32, u32),
    open: Mutex<Option<Arc<Browser>>>,
    said: Mutex<Said>,
    /// Milliseconds by which the clock of every page is ahead (`Page::passes`).
    pub(crate) ahead: AtomicU64,
}

/// The console, and the events of the network.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) console: Vec<Value>,
    pub(crate) network: Vec<Value>,
}

impl Profile {
    /// An empty folder of its own, for windows of this size.
    pub(crate) fn new(window: (u32, u32)) -> Profile {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("profile-{}-{count}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the browser");
        Profile {
            folder,
            window,
            open: Mutex::default(),
            said: Mutex::default(),
            ahead: AtomicU64::default(),
        }
    }

    pub(crate) async fn opens(&self) -> Arc<Browser> {
        let browser = Arc::new(Browser::start(self.window, &self.folder).await);
        *hold(&self.open) = Some(Arc::clone(&browser));
        browser
    }

    /// Ends the browser that is open.
    async fn ends(&self, end: End) {
        let browser = hold(&self.open).take().expect("a browser is open");
        match end {
            End::Closed => {
                self.listens_to(&browser).await;
                browser.close().await;
            }
            // The moment counts; the driver knows afterwards what was logged before.
            End::Killed => {
                browser.kill().await;
                self.listens_to(&browser).await;
            }
        }
    }

    /// Nothing remains but what was logged.
    pub(crate) async fn is_thrown_away(&self) -> Said {
        let open = hold(&self.open).take();
        if let Some(browser) = open {
            self.listens_to(&browser).await;
            browser.kill().await;
        }
        let _ = fs::remove_dir_all(&self.folder);
        std::mem::take(&mut hold(&self.said))
    }

    async fn listens_to(&self, browser: &Browser) {
        let console = browser.log("browser").await;
        let network = browser.log("performance").await;
        let mut said = hold(&self.said);
        said.console.extend(console);
        said.network.extend(network);
    }
}

impl Page {
    /// The browser ends and is opened again: one empty tab, and what was kept on disk.
    pub(crate) async fn opens_again_after(self, end: End) -> Page {
        self.profile.ends(end).await;
        let browser = self.profile.opens().await;
        let page = Page { browser, ..self };
        page.sets_its_clock().await;
        page
    }
}

fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().expect("nobody failed while holding it")
}
