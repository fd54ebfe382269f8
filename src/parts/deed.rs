//! Something that is being done with what is kept here: that it is under way, and what came of it.

use std::pin::Pin;

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::parts::live::{Live, live};
use crate::reader::{Reader, reader};
use crate::safe::Failed;
use crate::words::Sentence;

/// What the safe is asked to do.
pub type Work = Pin<Box<dyn Future<Output = Result<(), Failed>>>>;

/// One thing at a time.
#[derive(Clone, Copy)]
pub struct Deed {
    is_busy: RwSignal<bool>,
    wrong: RwSignal<Option<Sentence>>,
    outcome: RwSignal<Option<Outcome>>,
    reader: Reader,
    live: Live,
}

#[derive(Clone, Copy)]
enum Outcome {
    Done(Sentence),
    Failed(Sentence),
}

impl Deed {
    /// Nothing is under way.
    pub fn idle() -> Deed {
        Deed {
            is_busy: RwSignal::new(false),
            wrong: RwSignal::new(None),
            outcome: RwSignal::new(None),
            reader: reader(),
            live: live(),
        }
    }

    /// Whether it is under way, tracked.
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// What is wrong with the passphrase that was typed, for its field.
    pub fn wrong(self) -> RwSignal<Option<Sentence>> {
        self.wrong
    }

    /// Says why something did not work that nobody asked for.
    pub fn fail(self, failed: Failed) {
        self.outcome.try_set(Some(Outcome::Failed(why(failed))));
    }

    /// Does it, unless something is under way; says so when it is done, and goes on.
    pub fn run(self, work: Work, done: Sentence, then: impl FnOnce() + 'static) {
        self.run_boxed(work, done, Box::new(then));
    }

    fn run_boxed(self, work: Work, done: Sentence, then: Box<dyn FnOnce()>) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.wrong.set(None);
        self.outcome.set(None);
        leptos::task::spawn_local(async move {
            // What was drawn may be gone when it is done: the page that asked for the passphrase is.
            let outcome = match work.await {
                Ok(()) => {
                    self.live.say(done(self.reader.words()).to_owned());
                    then();
                    Some(Outcome::Done(done))
                }
                Err(Failed::WrongPassphrase) => {
                    let sentence: Sentence = |words| words.rooms().keeping.failed.wrong_passphrase;
                    self.wrong.try_set(Some(sentence));
                    request_animation_frame(|| page::select("[aria-invalid=true]"));
                    None
                }
                Err(failed) => Some(Outcome::Failed(why(failed))),
            };
            self.is_busy.try_set(false);
            self.outcome.try_set(outcome);
        });
    }
}

/// Why it did not work, and what to do next.
fn why(failed: Failed) -> Sentence {
    match failed {
        Failed::WrongPassphrase => |words| words.rooms().keeping.failed.wrong_passphrase,
        Failed::WrongPasskey => |words| words.rooms().keeping.failed.wrong_passkey,
        Failed::Cancelled => |words| words.rooms().keeping.failed.cancelled,
        Failed::NoPasskey => |words| words.rooms().keeping.failed.no_passkey,
        Failed::Full => |words| words.rooms().keeping.failed.full,
        Failed::NoStorage => |words| words.rooms().keeping.failed.no_storage,
        Failed::Newer => |words| words.rooms().keeping.failed.newer,
        Failed::Damaged => |words| words.rooms().keeping.failed.damaged,
        Failed::NoProgram => |words| words.rooms().keeping.failed.no_program,
        Failed::Elsewhere => |words| words.rooms().keeping.failed.elsewhere,
    }
}

/// What came of it.
#[component]
pub fn DeedNote(deed: Deed) -> impl IntoView {
    let reader = reader();
    let note = move |class: &'static str, icon: &'static str, sentence: Sentence| {
        view! { <div class=class><Icon name=icon /><div><p>{reader.say(sentence)}</p></div></div> }
            .into_any()
    };
    let failed = move || match deed.outcome.get() {
        Some(Outcome::Failed(sentence)) => note("note warn", "triangle-alert", sentence),
        Some(Outcome::Done(_)) | None => ().into_any(),
    };
    let done = move || match deed.outcome.get() {
        Some(Outcome::Done(sentence)) => note("note ok", "circle-check", sentence),
        Some(Outcome::Failed(_)) | None => ().into_any(),
    };
    // That it is done was said aloud already.
    view! {
        <div class="deed">
            <div role="status">{part(failed)}</div>
            {part(done)}
        </div>
    }
}
