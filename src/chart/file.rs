//! One file of a document, read when the patient asks for it (reference §6.1). Nothing of it is kept here.

use documents::{File, decoded};
use record::document::{Copy, Place, Wrapping};
use record::section::Trouble;

use crate::browser::fetch::{Answer, NoAnswer, Watch};
use crate::browser::save;
use crate::hospital::{Connection, Refused};

/// No larger file is opened here.
pub const LIMIT: usize = 20_000_000;

/// So much may come for it: base64 makes four bytes of three.
pub const ON_THE_WIRE: usize = LIMIT / 3 * 4 + 4096;

/// A file that came.
pub struct Received {
    /// The file.
    pub file: File,
    /// It is not what the hospital described: of another size, or with another SHA-1.
    pub differs: bool,
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFile {
    /// None was sent, nor where it is.
    NotSent,
    /// It lies at another place than the hospital; that is not asked.
    Elsewhere,
    /// The hospital no longer has it.
    Gone,
    /// Larger than the limit.
    TooLarge,
    /// What came is no file.
    Unreadable,
    /// The patient stopped it.
    Canceled,
    /// Anything else.
    For(Trouble),
}

/// Whether a file may be asked for at all, before it is.
pub fn is_within_reach(connection: &Connection, copy: &Copy) -> Result<(), NoFile> {
    match &copy.place {
        Place::Inside(_) => Ok(()),
        Place::At(url) => match connection.base().resolve(url) {
            Some(_) if copy.size.is_some_and(|size| size > LIMIT as u64) => Err(NoFile::TooLarge),
            Some(_) => Ok(()),
            None => Err(NoFile::Elsewhere),
        },
        Place::Nowhere => Err(NoFile::NotSent),
    }
}

/// Reads the file, and looks at what it is.
pub async fn received(
    connection: &Connection,
    copy: &Copy,
    watch: &Watch,
) -> Result<Received, NoFile> {
    is_within_reach(connection, copy)?;
    let (label, bytes) = match &copy.place {
        Place::Inside(data) => (None, decoded(data).ok_or(NoFile::Unreadable)?),
        Place::At(url) => {
            let url = connection.base().resolve(url).ok_or(NoFile::Elsewhere)?;
            let answer = connection.file(&url, accepted(copy), watch).await?;
            bare(answer)?
        }
        Place::Nowhere => return Err(NoFile::NotSent),
    };
    match bytes.len() {
        0 => return Err(NoFile::Unreadable),
        size if size > LIMIT => return Err(NoFile::TooLarge),
        _ => {}
    }
    let file = File::read(copy.media.as_deref().or(label.as_deref()), bytes);
    let differs = !file.has_size(copy.size) || has_other_hash(&file, copy).await;
    Ok(Received { file, differs })
}

/// What may stand in a header; anything else asks for the file in whatever type it has.
fn accepted(copy: &Copy) -> &str {
    let is_plain = |media: &&str| media.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    copy.media.as_deref().filter(is_plain).unwrap_or("*/*")
}

/// The file itself, out of its wrapping if it has one, and what it is called there.
fn bare(answer: Answer) -> Result<(Option<String>, Vec<u8>), NoFile> {
    let Answer {
        content_type, body, ..
    } = answer;
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Ok((content_type, body));
    }
    let answer = fhir::Answer::new(body);
    match Wrapping::of(&answer) {
        Wrapping::Wrapped { media, data } => Ok((media, decoded(&data).ok_or(NoFile::Unreadable)?)),
        Wrapping::Message => Err(NoFile::Unreadable),
        Wrapping::Bare => Ok((content_type, answer.bytes().to_vec())),
    }
}

/// A hash of another length than SHA-1 has is none, and says nothing.
async fn has_other_hash(file: &File, copy: &Copy) -> bool {
    let sent = copy.hash.as_deref().and_then(decoded);
    let Some(sent) = sent.filter(|hash| hash.len() == 20) else {
        return false;
    };
    save::sha1(&file.bytes).await.is_some_and(|own| own != sent)
}

impl From<Refused> for NoFile {
    fn from(refused: Refused) -> NoFile {
        match refused {
            Refused::Status(404 | 410) => NoFile::Gone,
            Refused::NoAnswer(NoAnswer::Stopped) => NoFile::Canceled,
            Refused::NoAnswer(NoAnswer::TooLarge) => NoFile::TooLarge,
            Refused::Elsewhere => NoFile::Elsewhere,
            Refused::Status(_) | Refused::NoAnswer(_) | Refused::SignInAgain => {
                NoFile::For(refused.trouble())
            }
        }
    }
}
