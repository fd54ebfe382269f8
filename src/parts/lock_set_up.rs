//! Choosing what locks the record on this device: a passphrase, or the lock of the device.

use leptos::prelude::*;

use crate::browser::page;
use crate::parts::deed::{Deed, DeedNote};
use crate::parts::dynamic::{part_while, text};
use crate::parts::icon::Icon;
use crate::parts::passphrase_form::{Asks, PassphraseForm};
use crate::reader::reader;
use crate::safe::safe;
use crate::words::Sentence;

/// The ways to begin.
#[component]
pub fn LockSetUp() -> impl IntoView {
    let (reader, safe) = (reader(), safe());
    let may_have_passkey = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        may_have_passkey.try_set(safe.may_have_passkey().await);
    });
    let deed = Deed::idle();
    view! {
        <section class="sec" aria-labelledby="set-up">
            <div class="sec-h"><h2 id="set-up">{reader.say(|words| words.rooms().keeping.page.set_up)}</h2></div>
            <p>{reader.say(|words| words.rooms().keeping.page.set_up_lead)}</p>
            <DeedNote deed />
            {part_while(move || may_have_passkey.get(), move || with_passkey(deed))}
            <div class="card">
                <h3>{reader.say(|words| words.rooms().keeping.page.by_passphrase)}</h3>
                <PassphraseForm asks=Asks::New deed
                    go=|words| words.rooms().keeping.page.by_passphrase_go
                    going=|words| words.rooms().keeping.page.busy
                    done=KEPT
                    work=|safe, given| Box::pin(async move { safe.make_with_passphrase(&given.new).await })
                    then=to_heading />
                <div class="note warn">
                    <Icon name="triangle-alert" />
                    <div>
                        <p><strong>{reader.say(|words| words.rooms().keeping.page.forget)}</strong></p>
                        <p>{reader.say(|words| words.rooms().keeping.page.forget_record)}</p>
                    </div>
                </div>
            </div>
        </section>
    }
    .into_any()
}

const KEPT: Sentence = |words| words.rooms().keeping.page.kept;

/// What was filled in is gone from the page.
fn to_heading() {
    request_animation_frame(page::focus_heading);
}

fn with_passkey(deed: Deed) -> AnyView {
    let (reader, safe) = (reader(), safe());
    let make = move |_| {
        let work = Box::pin(async move { safe.make_with_passkey().await });
        deed.run(work, KEPT, to_heading);
    };
    let busy = text(move || deed.is_busy().to_string());
    view! {
        <div class="card">
            <h3>{reader.say(|words| words.rooms().keeping.page.by_passkey)}</h3>
            <p>{reader.say(|words| words.rooms().keeping.page.by_passkey_lead)}</p>
            <div class="acts">
                <button class="btn" type="button" on:click=make aria-busy=busy aria-disabled=busy>
                    <Icon name="fingerprint" />
                    {reader.say(|words| words.rooms().keeping.page.by_passkey_go)}
                </button>
            </div>
        </div>
    }
    .into_any()
}
