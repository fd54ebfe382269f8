//! EHR launch: the hospital's own portal, from which a signed-in patient opens the app.
//! <https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch>
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::consent;
use crate::held::held;
use crate::hospital::Hospital;
use crate::pages::{self, Attempt};
use crate::query;

/// `GET /ehr`: a sign-in form, or the link that opens the app for whoever is signed in.
pub(crate) async fn page(State(hospital): State<Arc<Hospital>>, headers: HeaderMap) -> Response {
    let Some((account, _)) = consent::signed_in(&hospital, &headers) else {
        return pages::portal_sign_in(&hospital, Attempt::First).into_response();
    };
    let now = hospital.clock.now();
    let launch = held(&hospital.grants).launch(&account.username, now);
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("iss", &hospital.base)
        .append_pair("launch", &launch)
        .finish();
    let address = format!("{}/launch?{query}", hospital.client.origin);
    pages::portal(&hospital, account, &address).into_response()
}

/// `POST /ehr`
pub(crate) async fn sign_in(State(hospital): State<Arc<Hospital>>, body: String) -> Response {
    match consent::begin_session(&hospital, &query::pairs(Some(&body))) {
        Some(session) => ([(header::SET_COOKIE, session)], Redirect::to("/ehr")).into_response(),
        None => {
            let page = pages::portal_sign_in(&hospital, Attempt::Wrong);
            (StatusCode::UNAUTHORIZED, page).into_response()
        }
    }
}
