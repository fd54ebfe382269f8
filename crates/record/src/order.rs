//! One sort for lists of every kind: each further kind of list sorted by the standard library would cost the
//! download some 3 kB.

use std::cmp::Ordering;

/// Where an item stands before it is compared with others: a place of the list, and one within that.
pub(crate) type Rank = (u8, i64);

/// Puts items in order. What is equal stays in the order it was in.
pub(crate) fn sort<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    arrange(items, &[], order);
}

/// The same for a list that may be long: what costs something to find out, such as a time, is found out once for each
/// item, and not for every comparison. Only what has the same rank is compared.
pub(crate) fn sort_ranked<T>(
    items: &mut Vec<T>,
    rank: impl Fn(&T) -> Rank,
    order: impl Fn(&T, &T) -> Ordering,
) {
    let ranks: Vec<Rank> = items.iter().map(rank).collect();
    arrange(items, &ranks, order);
}

fn arrange<T>(items: &mut Vec<T>, ranks: &[Rank], order: impl Fn(&T, &T) -> Ordering) {
    let places = places(
        items.len(),
        ranks,
        &|a, b| match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => order(a, b),
            _ => Ordering::Equal,
        },
    );
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let next = |place: usize| unsorted.get_mut(place)?.take();
    items.extend(places.into_iter().filter_map(next));
}

#[inline(never)]
fn places(count: usize, ranks: &[Rank], order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| {
        let ranked = ranks.get(*a).cmp(&ranks.get(*b));
        ranked.then_with(|| order(*a, *b))
    });
    places
}

#[cfg(test)]
mod tests {
    use super::{sort, sort_ranked};

    #[test]
    fn equals_stay_in_their_order_and_nothing_is_lost() {
        let mut words = ["bb", "a", "cc", "b", "", "aa"].map(str::to_owned).to_vec();
        sort(&mut words, |a, b| a.len().cmp(&b.len()));
        assert_eq!(words, ["", "a", "b", "bb", "cc", "aa"]);
        let mut none: Vec<String> = Vec::new();
        sort(&mut none, Ord::cmp);
        assert!(none.is_empty());
    }

    #[test]
    fn what_has_the_same_rank_is_compared() {
        let mut words = ["bb", "a", "cc", "aa", "b"].map(str::to_owned).to_vec();
        let rank = |word: &String| (u8::from(word.starts_with('b')), -(word.len() as i64));
        sort_ranked(&mut words, rank, |a, b| b.cmp(a));
        assert_eq!(words, ["cc", "aa", "a", "bb", "b"]);
    }
}
