//! Parts of a view that change. Every closure in a view is a type of its own and brings a kilobyte or two of
//! code with it; boxed, they all share one.

use leptos::prelude::*;

/// Text that follows what it reads.
pub fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(of)
}

/// A part of a view that is drawn anew when what it reads changes.
pub fn part(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let view: Box<dyn Fn() -> AnyView + Send + Sync> = Box::new(view);
    (move || view()).into_any()
}

/// A part of a view that stands only while something holds, and is not drawn anew while it goes on to hold.
pub fn part_while(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let holds: Box<dyn Fn() -> bool + Send + Sync> = Box::new(holds);
    let holds = Memo::new(move |_| holds());
    part(move || if holds.get() { view() } else { ().into_any() })
}
