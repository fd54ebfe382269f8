//! Writing a message and sending it: the fields, what is missing in them, and what became of it.

pub mod faults;
pub mod fields;
pub mod kept;

use std::rc::Rc;

use leptos::prelude::*;
use record::Thread;

use faults::{Fault, Faults};
use fields::{Field, LONGEST, Name, Recipients};
use kept::Kept;

use crate::browser::{format, page};
use crate::chart::chart;
use crate::hospital::Connection;
use crate::mail::{Gate, Letter, Place, mail};
use crate::outbox::{State, Why};
use crate::pages::messages::of_hospital;
use crate::parts::dynamic::{part, part_while, text};
use crate::parts::icon::Icon;
use crate::parts::live::live;
use crate::parts::no_messages::CopyButton;
use crate::parts::urgent::Urgent;
use crate::reader::{Reader, reader};

/// The fields and buttons.
#[component]
pub fn Composer(
    /// Where it is sent.
    connection: Rc<Connection>,
    /// Where it is written.
    place: Place,
) -> impl IntoView {
    let (reader, chart, mail, live) = (reader(), chart(), mail(), live());
    let is_reply = matches!(place, Place::Reply(_));
    let source = connection.source;
    mail.ask(connection.clone());
    let hospital = StoredValue::new(connection.hospital.name.clone());
    let phone = connection.hospital.phone.clone();
    let connection = StoredValue::new_local(connection);
    let state = Memo::new(move |_| mail.state(place));
    let gate = Memo::new(move |_| mail.gate(source));
    let is_open = move || matches!(gate.get(), Gate::Open(_));
    // While its fate is not known, the words stay as they are.
    let locked = Signal::derive(move || {
        matches!(
            state.get(),
            State::Sending | State::Checking { .. } | State::Unknown
        )
    });
    let faults = RwSignal::new(Vec::<Fault>::new());
    let press = move |_| {
        let Gate::Open(offer) = gate.get_untracked() else {
            return;
        };
        let draft = mail.draft(place);
        let to = draft.to_at(connection.with_value(|one| one.addressee()));
        let to = to.map(str::to_owned);
        let missing = match locked.get_untracked() {
            true => Vec::new(),
            false => missing(is_reply, to.as_deref(), &draft.subject, &draft.body),
        };
        let some = !missing.is_empty();
        faults.set(missing);
        if some {
            request_animation_frame(|| {
                page::focus("#faults");
            });
            return;
        }
        let letter = match place {
            Place::Reply(id) => match untrack(|| chart.thread(id)) {
                Some(thread) => answer(&thread, draft.body),
                None => return,
            },
            // What is said of a medicine is sent to nobody.
            Place::Medicine(_) => return,
            Place::New | Place::To(_) => Letter {
                to: to.into_iter().collect(),
                subject: draft.subject,
                body: draft.body,
                part_of: None,
                in_response_to: None,
            },
        };
        mail.press(place, letter, offer, connection.get_value());
    };
    Effect::new(move |before: Option<State>| {
        let now = state.get();
        if before.is_some_and(|before| before != now) {
            live.say(told(now, reader, &hospital.get_value()));
            if matches!((now, is_reply), (State::Sent(_), false)) {
                request_animation_frame(|| {
                    page::focus("#outcome");
                });
            }
        }
        now
    });
    let label = move || {
        let words = &reader.words().rooms().messages;
        let label = match state.get() {
            State::Ready | State::Sent(_) => words.send,
            State::Sending => words.sending,
            State::Checking { .. } => words.asking,
            State::Unknown => words.check_sent,
            State::NotSent(_) => words.try_again,
        };
        label.to_owned()
    };
    let busy =
        text(move || matches!(state.get(), State::Sending | State::Checking { .. }).to_string());
    let is_done = Memo::new(move |_| !is_reply && matches!(state.get(), State::Sent(_)));
    let buttons = move || {
        view! {
            <div class="acts">
                <button class="btn" type="button" on:click=press aria-disabled=busy>{text(label)}</button>
                {part_while(move || matches!(state.get(), State::NotSent(_)), edit_button)}
            </div>
        }
        .into_any()
    };
    let copying = move || {
        view! {
            <p class="small">{reader.say(|words| words.rooms().messages.closed_write)}</p>
            <div class="acts"><CopyButton written=text(move || mail.draft(place).body) /></div>
        }
        .into_any()
    };
    let form = move || {
        let choice = (!is_reply).then(|| {
            view! {
                {part_while(is_open, move || view! { <Recipients connection place locked faults /> }.into_any())}
                <Field place faults locked name=Name::Subject />
            }
            .into_any()
        });
        view! {
            <Urgent />
            <Kept place />
            {part_while(move || !faults.read().is_empty(), move || view! { <Faults faults /> }.into_any())}
            {choice}
            <Field place faults locked name=if is_reply { Name::Reply } else { Name::Body } />
            {part_while(is_open, buttons)}
            {part_while(move || !is_open() && gate.get() != Gate::Asking, copying)}
        }
        .into_any()
    };
    let phone = StoredValue::new(phone);
    let outcome = move || match state.get() {
        State::Ready => ().into_any(),
        state => view! { <Outcome state hospital=hospital.get_value() phone=phone.get_value() /> }
            .into_any(),
    };
    let done = move || {
        view! {
            <p>{reader.say(|words| words.rooms().messages.sent_next)}</p>
            <div class="acts"><a href="/messages" class="btn">{reader.say(|words| words.rooms().messages.all)}</a></div>
        }
        .into_any()
    };
    view! {
        <section class="compose" aria-label=reader.say(|words| words.titles.compose)>
            <div id="outcome" tabindex="-1">{part(outcome)}</div>
            {part_while(move || !is_done.get(), form)}
            {part_while(move || is_done.get(), done)}
        </section>
    }
    .into_any()
}

/// What is sent in a conversation: to whom the others wrote, under the same subject, tied to what was said last.
fn answer(thread: &Thread, body: String) -> Letter {
    let to = thread.answers_to().into_iter();
    Letter {
        to: to.filter_map(|party| party.path).collect(),
        subject: thread.subject.clone().unwrap_or_default(),
        body,
        part_of: thread.head().map(str::to_owned),
        in_response_to: thread.newest_path().map(str::to_owned),
    }
}

fn missing(is_reply: bool, chosen: Option<&str>, subject: &str, body: &str) -> Vec<Fault> {
    let body_fault = match body.trim().chars().count() {
        0 => Some(Fault::Body),
        count if count > LONGEST => Some(Fault::TooLong),
        _ => None,
    };
    let to = (!is_reply && chosen.is_none()).then_some(Fault::To);
    let subject = (!is_reply && subject.trim().is_empty()).then_some(Fault::Subject);
    to.into_iter().chain(subject).chain(body_fault).collect()
}

fn edit_button() -> AnyView {
    let reader = reader();
    let edit = |_| {
        page::focus("#body");
    };
    view! { <button class="btn sec" type="button" on:click=edit>{reader.say(|words| words.rooms().messages.edit)}</button> }
        .into_any()
}

/// What can be said about the message.
fn told(state: State, reader: Reader, hospital: &str) -> String {
    let words = &reader.words().rooms().messages;
    let of = |sentence: &str| of_hospital(sentence, hospital);
    match state {
        State::Ready => String::new(),
        State::Sending => words.sending.to_owned(),
        State::Checking { .. } => of(words.looking),
        State::Sent(at) => {
            let time = format::time_of_day(at as f64, reader.language());
            crate::words::fill(words.sent_to, &[("hospital", &hospital), ("time", &time)])
        }
        State::Unknown => words.unknown.to_owned(),
        State::NotSent(why) => {
            let why = match why {
                Why::Lost => words.why_lost,
                Why::Offline => words.why_offline,
                Why::SignInAgain => words.why_sign_in,
                Why::NotAllowed => words.why_not_allowed,
                Why::Busy => words.why_busy,
                Why::Refused => words.why_refused,
            };
            format!("{} {}", words.not_sent, of(why))
        }
    }
}

#[component]
fn Outcome(state: State, hospital: String, phone: Option<String>) -> impl IntoView {
    let reader = reader();
    let (class, icon) = match state {
        State::Sent(_) => ("note ok", "circle-check"),
        State::NotSent(_) => ("note crit", "circle-x"),
        State::Unknown => ("note warn", "circle-help"),
        State::Ready | State::Sending | State::Checking { .. } => ("note", "loader"),
    };
    let named = hospital.clone();
    let calls = matches!(state, State::NotSent(_) | State::Unknown);
    let phone = phone.filter(|_| calls).map(|phone| {
        let call = move || of_hospital(reader.words().rooms().messages.call, &named);
        view! { <p>{text(call)}" "<a href=format!("tel:{phone}")>{phone.clone()}</a></p> }
            .into_any()
    });
    view! {
        <div class=class>
            <Icon name=icon />
            <div><p>{text(move || told(state, reader, &hospital))}</p>{phone}</div>
        </div>
    }
}
