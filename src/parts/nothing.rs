//! What stands in the place of a list without rows.

use leptos::prelude::*;
use record::Class;
use record::section::Gap;

use crate::chart::chart;
use crate::parts::dynamic::part;
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::searches::Domain;
use crate::words::catalogue::Words;

/// Loading, failed or empty: three different things.
#[component]
pub fn Nothing(
    /// What the list is made of.
    domains: &'static [Domain],
    /// The icon of the empty list.
    icon: &'static str,
    /// The sentence while it loads.
    loading: fn(&'static Words) -> &'static str,
    /// The sentence when every hospital answered and there is nothing.
    empty: fn(&'static Words) -> &'static str,
    /// The sentence when some did not answer.
    failed: fn(&'static Words) -> &'static str,
) -> impl IntoView {
    let reader = reader();
    let said = [loading, empty, failed].map(|sentence| reader.say(sentence));
    told(domains, icon, said)
}

/// The same for a part of the record that is listed like all others.
#[component]
pub fn NothingHere(
    /// What the list is made of.
    domains: &'static [Domain],
    /// The icon of the empty list.
    icon: &'static str,
    /// What it lists.
    class: Class,
) -> impl IntoView {
    let reader = reader();
    let empty = Signal::derive(move || reader.language().list(class).empty);
    let loading = reader.say(|words| words.rooms().record.loading);
    let chart = chart();
    let failed = Signal::derive(move || {
        let words = &reader.words().rooms().record;
        let gaps = chart.gaps_in(domains);
        match gaps.iter().all(|(_, gap)| *gap == Gap::NotOffered) {
            true => words.nobody_offers,
            false => words.failed,
        }
    });
    told(domains, icon, [loading, empty, failed])
}

fn told(
    domains: &'static [Domain],
    icon: &'static str,
    [loading, empty, failed]: [Signal<&'static str>; 3],
) -> AnyView {
    let chart = chart();
    part(move || {
        if chart.is_loading(domains) {
            view! { <Skeleton loading /> }.into_any()
        } else if chart.gaps_in(domains).is_empty() {
            view! {
                <div class="card empty">
                    <span class="tile"><Icon name=icon /></span>
                    <p>{empty}</p>
                </div>
            }
            .into_any()
        } else {
            view! { <p class="lede">{failed}</p> }.into_any()
        }
    })
}

#[component]
fn Skeleton(loading: Signal<&'static str>) -> impl IntoView {
    let row = || {
        view! {
            <div class="row"><div class="body"><i class="bone"></i><i class="bone s"></i></div></div>
        }
    };
    view! {
        <p class="count-line" role="status">{loading}</p>
        <div class="skel" aria-hidden="true"><div class="list">{row()}{row()}{row()}</div></div>
    }
}
