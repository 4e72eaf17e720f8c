//! `docs/command-line.md` against the program's own description of its command line, and every
//! command that any page tells the reader to run.

use briefer::cli::args::Cli;
use clap::{Arg, Command, CommandFactory};

use crate::page::{Page, Row, words};

#[test]
fn every_command_is_described() {
    let page = Page::read("command-line");
    let mut program = Cli::command();
    program.build();
    let mut wrong = Vec::new();
    compare("Global options", program.get_arguments().collect(), &page.section("Global options").rows, &mut wrong);
    let mut described = Vec::new();
    describe(&program, "briefer", &page, &mut described, &mut wrong);
    for section in page.sections.iter().filter(|section| section.title.starts_with("briefer ")) {
        if !described.contains(&section.title) {
            wrong.push(format!("`{}` is no command", section.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares each command below `command` with its section.
fn describe(command: &Command, name: &str, page: &Page, described: &mut Vec<String>, wrong: &mut Vec<String>) {
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = format!("{name} {}", command.get_name());
        if page.sections.iter().any(|section| section.title == name) {
            let own = command.get_arguments().filter(|argument| !argument.is_global_set()).collect();
            compare(&name, own, &page.section(&name).rows, wrong);
        } else {
            wrong.push(format!("`{name}` has no section"));
        }
        described.push(name.clone());
        describe(command, &name, page, described, wrong);
    }
}

fn compare(name: &str, arguments: Vec<&Arg>, rows: &[Row], wrong: &mut Vec<String>) {
    let is_global = name == "Global options";
    // Help is everywhere, and is told once.
    let is_told = |argument: &&&Arg| is_global || !matches!(argument.get_id().as_str(), "help" | "version");
    for argument in arguments.iter().filter(is_told) {
        let key = key(argument);
        let Some(row) = rows.iter().find(|row| row.key() == key) else {
            wrong.push(format!("{name}: `{key}` is not described"));
            continue;
        };
        let mut differs = |what: &str, told: &str, is: &str| {
            if told != is {
                wrong.push(format!("{name}: {what} of `{key}` is told to be `{told}`, and is `{is}`"));
            }
        };
        differs("the short form", row.cell("short").trim_matches('`'), &short(argument));
        let possible: Vec<String> =
            argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        if argument.get_action().takes_values() && !possible.is_empty() {
            differs("the value", &words(row.cell("value")).join(" "), &possible.join(" "));
        }
        let default: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        match default.first().filter(|_| argument.get_action().takes_values()) {
            Some(default) => differs("the default", row.cell("default").trim_matches('`'), default),
            None if argument.is_required_set() => differs("the default", row.cell("default"), "required"),
            None if words(row.cell("default")).len() == 1 && row.cell("default").starts_with('`') => {
                differs("the default", row.cell("default"), "not a fixed value");
            }
            None => {}
        }
    }
    for row in rows {
        if !arguments.iter().any(|argument| key(argument) == row.key()) {
            wrong.push(format!("{name}: there is no `{}`", row.key()));
        }
    }
}

/// As the tables write it: `--root`, `<DIR>`, `[CODE]`.
fn key(argument: &Arg) -> String {
    match argument.get_long() {
        Some(long) => format!("--{long}"),
        None => {
            let name = argument.get_id().as_str().to_uppercase();
            if argument.is_required_set() { format!("<{name}>") } else { format!("[{name}]") }
        }
    }
}

fn short(argument: &Arg) -> String {
    argument.get_short().map_or(String::new(), |short| format!("-{short}"))
}

const PAGES: &[&str] = &[
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "ARCHITECTURE.md",
    "command-line",
    "content-model",
    "diagnostics",
    "getting-started",
    "publishing",
    "site-toml",
    "theming",
];

/// Every line of code that begins with the program is one that it takes.
#[test]
fn every_command_in_the_documentation_can_be_given() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for name in PAGES {
        let page = Page::read(name);
        let lines = page.code().map(str::to_owned);
        let inline = page.text.split('`').skip(1).step_by(2).map(|code| code.replace('\n', " "));
        for line in lines.chain(inline) {
            let Some(arguments) = arguments(&line) else { continue };
            seen += 1;
            if let Err(error) = Cli::command().try_get_matches_from(&arguments)
                && error.exit_code() != 0
                && !is_a_name(&error)
            {
                wrong.push(format!("{name}: {line}\n  {}", error.to_string().lines().next().unwrap_or_default()));
            }
        }
    }
    assert!(seen > 40, "only {seen} commands were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text also speaks of `briefer new`, without saying what.
fn is_a_name(error: &clap::Error) -> bool {
    use clap::error::ErrorKind::{
        DisplayHelpOnMissingArgumentOrSubcommand, MissingRequiredArgument, MissingSubcommand,
    };
    matches!(error.kind(), DisplayHelpOnMissingArgumentOrSubcommand | MissingRequiredArgument | MissingSubcommand)
}

/// The words of a command line, up to what the shell does with its output; none if it is another
/// program's, or speaks of commands in general.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start_matches("- run: ").trim_start_matches("- .cargo/bin/").replace("COMMAND", "build");
    let line = line.as_str();
    let line = line
        .strip_prefix("cargo run --release -- ")
        .or_else(|| line.strip_prefix("cargo run -- "))
        .map_or_else(|| line.strip_prefix("briefer ").map(str::to_owned), |rest| Some(rest.to_owned()))?;
    if line.is_empty() || line.starts_with('[') || line.starts_with(char::is_uppercase) {
        return None;
    }
    let mut words = vec!["briefer".to_owned()];
    let mut word = String::new();
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '|' | '>' | '&' | ';' if !quoted => break,
            // A remark after the command.
            '#' if !quoted && word.is_empty() => break,
            ' ' if !quoted => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    Some(words)
}
