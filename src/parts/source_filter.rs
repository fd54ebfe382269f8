//! Above a list of several hospitals: whose records it shows. What is left out is said in words, on the screen and on
//! paper: a list that hides something must not read like the whole.

use std::rc::Rc;

use leptos::prelude::*;
use record::{Class, SourceId};

use crate::browser::page;
use crate::chart::{Chart, chart};
use crate::hospital::Connection;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::{Live, live};
use crate::reader::{Reader, reader};
use crate::session::{Session, session};
use crate::words::fill;

/// The button, and the choice that it opens. None where there is one hospital.
#[component]
pub fn SourceFilter(
    /// The first class of the list.
    class: Class,
    /// How many rows the list shows now.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let list = List {
        class,
        count,
        chart: chart(),
        reader: reader(),
        session: session(),
        live: live(),
    };
    let several = move || list.session.connections().len() > 1;
    part_while(several, move || filter(list))
}

/// A list, and what is needed to narrow it.
#[derive(Clone, Copy)]
struct List {
    class: Class,
    count: Signal<usize>,
    chart: Chart,
    reader: Reader,
    session: Session,
    live: Live,
}

impl List {
    /// The name of the hospital to which it is narrowed; tracked.
    fn only(self) -> Option<String> {
        let only = self.chart.only(self.class);
        only.map(|source| self.session.hospital_name(source))
    }

    /// Shows it so, and says how much it shows then.
    fn narrow(self, to: Option<SourceId>) {
        self.chart.narrow(self.class, to);
        // The rows follow in a moment.
        request_animation_frame(move || {
            let words = &untrack(|| self.reader.words()).rooms().merging;
            match self.count.try_get_untracked() {
                Some(0) => self.live.say(words.nothing.to_owned()),
                Some(count) => self.live.say(words.rows.of(count)),
                None => {}
            }
        });
    }
}

fn filter(list: List) -> AnyView {
    let reader = list.reader;
    let is_open = RwSignal::new(false);
    let label = text(move || {
        let words = &reader.words().rooms().merging;
        let narrowed = |hospital| fill(words.filter, &[("hospital", &hospital)]);
        list.only().map_or_else(|| words.all.to_owned(), narrowed)
    });
    let expanded = Signal::derive(move || is_open.get().to_string());
    let toggle = move |_| is_open.update(|is_open| *is_open = !*is_open);
    view! {
        <div class="filter">
            <button class="btn sec small" type="button" aria-expanded=expanded aria-controls="whose" on:click=toggle>
                <bdi>{label}</bdi><Icon name="chevron-down" />
            </button>
            <div id="whose">{part_while(move || is_open.get(), move || choice(list))}</div>
            {part_while(move || list.only().is_some(), move || narrowed(list))}
        </div>
    }
    .into_any()
}

fn choice(list: List) -> AnyView {
    let reader = list.reader;
    let all = reader.say(|words| words.rooms().merging.all).into_any();
    let hospitals = move || {
        let connections = list.session.connections().into_iter();
        let one = |connection: Rc<Connection>| {
            let name = connection.hospital.name.clone();
            let name = view! { <bdi>{name}</bdi> }.into_any();
            option(list, Some(connection.source), name)
        };
        connections.map(one).collect_view().into_any()
    };
    view! {
        <fieldset class="choices tight">
            <legend class="vh">{reader.say(|words| words.rooms().merging.which)}</legend>
            {option(list, None, all)}
            {part(hospitals)}
        </fieldset>
    }
    .into_any()
}

fn option(list: List, of: Option<SourceId>, name: AnyView) -> AnyView {
    let is_chosen = Signal::derive(move || list.chart.only(list.class) == of);
    view! {
        <label class="choice">
            <input type="radio" name="whose" prop:checked=is_chosen on:change=move |_| list.narrow(of) />
            <span>{name}</span>
        </label>
    }
    .into_any()
}

/// That something is left out, and the way back to all of it.
fn narrowed(list: List) -> AnyView {
    let reader = list.reader;
    let told = text(move || {
        let hospital = list.only().unwrap_or_default();
        fill(
            reader.words().rooms().merging.only,
            &[("hospital", &hospital)],
        )
    });
    let show_all = move |_| {
        list.narrow(None);
        // This button goes.
        page::focus(".filter > .btn");
    };
    let nothing =
        move || view! { <p>{reader.say(|words| words.rooms().merging.nothing)}</p> }.into_any();
    view! {
        <div class="note">
            <Icon name="info" />
            <div>
                <p>{told}</p>
                {part_while(move || list.count.get() == 0, nothing)}
                <p class="note-acts">
                    <button class="btn sec small" type="button" on:click=show_all>
                        {reader.say(|words| words.rooms().merging.show_all)}
                    </button>
                </p>
            </div>
        </div>
    }
    .into_any()
}
