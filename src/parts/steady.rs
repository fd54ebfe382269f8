//! A list that holds still from when it is being read: what comes later waits behind a button.

use std::sync::Arc;

use leptos::prelude::*;
use record::{Class, Keyed, SourceId, Steady};

use crate::browser::{clock, page};
use crate::chart::chart;
use crate::parts::dynamic::{part_while, text};
use crate::parts::live::live;
use crate::reader::reader;

/// After so many milliseconds in view a list is being read, and stays as it is.
const READING: u32 = 3_000;

/// The rows as they are to be shown, each as its versions; `latest` is tracked. Whoever narrows the list, which goes by
/// its first class, asks for other rows.
pub fn steady<T: Keyed + Send + Sync + 'static>(
    class: Class,
    latest: impl Fn() -> Vec<Vec<Arc<T>>> + 'static,
) -> RwSignal<Steady<T>> {
    let chart = chart();
    let list = RwSignal::new(Steady::default());
    Effect::new(move |before: Option<Option<SourceId>>| {
        let (only, latest) = (chart.only(class), latest());
        list.update(|list| {
            if page::is_being_read() {
                list.hold();
            }
            list.arrive(latest);
            if before.is_some_and(|before| before != only) {
                list.release();
            }
        });
        only
    });
    leptos::task::spawn_local(async move {
        clock::wait(READING).await;
        list.try_update(|list| {
            if !list.rows().is_empty() {
                list.hold();
            }
        });
    });
    list
}

/// "Show 3 new items", while some wait.
pub fn late<T: Keyed + Send + Sync + 'static>(list: RwSignal<Steady<T>>) -> AnyView {
    let show = move || {
        list.update(Steady::release);
        list.read_untracked().rows().len()
    };
    button(Signal::derive(move || list.read().waiting()), show)
}

fn button(
    waiting: Signal<usize>,
    show: impl Fn() -> usize + Send + Sync + Copy + 'static,
) -> AnyView {
    let (reader, live) = (reader(), live());
    let show = move |_| {
        live.say(reader.words().results.shown_count.of(show()));
        page::focus_heading();
    };
    let button = move || {
        view! {
            <button class="btn sec wide late" type="button" on:click=show>
                {text(move || reader.words().results.show_new.of(waiting.get()))}
            </button>
        }
        .into_any()
    };
    part_while(move || waiting.get() > 0, button)
}
