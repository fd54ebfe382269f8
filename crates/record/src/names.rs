//! Names of people and places by reference, so that "performed by" is never an id.

use crate::{
    ids::{IdMap, LocalId, SourceId},
    medicine::MedicineName,
    order::sort,
};

/// Someone who is mentioned: by name, or by a reference whose name may come later.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The name as sent with the mention.
    pub name: Option<String>,
    /// Which Practitioner or Organization; looked up in [`Names`].
    pub reference: Option<LocalId>,
}

/// A name that is still missing: to be read once by the app.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// Ask this hospital.
    pub source: SourceId,
    /// `Practitioner/123`, relative to its base.
    pub path: String,
    /// Under this id the name will be found.
    pub id: LocalId,
}

/// A name that came with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Whose.
    pub id: LocalId,
    /// The name, as sent or composed.
    pub name: String,
}

/// All names that came, and all that are still wanted.
#[derive(Clone, Debug, Default)]
pub struct Names {
    known: IdMap<(SourceId, String)>,
    wanted: IdMap<Wanted>,
    settled: IdMap<SourceId>,
}

impl Names {
    /// Takes in the names of a hospital's answer, and the references in it that have none.
    pub fn hear(&mut self, source: SourceId, named: &[Named], wanted: &[Wanted]) {
        for Named { id, name } in named {
            self.wanted.remove(id);
            self.settled.insert(*id, source);
            self.known.insert(*id, (source, name.clone()));
        }
        for one in wanted
            .iter()
            .filter(|one| !self.settled.contains_key(&one.id))
        {
            self.wanted.entry(one.id).or_insert_with(|| one.clone());
        }
    }

    /// The references still without a name; each is handed out once, so that it is fetched once.
    pub fn wanted(&mut self) -> Vec<Wanted> {
        let mut wanted: Vec<Wanted> = std::mem::take(&mut self.wanted).into_values().collect();
        sort(&mut wanted, Ord::cmp);
        self.settled
            .extend(wanted.iter().map(|one| (one.id, one.source)));
        wanted
    }

    /// The patient signed out of a hospital: the names it gave go, and may be asked for again.
    pub fn forget(&mut self, source: SourceId) {
        self.known.retain(|_, (from, _)| *from != source);
        self.wanted.retain(|_, one| one.source != source);
        self.settled.retain(|_, from| *from != source);
    }

    /// Whose names a hospital gave.
    pub(crate) fn said_by(&self, source: SourceId) -> impl Iterator<Item = LocalId> {
        let said = self.known.iter();
        let said = said.filter(move |(_, (from, _))| *from == source);
        said.map(|(id, _)| *id)
    }

    /// The name to print: as sent with the mention, else as looked up; `None`: "Your care team".
    pub fn of<'a>(&'a self, mention: &'a Mention) -> Option<&'a str> {
        let looked_up = || self.looked_up(mention.reference);
        mention.name.as_deref().or_else(looked_up)
    }

    /// What a medicine is called: in the request itself, else in the Medication it refers to, else beside that
    /// reference (reference §4.1). Then what else it is called, where that begins with another word: one of the two
    /// is wrong, and which one is not for us to say.
    pub fn medicine<'a>(&'a self, name: &'a MedicineName) -> (Option<&'a str>, Option<&'a str>) {
        let looked_up = || self.looked_up(name.reference);
        let display = name.display.as_deref();
        let called = name.own.as_deref().or_else(looked_up).or(display);
        let first = |name: &str| name.split_whitespace().next().map(str::to_lowercase);
        let another = display.filter(|display| called.and_then(first) != first(display));
        (called, another)
    }

    fn looked_up(&self, reference: Option<LocalId>) -> Option<&str> {
        let (_, name) = self.known.get(&reference?)?;
        Some(name)
    }
}
