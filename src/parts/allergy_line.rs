//! What may be said about allergies, in one line: above every list of medicines, on the screen and on paper.

use leptos::prelude::*;
use record::allergies::Situation;
use record::merging::Contradiction;
use record::{Allergy, Class};

use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::names::called_also;
use crate::reader::{Reader, reader};
use crate::session::{Session, session};
use crate::words::allergies::Told;

/// The line, which leads to the list.
#[component]
pub fn AllergyLine() -> impl IntoView {
    let (reader, chart, session) = (reader(), chart(), session());
    let failed = Memo::new(move |_| chart.allergy_situation() == Situation::Failed);
    let tile = move || match failed.get() {
        true => view! { <span class="tile warn"><Icon name="triangle-alert" /></span> }.into_any(),
        false => view! { <span class="tile"><Icon name="shield-alert" /></span> }.into_any(),
    };
    view! {
        <ul class="list allergy-line">
            <li class="row">
                {part(tile)}
                <div class="body">
                    <a href="/record/allergies" class="main">
                        {text(move || sentence(reader, chart, session))}
                    </a>
                </div>
                <span class="chev"><Icon name="chevron-right" /></span>
            </li>
        </ul>
    }
}

/// The sentence about all allergies, tracked.
pub fn sentence(reader: Reader, chart: Chart, session: Session) -> String {
    sentence_of(&chart.allergy_situation(), reader, chart, session)
}

/// The same where what contradicts it stands on its own, tracked.
pub fn sentence_beside(
    told: &[Contradiction],
    reader: Reader,
    chart: Chart,
    session: Session,
) -> String {
    let situation = chart.allergy_situation().beside(told);
    sentence_of(&situation, reader, chart, session)
}

fn sentence_of(situation: &Situation, reader: Reader, chart: Chart, session: Session) -> String {
    let words = &reader.words().rooms().allergies;
    telling(reader, chart, session, |told| {
        words.sentence(situation, told)
    })
}

/// One allergy by every name that a record gives it; tracked.
pub fn every_name(allergy: &Allergy, reader: Reader, chart: Chart) -> String {
    let others = called_also(Class::Allergies, allergy.id, chart);
    reader
        .words()
        .rooms()
        .allergies
        .every_name(allergy, &others)
}

/// What sentences about allergies need of the app.
pub fn telling(
    reader: Reader,
    chart: Chart,
    session: Session,
    say: impl FnOnce(&Told<'_>) -> String,
) -> String {
    let language = reader.language();
    say(&Told {
        hospital: &|source| session.hospital_name(source),
        person: &|mention| chart.name_of(mention),
        also: &|allergy| called_also(Class::Allergies, allergy.id, chart),
        day: &|when| format::day(when, language),
    })
}
