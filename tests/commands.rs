//! What a person sees who runs the program: each file in `tests/commands/` is a site, and what
//! was typed and printed in its folder. Lines of stderr stand behind a bar; an exit code other
//! than 0 stands at the end.
//!
//! ```text
//! === site.toml
//! title = "The Desk"
//! === commands
//! $ briefer check
//! | checked in [TIME]: 0 briefings
//! ```
//!
//! The instant is 2025-08-07T12:00:00Z. `SNAPSHOTS=overwrite cargo test --test commands` writes
//! what is printed anew; read the difference before you keep it.

#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "tests read their cases from the disk")]

mod common;

use std::fs;

use common::desk::Desk;

const COMMANDS: &str = "=== commands\n";

#[test]
fn commands_say_what_they_should() {
    let mut cases: Vec<_> =
        fs::read_dir(common::project().join("tests/commands")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    common::desk::assert_all(cases.iter().map(|case| {
        let text = fs::read_to_string(case).expect("cases are UTF-8");
        let (site, commands) = text.split_once(COMMANDS).expect("a case has commands");
        let desk = Desk::empty();
        for part in site.split("=== ").skip(1) {
            let (path, text) = part.split_once('\n').expect("a head is a line");
            desk.write(path, text);
        }
        let mut seen = format!("{site}{COMMANDS}");
        for command in commands.lines().filter_map(|line| line.strip_prefix("$ ")) {
            seen.push_str(&format!("$ {command}\n{}", desk.shell(command).transcript()));
        }
        let expected = snapbox::Data::read_from(case, Some(snapbox::data::DataFormat::Text));
        (case.display().to_string(), seen, expected)
    }));
}
