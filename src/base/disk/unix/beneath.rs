//! Opening a name without following a symbolic link, at the end or on the way: by one call where
//! the kernel offers it (`openat2`), else part by part.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::FOLDER;

/// Opens `name` below `folder`.
///
/// # Errors
/// Also when a part is missing, is a symbolic link or leads out of the folder.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn open_beneath(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    use rustix::fs::ResolveFlags;
    let how = ResolveFlags::BENEATH.union(ResolveFlags::NO_SYMLINKS).union(ResolveFlags::NO_MAGICLINKS);
    match rustix::fs::openat2(folder, name, flags, Mode::empty(), how) {
        Ok(file) => Ok(file.into()),
        // Kernels before 5.6 lack the call, and some sandboxes forbid what they do not know.
        Err(Errno::NOSYS | Errno::PERM) => open_by_parts(folder, name, flags),
        Err(error) => Err(error.into()),
    }
}

/// Opens `name` below `folder`.
///
/// # Errors
/// Also when a part is missing, is a symbolic link or leads out of the folder.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn open_beneath(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    open_by_parts(folder, name, flags)
}

/// Opens the folders on the way one by one, each without following a link.
fn open_by_parts(folder: &File, name: &Path, flags: OFlags) -> io::Result<File> {
    let mut parts = name.components().peekable();
    let mut above: Option<File> = None;
    while let Some(part) = parts.next() {
        let std::path::Component::Normal(part) = part else { return Err(Errno::XDEV.into()) };
        let here = above.as_ref().unwrap_or(folder).as_fd();
        let flags = if parts.peek().is_some() { FOLDER } else { flags };
        above = Some(rustix::fs::openat(here, part, flags, Mode::empty())?.into());
    }
    above.ok_or_else(|| Errno::NOENT.into())
}

/// True if [`Folder::below`](super::Folder::below) or [`Folder::open_file`](super::Folder::open_file) refused because of what is there: a symbolic
/// link, a way out of the folder, a socket.
pub fn is_no_way(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::LOOP | Errno::MLINK | Errno::XDEV | Errno::NXIO))
}

#[cfg(test)]
mod tests {
    use super::super::READ;
    use super::*;

    /// Where the kernel has the call, both ways give the same answers.
    #[test]
    fn part_by_part_follows_no_link_either() {
        #![allow(clippy::disallowed_methods, reason = "tests lay files down on the disk")]
        let site = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(site.path().join("a/b")).unwrap();
        std::fs::write(site.path().join("a/b/c.txt"), "inside").unwrap();
        for (name, target) in [("link", "a"), ("out", ".."), ("a/c.txt", "b/c.txt"), ("loop", "loop")] {
            std::os::unix::fs::symlink(target, site.path().join(name)).unwrap();
        }
        let folder = File::open(site.path()).unwrap();
        let is_open = |name: &str, flags| {
            let by_parts = open_by_parts(&folder, Path::new(name), flags).is_ok();
            assert_eq!(open_beneath(&folder, Path::new(name), flags).is_ok(), by_parts, "{name}");
            by_parts
        };
        assert!(is_open("a/b/c.txt", READ) && is_open("a/b", FOLDER));
        for name in ["link/b/c.txt", "a/c.txt", "out/x", "loop", "..", "../x", "/etc/passwd", "a/gone", "a/b/c.txt/d"] {
            assert!(!is_open(name, READ) && !is_open(name, FOLDER), "{name}");
        }
    }
}
