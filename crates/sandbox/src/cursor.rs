//! Pages still to come: opaque `next` addresses, each good for the grant that began the search.
use std::collections::{HashMap, VecDeque};

use crate::chart::Place;
use crate::query::Include;
use crate::secret;

/// The rest of a search.
#[derive(Clone)]
pub(crate) struct Rest {
    pub(crate) grant: u64,
    pub(crate) kind: String,
    pub(crate) places: Vec<Place>,
    pub(crate) page: usize,
    pub(crate) include: Include,
}

#[derive(Default)]
pub(crate) struct Cursors {
    kept: HashMap<String, Rest>,
    order: VecDeque<String>,
}

/// Old cursors are forgotten, as servers forget them.
const MOST: usize = 1000;

impl Cursors {
    pub(crate) fn keep(&mut self, rest: Rest) -> String {
        let name = secret::text();
        self.kept.insert(name.clone(), rest);
        self.order.push_back(name.clone());
        if self.order.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.kept.remove(&oldest);
        }
        name
    }

    /// The same page can be asked for again; only by the grant that searched.
    pub(crate) fn rest(&self, name: &str, grant: u64, kind: &str) -> Option<Rest> {
        self.kept
            .get(name)
            .filter(|rest| rest.grant == grant && rest.kind == kind)
            .cloned()
    }
}
