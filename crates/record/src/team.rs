//! Who cares for the patient, and whom of them a message can be sent to.

use std::sync::Arc;

use fhir::CareTeam;

use crate::{
    day::Day,
    ids::{Keyed, LocalId, SourceId},
    message::{Party, party},
    names::Mention,
    reader::Reader,
    sent,
    when::When,
};

/// One CareTeam.
/// <https://hl7.org/fhir/R4/careteam.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Which team of which hospital.
    pub id: LocalId,
    /// The hospital.
    pub source: SourceId,
    /// Where it stands there, `CareTeam/…`.
    pub path: Option<String>,
    /// What the hospital calls it.
    pub name: Option<String>,
    /// Whether it cares for the patient now.
    pub active: bool,
    /// Who is in it; the patient and those without a name or an id are left out.
    pub members: Vec<Member>,
    /// Something in it turns its meaning around and we do not know how.
    pub unreadable: bool,
}

/// One of a team.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Who.
    pub who: Party,
    /// What they do in it, in the hospital's words.
    pub role: Option<String>,
    /// Until when.
    pub until: Option<When>,
}

/// Somebody a message can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The hospital.
    pub source: SourceId,
    /// Where they stand there, `CareTeam/…`.
    pub path: String,
    /// Who.
    pub mention: Mention,
    /// What they do, in the hospital's words.
    pub role: Option<String>,
    /// A whole team, not one person.
    pub is_team: bool,
}

impl Team {
    pub(crate) fn read(team: &CareTeam<'_>, id: LocalId, reader: &mut Reader<'_>) -> Self {
        let mut members = Vec::new();
        for one in &team.participant {
            let Some(reference) = one.member.as_ref() else {
                continue;
            };
            if reader.is_the_patient(reference) {
                continue;
            }
            let Some(who) = party(reference, &team.contained, reader) else {
                continue;
            };
            members.push(Member {
                who,
                role: one.role.iter().find_map(sent::said),
                until: sent::when(one.period.as_ref().and_then(|period| period.end.as_deref())),
            });
        }
        Self {
            id,
            source: reader.asked.source,
            path: sent::words(team.id.as_deref()).map(|id| format!("CareTeam/{id}")),
            name: sent::words(team.name.as_deref()),
            active: matches!(team.status.as_deref(), Some("active") | None),
            members,
            unreadable: team.has_unknown_modifier(),
        }
    }
}

/// Whom a message can be sent to, each once: the teams that care for the patient now, then who is in them.
/// Nobody else is offered, because a hospital reads only what reaches somebody it named.
pub fn recipients(teams: &[Arc<Team>], today: Day) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    let mut offer = |one: Recipient| {
        if !found
            .iter()
            .any(|known| known.source == one.source && known.path == one.path)
        {
            found.push(one);
        }
    };
    let current = || teams.iter().filter(|team| team.active && !team.unreadable);
    for team in current() {
        if let (Some(path), Some(name)) = (&team.path, &team.name) {
            offer(Recipient {
                source: team.source,
                path: path.clone(),
                mention: Mention {
                    name: Some(name.clone()),
                    reference: Some(team.id),
                },
                role: None,
                is_team: true,
            });
        }
    }
    for team in current() {
        for member in team.members.iter().filter(|member| member.is_there(today)) {
            if let Some(path) = &member.who.path {
                offer(Recipient {
                    source: team.source,
                    path: path.clone(),
                    mention: member.who.mention.clone(),
                    role: member.role.clone(),
                    is_team: path.starts_with("CareTeam/"),
                });
            }
        }
    }
    found
}

impl Member {
    fn is_there(&self, today: Day) -> bool {
        let end = self.until.as_ref().and_then(When::seconds);
        end.is_none_or(|end| end >= today.number() * 86_400)
    }
}

impl Keyed for Team {
    fn key(&self) -> LocalId {
        self.id
    }
}
