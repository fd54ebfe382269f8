//! Where each JSON value goes. One visitor reads everything, and a type only names its elements: that costs the
//! download a few hundred bytes for each type, where a derived reader costs thousands.
//!
//! Knows the forms a value can have in JSON; nothing of what the elements mean.

use crate::{Decimal, Text};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;
use std::fmt;

/// Reads a JSON object into an element, to its end.
pub(crate) fn fill<'a>(
    element: &mut dyn Element<'a>,
    json: &'a str,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Slot::Element(element).deserialize(&mut deserializer)?;
    deserializer.end()
}

/// An object of FHIR: says where each of its members goes.
pub(crate) trait Element<'a> {
    /// The place for the member of this name.
    fn slot(&mut self, name: &str) -> Slot<'_, 'a>;
}

/// A place for one JSON value. `null` leaves it as it is, but is no element of a list of objects.
pub(crate) enum Slot<'s, 'a> {
    /// Text; a whole number is text without its quotes.
    Text(&'s mut Option<Text<'a>>),
    /// `true` or `false`.
    Flag(&'s mut Option<bool>),
    /// A number, digits kept.
    Number(&'s mut Option<Decimal<'a>>),
    /// Anything, unread.
    Raw(&'s mut Option<&'a str>),
    /// Anything: only that it is there counts.
    Presence(&'s mut bool),
    /// Anything, any number of times: only that something is there counts.
    Noted(&'s mut bool),
    /// An object that may be missing.
    One(&'s mut dyn One<'a>),
    /// A list.
    Many(&'s mut dyn Many<'a>),
    /// Text or a list, depending on what the object is.
    TextOrMany(&'s mut Option<Text<'a>>, &'s mut dyn Many<'a>),
    /// An object that must be there.
    Element(&'s mut dyn Element<'a>),
    /// Not read.
    Ignored,
    /// Stands in the way.
    Refused,
}

/// An object that may be missing.
pub(crate) trait One<'a> {
    fn is_there(&self) -> bool;
    fn begin(&mut self) -> &mut dyn Element<'a>;
}

impl<'a, T: Element<'a> + Default> One<'a> for Option<T> {
    fn is_there(&self) -> bool {
        self.is_some()
    }

    fn begin(&mut self) -> &mut dyn Element<'a> {
        self.insert(T::default())
    }
}

impl<'a, T: Element<'a>> Element<'a> for Box<T> {
    fn slot(&mut self, name: &str) -> Slot<'_, 'a> {
        (**self).slot(name)
    }
}

/// A list.
pub(crate) trait Many<'a> {
    fn is_there(&self) -> bool;
    /// A place for one more.
    fn more(&mut self) -> Slot<'_, 'a>;
}

impl<'a, T: Element<'a> + Default> Many<'a> for Vec<T> {
    fn is_there(&self) -> bool {
        !self.is_empty()
    }

    fn more(&mut self) -> Slot<'_, 'a> {
        self.push(T::default());
        match self.last_mut() {
            Some(last) => Slot::Element(last),
            None => Slot::Refused,
        }
    }
}

impl<'a> Many<'a> for Vec<Option<Text<'a>>> {
    fn is_there(&self) -> bool {
        !self.is_empty()
    }

    fn more(&mut self) -> Slot<'_, 'a> {
        self.push(None);
        match self.last_mut() {
            Some(last) => Slot::Text(last),
            None => Slot::Refused,
        }
    }
}

impl<'a> Slot<'_, 'a> {
    fn is_taken(&self) -> bool {
        match self {
            Slot::Text(text) => text.is_some(),
            Slot::Flag(flag) => flag.is_some(),
            Slot::Number(number) => number.is_some(),
            Slot::Raw(raw) => raw.is_some(),
            Slot::Presence(is_there) => **is_there,
            Slot::One(one) => one.is_there(),
            Slot::Many(many) => many.is_there(),
            Slot::TextOrMany(text, many) => text.is_some() || many.is_there(),
            Slot::Noted(_) | Slot::Element(_) | Slot::Ignored | Slot::Refused => false,
        }
    }

    fn put<E: Error>(self, sent: Text<'a>) -> Result<(), E> {
        match self {
            Slot::Text(text) | Slot::TextOrMany(text, _) => {
                *text = Some(sent);
                Ok(())
            }
            _ => Err(wrong()),
        }
    }
}

#[cold]
fn wrong<E: Error>() -> E {
    E::custom("not of the expected type")
}

impl<'de> DeserializeSeed<'de> for Slot<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self {
            Slot::Number(_) | Slot::Raw(_) | Slot::Presence(_) | Slot::Noted(_) => {}
            Slot::Ignored => return IgnoredAny::deserialize(deserializer).map(drop),
            _ => return deserializer.deserialize_any(self),
        }
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        match self {
            _ if raw == "null" => {}
            Slot::Number(number) => {
                let read = Decimal::read(raw);
                *number = Some(read.ok_or_else(|| D::Error::custom("not a number"))?);
            }
            Slot::Raw(unread) => *unread = Some(raw),
            Slot::Presence(is_there) | Slot::Noted(is_there) => *is_there = true,
            _ => {}
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Slot<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an element")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self {
            Slot::Element(_) | Slot::Refused => Err(wrong()),
            _ => Ok(()),
        }
    }

    fn visit_bool<E: Error>(self, sent: bool) -> Result<(), E> {
        match self {
            Slot::Flag(flag) => {
                *flag = Some(sent);
                Ok(())
            }
            _ => Err(wrong()),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(Text::from(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(Text::from(number.to_string()))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.put(Text::from(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(Text::from(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let (Slot::Many(many) | Slot::TextOrMany(_, many)) = self else {
            return Err(wrong());
        };
        while items.next_element_seed(More(&mut *many))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let element = match self {
            Slot::One(one) => one.begin(),
            Slot::Element(element) => element,
            _ => return Err(wrong()),
        };
        while let Some(name) = members.next_key::<Text<'de>>()? {
            let slot = element.slot(&name);
            if slot.is_taken() {
                return Err(A::Error::duplicate_field(""));
            }
            members.next_value_seed(slot)?;
        }
        Ok(())
    }
}

/// One more item, if there is one.
struct More<'s, 'a>(&'s mut dyn Many<'a>);

impl<'de> DeserializeSeed<'de> for More<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.more().deserialize(deserializer)
    }
}
