//! Where an item comes from: who wrote it, and when it was recorded (reference §8.3).

use std::collections::HashMap;

use crate::{ids::LocalId, names::Mention, when::When};

/// What a Provenance says about one item; only the last hop is known.
/// <https://hl7.org/fhir/R4/provenance.html>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The author.
    pub author: Option<Mention>,
    /// On whose behalf the author wrote.
    pub on_behalf_of: Option<Mention>,
    /// Who passed it on.
    pub transmitter: Option<Mention>,
    /// When it was recorded.
    pub recorded: Option<When>,
}

/// The origins of all items.
#[derive(Clone, Debug, Default)]
pub struct Origins(HashMap<LocalId, Origin>);

impl Origins {
    /// Takes in what an answer said; the latest record of an item wins.
    pub fn hear(&mut self, origins: Vec<(LocalId, Origin)>) {
        for (target, origin) in origins {
            let older = |known: &Origin| When::newest_first(origin.recorded.as_ref(), known.recorded.as_ref()).is_le();
            if self.0.get(&target).is_none_or(older) {
                self.0.insert(target, origin);
            }
        }
    }

    /// Where an item comes from; `None`: only the hospital itself is known.
    pub fn of(&self, id: LocalId) -> Option<&Origin> {
        self.0.get(&id)
    }
}
