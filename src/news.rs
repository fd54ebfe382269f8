//! How what is new is remembered and told: which list has which number, and what one row of the list of results is.

use record::labs::Shelf;
use record::news::{List, Newness};
use record::{Class, Part};

/// A row is new if its report is, or, without one, if all of its results are. What else is new in it changes it.
pub fn together(paper: Option<Newness>, results: Vec<Newness>) -> Newness {
    let is_new = |one: &Newness| *one == Newness::New;
    let is_news = |one: &Newness| *one != Newness::Known;
    let is_whole = match &paper {
        Some(paper) => is_new(paper),
        None => !results.is_empty() && results.iter().all(is_new),
    };
    match is_whole {
        true => Newness::New,
        false if paper.iter().chain(&results).any(is_news) => Newness::Changed,
        false => Newness::Known,
    }
}

/// The number of a list in what is remembered: the same for ever.
pub fn list_of(class: Class) -> List {
    List(match class {
        Class::People => 0,
        Class::Results(Shelf::Lab) => 1,
        Class::Papers => 2,
        Class::Visits => 3,
        Class::Medicines => 4,
        Class::Allergies => 5,
        Class::Documents => 6,
        Class::Messages => 7,
        Class::Teams => 8,
        Class::Results(Shelf::Vitals) => 9,
        Class::Results(Shelf::Social) => 10,
        Class::Results(Shelf::Surveys) => 11,
        Class::Results(Shelf::Findings) => 12,
        Class::Part(Part::Conditions) => 13,
        Class::Part(Part::Vaccines) => 14,
        Class::Part(Part::Procedures) => 15,
        Class::Part(Part::Fills) => 16,
        Class::Part(Part::Plans) => 17,
        Class::Part(Part::Goals) => 18,
        Class::Part(Part::Devices) => 19,
        Class::Part(Part::Insurance) => 20,
        Class::Part(Part::Orders) => 21,
        Class::Part(Part::Forms) => 22,
        Class::Part(Part::Appointments) => 23,
        Class::Part(Part::Relations) => 24,
        Class::Part(Part::Family) => 25,
        Class::Part(Part::Samples) => 26,
        Class::Part(Part::Images) => 27,
        Class::Part(Part::Claims) => 28,
        Class::Part(Part::Others) => 29,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Newness::{Changed, Known, New};

    #[test]
    fn no_two_lists_have_one_number() {
        let mut numbers = Class::ALL.map(|class| list_of(class).0);
        numbers.sort_unstable();
        assert!(numbers.windows(2).all(|two| two[0] < two[1]), "{numbers:?}");
    }

    #[test]
    fn a_row_is_new_only_as_a_whole() {
        let cases = [
            (Some(New), vec![New, New], New),
            // The paper came now, of what was there before.
            (Some(New), vec![Known], New),
            (Some(Known), vec![Known, New], Changed),
            (Some(Changed), vec![Known], Changed),
            (Some(Known), vec![Known, Changed], Changed),
            (Some(Known), vec![Known], Known),
            (None, vec![New, New], New),
            (None, vec![New, Known], Changed),
            (None, vec![Known, Known], Known),
            (None, vec![], Known),
        ];
        for (paper, results, row) in cases {
            assert_eq!(
                together(paper, results.clone()),
                row,
                "{paper:?} {results:?}"
            );
        }
    }
}
