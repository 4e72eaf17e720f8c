//! What is served: the outputs of the last good build, by path.
//!
//! [`Served`] is an immutable snapshot. A [`MemorySink`] makes the next one of the river's
//! outputs and keeps, from the one before, the bytes of every output whose fingerprint is the
//! same; [`Served::since`] says what moved between the two.
//!
//! **Invariant:** a snapshot is whole: [`MemorySink::finish`] makes one only when each output
//! that the plan wanted is there, so what is gone from the plan is gone from the server.
//!
//! **Incremental:** an output with an unchanged fingerprint is neither rendered nor copied.

use std::sync::{Arc, OnceLock};

use super::media::Media;
use crate::base::error::Error;
use crate::base::hash::{Fingerprint, content_hash};
use crate::base::path::OutPath;
use crate::model::output::{Sink, Wanted};

/// The outputs of one build.
#[derive(Debug)]
pub struct Served {
    root: String,
    outputs: Vec<(OutPath, Output)>,
    /// The texts that none of them holds, as sorted hashes.
    looked_for: Vec<Fingerprint>,
}

/// One output.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its bytes, as `build` would write them.
    pub bytes: Arc<[u8]>,
    /// The hash of the bytes.
    pub hash: Fingerprint,
    /// What it is.
    pub media: &'static Media,
    fingerprint: Fingerprint,
}

/// What moved between two snapshots. An output that was rendered again to the same bytes did
/// not move.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pages that are new or have other bytes.
    pub pages: Vec<OutPath>,
    /// Style sheets that are new or have other bytes.
    pub styles: Vec<OutPath>,
    /// Other files that are new or have other bytes.
    pub files: Vec<OutPath>,
    /// Pages that went away.
    pub removed: Vec<OutPath>,
}

impl Served {
    /// No outputs: what is served before the first good build.
    pub fn empty() -> Self {
        Self { root: "/".to_owned(), outputs: Vec::new(), looked_for: Vec::new() }
    }

    /// The path of the site's address: `/`, or `/repo/` for a site that does not live at the
    /// root of its host.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// An output by its path.
    pub fn get(&self, path: &OutPath) -> Option<&Output> {
        let at = self.outputs.binary_search_by(|(known, _)| known.cmp(path)).ok()?;
        Some(&self.outputs[at].1)
    }

    /// Whether nothing was built yet.
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
    }

    /// All outputs, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&OutPath, &Output)> {
        self.outputs.iter().map(|(path, output)| (path, output))
    }

    /// What moved since another snapshot.
    pub fn since(&self, before: &Served) -> Changes {
        let mut changes = Changes::default();
        let mut old = before.outputs.iter().peekable();
        for (path, output) in &self.outputs {
            while let Some((gone, was)) = old.next_if(|(known, _)| known < path) {
                changes.gone(gone, was);
            }
            match old.next_if(|(known, _)| known == path) {
                Some((_, was)) if was.hash == output.hash => {}
                _ => changes.moved(path, output),
            }
        }
        old.for_each(|(gone, was)| changes.gone(gone, was));
        changes
    }
}

impl Changes {
    /// Whether nothing moved.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.styles.is_empty() && self.files.is_empty() && self.removed.is_empty()
    }

    fn moved(&mut self, path: &OutPath, output: &Output) {
        let list = match output.media {
            media if media.is_page() => &mut self.pages,
            media if media.is_style() => &mut self.styles,
            _ => &mut self.files,
        };
        list.push(path.clone());
    }

    fn gone(&mut self, path: &OutPath, was: &Output) {
        if was.media.is_page() {
            self.removed.push(path.clone());
        }
    }
}

/// The sink of `serve`: collects the outputs of one build in memory.
#[derive(Debug)]
pub struct MemorySink {
    before: Arc<Served>,
    wanted: Vec<(OutPath, Fingerprint)>,
    outputs: Vec<OnceLock<Output>>,
    looked_for: Vec<Fingerprint>,
}

impl MemorySink {
    /// A sink that may keep outputs of the snapshot before.
    pub fn over(before: Arc<Served>) -> Self {
        Self { before, wanted: Vec::new(), outputs: Vec::new(), looked_for: Vec::new() }
    }

    /// The snapshot, of a build that went well, for a site at `root` (`/`, `/repo/`).
    ///
    /// # Errors
    /// When an output is missing: the build did not go well after all.
    pub fn finish(self, root: &str) -> Result<Served, Error> {
        let mut outputs = Vec::with_capacity(self.wanted.len());
        for ((path, _), output) in self.wanted.into_iter().zip(self.outputs) {
            let Some(output) = output.into_inner() else {
                return Err(Error::Other(format!("the output `{path}` was planned but never written")));
            };
            outputs.push((path, output));
        }
        Ok(Served { root: root.to_owned(), outputs, looked_for: self.looked_for })
    }
}

impl Sink for MemorySink {
    fn begin(&mut self, wanted: &[Wanted<'_>]) -> Result<Vec<bool>, Error> {
        debug_assert!(wanted.is_sorted_by(|a, b| a.path <= b.path), "what is wanted comes by path");
        self.wanted = wanted.iter().map(|output| (output.path.clone(), output.fingerprint)).collect();
        // Both lists are sorted, so one walk along both finds what stays.
        let mut before = self.before.outputs.iter().peekable();
        let keep = |output: &Wanted<'_>| {
            while before.next_if(|(path, _)| path < output.path).is_some() {}
            let known = before.peek().filter(|(path, _)| path == output.path).map(|(_, known)| known);
            let known = known.filter(|known| known.fingerprint == output.fingerprint);
            known.map_or_else(OnceLock::new, |known| OnceLock::from(known.clone()))
        };
        self.outputs = wanted.iter().map(keep).collect();
        Ok(self.outputs.iter().map(|output| output.get().is_none()).collect())
    }

    fn write(&self, at: usize, bytes: &[u8]) -> Result<(), Error> {
        let (path, fingerprint) = &self.wanted[at];
        let hash = content_hash(bytes);
        let same = self.before.get(path).filter(|known| known.hash == hash && *known.bytes == *bytes);
        let bytes = same.map_or_else(|| Arc::from(bytes), |known| Arc::clone(&known.bytes));
        let output = Output { bytes, hash, media: Media::of(path.as_str()), fingerprint: *fingerprint };
        self.outputs[at].set(output).map_err(|_| Error::Other(format!("the output `{path}` was written twice")))
    }

    fn looked_for(&self) -> &[Fingerprint] {
        &self.before.looked_for
    }

    fn look_for(&mut self, texts: Vec<Fingerprint>) {
        self.looked_for = texts;
    }

    fn kept(&self, at: usize, into: &mut Vec<u8>) -> Result<(), Error> {
        into.clear();
        into.extend_from_slice(self.outputs[at].get().map_or(&[], |output| &output.bytes));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::hash::fingerprint;

    fn build(before: &Arc<Served>, files: &[(&str, &str)]) -> (Arc<Served>, usize) {
        let paths: Vec<OutPath> = files.iter().map(|(path, _)| OutPath::parse(path).unwrap()).collect();
        let wanted: Vec<Wanted<'_>> = std::iter::zip(&paths, files)
            .map(|(path, (_, text))| Wanted { path, fingerprint: fingerprint(text) })
            .collect();
        let mut sink = MemorySink::over(Arc::clone(before));
        let stale = sink.begin(&wanted).unwrap();
        for (at, _) in stale.iter().enumerate().filter(|(_, stale)| **stale) {
            sink.write(at, files[at].1.as_bytes()).unwrap();
        }
        let written = stale.iter().filter(|stale| **stale).count();
        (Arc::new(sink.finish("/").unwrap()), written)
    }

    fn names(paths: &[OutPath]) -> Vec<&str> {
        paths.iter().map(OutPath::as_str).collect()
    }

    #[test]
    fn keeps_what_did_not_change() {
        let empty = Arc::new(Served::empty());
        let (first, written) = build(&empty, &[("a/index.html", "a"), ("b/index.html", "b"), ("s.css", "s")]);
        assert_eq!(written, 3);
        let (second, written) = build(&first, &[("a/index.html", "a"), ("c/index.html", "c"), ("s.css", "t")]);
        assert_eq!(written, 2);
        let a = OutPath::parse("a/index.html").unwrap();
        assert!(Arc::ptr_eq(&first.get(&a).unwrap().bytes, &second.get(&a).unwrap().bytes));
        let changes = second.since(&first);
        assert_eq!(names(&changes.pages), ["c/index.html"]);
        assert_eq!(names(&changes.styles), ["s.css"]);
        assert_eq!(names(&changes.removed), ["b/index.html"]);
        assert!(second.get(&OutPath::parse("b/index.html").unwrap()).is_none());
        assert!(second.since(&second).is_empty());
        assert_eq!(names(&empty.since(&second).removed), ["a/index.html", "c/index.html"]);
    }

    #[test]
    fn takes_no_half_build() {
        let path = OutPath::parse("a.html").unwrap();
        let mut sink = MemorySink::over(Arc::new(Served::empty()));
        sink.begin(&[Wanted { path: &path, fingerprint: Fingerprint(1) }]).unwrap();
        assert!(sink.finish("/").is_err());
    }

    #[test]
    fn the_same_bytes_are_no_change() {
        let path = OutPath::parse("a.html").unwrap();
        let mut before = Arc::new(Served::empty());
        for round in 1..3 {
            let mut sink = MemorySink::over(Arc::clone(&before));
            assert_eq!(sink.begin(&[Wanted { path: &path, fingerprint: Fingerprint(round) }]).unwrap(), [true]);
            sink.write(0, b"same").unwrap();
            let after = Arc::new(sink.finish("/").unwrap());
            assert_eq!(after.since(&before).is_empty(), round == 2);
            before = after;
        }
    }
}
