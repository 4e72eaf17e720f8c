//! Files by their paths, whichever Unicode form a path is written in: [`ByPath`].

use std::borrow::Cow;

use rapidhash::RapidHashMap;

use crate::base::path::SourcePath;
use crate::base::text::composed;

/// What belongs to each file of a kind. A path means the file that is called exactly so, then the one whose name looks the
/// same: some systems decompose the names of files, and what is typed is composed.
#[derive(Debug)]
pub struct ByPath<'a, T> {
    exact: RapidHashMap<&'a SourcePath, T>,
    /// Files whose names are not in composed form, by those that would be.
    decomposed: RapidHashMap<SourcePath, T>,
}

impl<T> Default for ByPath<'_, T> {
    fn default() -> Self {
        Self { exact: RapidHashMap::default(), decomposed: RapidHashMap::default() }
    }
}

impl<'a, T: Copy> ByPath<'a, T> {
    /// What belongs to the file.
    pub fn get(&self, path: &SourcePath) -> Option<T> {
        let other_form = || match composed(path.as_str()) {
            Cow::Borrowed(_) => self.decomposed.get(path),
            Cow::Owned(name) => {
                let path = SourcePath::new(name);
                self.exact.get(&path).or_else(|| self.decomposed.get(&path))
            }
        };
        self.exact.get(path).or_else(other_form).copied()
    }

    /// Adds a file. Of two whose names look the same, the later one has the name that neither is called by exactly.
    pub fn insert(&mut self, path: &'a SourcePath, value: T) {
        if let Cow::Owned(name) = composed(path.as_str()) {
            self.decomposed.insert(SourcePath::new(name), value);
        }
        self.exact.insert(path, value);
    }

    /// Each file with what belongs to it, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a SourcePath, T)> {
        self.exact.iter().map(|(path, value)| (*path, *value))
    }
}

impl<'a, T: Copy> Extend<(&'a SourcePath, T)> for ByPath<'a, T> {
    fn extend<I: IntoIterator<Item = (&'a SourcePath, T)>>(&mut self, files: I) {
        let files = files.into_iter();
        self.exact.reserve(files.size_hint().0);
        files.for_each(|(path, value)| self.insert(path, value));
    }
}
