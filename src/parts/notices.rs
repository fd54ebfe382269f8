//! What is missing from a list and why, hospital by hospital, with the way on.

use leptos::prelude::*;
use record::SourceId;
use record::progress::Step;
use record::section::{Advice, Gap, Trouble};

use crate::chart::chart;
use crate::pages::connect::SignInButton;
use crate::parts::dynamic::{part, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::route::route;
use crate::searches::Domain;
use crate::session::session;
use crate::words::catalogue::Words;
use crate::words::fill;

/// The sentence for a search that stopped.
pub fn reason(trouble: Trouble, words: &'static Words, hospital: &str) -> String {
    let reasons = &words.reasons;
    let sentence = match trouble {
        Trouble::Offline => reasons.offline,
        Trouble::TimedOut => reasons.timed_out,
        Trouble::ServerError => reasons.server,
        Trouble::TooBusy => reasons.busy,
        Trouble::SignInAgain => reasons.sign_in,
        Trouble::NotShared => reasons.not_shared,
        Trouble::NotOffered => reasons.not_offered,
        Trouble::Refused => reasons.refused,
        Trouble::NoReader => reasons.no_reader,
        Trouble::NotFhir => reasons.not_readable,
        Trouble::CutShort => reasons.cut_short,
        Trouble::TooLarge => reasons.too_large,
        Trouble::LeftTheHospital => reasons.elsewhere,
        Trouble::Looped => reasons.looped,
        Trouble::Incomplete => reasons.incomplete,
    };
    fill(sentence, &[("hospital", &hospital)])
}

/// The sentence for what is missing.
pub fn gap_sentence(gap: Gap, words: &'static Words, hospital: &str) -> String {
    match gap {
        Gap::Failed(trouble) => reason(trouble, words, hospital),
        Gap::NotShared => reason(Trouble::NotShared, words, hospital),
        Gap::NotOffered => reason(Trouble::NotOffered, words, hospital),
        Gap::MayLack => reason(Trouble::Incomplete, words, hospital),
        Gap::Unread(count) => fill(&words.reasons.unread.of(count), &[("hospital", &hospital)]),
    }
}

/// The notices above a list.
#[component]
pub fn Notices(
    /// What the list is made of.
    domains: &'static [Domain],
    /// Whether the list shows anything: then what is missing is only a part.
    #[prop(into)]
    has_rows: Signal<bool>,
) -> impl IntoView {
    let chart = chart();
    let gaps = Memo::new(move |_| chart.gaps_in(domains));
    let notice =
        move |(source, gap): (SourceId, Gap)| view! { <Notice source gap domains has_rows /> };
    view! {
        <div class="notes">{part(move || gaps.get().into_iter().map(notice).collect_view().into_any())}</div>
    }
}

#[component]
fn Notice(
    source: SourceId,
    gap: Gap,
    domains: &'static [Domain],
    has_rows: Signal<bool>,
) -> impl IntoView {
    let (reader, session) = (reader(), session());
    let hospital = StoredValue::new(session.hospital_name(source));
    let sentence = move || gap_sentence(gap, reader.words(), &hospital.read_value());
    let partly = Signal::derive(move || match has_rows.get() {
        true => reader.words().reasons.partly,
        false => "",
    });
    view! {
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <p>{text(sentence)}" "{partly}</p>
                {gap.advice().map(|advice| view! { <Way source advice domains /> }.into_any())}
            </div>
        </div>
    }
}

/// What the reader can do about it.
#[component]
fn Way(source: SourceId, advice: Advice, domains: &'static [Domain]) -> impl IntoView {
    let (reader, session, chart) = (reader(), session(), chart());
    let path = route().here();
    let connections = session.connections();
    let Some(connection) = connections.into_iter().find(|one| one.source == source) else {
        return ().into_any();
    };
    let (hospital, phone) = (
        connection.hospital.clone(),
        connection.hospital.phone.clone(),
    );
    let again = StoredValue::new_local(connection);
    let retry = move |_| {
        for domain in domains {
            if matches!(chart.step(source, *domain), Step::Problem(_)) {
                chart.retry(again.get_value(), *domain);
            }
        }
    };
    match advice {
        Advice::TryAgain => view! {
            <p class="note-acts">
                <button class="btn sec small" type="button" on:click=retry>
                    <Icon name="refresh-cw" />
                    {reader.say(|words| words.results.try_again)}
                </button>
            </p>
        }
        .into_any(),
        Advice::SignInAgain => view! { <SignInButton hospital return_to=path /> }.into_any(),
        Advice::AskTheClinic => {
            let name = hospital.name;
            phone
                .map(|phone| {
                    view! {
                        <p>
                            {text(move || fill(reader.words().reasons.call, &[("hospital", &name)]))}" "
                            <a href=format!("tel:{phone}")>{phone.clone()}</a>
                        </p>
                    }
                })
                .into_any()
        }
    }
}
