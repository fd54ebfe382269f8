//! A number on the lab's own range.

use leptos::prelude::*;
use record::bar::Off;
use record::range::Band;
use record::value::Quantity;
use record::{RangeBar as Bar, Value};

use crate::parts::dynamic::text;
use crate::parts::value::{between, printed};
use crate::reader::reader;
use crate::words::fill;

/// The bar, labelled with the same in words; nothing without a numeric range.
#[component]
pub fn RangeBar(quantity: Quantity, band: Band) -> impl IntoView {
    let reader = reader();
    let Some(bar) = Bar::new(&quantity, &band) else {
        return ().into_any();
    };
    let percent = |part: f64| {
        let tenths = (part * 1000.0).round() as u16;
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    let class = classes(&bar);
    let (from, to, at) = (
        percent(bar.band_from),
        percent(bar.band_to),
        percent(bar.marker),
    );
    let off = bar.off;
    let place = place(&bar);
    let value = StoredValue::new(Value::Measured(quantity));
    let digits = move || printed(&value.read_value(), reader).main;
    let mark = move || {
        let words = fill(reader.words().lab.range_mark, &[("value", &digits())]);
        match off {
            Off::No => words,
            Off::Left => format!("‹ {words}"),
            Off::Right => format!("{words} ›"),
        }
    };
    let sentence = move || {
        let lab = &reader.words().lab;
        let words = match place {
            Place::Below => lab.bar_below,
            Place::Inside => lab.bar_inside,
            Place::Above => lab.bar_above,
        };
        let range = between(band.low.as_ref(), band.high.as_ref(), reader.words());
        fill(words, &[("value", &digits()), ("range", &range)])
    };
    view! {
        <div class="nlw">
            <div class=class role="img" aria-label=text(sentence) style:--from=from style:--to=to style:--at=at>
                <div class="bar"><div class="ok"></div></div>
                <div class="mk"><i></i></div>
                <b class="you" aria-hidden="true">{text(mark)}</b>
                <div class="lb num" aria-hidden="true">
                    {bar.low.map(|low| view! { <span class="lo">{low}</span> }.into_any())}
                    {bar.high.map(|high| view! { <span class="hi">{high}</span> }.into_any())}
                </div>
                <span class="rl" aria-hidden="true">{reader.say(|words| words.lab.range_caption)}</span>
            </div>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Place {
    Below,
    Inside,
    Above,
}

fn place(bar: &Bar) -> Place {
    if bar.low.is_some() && bar.marker < bar.band_from {
        Place::Below
    } else if bar.high.is_some() && bar.marker > bar.band_to {
        Place::Above
    } else {
        Place::Inside
    }
}

/// The caption moves out of the marker's way, and labels of a narrow band turn outwards.
fn classes(bar: &Bar) -> String {
    let near = (bar.marker - (bar.band_from + bar.band_to) / 2.0).abs() < 0.4;
    let tight = bar.band_to - bar.band_from < 0.22;
    let named = [
        (true, "nl"),
        (near, "near"),
        (tight, "tight"),
        (bar.low.is_none(), "no-lo"),
        (bar.high.is_none(), "no-hi"),
    ];
    named
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .join(" ")
}
