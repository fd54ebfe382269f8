//! What was seen, as text for the vault. The same is always the same text:
//!
//! ```text
//! satchel-news 1 1                 this form; how marks are made
//! list 1 0 1794384000000           which list, which hospital, when it was last looked at
//! seen 1794384000000 ID MARK ID MARK …
//! sum 0123456789abcdef             of everything above
//! ```

use std::{collections::BTreeMap, fmt::Write, hash::Hasher};

use super::{List, Looked, News, Seen};
use crate::{
    ids::{LocalId, SourceId},
    mark::{MARKS, Sum},
};

const NAME: &str = "satchel-news";
const VERSION: u32 = 1;
/// In the place of a mark that is not known.
const UNKNOWN: &str = "-";

/// The text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNews {
    /// A newer version of the program wrote it.
    #[error("written by a newer version")]
    Newer,
    /// It is not whole, or no such text at all.
    #[error("damaged")]
    Damaged,
}

impl News {
    /// As text.
    pub fn written(&self) -> String {
        let mut text = format!("{NAME} {VERSION} {MARKS}\n");
        for ((List(list), SourceId(source)), looked) in &self.lists {
            // A text takes whatever is written to it.
            let _ = writeln!(text, "list {list} {source} {}", looked.at);
            for (at, seen) in looked.by_time() {
                let _ = write!(text, "seen {at}");
                for (id, mark) in seen {
                    let mark =
                        mark.map_or_else(|| UNKNOWN.to_owned(), |mark| format!("{mark:016x}"));
                    let _ = write!(text, " {id} {mark}");
                }
                text.push('\n');
            }
        }
        let sum = sum(&text);
        let _ = writeln!(text, "sum {sum:016x}");
        text
    }

    /// Read back: all of it or nothing. Where marks were made in another way, it is known what was there, and not what
    /// it said: nothing is called changed that is only read better.
    pub fn read(written: &[u8]) -> Result<News, NotNews> {
        let text = std::str::from_utf8(written).map_err(|_| NotNews::Damaged)?;
        let version = version(text).ok_or(NotNews::Damaged)?;
        if version > VERSION {
            return Err(NotNews::Newer);
        }
        let news = parsed(text).filter(|_| version == VERSION);
        news.ok_or(NotNews::Damaged)
    }
}

impl Looked {
    /// What was seen at one time, together.
    fn by_time(&self) -> BTreeMap<i64, Vec<(LocalId, Option<u64>)>> {
        let mut times = BTreeMap::<i64, Vec<_>>::new();
        for (id, Seen { at, mark }) in &self.seen {
            times.entry(*at).or_default().push((*id, *mark));
        }
        times
    }
}

fn version(text: &str) -> Option<u32> {
    let mut words = text.lines().next()?.split(' ');
    if words.next() != Some(NAME) {
        return None;
    }
    words.next()?.parse().ok()
}

fn parsed(text: &str) -> Option<News> {
    let (body, end) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let body_with_end = text.get(..body.len() + 1)?;
    if end.strip_prefix("sum ")? != format!("{:016x}", sum(body_with_end)) {
        return None;
    }
    let mut lines = body.lines();
    let marks: u32 = lines.next()?.rsplit(' ').next()?.parse().ok()?;
    let mut news = News::default();
    let mut list = None;
    for line in lines {
        let (kind, rest) = line.split_once(' ')?;
        match kind {
            "list" => list = Some(news.begin_list(rest)?),
            "seen" => news.lists.get_mut(&list?)?.read(rest, marks == MARKS)?,
            _ => return None,
        }
    }
    news.bound();
    Some(news)
}

impl News {
    fn begin_list(&mut self, written: &str) -> Option<(List, SourceId)> {
        let mut words = written.split(' ');
        let list = List(words.next()?.parse().ok()?);
        let key = (list, SourceId(words.next()?.parse().ok()?));
        let looked = Looked {
            at: words.next()?.parse().ok()?,
            ..Looked::default()
        };
        (words.next().is_none() && self.lists.insert(key, looked).is_none()).then_some(key)
    }
}

impl Looked {
    fn read(&mut self, written: &str, knows_marks: bool) -> Option<()> {
        let mut words = written.split(' ');
        let at = words.next()?.parse().ok()?;
        while let Some(id) = words.next() {
            let mark = match words.next()? {
                UNKNOWN => None,
                mark => Some(u64::from_str_radix(mark, 16).ok()?),
            };
            let mark = mark.filter(|_| knows_marks);
            let before = self.seen.insert(id.parse().ok()?, Seen { at, mark });
            if before.is_some() {
                return None;
            }
        }
        Some(())
    }
}

fn sum(text: &str) -> u64 {
    let mut sum = Sum::default();
    sum.write(text.as_bytes());
    sum.finish()
}
