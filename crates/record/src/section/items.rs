//! The items of a section as they are read: what is there, what is there no more, and what was something else before.

use std::{any::Any, sync::Arc};

use super::Section;
use crate::{
    feed::Feed,
    held::{Became, Fate, Held, History},
    ids::{LocalId, SourceId},
    past::Turned,
};

impl Section {
    /// Everything that the hospitals have now, in the order of arrival: what may be counted, compared and summed up.
    pub fn items<T: Any + Send + Sync>(&self) -> impl Iterator<Item = Arc<T>> {
        self.here().filter_map(|held| held.item.read())
    }

    /// Everything that a list shows: with a time, the hospital provides it no longer, which was noticed then, and the
    /// list says so.
    pub fn listed<T: Any + Send + Sync>(&self) -> impl Iterator<Item = (Arc<T>, Option<i64>)> {
        self.items.iter().filter_map(|held| match held.fate {
            Fate::Here => Some((held.item.read()?, None)),
            Fate::Gone(at) => Some((held.item.read()?, Some(at))),
            Fate::Withdrawn(_) => None,
        })
    }

    /// What was here and was entered by mistake, as the hospital said in the last 90 days, with when that was noticed:
    /// one line each, to be opened, and never shown as fact.
    pub fn withdrawn_items<T: Any + Send + Sync>(
        &self,
        now: i64,
    ) -> impl Iterator<Item = (Arc<T>, i64)> {
        let is_told = move |at: i64| now.saturating_sub(at) < TOLD_FOR;
        self.items.iter().filter_map(move |held| match held.fate {
            Fate::Withdrawn(at) if is_told(at) => Some((held.item.read()?, at)),
            Fate::Withdrawn(_) | Fate::Here | Fate::Gone(_) => None,
        })
    }

    /// The item of that id, if a hospital has it now.
    pub fn item<T: Any + Send + Sync>(&self, key: LocalId) -> Option<Arc<T>> {
        self.held(key).filter(|held| held.is_here())?.item.read()
    }

    /// The item of that id as it came last, whatever became of it: [`Section::history_of`] says what.
    pub fn last_of<T: Any + Send + Sync>(&self, key: LocalId) -> Option<Arc<T>> {
        self.held(key)?.item.read()
    }

    /// The item of that id, if a list shows it: a hospital has it now, or provides it no longer.
    pub fn listed_item<T: Any + Send + Sync>(&self, key: LocalId) -> Option<Arc<T>> {
        let is_listed = |held: &&Held| !matches!(held.fate, Fate::Withdrawn(_));
        self.held(key).filter(is_listed)?.item.read()
    }

    /// What became of an item, without what it was before; nothing became of one that never was here.
    pub fn became(&self, key: LocalId) -> Became {
        self.held(key).map(Held::became).unwrap_or_default()
    }

    /// What an item says that a hospital has now, in one number, and which hospital: for [`crate::News`].
    pub fn mark_of(&self, key: LocalId) -> Option<(SourceId, u64)> {
        let held = self.held(key).filter(|held| held.is_here())?;
        Some((held.feed.source, held.item.mark))
    }

    /// What became of the items of a hospital at this time or later, each with what it was: for [`crate::Past`].
    pub fn turned(&self, source: SourceId, since: i64) -> impl Iterator<Item = Turned> {
        let own = self.items.iter();
        let own = own.filter(move |held| held.feed.source == source);
        own.flat_map(move |held| held.turned(since))
    }

    /// When the last of what stands here was brought that the last whole run of this search did not bring, though an
    /// earlier one did: that run may lack something. What was kept of the search until then is still needed.
    pub fn left_by(&self, feed: Feed) -> Option<i64> {
        let whole = self.feeds.get(&feed)?.whole;
        let is_left = |(of, run): (Feed, u32)| of == feed && run != whole;
        let left = self.here().filter(|held| held.holders().any(is_left));
        left.map(Held::brought_at).max()
    }

    /// What became of an item; `None` if it never was here.
    pub fn history_of<T: Any + Send + Sync>(&self, key: LocalId) -> Option<History<T>> {
        Some(self.held(key)?.history())
    }

    /// What the items of a hospital say, each in one number: for [`crate::News`].
    pub fn marks(&self, source: SourceId) -> impl Iterator<Item = (LocalId, u64)> {
        self.here()
            .filter(move |held| held.feed.source == source)
            .map(|held| (held.item.key, held.item.mark))
    }

    /// Which items came, came again or went since this was asked last: for [`crate::Merging`]. What went with its
    /// hospital is not among them.
    pub fn take_touched(&mut self) -> Vec<LocalId> {
        std::mem::take(&mut self.touched)
    }

    /// Which items there are.
    pub fn ids(&self) -> impl Iterator<Item = LocalId> {
        self.here().map(|held| held.item.key)
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.here().count()
    }

    /// How many of them are of one hospital, whichever search brought them.
    pub fn count_of(&self, source: SourceId) -> usize {
        self.here()
            .filter(|held| held.feed.source == source)
            .count()
    }

    /// There are no items (which is not the same as [`ListState::Empty`]).
    pub fn is_empty(&self) -> bool {
        self.here().next().is_none()
    }

    /// Whether something is on a list: what is there, and what a hospital provides no longer.
    pub(super) fn lists_something(&self) -> bool {
        let is_listed = |held: &Held| !matches!(held.fate, Fate::Withdrawn(_));
        self.items.iter().any(is_listed)
    }

    fn here(&self) -> impl Iterator<Item = &Held> {
        self.items.iter().filter(|held| held.is_here())
    }

    fn held(&self, key: LocalId) -> Option<&Held> {
        self.items.get(*self.places.get(&key)?)
    }
}

/// So long a list says that something was entered by mistake: 90 days (design §6.4).
pub(crate) const TOLD_FOR: i64 = 90 * 86_400_000;
