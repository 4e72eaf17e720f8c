//! What one build wrote: the memory between two builds.
//!
//! **Invariant:** a manifest is read whole or not at all: the bytes carry a checksum, and every
//! path in it goes through [`OutPath`]'s parser again, so that not even a forged manifest can point
//! outside of the output folder.

use crate::base::hash::{Fingerprint, content_hash};
use crate::base::path::{OutPath, SourcePath};
use crate::base::world::Stamp;

/// Every file that the last build left in the output folder, and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest {
    /// What the whole build rested on.
    pub basis: Basis,
    /// The files, sorted by path, each once.
    pub outputs: Vec<Listed>,
}

/// What a build rested on, as its caller sees it: while all of it holds, there is nothing to do.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Basis {
    /// The program that built.
    pub engine: Fingerprint,
    /// The settings it was given.
    pub config: Fingerprint,
    /// Whether it showed what is not public.
    pub drafts: bool,
    /// The instant it was built for, seconds since 1970, rounded down.
    pub now: i64,
    /// The first instant after `now` at which the site would come out differently (an embargo
    /// ends, a briefing expires), seconds since 1970, rounded down.
    pub next_change: Option<i64>,
    /// Ids of the briefings that it showed, sorted.
    pub public: Vec<Box<str>>,
    /// The texts of what was held back, which no output holds, as sorted hashes.
    pub looked_for: Vec<Fingerprint>,
    /// The files it was built from, sorted by path.
    pub inputs: Vec<(SourcePath, Stamp)>,
}

impl Basis {
    /// The same, so that it holds for no site.
    pub(super) fn without_inputs(&self) -> Self {
        Self { inputs: Vec::new(), public: self.public.clone(), looked_for: self.looked_for.clone(), ..*self }
    }

    /// True if both say the same but for the instant: time that only passes is no news.
    pub(super) fn says_the_same(&self, other: &Basis) -> bool {
        (self.engine, self.config, self.drafts, self.next_change)
            == (other.engine, other.config, other.drafts, other.next_change)
            && (&self.public, &self.looked_for) == (&other.public, &other.looked_for)
            && self.inputs == other.inputs
    }
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Listed {
    /// Where.
    pub path: OutPath,
    /// Everything that its job could see.
    pub job: Fingerprint,
    /// Its bytes.
    pub content: Fingerprint,
    /// How the disk knew it when the build was over.
    pub stamp: Stamp,
}

impl Manifest {
    /// The entry of `path`.
    pub fn get(&self, path: &str) -> Option<&Listed> {
        find(&self.outputs, path).map(|at| &self.outputs[at])
    }

    /// As bytes.
    pub(super) fn encode(&self) -> Vec<u8> {
        let (basis, outputs) = rayon::join(|| to_bytes(&self.basis), || to_bytes(&self.outputs));
        let mut body = Vec::with_capacity(basis.len() + outputs.len() + 32);
        body.extend_from_slice(&(basis.len() as u64).to_le_bytes());
        body.extend_from_slice(&basis);
        body.extend_from_slice(&outputs);
        seal(&body)
    }

    /// From bytes; `None` if they are damaged.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (length, body) = unseal(bytes)?.split_first_chunk()?;
        let (basis, outputs) = body.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (basis, outputs) = rayon::join(|| postcard::from_bytes(basis), || postcard::from_bytes(outputs));
        let manifest = Self { basis: basis.ok()?, outputs: outputs.ok()? };
        manifest.outputs.is_sorted_by(|a, b| a.path < b.path).then_some(manifest)
    }
}

/// Where `path` stands in a sorted list.
pub(super) fn find(outputs: &[Listed], path: &str) -> Option<usize> {
    outputs.binary_search_by(|listed| listed.path.as_str().cmp(path)).ok()
}

/// Puts a checksum before `body`.
pub(super) fn seal(body: &[u8]) -> Vec<u8> {
    [&content_hash(body).0.to_le_bytes(), body].concat()
}

/// The body of sealed bytes; `None` if the checksum does not fit.
pub(super) fn unseal(bytes: &[u8]) -> Option<&[u8]> {
    let (checksum, body) = bytes.split_first_chunk()?;
    (content_hash(body).0 == u64::from_le_bytes(*checksum)).then_some(body)
}

pub(super) fn to_bytes<T: serde::Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).expect("values without maps or unsized parts can always be encoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(outputs: &[&str]) -> Manifest {
        let stamp = Stamp { size: 3, modified: -1, changed: i64::MAX, inode: u64::MAX };
        let listed = |path: &&str| Listed {
            path: OutPath::parse(path).unwrap(),
            job: Fingerprint(1),
            content: Fingerprint(u64::MAX),
            stamp,
        };
        let basis = Basis { next_change: Some(-5), inputs: vec![(SourcePath::new("a.md"), stamp)], ..Basis::default() };
        Manifest { basis, outputs: outputs.iter().map(listed).collect() }
    }

    #[test]
    fn comes_back_as_it_was() {
        for manifest in [Manifest::default(), manifest(&["a/index.html", "актори/index.html"])] {
            assert_eq!(Manifest::decode(&manifest.encode()), Some(manifest));
        }
    }

    #[test]
    fn one_damaged_byte_makes_it_none() {
        let bytes = manifest(&["a/index.html"]).encode();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            assert_eq!(Manifest::decode(&damaged), None, "byte {at}");
            assert_eq!(Manifest::decode(&bytes[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn a_forged_path_makes_it_none() {
        #[derive(serde::Serialize)]
        struct Forged(&'static str, Fingerprint, Fingerprint, Stamp);
        let forge = |path| {
            let outputs = to_bytes(&vec![Forged(path, Fingerprint(1), Fingerprint(1), Stamp::default())]);
            let basis = to_bytes(&Basis::default());
            seal(&[&(basis.len() as u64).to_le_bytes()[..], &basis, &outputs].concat())
        };
        assert!(Manifest::decode(&forge("fine.html")).is_some());
        assert_eq!(Manifest::decode(&forge("../../etc/passwd")), None);
    }

    #[test]
    fn an_unsorted_list_makes_it_none() {
        assert_eq!(Manifest::decode(&manifest(&["b", "a"]).encode()), None);
        assert_eq!(Manifest::decode(&manifest(&["a", "a"]).encode()), None);
    }
}
