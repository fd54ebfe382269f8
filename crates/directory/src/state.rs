//! The states of the United States: their codes, their names, and the ZIP codes that tell them.

/// A state, a territory, or the district of the capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct State(u8);

type Row = (&'static str, &'static str, &'static [(u16, u16)]);

/// Code, name, and the first three digits of its ZIP codes, from and to.
/// <https://pe.usps.com/text/dmm300/L002.htm>; the few three digits that cross a border are with the larger part.
const STATES: &[Row] = &[
    ("AL", "Alabama", &[(350, 369)]),
    ("AK", "Alaska", &[(995, 999)]),
    ("AZ", "Arizona", &[(850, 865)]),
    ("AR", "Arkansas", &[(716, 729)]),
    ("CA", "California", &[(900, 961)]),
    ("CO", "Colorado", &[(800, 816)]),
    ("CT", "Connecticut", &[(60, 69)]),
    ("DE", "Delaware", &[(197, 199)]),
    (
        "DC",
        "District of Columbia",
        &[(200, 200), (202, 205), (569, 569)],
    ),
    ("FL", "Florida", &[(320, 349)]),
    ("GA", "Georgia", &[(300, 319), (398, 399)]),
    ("HI", "Hawaii", &[(967, 968)]),
    ("ID", "Idaho", &[(832, 838)]),
    ("IL", "Illinois", &[(600, 629)]),
    ("IN", "Indiana", &[(460, 479)]),
    ("IA", "Iowa", &[(500, 528)]),
    ("KS", "Kansas", &[(660, 679)]),
    ("KY", "Kentucky", &[(400, 427)]),
    ("LA", "Louisiana", &[(700, 714)]),
    ("ME", "Maine", &[(39, 49)]),
    ("MD", "Maryland", &[(206, 219)]),
    ("MA", "Massachusetts", &[(10, 27), (55, 55)]),
    ("MI", "Michigan", &[(480, 499)]),
    ("MN", "Minnesota", &[(550, 567)]),
    ("MS", "Mississippi", &[(386, 397)]),
    ("MO", "Missouri", &[(630, 658)]),
    ("MT", "Montana", &[(590, 599)]),
    ("NE", "Nebraska", &[(680, 693)]),
    ("NV", "Nevada", &[(889, 898)]),
    ("NH", "New Hampshire", &[(30, 38)]),
    ("NJ", "New Jersey", &[(70, 89)]),
    ("NM", "New Mexico", &[(870, 884)]),
    ("NY", "New York", &[(5, 5), (100, 149)]),
    ("NC", "North Carolina", &[(270, 289)]),
    ("ND", "North Dakota", &[(580, 588)]),
    ("OH", "Ohio", &[(430, 459)]),
    ("OK", "Oklahoma", &[(730, 732), (734, 749)]),
    ("OR", "Oregon", &[(970, 979)]),
    ("PA", "Pennsylvania", &[(150, 196)]),
    ("RI", "Rhode Island", &[(28, 29)]),
    ("SC", "South Carolina", &[(290, 299)]),
    ("SD", "South Dakota", &[(570, 577)]),
    ("TN", "Tennessee", &[(370, 385)]),
    ("TX", "Texas", &[(733, 733), (750, 799), (885, 885)]),
    ("UT", "Utah", &[(840, 847)]),
    ("VT", "Vermont", &[(50, 54), (56, 59)]),
    ("VA", "Virginia", &[(201, 201), (220, 246)]),
    ("WA", "Washington", &[(980, 994)]),
    ("WV", "West Virginia", &[(247, 268)]),
    ("WI", "Wisconsin", &[(530, 549)]),
    ("WY", "Wyoming", &[(820, 831)]),
    ("AS", "American Samoa", &[]),
    ("GU", "Guam", &[(969, 969)]),
    ("MP", "Northern Mariana Islands", &[]),
    ("PR", "Puerto Rico", &[(6, 7), (9, 9)]),
    ("VI", "Virgin Islands", &[(8, 8)]),
];

impl State {
    /// By its code or its name, in any case: `tx`, `North Carolina`.
    pub fn named(text: &str) -> Option<State> {
        let text = text.trim();
        let same = |(code, name, _): &Row| {
            text.eq_ignore_ascii_case(code) || text.eq_ignore_ascii_case(name)
        };
        State::at(STATES.iter().position(same)?)
    }

    /// By a ZIP code of five digits.
    pub fn of_zip(zip: u32) -> Option<State> {
        let area = zip / 100;
        let covers = |(from, to): &(u16, u16)| (u32::from(*from)..=u32::from(*to)).contains(&area);
        State::at(
            STATES
                .iter()
                .position(|(_, _, areas)| areas.iter().any(covers))?,
        )
    }

    /// `TX`
    pub fn code(self) -> &'static str {
        STATES
            .get(usize::from(self.0))
            .map_or("", |(code, _, _)| code)
    }

    /// `Texas`
    pub fn name(self) -> &'static str {
        STATES
            .get(usize::from(self.0))
            .map_or("", |(_, name, _)| name)
    }

    /// Its place in the table; the files use it.
    pub(crate) fn number(self) -> u32 {
        u32::from(self.0)
    }

    pub(crate) fn at(place: usize) -> Option<State> {
        let place = u8::try_from(place).ok()?;
        (usize::from(place) < STATES.len()).then_some(State(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_code_name_and_zip() {
        assert_eq!(State::named("tx").map(State::name), Some("Texas"));
        assert_eq!(
            State::named(" north carolina ").map(State::code),
            Some("NC")
        );
        assert_eq!(State::named("Ontario"), None);
        let zips = [
            (2139, "MA"),
            (77030, "TX"),
            (96817, "HI"),
            (5855, "VT"),
            (20032, "DC"),
            (718, "PR"),
            (99508, "AK"),
        ];
        for (zip, code) in zips {
            assert_eq!(State::of_zip(zip).map(State::code), Some(code), "{zip:05}");
        }
        assert_eq!(State::of_zip(0), None);
    }

    #[test]
    fn no_three_digits_belong_to_two_states() {
        for area in 0..1000u16 {
            let owners = STATES.iter().filter(|(_, _, areas)| {
                areas.iter().any(|(from, to)| (*from..=*to).contains(&area))
            });
            assert!(owners.count() < 2, "{area:03}");
        }
    }
}
