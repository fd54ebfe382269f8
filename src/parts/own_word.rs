//! What the patient says of a medicine: whether they take it, with a date and a note. It stays with them: no hospital is
//! told.

use leptos::prelude::*;
use record::merging::{Card, Taking, Word};
use record::{LocalId, When};
use vault::Keeping;

use crate::browser::{format, page};
use crate::chart::{Chart, chart};
use crate::mail::{Draft, Mail, Place, mail};
use crate::pages::medicines::name_of;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::people::people;
use crate::reader::reader;
use crate::safe::{Door, Standing, safe};
use crate::words::own_word::Asked;
use crate::words::{Sentence, fill};

/// More letters than this make no note.
const LONGEST: &str = "1000";

/// The medicine of an order, with what is being written about it.
#[derive(Clone, Copy)]
struct About {
    id: LocalId,
    card: Memo<Option<Card>>,
    said: Memo<Vec<Word>>,
    chart: Chart,
    mail: Mail,
}

impl About {
    fn new(id: LocalId) -> About {
        let (chart, mail) = (chart(), mail());
        let card = Memo::new(move |_| card_of(id, chart));
        let said = Memo::new(move |_| {
            let card = card.read();
            card.as_ref()
                .map(|card| chart.own_words_of(card))
                .unwrap_or_default()
        });
        About {
            id,
            card,
            said,
            chart,
            mail,
        }
    }

    /// Where it is written: where it was begun, whichever order of the medicine that was; tracked.
    fn place(self) -> Option<Place> {
        let card = self.card.read();
        let card = card.as_ref()?;
        let begun = self.mail.drafts().into_iter().map(|draft| draft.place);
        let mut orders = begun.filter_map(|place| match place {
            Place::Medicine(order) => Some(order),
            Place::New | Place::To(_) | Place::Reply(_) => None,
        });
        let begun = orders.find(|order| card.versions().any(|one| one.id == *order));
        Some(Place::Medicine(begun.or(card.id())?))
    }

    /// What is begun; tracked.
    fn draft(self) -> Option<Draft> {
        Some(self.mail.draft(self.place()?))
    }

    fn write(self, change: impl FnOnce(&mut Draft)) {
        if let Some(place) = untrack(|| self.place()) {
            self.mail.write(place, change);
        }
    }

    /// Says what is chosen; nothing without a choice.
    fn say(self) -> Option<Taking> {
        let draft = untrack(|| self.draft())?;
        let (taking, note) = (draft.taking?, draft.body.trim());
        let note = (!note.is_empty()).then(|| note.to_owned());
        let name = untrack(|| {
            let medicine = self.chart.listed_medicine(self.id)?;
            name_of(&medicine, self.chart)
        });
        let card = self.card.get_untracked()?;
        self.chart.say(&card, name, taking, note);
        self.mail.clear_away(draft.place);
        Some(taking)
    }

    /// Takes the last word back. What was noted with it stands in the field again.
    fn take_back(self) {
        let last = self.said.with_untracked(|said| said.first().cloned());
        let place = untrack(|| self.place());
        self.card.with_untracked(|card| {
            if let Some(card) = card {
                self.chart.take_back(card);
            }
        });
        let noted = last.and_then(|last| Some((last.taking, last.note?)));
        if let (Some(place), Some((taking, note))) = (place, noted) {
            self.mail.put_back(vec![Draft {
                taking: Some(taking),
                body: note,
                ..Draft::new(place)
            }]);
        }
    }
}

fn card_of(id: LocalId, chart: Chart) -> Option<Card> {
    chart.merged(|merging| merging.medicine(id)).flatten()
}

/// What the patient says of the medicine of this order, and the way to say it.
pub fn own_word(id: LocalId) -> AnyView {
    let about = About::new(id);
    part_while(move || about.card.read().is_some(), move || whole(about))
}

fn whole(about: About) -> AnyView {
    let is_said = move || !about.said.read().is_empty();
    let has_earlier = move || about.said.read().len() > 1;
    // On paper stands what was said, and no question.
    let class = text(move || match is_said() {
        true => "sec card".to_owned(),
        false => "sec card on-screen".to_owned(),
    });
    view! {
        <section class=class aria-labelledby="own-word">
            {part(move || about.said.read().first().map(|word| last(word, about)).into_any())}
            <div class="on-screen">
                {form(about)}
                {part_while(has_earlier, move || earlier(about))}
            </div>
        </section>
    }
    .into_any()
}

/// What was said last, and the way to take it back.
fn last(word: &Word, about: About) -> AnyView {
    let (reader, live) = (reader(), live());
    let take_back = move |_| {
        about.take_back();
        live.say(reader.words().rooms().own_word.taken_back.to_owned());
        // The button is gone, or is that of another word.
        request_animation_frame(|| {
            page::focus("#own-word");
        });
    };
    view! {
        {on_paper(word)}
        <div class="on-screen">
            {said(word.clone())}
            <div class="acts">
                <button class="btn sec small" type="button" on:click=take_back>
                    {reader.say(|words| words.rooms().own_word.take_back)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// What was said, with what was noted.
pub fn said(word: Word) -> AnyView {
    let note = word.note.clone();
    let told = told(word, |asked| asked.said);
    let note = note.map(|note| view! { <p class="asis quote"><bdi>{note}</bdi></p> });
    view! { <p><strong>{told}</strong></p>{note} }.into_any()
}

fn told(word: Word, sentence: fn(&Asked) -> &'static str) -> Signal<String> {
    let reader = reader();
    let sentence = asked(sentence);
    text(move || {
        let said = reader.words().rooms().own_word.said(word.taking);
        let date = format::day(&When::Day(word.on), reader.language());
        fill(&sentence.read(), &[("date", &date), ("said", &said)])
    })
}

/// As it is asked of the patient, or of whoever reads the record for the patient.
pub fn asked(sentence: impl Fn(&Asked) -> &'static str + Send + Sync + 'static) -> Signal<String> {
    let (reader, people) = (reader(), people());
    text(move || {
        let words = &reader.words().rooms().own_word;
        sentence(words.asked(people.shows_another())).to_owned()
    })
}

/// The same on paper, where it stands beside its medicine.
pub fn on_paper(word: &Word) -> AnyView {
    let note = word.note.clone();
    let told = told(word.clone(), |asked| asked.printed);
    let note = note.map(|note| view! { <span class="paper asis"><bdi>{note}</bdi></span> });
    view! { <span class="paper">{told}</span>{note} }.into_any()
}

/// What was said before that, folded away.
fn earlier(about: About) -> AnyView {
    let rows = move || {
        let words = about.said.get().into_iter().skip(1);
        let row = |word| view! { <li>{said(word)}</li> };
        words.map(row).collect_view().into_any()
    };
    view! {
        <details class="fold">
            <summary>{asked(|asked| asked.before)}</summary>
            <div class="fold-in"><ul class="plain">{part(rows)}</ul></div>
        </details>
    }
    .into_any()
}

/// The question, its answers and a note.
fn form(about: About) -> AnyView {
    let (reader, live) = (reader(), live());
    let is_missing = RwSignal::new(false);
    let save = move |_| match about.say() {
        Some(taking) => {
            let words = &reader.words().rooms().own_word;
            live.say(fill(words.saved, &[("said", &words.said(taking))]));
        }
        None => {
            is_missing.set(true);
            page::focus("#own-answers input");
        }
    };
    let fault = move || {
        let before = reader.say(|words| words.rooms().messages.error);
        view! {
            <p class="err" id="own-answers-error">
                <Icon name="circle-x" />
                <span>{before}" "{reader.say(|words| words.rooms().own_word.choose)}</span>
            </p>
        }
        .into_any()
    };
    let answers = Taking::ALL.map(|taking| answer(taking, about, is_missing));
    let note = text(move || about.draft().map(|draft| draft.body).unwrap_or_default());
    let write = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        about.write(|draft| draft.body = typed);
    };
    view! {
        <fieldset class="choices" id="own-answers" aria-describedby="own-answers-error">
            <legend><h2 id="own-word" tabindex="-1">{asked(|asked| asked.title)}</h2></legend>
            <p class="small muted">{reader.say(|words| words.rooms().own_word.only_you)}</p>
            {part_while(move || is_missing.get(), fault)}
            <div class="pairs">{answers.collect_view()}</div>
        </fieldset>
        <div class="field">
            <label for="own-note">{reader.say(|words| words.rooms().own_word.note)}</label>
            // What a field holds is written to disk by the browser, in the clear, unless the field says no.
            <textarea id="own-note" rows="3" autocomplete="off" maxlength=LONGEST prop:value=note on:input=write
                aria-describedby="own-note-hint"></textarea>
            <p class="hint" id="own-note-hint">{reader.say(|words| words.rooms().own_word.note_hint)}</p>
        </div>
        <p class="note flat small">
            <Icon name="info" />
            <span>{reader.say(|words| words.rooms().own_word.ask_first)}</span>
        </p>
        {where_it_is_kept()}
        <div class="acts">
            <button class="btn" type="button" on:click=save>{reader.say(|words| words.rooms().own_word.save)}</button>
        </div>
    }
    .into_any()
}

fn answer(taking: Taking, about: About, is_missing: RwSignal<bool>) -> AnyView {
    let checked =
        Signal::derive(move || about.draft().and_then(|draft| draft.taking) == Some(taking));
    let choose = move |_| {
        about.write(|draft| draft.taking = Some(taking));
        is_missing.set(false);
    };
    let name = asked(move |asked| asked.offered(taking));
    view! {
        <label class="choice">
            <input type="radio" name="own-word" value=taking.code() prop:checked=checked on:change=choose />
            <span>{name}</span>
        </label>
    }
    .into_any()
}

/// Where it is kept, and that nobody is told: what is true of the way of keeping.
fn where_it_is_kept() -> AnyView {
    let (reader, safe) = (reader(), safe());
    let kept = move || -> Sentence {
        match (safe.door(), safe.standing()) {
            (Door::Open, Standing::Kept | Standing::Writing | Standing::Crowded) => {
                |words| words.rooms().own_word.kept
            }
            (Door::Open, Standing::Full | Standing::Trouble) => {
                |words| words.rooms().own_word.not_kept_yet
            }
            (Door::Open, Standing::Gone) => |words| words.rooms().own_word.visit,
            (Door::None | Door::Shut(_) | Door::Passed, _) => match safe.keeping() {
                Keeping::SharedComputer => |words| words.rooms().own_word.shared,
                Keeping::ThisVisit | Keeping::ThisDevice => |words| words.rooms().own_word.visit,
            },
        }
    };
    let kept = text(move || kept()(reader.words()).to_owned());
    view! {
        <p class="small muted">
            <span class="kept">{kept}</span>" "
            {reader.say(|words| words.rooms().own_word.to_nobody)}
        </p>
    }
    .into_any()
}

/// What was said last of the medicine of this order, in its row; on paper with what was noted.
pub fn own_word_line(id: LocalId) -> AnyView {
    let chart = chart();
    let last = Memo::new(move |_| {
        // Every row asks, whenever records settle: where nothing was said, no card is made.
        chart.grows();
        if !chart.has_own_words() {
            return None;
        }
        let card = card_of(id, chart)?;
        chart.own_words_of(&card).into_iter().next()
    });
    part(move || {
        let Some(word) = last.get() else {
            return ().into_any();
        };
        let paper = on_paper(&word);
        let row = told(word, |asked| asked.row);
        view! { <span class="sub on-screen">{row}</span>{paper} }.into_any()
    })
}
