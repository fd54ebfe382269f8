//! Keeps the groups of one class while its items come and go. What is asked for does not depend on what came first.

use super::{
    claim::Claim,
    clusters::{Clusters, Place},
    matching::{self, Group},
};
use crate::ids::{IdMap, LocalId};

#[derive(Clone, Debug, Default)]
pub(crate) struct Engine {
    claims: IdMap<Claim>,
    clusters: Clusters,
    groups: Vec<Vec<Group>>,
    places: IdMap<(Place, usize)>,
    /// Items that can be the same as no other.
    alone: IdMap<Group>,
    work: u64,
}

impl Engine {
    /// An item comes, or says something else now.
    pub(crate) fn put(&mut self, claim: Claim) {
        let shares = claim.shares();
        if shares.is_empty() {
            self.leave(claim.id);
            let group = Group {
                ids: vec![claim.id],
                reasons: Vec::new(),
            };
            self.alone.insert(claim.id, group);
            return;
        }
        if self.claims.get(&claim.id) == Some(&claim) {
            return;
        }
        self.alone.remove(&claim.id);
        self.clusters.put(claim.id, shares);
        self.claims.insert(claim.id, claim);
    }

    /// An item is here no more.
    pub(crate) fn remove(&mut self, id: LocalId) {
        self.alone.remove(&id);
        self.leave(id);
    }

    fn leave(&mut self, id: LocalId) {
        if self.claims.remove(&id).is_some() {
            self.clusters.remove(id);
            self.places.remove(&id);
        }
    }

    /// See [`Clusters::settle`].
    pub(crate) fn settle(&mut self, left: &mut usize) -> bool {
        self.clusters.settle(left, |change| {
            let before = self.work;
            for gone in change.gone {
                if let Some(groups) = self.groups.get_mut(gone) {
                    groups.clear();
                }
            }
            let Some((place, members)) = change.changed else {
                return 0;
            };
            let claims = members.iter().filter_map(|id| self.claims.get(id));
            let claims: Vec<&Claim> = claims.collect();
            let groups = matching::groups(&claims, &mut self.work);
            for (nth, group) in groups.iter().enumerate() {
                for id in &group.ids {
                    self.places.insert(*id, (place, nth));
                }
            }
            if self.groups.len() <= place {
                self.groups.resize_with(place + 1, Vec::new);
            }
            if let Some(known) = self.groups.get_mut(place) {
                *known = groups;
            }
            self.work - before
        })
    }

    /// The group of an item.
    pub(crate) fn group_of(&self, id: LocalId) -> Option<&Group> {
        let among = || {
            let (place, nth) = self.places.get(&id)?;
            self.groups.get(*place)?.get(*nth)
        };
        self.alone.get(&id).or_else(among)
    }

    /// All groups, in no order.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().flatten().chain(self.alone.values())
    }

    /// How many steps were taken so far.
    pub(crate) fn work(&self) -> u64 {
        self.work + self.clusters.work
    }
}
