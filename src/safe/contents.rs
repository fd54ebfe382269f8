//! What lies in the vault, and how it becomes the sign-ins, the record and the drafts again.

use std::collections::BTreeMap;
use std::rc::Rc;

use ::vault::{Archive, Damage, Place, Table, Unreadable};
use leptos::prelude::*;
use record::merging::{NotWords, Words};
use record::news::NotNews;
use record::past::NotPast;
use record::{News, Past, SourceId};

use super::around::Around;
use super::vault::unsealed;
use super::{Failed, Safe};
use crate::browser::clock;
use crate::browser::compress::Original;
use crate::browser::database::{Database, NotRead};
use crate::browser::fetch::Stop;
use crate::browser::seal::DataKey;
use crate::draft;
use crate::hospital::{Connection, Originals};
use crate::kept::{self, SignIn};

/// What lies in the vault.
pub(super) struct Contents {
    /// What can be read, as it was before it was sealed.
    plain: BTreeMap<Place, Vec<u8>>,
    /// The numbers of the log's entries, which are read when somebody asks.
    pub(super) log: Vec<u64>,
    pub(super) damage: Damage,
    /// What was there when a person last looked.
    news: Vec<(Place, News)>,
    /// What a person says of their medicines.
    words: Vec<(Place, Words)>,
    /// What became of the items of each hospital.
    pasts: Vec<(Place, Past)>,
}

pub(super) async fn contents(database: &Database, key: &DataKey) -> Result<Contents, Failed> {
    let values = database.all_values().await;
    let mut contents = Contents {
        plain: BTreeMap::new(),
        log: Vec::new(),
        damage: Damage::default(),
        news: Vec::new(),
        words: Vec::new(),
        pasts: Vec::new(),
    };
    for (text, bytes) in values.map_err(|NotRead| Failed::Damaged)? {
        let (Some(place), Some(bytes)) = (Place::read(&text), bytes) else {
            contents.damage.add(text);
            continue;
        };
        if place.table == Table::Audit {
            contents.log.push(place.number);
            continue;
        }
        match unsealed(key, place, &bytes).await {
            Ok(plain) if place.is_news() => match News::read(&plain) {
                Ok(news) => contents.news.push((place, news)),
                Err(NotNews::Newer) => return Err(Failed::Newer),
                // Then they have looked at nothing yet, and nothing is called new.
                Err(NotNews::Damaged) => contents.damage.add(text),
            },
            Ok(plain) if place.table == Table::Words => match Words::read(&plain) {
                Ok(words) => contents.words.push((place, words)),
                Err(NotWords::Newer) => return Err(Failed::Newer),
                Err(NotWords::Damaged) => contents.damage.add(text),
            },
            Ok(plain) if place.table == Table::Past => match Past::read(&plain) {
                Ok(past) => contents.pasts.push((place, past)),
                Err(NotPast::Newer) => return Err(Failed::Newer),
                // Then what there is now is all that can be told.
                Err(NotPast::Damaged) => contents.damage.add(text),
            },
            Ok(plain) => {
                contents.plain.insert(place, plain);
            }
            Err(Unreadable::Newer) => return Err(Failed::Newer),
            Err(Unreadable::Damaged) => contents.damage.add(text),
        }
    }
    Ok(contents)
}

impl Safe {
    /// Every sign-in with its answers, each with the number of its person.
    pub(super) async fn restored_all(
        self,
        around: Around,
        Contents {
            plain,
            damage,
            pasts,
            ..
        }: &mut Contents,
    ) -> Result<Vec<(usize, Rc<Connection>)>, Failed> {
        let mut restored = Vec::new();
        for (place, bytes) in range(plain, Table::Connections) {
            match self.restored(around, place, bytes).await {
                Some(sign_in) => restored.push(sign_in),
                None => damage.add_place(place),
            }
        }
        for (place, bytes) in range(plain, Table::Record) {
            let archive = match Archive::read(bytes) {
                Err(Unreadable::Newer) => return Err(Failed::Newer),
                archive => archive.ok().zip(place.answers()),
            };
            let Some((archive, (source, search))) = archive else {
                damage.add_place(place);
                continue;
            };
            let of = restored.iter().find(|(_, one)| one.source.0 == source);
            match of {
                // The whole of every search stands before any part.
                Some((_, connection)) if place.part() == 0 => {
                    connection.keep(search, originals(archive));
                }
                Some((_, connection)) => connection.keep_part(search, originals(archive)),
                None => damage.add_orphan(place),
            }
        }
        for (place, past) in pasts {
            let of = |(_, one): &&(usize, Rc<Connection>)| place.source() == Some(one.source.0);
            match restored.iter().find(of) {
                Some((_, connection)) => connection.set_past(past.clone()),
                None => damage.add_orphan(*place),
            }
        }
        Ok(restored)
    }

    async fn restored(
        self,
        around: Around,
        place: Place,
        bytes: &[u8],
    ) -> Option<(usize, Rc<Connection>)> {
        let sign_in = SignIn::read(bytes)?;
        let base = sign_in.base()?;
        let rules = around.hospitals.rules(&sign_in.hospital, &base).await;
        let tokens = sign_in
            .tokens(rules)
            .filter(|tokens| *tokens.base() == base)?;
        let source = SourceId(u16::try_from(place.number).ok()?);
        let connection = Connection::new(source, sign_in.hospital, tokens, Stop::new()?);
        Some((sign_in.profile, Rc::new(connection)))
    }

    pub(super) fn restore_people(
        self,
        around: Around,
        Contents {
            plain,
            damage,
            news,
            words,
            ..
        }: &mut Contents,
        restored: &[(usize, Rc<Connection>)],
    ) {
        for (place, bytes) in range(plain, Table::Drafts) {
            match draft::read(bytes, clock::now() as u64) {
                Some(drafts) => around
                    .people
                    .numbered(place.number as usize)
                    .mail
                    .put_back(drafts),
                None => damage.add_place(place),
            }
        }
        for (place, bytes) in range(plain, Table::Seen) {
            let person = around.people.numbered(place.number as usize);
            person.chart.restore_opened(kept::opened(bytes));
        }
        for (place, news) in news.drain(..) {
            let Some(number) = place.person().map(|number| number as usize) else {
                continue;
            };
            let own = restored.iter().filter(|(profile, _)| *profile == number);
            let own: Vec<SourceId> = own.map(|(_, connection)| connection.source).collect();
            let person = around.people.numbered(number);
            person.chart.restore_news(news, &own);
        }
        for (place, words) in words.drain(..) {
            let person = around.people.numbered(place.number as usize);
            person.chart.put_back_own_words(words);
        }
        for (_, bytes) in range(plain, Table::Settings) {
            let minutes = std::str::from_utf8(bytes)
                .ok()
                .and_then(|text| text.parse().ok());
            if let Some(minutes) = minutes {
                self.minutes.set(minutes);
            }
        }
    }
}

fn range(plain: &BTreeMap<Place, Vec<u8>>, table: Table) -> impl Iterator<Item = (Place, &[u8])> {
    let of_table = plain.iter().filter(move |(place, _)| place.table == table);
    of_table.map(|(place, bytes)| (*place, bytes.as_slice()))
}

/// Nobody else gets the number of a source or a person of whom something is kept, be it damaged: they would get what is
/// theirs.
pub(super) fn reserve_numbers(around: Around, contents: &Contents) {
    let Contents {
        plain,
        damage,
        news,
        words,
        pasts,
        ..
    } = contents;
    let pasts = pasts.iter().map(|(place, _)| place);
    let sources = plain.keys().chain(pasts).copied();
    let sources = sources.filter_map(Place::source).max();
    if let Some(highest) = sources.max(damage.highest_source()) {
        around.session.counts_from(highest);
    }
    let news = news.iter().map(|(place, _)| place);
    let words = words.iter().map(|(place, _)| place);
    let people = plain.keys().chain(news).chain(words);
    let people = people.filter_map(|place| place.person());
    if let Some(highest) = people.max() {
        around.people.counts_from(highest as usize);
    }
}

fn originals(archive: Archive) -> Originals {
    let pages = archive.pages.into_iter();
    Originals {
        at: archive.at_ms as f64,
        ended: archive.ended,
        pages: pages
            .map(|page| (page.address, Original::packed(&page.packed)))
            .collect(),
    }
}
