//! A record that stays on this device: what locks it and opens it, what stays where, and that nothing is lost.

mod drafts;
mod locking;
mod log;
mod storage;
mod updates;
mod ways;

use crate::page::Page;

/// Four words that don't belong together.
pub(crate) const PASSPHRASE: &str = "violin cactus Tuesday harbor";
/// Others.
const OTHER: &str = "lantern gravel Sunday maple";
const LOCKED: &str = "Your record is locked";
pub(crate) const DEVICE: &str = "Yes, keep it on this device";
pub(crate) const VISIT: &str = "No, only this time";
pub(crate) const SHARED: &str = "No, this is a shared computer";

/// What must not be readable where Maria's record is kept.
const NEVER: [&str; 6] = [
    "Maria Lopez",
    "Hemoglobin",
    "Okafor",
    "Lisinopril",
    "maria-lopez",
    "violin cactus",
];

impl Page {
    /// Signs in as Maria, with this answer to how her record is kept; then everything is here.
    pub(crate) async fn signs_in_and_chooses(&self, answer: &str) {
        self.open("/connect/st-marys").await;
        self.chooses(answer).await;
        self.click("Continue to").await;
        self.sees_heading("Sign in").await;
        self.identifies_as("maria").await;
        self.click("Allow").await;
        self.sees("Signed in").await;
        self.settles().await;
    }

    /// The same, and it is kept on this device under a passphrase.
    pub(crate) async fn keeps_with_a_passphrase(&self) {
        self.signs_in_and_chooses(DEVICE).await;
        self.visits("/settings/keeping").await;
        self.fill("New passphrase", PASSPHRASE).await;
        self.click("Keep it with this passphrase").await;
        self.sees("What opens it").await;
    }

    /// Takes the other passphrase in the place of the first, on the page for it.
    async fn changes_the_passphrase(&self) {
        self.click("Change the passphrase").await;
        self.fill("The passphrase you use now", PASSPHRASE).await;
        self.fill("New passphrase", OTHER).await;
        self.click("Change it").await;
        self.sees("Your passphrase is changed.").await;
    }

    /// Deletes everything of this site, on the page for it.
    async fn deletes(&self) {
        self.chooses("I know that I can't undo this").await;
        self.click("Delete my data").await;
        self.sees_heading("Your data here is deleted").await;
    }

    /// Types a passphrase where the record is locked.
    pub(crate) async fn tries(&self, passphrase: &str) {
        self.sees_heading(LOCKED).await;
        self.fill("Your passphrase", passphrase).await;
        self.click("Open my record").await;
    }

    /// Types the right one.
    pub(crate) async fn unlocks(&self) {
        self.tries(PASSPHRASE).await;
        self.stops_saying("Open my record").await;
    }
}
