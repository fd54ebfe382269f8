//! Who can sign in: the sample patients, and every Patient of a loaded chart.
use std::collections::HashSet;

use serde_json::Value;

use crate::chart::Chart;
use crate::failure::Failure;

/// A sign-in that a newcomer can try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The hospital's key, as `st-marys`.
    pub hospital: &'static str,
    /// What to type as username.
    pub username: &'static str,
    /// What to type as password: the same for everyone.
    pub password: &'static str,
    /// The patient's name and birth date.
    pub who: String,
    /// What can be seen there.
    pub shows: &'static str,
}

/// The sample sign-ins of all four hospitals, without those of charts loaded with `--data`.
pub fn sample_sign_ins() -> Vec<SignIn> {
    SAMPLES.iter().map(Sample::sign_in).collect()
}

pub(crate) const PASSWORD: &str = "sample";

/// An invented patient.
pub(crate) struct Sample {
    pub(crate) hospital: &'static str,
    pub(crate) username: &'static str,
    pub(crate) patient: &'static str,
    pub(crate) given: &'static str,
    pub(crate) family: &'static str,
    pub(crate) born: &'static str,
    pub(crate) gender: &'static str,
    pub(crate) shows: &'static str,
    pub(crate) failure: Option<Failure>,
    /// The type of record that the failure is about.
    pub(crate) fails: &'static str,
}

impl Sample {
    fn who(&self) -> String {
        format!("{} {}, born {}", self.given, self.family, self.born)
    }

    fn sign_in(&self) -> SignIn {
        let Self {
            hospital,
            username,
            shows,
            ..
        } = *self;
        SignIn {
            hospital,
            username,
            password: PASSWORD,
            who: self.who(),
            shows,
        }
    }
}

const fn patient(
    hospital: &'static str,
    username: &'static str,
    patient: &'static str,
    (given, family): (&'static str, &'static str),
    (born, gender): (&'static str, &'static str),
    shows: &'static str,
) -> Sample {
    Sample {
        hospital,
        username,
        patient,
        given,
        family,
        born,
        gender,
        shows,
        failure: None,
        fails: "",
    }
}

const fn faulty(
    username: &'static str,
    family: &'static str,
    given: &'static str,
    failure: Failure,
    shows: &'static str,
) -> Sample {
    Sample {
        hospital: "st-marys",
        username,
        patient: username,
        given,
        family,
        born: "1974-06-15",
        gender: "unknown",
        shows,
        failure: Some(failure),
        fails: "Observation",
    }
}

const fn failing(fails: &'static str, sample: Sample) -> Sample {
    Sample { fails, ..sample }
}

#[rustfmt::skip]
pub(crate) const SAMPLES: &[Sample] = &[
    patient("st-marys", "maria", "maria-lopez", ("Maria", "Lopez"), ("1961-04-02", "female"), "A full chart with every kind of result"),
    patient("st-marys", "samuel", "samuel-reed", ("Samuel", "Reed"), ("1983-09-27", "male"), "An ordinary chart with few results"),
    patient("st-marys", "nora", "nora-quinn", ("Nora", "Quinn"), ("1995-01-30", "female"), "An empty chart"),
    patient("st-marys", "ivan", "ivan-marsh", ("Ivan", "Marsh"), ("1952-11-03", "male"), "Results of which some are badly formed"),
    patient("lakeside", "maria", "ml-20417", ("Maria", "Lopez"), ("1961-04-02", "female"), "Maria’s records at the other hospital"),
    patient("lakeside", "mario", "ml-20993", ("Mario", "Lopez"), ("1988-09-09", "male"), "Someone else with nearly the same name"),
    patient("st-marys", "elena", "elena-torres", ("Elena", "Torres"), ("1958-06-17", "female"), "One of four records of the same person"),
    patient("lakeside", "elena", "ml-21158", ("Elena", "Torres"), ("1958-06-17", "female"), "One of four records of the same person"),
    patient("hillside", "elena", "hfp-30482", ("Elena", "Torres"), ("1958-06-17", "female"), "One of four records of the same person"),
    patient("riverside", "elena", "rhc-55019", ("Elena", "Torres"), ("1958-06-17", "female"), "One of four records of the same person"),
    patient("lakeside", "helena", "ml-21193", ("Helena", "Torres"), ("1971-02-23", "female"), "Someone else with nearly Elena’s name and some of the same records"),
    faulty("hector", "Alvarez", "Hector", Failure::Broken, "Results answer 500"),
    faulty("paula", "Stein", "Paula", Failure::Slow, "Results take eight seconds"),
    faulty("ruth", "Okoye", "Ruth", Failure::Forbidden, "Results answer 403 with an empty body"),
    faulty("omar", "Haddad", "Omar", Failure::NotFoundPage, "Results answer 404 with a page of HTML"),
    faulty("june", "Park", "June", Failure::CutShort, "Results are JSON that ends in the middle"),
    faulty("victor", "Lindqvist", "Victor", Failure::SentElsewhere, "Results redirect to another origin"),
    faulty("nadia", "Petrova", "Nadia", Failure::NextElsewhere, "The next page of results is on another origin"),
    faulty("bella", "Romano", "Bella", Failure::NextLoop, "The next page of results is the same page, for ever"),
    faulty("irene", "Walsh", "Irene", Failure::ErrorInside, "An error stands among the results of a 200"),
    faulty("tomas", "Nowak", "Tomas", Failure::TooManyRequests, "Results answer 429 twice, then come"),
    faulty("walter", "Boone", "Walter", Failure::RefusesCategory, "Results cannot be asked for by category"),
    faulty("grace", "Adeyemi", "Grace", Failure::TokenEnds, "The access token ends half-way; renewing helps"),
    faulty("leon", "Fischer", "Leon", Failure::SignInEnds, "The access token ends half-way; renewing is refused"),
    failing("AllergyIntolerance", faulty("rosa", "Delgado", "Rosa", Failure::Broken, "Allergies answer 500")),
    failing("MedicationRequest", faulty("felix", "Grant", "Felix", Failure::Broken, "Medicines answer 500")),
    faulty("abel", "Moreno", "Abel", Failure::AnswerLost, "Messages are kept, but the answer never arrives"),
    faulty("greta", "Lindgren", "Greta", Failure::MessageLost, "The first message is lost on its way"),
    faulty("oscar", "Baum", "Oscar", Failure::IgnoresCondition, "The same message twice is kept twice"),
];

/// Someone who can sign in at one hospital.
pub(crate) struct Account {
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) patient: String,
    pub(crate) who: String,
    pub(crate) shows: String,
    pub(crate) failure: Option<Failure>,
    /// The type of record that the failure is about.
    pub(crate) fails: &'static str,
    /// Whose records it can open too, at hospitals that offer that.
    pub(crate) children: &'static [Child],
}

/// A child of the sample family, who does not sign in.
pub(crate) struct Child {
    pub(crate) patient: &'static str,
    pub(crate) who: &'static str,
    /// The RelatedPerson in the child's chart who the guardian is.
    pub(crate) guardian: &'static str,
}

const LUCY: Child = Child {
    patient: "lucy-lopez",
    who: "Lucy Sample Lopez, born 2017-05-09",
    guardian: "lucy-guardian",
};

/// The children for whom a username is the guardian's.
fn children(hospital: &str, username: &str) -> &'static [Child] {
    match (hospital, username) {
        ("st-marys", "maria") => &[LUCY],
        _ => &[],
    }
}

/// The sample patients of a hospital, then whoever else has a chart there, with what that shows.
pub(crate) fn of(hospital: &str, chart: &Chart, shows: &str) -> Vec<Account> {
    let samples = SAMPLES.iter().filter(|sample| sample.hospital == hospital);
    let mut accounts: Vec<Account> = samples
        .map(|sample| Account {
            username: sample.username.to_owned(),
            password: PASSWORD.to_owned(),
            patient: sample.patient.to_owned(),
            who: sample.who(),
            shows: sample.shows.to_owned(),
            failure: sample.failure,
            fails: sample.fails,
            children: children(hospital, sample.username),
        })
        .collect();
    let mut taken: HashSet<String> = accounts
        .iter()
        .map(|account| account.username.clone())
        .collect();
    let patients: HashSet<String> = accounts
        .iter()
        .flat_map(|account| {
            let children = account
                .children
                .iter()
                .map(|child| child.patient.to_owned());
            std::iter::once(account.patient.clone()).chain(children)
        })
        .collect();
    for resource in chart
        .resources()
        .iter()
        .filter(|one| one.kind == "Patient" && !patients.contains(&one.id))
    {
        let record: Value = serde_json::from_str(&resource.text).unwrap_or_default();
        let name = full_name(&record).unwrap_or_else(|| resource.id.clone());
        let username = free(&username(&name), &mut taken);
        let born = record
            .get("birthDate")
            .and_then(Value::as_str)
            .map(|born| format!(", born {born}"));
        accounts.push(Account {
            username,
            password: PASSWORD.to_owned(),
            patient: resource.id.clone(),
            who: name + &born.unwrap_or_default(),
            shows: shows.to_owned(),
            failure: None,
            fails: "",
            children: &[],
        });
    }
    accounts
}

fn full_name(patient: &Value) -> Option<String> {
    let name = patient.get("name")?.get(0)?;
    let given = name
        .get("given")
        .and_then(|given| given.get(0))
        .and_then(Value::as_str);
    let family = name.get("family").and_then(Value::as_str);
    match (given, family) {
        (None, None) => name.get("text")?.as_str().map(str::to_owned),
        (given, family) => Some(
            [given, family]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        ),
    }
}

/// `Gustavo Mejía` → `gustavo-mejia`; digits of generated names are dropped.
fn username(name: &str) -> String {
    let letters = name
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .map(plain)
        .collect::<String>();
    let words: Vec<&str> = letters
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        "patient".to_owned()
    } else {
        words.join("-")
    }
}

fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

fn free(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{wanted}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_lists_every_sample() {
        let readme = include_str!("../README.md");
        for sample in SAMPLES {
            assert!(
                readme.contains(&format!("| `{}` |", sample.username)),
                "{}",
                sample.username
            );
            assert!(readme.contains(sample.shows), "{}", sample.shows);
        }
    }

    #[test]
    fn usernames_are_plain_letters() {
        assert_eq!(username("Gustavo Mejía"), "gustavo-mejia");
        assert_eq!(username("Kristie55 O'Hara248"), "kristie-o-hara");
        assert_eq!(username("355"), "patient");
    }
}
