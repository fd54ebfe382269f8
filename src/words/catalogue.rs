//! The shape of the catalogue: which sentences every language must have.

mod lab;

pub use lab::{Absent, Flags, Lab};

use super::rooms::Rooms;
use super::{Counted, Language};

/// What a first visit reads, by where it stands; the other rooms have [`Rooms`].
#[derive(Debug)]
pub struct Words {
    /// The language it is in.
    pub language: Language,
    /// What stands on every page.
    pub shell: Shell,
    /// The titles of pages in the browser's bar and history: never a name, a test or a place.
    pub titles: Titles,
    /// The first page.
    pub welcome: Welcome,
    /// Finding and confirming a hospital.
    pub connect: Connect,
    /// Whether the record is kept on this device: asked before the first sign-in.
    pub keep: Keep,
    /// After signing in.
    pub loading: Loading,
    /// Why a part of the record is missing.
    pub reasons: Reasons,
    /// Home.
    pub home: Home,
    /// The list of results.
    pub results: Results,
    /// One result.
    pub lab: Lab,
    /// Why there is no value.
    pub absent: Absent,
    /// The lab's other notes in words.
    pub flags: Flags,
    /// Signing out and coming back.
    pub end: End,
    /// Pages that are not there or do not work.
    pub wrong: Wrong,
    /// The page for the people who set this site up.
    pub mistake: Mistake,
}

impl Words {
    /// The words of the other rooms.
    pub fn rooms(&self) -> &'static Rooms {
        self.language.rooms()
    }
}

/// What stands on every page.
#[derive(Debug)]
pub struct Shell {
    pub no_words: &'static str,
    pub skip: &'static str,
    pub navigation: &'static str,
    pub home: &'static str,
    pub results: &'static str,
    pub results_long: &'static str,
    pub medicines: &'static str,
    pub messages: &'static str,
    pub new_messages: Counted,
    pub visits: &'static str,
    pub documents: &'static str,
    pub allergies: &'static str,
    pub more: &'static str,
    pub help: &'static str,
    pub viewing: &'static str,
    pub viewing_nameless: &'static str,
    pub switch: &'static str,
    pub your_record: &'static str,
    pub sign_out: &'static str,
    pub emergency: &'static str,
    pub loading: &'static str,
    pub as_written: &'static str,
    pub printed_for: &'static str,
    pub printed: &'static str,
    pub print_source: &'static str,
    pub print_foot: &'static str,
    pub print_missing: &'static str,
    pub print_loading: &'static str,
    pub print_part: &'static str,
}

/// The titles of pages in the browser's bar and history: never a name, a test or a place.
#[derive(Debug)]
pub struct Titles {
    pub menu: &'static str,
    pub people: &'static str,
    pub sources: &'static str,
    pub welcome: &'static str,
    pub connect: &'static str,
    pub callback: &'static str,
    pub home: &'static str,
    pub results: &'static str,
    pub report: &'static str,
    pub result: &'static str,
    pub medicines: &'static str,
    pub medicine: &'static str,
    pub allergies: &'static str,
    pub visits: &'static str,
    pub visit: &'static str,
    pub documents: &'static str,
    pub document: &'static str,
    pub messages: &'static str,
    pub conversation: &'static str,
    pub compose: &'static str,
    pub record: &'static str,
    pub entry: &'static str,
    pub receipt: &'static str,
    pub more: &'static str,
    pub help: &'static str,
    pub settings: &'static str,
    pub privacy: &'static str,
    pub about: &'static str,
    pub signed_out: &'static str,
    pub sign_in_again: &'static str,
    pub not_found: &'static str,
    pub mistake: &'static str,
}

/// The first page.
#[derive(Debug)]
pub struct Welcome {
    pub title: &'static str,
    pub lead: &'static str,
    pub start: &'static str,
    pub how: &'static str,
    pub how_1: &'static str,
    pub how_2: &'static str,
    pub how_3: &'static str,
    pub privacy: &'static str,
    pub advice: &'static str,
}

/// Finding and confirming a hospital.
#[derive(Debug)]
pub struct Connect {
    pub title: &'static str,
    pub lead: &'static str,
    pub places: Counted,
    pub missing: &'static str,
    pub missing_advice: &'static str,
    pub own: &'static str,
    pub confirm: &'static str,
    pub shared: &'static str,
    pub share_person: &'static str,
    pub share_results: &'static str,
    pub share_medicines: &'static str,
    pub share_visits: &'static str,
    pub share_documents: &'static str,
    pub share_people: &'static str,
    pub share_messages: &'static str,
    pub disconnect: &'static str,
    pub leaves: &'static str,
    pub go: &'static str,
    pub going: &'static str,
    pub all: &'static str,
    pub unknown: &'static str,
}

/// Whether the record is kept on this device.
#[derive(Debug)]
pub struct Keep {
    pub question: &'static str,
    pub shared: &'static str,
    pub shared_line: &'static str,
    pub visit: &'static str,
    pub visit_line: &'static str,
    pub device: &'static str,
    pub device_line: &'static str,
}

/// After signing in.
#[derive(Debug)]
pub struct Loading {
    pub title: &'static str,
    pub signed_in: &'static str,
    pub signing_in: &'static str,
    pub person: &'static str,
    pub results: &'static str,
    pub lab_reports: &'static str,
    pub other_reports: &'static str,
    pub medicines: &'static str,
    pub allergies: &'static str,
    pub visits: &'static str,
    pub documents: &'static str,
    pub messages: &'static str,
    pub teams: &'static str,
    pub done: &'static str,
    pub done_count: &'static str,
    pub busy: &'static str,
    pub waiting: &'static str,
    pub not_offered: &'static str,
    pub not_shared: &'static str,
    pub go: &'static str,
    pub keeps: &'static str,
    pub slow: &'static str,
    pub half: &'static str,
    pub finished: &'static str,
    pub finished_partly: &'static str,
    pub try_again: &'static str,
    pub try_again_for: &'static str,
}

/// Why a part of the record is missing.
#[derive(Debug)]
pub struct Reasons {
    pub offline: &'static str,
    pub timed_out: &'static str,
    pub server: &'static str,
    pub busy: &'static str,
    pub sign_in: &'static str,
    pub not_shared: &'static str,
    pub not_offered: &'static str,
    pub not_readable: &'static str,
    pub cut_short: &'static str,
    pub no_reader: &'static str,
    pub elsewhere: &'static str,
    pub refused: &'static str,
    pub too_large: &'static str,
    pub looped: &'static str,
    pub unread: Counted,
    pub incomplete: &'static str,
    pub partly: &'static str,
    pub call: &'static str,
}

/// Home.
#[derive(Debug)]
pub struct Home {
    pub morning: &'static str,
    pub afternoon: &'static str,
    pub evening: &'static str,
    pub hello_morning: &'static str,
    pub hello_afternoon: &'static str,
    pub hello_evening: &'static str,
    pub newest: &'static str,
    pub see_all: &'static str,
    pub record: &'static str,
    pub tile_results: Counted,
    pub tile_medicines: Counted,
    pub tile_messages: Counted,
    pub tile_visits: Counted,
    pub tile_documents: Counted,
    pub tile_allergies: Counted,
    pub tile_allergies_see: &'static str,
    pub tile_none: &'static str,
    pub tile_loading: &'static str,
    pub tile_problem: &'static str,
    pub sources: &'static str,
    pub updated: &'static str,
    pub updating: &'static str,
    pub some_missing: &'static str,
    pub not_reached: &'static str,
    pub sign_in_again: &'static str,
    pub born: &'static str,
}

/// The list of results.
#[derive(Debug)]
pub struct Results {
    pub title: &'static str,
    pub reports: Counted,
    pub results: Counted,
    pub outside: Counted,
    pub none_outside: &'static str,
    pub summary_outside: Counted,
    pub waiting: &'static str,
    pub early: &'static str,
    pub corrected: &'static str,
    pub canceled: &'static str,
    pub report_only: &'static str,
    pub no_values: &'static str,
    pub unclear_row: &'static str,
    pub undated: &'static str,
    pub empty: &'static str,
    pub failed: &'static str,
    pub loading: &'static str,
    pub show_more: Counted,
    pub show_new: Counted,
    pub before_review: &'static str,
    pub shown_count: Counted,
    pub all: &'static str,
    pub try_again: &'static str,
    pub not_here: &'static str,
    pub conclusion: &'static str,
    pub attachments: &'static str,
    pub attachment_hint: &'static str,
    pub document: &'static str,
}

/// Signing out and coming back.
#[derive(Debug)]
pub struct End {
    pub signed_out: &'static str,
    pub signed_out_text: &'static str,
    pub signed_out_kept: &'static str,
    pub hospital_session: &'static str,
    pub again: &'static str,
    pub nothing_kept: &'static str,
    pub nothing_kept_title: &'static str,
    pub nothing_kept_text: &'static str,
    pub not_kept_yet: &'static str,
    pub gone: &'static str,
    pub no_hospital: &'static str,
    pub passed: &'static str,
    pub keep_next_time: &'static str,
    pub timed_out: &'static str,
    pub typed_in_tab: &'static str,
}

/// Pages that are not there or do not work.
#[derive(Debug)]
pub struct Wrong {
    pub not_found: &'static str,
    pub not_found_title: &'static str,
    pub go_home: &'static str,
    pub go_start: &'static str,
    pub fetching: &'static str,
    pub not_fetched_title: &'static str,
    pub not_fetched: &'static str,
}

/// The page for the people who set this site up.
#[derive(Debug)]
pub struct Mistake {
    pub title: &'static str,
    pub patients: &'static str,
    pub setup: &'static str,
    pub field: &'static str,
    pub reason: &'static str,
    pub no_file: &'static str,
    pub not_readable: &'static str,
    pub wrong_shape: &'static str,
    pub unknown: &'static str,
    pub missing: &'static str,
    pub not_text: &'static str,
    pub not_address: &'static str,
    pub not_key: &'static str,
    pub twice: &'static str,
    pub not_syntax: &'static str,
    pub not_yes_or_no: &'static str,
    pub not_choice: &'static str,
    pub not_path: &'static str,
    pub no_vendor: &'static str,
}
