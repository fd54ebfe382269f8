//! Many texts in one, and many lists in one: what a shard is made of when it is open.

use std::ops::Range;

use crate::bytes::NotReadable;

/// From where to where the thing at this place goes, among things that end there.
fn range(ends: &[u32], place: usize) -> Option<Range<usize>> {
    let start = match place.checked_sub(1) {
        Some(before) => *ends.get(before)?,
        None => 0,
    };
    Some(start as usize..*ends.get(place)? as usize)
}

/// Texts one after the other in one block of memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    block: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, place: usize) -> &str {
        range(&self.ends, place)
            .and_then(|range| self.block.get(range))
            .unwrap_or_default()
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.block.push_str(text);
        self.ends.push(self.block.len() as u32);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place))
    }

    /// The first place whose text is not before this one; the texts are sorted.
    pub(crate) fn lower_bound(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Where exactly this text stands; the texts are sorted.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let place = self.lower_bound(text);
        (place < self.len() && self.get(place) == text).then_some(place)
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Texts {
        let mut all = Texts::default();
        texts.into_iter().for_each(|text| all.push(text));
        all
    }
}

/// Lists of numbers one after the other in one block of memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    items: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    /// Cuts a block into lists of these lengths; every item must be below the limit.
    pub(crate) fn cut(
        lengths: &[u32],
        items: Vec<u32>,
        limit: usize,
    ) -> Result<Lists, NotReadable> {
        if items.iter().any(|item| *item as usize >= limit) {
            return Err(NotReadable::Damaged);
        }
        let mut end = 0u32;
        let mut ends = Vec::with_capacity(lengths.len());
        for length in lengths {
            end = end.checked_add(*length).ok_or(NotReadable::Damaged)?;
            ends.push(end);
        }
        if end as usize != items.len() {
            return Err(NotReadable::Damaged);
        }
        Ok(Lists { items, ends })
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, place: usize) -> &[u32] {
        range(&self.ends, place)
            .and_then(|range| self.items.get(range))
            .unwrap_or_default()
    }

    pub(crate) fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(self.items.len() as u32);
    }

    /// Puts items into one list per number below `count`, in the order in which they come.
    pub(crate) fn grouped(pairs: &[(u32, u32)], count: usize) -> Lists {
        let mut ends = vec![0u32; count];
        for (list, _) in pairs {
            if let Some(length) = ends.get_mut(*list as usize) {
                *length += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            (start, *end) = (start + *end, start);
        }
        // From here on an end is where the next item goes.
        let mut items = vec![u32::MAX; start as usize];
        for (list, item) in pairs {
            let next = ends
                .get_mut(*list as usize)
                .map(|end| std::mem::replace(end, *end + 1));
            if let Some(slot) = next.and_then(|next| items.get_mut(next as usize)) {
                *slot = *item;
            }
        }
        Lists { items, ends }
    }
}
