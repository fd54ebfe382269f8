//! Why a sign-in or its renewal did not succeed, in cases a portal can put into words.

use crate::Rules;

/// Why the patient is not signed in. Developers read `Display`; patients read the portal's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaunchError {
    /// The patient chose not to share, or left the hospital's page with "cancel".
    #[error("the patient cancelled")]
    Cancelled,
    /// The sign-in was begun more than ten minutes ago.
    #[error("the attempt is too old")]
    Expired,
    /// The answer belongs to no sign-in this tab began: it was begun in another tab, was used before, or is forged.
    #[error("no such attempt")]
    NoAttempt,
    /// The address of the answer is not one a hospital would send: state missing or twice, neither code nor error.
    #[error("the answer is malformed")]
    Malformed,
    /// The answer comes from, or is meant for, somebody else (issuer, audience or nonce differ).
    #[error("the answer is not for this sign-in")]
    NotForUs,
    /// The code was too old or used before when it reached the hospital.
    #[error("the code is no longer good")]
    CodeExpired,
    /// The hospital said no, for a coded reason and perhaps in its own words.
    #[error("the hospital refused: {why:?}")]
    Refused {
        /// The coded reason.
        why: Refusal,
        /// The hospital's words: plain text, short, one line. Show them as a quotation.
        words: Option<String>,
    },
    /// The token endpoint gave the browser no answer while the rest of the hospital did: no CORS there.
    #[error("the hospital does not allow browser apps")]
    BrowserNotAllowed,
    /// The token endpoint answered with a bare status.
    #[error("the token endpoint answered {0}")]
    Status(u16),
    /// The answer holds no bearer token.
    #[error("the answer holds no bearer token")]
    NoToken,
    /// The hospital did not say whose record this is.
    #[error("the hospital named no patient")]
    NoPatient,
    /// The hospital's own software opened the portal for a server that is not on the list of hospitals.
    #[error("the launch comes from an unknown server")]
    NotListed,
    /// The redirect address in the deployment's settings is not an address.
    #[error("the redirect address is not usable")]
    NotSetUp,
}

/// A coded reason of OAuth. <https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// `invalid_request`: the hospital found the request wanting.
    InvalidRequest,
    /// `unauthorized_client` or `invalid_client`: the hospital does not know the portal.
    UnknownPortal,
    /// The vendor knows the portal; this hospital has not switched it on. Each vendor says it in its own way.
    NotActive,
    /// `invalid_scope`: more was asked for than the portal may ask.
    InvalidScope,
    /// `server_error` or `temporarily_unavailable`: try again later.
    Unavailable,
    /// `login_required`, `interaction_required`, `consent_required`: sign in again.
    SignInNeeded,
    /// Any other code.
    Other,
}

/// What an OAuth error says of itself, before it is known what that means at this hospital.
pub(crate) struct Said<'a> {
    pub(crate) code: &'a str,
    pub(crate) words: &'a str,
    /// `error_uri`; some vendors put the reason there.
    pub(crate) page: &'a str,
}

impl Said<'_> {
    /// What it means; what the rules of the hospital say of it comes first.
    pub(crate) fn meaning(&self, rules: &Rules) -> LaunchError {
        let known = rules.refusal(&[self.code, self.page, self.words]);
        let why = match (known, self.code) {
            (Some(known), _) => known,
            (None, "access_denied") => return LaunchError::Cancelled,
            (None, "invalid_grant") => return LaunchError::CodeExpired,
            (None, "invalid_request" | "unsupported_response_type" | "unsupported_grant_type") => {
                Refusal::InvalidRequest
            }
            (None, "unauthorized_client" | "invalid_client") => Refusal::UnknownPortal,
            (None, "invalid_scope") => Refusal::InvalidScope,
            (None, "server_error" | "temporarily_unavailable") => Refusal::Unavailable,
            (None, "login_required" | "interaction_required" | "consent_required") => {
                Refusal::SignInNeeded
            }
            (None, _) => Refusal::Other,
        };
        LaunchError::Refused {
            why,
            words: plain_words(self.words),
        }
    }
}

/// Why a renewal gave no new token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefreshError {
    /// The hospital will not renew. Servers say it with many statuses; all mean the same to the patient.
    #[error("the patient must sign in again")]
    SignInAgain,
    /// The hospital has not looked at the request (429, 503): the refresh token is still good, for later.
    #[error("the token endpoint is busy")]
    Busy,
    /// No answer, or one that leaves open what was done (the caller maps a network failure to this too). The refresh
    /// token may be spent, and is never sent again.
    #[error("the token endpoint is not answering")]
    NoAnswer,
}

/// The hospital's words as one line of at most 200 characters, without control characters or invisible direction marks.
fn plain_words(text: &str) -> Option<String> {
    let visible = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_format_mark(*c));
    let line: String = visible.take(200).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn is_format_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'a>(code: &'a str, words: &'a str, page: &'a str) -> Said<'a> {
        Said { code, words, page }
    }

    #[test]
    fn a_refusal_to_share_is_the_patients_choice() {
        let denied = said("access_denied", "denied", "");
        assert_eq!(denied.meaning(&Rules::PLAIN), LaunchError::Cancelled);
    }

    #[test]
    fn a_vendor_may_say_the_same_in_its_own_way() {
        let rules = Rules {
            refusals: &[("unknown-tenant", Refusal::NotActive)],
            ..Rules::PLAIN
        };
        for (code, words, page, expected) in [
            (
                "server_error",
                "",
                "https://a.example/errors/unknown-tenant/1",
                Refusal::NotActive,
            ),
            ("unknown-tenant", "", "", Refusal::NotActive),
            ("access_denied", "unknown-tenant", "", Refusal::NotActive),
            (
                "server_error",
                "",
                "https://a.example/errors/other",
                Refusal::Unavailable,
            ),
            ("invalid_client", "who?", "", Refusal::UnknownPortal),
        ] {
            let LaunchError::Refused { why, .. } = said(code, words, page).meaning(&rules) else {
                panic!("{code}")
            };
            assert_eq!(why, expected, "{code}");
        }
    }

    #[test]
    fn the_hospitals_words_are_one_short_plain_line() {
        let words = |text| plain_words(text);
        assert_eq!(words("a\r\nb\t\u{1b}[31mc").as_deref(), Some("a b [31mc"));
        assert_eq!(words("\u{202E}evil\u{2066}").as_deref(), Some("evil"));
        assert_eq!(words(" \n ").as_deref(), None);
        assert_eq!(
            words(&"é".repeat(1000)).map(|w| w.chars().count()),
            Some(200)
        );
    }

    #[test]
    fn no_message_repeats_what_the_hospital_said() {
        let error = said("https://x/?code=1", "token abc", "").meaning(&Rules::PLAIN);
        assert_eq!(error.to_string(), "the hospital refused: Other");
    }
}
