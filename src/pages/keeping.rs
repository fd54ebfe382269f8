//! `/settings/keeping`: whether this device keeps the record, what opens it, and what may become of it.

use leptos::prelude::*;
use vault::Keeping;

use crate::browser::page;
use crate::pages::unlock::unlocked;
use crate::parts::back::Back;
use crate::parts::dynamic::{part_while, text};
use crate::parts::icon::Icon;
use crate::parts::keeping_choice::keeping_choice;
use crate::parts::live::live;
use crate::parts::lock_set_up::LockSetUp;
use crate::parts::lock_ways::LockWays;
use crate::parts::question::Question;
use crate::parts::topic::Topic;
use crate::reader::reader;
use crate::safe::{Door, safe};
use crate::session::session;
use crate::words::Sentence;

/// `/settings/keeping`
#[component]
pub fn KeepingPage() -> impl IntoView {
    unlocked(|| view! { <Kept /> }.into_any())
}

#[component]
fn Kept() -> impl IntoView {
    let (reader, safe, session) = (reader(), safe(), session());
    reader.title(|words| words.rooms().keeping.page.title);
    let now = text(move || now(safe.door(), safe.keeping())(reader.words()).to_owned());
    let is_chosen_only = move || safe.door() == Door::None && safe.keeping() == Keeping::ThisDevice;
    view! {
        <div class="page">
            <Back href="/settings" name=|words| words.titles.settings />
            <h1 tabindex="-1">{reader.say(|words| words.rooms().keeping.page.title)}</h1>
            <p class="note"><Icon name="info" /><span>{now}</span></p>
            {part_while(move || safe.door() == Door::Passed && !session.is_open(), want_open)}
            {part_while(move || safe.door() != Door::Passed, || view! { <Choice /> }.into_any())}
            {part_while(is_chosen_only, || view! { <LockSetUp /> }.into_any())}
            {part_while(move || safe.door() == Door::Open, || view! { <LockWays /> }.into_any())}
            <Topic id="browser" title=reader.say(|words| words.rooms().keeping.page.browser) text=vec![
                reader.say(|words| words.rooms().keeping.page.browser_text),
                reader.say(|words| words.rooms().keeping.page.browser_hospitals),
            ] />
        </div>
    }
    .into_any()
}

/// The way back to the lock, for who went on without.
fn want_open() -> AnyView {
    let (reader, safe) = (reader(), safe());
    view! {
        <div class="acts">
            <button class="btn" type="button" on:click=move |_| safe.want_open()>
                {reader.say(|words| words.rooms().keeping.page.unlock)}
            </button>
        </div>
    }
    .into_any()
}

/// How it is kept now.
fn now(door: Door, keeping: Keeping) -> Sentence {
    match (door, keeping) {
        (Door::Open, _) => |words| words.rooms().keeping.page.now_device,
        (Door::Passed | Door::Shut(_), _) => |words| words.rooms().keeping.page.now_passed,
        (Door::None, Keeping::SharedComputer) => |words| words.rooms().keeping.page.now_shared,
        (Door::None, Keeping::ThisVisit) => |words| words.rooms().keeping.page.now_visit,
        (Door::None, Keeping::ThisDevice) => |words| words.rooms().keeping.page.now_nothing,
    }
}

/// Another answer to the first question. One that ends the keeping asks before.
#[component]
fn Choice() -> impl IntoView {
    let (reader, safe, live) = (reader(), safe(), live());
    let chosen = RwSignal::new(untrack(|| safe.keeping()).code().to_owned());
    let asks = RwSignal::new(None::<Keeping>);
    let (is_busy, has_failed) = (RwSignal::new(false), RwSignal::new(false));
    let choose = move |keeping: Keeping| {
        let is_kept = untrack(|| safe.door()) == Door::Open;
        has_failed.set(false);
        asks.set(Some(keeping).filter(|keeping| is_kept && *keeping != Keeping::ThisDevice));
        if !is_kept {
            safe.choose(keeping);
        }
    };
    let stay = move || {
        asks.set(None);
        chosen.set(Keeping::ThisDevice.code().to_owned());
        to_choice();
    };
    let stop = move || {
        let Some(next) = asks.get_untracked() else {
            return;
        };
        is_busy.set(true);
        leptos::task::spawn_local(async move {
            let is_done = safe.stop_keeping(next).await;
            let page = &reader.words().rooms().keeping.page;
            if is_done {
                live.say(page.stopped.to_owned());
                asks.try_set(None);
                to_choice();
            }
            is_busy.try_set(false);
            has_failed.try_set(!is_done);
        });
    };
    let question = move || {
        view! {
            <Question asks=|words| words.rooms().keeping.page.stop
                means=|words| words.rooms().keeping.page.stop_sure
                yes=|words| words.rooms().keeping.page.stop_yes
                no=|words| words.rooms().keeping.page.leave_it
                is_busy
                answer=Box::new(move |is_yes| if is_yes { stop() } else { stay() }) />
        }
        .into_any()
    };
    let failed = move || {
        let told = reader.say(|words| words.rooms().keeping.page.not_stopped);
        view! { <p class="err"><Icon name="circle-x" /><span>{told}</span></p> }.into_any()
    };
    view! {
        {keeping_choice(chosen, choose)}
        <div role="status">
            {part_while(move || has_failed.get(), failed)}
            {part_while(move || asks.read().is_some(), question)}
        </div>
    }
}

/// The question and its answers are gone.
fn to_choice() {
    request_animation_frame(|| {
        page::focus("main input[type=radio]:checked");
    });
}
