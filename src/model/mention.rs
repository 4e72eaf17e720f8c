//! Actors named in a text: where a name stands, and whom it means.

/// A name that was found in the running text of a body, whatever it means.
///
/// **Incremental:** it depends on the text and on the names alone, so it can be remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hit {
    /// First byte, in the HTML of the body.
    pub start: u32,
    /// After the last byte.
    pub end: u32,
    /// What it stands in: a position in `Body::blocks`.
    pub block: u32,
    /// Which name: a position in the list of all names.
    pub name: u32,
}

/// An actor who is named in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Named {
    /// A position in `Edition::actors`.
    pub actor: usize,
    /// Where.
    pub spot: Spot,
}

/// Where an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// By one of its names.
    Name {
        /// First byte, in the HTML of the body.
        start: u32,
        /// After the last byte.
        end: u32,
        /// A position in `Body::blocks`.
        block: u32,
    },
    /// By a link that the author wrote.
    Link {
        /// A position in `Html::holes`.
        hole: u32,
    },
}
