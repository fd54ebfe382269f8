//! Who reads: the language of the page. Given to every view as context.

use leptos::prelude::*;

use crate::browser::{page, program, storage};
use crate::words::{Language, catalogue::Words};

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct Reader {
    language: RwSignal<Language>,
    /// What was chosen last, whether its words are here or not.
    wanted: StoredValue<Language>,
    /// The words of another language that did not come.
    missing: RwSignal<bool>,
}

impl Reader {
    /// The page's `lang` follows the reader's language from now on.
    pub fn provide(language: Language) -> Reader {
        let reader = Reader {
            language: RwSignal::new(language),
            wanted: StoredValue::new(language),
            missing: RwSignal::new(false),
        };
        Effect::new(move || page::set_language(reader.language().code()));
        provide_context(reader);
        reader
    }

    /// The language, tracked.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The catalogue, tracked: call it inside a closure of the view.
    pub fn words(self) -> &'static Words {
        self.language().words()
    }

    /// A sentence that follows the language. All of them are of one type: a closure of its own for each would
    /// cost a kilobyte of download apiece.
    pub fn say(self, sentence: fn(&'static Words) -> &'static str) -> Signal<&'static str> {
        Signal::derive(move || sentence(self.words()))
    }

    /// Changes to the other language, at once and for this tab.
    pub fn switch_language(self) {
        self.speak(self.wanted.get_value().other());
    }

    /// Speaks this language from now on, as soon as its words are here, and for this tab. The last choice counts.
    pub fn speak(self, language: Language) {
        self.wanted.set_value(language);
        self.missing.set(false);
        leptos::task::spawn_local(async move {
            let is_here = program::fetch(language.code()).await;
            if self.wanted.get_value() != language {
                return;
            }
            if is_here {
                storage::keep_language(language.code());
                self.language.set(language);
            } else {
                self.wanted.set_value(self.language.get_untracked());
                self.language.notify();
                self.missing.set(true);
            }
        });
    }

    /// Whether the words of a language that was chosen did not come.
    pub fn misses_words(self) -> bool {
        self.missing.get()
    }

    /// Sets the browser's title to "{page} – {site}" for as long as the page stands.
    pub fn title(self, page_title: fn(&'static Words) -> &'static str) {
        let site = crate::settings::site_name();
        Effect::new(move || page::set_title(&format!("{} – {site}", page_title(self.words()))));
    }
}

/// The reader of this page.
pub fn reader() -> Reader {
    expect_context()
}
