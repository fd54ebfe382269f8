//! The pages a patient sees at a sample hospital: plain, without scripts, and saying that nobody real is here.
use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use crate::accounts::Account;
use crate::hospital::Hospital;
use crate::scope::{Allowance, Scope};
use crate::settings::Charts;

pub(crate) enum Attempt {
    First,
    Wrong,
}

pub(crate) async fn front(State(hospital): State<Arc<Hospital>>) -> Response {
    let text = format!(
        "<p>Apps reach this hospital at <code>{}</code>. Patients open them from its <a href=\"/ehr\">portal</a>.</p>",
        escaped(&hospital.base)
    );
    page(&hospital, &hospital.name, &text).into_response()
}

pub(crate) fn sign_in(
    hospital: &Hospital,
    request: &str,
    attempt: Attempt,
) -> impl IntoResponse + use<> {
    let request = format!(
        r#"<input type="hidden" name="request" value="{}">"#,
        escaped(request)
    );
    sign_in_form(hospital, "/auth/sign-in", &request, attempt)
}

pub(crate) fn portal_sign_in(hospital: &Hospital, attempt: Attempt) -> impl IntoResponse + use<> {
    sign_in_form(hospital, "/ehr", "", attempt)
}

fn sign_in_form(
    hospital: &Hospital,
    action: &str,
    hidden: &str,
    attempt: Attempt,
) -> impl IntoResponse + use<> {
    let wrong = match attempt {
        Attempt::First => "",
        Attempt::Wrong => {
            r#"<p class="wrong" role="alert">The username or password is not right. Try again.</p>"#
        }
    };
    let practices = practices(hospital);
    let sign_ins: String = hospital.accounts.iter().map(row).collect();
    let body = format!(
        r#"{wrong}<form method="post" action="{action}">
{hidden}{practices}
<p><label for="username">Username</label><input id="username" name="username" autocomplete="username" autocapitalize="none" required></p>
<p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button>Sign in</button></p>
</form>
<h2>Sample sign-ins</h2>
<div class="wide" role="region" aria-label="Sample sign-ins" tabindex="0"><table>
<thead><tr><th scope="col">Username</th><th scope="col">Password</th><th scope="col">Who</th><th scope="col">What it shows</th></tr></thead>
<tbody>{sign_ins}</tbody></table></div>"#,
    );
    page(hospital, "Sign in", &body)
}

/// Where one FHIR base stands for many practices, the patient says which.
fn practices(hospital: &Hospital) -> String {
    let practices = hospital.settings.sign_in.practices;
    if practices.is_empty() {
        return String::new();
    }
    let choices: String = practices
        .iter()
        .map(|one| {
            let (id, name) = (escaped(one.id), escaped(one.name));
            format!(r#"<option value="{id}">{name}</option>"#)
        })
        .collect();
    format!(
        r#"<p><label for="practice">Practice</label><select id="practice" name="practice">{choices}</select></p>"#
    )
}

/// What a patient sees who is signed in at the hospital's portal.
pub(crate) fn portal(
    hospital: &Hospital,
    account: &Account,
    launch: &str,
) -> impl IntoResponse + use<> {
    let body = format!(
        r#"<p>You are signed in as <strong>{}</strong>.</p><p><a href="{}">Open Satchel</a></p>"#,
        escaped(&account.who),
        escaped(launch),
    );
    page(hospital, "Portal", &body)
}

fn row(account: &Account) -> String {
    format!(
        "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td><td>{}</td></tr>",
        escaped(&account.username),
        escaped(&account.password),
        escaped(&account.who),
        escaped(&account.shows),
    )
}

pub(crate) fn consent(
    hospital: &Hospital,
    request: &str,
    scopes: &[Scope],
    account: &Account,
) -> impl IntoResponse + use<> {
    let boxes: String = scopes
        .iter()
        .enumerate()
        .map(|(number, scope)| checkbox(number, scope))
        .collect();
    let body = format!(
        r#"<p>You are signed in as <strong>{who}</strong>. The app <strong>Satchel</strong> asks to:</p>
<form method="post" action="/auth/consent">
<input type="hidden" name="request" value="{request}">
{charts}<fieldset><legend>Untick what you do not want to share</legend>{boxes}</fieldset>
<p class="choice"><button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" class="second">Don’t allow</button></p>
</form>"#,
        who = escaped(&account.who),
        request = escaped(request),
        charts = charts(hospital, account),
    );
    page(hospital, "Share your records?", &body)
}

/// Whose record it shall be, where there is a choice.
fn charts(hospital: &Hospital, account: &Account) -> String {
    if hospital.settings.sign_in.charts == Charts::Own || account.children.is_empty() {
        return String::new();
    }
    let own = std::iter::once((account.patient.as_str(), account.who.as_str(), " checked"));
    let children = account.children.iter();
    let choices: String = own
        .chain(children.map(|child| (child.patient, child.who, "")))
        .map(|(patient, who, checked)| {
            let (patient, who) = (escaped(patient), escaped(who));
            format!(
                r#"<p class="tick"><input type="radio" id="of-{patient}" name="patient" value="{patient}"{checked}> <label for="of-{patient}">{who}</label></p>"#
            )
        })
        .collect();
    format!("<fieldset><legend>Whose record?</legend>{choices}</fieldset>")
}

fn checkbox(number: usize, scope: &Scope) -> String {
    format!(
        r#"<p class="tick"><input type="checkbox" id="scope-{number}" name="scope" value="{value}" checked> <label for="scope-{number}">{words} <code>{value}</code></label></p>"#,
        value = escaped(&scope.to_string()),
        words = escaped(&words(scope)),
    )
}

fn words(scope: &Scope) -> String {
    match scope {
        Scope::OpenId => "Know who signed in".into(),
        Scope::FhirUser => "See which record is yours".into(),
        Scope::Launch => "Open the record you came with".into(),
        Scope::LaunchPatient => "Open your own record".into(),
        Scope::OfflineAccess => "Stay connected until you sign out".into(),
        Scope::Patient(Allowance { kind: None, .. }) => "Read everything in your record".into(),
        Scope::Patient(Allowance {
            kind: Some(kind),
            read,
            search,
            create,
            ..
        }) => match (*create, *read || *search) {
            (true, true) => format!("Read and send {}", plain(kind)),
            (true, false) => format!("Send {}", plain(kind)),
            (false, _) => format!("Read {}", plain(kind)),
        },
    }
}

fn plain(kind: &str) -> &str {
    match kind {
        "Patient" => "your name, birth date and contact details",
        "Observation" => "results and measurements",
        "DiagnosticReport" => "test reports",
        "Practitioner" => "the names of your clinicians",
        "Organization" => "the names of clinics and laboratories",
        "Encounter" => "your visits",
        "DocumentReference" => "your visit summaries and other documents",
        "Binary" => "the files of your documents",
        "Location" => "the names of places",
        "Communication" => "messages",
        "CareTeam" => "who is in your care team",
        "Provenance" => "where each record comes from",
        "AllergyIntolerance" => "your allergies",
        "Appointment" => "your appointments",
        "CarePlan" => "your care plans",
        "Condition" => "your health problems",
        "Coverage" => "your insurance",
        "Device" => "your implants",
        "FamilyMemberHistory" => "your family’s health",
        "Goal" => "your goals",
        "Immunization" => "your vaccines",
        "Medication" => "the names of medicines",
        "MedicationDispense" => "what pharmacies gave you",
        "MedicationRequest" => "your medicines",
        "PractitionerRole" => "what your clinicians do",
        "Procedure" => "your procedures",
        "QuestionnaireResponse" => "forms you filled in",
        "RelatedPerson" => "your contacts",
        "ServiceRequest" => "orders for tests and referrals",
        "Specimen" => "samples taken from you",
        other => other,
    }
}

pub(crate) fn refusal(hospital: &Hospital, why: &str) -> impl IntoResponse + use<> {
    page(
        hospital,
        "This sign-in cannot go on",
        &format!("<p>{}</p>", escaped(why)),
    )
}

fn page(hospital: &Hospital, title: &str, body: &str) -> impl IntoResponse + use<> {
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let html = format!(
        r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/auth/style.css"></head>
<body class="{key}"><header><p>{name}</p></header><main><p class="sample">This is a sample hospital. No real patients.</p>
<h1>{title}</h1>{body}</main></body></html>"#,
        name = escaped(&hospital.name),
        title = escaped(title),
        key = hospital.key,
    );
    (headers, Html(html))
}

pub(crate) async fn style() -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, "text/css"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        include_str!("pages.css"),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_record_that_an_app_asks_for_has_words() {
        for kind in [
            "AllergyIntolerance",
            "Appointment",
            "CarePlan",
            "Condition",
            "Coverage",
            "Device",
            "FamilyMemberHistory",
            "Goal",
            "Immunization",
            "MedicationDispense",
            "Procedure",
            "QuestionnaireResponse",
            "RelatedPerson",
            "ServiceRequest",
            "Specimen",
        ] {
            let scope = Scope::read(&format!("patient/{kind}.rs"));
            let words = scope.map(|scope| words(&scope));
            assert!(words.is_some_and(|words| !words.contains(kind)), "{kind}");
        }
    }
}
