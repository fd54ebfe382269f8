//! Finding a hospital: the list of places, and the files of the directory, fetched one after the other behind what is
//! there already. It knows files, not pages.

use std::cell::RefCell;

use directory::{Base, Issuers, Manifest, Part, Shard};
use leptos::prelude::*;
use smart::{FhirBase, Obstacle, Rules};

use crate::browser::{clock, fetch};
use crate::places::{self, Places, Results};
use crate::settings::{Hospital, Settings};

/// What finds hospitals.
pub struct Finder {
    places: RefCell<Places>,
    has_directory: bool,
    /// The files that are joined.
    joined: RefCell<Vec<String>>,
    coming: ArcRwSignal<Coming>,
}

/// How much of the directory has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Coming {
    /// Nobody has asked.
    NotWanted,
    /// So many files are here, and more are on their way.
    UnderWay(usize),
    /// All of it.
    Here,
    /// So many files are here, and others did not come or could not be read.
    Partly(usize),
}

/// Whether a hospital is known cannot be said: a part of the directory did not come.
pub struct NotSure;

impl Finder {
    /// For the hospitals of the settings; nothing is fetched yet.
    pub fn new(settings: &Settings) -> Finder {
        Finder {
            places: RefCell::new(Places::new(settings)),
            has_directory: settings.directory,
            joined: RefCell::new(Vec::new()),
            coming: ArcRwSignal::new(Coming::NotWanted),
        }
    }

    /// Fetches what has not come of the directory, unless that is under way.
    pub fn want(&'static self) {
        let is_due = matches!(
            self.coming.get_untracked(),
            Coming::NotWanted | Coming::Partly(_)
        );
        if is_due {
            self.coming.set(self.under_way());
            leptos::task::spawn_local(async move {
                let is_whole = self.join_all().await;
                self.coming.set(match is_whole {
                    true => Coming::Here,
                    false => Coming::Partly(self.joined.borrow().len()),
                });
            });
        }
    }

    /// How much of the directory has come, tracked.
    pub fn coming(&self) -> Coming {
        self.coming.get()
    }

    /// The likeliest places for what was typed, as far as the directory has come.
    pub fn search(&self, typed: &str) -> Results {
        self.places.borrow().search(typed)
    }

    /// The hospital with this key. What is needed of the directory is fetched.
    pub async fn by_key(&self, key: &str) -> Result<Option<Hospital>, NotSure> {
        let known = self.places.borrow().by_key(key);
        if known.is_some() || !self.has_directory || !places::is_key(key) {
            return Ok(known);
        }
        let mut is_whole = true;
        for part in self.missing().await.ok_or(NotSure)? {
            match shard(&part).await {
                Some(shard) => {
                    let found = self.places.borrow().by_key_in(&shard, key);
                    if found.is_some() {
                        return Ok(found);
                    }
                }
                None => is_whole = false,
            }
            clock::breathe().await;
        }
        is_whole.then_some(None).ok_or(NotSure)
    }

    /// The hospital whose server this is: of the settings, else of the directory, whose list of servers is asked before
    /// its places. `None`: it is on neither list.
    pub async fn by_base(&self, base: &FhirBase) -> Result<Option<Hospital>, NotSure> {
        let listed = self.places.borrow().listed_at(base);
        if listed.is_some() || !self.has_directory {
            return Ok(listed);
        }
        let address = Base::or_local(base.as_str()).map_err(|_| NotSure)?;
        let manifest = manifest().await.ok_or(NotSure)?;
        let Some(part) = manifest.issuers(&address) else {
            return Ok(None);
        };
        let file = fetch::own_file(&format!("/directory/{}", part.file)).await;
        let issuers = Issuers::read(&file.map_err(|_| NotSure)?).map_err(|_| NotSure)?;
        if !issuers.contains(&address) {
            return Ok(None);
        }
        for part in &manifest.shards {
            let shard = shard(part).await.ok_or(NotSure)?;
            let found = self.places.borrow().at_in(&shard, &address);
            if found.is_some() {
                return Ok(found);
            }
            clock::breathe().await;
        }
        Err(NotSure)
    }

    /// Why nobody can sign in there yet.
    pub fn obstacle(&self, hospital: &Hospital) -> Option<Obstacle> {
        self.places.borrow().obstacle(hospital)
    }

    /// How it wants to be spoken to.
    pub fn rules(&self, hospital: &Hospital) -> Rules {
        self.places.borrow().rules(hospital)
    }

    fn under_way(&self) -> Coming {
        Coming::UnderWay(self.joined.borrow().len())
    }

    /// Whether all files are joined now. One that does not come keeps none behind it away.
    async fn join_all(&self) -> bool {
        let Some(missing) = self.missing().await else {
            return false;
        };
        let mut is_whole = true;
        for part in missing {
            let Some(shard) = shard(&part).await else {
                is_whole = false;
                continue;
            };
            clock::breathe().await;
            self.places.borrow_mut().join(shard);
            self.joined.borrow_mut().push(part.file);
            self.coming.set(self.under_way());
            clock::breathe().await;
        }
        is_whole
    }

    /// The files of organizations that are not joined, the most wanted first.
    async fn missing(&self) -> Option<Vec<Part>> {
        let manifest = manifest().await?;
        let joined = self.joined.borrow();
        let parts = manifest.shards.into_iter();
        Some(parts.filter(|part| !joined.contains(&part.file)).collect())
    }
}

async fn manifest() -> Option<Manifest> {
    let file = fetch::own_file("/directory/manifest.txt").await.ok()?;
    Manifest::read(&String::from_utf8_lossy(&file)).ok()
}

/// One file of organizations; `None` when it does not come, or is damaged.
async fn shard(part: &Part) -> Option<Shard> {
    let file = fetch::own_file(&format!("/directory/{}", part.file)).await;
    Shard::read(&file.ok()?).ok()
}
