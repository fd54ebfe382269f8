//! Vital signs as tiles: one for each kind, with its values, the newest first. Reads nothing into them: whether a value
//! is good is not said.

use std::{collections::HashMap, sync::Arc};

use crate::{
    code::TestKey,
    ids::{IdMap, IdSet, SourceId},
    labs::LabResult,
    order::{sort, sort_ranked},
    superseding,
    value::{Quantity, Value},
    when::When,
};

/// What a tile is about, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Blood pressure.
    Pressure,
    /// Heart rate.
    Pulse,
    /// Breaths per minute.
    Breathing,
    /// Body temperature.
    Temperature,
    /// Oxygen in the blood.
    Oxygen,
    /// Body weight.
    Weight,
    /// Body height or length.
    Height,
    /// Body mass index.
    BodyMass,
    /// Any other; by name.
    Other,
}

/// How, where the code says so: of one kind, values that were taken in different ways have tiles of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// With a pulse oximeter.
    Oximeter,
    /// In the mouth.
    Mouth,
    /// In the ear.
    Ear,
    /// In the armpit.
    Armpit,
    /// In the rectum.
    Rectum,
    /// Measured: neither told by the patient nor estimated.
    Measured,
    /// While lying down.
    Lying,
}

/// One kind of vital sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// What it is about.
    pub kind: Kind,
    /// How it was taken, if the code says so.
    pub way: Option<Way>,
    /// What the hospital calls it, by its newest result; none for a blood pressure that came in two halves only.
    pub name: Option<String>,
    /// All values that can be shown, the newest first.
    pub values: Vec<Measured>,
    /// Results newer than the newest of the values, which can't be shown as one: canceled, without a value, or not
    /// safe to read. The newest first.
    pub newer: Vec<Arc<LabResult>>,
}

/// One value of a tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The result.
    pub result: Arc<LabResult>,
    /// The lower number of a blood pressure, where it was sent as a result of its own.
    pub other: Option<Arc<LabResult>>,
    /// Of a blood pressure, its numbers. Of anything else, and of one that came in another form, none: then the value
    /// of the result and its parts are what there is to show.
    pub pressure: Option<Pressure>,
}

/// A blood pressure: "128 over 76". At least one number is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressure {
    /// The upper number.
    pub systolic: Option<Quantity>,
    /// The lower number.
    pub diastolic: Option<Quantity>,
}

/// The tiles of all that was measured, in the order of the page.
pub fn tiles(results: &[Arc<LabResult>]) -> Vec<Tile> {
    let mut sorted: Vec<&Arc<LabResult>> = superseding::results(results).current;
    sorted.retain(|result| !is_heading(result));
    let rank = |result: &&Arc<LabResult>| (0, When::from_newest(result.date()));
    sort_ranked(&mut sorted, rank, |a, b| {
        a.source.cmp(&b.source).then(a.id.cmp(&b.id))
    });
    let mut groups: HashMap<Group, Vec<&Arc<LabResult>>> = HashMap::new();
    for result in sorted {
        groups.entry(Group::of(result)).or_default().push(result);
    }
    let tile = |(group, members): (Group, Vec<&Arc<LabResult>>)| tile(group.kind(), &members);
    let mut tiles: Vec<Tile> = groups.into_iter().map(tile).collect();
    sort(&mut tiles, |a, b| {
        let first = |tile: &Tile| {
            let value = tile.values.first().map(|value| value.result.id);
            value.or_else(|| tile.newer.first().map(|result| result.id))
        };
        a.kind
            .cmp(&b.kind)
            .then_with(|| a.way.cmp(&b.way))
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| first(a).cmp(&first(b)))
    });
    tiles
}

impl Tile {
    /// The last value, if there is any that can be shown.
    pub fn last(&self) -> Option<&Measured> {
        self.values.first()
    }
}

impl Measured {
    /// The day it belongs to.
    pub fn date(&self) -> Option<&When> {
        self.result.date()
    }
}

impl Kind {
    /// What a result is about, by its LOINC code.
    pub fn of(result: &LabResult) -> Self {
        let code = result.name.loinc.as_deref().unwrap_or_default();
        let known = KINDS.iter().find(|(_, codes)| codes.contains(&code));
        known.map_or(Self::Other, |(kind, _)| *kind)
    }
}

impl Way {
    /// How a result was taken, by its LOINC code.
    fn of(result: &LabResult) -> Option<Self> {
        let code = result.name.loinc.as_deref()?;
        let known = WAYS.iter().find(|(known, _)| *known == code);
        known.map(|(_, way)| *way)
    }
}

const SYSTOLIC: &str = "8480-6";
const DIASTOLIC: &str = "8462-4";

/// The LOINC codes of each kind.
const KINDS: [(Kind, &[&str]); 8] = [
    (Kind::Pressure, &["85354-9", "55284-4", SYSTOLIC, DIASTOLIC]),
    (Kind::Pulse, &["8867-4", "8889-8"]),
    (Kind::Breathing, &["9279-1"]),
    (
        Kind::Temperature,
        &["8310-5", "8331-1", "8332-9", "8333-7", "8328-7"],
    ),
    (Kind::Oxygen, &["59408-5", "2708-6"]),
    (Kind::Weight, &["29463-7", "3141-9"]),
    (Kind::Height, &["8302-2", "3137-7", "8306-3"]),
    (Kind::BodyMass, &["39156-5"]),
];

/// The codes that say how; the others of their kinds do not.
const WAYS: [(&str, Way); 9] = [
    ("8889-8", Way::Oximeter),
    ("8331-1", Way::Mouth),
    ("8332-9", Way::Rectum),
    ("8333-7", Way::Ear),
    ("8328-7", Way::Armpit),
    ("59408-5", Way::Oximeter),
    ("3141-9", Way::Measured),
    ("3137-7", Way::Measured),
    ("8306-3", Way::Lying),
];

/// Results of one tile: every blood pressure is in one, in whichever form it came.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group {
    Pressure,
    Test(Kind, TestKey),
}

impl Group {
    fn of(result: &LabResult) -> Self {
        match Kind::of(result) {
            Kind::Pressure => Self::Pressure,
            kind => Self::Test(kind, result.test),
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Pressure => Kind::Pressure,
            Self::Test(kind, _) => kind,
        }
    }
}

/// It only holds other results together, which have tiles of their own.
fn is_heading(result: &LabResult) -> bool {
    result.finding.value == Value::InParts && result.parts.is_empty()
}

/// Of results that are sorted already.
fn tile(kind: Kind, sorted: &[&Arc<LabResult>]) -> Tile {
    let mut whole = sorted.iter().filter(|result| !is_half(result));
    let name = whole.find_map(|result| result.name.words.clone());
    let (readable, not): (Vec<&Arc<LabResult>>, Vec<&Arc<LabResult>>) =
        sorted.iter().partition(|result| is_readable(result));
    let pairs = match kind {
        Kind::Pressure => pairs(&readable),
        _ => IdMap::default(),
    };
    let lower: IdSet = pairs.values().map(|other| other.id).collect();
    let mut values: Vec<Measured> = Vec::new();
    for result in readable.into_iter().filter(|one| !lower.contains(&one.id)) {
        let other = pairs.get(&result.id).map(|other| Arc::clone(other));
        let value = measured(kind, Arc::clone(result), other);
        let in_a_minute = |known: &&Measured| minute(&known.result) == minute(&value.result);
        let mut beside = values.iter().rev().take_while(in_a_minute);
        if !beside.any(|known| is_the_same(known, &value)) {
            values.push(value);
        }
    }
    let last = values.first().map(|value| value.date().cloned());
    let is_newer = |result: &&&Arc<LabResult>| {
        let Some(last) = &last else { return true };
        When::newest_first(result.date(), last.as_ref()).is_lt()
    };
    let newer = not.iter().filter(is_newer).map(|result| Arc::clone(result));
    Tile {
        kind,
        // They are all of one code.
        way: sorted.first().and_then(|result| Way::of(result)),
        name,
        newer: newer.collect(),
        values,
    }
}

/// One number of a blood pressure, sent as a result of its own.
fn is_half(result: &LabResult) -> bool {
    let code = result.name.loinc.as_deref();
    code.is_some_and(|code| [SYSTOLIC, DIASTOLIC].contains(&code))
}

/// It stands as a fact, and there is something to show.
fn is_readable(result: &LabResult) -> bool {
    let is_given = |value: &Value| value.is_given();
    let in_parts = || {
        result
            .parts
            .iter()
            .any(|part| is_given(&part.finding.value))
    };
    let is_given = is_given(&result.finding.value) || in_parts();
    result.status.counts() && result.unreadable().is_none() && is_given
}

/// The lower number for each upper one, where the two were sent as results of their own: the same hospital, the same
/// minute, and no third one with which either could belong.
fn pairs<'r>(readable: &[&'r Arc<LabResult>]) -> IdMap<&'r Arc<LabResult>> {
    let mut minutes: HashMap<(SourceId, i64), [Vec<&Arc<LabResult>>; 2]> = HashMap::new();
    for result in readable {
        let code = result.name.loinc.as_deref();
        let number = matches!(result.finding.value, Value::Measured(_));
        let (Some(minute), true) = (minute(result), number) else {
            continue;
        };
        let [upper, lower] = minutes.entry((result.source, minute)).or_default();
        match code {
            Some(SYSTOLIC) => upper.push(result),
            Some(DIASTOLIC) => lower.push(result),
            _ => {}
        }
    }
    let pair = |[upper, lower]: &[Vec<&'r Arc<LabResult>>; 2]| match (&upper[..], &lower[..]) {
        ([upper], [lower]) => Some((upper.id, *lower)),
        _ => None,
    };
    minutes.values().filter_map(pair).collect()
}

/// The numbers of a blood pressure that came as one result of just these two.
pub fn pressure_of(result: &LabResult) -> Option<Pressure> {
    let [first, second] = result.parts.as_slice() else {
        return None;
    };
    let number = |code: &str| {
        let part = [first, second]
            .into_iter()
            .find(|part| part.name.loinc.as_deref() == Some(code))?;
        match &part.finding.value {
            Value::Measured(number) => Some(number.clone()),
            _ => None,
        }
    };
    let (systolic, diastolic) = (number(SYSTOLIC)?, number(DIASTOLIC)?);
    let is_one = !result.finding.value.is_given() && systolic.unit == diastolic.unit;
    is_one.then_some(Pressure {
        systolic: Some(systolic),
        diastolic: Some(diastolic),
    })
}

fn measured(kind: Kind, result: Arc<LabResult>, other: Option<Arc<LabResult>>) -> Measured {
    let number = |code: &str| {
        let own = [(&result.name, &result.finding)].into_iter();
        let own = own.chain(result.parts.iter().map(|part| (&part.name, &part.finding)));
        let other = other.as_deref().map(|other| (&other.name, &other.finding));
        let mut all = own.chain(other);
        all.find_map(|(name, finding)| match &finding.value {
            Value::Measured(number) if name.loinc.as_deref() == Some(code) => Some(number.clone()),
            _ => None,
        })
    };
    let pressure = || Pressure {
        systolic: number(SYSTOLIC),
        diastolic: number(DIASTOLIC),
    };
    let pressure = (kind == Kind::Pressure).then(pressure);
    let is_said = |pressure: &Pressure| pressure.systolic.is_some() || pressure.diastolic.is_some();
    Measured {
        pressure: pressure.filter(is_said),
        result,
        other,
    }
}

/// Of one minute: the same numbers, sent twice by two hospitals, or by one as one result and as two.
fn is_the_same(known: &Measured, value: &Measured) -> bool {
    let has_minute = minute(&value.result).is_some();
    let by_two = known.result.source != value.result.source;
    let in_two_forms = known.other.is_some() != value.other.is_some();
    let same_numbers = match (&known.pressure, &value.pressure) {
        (Some(a), Some(b)) => {
            same(a.systolic.as_ref(), b.systolic.as_ref())
                && same(a.diastolic.as_ref(), b.diastolic.as_ref())
        }
        _ => {
            let (a, b) = (alone(&known.result), alone(&value.result));
            by_two && a.is_some() && same(a, b)
        }
    };
    has_minute && (by_two || in_two_forms) && same_numbers
}

fn same(a: Option<&Quantity>, b: Option<&Quantity>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.number == b.number && a.comparator == b.comparator && a.same_unit(b)
        }
        (None, None) => true,
        _ => false,
    }
}

/// The number of a result that has no parts.
fn alone(result: &LabResult) -> Option<&Quantity> {
    let number = result.finding.value.plain()?;
    result.parts.is_empty().then_some(number)
}

/// The minute it was measured, if that is known to the minute.
fn minute(result: &LabResult) -> Option<i64> {
    Some(result.collected.as_ref()?.epoch_millis()? / 60_000)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{KINDS, Kind, WAYS};
    use crate::shelf::VITAL_SIGNS;

    #[test]
    fn every_code_of_a_kind_is_one_of_a_vital_sign() {
        let codes: Vec<&str> = KINDS
            .iter()
            .flat_map(|(_, codes)| *codes)
            .copied()
            .collect();
        for code in &codes {
            assert!(VITAL_SIGNS.contains(code), "{code}");
        }
        assert!(codes.len() >= 18);
    }

    /// A tile is called by its kind and way.
    #[test]
    fn no_two_tiles_of_one_kind_are_called_the_same() {
        let way = |code: &str| WAYS.iter().find(|(known, _)| *known == code);
        let mut said = 0;
        for (kind, codes) in KINDS.iter().filter(|(kind, _)| *kind != Kind::Pressure) {
            let ways = codes.iter().map(|code| way(code).map(|(_, way)| way));
            let ways: HashSet<_> = ways.collect();
            assert_eq!(ways.len(), codes.len(), "{kind:?}");
            said += ways.iter().flatten().count();
        }
        assert_eq!(said, WAYS.len());
    }
}
