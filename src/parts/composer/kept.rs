//! What becomes of a message while it is being written: what is true of the way of keeping.

use leptos::prelude::*;
use vault::Keeping;

use crate::browser::format;
use crate::mail::{Place, mail};
use crate::parts::dynamic::text;
use crate::parts::live::live;
use crate::reader::{Reader, reader};
use crate::safe::{Door, Standing, safe};

/// What can be said of it.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    /// It goes with the page, on a computer that others use.
    GoesForOthers,
    /// It goes with the page.
    Goes,
    /// It will be kept; nothing is written yet.
    WillBeKept,
    /// It was kept, at this time in milliseconds since 1970.
    Kept(f64),
    /// It should be kept, and is not yet.
    NotKept,
}

impl Fate {
    fn told(self, reader: Reader) -> String {
        let words = &reader.words().rooms().keeping.drafts;
        let told = match self {
            Fate::GoesForOthers => words.shared,
            Fate::Goes => words.visit,
            Fate::WillBeKept => words.kept,
            Fate::NotKept => words.not_saved,
            Fate::Kept(at) => {
                let time = format::time_of_day(at, reader.language());
                return crate::words::fill(words.saved, &[("time", &time)]);
            }
        };
        told.to_owned()
    }
}

/// The line above the fields. Aloud it is said once that the draft is saved, and whenever it is not.
#[component]
pub fn Kept(place: Place) -> impl IntoView {
    let (reader, safe, mail, live) = (reader(), safe(), mail(), live());
    let is_begun = move || {
        let draft = mail.draft(place);
        !draft.subject.is_empty() || !draft.body.is_empty()
    };
    let fate = Memo::new(move |_| match (safe.door(), safe.standing()) {
        (Door::Open, Standing::Full | Standing::Trouble) => Fate::NotKept,
        (Door::Open, Standing::Kept | Standing::Writing | Standing::Crowded) => {
            match safe.draft_saved_at() {
                Some(at) if is_begun() => Fate::Kept(at),
                Some(_) | None => Fate::WillBeKept,
            }
        }
        (Door::Open, Standing::Gone) => Fate::Goes,
        (Door::None | Door::Shut(_) | Door::Passed, _) => match safe.keeping() {
            Keeping::SharedComputer => Fate::GoesForOthers,
            Keeping::ThisVisit | Keeping::ThisDevice => Fate::Goes,
        },
    });
    let was_said = StoredValue::new(false);
    Effect::new(move |before: Option<Fate>| {
        let now = fate.get();
        let is_said = match now {
            Fate::Kept(_) => !was_said.get_value(),
            Fate::NotKept => true,
            Fate::GoesForOthers | Fate::Goes | Fate::WillBeKept => false,
        };
        if before.is_some_and(|before| before != now) && is_said {
            was_said.set_value(matches!(now, Fate::Kept(_)));
            live.say(untrack(|| now.told(reader)));
        }
        now
    });
    view! {
        <p class="small muted">
            <span class="kept">{text(move || fate.get().told(reader))}</span>" "
            {reader.say(|words| words.rooms().keeping.drafts.record)}
        </p>
    }
}
