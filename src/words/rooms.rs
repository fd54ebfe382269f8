//! The words of rooms that a first visit does not enter. Nothing of the first file names them, so they come with the
//! later one (src/later.rs).

mod en;
mod es;

use super::{
    Counted, Language, allergies::Allergies, compare::Compare, find::Find, keeping::Keeping,
    medicines::Medicines, merging::Merging, news::News, original::Original,
    own_address::OwnAddress, own_word::OwnWord, people::People, record::Record, sig::Sig,
    sources::Sources, trouble::Explained,
};

/// Every sentence of these rooms.
#[derive(Debug)]
pub struct Rooms {
    /// Why a sign-in did not work.
    pub trouble: Explained,
    /// Finding a hospital in the directory.
    pub find: Find,
    /// A hospital that is listed nowhere.
    pub own_address: OwnAddress,
    /// The record as a whole.
    pub record: Record,
    /// Medicines.
    pub medicines: Medicines,
    /// Medicines of several records side by side.
    pub compare: Compare,
    /// What the patient says of them.
    pub own_word: OwnWord,
    /// Coded instructions as a sentence.
    pub sig: Sig,
    /// Allergies.
    pub allergies: Allergies,
    /// The records of several hospitals as one.
    pub merging: Merging,
    /// Visits.
    pub visits: Visits,
    /// Documents and their files.
    pub documents: Documents,
    /// An entry as the hospital sent it.
    pub original: Original,
    /// What is new, and what became of something.
    pub news: News,
    /// Messages.
    pub messages: Messages,
    /// Whose record it is.
    pub people: People,
    /// Where it comes from.
    pub sources: Sources,
    /// Keeping the record on this device, and locking it.
    pub keeping: Keeping,
    /// Help.
    pub help: Help,
    /// More.
    pub more: More,
    /// Settings: how the page looks and speaks.
    pub preferences: Preferences,
    /// What is stored where, and who sees it.
    pub privacy: Privacy,
    /// Who runs this site, and what it promises to everyone.
    pub about: About,
}

impl Language {
    /// Its sentences for these rooms.
    pub fn rooms(self) -> &'static Rooms {
        match self {
            Language::English => &en::ENGLISH,
            Language::Spanish => &es::SPANISH,
        }
    }
}

/// Visits.
#[derive(Debug)]
pub struct Visits {
    pub next: &'static str,
    pub next_today: &'static str,
    pub next_in: Counted,
    pub see_details: &'static str,
    pub title: &'static str,
    pub coming: &'static str,
    pub past: &'static str,
    pub loading: &'static str,
    pub empty: &'static str,
    pub failed: &'static str,
    pub count: Counted,
    pub not_here: &'static str,
    pub no_date: &'static str,
    pub untitled: &'static str,
    pub office: &'static str,
    pub stay: &'static str,
    pub emergency: &'static str,
    pub home: &'static str,
    pub remote: &'static str,
    pub watched: &'static str,
    pub planned: &'static str,
    pub open: &'static str,
    pub say_open: &'static str,
    pub canceled: &'static str,
    pub say_canceled: &'static str,
    pub say_planned_past: &'static str,
    pub unclear: &'static str,
    pub about: &'static str,
    pub began: &'static str,
    pub ended: &'static str,
    pub kind: &'static str,
    pub who: &'static str,
    pub why: &'static str,
    pub place: &'static str,
    pub provider: &'static str,
    pub after: &'static str,
    pub documents: &'static str,
    pub no_documents: &'static str,
}

/// Documents and their files.
#[derive(Debug)]
pub struct Documents {
    pub title: &'static str,
    pub loading: &'static str,
    pub empty: &'static str,
    pub failed: &'static str,
    pub count: Counted,
    pub not_here: &'static str,
    pub untitled: &'static str,
    pub about: &'static str,
    pub describes: &'static str,
    pub of_day: &'static str,
    pub written: &'static str,
    pub authors: &'static str,
    pub keeper: &'static str,
    pub visit: &'static str,
    pub early: &'static str,
    pub say_early: &'static str,
    pub amended: &'static str,
    pub say_amended: &'static str,
    pub replaced: &'static str,
    pub say_replaced: &'static str,
    pub newer: &'static str,
    pub stage_final: &'static str,
    pub standing: &'static str,
    pub files: &'static str,
    pub several: Counted,
    pub stays: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub getting: &'static str,
    pub progress: &'static str,
    pub so_far: &'static str,
    pub canceled: &'static str,
    pub saved: &'static str,
    pub saved_as: &'static str,
    pub not_saved: &'static str,
    pub lies: &'static str,
    pub differs: &'static str,
    pub not_sent: &'static str,
    pub elsewhere: &'static str,
    pub gone: &'static str,
    pub too_large: &'static str,
    pub unreadable: &'static str,
    pub says: &'static str,
    pub long_text: &'static str,
    pub small: &'static str,
    pub summary: &'static str,
    pub summary_for: &'static str,
    pub page: &'static str,
    pub page_for: &'static str,
    pub formatted: &'static str,
    pub formatted_for: &'static str,
    pub pdf: &'static str,
    pub pdf_for: &'static str,
    pub plain: &'static str,
    pub plain_for: &'static str,
    pub picture: &'static str,
    pub picture_for: &'static str,
    pub data: &'static str,
    pub data_for: &'static str,
    pub package: &'static str,
    pub package_for: &'static str,
    pub office: &'static str,
    pub unknown: &'static str,
    pub unknown_for: &'static str,
}

/// Messages.
#[derive(Debug)]
pub struct Messages {
    pub hospital: &'static str,
    pub title: &'static str,
    pub new: &'static str,
    pub loading: &'static str,
    pub empty: &'static str,
    pub failed: &'static str,
    pub not_here: &'static str,
    pub all: &'static str,
    pub count: Counted,
    pub unread: &'static str,
    pub choose: &'static str,
    pub check: &'static str,
    pub checking: &'static str,
    pub with: &'static str,
    pub you: &'static str,
    pub not_said: &'static str,
    pub no_subject: &'static str,
    pub no_text: &'static str,
    pub draft: &'static str,
    pub held: &'static str,
    pub not_done: &'static str,
    pub not_done_why: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub linked: &'static str,
    pub reply: &'static str,
    pub no_reply: &'static str,
    pub to: &'static str,
    pub no_recipients: &'static str,
    pub subject: &'static str,
    pub message: &'static str,
    pub left: Counted,
    pub too_much: Counted,
    pub send: &'static str,
    pub sending: &'static str,
    pub asking: &'static str,
    pub try_again: &'static str,
    pub edit: &'static str,
    pub check_sent: &'static str,
    pub cancel: &'static str,
    pub sent_to: &'static str,
    pub sent_next: &'static str,
    pub not_sent: &'static str,
    pub why_lost: &'static str,
    pub why_offline: &'static str,
    pub why_sign_in: &'static str,
    pub why_not_allowed: &'static str,
    pub why_busy: &'static str,
    pub why_refused: &'static str,
    pub unknown: &'static str,
    pub looking: &'static str,
    pub call: &'static str,
    pub urgent: &'static str,
    pub urgent_days: &'static str,
    pub urgent_911: &'static str,
    pub urgent_988: &'static str,
    pub errors: &'static str,
    pub no_to: &'static str,
    pub no_subject_yet: &'static str,
    pub no_body: &'static str,
    pub too_long: &'static str,
    pub error: &'static str,
    pub closed: &'static str,
    pub closed_next: &'static str,
    pub closed_site: &'static str,
    pub closed_write: &'static str,
    pub not_allowed: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub unsent: &'static str,
    pub unsent_row: &'static str,
    pub leave: &'static str,
    pub leave_anyway: &'static str,
}

/// Help.
#[derive(Debug)]
pub struct Help {
    pub title: &'static str,
    pub emergency: &'static str,
    pub emergency_text: &'static str,
    pub call_911: &'static str,
    pub call_988: &'static str,
    pub hospitals: &'static str,
    pub hospitals_text: &'static str,
    pub reading: &'static str,
    pub reading_text: &'static str,
    pub privacy: &'static str,
    pub privacy_text: &'static str,
    pub locked: &'static str,
    pub locked_text: &'static str,
}

/// More.
#[derive(Debug)]
pub struct More {
    pub title: &'static str,
    pub person: &'static str,
}

/// Settings: how the page looks and speaks.
#[derive(Debug)]
pub struct Preferences {
    pub title: &'static str,
    pub lead: &'static str,
    pub language: &'static str,
    pub size: &'static str,
    pub sample: &'static str,
    pub colors: &'static str,
    pub as_device: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
    pub contrast: &'static str,
    pub more_contrast: &'static str,
    pub about: &'static str,
}

/// What is stored where, and who sees it.
#[derive(Debug)]
pub struct Privacy {
    pub title: &'static str,
    pub kept: &'static str,
    pub kept_record: &'static str,
    pub kept_device: &'static str,
    pub kept_clear: &'static str,
    pub kept_tab: &'static str,
    pub kept_files: &'static str,
    pub goes: &'static str,
    pub goes_text: &'static str,
    pub goes_messages: &'static str,
    pub counts: &'static str,
    pub counts_text: &'static str,
    pub hospital: &'static str,
    pub hospital_text: &'static str,
    pub law: &'static str,
    pub law_text: &'static str,
}

/// Who runs this site, and what it promises to everyone.
#[derive(Debug)]
pub struct About {
    pub title: &'static str,
    pub operator: &'static str,
    pub operator_text: &'static str,
    pub operator_missing: &'static str,
    pub advice: &'static str,
    pub advice_text: &'static str,
    pub access: &'static str,
    pub access_aim: &'static str,
    pub access_checked: &'static str,
    pub access_help: &'static str,
    pub software: &'static str,
    pub software_text: &'static str,
}
