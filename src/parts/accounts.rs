//! What each hospital has recorded about allergies: that it lists some, that it recorded none, and that it has nothing
//! are three different things. Where they contradict each other, that stands above everything else.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::Account;
use record::merging::Contradiction;
use record::{Allergy, LocalId, SourceId};

use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::mail::mail;
use crate::parts::allergy_line::telling;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::notices::gap_sentence;
use crate::parts::source::{SourceChip, chips};
use crate::reader::{Reader, reader};
use crate::route::route;
use crate::searches::{ALLERGIES_LIST, Domain};
use crate::session::{Session, session};

/// A row for each hospital; none where there is only one.
#[component]
pub fn Accounts() -> impl IntoView {
    let (reader, session) = (reader(), session());
    let rows = move || {
        let connections = session.connections().into_iter();
        connections.map(account).collect_view().into_any()
    };
    let section = move || {
        view! {
            <section class="sec" aria-labelledby="each">
                <div class="sec-h"><h2 id="each">{reader.say(|words| words.rooms().merging.each)}</h2></div>
                <div class="list"><dl class="kv">{part(rows)}</dl></div>
            </section>
        }
        .into_any()
    };
    part_while(move || session.connections().len() > 1, section)
}

fn account(connection: Rc<Connection>) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let source = connection.source;
    let said = text(move || said(source, reader, chart, session));
    view! { <div><dt><SourceChip source /></dt><dd><bdi>{said}</bdi></dd></div> }.into_any()
}

/// "2 listed. No known food allergies, recorded by Kenji Ito, on Oct 6, 2026."
fn said(source: SourceId, reader: Reader, chart: Chart, session: Session) -> String {
    let words = reader.words();
    let own = &words.rooms().merging;
    // A hospital may have several entries of the same thing.
    let mut entries = chart.allergies();
    entries.retain(|allergy| allergy.source == source);
    let account = Account::of(&chart.led(entries));
    let mut said: Vec<String> = Vec::new();
    let counted = [
        (&own.listed, account.listed),
        (&own.unclear, account.unclear),
    ];
    let counted = counted.into_iter().filter(|(_, count)| *count > 0);
    said.extend(counted.map(|(sentence, count)| sentence.of(count)));
    let none = account.none.iter();
    said.extend(none.map(|one| none_known(one, reader, chart, session)));
    if account.over > 0 {
        said.push(own.past.of(account.over));
    }
    if account.not_asked {
        said.push(own.not_asked.to_owned());
    }
    let hospital = session.hospital_name(source);
    let gaps = chart.gaps_in(ALLERGIES_LIST).into_iter();
    let gaps: Vec<String> = gaps
        .filter(|(of, _)| *of == source)
        .map(|(_, gap)| gap_sentence(gap, words, &hospital))
        .collect();
    let is_over = chart.step(source, Domain::Allergies).is_over();
    match (is_over, gaps.is_empty(), account.is_empty()) {
        (false, ..) => said.push(own.not_yet.to_owned()),
        (true, true, true) => said.push(own.nothing_recorded.to_owned()),
        (true, ..) => said.extend(gaps),
    }
    said.join(" ")
}

fn none_known(allergy: &Allergy, reader: Reader, chart: Chart, session: Session) -> String {
    let words = &reader.words().rooms().allergies;
    telling(reader, chart, session, |told| words.none(allergy, told))
}

/// "None known" beside allergies of that kind: both statements, who made them, and whom to ask.
#[component]
pub fn Clashes() -> impl IntoView {
    let chart = chart();
    let clashes = Memo::new(move |_| {
        let found = chart.merged(|merging| merging.contradictions());
        found.unwrap_or_default()
    });
    part(move || {
        let clashes = clashes.get().into_iter();
        clashes.map(clash).collect_view().into_any()
    })
}

fn clash(clash: Contradiction) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let found = move |ids: &[LocalId]| -> Vec<Arc<Allergy>> {
        let all = untrack(|| chart.allergies());
        all.into_iter()
            .filter(|one| ids.contains(&one.id))
            .collect()
    };
    let none = found(&clash.none).into_iter().map(|one| {
        let told = text(move || none_known(&one, reader, chart, session));
        view! { <p><bdi>{told}</bdi></p> }
    });
    let listed = chart.led(found(&clash.listed)).into_iter().map(|one| {
        let (id, source) = (one.id, one.source);
        let name = text(move || reader.words().rooms().allergies.name(&one));
        view! { <li><bdi lang="en">{name}</bdi>" "{chips(id, source)}</li> }
    });
    let (none, listed) = (none.collect_view(), listed.collect_view());
    let (mail, route) = (mail(), route());
    let ask = move |_| {
        let subject = untrack(|| reader.words()).rooms().merging.clash_subject;
        mail.begin_about(subject.to_owned());
        route.go("/messages/new");
    };
    view! {
        <div class="note warn clash">
            <Icon name="triangle-alert" />
            <div>
                <h2>{reader.say(|words| words.rooms().merging.clash)}</h2>
                {none}
                <p>{reader.say(|words| words.rooms().merging.clash_listed)}</p>
                <ul class="plain">{listed}</ul>
                <p class="note-acts">
                    <button class="btn sec small" type="button" on:click=ask>
                        <Icon name="mail" />
                        {reader.say(|words| words.rooms().merging.clash_ask)}
                    </button>
                </p>
            </div>
        </div>
    }
    .into_any()
}
