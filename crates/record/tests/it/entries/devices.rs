//! Implants and other devices.

use record::{entry::Place, receipt::LeftOut};

use super::{entry, told};
use crate::given::taken;

fn device(rest: &str) -> String {
    format!(
        r#"{{"resourceType":"Device","id":"1","patient":{{"reference":"Patient/maria"}},{rest}}}"#
    )
}

#[test]
fn an_implant_says_everything_that_is_on_its_card() {
    let json = device(
        r#""udiCarrier":[{"deviceIdentifier":"43069338026389","carrierAIDC":"iVBORw0KGgo","carrierHRF":"(01)43069338026389(11)000302(17)250317(10)1134(21)842026117977"}],
        "status":"active","statusReason":[{"coding":[{"code":"online","display":"Online"}]}],"distinctIdentifier":"A99971312345600",
        "manufacturer":"ACME Biomedical","manufactureDate":"2000-03-02T18:33:18-05:00","expirationDate":"2025-03-17","lotNumber":"1134",
        "serialNumber":"842026117977","modelNumber":"1.0",
        "deviceName":[{"name":"Implantable defibrillator, device","type":"udi-label-name"},{"name":"My defibrillator","type":"patient-reported-name"}],
        "type":{"coding":[{"system":"http://snomed.info/sct","code":"72506001","display":"Implantable defibrillator, device (physical object)"}],"text":"Defibrillator"},
        "safety":[{"coding":[{"code":"113844","display":"MR conditional"}]}],"owner":{"display":"St. Mary's"},
        "location":{"reference":"Location/2"},"note":[{"text":"Check every 6 months."}]"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Devices / Current: Defibrillator
      also: Implantable defibrillator, device (physical object)
      in the list: "ACME Biomedical"; "1.0"
      Status: Active
      StatusReason: "Online"
      Kind: "Defibrillator"
      Name: "My defibrillator"; "Implantable defibrillator, device"
      Manufacturer: "ACME Biomedical"
      Model: "1.0"
      SerialNumber: "842026117977"
      Lot: "1134"
      Made: 2000-03-02 18:33
      Expires: 2025-03-17
      Safety: "MR conditional"
      Barcode: "(01)43069338026389(11)000302(17)250317(10)1134(21)842026117977"
      DeviceIdentifier: "43069338026389"
      DonationIdentifier: "A99971312345600"
      Owner: St. Mary's
      Location: (by reference)
      note: Check every 6 months.
    "#);
}

#[test]
fn what_a_hospital_does_not_know_of_a_device_makes_no_line() {
    let json = device(
        r#""udiCarrier":[{"_deviceIdentifier":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},
        "carrierHRF":"+B066000325011NS1/$$420020216LOT123456789012345","entryType":"manual"}],"status":"inactive",
        "_lotNumber":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},
        "manufacturer":"GPC Medical LTD","modelNumber":"Stainless steel 123","type":{"text":"Bone Plates"}"#,
    );
    insta::assert_snapshot!(told(&entry(&json)), @r#"
    Devices / Past: Bone Plates
      in the list: Inactive; "GPC Medical LTD"; "Stainless steel 123"
      Status: Inactive
      Kind: "Bone Plates"
      Manufacturer: "GPC Medical LTD"
      Model: "Stainless steel 123"
      Barcode: "+B066000325011NS1/$$420020216LOT123456789012345"
    "#);
}

#[track_caller]
fn is_called(rest: &str, expected: Option<&str>) {
    assert_eq!(entry(&device(rest)).name.as_deref(), expected, "{rest}");
}

#[test]
fn a_device_is_called_by_its_kind_else_by_a_name_else_by_a_code() {
    let names = r#""deviceName":[{"name":"LABEL 7","type":"udi-label-name"},{"name":"Knee","type":"user-friendly-name"}]"#;
    let code = r#""type":{"coding":[{"code":"109228008"}]}"#;
    is_called(
        &format!(r#""type":{{"coding":[{{"display":"Knee joint prosthesis"}}]}},{names}"#),
        Some("Knee joint prosthesis"),
    );
    is_called(&format!("{code},{names}"), Some("Knee"));
    is_called(
        r#""deviceName":[{"name":" "},{"name":"LABEL 7"}]"#,
        Some("LABEL 7"),
    );
    is_called(&format!(r#"{code},"modelNumber":"7""#), Some("109228008"));
    is_called(r#""modelNumber":"7""#, Some("7"));
    is_called(r#""status":"active""#, None);
}

#[test]
fn a_device_stands_where_its_own_status_says() {
    for (status, place) in [
        ("active", Place::Current),
        ("inactive", Place::Past),
        ("unknown", Place::Unsaid),
        ("lent", Place::Unsaid),
    ] {
        let json = device(&format!(r#""status":"{status}""#));
        assert_eq!(entry(&json).place, place, "{status}");
    }
    assert_eq!(entry(&device(r#""modelNumber":"7""#)).place, Place::Unsaid);
    let none = device(r#""status":"active","type":{"coding":[{"code":"no-known-devices"}]}"#);
    assert_eq!(entry(&none).place, Place::NotDone);
    assert!(!told(&entry(&none)).contains("Active"));
}

#[test]
fn what_cannot_be_read_safely_is_not_shown_as_a_fact() {
    for rest in [
        r#""status":"active","modifierExtension":[{"url":"urn:x"}]"#,
        r#""status":true"#,
        r#""status":"active","deviceName":"Knee""#,
    ] {
        let entry = entry(&device(rest));
        assert_eq!(
            (entry.place, entry.line.len()),
            (Place::Unclear, 0),
            "{rest}"
        );
    }
    let hidden = device(
        r#""udiCarrier":[{"modifierExtension":[{"url":"urn:x"}],"carrierHRF":"(01)"}],
        "deviceName":[{"modifierExtension":[{"url":"urn:x"}],"name":"Knee"}],"modelNumber":"7""#,
    );
    insta::assert_snapshot!(told(&entry(&hidden)), @r#"
    Devices / Unsaid: 7
      in the list: "7"
      Model: "7"
      incomplete
    "#);
}

#[test]
fn what_is_nobodys_is_a_machine_and_only_gives_its_name() {
    let json = r#"{"resourceType":"Device","id":"1","manufacturer":"<INSERT MANUFACTURER NAME HERE>","deviceName":[{"name":"IPS Generator","type":"user-friendly-name"}]}"#;
    let machine = taken(json);
    assert_eq!(machine.entries, []);
    assert_eq!(machine.heard.named[0].name, "IPS Generator");
    let left_out = LeftOut::Support("Device".to_owned());
    assert_eq!(machine.receipt.left_out.get(&left_out), Some(&1));
}

#[test]
fn mistakes_and_other_peoples_devices_are_left_out() {
    let mistake = taken(&device(
        r#""status":"entered-in-error","type":{"text":"I'm an implant"}"#,
    ));
    assert_eq!((mistake.entries.len(), mistake.withdrawn.len()), (0, 1));
    assert_eq!(mistake.heard.named, []);
    let other = device(r#""status":"active""#).replace("Patient/maria", "Patient/mario");
    assert_eq!(taken(&other).entries, []);
}
