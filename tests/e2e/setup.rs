//! A mistake in the settings shows a page that names the field and the reason.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::journey::{Journey, site};

#[tokio::test]
async fn a_mistake_in_the_settings_names_its_field_and_the_reason() {
    let cases = [
        (
            "no-name",
            "/name",
            Value::Null,
            "name",
            "This field is missing or empty.",
        ),
        (
            "plain-http",
            "/hospitals/1/fhir",
            json!("http://fhir.example.org/r4"),
            "hospitals[1].fhir",
            "This must be an https address",
        ),
        (
            "odd-key",
            "/hospitals/1/key",
            json!("Lake Side"),
            "hospitals[1].key",
            "Use lower-case letters, digits and hyphens only.",
        ),
    ];
    for (name, place, value, field, reason) in cases {
        let folder = site_with(name, |settings| {
            *settings.pointer_mut(place).expect("the settings have it") = value;
        });
        Journey::new()
            .with(|options| options.site = folder)
            .walk(move |page| async move {
                page.open("/results").await;
                page.sees_heading("This site is not set up yet").await;
                page.sees(field).await;
                page.sees(reason).await;
                page.misses("Find your hospital").await;
            })
            .await;
    }
}

/// The built site with other settings; the hospitals' addresses are filled in by the sandbox.
pub(crate) fn site_with(name: &str, change: impl FnOnce(&mut Value)) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    copy(&site(), &folder);
    let file = folder.join("satchel.json");
    let text = fs::read_to_string(&file).expect("the site has settings");
    let mut settings: Value = serde_json::from_str(&text).expect("they are JSON");
    if let Some(lakeside) = settings.pointer_mut("/hospitals/1/key") {
        // A key that no running hospital has keeps its address.
        *lakeside = json!("elsewhere");
    }
    change(&mut settings);
    fs::write(file, settings.to_string()).expect("they can be written");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file can be copied");
        }
    }
}
