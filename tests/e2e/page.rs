//! What a patient does with a page: open, click, fill, press, see. It finds things by label, role and words,
//! never by class, and asks again until they are there.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use sandbox::Sandbox;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::profile::Profile;

const FIND: &str = include_str!("find.js");
const CONTROLS: &str = "a[href], button, summary";
const CHOICES: &str = "label:has([type=radio], [type=checkbox])";
const FIELDS: &str = "input, select, textarea";
/// What stands in the page to read, pictures with words included.
const WORDS: &str = "
    const pictures = [...document.querySelectorAll('[role=img][aria-label]')].map((one) => one.ariaLabel);
    return [document.body?.innerText ?? '', ...pictures].join(' ').replace(/\\s+/g, ' ');";
/// The headings of the page: there should be one.
pub(crate) const HEADING: &str = "
    const headings = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());
    return headings.map((one) => one.innerText.trim()).join(' / ');";
const PATIENCE: Duration = Duration::from_secs(15);
const BETWEEN: Duration = Duration::from_millis(30);

/// A browser window, the servers it talks to, and what of the browser stays when it ends.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) browser: Arc<Browser>,
    pub(crate) sandbox: Arc<Sandbox>,
    pub(crate) profile: Arc<Profile>,
}

impl Page {
    /// An address of the site.
    pub(crate) async fn open(&self, path: &str) {
        let address = format!("{}{path}", self.sandbox.site());
        self.browser
            .client
            .goto(&address)
            .await
            .expect("the page opens");
    }

    /// A link or button with this name.
    pub(crate) async fn click(&self, name: &str) {
        self.click_one_of(CONTROLS, name).await;
    }

    /// One of several answers, or a box to tick, with this name.
    pub(crate) async fn chooses(&self, name: &str) {
        self.click_one_of(CHOICES, name).await;
    }

    /// A form field with this label.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let act = || async {
            let field = self.find(label, FIELDS).await?;
            field.clear().await.map_err(|error| error.to_string())?;
            // Some drivers have no key for an emoji: it is put in as a keyboard on a phone does.
            if text.chars().all(|letter| u32::from(letter) <= 0xFFFF) {
                let typed = field.send_keys(text).await;
                typed.map_err(|error| error.to_string())?;
            } else {
                field.click().await.map_err(|error| error.to_string())?;
                let insert = "document.execCommand('insertText', false, arguments[0])";
                self.run(insert, vec![json!(text)]).await;
            }
            // A page that has just been opened may take focus to its heading meanwhile.
            let value = field
                .prop("value")
                .await
                .map_err(|error| error.to_string())?;
            match value.as_deref() == Some(text) {
                true => Ok(()),
                false => Err(format!("it holds {value:?}")),
            }
        };
        eventually(&format!("filling {label:?}"), PATIENCE, act).await;
    }

    /// Another page of the app, as by a link of it: the app itself stays.
    pub(crate) async fn visits(&self, path: &str) {
        let link = "
            const link = document.createElement('a');
            link.href = arguments[0];
            document.body.append(link);
            link.click();
            link.remove();";
        self.run(link, vec![json!(path)]).await;
        self.is_at(path).await;
    }

    /// Text, wherever focus is.
    pub(crate) async fn types(&self, text: &str) {
        for letter in text.chars() {
            self.press(letter).await;
        }
    }

    /// A key, wherever focus is.
    pub(crate) async fn press(&self, key: impl Into<char>) {
        let key = key.into();
        let keys = KeyActions::new("keys".into())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        self.browser
            .client
            .perform_actions(keys)
            .await
            .expect("a key can be pressed");
    }

    /// These words stand on the page, or come.
    pub(crate) async fn sees(&self, words: &str) {
        self.sees_within(PATIENCE, words).await;
    }

    pub(crate) async fn sees_within(&self, patience: Duration, words: &str) {
        let look = || async {
            let page = self.words().await;
            if page.contains(words) {
                Ok(())
            } else {
                Err(format!("the page says: {page}"))
            }
        };
        eventually(&format!("seeing {words:?}"), patience, look).await;
    }

    /// These words go from the page.
    pub(crate) async fn stops_saying(&self, words: &str) {
        let look = || async {
            let page = self.words().await;
            match page.contains(words) {
                false => Ok(()),
                true => Err(format!("the page says: {page}")),
            }
        };
        eventually(&format!("no longer saying {words:?}"), PATIENCE, look).await;
    }

    /// These words do not stand on the page, at this moment.
    pub(crate) async fn misses(&self, words: &str) {
        let page = self.words().await;
        assert!(
            !page.contains(words),
            "{words:?} should not be there: {page}"
        );
    }

    /// The heading of the page says this, or will.
    pub(crate) async fn sees_heading(&self, words: &str) {
        self.becomes(&format!("the heading {words:?}"), HEADING, json!(words))
            .await;
    }

    /// The address has this path, or will.
    pub(crate) async fn is_at(&self, path: &str) {
        self.becomes(
            &format!("being at {path}"),
            "return location.pathname + location.search + location.hash",
            json!(path),
        )
        .await;
    }

    /// A script gives this value, or will.
    pub(crate) async fn becomes(&self, what: &str, script: &str, value: Value) {
        let look = || async {
            let now = self.browser.client.execute(script, Vec::new()).await;
            match now {
                Ok(now) if now == value => Ok(()),
                Ok(now) => Err(format!("it is {now}")),
                Err(error) => Err(error.to_string()),
            }
        };
        eventually(what, PATIENCE, look).await;
    }

    /// What the person does in the tab that a click has opened. Then that tab is closed.
    pub(crate) async fn in_the_new_tab<W>(&self, walk: impl FnOnce(Page) -> W)
    where
        W: Future<Output = ()>,
    {
        let here = self.tab().await;
        let other = || async {
            let tabs = self.tabs().await;
            let other = tabs.into_iter().find(|tab| *tab != here);
            other.ok_or("there is one tab")
        };
        let other = eventually("a second tab", PATIENCE, other).await;
        self.looks_at(&other).await;
        walk(self.clone()).await;
        let client = &self.browser.client;
        client.close_window().await.expect("the tab can be closed");
        self.looks_at(&here).await;
    }

    /// Presses Back.
    pub(crate) async fn back(&self) {
        let back = self.browser.client.back().await;
        back.expect("there is a page to go back to");
    }

    /// Path and all, as the address stands now.
    pub(crate) async fn path(&self) -> String {
        let path = self
            .run(
                "return location.pathname + location.search + location.hash",
                vec![],
            )
            .await;
        path.as_str().unwrap_or_default().to_owned()
    }

    pub(crate) async fn words(&self) -> String {
        // Between two pages there is no document to ask.
        let words = self
            .browser
            .client
            .execute(WORDS, Vec::new())
            .await
            .unwrap_or_default();
        words.as_str().unwrap_or_default().to_owned()
    }

    /// Every request is answered, and for a while none has come.
    pub(crate) async fn settles(&self) {
        let mut quiet = (0, 0);
        let look = || async {
            let asked = self.sandbox.requests();
            match asked.iter().find(|one| one.status.is_none()) {
                Some(open) => Err(format!("{} is not answered", open.path)),
                None => Ok(asked.len()),
            }
        };
        while quiet.1 < 10 {
            let count = eventually("all requests are answered", PATIENCE, look).await;
            quiet = if count == quiet.0 {
                (count, quiet.1 + 1)
            } else {
                (count, 0)
            };
            tokio::time::sleep(BETWEEN).await;
        }
    }

    /// The value of a script's body, a promise's included.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let value = self.browser.client.execute(script, arguments).await;
        value.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// From the hospital's entry in the list to its own sign-in page.
    pub(crate) async fn leaves_for(&self, hospital: &str) {
        self.open(&format!("/connect/{hospital}")).await;
        self.click("Continue to").await;
        self.sees_heading("Sign in").await;
    }

    /// Says at the hospital who one is.
    pub(crate) async fn identifies_as(&self, username: &str) {
        self.fill("Username", username).await;
        self.fill("Password", "sample").await;
        self.click("Sign in").await;
        self.sees_heading("Share your records?").await;
    }

    /// Everything until the record is loading.
    pub(crate) async fn signs_in(&self, hospital: &str, username: &str) {
        self.leaves_for(hospital).await;
        self.identifies_as(username).await;
        self.click("Allow").await;
        self.sees("Signed in").await;
    }

    /// Signs in and goes to the list of results, wherever they stand.
    pub(crate) async fn opens_results_of(&self, username: &str) {
        self.signs_in("st-marys", username).await;
        self.click("Go to Home now").await;
        self.is_at("/home").await;
        self.click("Test results").await;
        self.sees_heading("Test results").await;
    }

    /// Signs in to another hospital while a record is open, and comes back to the first tab.
    pub(crate) async fn signs_in_beside(&self, hospital: &str, username: &str) {
        self.visits(&format!("/connect/{hospital}")).await;
        self.click("in a new tab").await;
        self.in_the_new_tab(|page| async move {
            page.sees_heading("Sign in").await;
            page.identifies_as(username).await;
            page.click("Allow").await;
            page.sees_heading("You can close this tab").await;
        })
        .await;
    }

    /// Signs in again to a hospital that still knows the person, and comes back to the first tab.
    pub(crate) async fn signs_in_again_beside(&self) {
        self.click("in a new tab").await;
        self.in_the_new_tab(|page| async move {
            page.sees_heading("Share your records?").await;
            page.click("Allow").await;
            page.sees_heading("You can close this tab").await;
        })
        .await;
    }

    async fn click_one_of(&self, kinds: &str, name: &str) {
        let act = || async {
            let control = self.find(name, kinds).await?;
            control.click().await.map_err(|error| error.to_string())
        };
        eventually(&format!("clicking {name:?}"), PATIENCE, act).await;
    }

    async fn find(&self, name: &str, kinds: &str) -> Result<Element, String> {
        let client = &self.browser.client;
        let found = client.execute(FIND, vec![json!(name), json!(kinds)]).await;
        let found = found.map_err(|error| error.to_string())?;
        // https://www.w3.org/TR/webdriver2/#dfn-web-element-identifier
        let id = found["element-6066-11e4-a52e-4f735466cecf"]
            .as_str()
            .map(str::to_owned);
        match id {
            Some(id) => Ok(Element::from_element_id(
                client.clone(),
                ElementRef::from(id),
            )),
            None => Err(format!(
                "it is not there; the page says: {}",
                self.words().await
            )),
        }
    }
}

/// Tries until it works; says what stood in the way when it does not.
pub(crate) async fn eventually<T, E: Debug, F>(
    what: &str,
    patience: Duration,
    attempt: impl Fn() -> F,
) -> T
where
    F: Future<Output = Result<T, E>>,
{
    let started = Instant::now();
    loop {
        match attempt().await {
            Ok(done) => return done,
            Err(error) if started.elapsed() > patience => {
                panic!("{what}: not within {patience:?}; {error:?}")
            }
            Err(_) => tokio::time::sleep(BETWEEN).await,
        }
    }
}
