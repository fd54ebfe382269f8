//! Why a sign-in did not work: what the browser saw, and what it sees when it looks once more, told apart by
//! [`smart::diagnose`].
//!
//! Looking asks for public addresses only: a file of this site, and the description of the hospital's server. No token,
//! code or state goes with it.

use smart::{Diagnosis, Discovery, FhirBase, Heard, LaunchError, Seen};

use crate::browser::fetch::{self, NoAnswer, Stop};
use crate::browser::{clock, page};
use crate::later::{self, Later};

/// Why a sign-in did not work.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What is the matter.
    pub diagnosis: Diagnosis,
    /// The hospital's own words, if it said any: one short line, to be quoted.
    pub words: Option<String>,
}

/// What a question without a whole answer has heard.
pub fn heard(none: NoAnswer) -> Heard {
    match none {
        NoAnswer::Unreachable | NoAnswer::Stopped => Heard::Nothing,
        // As a gateway would say it (RFC 9110, 15.6.5).
        NoAnswer::TimedOut | NoAnswer::TooLarge | NoAnswer::CutShort => Heard::Status(504),
    }
}

/// What is the matter with a sign-in at the hospital with this address. Without the later file that can't be told.
pub async fn trouble(seen: Seen, fhir: String, later: Later) -> Trouble {
    later.want();
    match later.here().await {
        true => later::diagnose(seen, fhir).await,
        false => Trouble {
            diagnosis: Diagnosis::Unknown,
            words: None,
        },
    }
}

/// The same, in the later file.
pub async fn diagnosed(mut seen: Seen, fhir: String) -> Trouble {
    if [seen.discovery, seen.token, seen.data].contains(&Heard::Nothing) {
        look_again(&mut seen, &fhir).await;
    }
    Trouble {
        diagnosis: smart::diagnose(&seen),
        words: match seen.sign_in {
            Some(LaunchError::Refused { words, .. }) => words,
            Some(_) | None => None,
        },
    }
}

/// Nothing came: is it this device, the hospital, or only its manners?
async fn look_again(seen: &mut Seen, fhir: &str) {
    seen.is_offline = !page::is_online();
    let (own_site, its_clock) = fetch::own_site().await;
    seen.own_site = own_site;
    seen.clock_ahead_s = its_clock.map(|theirs| ((clock::now() - theirs) / 1000.0) as i64);
    if let Ok(base) = FhirBase::listed(fhir) {
        seen.probe = probe(&base, seen.discovery == Heard::Nothing).await;
    }
}

async fn probe(base: &FhirBase, is_known_closed: bool) -> Heard {
    let descriptions = [Discovery::well_known(base), Discovery::metadata(base)];
    if let (false, Some(stop)) = (is_known_closed, Stop::new()) {
        for description in &descriptions {
            if let Ok(answer) = fetch::fetch(description, &stop).await {
                return Heard::Status(answer.status);
            }
        }
    }
    let [description, _] = descriptions;
    fetch::is_there(&description.url).await
}
