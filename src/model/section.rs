//! The sections of a site: the lists at its top, each at an address of its own.

use super::config::Sections;

/// A section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Who is who.
    Actors,
    /// Tags, by label.
    Tags,
    /// Storylines.
    Dossiers,
    /// Briefings by year and month.
    Archive,
    /// What happened.
    Timeline,
    /// What is ahead.
    Upcoming,
    /// What was said.
    Statements,
    /// By whom it was published.
    Sources,
    /// What was changed since.
    Corrections,
}

impl Section {
    /// All of them.
    pub const ALL: &'static [Section] = &[
        Section::Actors,
        Section::Tags,
        Section::Dossiers,
        Section::Archive,
        Section::Timeline,
        Section::Upcoming,
        Section::Statements,
        Section::Sources,
        Section::Corrections,
    ];

    /// The one part of its address; its key below `[sections]`, if it has one.
    pub fn word(self) -> &'static str {
        match self {
            Section::Actors => "actors",
            Section::Tags => "tags",
            Section::Dossiers => "dossiers",
            Section::Archive => "archive",
            Section::Timeline => "timeline",
            Section::Upcoming => "upcoming",
            Section::Statements => "statements",
            Section::Sources => "sources",
            Section::Corrections => "corrections",
        }
    }

    /// Where its first page is in the output.
    pub fn page(self) -> String {
        format!("{}/index.html", self.word())
    }

    /// The one whose page is at this address, relative to the root, if the site may have it.
    pub fn of(address: &str, sections: Sections) -> Option<Self> {
        let word = address.trim_end_matches('/');
        Self::ALL.iter().copied().find(|section| section.word() == word && section.is_wanted(sections))
    }

    /// Whether the site may have it: it does not do without.
    pub fn is_wanted(self, sections: Sections) -> bool {
        match self {
            Section::Actors | Section::Tags | Section::Dossiers | Section::Archive => true,
            Section::Timeline => sections.timeline,
            Section::Upcoming => sections.upcoming,
            Section::Statements => sections.statements,
            Section::Sources => sections.sources,
            Section::Corrections => sections.corrections,
        }
    }
}
