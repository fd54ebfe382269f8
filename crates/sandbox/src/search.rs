//! Search: `GET [base]/[type]?…` and `POST [base]/[type]/_search`, page by page.
//! <https://hl7.org/fhir/R4/http.html#search>
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use crate::access::{self, allowances, lies_within, permitted};
use crate::chart::Place;
use crate::cursor::Rest;
use crate::failure;
use crate::grants::Access;
use crate::held::held;
use crate::hospital::Hospital;
use crate::outcome::{Refusal, fhir};
use crate::query::{self, Pairs, Query};
use crate::searchset::{self, Page};
use crate::settings::{Origins, PageSizes, Paging, Total};
use crate::types;

pub(crate) async fn by_get(
    State(hospital): State<Arc<Hospital>>,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let own = query
        .as_deref()
        .map_or(kind.clone(), |query| format!("{kind}?{query}"));
    answer(
        &hospital,
        &kind,
        &query::pairs(query.as_deref()),
        &own,
        &headers,
    )
    .await
}

/// `GET [base]/DocumentReference/$docref?patient=…`: visit summaries, or documents of another type.
/// <https://hl7.org/fhir/us/core/STU6.1/OperationDefinition-docref.html>
pub(crate) async fn documents(
    State(hospital): State<Arc<Hospital>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let kind = "DocumentReference";
    let asked = query::pairs(query.as_deref());
    let has_type = asked.iter().any(|(name, _)| name == "type");
    let summaries = ("type".to_owned(), "http://loinc.org|34133-9".to_owned());
    let as_search = asked.into_iter().filter_map(|(name, value)| match &*name {
        "start" => Some(("date".to_owned(), format!("ge{value}"))),
        "end" => Some(("date".to_owned(), format!("le{value}"))),
        "on-demand" => None,
        _ => Some((name, value)),
    });
    let pairs: Pairs = as_search.chain((!has_type).then_some(summaries)).collect();
    let own = format!("{kind}/$docref?{}", query.unwrap_or_default());
    answer(&hospital, kind, &pairs, &own, &headers).await
}

pub(crate) async fn by_post(
    State(hospital): State<Arc<Hospital>>,
    Path(kind): Path<String>,
    headers: HeaderMap,
    body: String,
) -> Response {
    answer(
        &hospital,
        &kind,
        &query::pairs(Some(&body)),
        &format!("{kind}?{body}"),
        &headers,
    )
    .await
}

async fn answer(
    hospital: &Hospital,
    kind: &str,
    pairs: &Pairs,
    own: &str,
    headers: &HeaderMap,
) -> Response {
    let access = match access::enter(hospital, headers, pairs) {
        Ok(access) => access,
        Err(refusal) => return refusal.into_response(),
    };
    if let Some(response) = failure::instead(hospital, &access, kind, pairs).await {
        return response;
    }
    let failure = failure::of(hospital, &access, kind, pairs);
    let relaxed = failure.is_some_and(failure::Failure::lets_category_out);
    match page(hospital, &access, kind, pairs, relaxed) {
        Ok(mut page) => {
            page.own = format!("{}/{own}", hospital.base);
            let page = failure::page(failure, hospital, page);
            fhir(
                StatusCode::OK,
                failure::body(failure, searchset::text(hospital, &access, &page)),
            )
        }
        Err(refusal) => refusal.into_response(),
    }
}

fn page(
    hospital: &Hospital,
    access: &Access,
    kind: &str,
    pairs: &Pairs,
    relaxed: bool,
) -> Result<Page, Refusal> {
    let rules = &hospital.settings.records;
    // That it is there and right was the condition of entering.
    let pairs: &Pairs = &pairs
        .iter()
        .filter(|(name, _)| rules.practice_parameter != Some(name))
        .cloned()
        .collect();
    let known = types::kind(kind)
        .filter(|_| hospital.keeps(kind))
        .ok_or_else(|| access::unknown(kind))?;
    let allowances = allowances(hospital, access, kind, |allowance| allowance.search)?;
    if let Some(cursor) = cursor(pairs, rules.paging) {
        let rest = held(&hospital.cursors).rest(cursor, access.grant, kind);
        return rest
            .map(|rest| cut(hospital, rest))
            .ok_or(Refusal::CursorEnded);
    }
    let query = Query::read(known, pairs, rules)?;
    if !relaxed {
        query.require(known, rules.required)?;
    }
    if query.include.provenance && rules.origins == Origins::ByScope {
        access::allowances(hospital, access, "Provenance", |allowance| {
            allowance.read || allowance.search
        })?;
    }
    let own = access.patient.as_deref().unwrap_or_default();
    let compartment = if known.of_a_patient { own } else { "" };
    // Another patient's records are simply not among those that are looked through.
    let asks_for_another = query
        .patient
        .as_deref()
        .is_some_and(|patient| patient != own);
    let candidates = if asks_for_another {
        Vec::new()
    } else {
        hospital.places(kind, compartment)
    };
    let places: Vec<Place> = candidates
        .into_iter()
        .filter(|&place| {
            hospital.at(place).is_some_and(|resource| {
                query.finds(&resource)
                    && lies_within(&resource, access)
                    && permitted(&resource, &allowances)
            })
        })
        .collect();
    let (usual, most) = sizes(&rules.pages, kind);
    let page = query
        .count
        .unwrap_or(usual)
        .min(most)
        .min(hospital.page_limit);
    let total = query.asks_total.then_some(places.len());
    let rest = Rest {
        grant: access.grant,
        kind: kind.to_owned(),
        places: places.into_iter().skip(query.offset).collect(),
        page,
        include: query.include,
    };
    Ok(match rules.paging {
        Paging::Kept(_) => cut(hospital, rest),
        Paging::Offset => Page {
            total,
            ..slice(hospital, rest, pairs, query.offset)
        },
    })
}

fn sizes(pages: &PageSizes, kind: &str) -> (usize, usize) {
    let own = pages.of_type.iter().find(|(name, _, _)| *name == kind);
    own.map_or((pages.usual, pages.most), |&(_, usual, most)| (usual, most))
}

/// What was kept under the one parameter that asks for the next page.
fn cursor(pairs: &Pairs, paging: Paging) -> Option<&str> {
    match (paging, pairs.as_slice()) {
        (Paging::Kept(parameter), [(name, value)]) if name == parameter => Some(value),
        (Paging::Kept(_) | Paging::Offset, _) => None,
    }
}

/// One page of what was found, and the same search with a greater offset.
fn slice(hospital: &Hospital, mut rest: Rest, pairs: &Pairs, offset: usize) -> Page {
    let more = rest.places.len() > rest.page && rest.page > 0;
    rest.places.truncate(rest.page);
    let next = more.then(|| {
        let same = pairs.iter().filter(|(name, _)| name != "_offset");
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(same)
            .append_pair("_offset", &(offset + rest.page).to_string())
            .finish();
        format!("{}/{}?{query}", hospital.base, rest.kind)
    });
    Page {
        own: String::new(),
        kind: rest.kind,
        matches: rest.places,
        include: rest.include,
        next,
        total: None,
    }
}

/// The first page of what is left, and a cursor for the others.
fn cut(hospital: &Hospital, mut rest: Rest) -> Page {
    let rules = &hospital.settings.records;
    let later = if rest.places.len() > rest.page {
        rest.places.split_off(rest.page)
    } else {
        Vec::new()
    };
    let kind = rest.kind.clone();
    let matches = std::mem::replace(&mut rest.places, later);
    let include = rest.include;
    // `_count=0` asks for no records at all.
    let next = match rules.paging {
        Paging::Kept(parameter) if !rest.places.is_empty() && rest.page > 0 => Some(format!(
            "{}/{kind}?{parameter}={}",
            hospital.base,
            held(&hospital.cursors).keep(rest)
        )),
        Paging::Kept(_) | Paging::Offset => None,
    };
    Page {
        own: String::new(),
        kind,
        total: (rules.total == Total::OfThePage).then_some(matches.len()),
        matches,
        include,
        next,
    }
}
