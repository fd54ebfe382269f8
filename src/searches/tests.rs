//! The query plan as it is asked.

use super::*;

fn sizes(page_size: Option<u16>) -> Vec<String> {
    let values = Domain::Results.searches().iter().next().expect("a search");
    let forms = values.asked("p1", "2026-11-22", page_size).into_iter();
    let size = |form: Vec<(&str, Cow<'_, str>)>| {
        let found = form.into_iter().find(|(name, _)| *name == "_count");
        found.map_or_else(String::new, |(_, size)| size.into_owned())
    };
    forms.map(size).collect()
}

fn every_search() -> impl Iterator<Item = &'static Search> {
    Domain::ALL.into_iter().flat_map(Domain::every_search)
}

#[test]
fn a_page_has_the_size_that_the_hospitals_rules_give() {
    assert_eq!(sizes(None), ["100", "100", "", "100", ""]);
    assert_eq!(sizes(Some(200)), ["200", "200", "", "200", ""]);
}

/// The questions of a search, not encoded.
fn questions(search: &Search, today: &str, page_size: Option<u16>) -> Vec<String> {
    let forms = search.asked("p1", today, page_size).into_iter();
    let question = |form: Vec<(&str, Cow<'_, str>)>| {
        let pairs: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!(
            "https://ehr.example.org/fhir/{}?{}",
            search.resource,
            pairs.join("&")
        )
    };
    forms.map(question).collect()
}

#[test]
fn the_form_that_a_server_took_is_known_from_what_was_asked() {
    for search in every_search() {
        let then = questions(search, "2026-11-14", None);
        let now = questions(search, "2026-11-22", Some(50));
        for (form, kept) in then.iter().enumerate() {
            assert_eq!(form_of(kept, &now), Some(form), "{kept}");
        }
    }
    let other = "https://ehr.example.org/fhir/Observation?patient=p2&_count=100";
    let now = questions(&Domain::Results.searches()[0], "2026-11-22", None);
    assert_eq!(form_of(other, &now), None);
}

#[test]
fn every_status_of_a_list_is_asked_for_in_turn_and_nothing_else_changes() {
    for search in every_search() {
        let lists = search.forms.iter().flat_map(|form| form.iter());
        let mut lists =
            lists.filter(|(name, value)| name.ends_with("status") && value.contains(','));
        let turns = search.in_turn("p1");
        let Some((name, list)) = lists.next() else {
            assert!(turns.is_empty(), "{}", search.resource);
            continue;
        };
        assert!(lists.next().is_none(), "{} has one list", search.resource);
        let of = |form: &Vec<Said>| {
            form.iter()
                .find(|(said, _)| said == name)
                .map(|(_, value)| value.to_string())
        };
        let asked: Vec<String> = turns.iter().filter_map(of).collect();
        assert_eq!(asked.join(","), *list);
        // Only that what was entered by mistake is refused takes nothing from what is shown.
        let of_mistakes = turns.iter().filter(|turn| is_of_mistakes(turn)).count();
        assert_eq!(of_mistakes, 1, "{list}");
        assert!(!is_of_mistakes(&search.asked("p1", "", None)[0]), "{list}");
        for turn in turns {
            let mut again = turn.clone();
            again.retain(|(said, _)| said != name);
            let forms = search.asked("p1", "", None).into_iter();
            let mut others = forms.map(|form| {
                form.into_iter()
                    .filter(|(said, _)| said != name)
                    .collect::<Vec<_>>()
            });
            assert!(others.any(|form| form == again), "{again:?}");
        }
    }
    let lists = every_search().filter(|search| !search.in_turn("p1").is_empty());
    assert_eq!(lists.count(), 10);
}

#[test]
fn only_what_was_always_of_a_day_is_asked_for_in_part() {
    let dated = every_search().filter(|search| search.dated);
    let dated: Vec<&str> = dated.map(|search| search.resource).collect();
    assert_eq!(
        dated,
        [
            "Observation",
            "DiagnosticReport",
            "DiagnosticReport",
            "DiagnosticReport",
            "DiagnosticReport",
            "Encounter",
            "DocumentReference",
            "Observation",
            "Procedure",
        ]
    );
    for search in every_search().filter(|search| search.dated) {
        let has_day = |(name, _): &(&str, &str)| *name == "date";
        assert!(!search.forms.iter().any(|form| form.iter().any(has_day)));
    }
}

#[test]
fn every_form_asks_for_the_one_patient() {
    for search in every_search() {
        for form in search.asked("p1", "2026-11-22", None) {
            let patients = form.iter().filter(|(name, _)| *name == "patient");
            assert_eq!(patients.count(), 1, "{}", search.resource);
        }
    }
}

#[test]
fn a_day_is_named_in_the_place_of_today() {
    let of = |search: &'static Search| search.asked("p1", "2026-11-22", None).into_iter();
    let values = every_search().flat_map(of).flatten();
    let days: Vec<String> = values
        .filter(|(name, _)| *name == "date")
        .map(|(_, value)| value.into_owned())
        .collect();
    assert_eq!(days, ["ge2026-11-22"]);
}

#[test]
fn no_two_rows_have_one_name_for_machines() {
    let mut codes = Domain::ALL.map(Domain::code);
    codes.sort_unstable();
    assert!(codes.windows(2).all(|two| two[0] != two[1]), "{codes:?}");
}

#[test]
fn no_two_searches_have_one_number() {
    let mut numbers: Vec<u8> = every_search().map(|search| search.number).collect();
    let count = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), count);
    assert!(!numbers.contains(&u8::MAX), "that one is for names");
}

#[test]
fn the_hospital_is_asked_for_leave_to_read_every_type() {
    for search in every_search() {
        let named: &[&str] = match search.only_if_granted {
            true => &MORE_TYPES,
            false => &TYPES,
        };
        assert!(named.contains(&search.resource), "{}", search.resource);
    }
}

#[test]
fn every_class_of_the_record_is_asked_for_but_what_comes_unasked() {
    for class in Class::ALL {
        let asked = every_search().any(|search| search.class == class);
        assert_eq!(asked, class != Class::Part(Part::Others), "{class:?}");
    }
    for domain in Domain::ALL {
        assert!(!domain.searches().is_empty(), "{domain:?}");
        assert!(
            domain
                .every_search()
                .all(|search| search.class == domain.class())
        );
    }
}

#[test]
fn a_search_that_has_one_question_asks_for_everything() {
    for search in every_search().filter(|search| search.forms.len() < 2) {
        assert!(search.narrow > 0, "{}", search.number);
    }
}
