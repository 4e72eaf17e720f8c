//! What serde found wrong, kept as data: which node, and what kind of mistake.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

/// A mistake, and the node that it is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    /// Positions in the lists and maps that lead to the node, innermost first.
    path: Vec<usize>,
    /// Whether it is about the key of the last position, not its value.
    pub at_key: bool,
    /// What.
    pub kind: Kind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A key that the struct does not have; the keys that it has.
    UnknownKey(&'static [&'static str]),
    /// A word that is not of a closed list; the list.
    UnknownWord(&'static [&'static str]),
    /// A required field of the map is not there.
    Missing(&'static str),
    /// A field of the map is there twice.
    Duplicate(&'static str),
    /// A value of another kind; what was expected.
    Type(String),
    /// Words of the field's own type.
    Custom(String),
}

impl Fault {
    /// A mistake at the node that is being read.
    pub fn new(kind: Kind) -> Self {
        Self { path: Vec::new(), at_key: false, kind }
    }

    /// The same, seen from the list or map that holds the node at `position`.
    pub fn within(mut self, position: usize) -> Self {
        self.path.push(position);
        self
    }

    /// The same, about the key at `position`.
    pub fn of_key(mut self, position: usize) -> Self {
        self.at_key = true;
        self.within(position)
    }

    /// Positions in the lists and maps that lead to the node, outermost first.
    pub fn path(&self) -> Vec<usize> {
        self.path.iter().rev().copied().collect()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.kind)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(words: T) -> Self {
        Self::new(Kind::Custom(words.to_string()))
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::Type(expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Kind::Type(expected.to_string()))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::UnknownWord(expected))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(Kind::UnknownKey(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Kind::Duplicate(field))
    }
}
