//! The table of medicines that a site may have (crates/rxnorm): fetched once in a sitting, when a medicine is there, and
//! the whole of it. What is looked up in it nobody is asked, so nobody learns what the patient takes.

use std::sync::Arc;

use async_lock::OnceCell;
use leptos::prelude::*;
use record::Class;
use record::rxnorm::{NotATable, Table};

use super::Chart;
use super::merged::Merger;
use crate::browser::{clock, fetch};
use crate::settings::Settings;

/// How the table of the site stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Lookup {
    /// The site has none, or nobody needed it yet.
    #[default]
    NotAsked,
    /// It is on its way.
    UnderWay,
    /// Medicines are looked up in it.
    Here,
    /// What came is no table that can be read here.
    Refused(NotATable),
    /// It did not come, at this time in milliseconds since 1970.
    DidNotCome(f64),
}

/// One that did not come is asked for again after so many milliseconds, when medicines come.
const AGAIN_MS: f64 = 60_000.0;

/// The table of this site, for everybody whose record is open in this tab.
static TABLE: OnceCell<Result<Table, NotATable>> = OnceCell::new();

impl Lookup {
    fn is_due(self) -> bool {
        match self {
            Lookup::NotAsked => true,
            Lookup::DidNotCome(at) => clock::now() - at > AGAIN_MS,
            Lookup::UnderWay | Lookup::Here | Lookup::Refused(_) => false,
        }
    }
}

/// Where the site has its table, if it has one.
pub(super) fn of_site() -> Option<Arc<Settings>> {
    use_context::<Arc<Settings>>().filter(|settings| settings.medicines.is_some())
}

async fn fetched(path: &str) -> Result<Result<Table, NotATable>, fetch::NoAnswer> {
    let table = TABLE.get_or_try_init(|| async {
        let bytes = fetch::own_file(path).await?;
        Ok(Table::read(bytes.into()))
    });
    table.await.cloned()
}

impl Chart {
    /// How the table of the site stands; tracked.
    pub fn lookup(self) -> Lookup {
        self.settled.track();
        let lookup = self.with_merger(|merger| merger.lookup);
        lookup.unwrap_or_default()
    }

    /// Gets the table of the site as soon as there is a medicine to look up.
    pub(super) fn look_up_in(self, settings: &Arc<Settings>) {
        let has_medicines = !self.section(Class::Medicines).read_untracked().is_empty();
        let is_due = |merger: &mut Merger| {
            let is_due = has_medicines && merger.lookup.is_due();
            if is_due {
                merger.lookup = Lookup::UnderWay;
            }
            is_due
        };
        if !self.change_merger(is_due).unwrap_or_default() {
            return;
        }
        let settings = Arc::clone(settings);
        leptos::task::spawn_local(async move {
            let path = settings.medicines.as_deref().unwrap_or_default();
            let table = fetched(path).await;
            self.change_merger(|merger| {
                merger.lookup = match table {
                    Ok(Ok(table)) => {
                        merger.merging.table(table);
                        Lookup::Here
                    }
                    Ok(Err(why)) => Lookup::Refused(why),
                    Err(_) => Lookup::DidNotCome(clock::now()),
                };
            });
            self.merge();
        });
    }
}
