//! Items that share something, kept together as they come: what is in one cluster can be told apart without a look at
//! any other. A cluster depends on what is there alone, never on what came first.

use std::{
    collections::{BTreeSet, HashMap},
    hash::BuildHasherDefault,
};

use crate::ids::{AsIs, IdMap, LocalId};

/// A map by something that is a hash already.
pub(crate) type HashOf<V> = HashMap<u128, V, BuildHasherDefault<AsIs>>;

/// Which cluster.
pub(crate) type Place = usize;

#[derive(Clone, Debug, Default)]
pub(crate) struct Clusters {
    items: IdMap<(Place, Vec<u128>)>,
    shared: HashOf<Place>,
    /// The cluster that each was joined with; itself, if none.
    joined: Vec<Place>,
    members: Vec<Vec<LocalId>>,
    /// What items shared that are here no more.
    loose: HashMap<Place, Vec<u128>>,
    changed: BTreeSet<Place>,
    torn: BTreeSet<Place>,
    gone: Vec<Place>,
    pub(crate) work: u64,
}

/// Something that is otherwise since the last look.
#[derive(Debug, Default)]
pub(crate) struct Change {
    /// Clusters that are there no more.
    pub(crate) gone: Vec<Place>,
    /// A cluster that is new or has other members, with these in order.
    pub(crate) changed: Option<(Place, Vec<LocalId>)>,
}

impl Clusters {
    /// An item comes, or comes again, that shares these.
    pub(crate) fn put(&mut self, id: LocalId, shares: Vec<u128>) {
        self.remove(id);
        let mut place = self.joined.len();
        self.joined.push(place);
        self.members.push(vec![id]);
        for share in &shares {
            self.work += 1;
            match self.shared.get(share).copied() {
                Some(other) => place = self.join(place, other),
                None => {
                    self.shared.insert(*share, place);
                }
            }
        }
        self.items.insert(id, (place, shares));
        self.changed.insert(place);
    }

    /// An item is here no more.
    pub(crate) fn remove(&mut self, id: LocalId) {
        if let Some((place, shares)) = self.items.remove(&id) {
            let root = self.root(place);
            self.loose.entry(root).or_default().extend(shares);
            self.torn.insert(root);
        }
    }

    /// Tells what is otherwise since the last time, and nothing else, as long as some of so many steps are left; false if
    /// there is more. Who is told says how many steps that took.
    pub(crate) fn settle(&mut self, left: &mut usize, mut tell: impl FnMut(Change) -> u64) -> bool {
        while *left > 0 {
            let before = self.work;
            let Some(change) = self.change() else {
                return true;
            };
            let steps = self.work - before + tell(change);
            *left = left.saturating_sub(usize::try_from(steps.max(1)).unwrap_or(usize::MAX));
        }
        self.is_settled()
    }

    /// The next thing that is otherwise; `None` if nothing is.
    fn change(&mut self) -> Option<Change> {
        let mut changed = None;
        if let Some(torn) = self.torn.pop_first() {
            self.mend(torn);
        } else {
            while changed.is_none()
                && let Some(place) = self.changed.pop_first()
            {
                changed = (self.root(place) == place).then(|| (place, self.members_of(place)));
            }
        }
        let gone = std::mem::take(&mut self.gone);
        (changed.is_some() || !gone.is_empty()).then_some(Change { gone, changed })
    }

    /// Nothing is otherwise.
    fn is_settled(&self) -> bool {
        self.torn.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }

    fn members_of(&mut self, place: Place) -> Vec<LocalId> {
        let Some(mut members) = self.members.get(place).cloned() else {
            return Vec::new();
        };
        self.work += members.len() as u64;
        members.sort_unstable();
        members.dedup();
        members
    }

    /// Takes a cluster apart from which something went, and puts together anew what is left.
    fn mend(&mut self, torn: Place) {
        if self.root(torn) != torn {
            // It was joined since: the other one is torn now.
            let root = self.root(torn);
            let loose = self.loose.remove(&torn).unwrap_or_default();
            self.loose.entry(root).or_default().extend(loose);
            return self.mend(root);
        }
        let members = self.members_of(torn);
        let mut left: Vec<(LocalId, Vec<u128>)> = Vec::with_capacity(members.len());
        for id in members {
            let is_here = self.items.get(&id).map(|(place, _)| *place);
            if is_here.is_some_and(|place| self.root(place) == torn)
                && let Some((_, shares)) = self.items.remove(&id)
            {
                left.push((id, shares));
            }
        }
        let loose = self.loose.remove(&torn).unwrap_or_default();
        for share in left.iter().flat_map(|(_, shares)| shares).chain(&loose) {
            self.shared.remove(share);
        }
        if let Some(members) = self.members.get_mut(torn) {
            members.clear();
        }
        self.changed.remove(&torn);
        self.gone.push(torn);
        for (id, shares) in left {
            self.put(id, shares);
        }
    }

    /// The smaller one goes into the larger.
    fn join(&mut self, a: Place, b: Place) -> Place {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return a;
        }
        let size = |place: Place| self.members.get(place).map_or(0, Vec::len);
        let (large, small) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let moved = self.members.get_mut(small).map(std::mem::take);
        let moved = moved.unwrap_or_default();
        self.work += moved.len() as u64;
        if let Some(members) = self.members.get_mut(large) {
            members.extend(moved);
        }
        if let Some(joined) = self.joined.get_mut(small) {
            *joined = large;
        }
        self.gone.push(small);
        self.changed.remove(&small);
        self.changed.insert(large);
        if let Some(loose) = self.loose.remove(&small) {
            self.loose.entry(large).or_default().extend(loose);
        }
        if self.torn.remove(&small) {
            self.torn.insert(large);
        }
        large
    }

    fn end(&self, place: Place) -> Place {
        let mut end = place;
        while let Some(next) = self.joined.get(end).copied().filter(|next| *next != end) {
            end = next;
        }
        end
    }

    fn root(&mut self, place: Place) -> Place {
        let root = self.end(place);
        if let Some(joined) = self.joined.get_mut(place) {
            *joined = root;
        }
        root
    }
}
