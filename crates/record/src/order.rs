//! One sort for lists of every kind: each further kind of list sorted by the standard library would cost the
//! download some 3 kB.

use std::cmp::Ordering;

/// Puts items in order. What is equal stays in the order it was in.
pub(crate) fn sort<T>(items: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let next = |place: usize| unsorted.get_mut(place)?.take();
    items.extend(places.into_iter().filter_map(next));
}

#[inline(never)]
fn sort_places(places: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| order(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::sort;

    #[test]
    fn equals_stay_in_their_order_and_nothing_is_lost() {
        let mut words = ["bb", "a", "cc", "b", "", "aa"].map(str::to_owned).to_vec();
        sort(&mut words, |a, b| a.len().cmp(&b.len()));
        assert_eq!(words, ["", "a", "b", "bb", "cc", "aa"]);
        let mut none: Vec<String> = Vec::new();
        sort(&mut none, Ord::cmp);
        assert!(none.is_empty());
    }
}
