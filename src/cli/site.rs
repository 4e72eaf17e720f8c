//! Which site is meant, at which instant.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::args::Global;
use super::environment;
use crate::base::date::Date;
use crate::base::disk;
use crate::base::error::Error;
use crate::base::hash::fingerprint;
use crate::base::world::DiskWorld;
use crate::build::{Request, SITE};
use crate::config::Overrides;

/// The site's folder: the nearest one, from the given folder upwards, with a `site.toml`.
///
/// # Errors
/// When there is none.
pub fn find(global: &Global) -> Result<PathBuf, Error> {
    let start = match &global.root {
        Some(dir) => dir.clone(),
        None => environment::current_dir()?,
    };
    let start = std::path::absolute(&start).map_err(|error| Error::io("find", &start, error))?;
    let mut folder = start.as_path();
    loop {
        if disk::files::is_file(&folder.join(SITE)) {
            return Ok(folder.to_owned());
        }
        let Some(parent) = folder.parent() else { break };
        folder = parent;
    }
    Err(Error::refused(
        format!("there is no `{SITE}` in `{}` or above it", start.display()),
        "start a site with `briefer init DIR`, or name one with `--root DIR`",
    ))
}

/// The folders from the top of the repository to the site, each followed by `/`: empty where the site is the repository,
/// or in none. GitHub says where it has checked one out.
pub fn below_repository(global: &Global) -> Result<String, Error> {
    let root = find(global)?;
    let root = disk::place::on_disk(&root).map_err(|error| Error::io("open", &root, error))?;
    let workspace = environment::variable("GITHUB_WORKSPACE").and_then(|path| disk::place::on_disk(path.as_ref()).ok());
    let repository = || root.ancestors().find(|folder| disk::files::exists(&folder.join(".git")));
    let top = workspace.as_deref().filter(|workspace| root.starts_with(workspace)).or_else(repository);
    let below = top.and_then(|top| root.strip_prefix(top).ok()).unwrap_or(Path::new(""));
    Ok(below.iter().map(|folder| format!("{}/", folder.to_string_lossy())).collect())
}

/// The instant of the build: `--now`, then `SOURCE_DATE_EPOCH`, then the clock.
///
/// # Errors
/// When one of the first two is not an instant.
pub fn now(flag: Option<&str>) -> Result<Timestamp, Error> {
    if let Some(text) = flag {
        return match text.parse::<Date>() {
            Ok(Date::Exact(instant, _)) => Ok(instant),
            _ => Err(Error::refused(
                format!("`--now {text}` is not an instant"),
                "write a date-time with an offset, such as 2025-08-07T06:00:00Z",
            )),
        };
    }
    if let Some(text) = environment::variable("SOURCE_DATE_EPOCH") {
        let seconds = text.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        return seconds.ok_or_else(|| {
            Error::refused(format!("SOURCE_DATE_EPOCH is `{text}`, which is not a number of seconds"), "unset it")
        });
    }
    Ok(environment::clock())
}

/// Opens a site for `now`.
///
/// # Errors
/// When there is no such folder or it may not be read.
pub fn open(root: &Path, now: Timestamp) -> Result<DiskWorld, Error> {
    DiskWorld::open(root, now, environment::clock())
}

/// What flags and `BRIEFER_*` variables say.
pub fn request(base_url: Option<&str>, drafts: bool) -> Request {
    let mut overrides = Overrides::from_variables(environment::variables("BRIEFER_"));
    if let Some(url) = base_url {
        overrides.set("BRIEFER_BASE_URL", url, "--base-url");
    }
    let engine = fingerprint(&(env!("CARGO_PKG_VERSION"), disk::files::program()));
    Request { overrides, drafts, explain: false, engine }
}

/// A path as a person would write it: relative to the site where it is inside of it.
pub fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
