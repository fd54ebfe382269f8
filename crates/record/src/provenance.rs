//! Where an item comes from: who wrote it, and when it was recorded (reference §8.3).

use fhir::{Provenance, ProvenanceAgent};

use crate::{
    ids::{IdMap, LocalId, SourceId},
    names::Mention,
    reader::Reader,
    sent,
    when::When,
};

/// What a Provenance says about one item; only the last hop is known.
/// <https://hl7.org/fhir/R4/provenance.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The author.
    pub author: Option<Mention>,
    /// Who entered it or put it together, where no author is named.
    pub entered_by: Option<Mention>,
    /// On whose behalf the author, or whoever entered it, did so.
    pub on_behalf_of: Option<Mention>,
    /// Who passed it on.
    pub transmitter: Option<Mention>,
    /// When it was recorded.
    pub recorded: Option<When>,
}

/// The origins of all items.
#[derive(Clone, Debug, Default)]
pub struct Origins(IdMap<(SourceId, Origin)>);

impl Origins {
    /// Takes in what a hospital's answer said; the latest record of an item wins.
    pub fn hear(&mut self, source: SourceId, origins: &[(LocalId, Origin)]) {
        for (target, origin) in origins {
            let older = |(_, known): &(SourceId, Origin)| {
                When::newest_first(origin.recorded.as_ref(), known.recorded.as_ref()).is_le()
            };
            if self.0.get(target).is_none_or(older) {
                self.0.insert(*target, (source, origin.clone()));
            }
        }
    }

    /// Where an item comes from; `None`: only the hospital itself is known.
    pub fn of(&self, id: LocalId) -> Option<&Origin> {
        self.0.get(&id).map(|(_, origin)| origin)
    }

    /// The patient signed out of a hospital: what it said goes.
    pub fn forget(&mut self, source: SourceId) {
        self.0.retain(|_, (from, _)| *from != source);
    }
}

/// What a Provenance says about each of its targets; nothing if it can't be read safely.
pub(crate) fn origins(
    provenance: &Provenance<'_>,
    reader: &mut Reader<'_>,
) -> Vec<(LocalId, Origin)> {
    if provenance.implicit_rules.is_some() || !provenance.modifier_extension.is_empty() {
        return Vec::new();
    }
    let is_readable =
        |agent: &&ProvenanceAgent<'_>| agent.who.is_some() && !agent.has_unknown_modifier;
    let named = || provenance.agent.iter().filter(is_readable);
    let agent = |kind: &str| named().find(|agent| is(agent, kind));
    let author = agent("author");
    let nameless = author.is_none();
    let entered = || ENTERED.iter().find_map(|kind| agent(kind));
    let untyped = || named().find(|agent| agent.kind.is_none() && agent.role.is_empty());
    let entered_by = nameless.then(|| entered().or_else(untyped)).flatten();
    let mut mention =
        |reference: Option<&fhir::Reference<'_>>| reader.mention(reference?, &provenance.contained);
    let origin = Origin {
        author: mention(author.and_then(|agent| agent.who.as_ref())),
        entered_by: mention(entered_by.and_then(|agent| agent.who.as_ref())),
        on_behalf_of: mention(
            author
                .or(entered_by)
                .and_then(|agent| agent.on_behalf_of.as_ref()),
        ),
        transmitter: mention(agent("transmitter").and_then(|agent| agent.who.as_ref())),
        recorded: sent::when(provenance.recorded.as_deref()),
    };
    provenance
        .target
        .iter()
        .filter_map(|target| Some((reader.local(target)?, origin.clone())))
        .collect()
}

/// Those who wrote it down, by the codes of
/// <http://terminology.hl7.org/CodeSystem/provenance-participant-type>.
const ENTERED: [&str; 3] = ["enterer", "assembler", "composer"];

fn is(agent: &ProvenanceAgent<'_>, kind: &str) -> bool {
    agent
        .kind
        .iter()
        .chain(&agent.role)
        .any(|concept| concept.has_code(kind))
}
