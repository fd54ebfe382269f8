//! The clock that pages read: a journey moves it ahead, and minutes pass in no time.

use std::sync::atomic::Ordering;

use serde_json::json;

use crate::page::Page;

/// Moves `Date` ahead by so many milliseconds. Timers run on as they do.
const MOVE: &str = "(ahead) => {
    if (!Date.ahead) {
        const now = Date.now;
        Date.now = () => now() + Date.ahead;
        globalThis.Date = new Proxy(Date, {
            construct: (Date, given, target) => Reflect.construct(Date, given.length ? given : [Date.now()], target),
        });
    }
    Date.ahead = ahead;
}";

impl Page {
    /// So many minutes pass, in all tabs. What looks at the clock from time to time sees it; a single long timer does
    /// not end sooner.
    pub(crate) async fn passes(&self, minutes: u64) {
        self.passes_seconds(minutes * 60).await;
    }

    /// The same in seconds.
    pub(crate) async fn passes_seconds(&self, seconds: u64) {
        let more = seconds * 1000;
        self.profile.ahead.fetch_add(more, Ordering::Relaxed);
        let here = self.tab().await;
        for tab in self.tabs().await {
            self.looks_at(&tab).await;
            self.sets_its_clock().await;
        }
        self.looks_at(&here).await;
    }

    /// This tab has the journey's time, now and in every page it opens.
    pub(crate) async fn sets_its_clock(&self) {
        let ahead = self.profile.ahead.load(Ordering::Relaxed);
        if ahead == 0 {
            return;
        }
        let script = format!("({MOVE})({ahead})");
        for (command, name) in [
            ("Page.addScriptToEvaluateOnNewDocument", "source"),
            ("Runtime.evaluate", "expression"),
        ] {
            let params = json!({ name: &script });
            self.browser.devtools(command, params).await;
        }
    }
}
