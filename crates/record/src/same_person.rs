//! Is the person of a new sign-in the one whose record this is? Each sign-in has shown that its record may be read; this
//! only keeps people from being mixed up. Nothing is ever joined without the person's own yes.

use crate::{
    day::Day,
    person::{Deceased, Person, Sex},
    same_name::names,
    when::When,
};

/// At this age a person signs in for themselves.
const ADULT: u16 = 18;

/// Whose record something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// That of the person who signed in.
    Own,
    /// That of a child, or of an adult they care for.
    Dependent,
}

/// What the comparison says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Birth date and name agree: ask whether to join, with both shown.
    SamePerson,
    /// They agree in part: ask, with both shown and what differs; apart unless the person says otherwise.
    Unsure(Vec<Doubt>),
    /// Keep apart.
    AnotherPerson,
    /// A child's or another adult's record beside one's own, or the other way round: a profile of its own, always.
    Dependent,
}

/// What keeps two records from being plainly of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// One birth date is missing.
    NoBirthDate,
    /// One birth date is only a year or a month, and the other lies within.
    VagueBirthDate,
    /// Family names have nothing in common: a marriage, or somebody else.
    FamilyName,
    /// One family name is a part of the other.
    PartOfFamilyName,
    /// Given names have nothing in common: twins look so.
    GivenName,
    /// One given name is the beginning of the other, and the sexes are not known to agree.
    ShortGivenName,
    /// One given name is an initial.
    Initial,
    /// One's first given name is another's later one.
    LaterGivenName,
    /// Given and family name have changed places.
    Swapped,
    /// One of them has no name.
    NoName,
    /// One is female, the other male.
    Sex,
    /// One has died, says the hospital, the other has not.
    Deceased,
    /// The same hospital, and another record there than before.
    OtherRecord,
    /// A part that may turn the meaning around could not be read.
    Unreadable,
}

/// Whose record a sign-in opened. `is_proxy`: the hospital named the person who signed in, and that is not the patient.
pub fn whose(person: &Person, is_proxy: bool, today: Day) -> Whose {
    match is_proxy || is_minor(person, today) {
        true => Whose::Dependent,
        false => Whose::Own,
    }
}

/// Where only the year of birth is known, only who can be no adult yet.
fn is_minor(person: &Person, today: Day) -> bool {
    let year = person.birth_date.as_ref().and_then(When::year);
    let oldest = year.map(|year| i32::from(today.year) - i32::from(year));
    match person.age_on(today) {
        Some(age) => age < ADULT,
        None => oldest.is_some_and(|oldest| (0..i32::from(ADULT)).contains(&oldest)),
    }
}

/// Compares the person of a profile with that of a new sign-in.
pub fn same_person(known: (&Person, Whose), new: (&Person, Whose)) -> Comparison {
    let ((known, known_is), (new, new_is)) = (known, new);
    if known_is != new_is {
        return Comparison::Dependent;
    }
    let mut doubts = Vec::new();
    match birth(known, new) {
        Birth::Other => return Comparison::AnotherPerson,
        Birth::Doubtful(doubt) => doubts.push(doubt),
        Birth::Same => {}
    }
    let sexes = sexes(known, new);
    match names(known, new, sexes) {
        None => return Comparison::AnotherPerson,
        Some(found) => doubts.extend(found),
    }
    let has_died = |person: &Person| person.deceased != Deceased::No;
    let others = [
        (sexes == Some(false), Doubt::Sex),
        (has_died(known) != has_died(new), Doubt::Deceased),
        (
            known.source == new.source && known.id != new.id,
            Doubt::OtherRecord,
        ),
        (known.unreadable || new.unreadable, Doubt::Unreadable),
    ];
    let others = others.into_iter().filter(|(holds, _)| *holds);
    doubts.extend(others.map(|(_, doubt)| doubt));
    match doubts.is_empty() {
        true => Comparison::SamePerson,
        false => Comparison::Unsure(doubts),
    }
}

/// Which of the profiles that are open a new sign-in belongs to: its place among them, and what is in doubt. `None`: to
/// none of them. A profile whose person could not be read is compared with nobody, and so stays in doubt.
pub fn nearest(
    known: &[(Option<&Person>, Whose)],
    new: (&Person, Whose),
) -> Option<(usize, Vec<Doubt>)> {
    let compared = known.iter().map(|(known, is)| match known {
        Some(known) => same_person((known, *is), new),
        None => Comparison::Unsure(vec![Doubt::NoName]),
    });
    let doubts = compared.enumerate().filter_map(|(place, one)| match one {
        Comparison::SamePerson => Some((place, Vec::new())),
        Comparison::Unsure(doubts) => Some((place, doubts)),
        Comparison::AnotherPerson | Comparison::Dependent => None,
    });
    doubts.min_by_key(|(_, doubts)| doubts.len())
}

enum Birth {
    Same,
    Doubtful(Doubt),
    Other,
}

fn birth(known: &Person, new: &Person) -> Birth {
    let (Some(one), Some(two)) = (&known.birth_date, &new.birth_date) else {
        return Birth::Doubtful(Doubt::NoBirthDate);
    };
    match (one.day(), two.day()) {
        (Some(one), Some(two)) if one == two => Birth::Same,
        (Some(_), Some(_)) => Birth::Other,
        (Some(_), None) | (None, Some(_)) | (None, None) => vague(one, two),
    }
}

/// Birth dates of which one is not known to the day: as far as both go, do they agree?
fn vague(one: &When, two: &When) -> Birth {
    match (one.year().zip(two.year()), one.month().zip(two.month())) {
        (None, _) => Birth::Doubtful(Doubt::NoBirthDate),
        (Some((one, two)), _) if one != two => Birth::Other,
        (_, Some((one, two))) if one != two => Birth::Other,
        (Some(_), _) => Birth::Doubtful(Doubt::VagueBirthDate),
    }
}

/// Do the sexes agree? `None` where one is not known, or neither female nor male.
fn sexes(known: &Person, new: &Person) -> Option<bool> {
    match (known.sex.as_ref()?, new.sex.as_ref()?) {
        (Sex::Female, Sex::Female) | (Sex::Male, Sex::Male) => Some(true),
        (Sex::Female, Sex::Male) | (Sex::Male, Sex::Female) => Some(false),
        (Sex::Other(_) | Sex::Unknown, _) | (_, Sex::Other(_) | Sex::Unknown) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{LocalId, SourceId},
        person::PersonName,
    };

    const TODAY: Day = Day {
        year: 2027,
        month: 1,
        day: 15,
    };

    /// `Maria Elena/Lopez 1961-04-02 female`; further names stand behind a bar, with their use: `old=/Garcia`.
    fn person(text: &str, source: u16) -> Person {
        let mut parts = text.split('|').map(str::trim);
        let mut first = parts.next().unwrap().split(' ').collect::<Vec<_>>();
        let mut sex = None;
        if let Some(word @ ("female" | "male" | "unknown")) = first.last().copied() {
            first.pop();
            sex = Some(match word {
                "female" => Sex::Female,
                "male" => Sex::Male,
                _ => Sex::Unknown,
            });
        }
        let is_date = first
            .last()
            .is_some_and(|word| word.starts_with(['1', '2']));
        let birth_date = is_date.then(|| When::read(first.pop().unwrap()));
        let mut names = vec![name(&first.join(" "), None)];
        for part in parts {
            let (usage, text) = part.split_once('=').unwrap();
            names.push(name(text, Some(usage)));
        }
        names.retain(|name| !name.full.is_empty());
        Person {
            id: LocalId::new("https://ehr.example.org", "Patient", text),
            source: SourceId(source),
            names,
            birth_date,
            sex,
            deceased: Deceased::No,
            active: true,
            links: Vec::new(),
            facts: Vec::new(),
            incomplete: false,
            unreadable: false,
        }
    }

    fn name(text: &str, usage: Option<&str>) -> PersonName {
        let (given, family) = match text.split_once('/') {
            Some((given, family)) => (given, Some(family)),
            None => ("", None),
        };
        PersonName {
            full: text.replace('/', " ").trim().to_owned(),
            given: given.split_whitespace().map(str::to_owned).collect(),
            family: family
                .filter(|family| !family.is_empty())
                .map(str::to_owned),
            usage: usage.map(str::to_owned),
        }
    }

    fn compared(known: &str, new: &str) -> Comparison {
        let (known, new) = (person(known, 1), person(new, 2));
        let whose = |person| whose(person, false, TODAY);
        same_person((&known, whose(&known)), (&new, whose(&new)))
    }

    #[test]
    fn every_situation_has_its_answer() {
        use Comparison::{AnotherPerson, SamePerson, Unsure};
        let maria = "Maria/Lopez 1961-04-02 female";
        for (new, expected) in [
            // Plainly the same.
            ("Maria/Lopez 1961-04-02 female", SamePerson),
            ("MARIA/LOPEZ 1961-04-02", SamePerson),
            ("María/López 1961-04-02 female", SamePerson),
            ("Maria\u{301}/Lopez 1961-04-02 female", SamePerson),
            ("Maria Elena/Lopez 1961-04-02 female", SamePerson),
            (
                "Maria/Garcia 1961-04-02 female | maiden=Maria/Lopez",
                SamePerson,
            ),
            ("Maria/Garcia 1961-04-02 female | old=/Lopez", SamePerson),
            ("Mari/Lopez 1961-04-02 female", SamePerson),
            ("Mariana/Lopez 1961-04-02 female", SamePerson),
            ("Maria Lopez 1961-04-02 female", SamePerson),
            ("Maria/Lopez 1961-04-02 unknown", SamePerson),
            // A question.
            (
                "Maria/Garcia 1961-04-02 female",
                Unsure(vec![Doubt::FamilyName]),
            ),
            (
                "Maria/Lopez-Garcia 1961-04-02 female",
                Unsure(vec![Doubt::PartOfFamilyName]),
            ),
            (
                "Maria/Garcia Lopez 1961-04-02 female",
                Unsure(vec![Doubt::PartOfFamilyName]),
            ),
            (
                "Elena/Lopez 1961-04-02 female",
                Unsure(vec![Doubt::GivenName]),
            ),
            ("M./Lopez 1961-04-02 female", Unsure(vec![Doubt::Initial])),
            ("Mari/Lopez 1961-04-02", Unsure(vec![Doubt::ShortGivenName])),
            (
                "Elena Maria/Lopez 1961-04-02 female",
                Unsure(vec![Doubt::LaterGivenName]),
            ),
            (
                "Lopez/Maria 1961-04-02 female",
                Unsure(vec![Doubt::Swapped]),
            ),
            ("Maria/Lopez 1961-04-02 male", Unsure(vec![Doubt::Sex])),
            (
                "Mario/Lopez 1961-04-02 male",
                Unsure(vec![Doubt::GivenName, Doubt::Sex]),
            ),
            ("Maria/Lopez female", Unsure(vec![Doubt::NoBirthDate])),
            (
                "Maria/Lopez 1961 female",
                Unsure(vec![Doubt::VagueBirthDate]),
            ),
            (
                "Maria/Lopez 1961-04 female",
                Unsure(vec![Doubt::VagueBirthDate]),
            ),
            (" 1961-04-02 female", Unsure(vec![Doubt::NoName])),
            ("/Lopez 1961-04-02 female", Unsure(vec![Doubt::NoName])),
            // Somebody else.
            ("Maria/Lopez 1961-04-03 female", AnotherPerson),
            ("Maria/Lopez 1961-02-04 female", AnotherPerson),
            ("Maria/Lopez 1962 female", AnotherPerson),
            ("Maria/Lopez 1961-05 female", AnotherPerson),
            ("Elena/Garcia 1961-04-02 female", AnotherPerson),
            ("Bill/Smith 1961-04-02 male", AnotherPerson),
        ] {
            assert_eq!(compared(maria, new), expected, "{new}");
            assert_eq!(compared(new, maria), expected, "the other way round: {new}");
        }
    }

    #[test]
    fn a_list_of_nicknames_is_not_guessed() {
        let bill = compared(
            "Bill/Smith 1950-01-01 male",
            "William/Smith 1950-01-01 male",
        );
        assert_eq!(bill, Comparison::Unsure(vec![Doubt::GivenName]));
        let rob = compared("Rob/Smith 1950-01-01 male", "Robert/Smith 1950-01-01 male");
        assert_eq!(rob, Comparison::SamePerson);
        let twins = compared(
            "Daniel/Smith 1950-01-01 male",
            "Danielle/Smith 1950-01-01 female",
        );
        assert_eq!(
            twins,
            Comparison::Unsure(vec![Doubt::ShortGivenName, Doubt::Sex])
        );
    }

    #[test]
    fn one_persons_record_is_never_joined_to_one_they_care_for() {
        let maria = person("Maria/Lopez 1961-04-02 female", 1);
        let child = person("Ana/Lopez 2015-06-01 female", 2);
        let at_school = person("Ana/Lopez 2015-06-01 female", 3);
        assert_eq!(whose(&maria, false, TODAY), Whose::Own);
        assert_eq!(whose(&maria, true, TODAY), Whose::Dependent);
        assert_eq!(whose(&child, false, TODAY), Whose::Dependent);
        for (known, new, expected) in [
            (
                (&maria, Whose::Own),
                (&maria, Whose::Dependent),
                Comparison::Dependent,
            ),
            (
                (&maria, Whose::Own),
                (&child, Whose::Dependent),
                Comparison::Dependent,
            ),
            (
                (&child, Whose::Dependent),
                (&maria, Whose::Own),
                Comparison::Dependent,
            ),
            (
                (&child, Whose::Dependent),
                (&at_school, Whose::Dependent),
                Comparison::SamePerson,
            ),
        ] {
            assert_eq!(same_person(known, new), expected);
        }
    }

    #[test]
    fn a_sign_in_goes_to_the_nearest_of_several_people() {
        let maria = person("Maria/Lopez 1961-04-02 female", 1);
        let ana = person("Ana/Lopez 2015-06-01 female", 2);
        let open = [(Some(&maria), Whose::Own), (Some(&ana), Whose::Dependent)];
        let nearest_to = |open: &[_], text: &str| {
            let new = person(text, 3);
            nearest(open, (&new, whose(&new, false, TODAY)))
        };
        assert_eq!(
            nearest_to(&open, "Maria/Lopez 1961-04-02"),
            Some((0, vec![]))
        );
        assert_eq!(nearest_to(&open, "Ana/Lopez 2015-06-01"), Some((1, vec![])));
        let doubt = Some((0, vec![Doubt::FamilyName]));
        assert_eq!(nearest_to(&open, "Maria/Garcia 1961-04-02"), doubt);
        assert_eq!(nearest_to(&open, "Mario/Lopez 1988-09-09 male"), None);
        assert_eq!(nearest_to(&open, "Luis/Lopez 2017-01-01"), None);
        let nobody = [(None, Whose::Own)];
        let doubt = Some((0, vec![Doubt::NoName]));
        assert_eq!(nearest_to(&nobody, "Maria/Lopez 1961-04-02"), doubt);
    }

    #[test]
    fn an_age_is_counted_to_the_birthday() {
        let of = |text: &str| whose(&person(text, 1), false, TODAY);
        assert_eq!(of("A/B 2009-01-15"), Whose::Own);
        assert_eq!(of("A/B 2009-01-16"), Whose::Dependent);
        assert_eq!(of("A/B 2020"), Whose::Dependent);
        assert_eq!(of("A/B 2009"), Whose::Own, "perhaps grown up already");
        assert_eq!(of("A/B"), Whose::Own);
    }

    #[test]
    fn what_else_the_hospital_says_is_heard() {
        let maria = person("Maria/Lopez 1961-04-02 female", 1);
        let doubted = |change: fn(&mut Person)| {
            let mut new = maria.clone();
            change(&mut new);
            same_person((&maria, Whose::Own), (&new, Whose::Own))
        };
        let died = doubted(|new| new.deceased = Deceased::Yes);
        assert_eq!(died, Comparison::Unsure(vec![Doubt::Deceased]));
        let odd = doubted(|new| new.unreadable = true);
        assert_eq!(odd, Comparison::Unsure(vec![Doubt::Unreadable]));
        let other = doubted(|new| new.id = LocalId::new("https://a.example", "Patient", "2"));
        assert_eq!(other, Comparison::Unsure(vec![Doubt::OtherRecord]));
    }
}
