//! `/callback`: the way back from the hospital's own page, then the record on its way, row by row.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use record::progress::{Milestone, Milestones, Step};

use crate::browser::{clock, page};
use crate::chart::chart;
use crate::chart::searches::Domain;
use crate::hospital::Connection;
use crate::pages::connect::SignInButton;
use crate::pages::end::NothingKept;
use crate::pages::trouble::TroubleNote;
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::reader::reader;
use crate::session::{Arrival, SignInTrouble, session};
use crate::words::catalogue::Words;
use crate::words::fill;

/// After so many milliseconds the reader is told that it takes longer than usual.
const SLOW: u32 = 10_000;

/// `/callback`
#[component]
pub fn ArrivalPage() -> impl IntoView {
    let (reader, session, navigate) = (reader(), session(), use_navigate());
    reader.title(|words| words.titles.callback);
    let query = page::query();
    page::drop_query();
    let arrived = RwSignal::new_local(None::<Rc<Arrival>>);
    if !query.is_empty() {
        leptos::task::spawn_local(async move {
            let arrival = session.finish(&query).await;
            if let Ok(path) = &arrival.outcome
                && path.as_str() != "/home"
            {
                navigate(
                    path.as_str(),
                    NavigateOptions {
                        replace: true,
                        ..Default::default()
                    },
                );
                return;
            }
            arrived.try_set(Some(Rc::new(arrival)));
        });
        return view! { <Returning arrived /> }.into_any();
    }
    view! {
        <Show when=move || session.is_open() fallback=NothingKept>
            <Loading />
        </Show>
    }
    .into_any()
}

/// From the moment of coming back until the tokens are here, or will not come.
#[component]
fn Returning(arrived: RwSignal<Option<Rc<Arrival>>, LocalStorage>) -> impl IntoView {
    let reader = reader();
    move || match arrived.get() {
        None => view! {
            <div class="page">
                <h1 tabindex="-1">{move || reader.words().titles.callback}</h1>
                <p class="count-line" role="status">{move || reader.words().loading.signing_in}</p>
            </div>
        }
        .into_any(),
        Some(arrival) => match &arrival.outcome {
            Ok(_) => view! { <Loading /> }.into_any(),
            Err(trouble) => {
                view! { <NotSignedIn trouble=trouble.clone() hospital=arrival.hospital.clone() /> }
                    .into_any()
            }
        },
    }
}

#[component]
fn NotSignedIn(
    trouble: SignInTrouble,
    hospital: Option<crate::settings::Hospital>,
) -> impl IntoView {
    let reader = reader();
    let canceled = trouble == SignInTrouble::Canceled;
    let title = move || match canceled {
        true => reader.words().trouble.title_canceled,
        false => reader.words().trouble.title,
    };
    let unknown = trouble.clone();
    view! {
        <div class="page">
            <h1 tabindex="-1">{title}</h1>
            {match hospital {
                Some(hospital) => view! {
                    <TroubleNote trouble hospital=hospital.clone() />
                    <SignInButton hospital return_to="/home" />
                }.into_any(),
                None => view! {
                    <p class="lede">{move || crate::pages::trouble::sentence(&unknown, &reader.words().trouble)}</p>
                    <div class="acts"><A href="/connect" attr:class="btn">{move || reader.words().trouble.again}</A></div>
                }.into_any(),
            }}
        </div>
    }
}

/// The record on its way.
#[component]
fn Loading() -> impl IntoView {
    let (reader, session, chart) = (reader(), session(), chart());
    let words = move || &reader.words().loading;
    let slow = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        clock::wait(SLOW).await;
        slow.try_set(true);
    });
    let steps = Memo::new(move |_| {
        let rows = session
            .connections()
            .into_iter()
            .flat_map(|connection| Domain::ALL.map(|domain| chart.step(connection.source, domain)));
        rows.collect::<Vec<_>>()
    });
    announce(steps);
    let some_over = move || steps.read().iter().any(|step| step.is_over());
    let all_over = move || steps.read().iter().all(|step| step.is_over());
    let one = move |connection: Rc<Connection>| view! { <Progress connection /> };
    view! {
        <div class="page">
            {move || session.connections().into_iter().map(one).collect_view()}
            <Show when=move || slow.get() && !all_over()>
                <p class="note"><Icon name="clock" /><span>{move || words().slow}</span></p>
            </Show>
            <div class="acts">
                <A href="/home" attr:class="btn wide" attr:aria-disabled=move || (!some_over()).to_string()>
                    {move || words().go}
                </A>
            </div>
            <p class="note flat small"><Icon name="info" /><span>{move || words().keeps}</span></p>
        </div>
    }
}

#[component]
fn Progress(connection: Rc<Connection>) -> impl IntoView {
    let reader = reader();
    let name = StoredValue::new(connection.hospital.name.clone());
    let title = move || {
        fill(
            reader.words().loading.title,
            &[("hospital", &name.read_value())],
        )
    };
    let row = |domain| view! { <DomainRow connection=connection.clone() domain /> };
    view! {
        <h1 tabindex="-1">{title}</h1>
        <ol class="steps card">
            <li data-state="done">
                <Icon name="circle-check" />
                <span class="name">{move || reader.words().loading.signed_in}</span>
                <span class="say">{move || reader.words().loading.done}</span>
            </li>
            {Domain::ALL.map(row).into_iter().collect_view()}
        </ol>
    }
}

#[component]
fn DomainRow(connection: Rc<Connection>, domain: Domain) -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let hospital = StoredValue::new(connection.hospital.name.clone());
    let source = connection.source;
    let step = Memo::new(move |_| chart.step(source, domain));
    let again = StoredValue::new_local(connection);
    let name = move || domain_name(domain, reader.words());
    let told = move || told(step.get(), reader.words(), &hospital.read_value());
    let label = move || fill(reader.words().loading.try_again_for, &[("what", &name())]);
    view! {
        <li data-state=move || look(step.get()).0>
            {move || view! { <Icon name=look(step.get()).1 /> }}
            <span class="name">{name}</span>
            <span class="say">{told}</span>
            <Show when=move || matches!(step.get(), Step::Problem(_))>
                <button class="btn sec small" type="button" aria-label=label
                    on:click=move |_| chart.retry(again.get_value(), domain)>
                    {move || reader.words().loading.try_again}
                </button>
            </Show>
        </li>
    }
}

fn domain_name(domain: Domain, words: &'static Words) -> &'static str {
    match domain {
        Domain::Person => words.loading.person,
        Domain::Results => words.loading.results,
        Domain::LabReports => words.loading.lab_reports,
        Domain::OtherReports => words.loading.other_reports,
        Domain::Visits => words.loading.visits,
    }
}

/// State for the style sheet, and icon.
fn look(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Waiting => ("waiting", "circle"),
        Step::Loading => ("loading", "loader"),
        Step::Done(_) => ("done", "circle-check"),
        Step::NotOffered | Step::NotShared => ("none", "minus"),
        Step::Problem(_) => ("problem", "circle-alert"),
    }
}

fn told(step: Step, words: &'static Words, hospital: &str) -> String {
    let loading = &words.loading;
    match step {
        Step::Waiting => loading.waiting.to_owned(),
        Step::Loading => loading.busy.to_owned(),
        Step::Done(0) => loading.done.to_owned(),
        Step::Done(count) => fill(loading.done_count, &[("count", &count)]),
        Step::NotOffered => fill(loading.not_offered, &[("hospital", &hospital)]),
        Step::NotShared => loading.not_shared.to_owned(),
        Step::Problem(trouble) => crate::parts::notices::reason(trouble, words, hospital),
    }
}

/// Once at half, once at the end; the start is the heading that has focus.
fn announce(steps: Memo<Vec<Step>>) {
    let (reader, live) = (reader(), live());
    let milestones = StoredValue::new(Milestones::default());
    Effect::new(move || {
        let next = milestones
            .try_update_value(|milestones| milestones.next(&steps.read()))
            .flatten();
        let words = &reader.words().loading;
        match next {
            None | Some(Milestone::Start) => {}
            Some(Milestone::Half) => live.say(words.half.to_owned()),
            Some(Milestone::End { problems: 0 }) => live.say(words.finished.to_owned()),
            Some(Milestone::End { .. }) => live.say(words.finished_partly.to_owned()),
        }
    });
}
