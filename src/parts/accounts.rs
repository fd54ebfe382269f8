//! What each hospital has recorded about allergies: that it lists some, that it recorded none, and that it has nothing
//! are three different things. Where they contradict each other, that stands above everything else.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use record::allergies::Account;
use record::merging::Contradiction;
use record::{Allergy, LocalId, SourceId};

use crate::asking::{Cited, message};
use crate::browser::format;
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::parts::allergy_line::{every_name, telling};
use crate::parts::ask_team::ask_team;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::notices::gap_sentence;
use crate::parts::source::{SourceChip, chips};
use crate::reader::{Reader, reader};
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

/// "None known" beside allergies of that kind.
pub fn clashes(chart: Chart) -> Memo<Vec<Contradiction>> {
    Memo::new(move |_| {
        let found = chart.merged(|merging| merging.contradictions());
        found.unwrap_or_default()
    })
}

/// Of each both statements, who made them, and whom to ask.
#[component]
pub fn Clashes(clashes: Memo<Vec<Contradiction>>) -> impl IntoView {
    part(move || {
        let clashes = clashes.get().into_iter();
        clashes.map(clash).collect_view().into_any()
    })
}

fn clash(clash: Contradiction) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let (none, listed) = statements(&clash, chart);
    let mut sources: Vec<SourceId> = none.iter().chain(&listed).map(|one| one.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let none = none.into_iter().map(|one| {
        let told = text(move || none_known(&one, reader, chart, session));
        view! { <p><bdi>{told}</bdi></p> }
    });
    let listed = listed.into_iter().map(|one| {
        let (id, source) = (one.id, one.source);
        let name = text(move || every_name(&one, reader, chart));
        view! { <li><bdi lang="en">{name}</bdi>" "{chips(id, source)}</li> }
    });
    let (none, listed) = (none.collect_view(), listed.collect_view());
    let question = Box::new(move || letter(&clash, reader, chart, session));
    view! {
        <div class="note warn clash">
            <Icon name="triangle-alert" />
            <div>
                <h2>{reader.say(|words| words.rooms().merging.clash)}</h2>
                {none}
                <p>{reader.say(|words| words.rooms().merging.clash_listed)}</p>
                <ul class="plain">{listed}</ul>
                {ask_team(sources, question)}
            </div>
        </div>
    }
    .into_any()
}

/// The statements that none is known, and the allergies, each once. Not tracked: who asks for a message must not lose
/// focus because a hospital answers.
fn statements(clash: &Contradiction, chart: Chart) -> (Vec<Arc<Allergy>>, Vec<Arc<Allergy>>) {
    let found = |ids: &[LocalId]| -> Vec<Arc<Allergy>> {
        let all = chart.allergies().into_iter();
        all.filter(|one| ids.contains(&one.id)).collect()
    };
    untrack(|| (found(&clash.none), chart.led(found(&clash.listed))))
}

/// The message about it: it quotes what each hospital says, with its date.
fn letter(
    clash: &Contradiction,
    reader: Reader,
    chart: Chart,
    session: Session,
) -> (String, String) {
    let words = reader.words().rooms();
    let (none, listed) = statements(clash, chart);
    let cited = |one: &Allergy, name: String, lines| Cited {
        hospital: session.hospital_name(one.source),
        name,
        lines,
    };
    let none = none.iter().map(|one| {
        let told = none_known(one, reader, chart, session);
        cited(one, told, Vec::new())
    });
    let listed = listed.iter().map(|one| {
        let date = one.recorded.as_ref();
        let date = date.map(|when| format::day(when, reader.language()));
        let date = date.map(|date| (words.allergies.recorded.to_owned(), date));
        let list = words.compare.ask.on_list;
        let name = format!("{list}: {}", every_name(one, reader, chart));
        cited(one, name, date.into_iter().collect())
    });
    let cited: Vec<Cited> = none.chain(listed).collect();
    let (ask, own) = (&words.compare.ask, &words.merging);
    let (_, text) = message(ask, "", own.clash_question, &cited);
    (own.clash_subject.to_owned(), text)
}
