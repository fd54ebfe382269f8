//! Why something that lies on the device is not read.

/// It is refused as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A newer version of Satchel wrote it. It is good, and left as it is.
    #[error("it was written by a newer version")]
    Newer,
    /// It is not what was written, or was never ours.
    #[error("it is damaged")]
    Damaged,
}
