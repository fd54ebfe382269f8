//! A box around a resource that a first look does not read. How it is cleared away is known only to whoever made it: a
//! program that is taken apart leaves that code in its later file.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

/// A value behind one pointer.
pub struct Apart<'a, T>(Box<dyn Holds<T> + 'a>);

trait Holds<T> {
    fn held(&self) -> &T;
    fn held_mut(&mut self) -> &mut T;
}

impl<T> Holds<T> for T {
    fn held(&self) -> &T {
        self
    }

    fn held_mut(&mut self) -> &mut T {
        self
    }
}

impl<'a, T: Default + 'a> Default for Apart<'a, T> {
    fn default() -> Self {
        Apart(Box::new(T::default()))
    }
}

impl<T> Deref for Apart<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).held()
    }
}

impl<T> DerefMut for Apart<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).held_mut()
    }
}

impl<'a, T: Clone + 'a> Clone for Apart<'a, T> {
    fn clone(&self) -> Self {
        Apart(Box::new(T::clone(self)))
    }
}

impl<T: fmt::Debug> fmt::Debug for Apart<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

impl<T: PartialEq> PartialEq for Apart<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}
