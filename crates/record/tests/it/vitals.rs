//! Vital signs as tiles.

use std::sync::Arc;

use record::{
    LabResult, Shelf, Taken,
    conversion::{Converted, converted},
    value::Quantity,
    vitals::{Kind, Measured, Tile, Way, pressure_of, tiles},
};

use crate::{
    charts::{data, take},
    given::{self, bundle},
};

fn vital(id: &str, on: &str, rest: &str) -> String {
    let category = r#""category":[{"coding":[{"code":"vital-signs"}]}]"#;
    given::observation(
        id,
        &format!(r#"{category},"effectiveDateTime":"{on}",{rest}"#),
    )
}

fn code(name: &str, code: &str) -> String {
    format!(
        r#""code":{{"coding":[{{"system":"http://loinc.org","code":"{code}"}}],"text":"{name}"}}"#
    )
}

fn number(number: &str, unit: &str) -> String {
    format!(r#""valueQuantity":{{"value":{number},"unit":"{unit}","code":"{unit}"}}"#)
}

fn weight(id: &str, on: &str, kilos: &str) -> String {
    let rest = format!("{},{}", code("Weight", "29463-7"), number(kilos, "kg"));
    vital(id, on, &rest)
}

fn upper(id: &str, on: &str, value: &str) -> String {
    let rest = format!("{},{}", code("Systolic", "8480-6"), number(value, "mm[Hg]"));
    vital(id, on, &rest)
}

fn lower(id: &str, on: &str, value: &str) -> String {
    let rest = format!(
        "{},{}",
        code("Diastolic", "8462-4"),
        number(value, "mm[Hg]")
    );
    vital(id, on, &rest)
}

fn panel(id: &str, on: &str, above: &str, below: &str) -> String {
    let component = |name: &str, loinc: &str, value: &str| {
        format!("{{{},{}}}", code(name, loinc), number(value, "mm[Hg]"))
    };
    let components = [
        component("Systolic", "8480-6", above),
        component("Diastolic", "8462-4", below),
    ];
    let rest = format!(
        r#"{},"component":[{}]"#,
        code("Blood pressure", "85354-9"),
        components.join(",")
    );
    vital(id, on, &rest)
}

fn arcs(vitals: Vec<LabResult>) -> Vec<Arc<LabResult>> {
    vitals.into_iter().map(Arc::new).collect()
}

fn of(json: &[&str]) -> Vec<Tile> {
    let taken: Taken = given::taken(&bundle(json));
    tiles(&arcs(taken.vitals))
}

fn quantity(quantity: &Quantity) -> String {
    format!(
        "{} {}",
        quantity.number.0,
        quantity.unit().unwrap_or("(no unit)")
    )
}

fn value(value: &Measured) -> String {
    let end = |end: &Option<Quantity>| end.as_ref().map_or("?".to_owned(), quantity);
    let told = match &value.pressure {
        Some(pressure) => format!(
            "{} over {}",
            end(&pressure.systolic),
            end(&pressure.diastolic)
        ),
        None => match value.result.finding.value.plain() {
            Some(number) => quantity(number),
            None => format!("{:?}", value.result.finding.value),
        },
    };
    let on = value.date().map(|when| format!("{:?}", when.day()));
    let day = value.date().and_then(record::When::day);
    let day = day.map(|day| format!("{}-{:02}-{:02}", day.year, day.month, day.day));
    format!("{told} on {}", day.or(on).unwrap_or_default())
}

fn told(tiles: &[Tile]) -> String {
    let tile = |tile: &Tile| {
        let name = tile.name.as_deref().unwrap_or("(no name)");
        let values: Vec<String> = tile.values.iter().map(value).collect();
        let newer = match tile.newer.len() {
            0 => String::new(),
            count => format!(" (newer, not shown: {count})"),
        };
        format!("{:?} {name}: {}{newer}", tile.kind, values.join(" | "))
    };
    let lines: Vec<String> = tiles.iter().map(tile).collect();
    lines.join("\n")
}

#[test]
fn there_is_one_tile_for_each_kind_in_the_order_of_a_check_up() {
    let other = |name: &str, loinc: &str, text: &str| {
        vital(
            name,
            "2026-11-02",
            &format!("{},{}", code(name, loinc), number(text, "%")),
        )
    };
    let tiles = of(&[
        &weight("1", "2026-01-05", "70.0"),
        &other("Zinc", "8289-1", "12"),
        &other("Body mass index", "39156-5", "24"),
        &weight("2", "2026-11-02", "68.5"),
        &other("Heart rate", "8867-4", "72"),
        &other("Breathing", "9279-1", "14"),
        &other("Apgar", "59576-9", "9"),
        &panel("3", "2026-11-02T08:00:00Z", "128", "76"),
        &other("Oxygen", "59408-5", "98"),
        &other("Temperature", "8310-5", "37"),
        &other("Height", "8302-2", "170"),
    ]);
    insta::assert_snapshot!(told(&tiles), @"
    Pressure Blood pressure: 128 mmHg over 76 mmHg on 2026-11-02
    Pulse Heart rate: 72 % on 2026-11-02
    Breathing Breathing: 14 % on 2026-11-02
    Temperature Temperature: 37 % on 2026-11-02
    Oxygen Oxygen: 98 % on 2026-11-02
    Weight Weight: 68.5 kg on 2026-11-02 | 70.0 kg on 2026-01-05
    Height Height: 170 % on 2026-11-02
    BodyMass Body mass index: 24 % on 2026-11-02
    Other Apgar: 9 % on 2026-11-02
    Other Zinc: 12 % on 2026-11-02
    ");
    assert_eq!(tiles[5].last(), tiles[5].values.first());
}

#[test]
fn oxygen_with_both_codes_of_the_profile_is_by_oximeter_and_any_other_is_apart() {
    let coding = |code: &str| format!(r#"{{"system":"http://loinc.org","code":"{code}"}}"#);
    let oxygen = |id: &str, codes: &[&str], percent: &str| {
        let codings: Vec<String> = codes.iter().map(|code| coding(code)).collect();
        let code = format!(
            r#""code":{{"coding":[{}],"text":"Oxygen"}}"#,
            codings.join(",")
        );
        let rest = format!("{code},{}", number(percent, "%"));
        vital(id, &format!("2026-11-0{id}"), &rest)
    };
    let tiles = of(&[
        &oxygen("1", &["59408-5"], "98"),
        &oxygen("2", &["2708-6", "59408-5"], "97"),
        &oxygen("3", &["59408-5", "2708-6"], "96"),
        // Perhaps from a blood sample.
        &oxygen("4", &["2708-6"], "95"),
    ]);
    let ways: Vec<Option<Way>> = tiles.iter().map(|tile| tile.way).collect();
    assert_eq!(ways, [None, Some(Way::Oximeter)]);
    insta::assert_snapshot!(told(&tiles), @"
    Oxygen Oxygen: 95 % on 2026-11-04
    Oxygen Oxygen: 96 % on 2026-11-03 | 97 % on 2026-11-02 | 98 % on 2026-11-01
    ");
}

#[test]
fn the_numbers_of_a_blood_pressure_that_came_apart_are_one_value() {
    let at = "2026-11-02T08:00:00Z";
    let later = "2026-11-02T08:00:40Z";
    let tiles = of(&[
        &upper("1", at, "128"),
        &lower("2", later, "76"),
        &upper("3", "2026-10-02T08:00:00Z", "131"),
        &panel("4", "2026-09-02T08:00:00Z", "140", "90"),
    ]);
    assert_eq!(
        tiles[0].values[0]
            .other
            .as_ref()
            .map(|other| other.source.0),
        Some(1)
    );
    insta::assert_snapshot!(told(&tiles), @"Pressure Blood pressure: 128 mmHg over 76 mmHg on 2026-11-02 | 131 mmHg over ? on 2026-10-02 | 140 mmHg over 90 mmHg on 2026-09-02");
}

#[test]
fn only_a_result_of_just_two_numbers_in_one_unit_reads_as_one_over_the_other() {
    let both = |sent: &str| {
        let taken = of(&[sent]);
        let result = &taken[0].last().expect("a value").result;
        pressure_of(result).and_then(|both| Some((both.systolic?.unit, both.diastolic?.unit)))
    };
    let (at, unit) = ("2026-11-02T08:00:00Z", Some("mmHg".to_owned()));
    let panel = panel("1", at, "128", "76");
    assert_eq!(both(&panel), Some((unit.clone(), unit)));
    assert_eq!(both(&panel.replacen("mm[Hg]", "kPa", 2)), None);
    assert_eq!(both(&panel.replace("8462-4", "8478-0")), None);
    assert_eq!(both(&upper("2", at, "128")), None);
}

#[test]
fn numbers_that_may_belong_to_several_are_not_paired() {
    let at = "2026-11-02T08:00:00Z";
    let in_doubt = of(&[
        &upper("1", at, "128"),
        &upper("2", at, "150"),
        &lower("3", at, "76"),
        &lower("4", at, "95"),
    ]);
    assert_eq!(in_doubt[0].values.len(), 4);
    let of_a_day = of(&[
        &upper("1", "2026-11-02", "128"),
        &lower("2", "2026-11-02", "76"),
    ]);
    assert_eq!(of_a_day[0].values.len(), 2);
    let at_two = |first: u16, second: u16| {
        let mut vitals = given::taken_from(first, &upper("1", at, "128")).vitals;
        vitals.extend(given::taken_from(second, &lower("2", at, "76")).vitals);
        tiles(&arcs(vitals))[0].values.len()
    };
    assert_eq!((at_two(1, 1), at_two(1, 2)), (1, 2));
}

#[test]
fn the_same_value_is_there_once_whoever_sent_it_and_in_whichever_form() {
    let at = "2026-11-02T08:00:00Z";
    let in_two_forms = of(&[
        &panel("1", at, "128", "76"),
        &upper("2", at, "128"),
        &lower("3", at, "76"),
    ]);
    assert_eq!(in_two_forms[0].values.len(), 1);
    let by_two = |kilos: &str| {
        let mut vitals = given::taken_from(1, &weight("1", at, "70.0")).vitals;
        vitals.extend(given::taken_from(2, &weight("1", at, kilos)).vitals);
        tiles(&arcs(vitals))[0].values.len()
    };
    assert_eq!((by_two("70.0"), by_two("71.0")), (1, 2));
    let twice_by_one = of(&[&weight("1", at, "70.0"), &weight("2", at, "70.0")]);
    assert_eq!(twice_by_one[0].values.len(), 2);
}

#[test]
fn a_date_of_1970_is_what_it_is_and_never_the_last_of_several() {
    let tiles = of(&[
        &weight("1", "1970-01-01", "61.0"),
        &weight("2", "2019-03", "66.0"),
        &weight("3", "2026-11-02T08:00:00Z", "70.0"),
    ]);
    let days = tiles[0]
        .values
        .iter()
        .map(|value| value.result.finding.value.plain());
    let kilos: Vec<&str> = days
        .flatten()
        .map(|kilos| kilos.number.0.as_str())
        .collect();
    assert_eq!(kilos, ["70.0", "66.0", "61.0"]);
    let alone = of(&[&weight("1", "1970-01-01", "61.0")]);
    assert!(alone[0].last().is_some());
}

#[test]
fn what_cannot_be_shown_is_never_the_last_value_but_is_said_to_be_there() {
    let with_status = |id: &str, on: &str, status: &str| {
        weight(id, on, "99.0").replace(r#""final""#, &format!(r#""{status}""#))
    };
    let nothing = |id: &str, on: &str| {
        let absent = r#""dataAbsentReason":{"coding":[{"code":"asked-declined"}]}"#;
        vital(id, on, &format!("{},{absent}", code("Weight", "29463-7")))
    };
    let unsafe_one = weight("5", "2026-11-05", "99.0").replace(
        r#""valueQuantity""#,
        r#""modifierExtension":[{"url":"urn:x"}],"valueQuantity""#,
    );
    let tiles = of(&[
        &weight("1", "2026-11-01", "70.0"),
        &with_status("2", "2026-11-02", "cancelled"),
        &with_status("3", "2026-10-02", "cancelled"),
        &with_status("6", "2026-11-06", "registered"),
        &nothing("4", "2026-11-04"),
        &unsafe_one,
    ]);
    insta::assert_snapshot!(told(&tiles), @"Weight Weight: 70.0 kg on 2026-11-01 (newer, not shown: 4)");
    let only = of(&[&nothing("1", "2026-11-04")]);
    insta::assert_snapshot!(told(&only), @"Weight Weight:  (newer, not shown: 1)");
    assert_eq!(only[0].last(), None);
    let damaged = weight("1", "2026-11-01", "70.0").replace("70.0", r#""seventy""#);
    assert_eq!(of(&[&damaged])[0].last(), None);
}

#[test]
fn a_heading_over_other_results_is_no_tile_and_parts_without_a_code_are_no_numbers() {
    let heading = vital(
        "1",
        "2026-11-02",
        r#""code":{"text":"Vital signs panel"},"hasMember":[{"reference":"Observation/2"}]"#,
    );
    assert_eq!(of(&[&heading, &weight("2", "2026-11-02", "70.0")]).len(), 1);
    let parts = panel("1", "2026-11-02", "128", "76")
        .replace("8480-6", "x")
        .replace("8462-4", "y");
    let tiles = of(&[&parts]);
    let last = tiles[0].last().expect("a value");
    assert_eq!(
        (tiles[0].kind, last.pressure.clone()),
        (Kind::Pressure, None)
    );
    assert_eq!(last.result.parts.len(), 2);
}

#[test]
fn a_newer_version_takes_the_place_of_an_older_one() {
    let version = |id: &str, issued: &str, kilos: &str| {
        let more = format!(
            r#""issued":"{issued}","identifier":[{{"system":"urn:x","value":"7"}}],"valueQuantity""#
        );
        weight(id, "2026-11-02", kilos).replace(r#""valueQuantity""#, &more)
    };
    let tiles = of(&[
        &version("1", "2026-11-02T10:00:00Z", "170.0"),
        &version("2", "2026-11-03T10:00:00Z", "70.0"),
    ]);
    insta::assert_snapshot!(told(&tiles), @"Weight Weight: 70.0 kg on 2026-11-02");
}

#[test]
fn in_real_charts_every_vital_sign_has_a_tile_and_the_last_value_is_the_newest() {
    let Some(data) = data() else { return };
    let (mut pressures, mut pairs, mut in_both_units) = (0, 0, 0);
    for file in [
        "fhir-patients/large-3419.json.gz",
        "fhir-patients/inferno-us-core-patient-355.json.gz",
        "fhir-patients/huge-25000-bogisich202.json.gz",
        "ips/IPS_IG-bundle-01.json",
    ] {
        for mut taken in crate::charts::answers(&data.join(file))
            .into_iter()
            .filter_map(take)
        {
            let vitals = arcs(std::mem::take(taken.shelf(Shelf::Vitals)));
            let tiles = tiles(&vitals);
            let here: usize = tiles.iter().map(|tile| tile.values.len()).sum();
            println!(
                "{file}: {} vital signs, {} tiles, {here} values",
                vitals.len(),
                tiles.len()
            );
            for tile in &tiles {
                let date = |value: &Measured| value.date().and_then(record::When::seconds);
                let newest = tile.values.iter().map(date).max();
                assert_eq!(tile.last().map(date), newest, "{file}");
                for value in &tile.values {
                    pressures += usize::from(tile.kind == Kind::Pressure);
                    pairs += usize::from(value.pressure.as_ref().is_some_and(|pressure| {
                        pressure.systolic.is_some() && pressure.diastolic.is_some()
                    }));
                    let number = value.result.finding.value.plain();
                    let other = number.and_then(|number| converted(tile.kind, number));
                    in_both_units += usize::from(other.is_some());
                    let is_stray =
                        matches!(other, Some(Converted::FeetInches(feet, _)) if feet > 8);
                    assert!(!is_stray, "{file}");
                }
            }
        }
    }
    println!(
        "{pairs} of {pressures} blood pressures in two numbers, {in_both_units} values in both units"
    );
    assert!(pressures > 100 && pairs * 10 > pressures * 9 && in_both_units > 100);
}
