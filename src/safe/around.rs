//! What the rest of the app is to the vault, and where the vault is found.

use std::rc::Rc;

use leptos::prelude::*;

use super::vault::Vault;
use super::{Log, Safe, absence};
use crate::hospitals::{Hospitals, hospitals};
use crate::people::{People, people};
use crate::session::{Session, session};

/// What the rest of the app is to the vault.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) session: Session,
    pub(super) people: People,
    pub(super) hospitals: Hospitals,
}

impl Around {
    /// Of this app; taken where a page is drawn, before anything is waited for.
    pub(super) fn here() -> Around {
        Around {
            session: session(),
            people: people(),
            hospitals: hospitals(),
        }
    }
}

impl Safe {
    /// The open vault.
    pub(super) fn whole(self) -> Option<Rc<Vault>> {
        self.vault.get_value()?.whole().downcast().ok()
    }

    pub(super) fn around(self) -> Around {
        self.owner
            .get_value()
            .map_or_else(Around::here, |owner| owner.with(Around::here))
    }

    /// What happened with this record on this device, the newest first.
    pub async fn log(self) -> Log {
        match self.whole() {
            Some(vault) => vault.entries().await,
            None => Log::default(),
        }
    }

    /// Notices from now on when nobody is there.
    pub fn watch(self) {
        absence::begin(self, self.around());
    }
}
