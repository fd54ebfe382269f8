//! What stands in the place of a list without rows.

use leptos::prelude::*;

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
    let (reader, chart) = (reader(), chart());
    part(move || {
        if chart.is_loading(domains) {
            view! { <Skeleton loading /> }.into_any()
        } else if chart.gaps_in(domains).is_empty() {
            view! {
                <div class="card empty">
                    <span class="tile"><Icon name=icon /></span>
                    <p>{reader.say(empty)}</p>
                </div>
            }
            .into_any()
        } else {
            view! { <p class="lede">{reader.say(failed)}</p> }.into_any()
        }
    })
}

#[component]
fn Skeleton(loading: fn(&'static Words) -> &'static str) -> impl IntoView {
    let reader = reader();
    let row = || {
        view! {
            <div class="row"><div class="body"><i class="bone"></i><i class="bone s"></i></div></div>
        }
    };
    view! {
        <p class="count-line" role="status">{reader.say(loading)}</p>
        <div class="skel" aria-hidden="true"><div class="list">{row()}{row()}{row()}</div></div>
    }
}
