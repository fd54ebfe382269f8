//! What an item says, in one number: equal for an item that says the same, other for one that was changed. What a
//! patient reads goes into it. What changes without the record changing does not: ids and addresses (a hospital may
//! sign the address of a file anew with every answer), which hospital's number it is here, whether a message was read,
//! and what only groups items.

use std::hash::{Hash, Hasher};

use crate::{
    allergy::Allergy,
    document::{Copy, Document, Place},
    entry::Entry,
    labs::LabResult,
    medicine::Medicine,
    message::Message,
    person::Person,
    report::{Attachment, Paper},
    team::Team,
    visit::Visit,
};

/// How marks are made. Raised whenever an item that did not change gets another mark, because more or other things are
/// read from it: what is only read better is never called changed by the hospital.
pub const MARKS: u32 = 3;

/// Something that may come again, the same or changed.
pub trait Marked {
    /// A number for what it says, the same in every build with the same [`MARKS`].
    fn mark(&self) -> u64;
}

impl Marked for LabResult {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            // Follows from the categories, which nobody reads.
            shelf: _,
            test: _,
            ties: _,
            name,
            status,
            finding,
            parts,
            collected,
            issued,
            notes,
            performers,
            specimen,
            method,
            incomplete,
        } = self;
        let found = (name, status, finding, parts, incomplete);
        mark((
            found, collected, issued, notes, performers, specimen, method,
        ))
    }
}

impl Marked for Paper {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identifiers: _,
            name,
            kind,
            status,
            results,
            collected,
            issued,
            conclusion,
            attachments,
            performers,
            specimen,
            unreadable,
        } = self;
        let files: Vec<_> = attachments.iter().map(file).collect();
        let said = (conclusion, files, performers, specimen, unreadable);
        mark((name, kind, status, results, collected, issued, said))
    }
}

impl Marked for Medicine {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identity: _,
            name,
            status,
            status_reason,
            intent,
            inpatient,
            do_not_take,
            reported,
            reported_by,
            instructions,
            prescriber,
            written,
            ends,
            valid_from,
            valid_until,
            refills,
            amount,
            lasts,
            pharmacy,
            reasons,
            notes,
            incomplete,
            unreadable,
        } = self;
        let stands = (status, status_reason, intent, inpatient, do_not_take);
        let people = (reported, reported_by, prescriber, pharmacy);
        let dates = (written, ends, valid_from, valid_until);
        let supply = (refills, amount, lasts);
        let rest = (reasons, notes, incomplete, unreadable);
        mark((name, stands, people, instructions, dates, supply, rest))
    }
}

impl Marked for Allergy {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identity: _,
            about,
            name,
            kind,
            categories,
            reactions,
            criticality,
            clinical,
            verification,
            onset,
            last,
            recorded,
            recorder,
            notes,
            incomplete,
            unreadable,
        } = self;
        let what = (about, name, kind, categories, reactions);
        let stands = (criticality, clinical, verification);
        let dates = (onset, last, recorded, recorder);
        mark((what, stands, dates, notes, incomplete, unreadable))
    }
}

impl Marked for Visit {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identity: _,
            title,
            class,
            from,
            to,
            state,
            people,
            reasons,
            places,
            provider,
            discharge,
            unreadable,
        } = self;
        let who = (people, places, provider);
        mark((
            title, class, from, to, state, who, reasons, discharge, unreadable,
        ))
    }
}

impl Marked for Document {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identity: _,
            title,
            description,
            date,
            about,
            authors,
            custodian,
            visits,
            standing,
            stage,
            replaces,
            copies,
            unreadable,
        } = self;
        let copies: Vec<_> = copies.iter().map(copy).collect();
        let who = (authors, custodian, visits);
        let stands = (standing, stage, replaces, unreadable);
        mark((title, description, date, about, who, stands, copies))
    }
}

impl Marked for Message {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            path: _,
            unread: _,
            ties: _,
            subject,
            from,
            to,
            sent,
            text,
            files,
            links,
            fate,
            unreadable,
        } = self;
        let files: Vec<_> = files.iter().map(file).collect();
        mark((
            subject, from, to, sent, text, files, links, fate, unreadable,
        ))
    }
}

impl Marked for Entry {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            identity: _,
            // Follows from the codes, which nobody reads.
            group: _,
            part,
            name,
            named_by,
            also,
            line,
            when,
            place,
            facts,
            notes,
            links,
            incomplete,
            unreadable,
        } = self;
        let called = (part, name, named_by, also, line);
        let rest = (notes, links, incomplete, unreadable);
        mark((called, when, place, facts, rest))
    }
}

impl Marked for Team {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            path: _,
            name,
            active,
            members,
            unreadable,
        } = self;
        mark((name, active, members, unreadable))
    }
}

impl Marked for Person {
    fn mark(&self) -> u64 {
        let Self {
            id: _,
            source: _,
            names,
            birth_date,
            sex,
            deceased,
            active,
            links,
            // A first look does not read them.
            facts: _,
            incomplete,
            unreadable,
        } = self;
        let rest = (incomplete, unreadable);
        mark((names, birth_date, sex, deceased, active, links, rest))
    }
}

/// A file by all but its address.
fn file(file: &Attachment) -> impl Hash {
    let Attachment {
        url,
        content_type,
        title,
        size,
        inline,
    } = file;
    (content_type, title, size, url.is_some(), inline)
}

/// A copy of a document by all but its address.
fn copy(copy: &Copy) -> impl Hash {
    let Copy {
        media,
        title,
        size,
        is_summary,
        hash,
        place,
    } = copy;
    let place = match place {
        Place::Inside(text) => (0_u8, Some(text)),
        Place::At(_) => (1, None),
        Place::Nowhere => (2, None),
    };
    (media, title, size, is_summary, hash, place)
}

fn mark(content: impl Hash) -> u64 {
    let mut sum = Sum::default();
    content.hash(&mut sum);
    sum.finish()
}

/// 64-bit FNV-1a: the same everywhere, which the standard library's own hasher does not promise.
pub(crate) struct Sum(u64);

impl Default for Sum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0 = bytes.iter().fold(self.0, step);
    }

    /// As wide in the browser as in a test.
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_i64(number as i64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
