//! What the patient said of medicines that are in no open record. It is kept, so it must be seen, and can be taken back
//! without them.

use super::{
    Merging,
    word::{Word, Words},
};
use crate::{allergies::Reach, ids::LocalId};

/// Words whose medicines are not here.
#[derive(Clone, Debug, PartialEq)]
pub struct Unlisted {
    /// The last word first.
    pub words: Vec<Word>,
    /// What it rests on that no hospital lists their medicines: anything but the whole may lack them.
    pub reach: Reach,
}

impl Merging {
    /// What was said of medicines that are not among the merged ones. `here` is what the hospitals have now, of which
    /// `reach` tells how much that is; before all of it is merged, nothing is sure.
    pub fn unlisted(
        &self,
        words: &Words,
        here: impl IntoIterator<Item = LocalId>,
        reach: Reach,
    ) -> Unlisted {
        let is_merged = |id| self.medicines.card(id).is_some();
        let all_are_merged = here.into_iter().all(is_merged);
        Unlisted {
            words: words.of_none(self.medicines.cards()),
            reach: match all_are_merged {
                true => reach,
                false => Reach::Loading,
            },
        }
    }
}
