//! References that lead nowhere, on a site that takes them lightly: it is built, and each is what
//! its author wrote, or words.

mod common;

use briefer::base::diag::{Code, Severity};
use common::{cold, shown, site};

#[test]
fn a_reference_that_leads_nowhere_stays_as_it_was_written() {
    let text = "---\ntitle: A\ndate: 2025-08-01\nsummary: S.\nactors: [Smith]\ndossier: none\nsupersedes: none\n\
        image: { src: none.png, alt: Nothing }\n---\n\n\
        [one](none.md) [two](none.csv) [three](tool.exe) [four](#none) [five](/none/) ![six](none.png)\n\
        [[none]] [[Smith]] [seven](ftp://example.com/) [@none].\n";
    let mut world = site(&[
        ("content/actors/a-smith.md", "---\nname: Anna Smith\nkind: person\naliases: [Smith]\n---\n"),
        ("content/actors/b-smith.md", "---\nname: Berta Smith\nkind: person\naliases: [Smith]\n---\n"),
        ("content/briefings/a.md", text),
    ]);
    let lowered = Code::ALL.iter().filter(|code| code.severity() == Severity::Error && !code.stays_error());
    let lines: String = lowered.map(|code| format!("{code} = \"allow\"\n")).collect();
    let settings =
        format!("title = \"T\"\nbase_url = \"https://example.org/\"\n[lints]\nshared-alias = \"allow\"\n{lines}");
    world.write("site.toml", settings);
    let (report, outputs) = cold(&world);
    assert_eq!(shown(&report, &world), "");
    let page = outputs.text("2025/08/01/a/index.html");
    let start = page.find("<p><a href=\"none.md\"").expect("the text is there");
    assert_eq!(
        page[start..].split_once("</p>").unwrap().0.replace('\n', " "),
        "<p><a href=\"none.md\">one</a> <a href=\"none.csv\">two</a> <a href=\"tool.exe\">three</a> \
         <a href=\"#none\">four</a> <a href=\"/none/\">five</a> <img src=\"none.png\" alt=\"six\" loading=\"lazy\"> \
         none Smith seven ."
    );
    assert!(!page.contains("og:image") && !page.contains("\"image\""), "{page}");
}
