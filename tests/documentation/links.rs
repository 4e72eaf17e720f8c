//! Every link of the documentation leads to a page, a file or a heading.

use crate::common::project;
use crate::page::Page;

#[test]
fn every_link_leads_somewhere() {
    let root = project();
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(root.join("docs")).into_iter().chain(walkdir::WalkDir::new(&root).max_depth(1)) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
        }
    }
    pages.sort();
    let mut wrong = Vec::new();
    for name in &pages {
        let page = Page::read(name);
        let folder = root.join(name).parent().unwrap().to_owned();
        for target in targets(&page.text) {
            let (file, fragment) = target.split_once('#').unwrap_or((target.as_str(), ""));
            let path = if file.is_empty() { root.join(name) } else { folder.join(file) };
            if !path.exists() {
                wrong.push(format!("{name}: there is no `{file}`"));
            } else if !fragment.is_empty() {
                let there = Page::read(path.strip_prefix(&root).map_or("", |path| path.to_str().unwrap()));
                if !there.sections.iter().any(|section| section.anchor == fragment) {
                    wrong.push(format!("{name}: `{target}` has no such heading"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What stands between `](` and `)` outside of code and of pictures, and is no address on the web.
fn targets(text: &str) -> Vec<String> {
    let prose = text.lines().filter(|line| !line.starts_with("    ") && !line.starts_with("!["));
    let mut targets = Vec::new();
    for line in prose {
        let mut code = false;
        let line: String = line
            .chars()
            .filter(|&c| {
                code ^= c == '`';
                !code
            })
            .collect();
        targets.extend(line.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
    }
    targets.retain(|target| !target.contains("://") && !target.starts_with("mailto:"));
    targets
}
