//! The site's security headers, read from the one file that production packaging reads too.
use std::path::Path;

use anyhow::{Context as _, bail};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Where browsers send what the policy stopped, if the sandbox is asked to listen.
pub(crate) const REPORTS: &str = "/csp-report";

/// `Name: value` lines, with `{hospitals}` replaced by exact origins.
pub(crate) fn headers(
    path: &Path,
    hospitals: &[String],
    collect_reports: bool,
) -> anyhow::Result<HeaderMap> {
    let text = std::fs::read_to_string(path).with_context(|| {
        format!(
            "the security headers cannot be read from {}",
            path.display()
        )
    })?;
    let mut headers = HeaderMap::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let Some((name, value)) = line.split_once(':') else {
            bail!("{line:?} is not `Name: value`")
        };
        let name: HeaderName = name
            .trim()
            .parse()
            .with_context(|| format!("{name:?} is no header"))?;
        let mut value = value.trim().replace("{hospitals}", &hospitals.join(" "));
        if name == header::CONTENT_SECURITY_POLICY && collect_reports {
            value = format!("{value}; report-uri {REPORTS}");
        }
        headers.insert(name, HeaderValue::from_str(&value)?);
    }
    Ok(headers)
}
