//! What could not be read when the vault was opened: its names, and taking it off.

use std::rc::Rc;

use ::vault::{Damage, Place, Table};
use leptos::prelude::*;

use super::vault::Vault;
use super::ways::not_made;
use super::{Damaged, Failed, Safe};
use crate::hospital::Connection;
use crate::pages::arrival::domain_name;
use crate::reader::Reader;
use crate::searches::Domain;

impl Safe {
    /// Deletes what can't be read from the vault, and what belongs to it alone.
    pub async fn remove_damaged(self) -> Result<(), Failed> {
        let vault = self.whole().ok_or(Failed::Elsewhere)?;
        vault.remove_damaged().await
    }
}

impl Vault {
    async fn remove_damaged(&self) -> Result<(), Failed> {
        let keys = self.damage.borrow().keys(&self.known.borrow());
        let removals: Vec<_> = keys.into_iter().map(|key| (key, None)).collect();
        let removed = self.database.write(&self.holder, &removals).await;
        removed.map_err(not_made)?;
        self.damage.take();
        self.safe.damaged.set(Vec::new());
        Ok(())
    }
}

/// What could not be read, in the person's words.
pub(super) fn names(
    damage: &Damage,
    restored: &[(usize, Rc<Connection>)],
    reader: Reader,
) -> Vec<Damaged> {
    let named = |place| name_of(place, restored, reader);
    let mut names: Vec<Damaged> = damage.unreadable().map(named).collect();
    names.sort();
    names.dedup();
    names
}

fn name_of(place: Option<Place>, restored: &[(usize, Rc<Connection>)], reader: Reader) -> Damaged {
    let words = untrack(|| reader.words());
    let names = &words.rooms().keeping.damaged;
    if let Some((source, search)) = place.and_then(Place::answers) {
        let holds = |domain: &&Domain| domain.searches().iter().any(|one| one.number == search);
        let domain = Domain::ALL.iter().find(holds);
        let what = domain.map_or(names.names, |domain| domain_name(*domain)(words));
        let of = restored.iter().find(|(_, one)| one.source.0 == source);
        return match of {
            Some((_, connection)) => Damaged {
                name: format!("{what}, {}", connection.hospital.name),
                comes_again: true,
            },
            None => Damaged {
                name: what.to_owned(),
                comes_again: false,
            },
        };
    }
    let name = match place.map(|place| place.table) {
        None | Some(Table::Record) => names.unknown,
        Some(Table::Connections) => names.connection,
        Some(Table::Drafts) => names.drafts,
        Some(Table::Seen) => names.seen,
        Some(Table::Settings) => names.settings,
        Some(Table::Audit) => names.log,
    };
    Damaged {
        name: name.to_owned(),
        comes_again: false,
    }
}
