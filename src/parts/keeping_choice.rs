//! Whether this device keeps the record: the question with its three answers.

use leptos::prelude::*;
use vault::Keeping;

use crate::parts::choices::Choices;
use crate::words::Sentence;

/// The question; `chosen` is the code of the answer that is marked.
pub fn keeping_choice(
    chosen: RwSignal<String>,
    choose: impl Fn(Keeping) + Send + Sync + 'static,
) -> AnyView {
    let choose = move |code: &str| {
        if let Some(keeping) = Keeping::read(code) {
            choose(keeping);
        }
    };
    let options = Keeping::ALL.map(|keeping| (keeping.code(), name(keeping)));
    view! {
        <Choices group="keeping" legend=|words| words.keep.question chosen choose=Box::new(choose)
            options=options.to_vec() lines=Keeping::ALL.map(line).to_vec() />
    }
    .into_any()
}

fn name(keeping: Keeping) -> Sentence {
    match keeping {
        Keeping::SharedComputer => |words| words.keep.shared,
        Keeping::ThisVisit => |words| words.keep.visit,
        Keeping::ThisDevice => |words| words.keep.device,
    }
}

fn line(keeping: Keeping) -> Sentence {
    match keeping {
        Keeping::SharedComputer => |words| words.keep.shared_line,
        Keeping::ThisVisit => |words| words.keep.visit_line,
        Keeping::ThisDevice => |words| words.keep.device_line,
    }
}
