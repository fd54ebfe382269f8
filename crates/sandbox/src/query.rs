//! Search parameters: which there are, and which records they find.
//! <https://hl7.org/fhir/R4/search.html>
use axum::http::StatusCode;

use crate::outcome::Refusal;
use crate::resource::Resource;
use crate::settings::{Origins, Paging, RecordRules, Required, Statuses, Total, UnknownParameters};
use crate::types::{self, Kind};

pub(crate) type Pairs = Vec<(String, String)>;

pub(crate) fn pairs(query: Option<&str>) -> Pairs {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .into_owned()
        .collect()
}

/// A search that this hospital can answer.
#[derive(Debug, Default)]
pub(crate) struct Query {
    pub(crate) patient: Option<String>,
    pub(crate) ids: Option<Vec<String>>,
    filters: Pairs,
    pub(crate) count: Option<usize>,
    /// How many matches are passed over, where pages are asked for so.
    pub(crate) offset: usize,
    pub(crate) asks_total: bool,
    pub(crate) include: Include,
}

/// What comes along with the matches.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Include {
    pub(crate) medication: bool,
    pub(crate) provenance: bool,
}

impl Query {
    pub(crate) fn read(kind: &Kind, pairs: &Pairs, rules: &RecordRules) -> Result<Self, Refusal> {
        let mut query = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "_format" => {}
                "_offset" if rules.paging == Paging::Offset => {
                    query.offset = value.parse().map_err(|_| invalid("_offset", value))?
                }
                "_total" if rules.total == Total::WhenAsked => {
                    query.asks_total = value == "accurate"
                }
                "_id" => query.ids = Some(value.split(',').map(str::to_owned).collect()),
                "_count" => {
                    query.count = Some(value.parse().map_err(|_| invalid("_count", value))?)
                }
                "_include"
                    if types::has_medication(kind.name)
                        && value.strip_suffix(":medication") == Some(kind.name) =>
                {
                    query.include.medication = true;
                }
                "_revinclude"
                    if value == "Provenance:target" && rules.origins != Origins::Unknown =>
                {
                    query.include.provenance = true;
                }
                "patient" if kind.parameters.contains(&"patient") => {
                    query.patient = Some(own_id(value))
                }
                name if kind.parameters.contains(&name) => {
                    check_value(name, value)?;
                    check_supported(kind, name, value, rules)?;
                    query.filters.push((name.to_owned(), value.clone()));
                }
                name if rules.unknown_parameters == UnknownParameters::Refused => {
                    return Err(Refusal::Invalid(format!(
                        "{}: unknown search parameter {name}",
                        kind.name
                    )));
                }
                _ => {}
            }
        }
        Ok(query)
    }

    /// Servers ask for a patient with whatever belongs to one, and some for more.
    pub(crate) fn require(&self, kind: &Kind, rules: &[Required]) -> Result<(), Refusal> {
        if self.ids.is_some() {
            return Ok(());
        }
        if kind.parameters.contains(&"patient") && self.patient.is_none() {
            return Err(Refusal::Invalid(format!(
                "{} requires patient or _id",
                kind.name
            )));
        }
        let lacks = |rule: &&Required| {
            let given = |(name, _): &(String, String)| rule.one_of.contains(&name.as_str());
            rule.kind == kind.name && !self.filters.iter().any(given)
        };
        match rules.iter().find(lacks) {
            Some(rule) => Err(Refusal::Incomplete(
                StatusCode::from_u16(rule.status).unwrap_or(StatusCode::BAD_REQUEST),
                format!("{} requires {}", kind.name, rule.one_of.join(" or ")),
            )),
            None => Ok(()),
        }
    }

    pub(crate) fn finds(&self, resource: &Resource) -> bool {
        let by_id = self
            .ids
            .as_ref()
            .is_none_or(|ids| ids.contains(&resource.id));
        by_id
            && self
                .filters
                .iter()
                .all(|(name, value)| finds(resource, name, value))
    }
}

fn finds(resource: &Resource, name: &str, value: &str) -> bool {
    match types::parameter_type(name) {
        "date" => resource
            .dates
            .iter()
            .filter(|dated| dated.parameter == name)
            .any(|dated| dated.span.satisfies(value) == Some(true)),
        "reference" => value.split(',').any(|value| {
            let pointed_at = if name == "part-of" {
                &resource.part_of
            } else {
                &resource.targets
            };
            pointed_at.iter().any(|target| target == value)
        }),
        _ => has_token(resource, name, value),
    }
}

/// `code`, `system|code`, `|code` or `system|`; several with commas, of which one must fit.
pub(crate) fn has_token(resource: &Resource, parameter: &str, value: &str) -> bool {
    value.split(',').any(|wanted| {
        resource
            .tokens
            .iter()
            .filter(|token| token.parameter == parameter)
            .any(|token| match wanted.split_once('|') {
                None => token.code == wanted,
                Some((system, "")) => token.system == system,
                Some((system, code)) => token.system == system && token.code == code,
            })
    })
}

fn check_value(name: &str, value: &str) -> Result<(), Refusal> {
    let some_day = crate::dates::Span { start: 0, end: 0 };
    match types::parameter_type(name) {
        "date" if some_day.satisfies(value).is_none() => Err(invalid(name, value)),
        _ if value.is_empty() => Err(invalid(name, value)),
        _ => Ok(()),
    }
}

fn check_supported(
    kind: &Kind,
    name: &str,
    value: &str,
    rules: &RecordRules,
) -> Result<(), Refusal> {
    let is_list = matches!(name, "status" | "lifecycle-status") && value.contains(',');
    if is_list && rules.statuses == Statuses::OneByOne {
        let text = format!("{}: {name} takes one value", kind.name);
        return Err(Refusal::Invalid(text));
    }
    let refused = rules.unsupported.iter().any(|rule| {
        let is_meant = rule.kind == kind.name && rule.parameter == name;
        is_meant && (rule.codes.is_empty() || rule.codes.iter().any(|code| asks_for(value, code)))
    });
    if refused {
        let text = format!("{}: {name}={value} is not supported here", kind.name);
        return Err(Refusal::Invalid(text));
    }
    Ok(())
}

/// Whether one of the values with commas is this code, with or without a system.
pub(crate) fn asks_for(value: &str, code: &str) -> bool {
    value.split(',').any(|one| match one.rsplit_once('|') {
        Some((_, own)) => own == code,
        None => one == code,
    })
}

fn own_id(value: &str) -> String {
    value.strip_prefix("Patient/").unwrap_or(value).to_owned()
}

fn invalid(name: &str, value: &str) -> Refusal {
    Refusal::Invalid(format!("{name}: {value:?} cannot be read"))
}
