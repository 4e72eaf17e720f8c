//! The words that the Markdown stage itself puts on a page, in the site's language.

use std::borrow::Cow;

use pulldown_cmark::BlockQuoteKind;

/// Words that are not the author's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Words {
    /// Title of `> [!NOTE]`.
    pub note: Cow<'static, str>,
    /// Title of `> [!TIP]`.
    pub tip: Cow<'static, str>,
    /// Title of `> [!IMPORTANT]`.
    pub important: Cow<'static, str>,
    /// Title of `> [!WARNING]`.
    pub warning: Cow<'static, str>,
    /// Title of `> [!CAUTION]`.
    pub caution: Cow<'static, str>,
    /// Heading of the footnotes.
    pub notes: Cow<'static, str>,
    /// Name of the link from a footnote back to the text; `{n}` is the number of the reference.
    pub back_to_reference: Cow<'static, str>,
    /// Name of a table, for those who cannot see it; the second is called `Table 2`.
    pub table: Cow<'static, str>,
    /// Name of the link that a heading has to itself.
    pub link_to_section: Cow<'static, str>,
    /// Name of a ticked box in a list of tasks.
    pub task_done: Cow<'static, str>,
    /// Name of an empty box in a list of tasks.
    pub task_open: Cow<'static, str>,
}

/// The words in English.
pub(super) static ENGLISH: Words = Words {
    note: Cow::Borrowed("Note"),
    tip: Cow::Borrowed("Tip"),
    important: Cow::Borrowed("Important"),
    warning: Cow::Borrowed("Warning"),
    caution: Cow::Borrowed("Caution"),
    notes: Cow::Borrowed("Notes"),
    back_to_reference: Cow::Borrowed("Back to reference {n}"),
    table: Cow::Borrowed("Table"),
    link_to_section: Cow::Borrowed("Link to this section"),
    task_done: Cow::Borrowed("Done"),
    task_open: Cow::Borrowed("Open"),
};

impl Default for Words {
    /// English.
    fn default() -> Self {
        ENGLISH.clone()
    }
}

impl Words {
    /// The class and the title of an alert.
    pub(super) fn alert(&self, kind: BlockQuoteKind) -> (&'static str, &str) {
        match kind {
            BlockQuoteKind::Note => ("note", &self.note),
            BlockQuoteKind::Tip => ("tip", &self.tip),
            BlockQuoteKind::Important => ("important", &self.important),
            BlockQuoteKind::Warning => ("warning", &self.warning),
            BlockQuoteKind::Caution => ("caution", &self.caution),
        }
    }
}
