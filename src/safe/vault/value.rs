//! What lies in a place of the vault: to compare, to seal and to open.

use std::collections::BTreeMap;
use std::rc::Rc;

use ::vault::{Archive, Place, Sealed, Table, Unreadable, archive};
use record::Past;

use crate::browser::compress::Original;
use crate::browser::seal::DataKey;
use crate::hospital::Originals;

/// The bytes of a value, before they are sealed.
pub(in crate::safe) type Plain = Rc<Vec<u8>>;

/// What lies in a place, as far as it must be compared.
#[derive(Clone)]
pub(in crate::safe) enum Value {
    /// Text that is written here.
    Text(Rc<str>),
    /// What a hospital sent.
    Answers(Rc<Originals>),
    /// What became of a hospital's items.
    Past(Rc<Past>),
}

impl Value {
    pub(super) fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::Answers(one), Value::Answers(other)) => Rc::ptr_eq(one, other),
            (Value::Past(one), Value::Past(other)) => Rc::ptr_eq(one, other),
            (Value::Text(_) | Value::Answers(_) | Value::Past(_), _) => false,
        }
    }

    pub(super) fn bytes(&self) -> Plain {
        let bytes = match self {
            Value::Text(text) => text.as_bytes().to_vec(),
            Value::Answers(answers) => {
                let page = |(address, original): &(String, _)| archive::Page {
                    address: address.clone(),
                    packed: Original::to_vec(original),
                };
                Archive {
                    at_ms: answers.at as u64,
                    ended: answers.ended,
                    pages: answers.pages.iter().map(page).collect(),
                }
                .to_bytes()
            }
            Value::Past(past) => past.to_bytes(),
        };
        Rc::new(bytes)
    }
}

/// The drafts among these values, as text.
pub(super) fn drafts(values: &BTreeMap<Place, Value>) -> Vec<(u64, Rc<str>)> {
    let drafts = values.iter().filter_map(|(place, value)| match value {
        Value::Text(text) if place.table == Table::Drafts => Some((place.number, Rc::clone(text))),
        Value::Text(_) | Value::Answers(_) | Value::Past(_) => None,
    });
    drafts.collect()
}

/// The plain bytes of a value.
pub(in crate::safe) async fn unsealed(
    key: &DataKey,
    place: Place,
    bytes: &[u8],
) -> Result<Vec<u8>, Unreadable> {
    let sealed = Sealed::read(bytes)?;
    let additional = place.additional_data(sealed.version);
    let plain = key.open(&additional, &sealed.iv, &sealed.ciphertext).await;
    plain.ok_or(Unreadable::Damaged)
}
