//! Where a value lies in the vault. The key is in the clear, so it says a table and a number and nothing else.

/// What kind of thing a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Table {
    /// A hospital the person is connected to, with its tokens.
    Connections = b'c',
    /// The answers to one search, or to a run for a part of it, as they came ([`crate::Archive`]).
    Record = b'r',
    /// What the person has begun to write, and what is on its way.
    Drafts = b'd',
    /// What the person has seen.
    Seen = b'n',
    /// What the person has chosen.
    Settings = b's',
    /// One line of the log ([`crate::audit::Entry`]).
    Audit = b'a',
    /// What a source changed, provides no longer or took back, in sittings before.
    Past = b'p',
    /// What the person says of their medicines.
    Words = b'w',
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 8] = [
        Table::Connections,
        Table::Record,
        Table::Drafts,
        Table::Seen,
        Table::Settings,
        Table::Audit,
        Table::Past,
        Table::Words,
    ];

    const fn letter(self) -> char {
        self as u8 as char
    }
}

/// One value's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// What it is.
    pub table: Table,
    /// Which one.
    pub number: u64,
}

impl Place {
    /// The key of the value: `r/65538`.
    pub fn key(self) -> String {
        format!("{}/{}", self.table.letter(), self.number)
    }

    /// The place with this key; `None` when no place has it, letter for letter.
    pub fn read(key: &str) -> Option<Place> {
        let (letter, number) = key.split_once('/')?;
        let table = Table::ALL
            .into_iter()
            .find(|table| letter == table.letter().to_string())?;
        let number = number.parse().ok()?;
        let place = Place { table, number };
        (place.key() == key).then_some(place)
    }

    /// What a value is bound to when it is sealed, so that it opens here only and in this form only: the key and the
    /// version of [`crate::Sealed`].
    pub fn additional_data(self, version: u8) -> Vec<u8> {
        format!("satchel value {version} {}", self.key()).into_bytes()
    }

    /// Where the answers of a source to a search lie.
    pub fn of_answers(source: u16, search: u8) -> Place {
        Place {
            table: Table::Record,
            number: u64::from(source) << 8 | u64::from(search),
        }
    }

    /// Where it lies what a run for a part has brought since: parts are counted from 1.
    pub fn of_part(source: u16, search: u8, part: u8) -> Place {
        let whole = Place::of_answers(source, search);
        Place {
            number: u64::from(part) << 24 | whole.number,
            ..whole
        }
    }

    /// The source and the search whose answers lie here.
    pub fn answers(self) -> Option<(u16, u8)> {
        let is_answers = self.table == Table::Record && self.number >> 32 == 0;
        is_answers.then_some(((self.number >> 8) as u16, self.number as u8))
    }

    /// Which part of them; 0 is the whole.
    pub fn part(self) -> u8 {
        (self.number >> 24) as u8
    }

    /// Where it lies what became of the items of a source.
    pub fn of_past(source: u16) -> Place {
        Place {
            table: Table::Past,
            number: u64::from(source),
        }
    }

    /// Where it lies what was there when a person last looked: beside what they opened, which has their number alone.
    pub fn of_news(person: u32) -> Place {
        Place {
            table: Table::Seen,
            number: NEWS | u64::from(person),
        }
    }

    /// Whether that lies here.
    pub fn is_news(self) -> bool {
        self.table == Table::Seen && self.number & !u64::from(u32::MAX) == NEWS
    }

    /// The number of the person that something here is of.
    pub fn person(self) -> Option<u64> {
        match self.table {
            Table::Drafts | Table::Words => Some(self.number),
            Table::Seen if self.is_news() => Some(self.number & !NEWS),
            Table::Seen => Some(self.number),
            Table::Connections | Table::Record | Table::Settings | Table::Audit | Table::Past => {
                None
            }
        }
    }

    /// The source that something here is of.
    pub fn source(self) -> Option<u16> {
        match self.table {
            Table::Connections | Table::Past => u16::try_from(self.number).ok(),
            Table::Record => self.answers().map(|(source, _)| source),
            Table::Drafts | Table::Seen | Table::Settings | Table::Audit | Table::Words => None,
        }
    }
}

/// Numbers of people have 32 bits; this one above them says that it is news.
const NEWS: u64 = 1 << 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_a_letter_of_its_own() {
        let mut letters = Table::ALL.map(Table::letter);
        letters.sort_unstable();
        assert_eq!(letters, ['a', 'c', 'd', 'n', 'p', 'r', 's', 'w']);
    }

    #[test]
    fn a_place_comes_back_from_its_key() {
        for table in Table::ALL {
            for number in [0, 1, 65_538, u64::MAX] {
                let place = Place { table, number };
                assert_eq!(Place::read(&place.key()), Some(place));
            }
        }
        let record = Place {
            table: Table::Record,
            number: 65_538,
        };
        assert_eq!(record.key(), "r/65538");
    }

    #[test]
    fn the_answers_of_a_source_are_found_again() {
        for (source, search) in [(0, 0), (1, 2), (u16::MAX, u8::MAX)] {
            let place = Place::of_answers(source, search);
            assert_eq!(place.answers(), Some((source, search)));
            assert_eq!(place.source(), Some(source));
        }
        assert_eq!(Place::of_answers(256, 2).key(), "r/65538");
        let too_high = Place {
            table: Table::Record,
            number: 1 << 32,
        };
        assert_eq!(too_high.answers(), None);
        let draft = Place {
            table: Table::Drafts,
            number: 7,
        };
        assert_eq!((draft.answers(), draft.source()), (None, None));
    }

    #[test]
    fn a_part_lies_behind_the_whole_of_every_source() {
        for (source, search, part) in [(0, 0, 1), (1, 2, 3), (u16::MAX, u8::MAX, u8::MAX)] {
            let place = Place::of_part(source, search, part);
            assert_eq!(
                (place.answers(), place.part()),
                (Some((source, search)), part)
            );
            assert_eq!(place.source(), Some(source));
            assert!(place > Place::of_answers(u16::MAX, u8::MAX));
        }
        assert_eq!(Place::of_past(7).source(), Some(7));
        assert_eq!(Place::of_part(1, 2, 0), Place::of_answers(1, 2));
        assert_eq!(Place::of_answers(1, 2).part(), 0);
    }

    #[test]
    fn what_a_person_wrote_or_said_lies_under_their_number() {
        for table in Table::ALL {
            let place = Place { table, number: 7 };
            let is_of_a_person = [Table::Drafts, Table::Seen, Table::Words].contains(&table);
            assert_eq!(place.person(), is_of_a_person.then_some(7), "{table:?}");
        }
    }

    #[test]
    fn what_a_person_saw_and_what_they_opened_lie_apart_under_their_number() {
        for person in [0, 7, u32::MAX] {
            let news = Place::of_news(person);
            let opened = Place {
                table: Table::Seen,
                number: u64::from(person),
            };
            assert_ne!(news, opened);
            assert!(news.is_news() && !opened.is_news());
            assert_eq!(news.person(), opened.person());
            assert_eq!(news.person(), Some(u64::from(person)));
        }
        assert_eq!(Place::of_news(7).key(), "n/4294967303");
        let drafts = Place {
            table: Table::Drafts,
            number: Place::of_news(7).number,
        };
        assert!(!drafts.is_news());
        assert_eq!(Place::of_answers(0, 7).person(), None);
    }

    #[test]
    fn a_key_that_no_place_has_is_refused() {
        for key in [
            "",
            "r",
            "r/",
            "/1",
            "x/1",
            "R/1",
            "r/+1",
            "r/01",
            "r/-1",
            "r/1 ",
            "r/1/2",
            "rr/1",
            "r/18446744073709551616",
        ] {
            assert_eq!(Place::read(key), None, "{key}");
        }
    }

    #[test]
    fn no_two_places_are_sealed_alike() {
        let place = |table, number| Place { table, number }.additional_data(1);
        assert_eq!(place(Table::Drafts, 7), b"satchel value 1 d/7");
        assert_ne!(place(Table::Drafts, 7), place(Table::Drafts, 77));
        assert_ne!(place(Table::Drafts, 7), place(Table::Seen, 7));
        let seven = Place {
            table: Table::Drafts,
            number: 7,
        };
        assert_ne!(seven.additional_data(1), seven.additional_data(2));
    }
}
