//! From the wire to our words, element by element.
