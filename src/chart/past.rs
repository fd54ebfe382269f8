//! What became of items in earlier sittings: remembered before the answers go that had them, and told again when the
//! vault is opened.

use leptos::prelude::*;
use record::past::{Turned, found};
use record::{Asked, Class, Past};

use super::Chart;
use crate::browser::clock;
use crate::browser::compress::unpack;
use crate::hospital::Connection;

impl Chart {
    /// Looks for what items were before something became of them, as long as the answers are kept that had them.
    pub async fn remember(self, connection: &Connection) {
        let mut kept = connection.kept();
        let since = kept.iter().map(|(_, one)| one.at as i64).min();
        let past = connection.past();
        let turned = self.turned(connection, since.unwrap_or_default());
        let mut wanted = past.wanted(turned);
        if wanted.is_empty() {
            return;
        }
        let (base, patient) = (connection.base(), connection.patient());
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        let mut formers = Vec::new();
        for one in past.told() {
            formers.extend(found(&one.raw, &asked, &mut wanted));
        }
        kept.sort_by(|(_, one), (_, other)| other.at.total_cmp(&one.at));
        // Mostly it is the search itself that had it before.
        kept.sort_by_cached_key(|((search, _), _)| !wanted.is_of(*search));
        for (_, page) in kept.iter().flat_map(|(_, originals)| &originals.pages) {
            if wanted.is_empty() {
                break;
            }
            if let Some(answer) = unpack(&page.to_vec()).await {
                formers.extend(found(&answer, &asked, &mut wanted));
            }
            clock::breathe().await;
        }
        if connection.is_closed() {
            return;
        }
        // Another search may have remembered something meanwhile.
        let mut past = Past::clone(&connection.past());
        for former in formers {
            past.add(former);
        }
        past.gives_up(wanted);
        past.ages(clock::now() as i64);
        connection.set_past(past);
    }

    /// What became of the items of a hospital at this time or later.
    fn turned(self, connection: &Connection, since: i64) -> Vec<Turned> {
        let mut turned = Vec::new();
        for class in Class::ALL {
            let section = self.section(class).read_untracked();
            turned.extend(section.turned(connection.source, since));
        }
        turned
    }

    /// Tells again what became of items, beside what the kept answers tell. What is told no more goes.
    pub(super) async fn recall(self, connection: &Connection) {
        let (base, patient) = (connection.base(), connection.patient());
        let asked = Asked {
            source: connection.source,
            base: base.as_str(),
            patient: &patient,
        };
        let past = connection.past();
        let mut over = Vec::new();
        for former in past.told() {
            clock::breathe().await;
            if connection.is_closed() {
                return;
            }
            let Some((class, item)) = former.item(&asked) else {
                continue;
            };
            let feed = connection.feed(former.search);
            let section = self.section(class);
            let recalled =
                section.try_update(|section| section.recall(feed, item, former.turn, former.at));
            if recalled == Some(false) {
                over.push(former.clone());
            }
        }
        if !over.is_empty() {
            let mut past = Past::clone(&past);
            past.retain(|one| !over.contains(one));
            connection.set_past(past);
        }
    }
}
