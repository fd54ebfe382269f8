//! More: whose record this is, where it comes from, help, signing out.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

use crate::chart::chart;
use crate::parts::icon::Icon;
use crate::parts::sources::SourceRows;
use crate::reader::reader;
use crate::session::session;
use crate::words::fill;

/// `/more`
#[component]
pub fn MorePage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.more);
    let words = move || &reader.words().more;
    view! {
        <div class="page">
            <h1 tabindex="-1">{move || words().title}</h1>
            <section class="sec" aria-labelledby="person">
                <div class="sec-h"><h2 id="person">{move || words().person}</h2></div>
                <Owner />
            </section>
            <section class="sec" aria-labelledby="sources">
                <div class="sec-h"><h2 id="sources">{move || words().sources}</h2></div>
                <SourceRows />
            </section>
            <section class="sec">
                <ul class="list">
                    <li class="row">
                        <span class="tile"><Icon name="circle-help" /></span>
                        <div class="body">
                            <A href="/help" attr:class="main">{move || reader.words().shell.help}</A>
                        </div>
                        <span class="chev"><Icon name="chevron-right" /></span>
                    </li>
                    <SignOutRow />
                </ul>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Owner() -> impl IntoView {
    let (reader, chart) = (reader(), chart());
    let born = move || {
        let date = chart.owner_birth(reader.language())?;
        Some(fill(reader.words().home.born, &[("date", &date)]))
    };
    view! {
        <div class="card">
            <p><strong><bdi>{move || chart.owner_name()}</bdi></strong></p>
            <p class="muted">{born}</p>
        </div>
    }
}

#[component]
fn SignOutRow() -> impl IntoView {
    let (reader, session, navigate) = (reader(), session(), use_navigate());
    let sign_out = move |_| {
        navigate(
            "/signed-out",
            NavigateOptions {
                replace: true,
                ..Default::default()
            },
        );
        session.sign_out();
    };
    view! {
        <li class="row">
            <span class="tile"><Icon name="log-out" /></span>
            <div class="body">
                <button class="main" type="button" on:click=sign_out>{move || reader.words().shell.sign_out}</button>
            </div>
        </li>
    }
}
