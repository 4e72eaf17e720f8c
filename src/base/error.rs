//! The machine's failures: what no edit of the site would mend.
//!
//! An author's mistake is a [`Diagnostic`](crate::base::diag::Diagnostic) and is collected; a
//! failure of disk, port or permission is an [`Error`] and is returned.

use std::io;
use std::path::PathBuf;

/// A failure of the machine, or a request that Briefer refuses.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be worked with.
    #[error("could not {action} `{}`: {}", path.display(), describe(source))]
    Io {
        /// What was tried: `read`, `write`, `create`, ...
        action: &'static str,
        /// Which file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Something was asked for that Briefer does not do.
    #[error("{message}")]
    Refused {
        /// What, and why not.
        message: String,
        /// What to do instead.
        hint: Option<String>,
    },
    /// Another process holds the lock for longer than one waits.
    #[error("another Briefer is still writing to `{}`", path.display())]
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// Anything else that the machine could not do.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// An [`Error::Io`].
    pub fn io(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }

    /// An [`Error::Refused`] with a hint.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { message: message.into(), hint: Some(hint.into()) }
    }

    /// True if something may not be written: no permission, or a file system that is only read.
    pub fn is_forbidden(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self, Self::Io { source, .. } if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem))
    }
}

/// The system's words without its number, in lower case like all our messages.
pub fn describe(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
