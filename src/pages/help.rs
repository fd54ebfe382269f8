//! Help: whom to call, how to read a result, what happens to the record.

use std::sync::Arc;

use leptos::prelude::*;

use crate::parts::icon::Icon;
use crate::parts::place::AboutLinks;
use crate::parts::topic::Topic;
use crate::reader::reader;
use crate::settings::{Hospital, Settings};

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.help);
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().help.title)}</h1>
            <section class="sec" aria-labelledby="emergency">
                <div class="note crit">
                    <Icon name="circle-alert" />
                    <div>
                        <h2 id="emergency">{reader.say(|words| words.rooms().help.emergency)}</h2>
                        <p>{reader.say(|words| words.rooms().help.emergency_text)}</p>
                        <p class="note-acts">
                            <a class="btn sec small" href="tel:911">{reader.say(|words| words.rooms().help.call_911)}</a>
                            <a class="btn sec small" href="tel:988">{reader.say(|words| words.rooms().help.call_988)}</a>
                        </p>
                    </div>
                </div>
            </section>
            <section class="sec" aria-labelledby="hospitals">
                <div class="sec-h"><h2 id="hospitals">{reader.say(|words| words.rooms().help.hospitals)}</h2></div>
                <p>{reader.say(|words| words.rooms().help.hospitals_text)}</p>
                <Phones />
            </section>
            <Topic id="reading" title=reader.say(|words| words.rooms().help.reading) text=vec![reader.say(|words| words.rooms().help.reading_text)] />
            <Topic id="privacy" title=reader.say(|words| words.rooms().help.privacy) text=vec![reader.say(|words| words.rooms().help.privacy_text)] />
            <Topic id="locked" title=reader.say(|words| words.rooms().help.locked) text=vec![reader.say(|words| words.rooms().help.locked_text)] />
            <AboutLinks />
        </div>
    }
    .into_any()
}

#[component]
fn Phones() -> impl IntoView {
    let settings = expect_context::<Arc<Settings>>();
    let phone = |hospital: &Hospital| {
        let number = hospital.phone.clone()?;
        Some(view! {
            <li>
                <bdi>{hospital.name.clone()}</bdi>" "
                <a href=format!("tel:{number}")>{number.clone()}</a>
            </li>
        })
    };
    view! { <ul class="plain">{settings.hospitals.iter().filter_map(phone).collect_view()}</ul> }
}
