//! `/own-address`: a hospital that is listed nowhere, by the address of its records and the id that it gave to this site.
//! Only where the settings allow it, and behind a warning: nobody has checked who is there.

use leptos::prelude::*;
use smart::{FhirBase, Rules};

use crate::browser::page;
use crate::hospitals::hospitals;
use crate::pages::connect::{Confirm, behind_all};
use crate::pages::wrong::NotFoundPage;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::reader::reader;
use crate::settings::Hospital;
use crate::words::catalogue::Words;
use crate::words::fill;

/// How far the person has come.
#[derive(Clone)]
enum Step {
    /// Reading the warning.
    Warned,
    /// Typing.
    Typing,
    /// Saying yes to the sign-in.
    Ready(Hospital),
}

/// `/own-address`
#[component]
pub fn OwnAddressPage() -> impl IntoView {
    if !hospitals().allows_own_address() {
        return view! { <NotFoundPage /> }.into_any();
    }
    reader().title(|words| words.titles.connect);
    let step = RwSignal::new(Step::Warned);
    let go = move |next: Step| {
        step.set(next);
        request_animation_frame(page::focus_heading);
    };
    behind_all(part(move || match step.get() {
        Step::Warned => warning(move || go(Step::Typing)),
        Step::Typing => form(move |hospital| go(Step::Ready(hospital))),
        Step::Ready(hospital) => view! { <Confirm hospital /> }.into_any(),
    }))
}

fn heading() -> AnyView {
    view! { <h1 tabindex="-1">{reader().say(|words| words.rooms().own_address.title)}</h1> }
        .into_any()
}

fn warning(go_on: impl Fn() + 'static) -> AnyView {
    let reader = reader();
    let line = |sentence: fn(&'static Words) -> &'static str| {
        view! { <li>{reader.say(sentence)}</li> }.into_any()
    };
    view! {
        {heading()}
        <p class="lede">{reader.say(|words| words.rooms().own_address.lead)}</p>
        <div class="note warn">
            <Icon name="triangle-alert" />
            <div>
                <h2>{reader.say(|words| words.rooms().own_address.careful)}</h2>
                <ul class="plain">
                    {line(|words| words.rooms().own_address.sees)}
                    {line(|words| words.rooms().own_address.false_record)}
                    {line(|words| words.rooms().own_address.password)}
                </ul>
                <p>{reader.say(|words| words.rooms().own_address.only)}</p>
            </div>
        </div>
        <div class="acts">
            <button class="btn wide" type="button" on:click=move |_| go_on()>
                {reader.say(|words| words.rooms().own_address.go_on)}
            </button>
        </div>
    }
    .into_any()
}

fn form(ready: impl Fn(Hospital) + 'static) -> AnyView {
    let (reader, hospitals) = (reader(), hospitals());
    let (address, client_id) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_asked = RwSignal::new(false);
    let base = Memo::new(move |_| FhirBase::listed(address.read().trim()).ok());
    let no_address = Signal::derive(move || is_asked.get() && base.read().is_none());
    let no_id = Signal::derive(move || is_asked.get() && client_id.read().trim().is_empty());
    let come_back = text(move || {
        let there = base.get().map(|base| Hospital::at_own_address(&base, ""));
        let rules = there.map(|there| hospitals.finder().rules(&there));
        let path = rules.map_or(Rules::PLAIN.redirect, |rules| rules.redirect);
        let address = format!("{}{path}", page::origin());
        let sentence = reader.words().rooms().own_address.come_back;
        fill(sentence, &[("address", &address)])
    });
    let next = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_asked.set(true);
        let typed = client_id.get_untracked();
        let wrong = match base.get_untracked() {
            Some(base) if !typed.trim().is_empty() => {
                return ready(Hospital::at_own_address(&base, typed.trim()));
            }
            Some(_) => "#client-id",
            None => "#address",
        };
        page::focus(wrong);
    };
    view! {
        {heading()}
        <form novalidate on:submit=next>
            <Typed id="address" value=address is_wrong=no_address
                label=|words| words.rooms().own_address.address
                hint=|words| words.rooms().own_address.address_hint
                wrong=|words| words.rooms().own_address.address_wrong />
            <Typed id="client-id" value=client_id is_wrong=no_id
                label=|words| words.rooms().own_address.client_id
                hint=|words| words.rooms().own_address.client_id_hint
                wrong=|words| words.rooms().own_address.client_id_missing />
            <p class="note flat small"><Icon name="info" /><span>{come_back}</span></p>
            <div class="acts">
                <button class="btn wide" type="submit">{reader.say(|words| words.rooms().own_address.next)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A field that says what is wrong with it, once it was asked for.
#[component]
fn Typed(
    id: &'static str,
    value: RwSignal<String>,
    is_wrong: Signal<bool>,
    label: fn(&'static Words) -> &'static str,
    hint: fn(&'static Words) -> &'static str,
    wrong: fn(&'static Words) -> &'static str,
) -> impl IntoView {
    let reader = reader();
    let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
    let described = format!("{hint_id} {wrong_id}");
    let told = move || {
        let before = reader.say(|words| words.rooms().messages.error);
        view! {
            <p class="err" id=wrong_id.clone()>
                <Icon name="circle-x" />
                <span>{before}" "{reader.say(wrong)}</span>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{reader.say(label)}</label>
            <p class="hint" id=hint_id>{reader.say(hint)}</p>
            {part_while(move || is_wrong.get(), told)}
            <input id=id type="text" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false"
                prop:value=value.get_untracked()
                on:input=move |event| value.set(event_target_value(&event))
                aria-invalid=text(move || is_wrong.get().to_string())
                aria-describedby=described />
        </div>
    }
}
