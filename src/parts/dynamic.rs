//! Parts of a view that change. Every closure in a view is a type of its own and brings a kilobyte or two of
//! code with it; boxed, they all share one.

use leptos::prelude::*;

use crate::browser::clock;

type Draw = Box<dyn Fn() -> AnyView + Send + Sync>;

/// Text that follows what it reads.
pub fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    fn derived(of: Box<dyn Fn() -> String + Send + Sync>) -> Signal<String> {
        Signal::derive(of)
    }
    derived(Box::new(of))
}

/// A part of a view that is drawn anew when what it reads changes.
pub fn part(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    drawn(Box::new(view))
}

fn drawn(view: Draw) -> AnyView {
    (move || view()).into_any()
}

/// A part of a view that stands only while something holds, and is not drawn anew while it goes on to hold.
pub fn part_while(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    view: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    fn standing(holds: Box<dyn Fn() -> bool + Send + Sync>, view: Draw) -> AnyView {
        let holds = Memo::new(move |_| holds());
        part(move || if holds.get() { view() } else { ().into_any() })
    }
    standing(Box::new(holds), Box::new(view))
}

/// A part of a view that is drawn in a task of its own, a moment after what stands around it: one task for all of a
/// new screen would hold the browser up.
pub fn part_in_turn(view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    fn in_turn(view: Draw) -> AnyView {
        let has_turn = RwSignal::new(false);
        leptos::task::spawn_local(async move {
            clock::wait(0).await;
            // Whoever waited may be gone by now.
            let _ = has_turn.try_set(true);
        });
        part_while(move || has_turn.get(), view)
    }
    in_turn(Box::new(view))
}
