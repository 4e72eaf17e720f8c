//! The user's browser, for `serve --open`: the one process that Briefer starts.

use std::process::{Command, Stdio};

/// Opens an address in the browser; where there is none, nothing happens.
pub fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let silent = || Stdio::null();
    #[expect(clippy::disallowed_methods, reason = "the user asked for it with `--open`")]
    let mut command = Command::new(program);
    // Whether a browser came up is seen on the screen.
    let _ = command.arg(url).stdin(silent()).stdout(silent()).stderr(silent()).spawn();
}
