//! What each record says of one medicine, or of several with the same ingredients.

use leptos::prelude::*;
use record::SourceId;
use record::merging::{Agreement, Card, Comparison, Field, Side};

use super::line::{Line, cited, lines};
use crate::asking::message;
use crate::chart::{Chart, chart};
use crate::pages::medicines::{address, called, written_on};
use crate::parts::ask_team::ask_team;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::parts::source::Monogram;
use crate::reader::{Reader, reader};
use crate::session::session;
use crate::words::fill;

/// One comparison, drawn anew only when it says something else.
pub fn comparison_card(one: Memo<Option<Comparison>>) -> AnyView {
    let card = move || one.get().map(drawn).into_any();
    view! { <li class="card">{part(card)}</li> }.into_any()
}

fn drawn(one: Comparison) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let titled = one.clone();
    let title = text(move || what(&titled, reader, chart));
    let differing: Vec<Field> = match one.agreement {
        Agreement::Same => Vec::new(),
        Agreement::Differs | Agreement::Less | Agreement::OneRecord => one.differing.clone(),
    };
    let versions = one.sides.iter().flat_map(|side| &side.versions);
    let all: Vec<SourceId> = versions.map(|version| version.source).collect();
    let sides = one.sides.iter().cloned();
    let sides = sides.map(|side| side_card(side, differing.clone(), &all));
    let older = one.older().len();
    let older = (older > 0).then(|| {
        let told = text(move || reader.words().rooms().compare.older.of(older));
        view! { <p class="small muted">{told}</p> }.into_any()
    });
    let is_several = one.cards.len() > 1;
    let related = is_several.then(|| {
        let told = reader.say(|words| words.rooms().compare.related_say);
        view! { <p class="small muted">{told}</p> }.into_any()
    });
    let compared = one.cards.iter().map(|card| compared(card, is_several));
    let compared = compared.collect_view();
    let ask = match one.agreement {
        Agreement::Differs => {
            let (sources, asked) = (one.sources(), one.clone());
            let question = Box::new(move || {
                let words = &reader.words().rooms().compare.ask;
                let versions = asked.sides.iter().flat_map(|side| &side.versions);
                let cited = versions.map(|version| cited(version, (reader, chart, session)));
                let cited: Vec<_> = cited.collect();
                message(words, &what(&asked, reader, chart), words.differs, &cited)
            });
            ask_team(sources, question)
        }
        Agreement::Less | Agreement::OneRecord | Agreement::Same => ().into_any(),
    };
    view! {
        <h3><bdi lang="en">{title}</bdi></h3>
        {verdict(one.agreement)}
        <ul class="sides">{sides.collect_view()}</ul>
        {related}
        {compared}
        {older}
        {ask}
    }
    .into_any()
}

/// What is in it; where that is not known, what it is called. Tracked.
fn what(one: &Comparison, reader: Reader, chart: Chart) -> String {
    let first = one.sides.first().and_then(|side| side.versions.first());
    match (one.ingredients.is_empty(), first) {
        (true, Some(first)) => called(first, reader, chart),
        _ => one.ingredients.join(" / "),
    }
}

fn verdict(agreement: Agreement) -> AnyView {
    let reader = reader();
    let told = reader.say(match agreement {
        Agreement::Differs => |words| words.rooms().merging.mismatch_medicine,
        Agreement::Less => |words| words.rooms().compare.say_less,
        Agreement::OneRecord => |words| words.rooms().compare.say_one_record,
        Agreement::Same => |words| words.rooms().compare.say_same,
    });
    match agreement {
        Agreement::Differs => {
            view! { <p class="note warn"><Icon name="triangle-alert" /><span>{told}</span></p> }
                .into_any()
        }
        Agreement::Less | Agreement::OneRecord | Agreement::Same => {
            view! { <p>{told}</p> }.into_any()
        }
    }
}

/// What one or several hospitals say. Where a hospital stands here more than once (`all` names it for each version), its
/// links say which version they open.
fn side_card(side: Side, differing: Vec<Field>, all: &[SourceId]) -> AnyView {
    let (reader, chart, session) = (reader(), chart(), session());
    let sources = side.sources();
    let letters = sources.iter().map(|source| {
        let name = session.hospital_name(*source);
        view! { <Monogram index=session.place_of(*source) name />" " }
    });
    let letters = letters.collect_view();
    let says = text(move || {
        let words = &reader.words().rooms().compare;
        let names: Vec<String> = sources
            .iter()
            .map(|one| session.hospital_name(*one))
            .collect();
        let sentence = match names.len() {
            1 => words.says,
            _ => words.say,
        };
        fill(sentence, &[("hospitals", &names.join(", "))])
    });
    let links = side.versions.iter().map(|version| {
        let (id, source) = (version.id, version.source);
        let is_one_of_several = all.iter().filter(|one| **one == source).count() > 1;
        let several = is_one_of_several.then(|| version.clone());
        let open = text(move || {
            let hospital = session.hospital_name(source);
            let sentence = reader.words().rooms().merging.open;
            let open = fill(sentence, &[("hospital", &hospital)]);
            let which = several.iter().flat_map(|one| {
                std::iter::once(called(one, reader, chart)).chain(written_on(one, reader))
            });
            let parts = std::iter::once(open).chain(which);
            parts.collect::<Vec<_>>().join(" · ")
        });
        view! { <li><a href=address(id)>{open}</a></li> }
    });
    let links = links.collect_view();
    let named = side.clone();
    let name = text(move || {
        let mut names: Vec<String> = Vec::new();
        for version in &named.versions {
            let name = called(version, reader, chart);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join("; ")
    });
    let rows = Memo::new(move |_| lines(&side, &differing, (reader, chart, session)));
    let rows = move || rows.get().into_iter().map(row).collect_view().into_any();
    view! {
        <li>
            <h4>{letters}<bdi>{says}</bdi></h4>
            <p><strong><bdi lang="en">{name}</bdi></strong></p>
            <dl class="kv">{part(rows)}</dl>
            <ul class="small opens">{links}</ul>
        </li>
    }
    .into_any()
}

fn row(line: Line) -> AnyView {
    let reader = reader();
    let tag = line.differs.then(|| {
        let different = reader.say(|words| words.rooms().merging.different);
        view! { " "<span class="tag warn">{different}</span> }.into_any()
    });
    let language = line.is_theirs.then_some("en");
    view! {
        <div>
            <dt>{line.label}{tag}</dt>
            <dd lang=language><bdi class="asis">{line.value}</bdi></dd>
        </div>
    }
    .into_any()
}

/// Why the orders of a card stand as one, and what was compared to find that.
fn compared(card: &Card, is_named: bool) -> AnyView {
    let (reader, chart) = (reader(), chart());
    let first = card.versions().next().cloned();
    let (Some(first), likeness) = (
        first.filter(|_| is_named || !card.compared.is_empty()),
        card.likeness,
    ) else {
        return ().into_any();
    };
    let all = card.compared.clone();
    if all.is_empty() {
        return ().into_any();
    }
    let told = text(move || {
        let language = reader.language();
        let name = is_named.then(|| format!("{}:", called(&first, reader, chart)));
        let likeness = language.likeness(likeness).map(str::to_owned);
        let what: Vec<&str> = all.iter().map(|one| language.compared(*one)).collect();
        let what = fill(
            reader.words().rooms().compare.compared,
            &[("what", &what.join("; "))],
        );
        let parts = name.into_iter().chain(likeness).chain([what]);
        parts.collect::<Vec<_>>().join(" ")
    });
    view! { <p class="small muted">{told}</p> }.into_any()
}
