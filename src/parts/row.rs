//! A row of a list that leads to a page: its name, a line about it, what became of it, and, where there are several
//! hospitals, which of them have it.

use leptos::prelude::*;
use record::{Class, LocalId, SourceId};

use crate::parts::fate::under;
use crate::parts::icon::Icon;
use crate::parts::names::also_called_in_row;
use crate::parts::newness::tag;
use crate::parts::source::chips;

/// One row. Its name is in the hospital's language where it is the hospital's own.
pub fn row(
    (class, id): (Class, LocalId),
    href: String,
    icon: &'static str,
    (name, language): (Signal<String>, Signal<Option<&'static str>>),
    line: Signal<String>,
    source: SourceId,
) -> AnyView {
    view! {
        <li class="row">
            <span class="tile"><Icon name=icon /></span>
            <div class="body">
                {tag(class, id)}
                <a href=href class="main"><bdi lang=move || language.get()>{name}</bdi></a>
                {also_called_in_row(class, id)}
                <span class="sub">{line}</span>
                {under(class, id, source)}
            </div>
            {chips(id, source)}
            <span class="chev"><Icon name="chevron-right" /></span>
        </li>
    }
    .into_any()
}
