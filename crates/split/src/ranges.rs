//! Sets of addresses.

use std::ops::Range;

/// Sorted, apart from each other, none empty.
#[derive(Default, Debug, PartialEq)]
pub(crate) struct Ranges(Vec<Range<u32>>);

impl Ranges {
    /// What any of them covers.
    pub(crate) fn union(ranges: impl IntoIterator<Item = Range<u32>>) -> Ranges {
        let mut sorted: Vec<Range<u32>> = ranges.into_iter().filter(|r| !r.is_empty()).collect();
        sorted.sort_by_key(|range| range.start);
        let mut joined: Vec<Range<u32>> = Vec::new();
        for range in sorted {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        Ranges(joined)
    }

    /// What these cover and the others do not.
    pub(crate) fn without(&self, others: &Ranges) -> Ranges {
        let mut left = Vec::new();
        let mut others = others.0.iter().peekable();
        for range in &self.0 {
            let mut start = range.start;
            while let Some(other) = others.peek() {
                if other.start >= range.end {
                    break;
                }
                if other.start > start {
                    left.push(start..other.start);
                }
                start = start.max(other.end);
                if other.end > range.end {
                    break;
                }
                others.next();
            }
            if start < range.end {
                left.push(start..range.end);
            }
        }
        Ranges(left)
    }

    /// What both cover.
    pub(crate) fn within(&self, range: &Range<u32>) -> impl Iterator<Item = Range<u32>> {
        let from = self.0.partition_point(|own| own.end <= range.start);
        self.0
            .iter()
            .skip(from)
            .take_while(|own| own.start < range.end)
            .map(|own| own.start.max(range.start)..own.end.min(range.end))
    }

    pub(crate) fn longer_than(self, bytes: u32) -> Ranges {
        Ranges(
            self.0
                .into_iter()
                .filter(|range| range.end - range.start > bytes)
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_touch_are_one() {
        assert_eq!(
            Ranges::union([4..6, 1..3, 3..4, 9..9, 20..22]),
            Ranges(vec![1..6, 20..22])
        );
    }

    #[test]
    fn what_others_cover_is_taken_away() {
        let all = Ranges::union([0..10, 20..30]);
        let others = Ranges::union([2..4, 8..22, 29..40]);
        assert_eq!(all.without(&others), Ranges(vec![0..2, 4..8, 22..29]));
        assert_eq!(all.without(&Ranges::default()), all);
    }

    #[test]
    fn one_hole_may_lie_in_several_ranges() {
        let all = Ranges::union([0..2, 4..6, 8..10]);
        assert_eq!(
            all.without(&Ranges::union(std::iter::once(1..9))),
            Ranges(vec![0..1, 9..10])
        );
    }

    #[test]
    fn a_part_of_a_range_is_found() {
        let all = Ranges::union([0..10, 20..30, 40..50]);
        let part: Vec<_> = all.within(&(5..25)).collect();
        assert_eq!(part, [5..10, 20..25]);
    }
}
