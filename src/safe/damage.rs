//! What could not be read when the vault was opened: what it was, and taking it off.

use std::rc::Rc;

use ::vault::{Damage, Place, Table};
use leptos::prelude::*;

use super::vault::Vault;
use super::ways::not_made;
use super::{Damaged, Failed, Safe};
use crate::hospital::Connection;
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

/// What could not be read: each thing once.
pub(super) fn named(damage: &Damage, restored: &[(usize, Rc<Connection>)]) -> Vec<Damaged> {
    let mut all = Vec::new();
    for place in damage.unreadable() {
        let one = what_was_at(place, restored);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

fn what_was_at(place: Option<Place>, restored: &[(usize, Rc<Connection>)]) -> Damaged {
    if let Some((source, search)) = place.and_then(Place::answers) {
        let holds = |domain: &Domain| domain.every_search().any(|one| one.number == search);
        let of = restored.iter().find(|(_, one)| one.source.0 == source);
        return Damaged::Answers(
            Domain::ALL.into_iter().find(holds),
            of.map(|(_, connection)| connection.hospital.name.clone()),
        );
    }
    match place.map(|place| place.table) {
        None | Some(Table::Record) => Damaged::Unknown,
        Some(Table::Connections) => Damaged::Connection,
        Some(Table::Drafts) => Damaged::Drafts,
        Some(Table::Words) => Damaged::Words,
        Some(Table::Seen) => Damaged::Seen,
        Some(Table::Settings) => Damaged::Settings,
        Some(Table::Audit) => Damaged::Log,
        Some(Table::Past) => Damaged::Past,
    }
}
