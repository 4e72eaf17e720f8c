//! The site's files as they were looked at, and what moved between two looks.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::base::error::Error;
use crate::base::path::SourcePath;
use crate::base::world::{Entry, EntryKind, World};
use crate::discover::matters;

/// Every file that can matter to the site, by path, with what tells whether it changed.
#[derive(Debug, Clone)]
pub(super) struct Look {
    entries: Vec<Entry>,
}

/// What moved between two looks: files, each list by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moved {
    /// New ones.
    pub added: Vec<SourcePath>,
    /// Those that are others now.
    pub changed: Vec<SourcePath>,
    /// Those that are gone.
    pub removed: Vec<SourcePath>,
    /// Those that look as before, but of which an event tells, and which are too young for their
    /// stamp to be trusted.
    pub doubtful: Vec<SourcePath>,
}

impl Moved {
    /// Whether nothing moved.
    pub fn is_empty(&self) -> bool {
        self.paths().next().is_none()
    }

    /// Adds what moved before.
    pub fn extend(&mut self, before: Moved) {
        for (all, more) in [
            (&mut self.added, before.added),
            (&mut self.changed, before.changed),
            (&mut self.removed, before.removed),
            (&mut self.doubtful, before.doubtful),
        ] {
            all.extend(more);
            all.sort();
            all.dedup();
        }
    }

    /// Whether it is in doubt that anything moved at all.
    pub fn is_only_doubtful(&self) -> bool {
        !self.doubtful.is_empty() && self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// All files that moved.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.added.iter().chain(&self.changed).chain(&self.removed).chain(&self.doubtful)
    }
}

impl Look {
    /// Looks at `inputs`.
    pub(super) fn everywhere(world: &dyn World, inputs: &[&str]) -> Result<Self, Error> {
        let mut entries = world.list(inputs)?;
        entries.retain(can_matter);
        Ok(Self { entries })
    }

    /// Looks at some files and folders again.
    pub(super) fn again(&self, world: &dyn World, paths: &[SourcePath]) -> Result<Self, Error> {
        let mut entries = self.entries.clone();
        for path in paths {
            entries.retain(|entry| !is_at_or_below(&entry.path, path));
        }
        let roots: Vec<&str> = paths.iter().map(SourcePath::as_str).collect();
        entries.extend(world.list(&roots)?.into_iter().filter(can_matter));
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        entries.dedup_by(|a, b| a.path == b.path);
        Ok(Self { entries })
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What was there, and is not, or is empty.
    pub(super) fn lost_since(&self, before: &Look) -> Vec<SourcePath> {
        let mut lost = Vec::new();
        compare(&before.entries, &self.entries, |old, new| match (old, new) {
            (Some(old), None) => lost.push(old.path.clone()),
            (_, Some(new)) if is_empty(new) && !old.is_some_and(is_empty) => lost.push(new.path.clone()),
            _ => {}
        });
        lost
    }

    /// What moved. `told` are paths that an event names: where such a file looks as before but is,
    /// at `clock`, too young for that to mean anything, it is taken to have moved.
    pub(super) fn moved_since(&self, before: &Look, told: &[SourcePath], clock: Timestamp) -> Moved {
        let mut moved = Moved::default();
        compare(&before.entries, &self.entries, |old, new| match (old, new) {
            (Some(old), None) => moved.removed.push(old.path.clone()),
            (None, Some(new)) => moved.added.push(new.path.clone()),
            (Some(old), Some(new)) if old.kind != new.kind => moved.changed.push(new.path.clone()),
            (Some(_), Some(new)) if told.contains(&new.path) && !is_settled(new, clock) => {
                moved.doubtful.push(new.path.clone());
            }
            _ => {}
        });
        moved
    }
}

/// A file of a kind that matters, or something that is reported wherever it is.
fn can_matter(entry: &Entry) -> bool {
    !matches!(entry.kind, EntryKind::File(_)) || matters(&entry.path)
}

fn is_at_or_below(path: &SourcePath, root: &SourcePath) -> bool {
    let rest = path.as_str().strip_prefix(root.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_empty(entry: &Entry) -> bool {
    matches!(&entry.kind, EntryKind::File(stamp) if stamp.size == 0)
}

fn is_settled(entry: &Entry, clock: Timestamp) -> bool {
    matches!(&entry.kind, EntryKind::File(stamp) if stamp.is_settled(clock))
}

/// Walks along two sorted lists at once.
fn compare(old: &[Entry], new: &[Entry], mut each: impl FnMut(Option<&Entry>, Option<&Entry>)) {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            // Of two looks, most paths are one text in memory.
            (Some(old), Some(new)) if old.path == new.path => Ordering::Equal,
            (Some(old), Some(new)) => old.path.cmp(&new.path),
        };
        match order {
            Ordering::Less => each(old.next(), None),
            Ordering::Greater => each(None, new.next()),
            Ordering::Equal => each(old.next(), new.next()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::world::MemoryWorld;

    fn look(world: &MemoryWorld) -> Look {
        Look::everywhere(world, &["content", "site.toml", "static"]).unwrap()
    }

    fn names(paths: &[SourcePath]) -> Vec<&str> {
        paths.iter().map(SourcePath::as_str).collect()
    }

    fn site() -> MemoryWorld {
        let mut world = MemoryWorld::default();
        for path in ["content/a.md", "content/a/b.md", "content/a/c.md", "content/a-b.md", "site.toml", "static/x.png"]
        {
            world.write(path, path);
        }
        world
    }

    #[test]
    fn finds_what_moved() {
        let mut world = site();
        let before = look(&world);
        assert!(look(&world).moved_since(&before, &[], Timestamp::MAX).is_empty());
        world.write("content/a/b.md", "other");
        world.remove("content/a/c.md");
        world.write("content/a/d.md", "new");
        world.write("content/a/save.tmp", "no kind of file that matters");
        let moved = look(&world).moved_since(&before, &[], Timestamp::MAX);
        assert_eq!(names(&moved.added), ["content/a/d.md"]);
        assert_eq!(names(&moved.changed), ["content/a/b.md"]);
        assert_eq!(names(&moved.removed), ["content/a/c.md"]);
    }

    #[test]
    fn looking_again_at_what_moved_is_looking_at_everything() {
        let mut world = site();
        let before = look(&world);
        world.write("content/a/b.md", "other");
        world.remove("content/a/c.md");
        world.write("content/n/e/w.md", "new");
        world.remove("site.toml");
        let told = ["content/a", "content/n", "site.toml", "static/none.png"].map(SourcePath::new);
        assert_eq!(before.again(&world, &told).unwrap().entries, look(&world).entries);
        // What is not named is taken to be as it was.
        let told = ["content/a/b.md", "site.toml"].map(SourcePath::new);
        let moved = before.again(&world, &told).unwrap().moved_since(&before, &[], Timestamp::MAX);
        assert_eq!((names(&moved.changed), names(&moved.removed)), (vec!["content/a/b.md"], vec!["site.toml"]));
    }

    #[test]
    fn what_vanished_or_was_emptied_may_be_half_a_save() {
        let mut world = site();
        world.write("content/empty.md", "");
        let before = look(&world);
        world.remove("content/a.md");
        world.write("content/a-b.md", "");
        world.write("content/new.md", "");
        assert_eq!(names(&look(&world).lost_since(&before)), ["content/a-b.md", "content/a.md", "content/new.md"]);
    }

    #[test]
    fn a_young_file_that_an_event_names_has_moved() {
        let world = site();
        let before = look(&world);
        let told = ["content/a.md", "content/a"].map(SourcePath::new);
        let moved = before.moved_since(&before, &told, Timestamp::UNIX_EPOCH);
        assert_eq!(names(&moved.doubtful), ["content/a.md"]);
        assert!(before.moved_since(&before, &told, Timestamp::MAX).is_empty());
    }
}
