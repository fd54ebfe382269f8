//! Saying aloud what changed: the live regions of the shell, the polite one a sentence at a time.

use leptos::prelude::*;

use crate::browser::clock;
use crate::parts::dynamic::text;

/// What is being said, for screen readers.
#[derive(Clone, Copy)]
pub struct Live {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
    queue: StoredValue<Vec<String>>,
}

impl Live {
    /// Gives the page its voice.
    pub fn provide() -> Live {
        let live = Live {
            polite: RwSignal::new(String::new()),
            assertive: RwSignal::new(String::new()),
            queue: StoredValue::new(Vec::new()),
        };
        provide_context(live);
        live
    }

    /// Says the sentence when those before it are said; the same one is not said twice in a row.
    pub fn say(self, sentence: String) {
        let begins = self.queue.try_update_value(|queue| {
            let is_new = queue.last() != Some(&sentence);
            if is_new {
                queue.push(sentence);
            }
            is_new && queue.len() == 1
        });
        if begins == Some(true) {
            leptos::task::spawn_local(self.speak());
        }
    }

    /// Says the sentence at once, whatever else is being said: only what can't wait.
    pub fn interrupt(self, sentence: String) {
        self.assertive.set(sentence.clone());
        leptos::task::spawn_local(async move {
            clock::wait(5000).await;
            if self.assertive.try_get_untracked() == Some(sentence) {
                self.assertive.try_set(String::new());
            }
        });
    }

    /// What can't wait and is being said, tracked.
    pub fn interrupting(self) -> String {
        self.assertive.get()
    }

    async fn speak(self) {
        while let Some(sentence) = self
            .queue
            .try_with_value(|queue| queue.first().cloned())
            .flatten()
        {
            clock::wait(150).await;
            if self.polite.try_set(sentence).is_some() {
                return; // the page is gone
            }
            clock::wait(2000).await;
            self.queue.try_update_value(|queue| {
                queue.drain(..1.min(queue.len()));
            });
        }
        clock::wait(3000).await;
        if self.queue.try_with_value(Vec::is_empty) == Some(true) {
            self.polite.try_set(String::new());
        }
    }
}

/// The voice of this page.
pub fn live() -> Live {
    expect_context()
}

/// The two live regions; they stand outside the routes, from the start.
#[component]
pub fn LiveRegions() -> impl IntoView {
    let live = live();
    view! {
        <div class="vh" id="polite" role="status">{text(move || live.polite.get())}</div>
        <div class="vh" id="assertive" role="alert">{text(move || live.interrupting())}</div>
    }
}
