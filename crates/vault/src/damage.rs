//! What lies in a vault and is of no use: what to say of it, and what to delete if the person wants that.

use std::collections::BTreeMap;

use crate::Place;

/// What was found when the vault was opened.
#[derive(Debug, Default)]
pub struct Damage {
    /// The keys of what can't be read, with the place where a key is one.
    unreadable: Vec<(String, Option<Place>)>,
    /// What can be read and has nobody any more to whom it belongs.
    orphans: Vec<String>,
}

impl Damage {
    /// The value of this key can't be read, or its key says nothing.
    pub fn add(&mut self, key: String) {
        let place = Place::read(&key);
        self.unreadable.push((key, place));
    }

    /// The value of this place says nothing that is understood.
    pub fn add_place(&mut self, place: Place) {
        self.unreadable.push((place.key(), Some(place)));
    }

    /// The value of this place belongs to a sign-in that can't be read.
    pub fn add_orphan(&mut self, place: Place) {
        self.orphans.push(place.key());
    }

    /// What can't be read, by its place; `None` where the key says nothing.
    pub fn unreadable(&self) -> impl ExactSizeIterator<Item = Option<Place>> {
        self.unreadable.iter().map(|(_, place)| *place)
    }

    /// The highest number of a source that has something here.
    pub fn highest_source(&self) -> Option<u16> {
        self.unreadable().flatten().filter_map(Place::source).max()
    }

    /// The keys of all that may be deleted: without the places where something known has come anew.
    pub fn keys<T>(&self, known: &BTreeMap<Place, T>) -> Vec<String> {
        let is_anew = |place: &Place| known.contains_key(place);
        let lost = self
            .unreadable
            .iter()
            .filter(|(_, place)| !place.as_ref().is_some_and(is_anew))
            .map(|(key, _)| key);
        lost.chain(&self.orphans).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Table;

    #[test]
    fn what_has_come_anew_is_not_removed_with_what_could_not_be_read() {
        let answers = |search| Place::of_answers(1, search);
        let mut damage = Damage::default();
        damage.add("z/1".to_owned());
        damage.add(answers(1).key());
        damage.add_place(answers(2));
        damage.add_orphan(Place::of_answers(3, 0));
        let known = BTreeMap::from([(answers(2), ())]);
        assert_eq!(damage.keys(&known), ["z/1", "r/257", "r/768"]);
        let places: Vec<_> = damage.unreadable().collect();
        assert_eq!(places, [None, Some(answers(1)), Some(answers(2))]);
    }

    #[test]
    fn the_number_that_a_damaged_sign_in_had_is_known() {
        let mut damage = Damage::default();
        assert_eq!(damage.highest_source(), None);
        for (table, number) in [(Table::Connections, 7), (Table::Drafts, 9)] {
            damage.add_place(Place { table, number });
        }
        damage.add_place(Place::of_answers(2, 200));
        assert_eq!(damage.highest_source(), Some(7));
    }
}
