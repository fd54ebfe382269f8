//! Several tabs of one browser, and what a device that has little power and little room does to them.

use fantoccini::wd::WindowHandle;
use serde_json::json;

use crate::page::Page;

impl Page {
    /// The tab at hand.
    pub(crate) async fn tab(&self) -> WindowHandle {
        let tab = self.browser.client.window().await;
        tab.expect("there is a tab")
    }

    pub(crate) async fn tabs(&self) -> Vec<WindowHandle> {
        let tabs = self.browser.client.windows().await;
        tabs.expect("there are tabs")
    }

    /// Goes on in this tab.
    pub(crate) async fn looks_at(&self, tab: &WindowHandle) {
        let client = &self.browser.client;
        let there = client.switch_to_window(tab.clone()).await;
        there.expect("the tab is there");
    }

    /// Goes on in a new tab, at this address of the site.
    pub(crate) async fn opens_another_tab(&self, path: &str) -> WindowHandle {
        let tab = self.browser.client.new_window(true).await;
        let tab = tab.expect("a tab opens").handle;
        self.looks_at(&tab).await;
        self.sets_its_clock().await;
        self.open(path).await;
        tab
    }

    /// The tab at hand goes to the background and nothing in it runs, as on a telephone that needs its power elsewhere.
    pub(crate) async fn freezes(&self) {
        self.lives("frozen").await;
    }

    /// The tab at hand runs again, and is seen: chromedriver shows a tab only when it comes from another.
    pub(crate) async fn thaws(&self) {
        self.lives("active").await;
        let here = self.tab().await;
        let client = &self.browser.client;
        let aside = client.new_window(true).await.expect("a tab opens");
        self.looks_at(&aside.handle).await;
        client.close_window().await.expect("the tab can be closed");
        self.looks_at(&here).await;
    }

    /// The browser is told to leave the page, and keeps it as it is for whoever goes back to it.
    pub(crate) async fn is_put_aside(&self) {
        let leaves = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";
        self.run(leaves, Vec::new()).await;
    }

    /// Pages that the tab at hand opens from now on can be discarded.
    pub(crate) async fn can_be_discarded(&self) {
        let silence = "
            const silence = (event) => globalThis.isDiscarded && event.stopImmediatePropagation();
            for (const name of ['beforeunload', 'pagehide', 'visibilitychange', 'freeze']) {
                addEventListener(name, silence, { capture: true });
            }";
        let params = json!({ "source": format!("{{ {silence} }}") });
        self.browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", params)
            .await;
    }

    /// The device takes the memory of the tab at hand without a word to the page, which is loaded again when the person
    /// comes back.
    pub(crate) async fn is_discarded(&self) {
        self.run("globalThis.isDiscarded = true", Vec::new()).await;
        let again = self.browser.client.refresh().await;
        again.expect("the page loads again");
    }

    /// All storage of the site together takes so many bytes.
    pub(crate) async fn has_room_for(&self, bytes: u64) {
        let params = json!({ "origin": self.sandbox.site(), "quotaSize": bytes });
        self.browser
            .devtools("Storage.overrideQuotaForOrigin", params)
            .await;
    }

    /// Whether the device of the tab at hand has a connection; pages hear of it.
    pub(crate) async fn has_a_connection(&self, connected: bool) {
        let params = json!({
            "offline": !connected, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.browser.devtools("Network.enable", json!({})).await;
        self.browser
            .devtools("Network.emulateNetworkConditions", params)
            .await;
    }

    async fn lives(&self, state: &str) {
        let params = json!({ "state": state });
        self.browser
            .devtools("Page.setWebLifecycleState", params)
            .await;
    }
}
