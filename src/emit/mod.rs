//! The output folder: what `build` writes, what it leaves alone, what it takes away.
//!
//! A build goes through five types, each made of the one before:
//!
//! 1. [`OutputFolder::check`] refuses folders that no site may be written to, before any work.
//! 2. [`OutputFolder::lock`] takes the lock, finishes what a killed run began, and reads the
//!    [`Manifest`]: an [`Output`]. If the caller's [`Basis`] still holds and
//!    [`Output::is_intact`], the build is over.
//! 3. [`Output::compare`] sets the planned outputs against the manifest and the disk: a
//!    [`Changes`], with the pure [`mod@diff`] inside.
//! 4. [`Stage::begin`] makes a hidden folder beside the output; [`Stage::write`] fills it, from
//!    many threads.
//! 5. [`Stage::finish`] puts it in place, by one of two [`Strategy`]s, and remembers.
//!
//! **Invariant:** until `finish` the output folder is not touched; a stage that is dropped leaves
//! nothing behind. From then on the folder holds the old site or the new one, whatever dies: the
//! whole folder is exchanged in one step, or a journal says how the next run goes on. No file is
//! ever seen half written, and nothing is removed that no manifest lists.
//!
//! **Incremental:** the manifest is what makes a warm build possible: the caller renders only
//! [`Stage::to_render`], and a build without changes writes nothing at all, not even the manifest.
//!
//! This holds for the death of the process. After a power cut files may have lost bytes that the
//! system had not written out; the manifest does not fit them then, and the next build mends them.

mod changes;
mod clean;
mod diff;
mod exchange;
mod folder;
mod in_place;
mod journal;
mod manifest;
mod output;
mod record;
mod recover;
mod scaffold;
mod shelf;
mod sink;
mod stage;
mod strategy;
mod survey;

pub use changes::Changes;
pub use clean::Cleaned;
pub use diff::{Diff, OnDisk, Planned, Render, Unchanged, diff};
pub use folder::OutputFolder;
pub use manifest::{Basis, Listed, Manifest};
pub use output::{Output, PATIENCE};
pub use sink::FolderSink;
pub use stage::{Report, Stage};
pub use strategy::{Scale, Strategy, choose};
