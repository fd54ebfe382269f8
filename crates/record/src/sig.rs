//! Coded instructions, where every populated element of them is understood (reference §4.2). The sentence is made by
//! the app, in the reader's language. What is not in these tables is shown as it was sent, never half of it.

use crate::when::When;

/// An instruction that is understood as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sig {
    /// By which act, if it is said or follows from the rest.
    pub method: Option<Method>,
    /// How much.
    pub dose: Option<Dose>,
    /// By which way into the body.
    pub route: Option<Route>,
    /// How often.
    pub often: Option<Often>,
    /// On which days.
    pub days: Vec<Weekday>,
    /// Hour and minute.
    pub times: Vec<(u8, u8)>,
    /// At which events of the day.
    pub events: Vec<Event>,
    /// Only when needed.
    pub as_needed: Option<AsNeeded>,
    /// For how long.
    pub lasts: Vec<Lasts>,
    /// No more than this in so much time.
    pub most: Option<(Dose, String, Span)>,
}

/// By which act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Method {
    Take,
    Swallow,
    Chew,
    Inject,
    Apply,
    Inhale,
}

/// How much: from one number to another, of this unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dose {
    /// The number, or the lower one.
    pub low: String,
    /// The upper one.
    pub high: Option<String>,
    /// Of what; none if none was sent.
    pub unit: Option<Unit>,
}

/// Of what a dose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Unit {
    Tablet,
    Capsule,
    Milliliter,
    Milligram,
    Microgram,
    Gram,
    Puff,
    Drop,
    Spray,
    Patch,
    Unit,
}

/// By which way into the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Route {
    Mouth,
    UnderTongue,
    Skin,
    UnderSkin,
    Muscle,
    Vein,
    Nose,
    Eye,
    Ear,
    Lungs,
    Rectum,
    Vagina,
}

/// How often.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Often {
    /// So many times in each span: "3 to 4 times a day".
    Times(String, Option<String>, Span),
    /// Once in so many spans: "every 4 to 6 hours".
    Every(String, Option<String>, Span),
}

/// A span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Span {
    Hour,
    Day,
    Week,
    Month,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// An event of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they say what they are")]
pub enum Event {
    Morning,
    Afternoon,
    Evening,
    Night,
    Bedtime,
    BeforeMeals,
    BeforeBreakfast,
    BeforeLunch,
    BeforeDinner,
    AfterMeals,
    AfterBreakfast,
    AfterLunch,
    AfterDinner,
    WithMeals,
    WithBreakfast,
    WithLunch,
    WithDinner,
}

/// Only when needed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AsNeeded {
    /// For what is not said.
    Plain,
    /// For this, in the hospital's words.
    For(String),
}

/// For how long.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lasts {
    /// So many spans.
    For(String, Span),
    /// From then.
    From(When),
    /// Until then.
    Until(When),
    /// So many times in all.
    Times(String),
}
