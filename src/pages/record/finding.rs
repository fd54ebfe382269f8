//! One finding that is no lab result: its value, the same before and after, and what was recorded beside it.

use std::sync::Arc;

use leptos::prelude::*;
use record::labs::{LabResult, Shelf};
use record::report::Line;
use record::{LocalId, Marked, When};

use super::entry::BackTo;
use super::findings::{called, name_language};
use super::list::print_button;
use super::places::Place;
use crate::browser::format;
use crate::chart::chart;
use crate::pages::lab::ValueCard;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::facts::Facts;
use crate::parts::icon::Icon;
use crate::parts::not_here::NotHere;
use crate::parts::origin::Origin;
use crate::parts::over_time::OverTime;
use crate::parts::print_head::PrintHead;
use crate::parts::records::records;
use crate::parts::value::value_line;
use crate::reader::reader;

/// `/record/vitals/:finding` and its neighbours.
#[component]
pub fn FindingPage(place: &'static Place, shelf: Shelf, id: Option<LocalId>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    reader.title(|words| words.titles.entry);
    let found = Memo::new(move |_| chart.listed_finding(shelf, id?));
    view! {
        <div class="page wide">
            <PrintHead />
            <BackTo place />
            {part(move || match found.get() {
                Some(finding) => view! { <OneFinding place shelf finding /> }.into_any(),
                None => view! {
                    <NotHere title=|words| words.titles.entry domains=place.domains
                        loading=|words| words.rooms().record.loading
                        not_here=|words| words.rooms().record.not_here />
                }
                .into_any(),
            })}
        </div>
    }
    .into_any()
}

#[component]
fn OneFinding(place: &'static Place, shelf: Shelf, finding: Arc<LabResult>) -> impl IntoView {
    let reader = reader();
    let (named, result) = (finding.clone(), finding.clone());
    let language = name_language(&finding);
    let (id, source, when) = (finding.id, finding.source, finding.date().cloned());
    let line = Line {
        depth: 0,
        result: finding.clone(),
        before: Vec::new(),
    };
    view! {
        <h1 tabindex="-1"><bdi lang=language>{text(move || called(&named, reader))}</bdi></h1>
        <div class="split">
            <div>
                <ValueCard line />
                <Members place shelf finding />
                {print_button()}
            </div>
            <div>
                <OverTime result=result.clone() />
                <Facts result />
                {records(place.class, id)}
                <Origin class=place.class id source when />
            </div>
        </div>
    }
}

/// The answers that belong to it, such as those of a survey.
#[component]
fn Members(place: &'static Place, shelf: Shelf, finding: Arc<LabResult>) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let members = Memo::new(move |_| {
        let found = finding.ties.members.iter();
        let found = found.filter_map(|id| chart.finding(shelf, *id));
        found.collect::<Vec<_>>()
    });
    let row = move |member: Arc<LabResult>| {
        let (named, id) = (member.clone(), member.id);
        let language = name_language(&member);
        let name = text(move || called(&named, reader));
        let line = text(move || {
            let date = member.date();
            let date = date.map(|when: &When| format::day(when, reader.language()));
            let value = value_line(&member, reader);
            std::iter::once(value)
                .chain(date)
                .collect::<Vec<_>>()
                .join(" · ")
        });
        view! {
            <li class="row">
                <div class="body">
                    <a href=place.address_of(id) class="main"><bdi lang=language>{name}</bdi></a>
                    <span class="sub">{line}</span>
                </div>
                <span class="chev"><Icon name="chevron-right" /></span>
            </li>
        }
        .into_any()
    };
    let key = |member: &Arc<LabResult>| (member.id, member.mark());
    let list = move || {
        view! { <ul class="list"><For each=move || members.get() key children=row /></ul> }
            .into_any()
    };
    part_while(move || !members.with(Vec::is_empty), list)
}
