//! Following a search from page to page without walking in circles. Pure: the caller reads the pages.

/// More pages than any record has.
const MOST_PAGES: usize = 2000;
/// A few servers send pages with nothing on them before the last (reference §2.1 rule 5).
const MOST_EMPTY: usize = 10;

/// The pages of one search so far.
#[derive(Default)]
pub struct Trail {
    addresses: Vec<String>,
    /// What each page held, as [`record::Taken::mark`] says it.
    marks: Vec<u128>,
    empty_in_a_row: usize,
}

impl Trail {
    /// May the page at this address be read? Not if it was read before.
    pub fn enters(&mut self, address: &str) -> bool {
        if self.addresses.len() >= MOST_PAGES || self.addresses.iter().any(|known| known == address)
        {
            return false;
        }
        self.addresses.push(address.to_owned());
        true
    }

    /// Did the page just read bring anything new? Some servers send the same page under ever new addresses.
    pub fn gains(&mut self, mark: Option<u128>) -> bool {
        let Some(mark) = mark else {
            self.empty_in_a_row += 1;
            return self.empty_in_a_row <= MOST_EMPTY;
        };
        self.empty_in_a_row = 0;
        let is_new = !self.marks.contains(&mark);
        self.marks.push(mark);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_once() {
        let mut trail = Trail::default();
        assert!(trail.enters("https://a/1") && trail.enters("https://a/2"));
        assert!(!trail.enters("https://a/1"));
    }

    #[test]
    fn the_same_page_under_a_new_address_ends_the_trail() {
        let mut trail = Trail::default();
        assert!(trail.gains(Some(1)) && trail.gains(Some(2)));
        assert!(!trail.gains(Some(1)));
    }

    #[test]
    fn a_few_empty_pages_are_walked_through_but_not_for_ever() {
        let mut trail = Trail::default();
        for _ in 0..3 {
            assert!((0..MOST_EMPTY).all(|_| trail.gains(None)));
            assert!(trail.gains(Some(trail.marks.len() as u128)));
        }
        assert!((0..MOST_EMPTY).all(|_| trail.gains(None)));
        assert!(!trail.gains(None));
    }

    #[test]
    fn no_trail_is_endless() {
        let mut trail = Trail::default();
        let pages = (0..).take_while(|page| trail.enters(&format!("https://a/{page}")));
        assert_eq!(pages.count(), MOST_PAGES);
    }
}
