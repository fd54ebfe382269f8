//! Words about keeping the record on this device: locking and opening it, ending that, and what happened here.

mod en;
mod es;

pub(super) use en::ENGLISH;
pub(super) use es::SPANISH;

use super::Counted;

/// Everything about keeping and locking but the first question, which a first visit reads.
#[derive(Debug)]
pub struct Keeping {
    pub unlock: Unlock,
    pub failed: Failed,
    pub passphrase: Passphrase,
    pub page: Page,
    pub delete: Delete,
    pub log: Log,
    pub time_out: TimeOut,
    pub notes: Notes,
    pub damaged: Damaged,
    pub drafts: Drafts,
    pub settings: Settings,
}

/// What is kept is locked.
#[derive(Debug)]
pub struct Unlock {
    pub title: &'static str,
    pub in_tab: &'static str,
    pub at_start: &'static str,
    pub by_hand: &'static str,
    pub timed_out: &'static str,
    pub put_aside: &'static str,
    pub elsewhere_title: &'static str,
    pub elsewhere: &'static str,
    pub saved: &'static str,
    pub passkey: &'static str,
    pub or: &'static str,
    pub open: &'static str,
    pub opening: &'static str,
    pub opened: &'static str,
    pub cannot: &'static str,
    pub cannot_why: &'static str,
    pub cannot_record: &'static str,
    pub pass: &'static str,
    pub pass_hint: &'static str,
    pub delete: &'static str,
    pub delete_hint: &'static str,
}

/// Why something with the lock did not work, and what to do next.
#[derive(Debug)]
pub struct Failed {
    pub wrong_passphrase: &'static str,
    pub wrong_passkey: &'static str,
    pub cancelled: &'static str,
    pub no_passkey: &'static str,
    pub full: &'static str,
    pub no_storage: &'static str,
    pub newer: &'static str,
    pub damaged: &'static str,
    pub no_program: &'static str,
    pub elsewhere: &'static str,
}

/// A passphrase, where it is typed.
#[derive(Debug)]
pub struct Passphrase {
    pub yours: &'static str,
    pub new: &'static str,
    pub now: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub advice: &'static str,
    pub stays: &'static str,
    pub missing_letters: Counted,
    pub plain: &'static str,
    pub enough: &'static str,
    pub strong: &'static str,
    pub type_it: &'static str,
    pub longer: &'static str,
    pub plainer: &'static str,
}

/// How the record is kept, and what opens it.
#[derive(Debug)]
pub struct Page {
    pub title: &'static str,
    pub now_shared: &'static str,
    pub now_visit: &'static str,
    pub now_device: &'static str,
    pub now_nothing: &'static str,
    pub now_passed: &'static str,
    pub unlock: &'static str,
    pub set_up: &'static str,
    pub set_up_lead: &'static str,
    pub forget: &'static str,
    pub forget_record: &'static str,
    pub by_passkey: &'static str,
    pub by_passkey_lead: &'static str,
    pub by_passkey_go: &'static str,
    pub by_passphrase: &'static str,
    pub by_passphrase_go: &'static str,
    pub busy: &'static str,
    pub kept: &'static str,
    pub ways: &'static str,
    pub passphrase: &'static str,
    pub passkey: &'static str,
    pub made: &'static str,
    pub remove: &'static str,
    pub remove_passphrase: &'static str,
    pub remove_passkey: &'static str,
    pub remove_sure: &'static str,
    pub remove_yes: &'static str,
    pub leave_it: &'static str,
    pub removed: &'static str,
    pub change: &'static str,
    pub change_go: &'static str,
    pub changed: &'static str,
    pub add_passphrase: &'static str,
    pub add_passkey: &'static str,
    pub add_passkey_first: &'static str,
    pub add_go: &'static str,
    pub added: &'static str,
    pub stop: &'static str,
    pub stop_sure: &'static str,
    pub stop_yes: &'static str,
    pub stopped: &'static str,
    pub not_stopped: &'static str,
    pub browser: &'static str,
    pub browser_text: &'static str,
    pub browser_hospitals: &'static str,
}

/// Deleting everything that is here.
#[derive(Debug)]
pub struct Delete {
    pub title: &'static str,
    pub lead: &'static str,
    pub goes: &'static str,
    pub records: &'static str,
    pub sign_ins: &'static str,
    pub drafts: Counted,
    pub drafts_unknown: &'static str,
    pub settings: &'static str,
    pub log: &'static str,
    pub stays: &'static str,
    pub hospitals: &'static str,
    pub sent: &'static str,
    pub files: &'static str,
    pub tick: &'static str,
    pub tick_first: &'static str,
    pub go: &'static str,
    pub going: &'static str,
    pub done: &'static str,
    pub done_text: &'static str,
    pub partly: &'static str,
    pub partly_text: &'static str,
    pub partly_what: &'static str,
    pub partly_how: &'static str,
}

/// What happened with the record on this device.
#[derive(Debug)]
pub struct Log {
    pub title: &'static str,
    pub lead: &'static str,
    pub private: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub loading: &'static str,
    pub empty: &'static str,
    pub none: &'static str,
    pub count: Counted,
    pub started: &'static str,
    pub opened_passphrase: &'static str,
    pub opened_passkey: &'static str,
    pub not_opened: &'static str,
    pub locked_by_hand: &'static str,
    pub locked_by_time: &'static str,
    pub locked_aside: &'static str,
    pub locked_elsewhere: &'static str,
    pub connected: &'static str,
    pub signed_in_again: &'static str,
    pub disconnected: &'static str,
    pub not_renewed: &'static str,
    pub fetched: &'static str,
    pub fetched_nothing: &'static str,
    pub reports: &'static str,
    pub other: &'static str,
    pub passphrase_changed: &'static str,
    pub way_added: &'static str,
    pub way_removed: &'static str,
    pub file_saved: &'static str,
    pub message_sent: &'static str,
    pub not_kept_full: &'static str,
    pub not_kept: &'static str,
    pub damaged: Counted,
    pub unknown: &'static str,
}

/// Nobody seems to be there.
#[derive(Debug)]
pub struct TimeOut {
    pub title: &'static str,
    pub sign_out_at: &'static str,
    pub lock_at: &'static str,
    pub minutes: Counted,
    pub less: &'static str,
    pub one_minute: &'static str,
    pub twenty_seconds: &'static str,
    pub saved: &'static str,
    pub in_tab: &'static str,
    pub erased: &'static str,
    pub stay: &'static str,
    pub sign_out: &'static str,
    pub lock: &'static str,
}

impl TimeOut {
    /// How much time is left, in words. The last minute is not counted down: nobody can read that fast.
    pub fn left(&self, milliseconds: f64) -> String {
        match milliseconds < 60_000.0 {
            true => self.less.to_owned(),
            false => self.minutes.of((milliseconds / 60_000.0).round() as usize),
        }
    }
}

/// Whether what is here is kept, above the page.
#[derive(Debug)]
pub struct Notes {
    pub not_yet: &'static str,
    pub choose: &'static str,
    pub full: &'static str,
    pub full_next: &'static str,
    pub crowded: &'static str,
    pub crowded_next: &'static str,
    pub trouble: &'static str,
    pub trouble_next: &'static str,
    pub gone: &'static str,
    pub gone_next: &'static str,
    pub gone_before: &'static str,
    pub gone_again: &'static str,
    pub copy: &'static str,
    pub damaged: Counted,
    pub update: &'static str,
    pub remove: &'static str,
    pub remove_means: &'static str,
    pub removed: &'static str,
}

/// What could not be read, where no page has a name for it.
#[derive(Debug)]
pub struct Damaged {
    pub names: &'static str,
    pub connection: &'static str,
    pub drafts: &'static str,
    pub words: &'static str,
    pub seen: &'static str,
    pub past: &'static str,
    pub settings: &'static str,
    pub log: &'static str,
    pub unknown: &'static str,
}

/// What becomes of a message that is being written.
#[derive(Debug)]
pub struct Drafts {
    pub saved: &'static str,
    pub not_saved: &'static str,
    pub kept: &'static str,
    pub shared: &'static str,
    pub visit: &'static str,
    pub record: &'static str,
}

/// The section of the settings.
#[derive(Debug)]
pub struct Settings {
    pub title: &'static str,
    pub lead_kept: &'static str,
    pub keeping: &'static str,
    pub log: &'static str,
    pub delete: &'static str,
    pub lock: &'static str,
    pub lock_hint: &'static str,
    pub idle_lock: &'static str,
    pub idle_end: &'static str,
    pub five: &'static str,
    pub fifteen: &'static str,
    pub thirty: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_told_in_minutes_and_never_as_more_than_it_is_by_half_a_minute() {
        for (seconds, expected) in [
            (120.0, "2 minutes left"),
            (91.0, "2 minutes left"),
            (89.0, "1 minute left"),
            (60.0, "1 minute left"),
            (59.0, "Less than a minute left"),
            (0.0, "Less than a minute left"),
            (-5.0, "Less than a minute left"),
        ] {
            let told = ENGLISH.time_out.left(seconds * 1000.0);
            assert_eq!(told, expected, "{seconds}");
        }
    }
}
