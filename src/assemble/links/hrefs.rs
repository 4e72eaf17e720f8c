//! Where an address leads that is written in a link, an image or a field: within the page, of the
//! site, or relative to the file.

use super::Linker;
use crate::assemble::desk::Target;
use crate::base::diag::{Code, Diagnostic, Place, reading};
use crate::base::path::{OutPath, SourcePath};
use crate::base::text::percent_decode;
use crate::model::edition::Asset;
use crate::model::inventory::is_publishable;
use crate::model::link::UncheckedLink;
use crate::model::picture::Size;

impl Linker<'_, '_> {
    /// The address for one as written; empty if it leads nowhere.
    pub(super) fn address(&mut self, written: &str, place: &Place) -> String {
        if let Some(fragment) = written.strip_prefix('#') {
            self.check_own_fragment(fragment, place);
            return written.to_owned();
        }
        let (path, fragment) = match written.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (written, None),
        };
        if let Some(link) = UncheckedLink::new(written, place.clone()) {
            self.unchecked.push(link);
            return format!("{}{}", self.desk.config.base_url.root, &written[1..]);
        }
        let decoded = percent_decode(path.split('?').next().unwrap_or_default());
        let Some(file) = self.source.resolve(&decoded) else {
            let message = format!("`{written}` leads nowhere: it leads out of the site");
            self.diagnostics.push(Diagnostic::new(Code::BrokenLink, message).at(place.clone()));
            return String::new();
        };
        if let Some(target) = self.ask_file(&file) {
            return self.page_address(written, target, fragment, place);
        }
        self.asset_address(written, file, place)
    }

    /// How large the picture at an address as written is.
    pub(super) fn size(&mut self, written: &str) -> Option<Size> {
        let path = written.split(['?', '#']).next().unwrap_or_default();
        let found = match path.strip_prefix('/') {
            Some(path) => self.ask_static(SourcePath::new(format!("static/{}", percent_decode(path)))),
            None => self.source.resolve(&percent_decode(path)).and_then(|file| self.desk.asset(&file)),
        };
        found?.picture?.size
    }

    fn page_address(&mut self, written: &str, target: &Target<'_>, fragment: Option<&str>, place: &Place) -> String {
        target.actor().into_iter().for_each(|actor| self.by_hand(actor));
        let Some(link) = &target.link else {
            self.withheld(written, place);
            return String::new();
        };
        match fragment {
            Some(fragment) if !fragment.is_empty() => {
                if !target.has_anchor(&percent_decode(fragment)) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::BrokenFragment, format!("`{written}`: the page has no `#{fragment}`"))
                            .at(place.clone()),
                    );
                }
                format!("{}#{fragment}", link.url)
            }
            _ => link.url.clone(),
        }
    }

    fn asset_address(&mut self, written: &str, file: SourcePath, place: &Place) -> String {
        let extension = file.extension().unwrap_or_default().to_ascii_lowercase();
        let Some(found) = self.ask_asset(&file) else {
            let near = self.desk.near_files(&file);
            let diagnostic = if extension == "md" || extension.is_empty() {
                Diagnostic::new(Code::BrokenLink, format!("`{written}` leads nowhere: there is no `{file}`"))
            } else if is_publishable(&file) {
                Diagnostic::new(Code::MissingAsset, format!("there is no file `{file}`"))
            } else {
                Diagnostic::new(
                    Code::AssetType,
                    format!("`{written}`: files of the kind `.{extension}` beside a briefing are not published"),
                )
            };
            let diagnostic = diagnostic.at(place.clone());
            self.diagnostics.push(match near.as_slice() {
                [] if is_mail(written) => diagnostic.hint(format!("write `mailto:{written}`")),
                [] if !is_publishable(&file) && extension != "md" && !extension.is_empty() => {
                    diagnostic.hint("put it below `static/`, which has no embargo, and link to its address: `/name`")
                }
                near => diagnostic.did_you_mean(near),
            });
            return String::new();
        };
        if found.picture.is_some_and(|picture| picture.is_located) {
            self.diagnostics.push(reading::located(&file).at(place.clone()));
        }
        let Some(page) = self.page else { return String::new() };
        let name = file.below(self.source.folder()).unwrap_or_else(|| file.file_name()).to_owned();
        let folder = page.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        match OutPath::parse(&format!("{folder}{slash}{name}")) {
            Ok(path) => {
                let url = self.desk.url(&path);
                self.assets.push(Asset { path, source: file });
                url
            }
            Err(fault) => {
                self.diagnostics.push(
                    Diagnostic::new(Code::InvalidPath, format!("`{name}` cannot be published: {fault}"))
                        .at(place.clone())
                        .hint("rename the file"),
                );
                String::new()
            }
        }
    }
}

/// An address of mail without its scheme: `desk@example.org`.
fn is_mail(written: &str) -> bool {
    let host = |host: &str| host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    written.split_once('@').is_some_and(|(name, at)| !name.is_empty() && !name.contains('/') && host(at))
}
