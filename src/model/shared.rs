//! A value that many pages show: serialized for templates once, fingerprinted once.
//!
//! **Incremental:** a page's fingerprint takes a card's fingerprint, never its content.

use std::hash::{Hash, Hasher};
use std::sync::{OnceLock, PoisonError, RwLock};

use serde::{Serialize, Serializer};

use crate::base::hash::{Fingerprint, fingerprint};

/// A card (of a briefing, an actor, a tag, a dossier) with its fingerprint and, once a
/// template has asked for it, its template value.
#[derive(Debug)]
pub struct Shared<T> {
    data: T,
    fingerprint: Fingerprint,
    value: OnceLock<tera::Value>,
    /// The card as a list shows it: the theme's `entry.html`, rendered once for all lists, with
    /// the hash of what it was rendered with.
    entry: RwLock<Option<(Fingerprint, tera::Value)>>,
}

impl<T: Hash> Shared<T> {
    /// Wraps `data` and takes its fingerprint.
    pub fn new(data: T) -> Self {
        let fingerprint = fingerprint(&data);
        Self { data, fingerprint, value: OnceLock::new(), entry: RwLock::default() }
    }
}

impl<T> Shared<T> {
    /// The hash of all that is in it.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// As templates see it, serialized the first time.
    pub fn value(&self) -> &tera::Value
    where
        T: Serialize,
    {
        self.value.get_or_init(|| tera::Value::from_serializable(&self.data))
    }

    /// The card as a list shows it, rendered by `render` the first time, and again when `with`,
    /// the hash of all that rendering sees beside the card, is another.
    ///
    /// # Errors
    /// Those of `render`.
    pub fn entry<E>(
        &self,
        with: Fingerprint,
        render: impl FnOnce() -> Result<tera::Value, E>,
    ) -> Result<tera::Value, E> {
        if let Some((known, value)) = &*self.entry.read().unwrap_or_else(PoisonError::into_inner)
            && *known == with
        {
            return Ok(value.clone());
        }
        let value = render()?;
        *self.entry.write().unwrap_or_else(PoisonError::into_inner) = Some((with, value.clone()));
        Ok(value)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
