//! The first briefing of the guide and of the README: whoever follows them to the letter has a site without a warning,
//! and the workflow that `init` writes lets it through.

#![cfg(unix)]

use crate::common::{desk::Desk, project};

/// The indented block that begins with `---`, with what follows its front matter.
fn example(page: &str) -> String {
    let text = std::fs::read_to_string(project().join(page)).unwrap();
    let from = text.find("    ---\n    title: Talks resume").expect("the page has the example");
    let is_block = |line: &&str| line.is_empty() || line.starts_with("    ");
    text[from..].lines().take_while(is_block).map(|line| format!("{}\n", line.trim_start_matches("    "))).collect()
}

#[test]
fn the_first_briefing_passes_the_check_of_the_workflow() {
    for page in ["docs/getting-started.md", "README.md"] {
        let desk = Desk::empty();
        assert_eq!(desk.briefer("init . --yes").code, Some(0));
        desk.write("content/briefings/2025/talks-resume-in-geneva.md", example(page).replace("draft: true\n", ""));
        let checked = desk.briefer("check --ahead --deny warnings --now 2025-08-10T12:00:00Z");
        assert_eq!(checked.code, Some(0), "{page}\n{}", checked.stderr);
        assert!(checked.stderr.contains("7 briefings"), "{}", checked.stderr);
    }
}

#[test]
fn the_examples_can_be_deleted_all_at_once() {
    let page = std::fs::read_to_string(project().join("docs/getting-started.md")).unwrap();
    let desk = Desk::empty();
    assert_eq!(desk.briefer("init . --yes").code, Some(0));
    assert_eq!(desk.briefer("build").code, Some(0));
    for command in ["rm -r content", "briefer new briefing \"The first of mine\""] {
        assert!(page.contains(&format!("    {command}\n")), "{command} is not in the guide");
        assert_eq!(desk.shell(command).code, Some(0), "{command}");
    }
    let public = desk.read("content/briefings/2025/the-first-of-mine.md").replace("draft: true\n", "");
    desk.write("content/briefings/2025/the-first-of-mine.md", &public);
    let checked = desk.briefer("check");
    assert!(checked.stderr.contains("`summary` is still the one of a new file"), "{}", checked.stderr);
    let summary = public.lines().find(|line| line.starts_with("summary:")).unwrap();
    desk.write("content/briefings/2025/the-first-of-mine.md", public.replace(summary, "summary: It is here."));
    let checked = desk.briefer("check --ahead --deny warnings");
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
    assert_eq!(desk.briefer("build").code, Some(0));
}
