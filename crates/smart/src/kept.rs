//! Tokens as text, for a vault that nobody reads without the patient's key. What is read back is believed no more than
//! what a hospital says: addresses are checked again, and the parameters of every call must still be in the table.

use crate::discovery::Endpoint;
use crate::identity::{FhirUser, PatientId};
use crate::query::{self, Query};
use crate::scopes::Interaction;
use crate::token::{Server, Tokens};
use crate::{AccessToken, FhirBase, Granted, Refresh, RefreshToken, Rules};

use oauth2::ClientId;

impl Tokens {
    /// Everything that [`Tokens::of_written`] needs.
    pub fn written(&self) -> String {
        let Server {
            hospital,
            base,
            token,
            revocation,
            management,
            client_id,
            parameters,
            scope: _,
            rules: _,
        } = &self.server;
        let address =
            |endpoint: &Option<Endpoint>| endpoint.as_ref().map_or("", Endpoint::as_str).to_owned();
        let (revocation, management) = (address(revocation), address(management));
        let user = self
            .user
            .as_ref()
            .map(FhirUser::written)
            .unwrap_or_default();
        let refused = self.granted.refused_written();
        let refresh = self
            .refresh
            .as_ref()
            .map_or("", |token| token.secret().as_str());
        let flag = if self.need_patient_banner { "yes" } else { "" };
        let numbers =
            [self.expires_in, self.received_ms, self.renewals].map(|number| number.to_string());
        let [expires_in, received_ms, renewals] = &numbers;
        let mut fields = vec![
            ("hospital", hospital.as_str()),
            ("base", base.as_str()),
            ("token", token.as_str()),
            ("revocation", &revocation),
            ("management", &management),
            ("client_id", client_id.as_str()),
            ("access", self.access.secret()),
            ("refresh", refresh),
            ("scope", self.granted.as_str()),
            ("refused", &refused),
            ("patient", self.patient.as_str()),
            ("user", &user),
            ("need_patient_banner", flag),
            ("expires_in", expires_in),
            ("received_ms", received_ms),
            ("renewals", renewals),
        ];
        let parameters: Vec<_> = parameters
            .iter()
            .map(|(name, value)| (parameter(name), value))
            .collect();
        fields.extend(
            parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        query::form(&fields)
    }

    /// Tokens read back; `None` when these are none, or some that could not have been written here. `rules` is how the
    /// hospital wants to be spoken to today.
    pub fn of_written(written: &str, rules: Rules) -> Option<Tokens> {
        let record = Query::own(written);
        let text = |name| record.text(name).unwrap_or_default().to_owned();
        let number = |name| text(name).parse::<u64>().ok();
        let base = FhirBase::listed(&text("base")).ok()?;
        let endpoint = |name| match record.text(name) {
            Some(address) => Endpoint::new(&base, address).map(Some),
            None => Some(None),
        };
        let granted = Granted::read(&text("scope")).refusing(&text("refused"));
        let parameters = rules.data.iter().filter_map(|(name, _)| {
            let value = record.text(&parameter(name))?;
            Some((*name, value.to_owned()))
        });
        Some(Tokens {
            access: AccessToken::new(text("access")),
            refresh: record
                .text("refresh")
                .map(|token| RefreshToken::new(token.to_owned())),
            expires_in: number("expires_in")?,
            patient: PatientId::new(&text("patient"))?,
            user: record.text("user").and_then(FhirUser::of_written),
            need_patient_banner: record.text("need_patient_banner").is_some(),
            received_ms: number("received_ms")?,
            renewals: number("renewals")?,
            server: Server {
                hospital: text("hospital"),
                token: endpoint("token")??,
                revocation: endpoint("revocation")?,
                management: endpoint("management")?,
                client_id: ClientId::new(text("client_id")),
                parameters: parameters.collect(),
                scope: match rules.refresh {
                    Refresh::WithScope => Some(granted.as_str().to_owned()),
                    Refresh::None | Refresh::Rotating => None,
                },
                rules,
                base,
            },
            granted,
        })
    }

    /// The same record, and nothing that opens it: what is left after signing out.
    pub fn spent(&self) -> Tokens {
        Tokens {
            access: AccessToken::new(String::new()),
            refresh: None,
            expires_in: 0,
            ..self.clone()
        }
    }
}

/// A parameter of every data call, apart from the fields.
fn parameter(name: &str) -> String {
    format!("data.{name}")
}

impl Granted {
    fn refused_written(&self) -> String {
        let words = self.refused.iter().map(|(name, interaction)| {
            let letter = interaction.letter();
            format!("{name}.{letter}")
        });
        words.collect::<Vec<_>>().join(" ")
    }

    fn refusing(mut self, refused: &str) -> Granted {
        for word in refused.split(' ') {
            let Some((name, letter)) = word.split_once('.') else {
                continue;
            };
            let mut letters = letter.chars().filter_map(Interaction::of_letter);
            if let Some(interaction) = letters.next() {
                self.refuse(name, interaction);
            }
        }
        self
    }
}
