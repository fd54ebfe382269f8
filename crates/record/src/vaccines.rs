//! Vaccines as a list: what was given, by vaccine, with the dates of its doses; then everything else in its place.

use std::{collections::HashMap, sync::Arc};

use crate::{
    entry::{self, Entry, Place},
    order,
    when::When,
};

/// The list of vaccines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vaccines {
    /// What was given: the vaccine with the newest dose first.
    pub given: Vec<Vaccine>,
    /// What was not given, or does not say whether it was, by place.
    pub rest: Vec<Arc<Entry>>,
}

/// A vaccine that was given once or several times.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vaccine {
    /// Its doses, the newest first. There is at least one.
    pub doses: Vec<Arc<Entry>>,
}

impl Vaccine {
    /// What it is called: as the newest dose that has a name calls it.
    pub fn name(&self) -> Option<&str> {
        self.doses.iter().find_map(|dose| dose.name.as_deref())
    }
}

/// Groups entries by vaccine. Only what was surely given is ever grouped.
pub fn by_vaccine(entries: &[Arc<Entry>]) -> Vaccines {
    let is_given = |entry: &&Arc<Entry>| entry.place == Place::Done;
    let mut doses: Vec<Arc<Entry>> = entries.iter().filter(is_given).cloned().collect();
    order::sort(&mut doses, |a, b| {
        When::newest_first(a.when.as_ref(), b.when.as_ref())
            .then_with(|| a.name.cmp(&b.name))
            .then(a.id.cmp(&b.id))
    });
    let not_given = |entry: &&Arc<Entry>| !is_given(entry);
    let mut rest: Vec<Arc<Entry>> = entries.iter().filter(not_given).cloned().collect();
    entry::sorted(&mut rest);
    let mut given: Vec<Vaccine> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for dose in doses {
        let group = dose.group.clone();
        let known = group.as_ref().and_then(|group| places.get(group));
        match known.and_then(|place| given.get_mut(*place)) {
            Some(vaccine) => vaccine.doses.push(dose),
            None => {
                places.extend(group.map(|group| (group, given.len())));
                given.push(Vaccine { doses: vec![dose] });
            }
        }
    }
    Vaccines { given, rest }
}
